"""Many articles past one machine, with Dask."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ._util.extras import needed
from .models import Article
from .scanning import BATCH_SIZE, PATTERN, Batch, OnError, Root, batches, check_on_error

if TYPE_CHECKING:
    import dask.dataframe
    import pandas

    from .tables.rows import TableLayout

__all__ = ["read"]

_DASK_NAME = "newsfeed.dask.read"


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
    """Make a data frame of Dask of many files; the files are found here and read by the workers.

    Each batch of files is a partition; the rows are in the order of the paths, and the columns are
    those of `Feed.to_pandas`. Where only some columns are used, only these are made.

    Args:
        root: A file, a folder, a glob, an archive or a URL, or several of them: see `scan`. The
            workers must find the files at the same paths.
        pattern: Which files are meant in a folder or an archive.
        model: The class to read into.
        columns: The names of the columns wanted, in that order; by default all.
        flat: Whether a record has a column for each of its fields, `provider_name`, and a list of
            records those of its first item, `image_url`.
        source: Whether the text of each file has a column too, `source`.
        on_error: What to do about a file that cannot be read: `raise`, while the frame is computed,
            or `collect` it as a row that is null but for its `path` and, in a last column, its
            `error`.
        batch_size: How many files a partition has at most.

    Returns:
        The data frame, with unknown divisions.

    Raises:
        FileNotFoundError: If there is no such root, or no file in it is meant.
        ImportError: If Dask, or what a URL needs, is not installed.
        ValueError: If there is no such column, or an argument has no value that it can have.

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
    frames = _dask()
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
        # A new name each time: a cluster takes a result that it still has under the same name, even
        # if the files have changed.
        label=f"newsfeed-{uuid4().hex}",
    )


def _dask() -> Any:
    """Import what makes data frames; without pandas, Dask would say so in its own words."""
    for module in "pandas", "pyarrow":
        needed(module, "dask", _DASK_NAME)
    return needed("dask.dataframe", "dask", _DASK_NAME)


def _partition(
    batch: Batch, columns: list[str], layout: "TableLayout", on_error: OnError
) -> "pandas.DataFrame":
    """Read a batch; `columns` has no default, so that Dask gives even none of them."""
    from .tables.rows import pandas_frame, read_columns

    return pandas_frame(read_columns(batch, layout, columns, on_error))
