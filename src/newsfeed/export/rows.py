"""Correspondences: which key of a format holds what of an article."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from ..frontmatter.schema import schema_of
from ..models import Article, Provider

Item = TypeVar("Item")

Make = Callable[..., dict[str, Any]]
"""What makes a dict of a record and, where its rows need them, the options of the export."""


class Row(NamedTuple):
    """One correspondence of a format; the page on exports is made of these.

    Args:
        key: The key of the format.
        source: The field of the record, such as `web_url`; empty where it has none.
        note: What the page says besides.
        convert: What makes the value of the field's, where that is not None.
        value: What makes it of the record and the options of the export, where more than the field
            is needed; or a text that it always is. Without either it is the field's, and null
            without a field.
    """

    key: str
    source: str = ""
    note: str = ""
    convert: Callable[[Any], Any] | None = None
    value: Callable[[Any, Any], Any] | str | None = None


def complete(rows: Sequence[Row]) -> Make:
    """Return the function that makes a dict with every key, null where a value is missing.

    Example:
        >>> from newsfeed import Image
        >>> rows = [Row("src", "url"), Row("alt", "title"), Row("size", "width", convert=str)]
        >>> complete(rows)(Image("https://daily.example/ice.jpg", width=640))
        {'src': 'https://daily.example/ice.jpg', 'alt': None, 'size': '640'}
    """
    getters = [(row.key, _getter(row)) for row in rows]
    return lambda record, options=None: {key: get(record, options) for key, get in getters}


def present(rows: Sequence[Row]) -> Make:
    """Return the function that makes a dict of the values that are not None.

    Example:
        >>> from newsfeed import Image
        >>> present([Row("src", "url"), Row("alt", "title")])(Image("ice.jpg"))
        {'src': 'ice.jpg'}
    """
    make = complete(rows)
    return lambda record, options=None: {
        key: value for key, value in make(record, options).items() if value is not None
    }


def _getter(row: Row) -> Callable[[Any, Any], Any]:
    source, convert, value = row.source, row.convert, row.value
    if callable(value):
        return value
    if value is not None or not source:
        return lambda *_: value
    if convert is None:
        return lambda record, _: getattr(record, source)
    return lambda record, _: None if (found := getattr(record, source)) is None else convert(found)


def unknown(record: Any, key: str) -> Any:
    """Return what a record has for a key that our models do not know, but others may."""
    if type(record) in (Article, Provider):
        return record.extra.get(key)
    field = schema_of(type(record)).fields.get(key)
    if field is None:
        return record.extra.get(key)
    value = getattr(record, field.name)
    return None if field.type.is_absent(value) else value


def listed(items: list[Item]) -> list[Item] | None:
    """Copy a list, if there is anything in it."""
    return items.copy() or None


def filled(text: str) -> str | None:
    """Return a text, if it holds more than blanks."""
    return None if not text or text.isspace() else text
