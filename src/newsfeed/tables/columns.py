"""The columns of a table of articles, derived from the type hints of their model."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from .._util.messages import did_you_mean
from ..errors import path_text
from ..frontmatter.origin import origin_of
from ..frontmatter.path import FieldPath
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import ANYTHING, EXTRA, TEXT, Schema, Type, schema_of

OPTIONAL_TEXT = Type(Kind.TEXT, nullable=True)

_Getter = Callable[[Any], Any]


class Column(NamedTuple):
    """A column of a table, or a field of a struct."""

    name: str  # in a flat table, it begins with the names of the outer fields
    type: Type
    get: _Getter  # returns the value of a model instance
    role: bool = False  # whether it is `extra`, `body`, `path` or `source`, not a field with a key
    untyped: bool = False  # whether its type follows from its values, not from a type hint


def columns_of(
    model: type[Any],
    columns: Iterable[str] | None = None,
    flat: bool = False,
    source: bool = False,
    types: Mapping[str, Type] = MappingProxyType({}),  # of untyped columns
) -> list[Column]:
    """Return the columns of a table, in the order and with the arguments of `Feed.to_arrow`."""
    schema = schema_of(model)
    known = known_columns(schema, flat)
    if columns is None:
        # The original text is an extra column, unless it is an ordinary field.
        names = [name for name in known if name != "source" or not known[name].role]
        wanted = [*(_names_of_keys(types) if schema.is_open else ()), *names]
    else:
        wanted = list(columns)
    if not wanted:
        raise ValueError("expected the name of a column, found none")
    if source and known["source"].role:
        wanted.append("source")
    found = {
        name: known.get(name) or _path_column(schema, name, known, types)
        for name in dict.fromkeys(wanted)
    }
    if schema.is_open and "extra" in found:
        keys = {each.name for each in found.values() if each.untyped and each.type != ANYTHING}
        found["extra"] = known["extra"]._replace(get=_without(keys))
    return list(found.values())


def known_columns(schema: Schema, flat: bool = False) -> dict[str, Column]:
    """Return the columns of fields and roles, by name."""
    _check_finite(schema, ())
    known: dict[str, Column] = {}
    fields = fields_of(schema)
    for column in chain.from_iterable(map(_flat, fields)) if flat else fields:
        if column.name in known:
            raise ValueError(f"{schema.model.__name__} has two columns {column.name!r}")
        known[column.name] = column
    # A field may have the name of a role that its model lacks; then the field has the column.
    return known | {each.name: each for each in _roles(schema) if each.name not in known}


def _names_of_keys(types: Mapping[str, Type]) -> Iterator[str]:
    """Yield the keys that have columns, under names that every library can tell apart."""
    taken = {"", "extra", "body", "path", "source", "error"}
    for name, type_ in types.items():
        # DuckDB and Spark ignore case, names in C end at a NUL, and pandas calls an index `__...`.
        is_name = name.lower() not in taken and name.isprintable() and not name.startswith("__")
        if is_name and type_ != ANYTHING:
            taken.add(name.lower())
            yield name


def _path_column(
    schema: Schema, name: str, known: Mapping[str, Column], types: Mapping[str, Type]
) -> Column:
    """Return the column of a field path such as `provider.name`, or of a key of an open model."""
    if not (schema.is_open or "." in name or "[" in name):
        raise ValueError(f"there is no column {name!r}{did_you_mean(name, known)}")
    try:
        path = FieldPath(name, schema.model)
    except ValueError as error:
        if schema.is_open:  # a key may be any text
            return Column(name, types.get(name, ANYTHING), _key(name), untyped=True)
        raise ValueError(f"there is no column {name!r}: {error}") from None
    type_ = path.leaf._replace(nullable=True)  # an outer value may be missing
    for _ in range(path.steps.count(None)):  # `images[].url` is a list
        type_ = Type(Kind.LIST, nullable=True, item=type_)
    get = _then(path.get, type_.written) if type_.is_converted else path.get
    get = _key(name, get) if schema.is_open else get
    return Column(name, types.get(name, type_), get, untyped=path.leaf == ANYTHING)


def _key(name: str, otherwise: _Getter = lambda _: None) -> _Getter:
    """Return a function that returns the value of an unknown key, which may contain a dot."""
    return lambda one: one.extra[name] if name in one.extra else otherwise(one)


def _without(keys: Container[str]) -> _Getter:
    """Return a function that returns the unknown keys that columns of these keys do not hold."""
    return lambda one: {
        key: value for key, value in one.extra.items() if value is None or key not in keys
    }


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
    yield Column("path", OPTIONAL_TEXT, _then(path, path_text), role=True)
    yield Column("source", OPTIONAL_TEXT, lambda article: origin_of(article).source, role=True)


def _flat(column: Column) -> Iterator[Column]:
    """Yield a column, or those of the fields of its nested model or of the first in a list."""
    name, type_, get, *_ = column
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
