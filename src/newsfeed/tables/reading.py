"""Conversion of Arrow tables to articles."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..document import parse
from ..frontmatter.origin import set_origin
from ..frontmatter.schema import schema_of
from ..scanning.columnar import construct_rows
from .columns import Column, columns_of
from .values import values_of


def read_rows(stream: Any, model: type[Any]) -> Iterator[Any]:
    """Yield the rows of any object with `__arrow_c_stream__` as articles; raise ValueError."""
    reader = pa.RecordBatchReader.from_stream(stream)
    # pandas and Dask add columns such as `__index_level_0__` for an index.
    names = [name for name in reader.schema.names if not name.startswith("__")]
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"there are {times} columns {name!r}")
    columns = columns_of(model, columns=names)
    for batch in reader:
        yield from _articles(batch, columns, model)


def _articles(batch: pa.RecordBatch, columns: list[Column], model: type[Any]) -> Iterator[Any]:
    schema = schema_of(model)
    lists = {
        name: values_of(type_, batch[name], name, schema.factories.get(name))
        for name, type_, *_ in columns
    }
    roles = {each.name for each in columns if each.role}
    sources = lists.pop("source") if "source" in roles else [None] * len(batch)
    paths = lists.pop("path") if "path" in roles else [None] * len(batch)
    paths = [None if path is None else Path(path) for path in paths]
    complete = {each.name for each in columns_of(model)} - {"path"}
    # Without a column for each field, only the original text has the values of the others.
    if any(sources) and not complete <= lists.keys():
        yield from _edited(lists, sources, paths, model)
        return
    for field in schema.fields.values():
        if field.required and field.name not in lists:
            raise ValueError(f"there is no column {field.name!r}, which {model.__name__} requires")
    if {"source", "path"} <= schema.arguments.keys() and schema.source and schema.path:
        lists |= {"source": sources, "path": paths}
        yield from construct_rows(model, lists, len(batch))
        return
    articles = construct_rows(model, lists, len(batch))
    for article, source, path in zip(articles, sources, paths, strict=True):
        if source is not None or path is not None:
            set_origin(article, schema, source, path)
        yield article


def _edited(
    lists: dict[str, list[Any]], sources: list[Any], paths: list[Any], model: type[Any]
) -> Iterator[Any]:
    """Parse the original texts and set the fields that have a column."""
    schema = schema_of(model)
    for source, path, *values in zip(sources, paths, *lists.values(), strict=True):
        if source is None:
            raise ValueError("column 'source': expected a text, since columns are missing")
        article = parse(source, model=model, path=path)
        for name, value in zip(lists, values, strict=True):
            try:
                setattr(article, name, value)
            except AttributeError:  # its class is frozen
                object.__setattr__(article, name, value)
        set_origin(article, schema, source, path)
        yield article
