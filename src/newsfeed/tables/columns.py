"""The columns of a table of articles, from the type hints of their model."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from .._util.messages import did_you_mean
from ..errors import path_text
from ..frontmatter.origin import origin_of
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Field, Schema, Type, schema_of

_TEXT = Type(Kind.TEXT, nullable=True)
_BODY = Type(Kind.TEXT)
_MAPPING = Type(Kind.MAPPING)


class Column(NamedTuple):
    """A column.

    Args:
        name: Its name: that of the attribute, those of the records around it before it.
        type: What its values are.
        get: What finds the value in an article.
        role: Whether it is no field of the front matter, but `extra`, `body`, `path` or `source`.
    """

    name: str
    type: Type
    get: Callable[[Any], Any]
    role: bool = False


def columns_of(
    model: type[Any],
    *,
    columns: Iterable[str] | None = None,
    flat: bool = False,
    source: bool = False,
) -> list[Column]:
    """List the columns of a table of articles.

    Args:
        model: The class of the articles.
        columns: The names of those wanted, in that order; by default all.
        flat: Whether a record has a column for each of its fields, `provider_name`, and a list of
            records those of its first item, `image_url`; else records stay nested.
        source: Whether the text that an article was read from has a column too.

    Returns:
        A column for each field in canonical order; then `extra`, `body`, `path` and `source`.

    Raises:
        TypeError: If the class cannot be a model, or holds itself.
        ValueError: If a name is that of no column, or there is no name, or if two columns would
            have the same.

    Example:
        >>> from newsfeed import Provider
        >>> [column.name for column in columns_of(Provider)]
        ['name', 'domain', 'images', 'extra', 'path']
        >>> [column.name for column in columns_of(Provider, flat=True)][:4]
        ['name', 'domain', 'image_url', 'image_width']
    """
    known = _known(schema_of(model), flat)
    if columns is None:
        return [each for each in known.values() if source or not is_source(each)]
    wanted = dict.fromkeys(columns)
    if not wanted:
        raise ValueError("expected the name of a column, found none")
    for name in wanted:
        if name not in known:
            raise ValueError(f"there is no column {name!r}{did_you_mean(name, known)}")
    asked = [name for name, each in known.items() if source and is_source(each)]
    return [known[name] for name in dict.fromkeys([*wanted, *asked])]


def is_source(column: Column) -> bool:
    """Tell whether a column has the texts that articles were read from."""
    return column.role and column.name == "source"


def _known(schema: Schema, flat: bool) -> dict[str, Column]:
    """List all columns, by their names."""
    _check_ends(schema, ())
    known: dict[str, Column] = {}
    for column in _flat(schema, "", None) if flat else _nested(schema):
        if column.name in known:
            raise ValueError(f"{schema.model.__name__} has two columns {column.name!r}")
        known[column.name] = column
    # A model's own field may have the name of a role that it lacks.
    return known | {each.name: each for each in _roles(schema) if each.name not in known}


def _check_ends(schema: Schema, outer: tuple[Schema, ...]) -> None:
    """Check that no record holds records of its own class, for which no table has a type."""
    if schema in outer:
        raise TypeError(f"{schema.model.__name__} holds itself, which no table can")
    for field in schema.fields.values():
        inner = field.type.innermost
        if inner.kind is Kind.RECORD:
            _check_ends(inner.record, (*outer, schema))


def _nested(schema: Schema) -> Iterator[Column]:
    for field in schema.fields.values():
        yield Column(field.name, field.type, attrgetter(field.name))


def _roles(schema: Schema) -> Iterator[Column]:
    """List what has no key; path and source of any model, body and extra of those that have one."""
    if schema.extra:
        yield Column("extra", _MAPPING, attrgetter("extra"), role=True)
    if schema.body:
        yield Column("body", _BODY, attrgetter("body"), role=True)
    yield Column("path", _TEXT, _path if schema.path else _path_beside, role=True)
    yield Column("source", _TEXT, lambda article: origin_of(article).source, role=True)


def _path(article: Any) -> str | None:
    return None if article.path is None else path_text(article.path)


def _path_beside(article: Any) -> str | None:
    path = origin_of(article).path
    return None if path is None else path_text(path)


def _flat(schema: Schema, prefix: str, get: Callable[[Any], Any] | None) -> Iterator[Column]:
    for field in schema.fields.values():
        value = _member(get, field)
        if field.type.kind is Kind.RECORD:
            yield from _flat(field.type.record, f"{prefix}{field.name}_", value)
        elif field.type.kind is Kind.LIST and field.type.items.kind is Kind.RECORD:
            name = f"{prefix}{field.name.removesuffix('s')}_"
            yield from _flat(field.type.items.record, name, _first(value))
        else:
            # The record around it may be missing.
            type_ = field.type._replace(nullable=field.type.nullable or prefix != "")
            yield Column(f"{prefix}{field.name}", type_, value)


def _member(get: Callable[[Any], Any] | None, field: Field) -> Callable[[Any], Any]:
    if get is None:
        return attrgetter(field.name)
    name = field.name
    return lambda article: None if (record := get(article)) is None else getattr(record, name)


def _first(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda article: items[0] if (items := get(article)) else None
