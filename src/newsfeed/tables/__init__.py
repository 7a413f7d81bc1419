"""Articles as tables: Arrow, Parquet, pandas and Polars."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from .._util.extras import needed
from ..files import AnyPath
from ..models import Article
from ..scanning import BATCH_SIZE, PATTERN, Root, batches

__all__ = ["Written", "write_parquet"]


@attrs.frozen
class Written:
    """What `write_parquet` wrote.

    Args:
        path: The table of the articles.
        articles: How many rows it has.
        errors_path: The table of what is wrong with the other files.
        errors: How many files that are.
    """

    path: Path
    articles: int
    errors_path: Path
    errors: int


def write_parquet(
    root: Root,
    path: AnyPath,
    *,
    pattern: str = PATTERN,
    model: type[Any] = Article,
    columns: Iterable[str] | None = None,
    flat: bool = False,
    source: bool = False,
    batch_size: int = BATCH_SIZE,
    workers: int | None = None,
) -> Written:
    """Read many files into one Parquet file, in several processes and bounded memory.

    The rows are in the order of the paths, and the file is the same whatever the number of workers.
    What is wrong with a file that cannot be read stands in a second table beside the first:
    `_news.errors.parquet` for `news.parquet`, with `path`, `code`, `message`, `line`, `column` and
    `key`. It is there without errors too; who reads the folder as one table leaves out a name that
    begins with `_`. Both files appear when they are whole.

    Args:
        root: A file, a folder, a glob, an archive or a URL, or several of them: see `scan`.
        path: The file to write; one that is there is replaced.
        pattern: Which files are meant in a folder or an archive.
        model: The class to read into.
        columns: The names of the columns wanted; by default all.
        flat: Whether records have a column for each of their fields, `provider_name`, and lists of
            records those of their first item, `image_url`.
        source: Whether the text of each file has a column too, `source`.
        batch_size: How many files are read at a time, and the most rows of a row group; each worker
            has three such batches in memory at most.
        workers: How many processes read; by default as many as there are processors.

    Returns:
        What was written.

    Raises:
        FileNotFoundError: If there is no such root, or no file in it is meant.
        ImportError: If pyarrow, or what a URL needs, is not installed.
        NewsfeedError: If a worker was killed.
        OSError: If a file cannot be written.
        ValueError: If there is no such column, or an argument has no value that it can have.

    Example:
        >>> import tempfile
        >>> import newsfeed
        >>> folder = Path(tempfile.mkdtemp())
        >>> newsfeed.write(Article("Tide"), folder / "tide.md")
        True
        >>> written = write_parquet(folder, folder / "news.parquet", workers=1)
        >>> written.articles, written.errors, written.errors_path.name
        (1, 0, '_news.errors.parquet')
    """
    needed("pyarrow", "arrow", "write_parquet")
    from .parquet import write_batches
    from .rows import TableLayout

    layout = TableLayout(model, columns, flat, source)
    target = Path(path)
    side = target.with_name(f"_{target.stem}.errors.parquet")
    files = batches(root, pattern=pattern, size=batch_size)
    count = _processors() if workers is None else workers
    articles, errors = write_batches(files, target, side, layout, count)
    return Written(target, articles, side, errors)


def _processors() -> int:
    """Count the processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # only on Linux
    return len(allowed(0)) if allowed else os.cpu_count() or 1
