"""JSON data of model instances; rows: each maps a key of an export format to a field of a model."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ..frontmatter.markers import Tagged
from ..frontmatter.pairs import pairs_of
from ..frontmatter.schema import is_model, schema_of
from ..frontmatter.timestamps import write_timestamp
from ..models import Article, Provider
from ..news.urls import pictures

Make = Callable[..., dict[str, Any]]
"""Converts a model instance to a dict; the second argument, such as options, is for the rows."""


class Row(NamedTuple):
    """A key of an export format and its value, listed in the documentation of the exports."""

    key: str
    source: str = ""  # the name of the field, such as `web_url`; empty if there is none
    note: str = ""
    convert: Callable[[Any], Any] | None = None  # for the value of the field, unless that is None
    # A function of the model instance and the options, or a constant: it replaces the field.
    value: Callable[[Any, Any], Any] | str | None = None


def complete(rows: Sequence[Row]) -> Make:
    """Return a function that converts a model instance to a dict, with None for missing values."""
    getters = [(row.key, _getter(row)) for row in rows]
    return lambda obj, options=None: {key: get(obj, options) for key, get in getters}


def present(rows: Sequence[Row]) -> Make:
    """Return a function like that of `complete` that omits the keys whose value is None."""
    getters = [(row.key, _getter(row)) for row in rows]
    return lambda obj, options=None: {
        key: value for key, get in getters if (value := get(obj, options)) is not None
    }


def fields_in(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the names of the fields that rows are made from."""
    # Every model has a path and may have unknown keys. `published` decides what is exported at all.
    own = {row.source: None for row in rows if row.source not in ("", "extra", "path")}
    return *own, "published", "published_date_time", "original_url"


def each_of(make: Make) -> Callable[[list[Any]], list[Any] | None]:
    """Return a function that converts each item of a list, and an empty list to None."""
    return lambda items: [make(item) for item in items] or None


def each_picture(make: Make) -> Callable[[Any, Any], list[Any] | None]:
    """Return a function that converts each image that has an absolute URL, the second argument."""
    return lambda obj, _: [make(image, url) for url, image in pictures(obj)] or None


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
    schema = schema_of(type(obj))
    field = schema.fields.get(key)
    if field is None:
        return obj.extra.get(key) if schema.extra else None
    return None if field.omits(getattr(obj, field.name)) else field.of(obj)


def listed(items: list[Any]) -> list[Any] | None:
    """Return a copy of a list, or None if it is empty."""
    return items.copy() or None


def filled(text: str) -> str | None:
    """Return a string, or None if it is empty or only whitespace."""
    return None if not text or text.isspace() else text


def as_data(value: Any) -> Any:
    """Convert a model instance or a field value to JSON data, without the absent fields."""
    if isinstance(value, Tagged):
        value = f"{value.tag} {value.value}" if isinstance(value.value, str) else value.value
    if is_model(type(value)):
        pairs = pairs_of(schema_of(type(value)).type, value)
        return {key: as_data(pair.value) for key, pair in pairs.items()}
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_data(each) for each in value]
    if isinstance(value, datetime):
        return write_timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    # JSON has no NaN and no infinity (RFC 8259, section 6), so these become strings.
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
