"""Tables of articles: Arrow, Parquet, pandas and Polars."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from .._util.extras import import_extra
from ..document import AnyPath
from ..models import Article
from ..scanning import BATCH_SIZE, PATTERN, Root, batches

__all__ = ["Written", "write_parquet"]


@attrs.frozen
class Written:
    """The files that `write_parquet` wrote.

    Args:
        path: The table of articles.
        articles: The number of its rows.
        errors_path: The table of problems.
        errors: The number of files that could not be read.
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

    The rows are in path order, and the file is the same for any number of workers. Problems in
    files that cannot be read are written to a second table in the same folder, with the columns
    `path`, `code`, `message`, `line`, `column` and `key`. For `news.parquet`, it is called
    `_news.errors.parquet`: tools that read a whole folder as one table skip names that begin with
    `_`. It is written even if there are no errors. Both files appear only when they are complete.

    With a Document, or columns of unknown keys, the files are read twice: first for the types.

    Args:
        root: A file, folder, glob, archive or URL, or several of them. See `scan`.
        path: The file to write. An existing file is replaced.
        pattern: The pattern of the files to read in a folder or an archive.
        model: The class to read into.
        columns: See `Feed.to_arrow`.
        flat: See `Feed.to_arrow`.
        source: See `Feed.to_arrow`.
        batch_size: The number of files to read at a time, and the maximum number of rows in a row
            group. Each worker has at most three such batches in memory.
        workers: The number of processes. By default, one per available processor.

    Returns:
        The paths of both files and the number of articles and errors.

    Raises:
        FileNotFoundError: If there is no such root, or no file in it matches `pattern`.
        ImportError: If pyarrow, or a package that a URL needs, is not installed.
        NewsfeedError: If a worker process was killed.
        OSError: If a file cannot be written.
        ValueError: If there is no such column, or an argument is invalid.

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
    import_extra("pyarrow", "arrow", "write_parquet")
    from .parquet import fitted_to_files, write_batches
    from .rows import TableLayout

    layout = TableLayout(model, columns, flat, source)
    target = Path(path)
    errors_path = target.with_name(f"_{target.stem}.errors.parquet")
    root = list(root) if isinstance(root, Iterator) else root  # it may be read twice
    if workers is None:
        allowed = getattr(os, "sched_getaffinity", None)  # Linux only
        workers = len(allowed(0)) if allowed else os.cpu_count() or 1
    if layout.is_untyped:
        found = batches(root, pattern=pattern, size=batch_size)
        layout = fitted_to_files(found, layout, workers)
    files = batches(root, pattern=pattern, size=batch_size)
    articles, errors = write_batches(files, target, errors_path, layout, workers)
    return Written(target, articles, errors_path, errors)
