"""Dask data frames of many articles, read in parallel on one or several machines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ._util.extras import import_extra
from .models import Article
from .scanning import BATCH_SIZE, PATTERN, Batch, OnError, Root, batches, check_on_error

if TYPE_CHECKING:
    import dask.dataframe
    import pandas

    from .tables.rows import TableLayout

__all__ = ["read"]


def read(
    root: Root,
    *,
    pattern: str = PATTERN,
    model: type[Any] = Article,
    columns: Iterable[str] | None = None,
    flat: bool = False,
    source: bool = False,
    on_error: OnError = "raise",
    batch_size: int = BATCH_SIZE,
) -> "dask.dataframe.DataFrame":
    """Create a Dask data frame of many files: this call lists the files, and the workers read them.

    Each batch of files is a partition. The rows are in path order, and the columns are those of
    `Feed.to_pandas`. Workers build only the columns that a computation uses. Values that no type
    hint describes are JSON, and the keys of a Document are all in `extra`.

    Args:
        root: A file, folder, glob, archive or URL, or several of them. See `scan`. The workers must
            find the files at the same paths.
        pattern: The pattern of the files to read in a folder or an archive.
        model: The class to read into.
        columns: See `Feed.to_arrow`.
        flat: See `Feed.to_arrow`.
        source: See `Feed.to_arrow`.
        on_error: `raise` the error of a file that cannot be read when the frame is computed, or
            `collect` it in a last column `error`; its row is null elsewhere, except for `path`.
        batch_size: The maximum number of files in a partition.

    Returns:
        The data frame, with unknown divisions.

    Raises:
        FileNotFoundError: If there is no such root, or no file in it matches `pattern`.
        ImportError: If Dask, or a package that a URL needs, is not installed.
        ValueError: If there is no such column, or an argument is invalid.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import newsfeed
        >>> folder = Path(tempfile.mkdtemp())
        >>> newsfeed.write(Article("Tide", heat=3), folder / "tide.md")
        True
        >>> frame = read(folder, columns=["title", "heat"])
        >>> frame.npartitions, int(frame.heat.sum().compute(scheduler="synchronous"))
        (1, 3)
    """
    # Dask reports a missing pandas or pyarrow without the command that installs it: check first.
    for module in "pandas", "pyarrow", "dask.dataframe":
        frames = import_extra(module, "dask", "newsfeed.dask.read")
    from .tables.rows import TableLayout, pandas_frame

    check_on_error(on_error)
    layout = TableLayout(model, columns, flat, source)
    meta = pandas_frame(layout.schema(on_error).empty_table())
    return frames.from_map(  # type: ignore[no-any-return]
        _partition,
        list(batches(root, pattern=pattern, size=batch_size)),
        layout=layout,
        on_error=on_error,
        meta=meta,
        # A new name for each call: a cluster would reuse a result although files have changed.
        label=f"newsfeed-{uuid4().hex}",
    )


# `columns` has no default, so that Dask passes the names of the columns even if there are none.
def _partition(
    batch: Batch, columns: list[str], layout: "TableLayout", on_error: OnError
) -> "pandas.DataFrame":
    from .tables.rows import pandas_frame, read_columns

    return pandas_frame(read_columns(batch, layout, columns, on_error))
