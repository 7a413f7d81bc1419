"""Batches of files, which one process or machine reads at once, and the outcomes of reading."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from ..document import parse
from ..errors import ParseError, unreadable
from ..frontmatter.origin import Origin, origin_of, set_origin
from ..frontmatter.schema import Type, schema_of
from .columnar import Packed, pack, unpack
from .patterns import Pattern
from .places import LOCAL, Place, place_of
from .processes import map_in_processes
from .roots import File, files_of

Root = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file, folder, glob, archive or URL, or several of them."""

PATTERN = "**/*.md"
"""The default glob for the files of a folder or an archive."""

_Part = tuple[Packed, list[ParseError | None], list[Origin] | None]


@attrs.frozen
class Batch:
    """Some files of one file system; another process or machine may get them pickled."""

    place: Place
    files: tuple[File, ...]

    def __len__(self) -> int:
        return len(self.files)

    def articles(self, model: type[Any], *, paths: bool = True) -> Iterator[Any]:
        """Yield a model instance or a ParseError per file, a tenth faster without their paths."""
        read = self.place.read([path for path, content in self.files if content is None])
        for path, known in self.files:
            content = next(read) if known is None else known
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


def outcomes(files: Iterable[Batch], model: type[Any], workers: int = 1) -> Iterator[Any]:
    """Yield a model instance or a ParseError per file, in the order of the files."""
    if workers == 1:
        for batch in files:
            yield from batch.articles(model)
        return
    type_ = schema_of(model).type
    for part in map_in_processes(partial(_read, model=model), files, workers):
        yield from _put_together(part, type_)


def _read(batch: Batch, model: type[Any]) -> _Part:
    """Read files in a worker process, which returns lists of values as they pickle faster."""
    type_ = schema_of(model).type
    found = list(batch.articles(model))
    errors = [each if isinstance(each, ParseError) else None for each in found]
    articles = [None if isinstance(each, ParseError) else each for each in found]
    origins = None  # the sources and paths of instances whose class has no fields for them
    if not (type_.schema.source and type_.schema.path):
        origins = [Origin() if each is None else origin_of(each) for each in articles]
    return pack(type_, articles), errors, origins


def _put_together(part: _Part, type_: Type) -> Iterator[Any]:
    packed, errors, origins = part
    found = zip(unpack(type_, packed), errors, origins or repeat(None), strict=False)
    for article, error, origin in found:
        if error is None and origin is not None:
            set_origin(article, type_.schema, *origin)
        yield article if error is None else error
