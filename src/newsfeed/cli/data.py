"""Values of an article as JSON has them."""

import json
import math
import sys
from datetime import date, datetime
from typing import Any

import attrs

from ..frontmatter.schema import Kind, Type
from ..frontmatter.timestamps import write_timestamp
from ..frontmatter.values import entries


def as_data(value: Any) -> Any:
    """Turn a value into what JSON can hold, records into objects by the keys of their text.

    Args:
        value: A record, or anything that a field holds.

    Returns:
        Dicts, lists, texts, numbers, booleans and None; a timestamp as in canonical form, absent
        fields left out.
    """
    if attrs.has(type(value)):
        held = entries(Type(Kind.RECORD, model=type(value)), value)
        return {key: as_data(entry.value) for key, entry in held.items()}
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_data(each) for each in value]
    if isinstance(value, datetime):
        return write_timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    # JSON has no word for them (RFC 8259 section 6).
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def as_json(value: Any, indent: int | None = None) -> str:
    """Write a value as JSON, in ASCII where standard output has no more than that."""
    encoding = (sys.stdout.encoding or "").lower()
    return json.dumps(as_data(value), ensure_ascii=encoding != "utf-8", indent=indent)


def as_text(value: Any) -> str:
    """Write a value for a shell: a text as it is, nothing for None, JSON for all else."""
    data = as_data(value)
    if data is None:
        return ""
    return data if isinstance(data, str) else as_json(data)


def as_line(value: Any) -> str:
    """Write a value on one line: as text, but in JSON if it has more lines."""
    text = as_text(value)
    return as_json(text) if "\n" in text or "\r" in text else text
