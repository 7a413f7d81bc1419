"""The outcomes of reading files, model instances or errors, in one process or several."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import Any

from ..errors import ParseError
from ..frontmatter.origin import Origin, origin_of, set_origin
from ..frontmatter.schema import Type, schema_of
from .batches import Batch
from .columnar import Packed, pack, unpack
from .processes import map_in_processes

_Part = tuple[Packed, list[ParseError | None], list[Origin] | None]


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
