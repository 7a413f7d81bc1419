"""Arrow to articles."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..frontmatter.origin import set_origin
from ..frontmatter.schema import Kind, Schema, Type, schema_of
from ..records import made
from .building import arrow_type, members
from .columns import Column, columns_of
from .unknown import from_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_rows(stream: Any, model: type[Any]) -> Iterator[Any]:
    """Turn the rows of a table into articles.

    Args:
        stream: Whatever has `__arrow_c_stream__`: a table of pyarrow, Polars, pandas or DuckDB.
        model: The class of the articles.

    Yields:
        The articles, in the order of the rows.

    Raises:
        ValueError: If a column is none of an article, is of another type, or lacks what is
            required.
    """
    reader = pa.RecordBatchReader.from_stream(stream)
    columns = _checked(reader.schema, model)
    for batch in reader:
        yield from _articles(batch, columns, model)


def _checked(schema: pa.Schema, model: type[Any]) -> list[Column]:
    """Find what the columns are."""
    columns = columns_of(model, columns=schema.names)
    for field in schema_of(model).fields.values():
        if field.required and field.name not in schema.names:
            raise ValueError(f"there is no column {field.name!r}, which {model.__name__} requires")
    return columns


def _articles(batch: pa.RecordBatch, columns: list[Column], model: type[Any]) -> Iterator[Any]:
    schema = schema_of(model)
    lists = {
        column.name: _values(column.type, _cast(column, array))
        for column, array in zip(columns, batch.columns, strict=True)
    }
    if "path" in lists:
        lists["path"] = [None if path is None else Path(path) for path in lists["path"]]
    if schema.path and schema.source:
        yield from made(model, lists)
        return
    nothing = [None] * len(batch)
    origins = zip(lists.pop("source", nothing), lists.pop("path", nothing), strict=True)
    for article, (source, path) in zip(made(model, lists), origins, strict=True):
        if source is not None:
            set_origin(article, schema, source, path)
        yield article


def _cast(column: Column, array: pa.Array) -> pa.Array:
    """Turn what other libraries have for the type into the type."""
    expected = arrow_type(column.type)
    try:
        return array if array.type == expected else array.cast(expected)
    except pa.ArrowException as error:
        said = str(error).partition("\n")[0]
        message = f"column {column.name!r}: expected {expected}, found {array.type}: {said}"
        raise ValueError(message) from None


def _values(type_: Type, array: pa.Array) -> list[Any]:
    if type_.kind is Kind.LIST:
        return _lists(type_, array)
    if type_.kind is Kind.RECORD:
        return _records(type_.record, array)
    if type_.kind is Kind.TIMESTAMP:
        return [
            None if value is None else _EPOCH + timedelta(microseconds=value)
            for value in array.cast(pa.int64()).to_pylist()
        ]
    values: list[Any] = array.to_pylist()
    if type_.kind in (Kind.MAPPING, Kind.ANYTHING):
        absent = type_.kind is Kind.MAPPING and not type_.nullable
        return [({} if absent else None) if text is None else from_json(text) for text in values]
    return values


def _lists(type_: Type, array: pa.Array) -> list[Any]:
    items = iter(_values(type_.items, array.flatten()))
    lengths = pc.list_value_length(array).to_pylist()
    if not type_.nullable:
        return [list(islice(items, length or 0)) for length in lengths]
    return [None if length is None else list(islice(items, length)) for length in lengths]


def _records(schema: Schema, array: pa.Array) -> list[Any]:
    """Make the records; what stands behind a null is left."""
    is_there = array.is_valid().to_pylist()
    there = array.filter(array.is_valid()) if array.null_count else array
    types = dict(members(schema))
    lists = {
        field.name: _values(types[field.name], child)
        for field, child in zip(array.type, there.flatten(), strict=True)
    }
    records = made(schema.model, lists)
    return [next(records) if each else None for each in is_there]
