"""Files, some at a time: what one process, or one machine, reads at once."""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from ..document import parse
from ..errors import ParseError, unreadable
from .patterns import Pattern
from .places import LOCAL, Content, Place, place_of
from .roots import File, files_of

Root = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file, folder, glob, archive or URL, or several of them."""

PATTERN = "**/*.md"
"""The files that are meant in a folder or an archive."""


@attrs.frozen
class Batch:
    """Some files; another process or machine may get them pickled, and read them.

    Args:
        place: Where the files are.
        files: The path of each, and what it holds if that is known already.
    """

    place: Place
    files: tuple[File, ...]

    def __len__(self) -> int:
        return len(self.files)

    def contents(self) -> Iterator[tuple[str, Content]]:
        """Read the files, in their order."""
        read = self.place.read([path for path, content in self.files if content is None])
        for path, content in self.files:
            yield path, next(read) if content is None else content

    def articles(self, model: type[Any], *, paths: bool = True) -> Iterator[Any]:
        """Read the articles, in the order of the files.

        Args:
            model: The class to read into.
            paths: Whether they know their paths, which are a tenth of the time.

        Yields:
            Instances of the model, and a ParseError for each file that holds none.
        """
        for path, content in self.contents():
            if isinstance(content, ParseError):
                yield content
            elif isinstance(content, Exception):
                yield unreadable(content, path)
            else:
                yield _parsed(content, path, model, paths)


def _parsed(content: bytes, path: str, model: type[Any], knows_path: bool) -> Any:
    try:
        return parse(content, model=model, path=path if knows_path else None)
    except ParseError as error:
        return ParseError(error.problems, error.source, Path(path))


def batches(root: Root, *, pattern: str = PATTERN, size: int) -> Iterator[Batch]:
    """Find the files that a root means, in the order of their paths; of several roots in theirs.

    Args:
        root: A file; a folder; a glob; a zip or tar archive; a URL that fsspec knows; or several.
        pattern: Which files are meant in a folder or an archive: see `Pattern`.
        size: How many files a batch has at most.

    Yields:
        The batches, each as soon as its files are found.

    Raises:
        FileNotFoundError: If there is no such root, or it holds no file that is meant.
        ImportError: If a package that a URL needs is not installed.
        TypeError: If the root is no path.
        ValueError: If the URL is none, or a batch would hold nothing.
    """
    if size < 1:
        raise ValueError(f"expected a batch of at least one file, found {size}")
    found = _found(root, Pattern(pattern))
    for place, group in groupby(found, key=itemgetter(0)):
        files = (file for _, file in group)
        while some := tuple(islice(files, size)):
            yield Batch(place, some)


def _found(root: Root, pattern: Pattern) -> Iterator[tuple[Place, File]]:
    if isinstance(root, str | os.PathLike):
        yield from _found_in(os.fspath(root), pattern)
        return
    if isinstance(root, bytes) or not isinstance(root, Iterable):
        raise TypeError(f"expected a path, a URL, or several of them, found {root!r}")
    for each in root:
        try:
            yield from _found(each, pattern)
        except FileNotFoundError as error:  # one of several; the others may be there
            yield LOCAL, (os.fspath(each), unreadable(error, os.fspath(each)))


def _found_in(root: str, pattern: Pattern) -> Iterator[tuple[Place, File]]:
    try:
        place, path = place_of(root)
    except (ImportError, ValueError):
        raise
    except Exception as error:  # such as a connection that is refused
        yield LOCAL, (root, unreadable(error, root))
        return
    for name, content in files_of(place, path, pattern):
        # Not as it was raised: some errors cannot be pickled.
        known = unreadable(content, name) if isinstance(content, Exception) else content
        yield place, (name, known)
