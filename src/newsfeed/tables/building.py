"""Conversion of articles to Arrow arrays and record batches."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from itertools import accumulate, chain, count, islice
from typing import Any

import pyarrow as pa

from .._util.messages import first_line
from ..errors import SerializeError
from ..frontmatter.origin import origin_of
from ..frontmatter.pairs import kind_in
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Type
from .columns import Column, fields_of
from .unknown import to_tagged_json

# The number of articles in a record batch: few enough to stay in the processor's cache.
_ROWS_PER_BATCH = 1000

ARROW_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    # The type that Spark has for decimals: 20 digits before the point, 18 after it.
    Kind.DECIMAL: pa.decimal128(38, 18),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us", "UTC"),
    Kind.UNTYPED_TIMESTAMP: pa.timestamp("us"),
    # JSON: a column has one type, but an unknown key may have a value of any type.
    Kind.MAPPING: pa.string(),
    Kind.ANYTHING: pa.string(),
}
"""The Arrow type of each kind, except lists and nested models."""

# Raised by Arrow and by the conversions below for a value that a column cannot hold.
_FAULTS = pa.ArrowException, AttributeError, OverflowError, RecursionError, TypeError, ValueError


def arrow_schema(columns: Iterable[Column]) -> pa.Schema:
    """Return the Arrow schema of columns."""
    return pa.schema([(column.name, arrow_type(column.type)) for column in columns])


def arrow_type(type_: Type) -> pa.DataType:
    """Return the Arrow type of the values of a type."""
    if type_.kind is Kind.LIST:
        return pa.list_(arrow_type(type_.items))
    if type_.kind is Kind.MODEL:
        return pa.struct(list(arrow_schema(fields_of(type_.schema))))
    return ARROW_TYPES[type_.kind]


def record_batches(articles: Iterable[Any], columns: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    """Yield articles as rows, in order; raise SerializeError for a bad value."""
    rest = iter(articles)
    schema = arrow_schema(columns)
    while some := list(islice(rest, _ROWS_PER_BATCH)):
        arrays = [_column(column, some) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def with_null_rows(rows: Any, present: Iterable[bool]) -> Any:
    """Return an Arrow array or table with a null row inserted wherever `present` is False."""
    indices = count()
    taken = [next(indices) if each else None for each in present]
    return rows.take(pa.array(taken, pa.int64()))


def _column(column: Column, articles: Sequence[Any]) -> pa.Array:
    try:
        return _array(column.type, list(map(column.get, articles)))
    except _FAULTS as error:
        # Arrow's error does not say which row failed, so search each half for it.
        if middle := len(articles) // 2:
            _column(column, articles[:middle])
            _column(column, articles[middle:])
        message = f"no table holds it: expected {arrow_type(column.type)}; {first_line(error)}"
        raise SerializeError(message, column.name, origin_of(articles[0]).path) from None


def _array(type_: Type, values: list[Any]) -> pa.Array:
    _check_types(type_, values)
    if type_.kind is Kind.LIST:
        return _lists(type_, values)
    if type_.kind is Kind.MODEL:
        return _structs(type_, values)
    if type_.kind is Kind.TIMESTAMP:
        # Arrow would accept a time that is in the year 0 or 10000 in UTC, which reading rejects.
        for value in values:
            if value and value.year in (1, 9999):
                value.astimezone(UTC)  # raises OverflowError
    elif type_.kind is Kind.DECIMAL:
        values = [each if isinstance(each, Decimal | None) else int(each) for each in values]
    elif type_.kind in (Kind.ANYTHING, Kind.MAPPING):
        # An empty mapping becomes null if the field has no None; reading restores it.
        absent: Any = {} if type_.kind is Kind.MAPPING and not type_.nullable else None
        values = [None if value == absent else to_tagged_json(value) for value in values]
    return pa.array(values, ARROW_TYPES[type_.kind])


def _check_types(type_: Type, values: list[Any]) -> None:
    """Check the types of values, since Arrow would convert 1.5 to 1 and a string to a list."""
    for example in {type(value): value for value in values}.values():
        known = type_.nullable if example is None else kind_in(type_, example) is not Kind.ANYTHING
        if not known:
            raise TypeError(f"found {type(example).__name__}")


def _lists(type_: Type, values: list[Any]) -> pa.Array:
    offsets = accumulate((len(value) if value else 0 for value in values), initial=0)
    items = _array(type_.items, list(chain.from_iterable(filter(None, values))))
    mask = pa.array([value is None for value in values]) if None in values else None
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, mask=mask)


def _structs(type_: Type, values: list[Any]) -> pa.Array:
    present = [value for value in values if value is not None]
    fields = fields_of(type_.schema)
    arrays = [_array(each.type, list(map(each.get, present))) for each in fields]
    array = pa.StructArray.from_arrays(arrays, fields=list(arrow_type(type_)))
    if len(present) == len(values):
        return array
    return with_null_rows(array, (value is not None for value in values))
