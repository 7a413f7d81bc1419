"""Batches of files: the files that one process or one machine reads at once."""

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
"""The default glob for the files of a folder or an archive."""


@attrs.frozen
class Batch:
    """Some files of one file system; another process or machine may get them pickled."""

    place: Place
    files: tuple[File, ...]

    def __len__(self) -> int:
        return len(self.files)

    def contents(self) -> Iterator[tuple[str, Content]]:
        """Yield the path and contents of each file."""
        read = self.place.read([path for path, content in self.files if content is None])
        for path, content in self.files:
            yield path, next(read) if content is None else content

    def articles(self, model: type[Any], *, paths: bool = True) -> Iterator[Any]:
        """Yield a model instance or a ParseError per file, a tenth faster without their paths."""
        for path, content in self.contents():
            if isinstance(content, ParseError):
                yield content
            elif isinstance(content, Exception):
                yield unreadable(content, path)
            else:
                yield _parsed(content, path, model, paths)


def _parsed(content: bytes, path: str, model: type[Any], keeps_path: bool) -> Any:
    try:
        return parse(content, model=model, path=path if keeps_path else None)
    except ParseError as error:  # has a path even if the instances have none
        found = ParseError(error.problems, error.source, Path(path))
        found.__cause__ = error.__cause__
        return found
    except Exception as error:
        if not keeps_path:
            error.add_note(f"while reading {path}")
        raise


def batches(root: Root, *, pattern: str = PATTERN, size: int) -> Iterator[Batch]:
    """Yield batches of at most `size` files, in the order and with the errors of `scan`."""
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
        except FileNotFoundError as error:  # one of several; the others may exist
            yield LOCAL, (os.fspath(each), unreadable(error, os.fspath(each)))


def _found_in(root: str, pattern: Pattern) -> Iterator[tuple[Place, File]]:
    try:
        place, path = place_of(root)
    except (ImportError, ValueError):
        raise
    except Exception as error:  # such as a refused connection
        yield LOCAL, (root, unreadable(error, root))
        return
    for name, content in files_of(place, path, pattern):
        # Some errors cannot be pickled; a ParseError can.
        known = unreadable(content, name) if isinstance(content, Exception) else content
        yield place, (name, known)
