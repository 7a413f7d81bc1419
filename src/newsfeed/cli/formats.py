"""Format articles and their values as JSON, NDJSON, CSV and plain text."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

from ..errors import path_text
from ..export.rows import as_data
from ..frontmatter.scalars import Kind
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from ..tables.columns import Column
from ..tables.unknown import to_tagged_json

# Attributes that are not front matter. Unknown keys with the same names are moved to "extra".
_ROLES = ("body", "path", "extra")


class Form(NamedTuple):
    """A format that writes articles one after another."""

    text: Callable[[Article], str]  # formats one article
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
    """Format a value like `as_text`, but a string of several lines as JSON on one line."""
    text = as_text(value)
    return as_json(text) if "\n" in text or "\r" in text else text


def _object_of(article: Article) -> str:
    data = as_data(article)
    hidden = {key: data.pop(key) for key in _ROLES if key in data}
    if hidden:
        data["extra"] = hidden
    path = None if article.path is None else path_text(article.path)
    return json.dumps(data | {"body": article.body, "path": path}, ensure_ascii=False)


# One object per line, alone or as the items of a list.
NDJSON = Form(lambda article: f"{_object_of(article)}\n")
JSON = Form(_object_of, begin="[\n", between=",\n", end="\n]\n")


def csv_form(columns: Sequence[Column]) -> Form:
    """Create the CSV format (RFC 4180) for flat columns: rows end in CRLF, values are unchanged."""
    import csv

    cells = [(column.get, _CELLS.get(column.type.kind, str)) for column in columns]
    # `writerow` returns what `write` returns: the row as a string.
    target: Any = SimpleNamespace(write=str)
    row: Callable[[Iterable[str]], str] = csv.writer(target).writerow

    def text(article: Article) -> str:
        values = [(get(article), cell) for get, cell in cells]
        return row(["" if value is None else cell(value) for value, cell in values])

    return Form(text, begin=row(column.name for column in columns))


# How to format a value that is not None as a CSV cell, by the type of its column; others use `str`.
_CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.TIMESTAMP: write_timestamp,
    # An empty list or mapping becomes an empty cell, like a missing value.
    Kind.LIST: lambda value: to_tagged_json(value) if value else "",
    Kind.MAPPING: lambda value: to_tagged_json(value) if value else "",
}
