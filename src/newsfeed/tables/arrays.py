"""Conversion of the values of a type to Arrow arrays, and back from those of any library."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, chain, compress, count, islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from .._util.messages import first_line, shortened
from ..frontmatter.pairs import kind_in
from ..frontmatter.scalars import Kind, kind_of
from ..frontmatter.schema import REJECTIONS, Schema, Type
from ..scanning.columnar import construct_rows
from .columns import Column, fields_of
from .unknown import from_tagged_json, to_tagged_json

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

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Factory = Callable[[], Any] | None

_TEXTS = (
    *(types.is_string, types.is_large_string, types.is_string_view),
    *(types.is_binary, types.is_large_binary),
)
_NUMERIC = (types.is_integer, types.is_floating, types.is_decimal)
_LISTS = (
    *(types.is_list, types.is_large_list, types.is_fixed_size_list),
    *(types.is_list_view, types.is_large_list_view),
)
# Only types with the same values are accepted: no integers as timestamps, no strings as numbers.
# Floats are accepted as integers, since pandas uses them where integers are missing.
_ACCEPTED: dict[Kind, tuple[Callable[[pa.DataType], bool], ...]] = {
    **dict.fromkeys((Kind.TEXT, Kind.MAPPING, Kind.ANYTHING), _TEXTS),
    **dict.fromkeys((Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL), _NUMERIC),
    Kind.BOOLEAN: (types.is_boolean,),
    Kind.DATE: (types.is_date,),
    Kind.TIMESTAMP: (types.is_timestamp, types.is_date),
    Kind.UNTYPED_TIMESTAMP: (types.is_timestamp,),
    Kind.LIST: _LISTS,
    Kind.MODEL: (types.is_struct,),
}

FAULTS = pa.ArrowException, AttributeError, OverflowError, RecursionError, TypeError, ValueError
"""The errors of `array_of` for a value that an array cannot hold."""


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


def array_of(type_: Type, values: list[Any]) -> pa.Array:
    """Return values as an array; raise one of `FAULTS` for a value that it cannot hold."""
    _check_types(type_, values)
    if type_.kind is Kind.LIST:
        return _list_array(type_, values)
    if type_.kind is Kind.MODEL:
        return _struct_array(type_, values)
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


def _list_array(type_: Type, values: list[Any]) -> pa.Array:
    offsets = accumulate((len(value) if value else 0 for value in values), initial=0)
    items = array_of(type_.items, list(chain.from_iterable(filter(None, values))))
    mask = pa.array([value is None for value in values]) if None in values else None
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, mask=mask)


def _struct_array(type_: Type, values: list[Any]) -> pa.Array:
    present = [value for value in values if value is not None]
    fields = fields_of(type_.schema)
    arrays = [array_of(each.type, list(map(each.get, present))) for each in fields]
    array = pa.StructArray.from_arrays(arrays, fields=list(arrow_type(type_)))
    if len(present) == len(values):
        return array
    return with_null_rows(array, (value is not None for value in values))


def with_null_rows(rows: Any, present: Iterable[bool]) -> Any:
    """Return an Arrow array or table with a null row inserted wherever `present` is False."""
    indices = count()
    taken = [next(indices) if each else None for each in present]
    return rows.take(pa.array(taken, pa.int64()))


def values_of(
    type_: Type, array: pa.Array, key: str, default: _Factory = None, rows: list[bool] | None = None
) -> list[Any]:
    """Return the values of an array, or only of the `rows` that are True, or raise ValueError."""
    array = _decoded(array)
    values = [None] * len(array) if types.is_null(array.type) else _read(type_, array, key)
    if rows is not None:
        values = list(compress(values, rows))
    if type_.is_converted:
        values = _converted(type_, values, key)
    if type_.nullable or not array.null_count or not any(value is None for value in values):
        return values
    # If the type has no None, null is the default, an empty list or an empty mapping.
    empty = list if type_.kind is Kind.LIST else None
    new = dict if type_.kind is Kind.MAPPING else default or empty
    if new is None:
        raise ValueError(f"column {key!r}: expected a value, found null")
    return [new() if value is None else value for value in values]


def untyped_values(array: pa.Array, key: str, rows: list[bool] | None = None) -> list[Any]:
    """Return the values of a column that no type hint describes; structs are mappings."""
    array = _decoded(array)
    if types.is_timestamp(array.type):  # `to_pylist` would return those of pandas
        kind = Kind.TIMESTAMP if array.type.tz else Kind.UNTYPED_TIMESTAMP
        values = _read(Type(kind), array, key)
    else:
        values = [_plain(value, key) for value in array.to_pylist()]
    return values if rows is None else list(compress(values, rows))


def _plain(value: Any, key: str) -> Any:
    """Return a value of Arrow as front matter has it: without nulls in mappings, and decimals."""
    if isinstance(value, dict):
        return {name: _plain(each, key) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each, key) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is not None and kind_of(type(value)) is None:
        raise ValueError(f"column {key!r}: front matter has no {type(value).__name__}")
    return value


def _converted(type_: Type, values: list[Any], key: str) -> list[Any]:
    """Return the Python values of written ones, whose items are converted already."""
    type_ = type_._replace(item=None)
    try:
        return [type_.read(value) for value in values]
    except REJECTIONS as error:
        reason = str(error) or f"expected {type_.expected}"
        raise ValueError(f"column {key!r}: {reason}") from None


def _decoded(array: pa.Array) -> pa.Array:
    """Return an array without extension types and dictionaries."""
    if isinstance(array, pa.ExtensionArray):
        return _decoded(array.storage)
    if types.is_dictionary(array.type):
        dictionary = array.dictionary
        if types.is_string_view(dictionary.type):  # `take` has no kernel for string views
            dictionary = dictionary.cast(pa.large_string())
        return _decoded(dictionary.take(array.indices))
    return array


def _read(type_: Type, array: pa.Array, key: str) -> list[Any]:
    if not any(accepts(array.type) for accepts in _ACCEPTED[type_.kind]):
        raise ValueError(f"column {key!r}: expected {arrow_type(type_)}, found {array.type}")
    if type_.kind is Kind.LIST:
        return _lists(type_, array, key)
    if type_.kind is Kind.MODEL:
        return _instances(type_.schema, array, key)
    try:
        if type_.kind is Kind.INTEGER and types.is_floating(array.type):
            _check_exact(array)
        return _scalars(type_.kind, array.cast(ARROW_TYPES[type_.kind]))
    except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
        raise ValueError(f"column {key!r}: {first_line(error)}") from None


def _check_exact(array: pa.Array) -> None:
    """Check that no integer was rounded when it became a float, which has 53 bits."""
    extremes = pc.min_max(array).as_py().values()
    if any(each is not None and abs(each) >= 1 << 53 for each in extremes):
        raise ValueError("expected integers, found floats too large to be exact")


def _scalars(kind: Kind, array: pa.Array) -> list[Any]:
    if kind in (Kind.TIMESTAMP, Kind.UNTYPED_TIMESTAMP):
        epoch = _EPOCH if kind is Kind.TIMESTAMP else _EPOCH.replace(tzinfo=None)
        # For timestamps, `to_pylist` takes four times as long.
        microseconds = array.cast(pa.int64()).to_pylist()
        return [None if each is None else epoch + timedelta(0, 0, each) for each in microseconds]
    values: list[Any] = array.to_pylist()
    if kind is Kind.DECIMAL:
        # Arrow fills the places after the point with zeros.
        texts = [None if each is None else f"{each:f}".rstrip("0").rstrip(".") for each in values]
        return [None if text is None else Decimal(text) for text in texts]
    if kind is Kind.ANYTHING:
        return [None if text is None else from_tagged_json(text) for text in values]
    if kind is Kind.MAPPING:
        return [None if text is None else _mapping(text) for text in values]
    return values


def _mapping(text: str) -> dict[str, Any]:
    value = from_tagged_json(text)
    if not isinstance(value, dict):
        raise ValueError(f"expected a mapping in JSON, found {shortened(text, 80)}")
    return value


def _lists(type_: Type, array: pa.Array, key: str) -> list[Any]:
    items = iter(values_of(type_.items, array.flatten(), f"{key}[]"))
    lengths = pc.list_value_length(array).to_pylist()
    return [None if length is None else list(islice(items, length)) for length in lengths]


def _instances(schema: Schema, array: pa.Array, key: str) -> list[Any]:
    arrays = {field.name: each for field, each in zip(array.type, array.flatten(), strict=True)}
    known = {field.name: field.type for field in fields_of(schema)}
    for name in arrays:
        if name not in known:
            raise ValueError(f"column {key!r}: {schema.model.__name__} has no field {name!r}")
    for field in schema.fields.values():
        if field.required and field.name not in arrays:
            raise ValueError(f"column {key!r}: there is no field {field.name!r}")
    present = array.is_valid().to_pylist() if array.null_count else None
    lists = {
        name: values_of(known[name], each, f"{key}.{name}", schema.factories.get(name), present)
        for name, each in arrays.items()
    }
    instances = construct_rows(schema.model, lists, len(array) - array.null_count)
    if present is None:
        return list(instances)
    return [next(instances) if each else None for each in present]
