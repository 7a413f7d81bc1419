"""Batches of files, which one process or machine reads at once, and the outcomes of reading."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice, repeat
from operator import itemgetter
from typing import Any

import attrs

from ..document import parse
from ..errors import ParseError, unreadable
from ..frontmatter.origin import origin_of, set_origin
from ..frontmatter.schema import schema_of
from .columnar import pickled
from .patterns import Pattern
from .places import LOCAL, Place, place_of
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

    def articles(self, model: type[Any]) -> Iterator[Any]:
        """Yield a model instance or a ParseError per file."""
        read = self.place.read([path for path, content in self.files if content is None])
        for path, known in self.files:
            content = next(read) if known is None else known
            if isinstance(content, ParseError):
                yield content
            elif isinstance(content, Exception):
                yield unreadable(content, path)
            else:
                yield _parsed(content, path, model)


def _parsed(content: bytes, path: str, model: type[Any]) -> Any:
    try:
        return parse(content, model=model, path=path)
    except ParseError as error:  # without its traceback, which would keep the frames alive
        found = ParseError(error.problems, error.source, error.path)
        found.__cause__ = error.__cause__
        return found


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
        if isinstance(each, Batch):  # the command passes the files that it has found
            yield from zip(repeat(each.place), each.files)
            continue
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


def outcomes(files: Iterable[Batch], model: type[Any], workers: int = 1) -> Iterator[Any]:
    """Yield a model instance or a ParseError per file, in the order of the files."""
    if workers == 1:
        for batch in files:
            yield from batch.articles(model)
        return
    from pickle import loads

    from .processes import map_in_processes

    schema = schema_of(model)
    for data in map_in_processes(partial(_read, model=model), files, workers):
        for outcome, origin in loads(data):
            if origin is not None:
                set_origin(outcome, schema, *origin)
            yield outcome


def _read(batch: Batch, model: type[Any]) -> bytes:
    """Read files in a worker process; return each outcome with the origin that is beside it."""
    schema = schema_of(model)
    has_fields = schema.source and schema.path
    found = [
        (each, None if has_fields or isinstance(each, ParseError) else origin_of(each))
        for each in batch.articles(model)
    ]
    return pickled(model, found)
