"""The key-value pairs of a model instance or a mapping, in canonical order."""

from typing import Any, NamedTuple

from .scalars import Kind, kind_of
from .schema import ANYTHING, EXTRA, Type

# The kinds of numbers that an integer may be, the narrowest first.
_WIDER = {Kind.INTEGER: (Kind.NUMBER, Kind.DECIMAL)}


class Pair(NamedTuple):
    """A key of a model instance or a mapping, with its value."""

    key: str
    type: Type
    value: Any
    section: bool = False


def pairs_of(type_: Type, value: Any) -> dict[str, Pair]:
    """Return the pairs that are written, by key: fields in canonical order, then unknown keys."""
    if kind_in(type_, value) is not Kind.MODEL:
        inner = type_.values or ANYTHING
        return {key: Pair(key, inner, each) for key, each in value.items()}
    schema = type_.schema
    found = {
        field.key: Pair(field.key, field.type, field.of(value), field.section)
        for field in schema.fields.values()
        if not field.omits(getattr(value, field.name))
    }
    if schema.extra and isinstance(value.extra, dict):
        found |= pairs_of(EXTRA, value.extra)
    return found


def kind_in(type_: Type, value: Any) -> Kind:
    """Return the kind of a written value, which is ANYTHING if the type cannot have the value.

    None has the kind of its type.
    """
    if value is None:
        return type_.kind
    kind = _kind_of(type_, value)
    kinds = type_.all_kinds
    if kind in kinds:
        return kind
    return next((wider for wider in _WIDER.get(kind, ()) if wider in kinds), Kind.ANYTHING)


def _kind_of(type_: Type, value: Any) -> Kind:
    if isinstance(value, list):
        return Kind.LIST
    if isinstance(value, dict):
        return Kind.MAPPING
    kind = kind_of(type(value))
    if kind is Kind.TIMESTAMP and value.tzinfo is None:
        return Kind.LOCAL_TIMESTAMP
    if kind is None and type_.model is not None and type(value) is type_.schema.model:
        return Kind.MODEL
    return kind or Kind.ANYTHING
