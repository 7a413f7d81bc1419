"""Parquet files of articles, written in bounded memory and replaced only when complete."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from ..document import AnyPath
from ..errors import ParseError, path_text
from ..files import replacing
from ..scanning import Batch
from ..scanning.processes import map_in_processes
from .rows import TableLayout, read_batch

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
        {"path": path_text(error.path or Path()), **attrs.asdict(problem)}
        for error in errors
        for problem in error.problems
    ]
    return pa.Table.from_pylist(rows, schema=_PROBLEM_SCHEMA)
