"""Parquet files of articles, written in bounded memory and replaced only when complete."""

import os
from collections.abc import Container, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from .._util.messages import did_you_mean, first_line
from ..document import AnyPath
from ..errors import ParseError, path_text
from ..files import replacing
from ..frontmatter.scalars import read_unquoted
from ..frontmatter.schema import Schema, schema_of
from ..scanning import Batch
from ..scanning.processes import map_in_processes
from .arrays import ARROW_TYPES
from .columns import known_columns
from .rows import TableLayout, column_names, read_batch, read_shapes
from .unknown import Shapes, shapes_of, type_of_shapes

# Strings of articles rarely repeat, so dictionaries gain nothing: without them, encoding takes
# two thirds of the time, and the size differs by less than 2 %.
_FORMAT: dict[str, Any] = {"compression": "zstd", "use_dictionary": False}

_PROBLEM_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("path", "code", "message")]
    + [("line", pa.int64()), ("column", pa.int64()), ("key", pa.string())]
)


def write_table(table: pa.Table, path: AnyPath) -> None:
    """Write a table to a Parquet file, which is replaced only when the table is complete."""
    with replacing(path) as file:
        pq.write_table(table, file, **_FORMAT)


def read_table(
    path: AnyPath, columns: Iterable[str] | None, model: type[Any], extra_columns: str
) -> pa.Table:
    """Read a file, or the files of a folder with the columns that are in the names of folders."""
    chosen = column_names(columns)
    wanted = None if chosen is None else list(chosen)
    try:
        dataset = pq.ParquetDataset(path, partitioning=None)
        texts = _partitions(dataset.files, path)
        names = dataset.schema.names
        for name in wanted or ():
            if name not in (*names, *texts):
                raise ValueError(f"there is no column {name!r}{did_you_mean(name, names)}")
        types = _partition_types(texts, names, schema_of(model), extra_columns)
        partitioning = ds.partitioning(pa.schema(types), flavor="hive") if types else None
        return pq.read_table(path, columns=wanted, partitioning=partitioning)
    except pa.ArrowException as error:
        raise ValueError(f"{path}: {first_line(error)}") from None


def _partitions(files: Iterable[str], root: AnyPath) -> dict[str, set[str]]:
    """Return the values in the names of folders such as `category=Sea`, by column."""
    found: dict[str, set[str]] = {}
    for file in files:
        for folder in Path(os.path.relpath(file, root)).parts[:-1]:
            name, is_partition, value = folder.partition("=")
            if is_partition:
                values = found.setdefault(unquote(name), set())
                values |= {unquote(value)} - {"__HIVE_DEFAULT_PARTITION__"}  # which is null
    return found


def _partition_types(
    texts: Mapping[str, set[str]], names: Container[str], schema: Schema, extra_columns: str
) -> dict[str, pa.DataType]:
    """Return the types of the columns that are in the names of folders and not in the files."""
    known = known_columns(schema)
    # Without their texts, documents have no other place for a key that a table is partitioned by.
    are_keys = schema.is_open and extra_columns == "raise" and "source" not in names
    types = {}
    for name, values in texts.items():
        type_ = known[name].type if name in known else None
        if type_ is None and (extra_columns == "extra" or are_keys):
            type_ = type_of_shapes(shapes_of(map(read_unquoted, values)))
        if type_ is not None and name not in names:
            types[name] = ARROW_TYPES.get(type_.kind, pa.string())
    return types


def fitted_to_files(files: Iterable[Batch], layout: TableLayout, workers: int) -> TableLayout:
    """Return a layout whose untyped columns have the types of the values in files."""
    shapes: dict[str, Shapes] = {}
    for found in map_in_processes(partial(read_shapes, layout=layout), files, workers):
        for name, own in found.items():
            shapes.setdefault(name, set()).update(own)
    return layout.fitted(shapes)


def write_batches(
    files: Iterable[Batch], path: Path, errors_path: Path, layout: TableLayout, workers: int
) -> tuple[int, int]:
    """Read files into a table of articles and one of problems; return how many are in each."""
    # pyarrow looks for pandas at the first list: do that here, not again in every worker.
    pa.array([])
    parts = map_in_processes(partial(read_batch, layout=layout), files, workers)
    articles = bad = 0
    with (
        replacing(path) as file,
        replacing(errors_path) as errors_file,
        pq.ParquetWriter(file, layout.schema(), **_FORMAT) as rows,
        pq.ParquetWriter(errors_file, _PROBLEM_SCHEMA, **_FORMAT) as problems,
    ):
        for table, outcomes in parts:
            errors = list(filter(None, outcomes))
            rows.write_table(table, row_group_size=max(1, len(table)))
            if errors:
                problems.write_table(_problem_table(errors))
            articles += len(table)
            bad += len(errors)
    return articles, bad


def _problem_table(errors: Iterable[ParseError]) -> pa.Table:
    rows = [
        attrs.asdict(problem) | {"path": path_text(error.path or Path())}
        for error in errors
        for problem in error.problems
    ]
    return pa.Table.from_pylist(rows, schema=_PROBLEM_SCHEMA)
