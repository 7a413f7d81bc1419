"""Format articles and their values as JSON, NDJSON, CSV and plain text."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from ..checks.rule import field_name
from ..errors import path_text
from ..export.rows import as_data
from ..frontmatter.markers import Tagged
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import is_model, schema_of
from ..frontmatter.timestamps import instant, write_timestamp
from ..tables.columns import Column
from ..tables.unknown import to_tagged_json


class Form(NamedTuple):
    """A format that writes articles one after another."""

    text: Callable[[Any], str]  # formats one article
    begin: str = ""  # before the first article
    between: str = ""  # between two articles
    end: str = ""  # after the last article


def as_json(value: Any, indent: int | None = None) -> str:
    """Format a value as JSON, with ASCII escapes if standard output is not in UTF-8."""
    encoding = (sys.stdout.encoding or "").lower()
    return json.dumps(as_data(value), ensure_ascii=encoding != "utf-8", indent=indent)


def as_text(value: Any) -> str:
    """Format a value for a shell: a string as it is, None as nothing, other values as JSON."""
    data = "" if value is None else as_data(value)
    return data if isinstance(data, str) else as_json(data)


def as_line(value: Any) -> str:
    """Format a value like `as_text`, but a string with tabs or newlines as JSON on one line."""
    text = as_text(value)
    return as_json(text) if re.search(r"[\n\r\t]", text) else text


def named_values(article: Any) -> dict[str, Any]:
    """Return the values of a model instance by field name, and of a Document by its keys."""
    schema = schema_of(type(article))
    if schema.is_open:
        return {field_name(key): value for key, value in article.extra.items()}
    return {field.name: field.of(article) for field in schema.fields.values()}


def date_in(values: Mapping[str, Any]) -> datetime | None:
    """Return the publication date among the values of an article; its name may be `date`."""
    when = values.get("published_date_time", values.get("date"))
    return instant(when) if isinstance(when, date) else None


def body_of(article: Any) -> dict[str, str]:
    """Return the body under its key; empty for a model without a body."""
    return {"body": article.body} if schema_of(type(article)).body else {}


def _object_of(article: Any) -> str:
    path = origin_of(article).path
    others = {**body_of(article), "path": None if path is None else path_text(path)}
    data = as_data(article)
    # Keys with the names of values that are not front matter are moved to "extra".
    hidden = {key: data.pop(key) for key in (*others, "extra") if key in data}
    if hidden:
        data["extra"] = hidden
    return json.dumps(data | others, ensure_ascii=False)


# One object per line, alone or as the items of a list.
NDJSON = Form(lambda article: f"{_object_of(article)}\n")
JSON = Form(_object_of, begin="[\n", between=",\n", end="\n]\n")


def csv_form(columns: Sequence[Column]) -> Form:
    """Create the CSV format (RFC 4180) for flat columns: rows end in CRLF, values are unchanged."""
    import csv

    # `writerow` returns what `write` returns: the row as a string.
    target: Any = SimpleNamespace(write=str)
    row: Callable[[Iterable[str]], str] = csv.writer(target).writerow
    return Form(
        lambda article: row([_cell(column.get(article)) for column in columns]),
        begin=row(column.name for column in columns),
    )


def _cell(value: Any) -> str:
    """Format a value as a CSV cell: a list or a mapping as JSON, an empty one as an empty cell."""
    value = as_data(value) if isinstance(value, Tagged) else value
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, datetime):
        return write_timestamp(value)
    if not (isinstance(value, bool | list | dict) or is_model(type(value))):
        return str(value)
    try:
        return to_tagged_json(value)
    except TypeError:  # it contains model instances
        return to_tagged_json(as_data(value))
