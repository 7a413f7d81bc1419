"""Values of a front matter as JSON can hold them."""

import math
from datetime import date, datetime
from typing import Any

from ..frontmatter.pairs import pairs_of
from ..frontmatter.schema import is_model, schema_of
from ..frontmatter.timestamps import write_timestamp


def as_data(value: Any) -> Any:
    """Turn a value into what JSON can hold, records into objects by the keys of their text.

    Args:
        value: A record, or anything that a field holds.

    Returns:
        Dicts, lists, texts, numbers, booleans and None; a timestamp as in canonical form, absent
        fields left out.
    """
    if is_model(type(value)):
        held = pairs_of(schema_of(type(value)).type, value)
        return {key: as_data(pair.value) for key, pair in held.items()}
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
