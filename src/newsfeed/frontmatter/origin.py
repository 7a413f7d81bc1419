"""Where a model came from: its source text and its path.

A model may hold both in the fields `source` and `path`. For a model without them they are kept
beside it for as long as it lives, so that any attrs class can be written back without loss.
"""

import weakref
from pathlib import Path
from typing import Any, NamedTuple

from .schema import Schema, schema_of


class Origin(NamedTuple):
    """The text that a model was read from, and the file that holds it.

    Args:
        source: The whole text, or None for a model made in Python.
        path: The file, or None.
    """

    source: str | None = None
    path: Path | None = None


# By id, since models compare by value; the reference takes the entry out when its model dies.
_BESIDE: dict[int, tuple["weakref.ref[Any]", Origin]] = {}


def origin_of(model: Any) -> Origin:
    """Tell where a model came from.

    Args:
        model: An instance of a model.

    Returns:
        Its origin.
    """
    schema = schema_of(type(model))
    if schema.source and schema.path:
        return Origin(model.source, model.path)
    _, beside = _BESIDE.get(id(model), (None, Origin()))
    return Origin(
        model.source if schema.source else beside.source,
        model.path if schema.path else beside.path,
    )


def set_origin(model: Any, schema: Schema, source: str | None, path: Path | None) -> None:
    """Note where a model came from; a frozen one too, since neither is a part of its value.

    Args:
        model: An instance of a model.
        schema: Its schema.
        source: The whole text, or None.
        path: The file that holds it, or None.
    """
    if schema.source:
        object.__setattr__(model, "source", source)
    if schema.path:
        object.__setattr__(model, "path", path)
    if not (schema.source and schema.path):
        key = id(model)
        try:
            reference = weakref.ref(model, lambda _: _BESIDE.pop(key, None))
        except TypeError:
            name = type(model).__name__
            message = f"{name} needs fields for source and path, or weak references"
            raise TypeError(message) from None
        _BESIDE[key] = (reference, Origin(source, path))
