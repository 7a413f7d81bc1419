"""Articles to Arrow."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pyarrow as pa

from ..errors import SerializeError
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import Kind, Schema, Type
from .columns import Column
from .unknown import to_json

# Columns are made of so many articles at a time, which stay in the processor's cache.
_ROWS = 1000

_SCALARS = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us", "UTC"),
    # In JSON: a column has one type, and what an unknown key holds may be anything.
    Kind.MAPPING: pa.string(),
    Kind.ANYTHING: pa.string(),
}
_EXTRA = Type(Kind.MAPPING)


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """Return the Arrow schema of columns."""
    return pa.schema([(column.name, arrow_type(column.type)) for column in columns])


def arrow_type(type_: Type) -> pa.DataType:
    """Return the Arrow type of a value."""
    if type_.kind is Kind.LIST:
        return pa.list_(arrow_type(type_.items))
    if type_.kind is Kind.RECORD:
        return pa.struct([(name, arrow_type(each)) for name, each in members(type_.record)])
    return _SCALARS[type_.kind]


def members(schema: Schema) -> Iterator[tuple[str, Type]]:
    """List the fields of a nested record, each with the type of its values."""
    yield from ((field.name, field.type) for field in schema.fields.values())
    if schema.extra:
        yield "extra", _EXTRA


def record_batches(articles: Iterable[Any], columns: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    """Turn articles into rows, some at a time.

    Args:
        articles: The articles.
        columns: The columns.

    Yields:
        Rows in the order of the articles.

    Raises:
        SerializeError: If a value is none that the column can hold.
    """
    rest = iter(articles)
    schema = arrow_schema(columns)
    while some := list(islice(rest, _ROWS)):
        arrays = [_column(column, some) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _column(column: Column, articles: Sequence[Any]) -> pa.Array:
    try:
        return _array(column.type, list(map(column.get, articles)))
    except (pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError) as error:
        if len(articles) == 1:
            raise _refusal(column, articles[0], error) from None
    for article in articles:
        _column(column, [article])
    raise AssertionError("what cannot be held together can be held alone")


def _refusal(column: Column, article: Any, error: Exception) -> SerializeError:
    said = str(error).partition("\n")[0]
    message = f"no table holds it: expected {arrow_type(column.type)}; {said}"
    return SerializeError(message, column.name, origin_of(article).path)


def _array(type_: Type, values: list[Any]) -> pa.Array:
    if type_.kind is Kind.LIST:
        return _lists(type_, values)
    if type_.kind is Kind.RECORD:
        return _records(type_.record, values)
    if type_.kind is Kind.TIMESTAMP:
        _check_zones(values)
    elif type_.kind is Kind.ANYTHING or (type_.kind is Kind.MAPPING and type_.nullable):
        values = [None if value is None else to_json(value) for value in values]
    elif type_.kind is Kind.MAPPING:
        values = [to_json(value) if value else None for value in values]
    return pa.array(values, _SCALARS[type_.kind])


def _check_zones(values: list[Any]) -> None:
    for value in values:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"found {value}, without time zone")


def _lists(type_: Type, values: list[Any]) -> pa.Array:
    ends = accumulate((len(value) if value else 0 for value in values), initial=0)
    items = _array(type_.items, list(chain.from_iterable(filter(None, values))))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, mask=_absent(values))


def _records(schema: Schema, values: list[Any]) -> pa.Array:
    absent = _absent(values)
    if absent is not None:
        blank = _blank(schema)
        values = [blank if value is None else value for value in values]
    fields = list(members(schema))
    arrays = [_array(type_, list(map(attrgetter(name), values))) for name, type_ in fields]
    types = [pa.field(name, arrow_type(type_)) for name, type_ in fields]
    return pa.StructArray.from_arrays(arrays, fields=types, mask=absent)


def _blank(schema: Schema) -> SimpleNamespace:
    """Return what stands behind the null of a record."""
    lists: dict[str, Any] = {
        name: [] if type_.kind is Kind.LIST else None for name, type_ in members(schema)
    }
    return SimpleNamespace(**lists)


def _absent(values: list[Any]) -> pa.Array | None:
    """Tell which values are null; None if none is."""
    absent = [value is None for value in values]
    return pa.array(absent) if any(absent) else None
