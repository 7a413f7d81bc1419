"""Scanning: read many articles from folders, globs, archives and URLs, one at a time."""

import os
from collections.abc import Iterable, Iterator
from typing import Generic, Literal

from .._util.messages import shortened
from ..errors import ParseError
from ..models import Article, Model
from .batches import PATTERN as PATTERN
from .batches import Batch as Batch
from .batches import Root as Root
from .batches import batches as batches
from .batches import outcomes as outcomes

OnError = Literal["raise", "collect"]

BATCH_SIZE = 2000
"""The default number of files per batch of a table, Dask partition or Spark partition."""


def check_on_error(on_error: OnError) -> None:
    """Raise ValueError unless `on_error` is `raise` or `collect`."""
    if on_error not in ("raise", "collect"):
        raise ValueError(f"expected on_error 'raise' or 'collect', found {on_error!r}")


class Scan(Iterator[Model], Generic[Model]):
    """An iterator over the articles of many files, created by `scan`.

    Args:
        read: Articles, and a ParseError for each invalid or unreadable file.
        on_error: `raise` to raise such an error, `collect` to append it to `errors` and continue.
        root: What is read, for the `repr`.
    """

    errors: list[ParseError]
    """The errors collected so far, one per invalid or unreadable file."""

    def __init__(
        self, read: Iterable[Model | ParseError], on_error: OnError, *, root: Root = ()
    ) -> None:
        check_on_error(on_error)
        self.errors = []
        self._on_error = on_error
        self._outcomes = iter(read)
        self._root = os.fspath(root) if isinstance(root, os.PathLike) else root

    def __repr__(self) -> str:
        return f"<Scan of {shortened(repr(self._root))}>"

    def __next__(self) -> Model:
        for outcome in self._outcomes:
            if not isinstance(outcome, ParseError):
                return outcome
            if self._on_error == "raise":
                self._outcomes = iter(())  # the error is the end
                raise outcome
            self.errors.append(outcome)
        raise StopIteration


def scan(
    root: Root,
    *,
    pattern: str = PATTERN,
    model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
    on_error: OnError = "raise",
) -> Scan[Model]:
    """Read the articles of many files one at a time, in bounded memory.

    Articles are ordered by path, code point by code point; several roots keep their order. The
    first articles arrive before all files are found. Hidden files and folders are skipped, and
    links to folders are not followed.

    Args:
        root: A file; a folder; a glob such as `posts/2026-*/*.md`; a zip or tar archive; a URL that
            fsspec supports, such as `s3://bucket/posts`; or an iterable of these.
        pattern: A glob that selects files by their path in a folder or an archive. `*` matches any
            part of a name, `**` any number of folders. Case is ignored.
        model: The schema class to read into.
        on_error: `raise` errors of invalid or unreadable files, or `collect` them in `errors`.

    Returns:
        An iterator over the articles, with a list `errors`.

    Raises:
        ParseError: While iterating, if a file is invalid or unreadable (NF014), or if one of
            several roots does not exist.
        FileNotFoundError: While iterating, if the root does not exist or contains no matching file.
        ImportError: While iterating, if a package that a URL needs is not installed.
        ValueError: If `on_error` is invalid or, while iterating, if a URL is.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import newsfeed
        >>> folder = Path(tempfile.mkdtemp())
        >>> newsfeed.write(newsfeed.Article("Tide"), folder / "tide.md")
        True
        >>> [article.title for article in scan(folder)]
        ['Tide']
    """
    # The size is the number of files requested at once from a remote file system.
    return Scan(outcomes(batches(root, pattern=pattern, size=256), model), on_error, root=root)
