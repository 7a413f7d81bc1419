"""Values of an article as JSON and CSV have them."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from ..errors import path_text
from ..export.data import as_data
from ..frontmatter.scalars import Kind
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from ..tables.columns import Column
from ..tables.unknown import to_tagged_json

# What an article has besides its front matter; keys of its own may have the same names.
_ROLES = ("body", "path", "extra")


@attrs.frozen
class Form:
    """How articles are written one after the other.

    Args:
        begin: What stands before them.
        between: What stands between two.
        end: What stands behind them.
        text: What writes one.
    """

    begin: str
    between: str
    end: str
    text: Callable[[Article], str]


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


def ndjson_form() -> Form:
    """Write an object on each line."""
    return Form("", "", "", lambda article: f"{_object_of(article)}\n")


def json_form() -> Form:
    """Write a list of objects, each on a line."""
    return Form("[\n", ",\n", "\n]\n", _object_of)


def _object_of(article: Article) -> str:
    data = as_data(article)
    hidden = {key: data.pop(key) for key in _ROLES if key in data}
    if hidden:
        data["extra"] = hidden
    data["body"] = article.body
    data["path"] = None if article.path is None else path_text(article.path)
    return json.dumps(data, ensure_ascii=False)


def csv_form(columns: Sequence[Column]) -> Form:
    """Write a line of CSV, RFC 4180; its lines end in CRLF, those in values as they are.

    Args:
        columns: The columns, which hold no records.
    """
    import csv

    line: Callable[[Sequence[str]], str] = csv.writer(_Returned(), lineterminator="\r\n").writerow
    begin = line([column.name for column in columns])
    cells = [(column.get, _CELLS.get(column.type.kind, str)) for column in columns]

    def text(article: Article) -> str:
        values = [(get(article), cell) for get, cell in cells]
        return line(["" if value is None else cell(value) for value, cell in values])

    return Form(begin, "", "", text)


class _Returned:
    """A file for csv.writer, which hands back what it is to write."""

    def write(self, text: str) -> str:
        return text


_CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.TIMESTAMP: write_timestamp,
    Kind.LIST: lambda value: to_tagged_json(value) if value else "",
    Kind.MAPPING: lambda value: to_tagged_json(value) if value else "",
}
