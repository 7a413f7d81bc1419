"""The outcomes of reading files, model instances or errors, in one process or several."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import Any

from ..errors import ParseError
from ..frontmatter.origin import Origin, origin_of, set_origin
from ..frontmatter.schema import Schema, Type, schema_of
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
    for part in map_in_processes(partial(_read, type_=type_), files, workers):
        yield from _put_together(part, type_)


def _read(batch: Batch, type_: Type) -> _Part:
    """Read files in a worker process, which returns lists of values as they pickle faster."""
    assert type_.model is not None
    found = list(batch.articles(type_.model))
    errors = [each if isinstance(each, ParseError) else None for each in found]
    articles = [None if isinstance(each, ParseError) else each for each in found]
    return pack(type_, articles), errors, _origins(articles, type_.schema)


def _origins(articles: list[Any], schema: Schema) -> list[Origin] | None:
    """Return the sources and paths of instances whose class has no fields for them."""
    if schema.source and schema.path:
        return None
    return [Origin() if article is None else origin_of(article) for article in articles]


def _put_together(part: _Part, type_: Type) -> Iterator[Any]:
    packed, errors, origins = part
    found = zip(unpack(type_, packed), errors, origins or repeat(None), strict=False)
    for article, error, origin in found:
        if error is None and origin is not None:
            set_origin(article, type_.schema, *origin)
        yield article if error is None else error
