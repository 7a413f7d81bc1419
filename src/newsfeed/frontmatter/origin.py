"""The origin of model instances: their original text and the path of their file.

A model without the fields `source` and `path` has them in a table for the lifetime of the instance,
so that instances of any attrs class can be written back losslessly.
"""

import weakref
from pathlib import Path
from typing import Any, NamedTuple

from .schema import Schema, schema_of


class Origin(NamedTuple):
    """The original text of a model instance and the path of its file, None if unknown."""

    source: str | None = None
    path: Path | None = None


# The keys are ids, since models compare by value and may be unhashable. When an instance dies, the
# callback of its weak reference removes its item, so that a new instance cannot inherit the id.
_BESIDE: dict[int, tuple["weakref.ref[Any]", Origin]] = {}


def origin_of(instance: Any, schema: Schema | None = None) -> Origin:
    """Return the origin of a model instance, whose schema may be known."""
    schema = schema or schema_of(type(instance))
    if schema.source and schema.path:
        return Origin(instance.source, instance.path)
    _, beside = _BESIDE.get(id(instance), (None, Origin()))
    source = instance.source if schema.source else beside.source
    return Origin(source, instance.path if schema.path else beside.path)


def set_origin(instance: Any, schema: Schema, source: str | None, path: Path | None) -> None:
    """Set the origin of a model instance, also of a frozen one: it takes no part in equality."""
    if schema.source:
        object.__setattr__(instance, "source", source)
    if schema.path:
        object.__setattr__(instance, "path", path)
    if schema.source and schema.path:
        return
    beside = Origin(None if schema.source else source, None if schema.path else path)
    key = id(instance)
    if beside.source is None and beside.path is None:
        _BESIDE.pop(key, None)
        return
    try:
        reference = weakref.ref(instance, lambda _: _BESIDE.pop(key, None))
    except TypeError:
        field = "source" if beside.source is not None else "path"
        message = f"its instances cannot keep their {field}; define it with weakref_slot=True"
        raise TypeError(f"{type(instance).__name__}: {message}, or give it that field") from None
    _BESIDE[key] = (reference, beside)
