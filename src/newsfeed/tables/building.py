"""Articles to Arrow."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import accumulate, chain, count, islice
from operator import attrgetter
from types import NoneType
from typing import Any

import pyarrow as pa

from ..errors import SerializeError
from ..frontmatter.origin import origin_of
from ..frontmatter.scalars import Kind, fits
from ..frontmatter.schema import Schema, Type
from .columns import Column
from .unknown import to_tagged_json

# Columns are made of so many articles at a time, which stay in the processor's cache.
_ROWS_PER_BATCH = 1000

ARROW_TYPES = {
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
"""The Arrow types of what holds no other values."""

_EXTRA = Type(Kind.MAPPING)
_FAULTS = (
    pa.ArrowException,
    AttributeError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """Return the Arrow schema of columns."""
    return pa.schema([(column.name, arrow_type(column.type)) for column in columns])


def arrow_type(type_: Type) -> pa.DataType:
    """Return the Arrow type of a value."""
    if type_.kind is Kind.LIST:
        return pa.list_(arrow_type(type_.items))
    if type_.kind is Kind.RECORD:
        return pa.struct([(name, arrow_type(each)) for name, each in record_fields(type_.record)])
    return ARROW_TYPES[type_.kind]


def record_fields(schema: Schema) -> Iterator[tuple[str, Type]]:
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
    while some := list(islice(rest, _ROWS_PER_BATCH)):
        arrays = [_column(column, some) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _column(column: Column, articles: Sequence[Any]) -> pa.Array:
    try:
        return _array(column.type, list(map(column.get, articles)))
    except _FAULTS:
        raise next(filter(None, (_fault(column, article) for article in articles))) from None


def _fault(column: Column, article: Any) -> SerializeError | None:
    """Say what is wrong with the value of an article, if anything is."""
    try:
        _array(column.type, [column.get(article)])
    except _FAULTS as error:
        said = str(error).partition("\n")[0]
        message = f"no table holds it: expected {arrow_type(column.type)}; {said}"
        return SerializeError(message, column.name, origin_of(article).path)
    return None


def _array(type_: Type, values: list[Any]) -> pa.Array:
    _check(type_, values)
    if type_.kind is Kind.LIST:
        return _lists(type_, values)
    if type_.kind is Kind.RECORD:
        return _records(type_.record, values)
    if type_.kind is Kind.TIMESTAMP:
        _check_moments(values)
    elif type_.kind is Kind.ANYTHING:
        values = [None if value is None else to_tagged_json(value) for value in values]
    elif type_.kind is Kind.MAPPING:
        # No key is null for a mapping that is never absent.
        absent: Any = None if type_.nullable else {}
        values = [None if value == absent else to_tagged_json(value) for value in values]
    return pa.array(values, ARROW_TYPES[type_.kind])


def _check(type_: Type, values: list[Any]) -> None:
    """Check the types of values: Arrow would make 1 of 1.5, and a list of a text."""
    for found in set(map(type, values)):
        if not (type_.nullable if found is NoneType else _fits(type_, found)):
            raise TypeError(f"found {found.__name__}")


def _fits(type_: Type, found: type[Any]) -> bool:
    if type_.kind is Kind.ANYTHING:
        return True
    if type_.kind is Kind.RECORD:
        return found is type_.model
    collection = {Kind.LIST: list, Kind.MAPPING: dict}.get(type_.kind)
    return fits(type_.kind, found) if collection is None else issubclass(found, collection)


def _check_moments(values: list[Any]) -> None:
    for value in values:
        if value is None:
            continue
        if value.tzinfo is None:
            raise ValueError(f"found {value}, without time zone")
        if value.year in (1, 9999):
            value.astimezone(UTC)  # raises OverflowError if UTC has no such moment


def _lists(type_: Type, values: list[Any]) -> pa.Array:
    ends = accumulate((len(value) if value else 0 for value in values), initial=0)
    items = _array(type_.items, list(chain.from_iterable(filter(None, values))))
    absent = [value is None for value in values]
    mask = pa.array(absent) if any(absent) else None
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, mask=mask)


def _records(schema: Schema, values: list[Any]) -> pa.Array:
    records = [value for value in values if value is not None]
    fields = list(record_fields(schema))
    arrays = [_array(type_, list(map(attrgetter(name), records))) for name, type_ in fields]
    types = [pa.field(name, arrow_type(type_)) for name, type_ in fields]
    array = pa.StructArray.from_arrays(arrays, fields=types)
    if len(records) == len(values):
        return array
    numbers = count()
    rows = [None if value is None else next(numbers) for value in values]
    return array.take(pa.array(rows, pa.int64()))
