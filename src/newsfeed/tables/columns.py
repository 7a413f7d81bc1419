"""The columns of a table of articles, derived from the type hints of their model."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from .._util.messages import did_you_mean
from ..errors import path_text
from ..frontmatter.origin import origin_of
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import EXTRA, TEXT, Field, Schema, Type, schema_of

_OPTIONAL_TEXT = Type(Kind.TEXT, nullable=True)

_Getter = Callable[[Any], Any]


class Column(NamedTuple):
    """A column of a table.

    Args:
        name: The name; in a flat table it begins with the names of the outer fields.
        type: The type of its values.
        get: Returns the value of an article.
        role: Whether it is `extra`, `body`, `path` or `source` instead of a field with a key.
    """

    name: str
    type: Type
    get: _Getter
    role: bool = False


def columns_of(
    model: type[Any],
    *,
    columns: Iterable[str] | None = None,
    flat: bool = False,
    source: bool = False,
) -> list[Column]:
    """Return the columns of a table, in the order and with the arguments of `Feed.to_arrow`.

    Example:
        >>> from newsfeed import Provider
        >>> [column.name for column in columns_of(Provider, flat=True)][:4]
        ['name', 'domain', 'image_url', 'image_width']
    """
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
    fields = schema.fields.values()
    nested = (Column(field.name, field.type, attrgetter(field.name)) for field in fields)
    known: dict[str, Column] = {}
    for column in _flat(schema, "", None) if flat else nested:
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
        inner = field.type.innermost
        if inner.kind is Kind.MODEL:
            _check_finite(inner.schema, (*outer, schema))


def _roles(schema: Schema) -> Iterator[Column]:
    """Yield the columns without a key; a model without `path` or `source` has these too."""
    if schema.extra:
        yield Column("extra", EXTRA, attrgetter("extra"), role=True)
    if schema.body:
        yield Column("body", TEXT, attrgetter("body"), role=True)
    # `origin_of` takes ten times as long as an attribute.
    path: _Getter = attrgetter("path") if schema.path else lambda article: origin_of(article).path
    yield Column("path", _OPTIONAL_TEXT, _path_text(path), role=True)
    yield Column("source", _OPTIONAL_TEXT, lambda article: origin_of(article).source, role=True)


def _path_text(get: _Getter) -> _Getter:
    return lambda article: None if (path := get(article)) is None else path_text(path)


def _flat(schema: Schema, prefix: str, get: _Getter | None) -> Iterator[Column]:
    for field in schema.fields.values():
        value = _member(get, field)
        if field.type.kind is Kind.MODEL:
            yield from _flat(field.type.schema, f"{prefix}{field.name}_", value)
        elif field.type.kind is Kind.LIST and field.type.items.kind is Kind.MODEL:
            name = f"{prefix}{field.name.removesuffix('s')}_"
            yield from _flat(field.type.items.schema, name, _first(value))
        else:
            # The outer model instance may be missing.
            type_ = field.type._replace(nullable=field.type.nullable or prefix != "")
            yield Column(f"{prefix}{field.name}", type_, value)


def _member(get: _Getter | None, field: Field) -> _Getter:
    if get is None:
        return attrgetter(field.name)
    name = field.name  # so that the function does not look it up for each article
    return lambda article: None if (outer := get(article)) is None else getattr(outer, name)


def _first(get: _Getter) -> _Getter:
    return lambda article: items[0] if (items := get(article)) else None
