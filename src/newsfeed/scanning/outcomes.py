"""What files hold: articles, or why they hold none; read by one process or by several."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..errors import ParseError
from ..frontmatter.schema import Kind, Type
from ..processes import mapped
from ..records import Packed, pack, unpack
from .batches import Batch

_Part = tuple[Packed, list[ParseError | None]]


def outcomes(files: Iterable[Batch], model: type[Any], workers: int = 1) -> Iterator[Any]:
    """Read files.

    Args:
        files: The files.
        model: The class to read into.
        workers: How many processes read.

    Yields:
        Instances of the model, and a ParseError for each file that holds none, in the order of the
        files.
    """
    if workers == 1:
        for batch in files:
            yield from batch.articles(model)
        return
    type_ = Type(Kind.RECORD, model=model)
    for packed, errors in mapped(partial(_read, type_=type_), files, workers):
        for article, error in zip(unpack(type_, packed), errors, strict=True):
            yield article if error is None else error


def _read(batch: Batch, type_: Type) -> _Part:
    """Read files in another process, which hands lists of values over rather than records."""
    assert type_.model is not None
    found = list(batch.articles(type_.model))
    errors = [each if isinstance(each, ParseError) else None for each in found]
    articles = [None if isinstance(each, ParseError) else each for each in found]
    return pack(type_, articles), errors
