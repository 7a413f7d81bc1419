"""Rows: each maps a key of an export format to a field of a model."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from ..frontmatter.schema import schema_of
from ..models import Article, Provider

Item = TypeVar("Item")

Make = Callable[..., dict[str, Any]]
"""Converts a model instance to a dict; the second argument, such as options, is for the rows."""


class Row(NamedTuple):
    """A key of an export format and its value, listed in the documentation of the exports.

    Args:
        source: The name of the field, such as `web_url`; empty if the value is not from a field.
        convert: Converts the value of the field, unless that is None.
        value: A function of the model instance and the options, or a constant. It replaces the
            value of the field; `source` is then only documentation.
    """

    key: str
    source: str = ""
    note: str = ""
    convert: Callable[[Any], Any] | None = None
    value: Callable[[Any, Any], Any] | str | None = None


def complete(rows: Sequence[Row]) -> Make:
    """Return a function that converts a model instance to a dict, with None for missing values.

    Example:
        >>> from newsfeed import Image
        >>> rows = [Row("src", "url"), Row("alt", "title"), Row("size", "width", convert=str)]
        >>> complete(rows)(Image("https://daily.example/ice.jpg", width=640))
        {'src': 'https://daily.example/ice.jpg', 'alt': None, 'size': '640'}
    """
    getters = [(row.key, _getter(row)) for row in rows]
    return lambda obj, options=None: {key: get(obj, options) for key, get in getters}


def present(rows: Sequence[Row]) -> Make:
    """Return a function like that of `complete` that omits the keys whose value is None."""
    getters = [(row.key, _getter(row)) for row in rows]
    return lambda obj, options=None: {
        key: value for key, get in getters if (value := get(obj, options)) is not None
    }


def each_of(make: Make) -> Callable[[list[Any]], list[Any] | None]:
    """Return a function that converts each item of a list, and an empty list to None."""
    return lambda items: [make(item) for item in items] or None


def _getter(row: Row) -> Callable[[Any, Any], Any]:
    source, convert, value = row.source, row.convert, row.value
    if callable(value):
        return value
    if value is not None or not source:
        return lambda *_: value
    if convert is None:
        return lambda obj, _: getattr(obj, source)
    return lambda obj, _: None if (found := getattr(obj, source)) is None else convert(found)


def unknown(obj: Any, key: str) -> Any:
    """Return the value of a key that the default models do not define, but a subclass may."""
    if type(obj) in (Article, Provider):  # the usual case, without a look at the schema
        return obj.extra.get(key)
    field = schema_of(type(obj)).fields.get(key)
    if field is None:
        return obj.extra.get(key)
    value = getattr(obj, field.name)
    return None if field.omits(value) else value


def listed(items: list[Item]) -> list[Item] | None:
    """Return a copy of a list, or None if it is empty."""
    return items.copy() or None


def filled(text: str) -> str | None:
    """Return a string, or None if it is empty or only whitespace."""
    return None if not text or text.isspace() else text
