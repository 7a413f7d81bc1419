"""The rows of a batch of files: what a process, or a machine, makes of it."""

import os
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa

from .._util.garbage import uncollected
from ..errors import Code, ParseError, SerializeError, path_text, problem_at
from ..models import Article
from ..scanning import Batch, OnError
from .building import arrow_schema, record_batches
from .columns import Column, columns_of

if TYPE_CHECKING:
    import pandas

_ERROR = pa.field("error", pa.string())


def _names(columns: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(columns, str):
        raise TypeError(f"expected names of columns in a list, found the text {columns!r}")
    return None if columns is None else tuple(columns)


@attrs.frozen
class TableLayout:
    """What a table of articles looks like: see `columns_of`.

    Args:
        model: The class of the articles.
        columns: The names of the columns; None for all.
        flat: Whether records have a column for each of their fields.
        source: Whether the text that an article was read from has a column too.
    """

    model: type[Any] = Article
    columns: tuple[str, ...] | None = attrs.field(default=None, converter=_names)
    flat: bool = False
    source: bool = False

    def found(self) -> list[Column]:
        """List the columns."""
        return columns_of(self.model, columns=self.columns, flat=self.flat, source=self.source)

    def schema(self, on_error: OnError = "raise") -> pa.Schema:
        """Return the Arrow schema; where errors are collected, they have the last column.

        Raises:
            ValueError: If that is one column too many of the name.
        """
        schema = arrow_schema(self.found())
        if on_error == "raise":
            return schema
        if _ERROR.name in schema.names:
            raise ValueError("there is a column 'error', so that errors cannot be collected in one")
        return schema.append(_ERROR)


def table_of(articles: Sequence[Any], layout: TableLayout) -> pa.Table:
    """Make a table of articles.

    Raises:
        SerializeError: If a value is none that its column can hold.
    """
    columns = layout.found()
    return pa.Table.from_batches(record_batches(articles, columns), arrow_schema(columns))


def read_batch(batch: Batch, layout: TableLayout) -> tuple[pa.Table, list[ParseError | None]]:
    """Read files into a table.

    Args:
        batch: The files.
        layout: What the table looks like.

    Returns:
        A row for each article, and for each file why it has none, or None.
    """
    with uncollected():
        outcomes = list(batch.articles(layout.model, paths=False))
        try:
            table = table_of(_articles(outcomes), layout)
        except SerializeError:
            outcomes = [
                _held(outcome, path, layout)
                for outcome, (path, _) in zip(outcomes, batch.files, strict=True)
            ]
            table = table_of(_articles(outcomes), layout)
    errors = [outcome if isinstance(outcome, ParseError) else None for outcome in outcomes]
    paths = [path for (path, _), error in zip(batch.files, errors, strict=True) if error is None]
    return _with_paths(table, paths, layout), errors


def _with_paths(table: pa.Table, paths: Sequence[str], layout: TableLayout) -> pa.Table:
    """Put paths into their column, if there is one."""
    for index, column in enumerate(layout.found()):
        if column.role and column.name == "path":
            texts = pa.array(map(_path_text, paths), pa.string(), size=len(paths))
            return table.set_column(index, "path", texts)
    return table


def _path_text(path: str) -> str:
    """Write the path of a file as an article's: where it is one already, without making a Path."""
    is_posix = os.sep == "/" and path.isascii() and "://" not in path
    return path if is_posix else path_text(Path(path))


def read_columns(
    batch: Batch, layout: TableLayout, names: Sequence[str], on_error: OnError
) -> pa.Table:
    """Read files into some columns of a table, of which only these are made.

    Args:
        batch: The files.
        layout: What the table looks like.
        names: The names of the columns; with collected errors `error` as well.
        on_error: Whether a file that cannot be read is raised, or has a row that is null but for
            its `path` and, in a last column, its `error`.

    Returns:
        A row for each article, or for each file.

    Raises:
        ParseError: For a file that cannot be read.
    """
    # A table without columns would have no rows.
    own = tuple(each.name for each in layout.found() if each.name in names) or ("path",)
    layout = attrs.evolve(layout, columns=own, source=False)
    table, errors = read_batch(batch, layout)
    if on_error == "raise":
        for error in filter(None, errors):
            raise error
        return table.select(names)
    every = _with_errors(table, errors)
    return _with_paths(every, [path for path, _ in batch.files], layout).select(names)


def _with_errors(table: pa.Table, errors: Sequence[ParseError | None]) -> pa.Table:
    """Put a row for each bad file between those of the articles."""
    numbers = count()
    rows = [next(numbers) if error is None else None for error in errors]
    table = table.take(pa.array(rows, pa.int64()))
    said = [None if error is None else str(error) for error in errors]
    return table.append_column(_ERROR, pa.array(said, pa.string()))


def pandas_frame(table: pa.Table) -> "pandas.DataFrame":
    """Make a data frame of pandas, whose columns are Arrow's."""
    import pandas

    # In columns of its own, integers with nulls would be floats, and records dicts.
    return table.to_pandas(types_mapper=pandas.ArrowDtype)  # type: ignore[no-any-return]


def _articles(outcomes: Sequence[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if not isinstance(outcome, ParseError)]


def _held(outcome: Any, path: str, layout: TableLayout) -> Any:
    """Return an article if a table can hold it, and why not otherwise."""
    if isinstance(outcome, ParseError):
        return outcome
    try:
        table_of([outcome], layout)
    except SerializeError as error:
        problem = problem_at(Code.VALUE, error.message, (1, 1), (error.key,))
        return ParseError([problem], "", Path(path))
    return outcome
