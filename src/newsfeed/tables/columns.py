"""The columns of a table of articles, derived from the type hints of their model."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from .._util.messages import did_you_mean
from ..errors import path_text
from ..frontmatter.origin import origin_of
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import EXTRA, TEXT, Schema, Type, schema_of

_OPTIONAL_TEXT = Type(Kind.TEXT, nullable=True)

_Getter = Callable[[Any], Any]


class Column(NamedTuple):
    """A column of a table, or a field of a struct."""

    name: str  # in a flat table, it begins with the names of the outer fields
    type: Type
    get: _Getter  # returns the value of a model instance
    role: bool = False  # whether it is `extra`, `body`, `path` or `source`, not a field with a key


def columns_of(
    model: type[Any], columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
) -> list[Column]:
    """Return the columns of a table, in the order and with the arguments of `Feed.to_arrow`."""
    known = _all_columns(schema_of(model), flat)
    original = ["source"] if known["source"].role else []  # else it is an ordinary field
    wanted = [name for name in known if name not in original] if columns is None else list(columns)
    if not wanted:
        raise ValueError("expected the name of a column, found none")
    for name in wanted:
        if name not in known:
            raise ValueError(f"there is no column {name!r}{did_you_mean(name, known)}")
    return [known[name] for name in dict.fromkeys([*wanted, *(original if source else [])])]


def _all_columns(schema: Schema, flat: bool) -> dict[str, Column]:
    """Return all columns by name."""
    _check_finite(schema, ())
    known: dict[str, Column] = {}
    fields = fields_of(schema)
    for column in chain.from_iterable(map(_flat, fields)) if flat else fields:
        if column.name in known:
            raise ValueError(f"{schema.model.__name__} has two columns {column.name!r}")
        known[column.name] = column
    # A field may have the name of a role that its model lacks; then the field has the column.
    return known | {each.name: each for each in _roles(schema) if each.name not in known}


def _check_finite(schema: Schema, outer: tuple[Schema, ...]) -> None:
    """Check that no model contains itself, which no Arrow type can express."""
    if schema in outer:
        raise TypeError(f"{schema.model.__name__} holds itself, which no table can")
    for field in schema.fields.values():
        for inner in field.type.schemas:
            _check_finite(inner, (*outer, schema))


def fields_of(schema: Schema) -> Iterator[Column]:
    """Yield the columns, or the fields of a struct, for the fields of a model and its `extra`."""
    for field in schema.fields.values():
        get = field.of if field.is_converted else attrgetter(field.name)
        yield Column(field.name, field.type, get)
    if schema.extra:
        yield Column("extra", EXTRA, attrgetter("extra"), role=True)


def _roles(schema: Schema) -> Iterator[Column]:
    """Yield the other columns without a key; a model without `path` or `source` has these too."""
    if schema.body:
        yield Column("body", TEXT, attrgetter("body"), role=True)
    # `origin_of` takes ten times as long as an attribute.
    path: _Getter = attrgetter("path") if schema.path else lambda article: origin_of(article).path
    yield Column("path", _OPTIONAL_TEXT, _then(path, path_text), role=True)
    yield Column("source", _OPTIONAL_TEXT, lambda article: origin_of(article).source, role=True)


def _flat(column: Column) -> Iterator[Column]:
    """Yield a column, or those of the fields of its nested model or of the first in a list."""
    name, type_, get, _ = column
    if type_.kind is Kind.LIST and type_.items.kind is Kind.MODEL:
        name, type_ = name.removesuffix("s"), type_.items
        get = _then(get, lambda items: items[0] if items else None)
    if type_.kind is not Kind.MODEL:
        yield column
        return
    for field in fields_of(type_.schema):
        if not field.role:
            # The outer model instance may be missing.
            inner = field.type._replace(nullable=True)
            yield from _flat(Column(f"{name}_{field.name}", inner, _then(get, field.get)))


def _then(get: _Getter, inner: _Getter) -> _Getter:
    """Return a function that applies `inner` to what `get` returns, unless that is None."""
    return lambda article: None if (value := get(article)) is None else inner(value)
