"""The rows of a batch of files: what a process, or a machine, makes of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa

from ..errors import Code, ParseError, SerializeError, path_text, problem_at
from ..garbage import uncollected
from ..models import Article
from ..scanning import Batch, OnError
from .building import arrow_schema, record_batches
from .columns import Column, columns_of

_ERROR = pa.field("error", pa.string())


@attrs.frozen
class Layout:
    """What a table of articles looks like: see `columns_of`.

    Args:
        model: The class of the articles.
        columns: The names of the columns; None for all.
        flat: Whether records have a column for each of their fields.
        source: Whether the text that an article was read from has a column too.
    """

    model: type[Any] = Article
    columns: tuple[str, ...] | None = None
    flat: bool = False
    source: bool = False

    def found(self) -> list[Column]:
        """List the columns."""
        return columns_of(self.model, columns=self.columns, flat=self.flat, source=self.source)

    def schema(self, on_error: OnError = "raise") -> pa.Schema:
        """Return the Arrow schema; where errors are collected, they have the last column."""
        schema = arrow_schema(self.found())
        return schema if on_error == "raise" else schema.append(_ERROR)


def table_of(articles: Sequence[Any], layout: Layout) -> pa.Table:
    """Make a table of articles.

    Raises:
        SerializeError: If a value is none that its column can hold.
    """
    columns = layout.found()
    return pa.Table.from_batches(record_batches(articles, columns), arrow_schema(columns))


def read_batch(batch: Batch, layout: Layout) -> tuple[pa.Table, list[ParseError | None]]:
    """Read files into a table.

    Args:
        batch: The files.
        layout: What the table looks like.

    Returns:
        A row for each article, and for each file why it has none, or None.
    """
    with uncollected():
        outcomes = list(batch.articles(layout.model))
    try:
        table = table_of(_articles(outcomes), layout)
    except SerializeError:
        outcomes = [_held(outcome, layout) for outcome in outcomes]
        table = table_of(_articles(outcomes), layout)
    errors = [outcome if isinstance(outcome, ParseError) else None for outcome in outcomes]
    return table, errors


def read_all(batch: Batch, layout: Layout, on_error: OnError) -> pa.Table:
    """Read files into a table that has a row for each.

    Args:
        batch: The files.
        layout: What the table looks like.
        on_error: Whether a file that cannot be read is raised, or has a row that is null but for
            its `path` and, in a last column, its `error`.

    Returns:
        The table.

    Raises:
        ParseError: For a file that cannot be read.
    """
    table, errors = read_batch(batch, layout)
    if on_error == "raise":
        for error in filter(None, errors):
            raise error
        return table
    numbers = iter(range(len(table)))
    rows = pa.array([next(numbers) if error is None else None for error in errors], pa.int64())
    table = table.take(rows)
    if "path" in table.column_names:
        paths = pa.array([path_text(Path(path)) for path, _ in batch.files], pa.string())
        table = table.set_column(table.column_names.index("path"), "path", paths)
    said = [None if error is None else str(error) for error in errors]
    return table.append_column(_ERROR, pa.array(said, pa.string()))


def _articles(outcomes: Sequence[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if not isinstance(outcome, ParseError)]


def _held(outcome: Any, layout: Layout) -> Any:
    """Return an article if a table can hold it, and why not otherwise."""
    if isinstance(outcome, ParseError):
        return outcome
    try:
        table_of([outcome], layout)
    except SerializeError as error:
        problem = problem_at(Code.VALUE, error.message, (1, 1), (error.key,))
        return ParseError([problem], "", error.path)
    return outcome
