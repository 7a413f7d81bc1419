"""The key-value pairs of a model instance or a mapping, in canonical order."""

from typing import Any, NamedTuple

from .scalars import Kind, kind_of
from .schema import ANYTHING, Type


class Pair(NamedTuple):
    """A key of a model instance or a mapping, with its value."""

    key: str
    type: Type
    value: Any
    section: bool = False


def pairs_of(type_: Type, value: Any) -> dict[str, Pair]:
    """Return the pairs that are written, by key: fields in canonical order, then unknown keys."""
    if type_.kind is not Kind.MODEL:
        return {key: Pair(key, ANYTHING, each) for key, each in value.items()}
    schema = type_.schema
    found = {
        field.key: Pair(field.key, field.type, each, field.section)
        for field in schema.fields.values()
        if not field.omits(each := getattr(value, field.name))
    }
    if schema.extra:
        found |= pairs_of(ANYTHING, value.extra)
    return found


def kind_in(type_: Type, value: Any) -> Kind:
    """Return the kind of a value: that of its type, or that of the value under an unknown key."""
    if type_.kind is not Kind.ANYTHING:
        return type_.kind
    if isinstance(value, list):
        return Kind.LIST
    if isinstance(value, dict):
        return Kind.MAPPING
    return kind_of(type(value)) or Kind.ANYTHING
