"""The key-value pairs of a model instance or a mapping, in canonical order."""

from numbers import Integral
from typing import Any, NamedTuple

from .markers import Tagged
from .scalars import Kind, kind_of
from .schema import ANYTHING, EXTRA, Type

# The kinds that values of a kind may have in other types, the narrowest first.
_WIDER = {Kind.INTEGER: (Kind.NUMBER, Kind.DECIMAL), Kind.TIMESTAMP: (Kind.UNTYPED_TIMESTAMP,)}


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
    """Return the kind of a written value: for None that of the type, for a wrong type ANYTHING."""
    if value is None:
        return type_.kind
    kind = kind_of(type(value))
    if kind is Kind.TIMESTAMP and value.tzinfo is None:
        kind = Kind.UNTYPED_TIMESTAMP
    elif kind is None:
        is_model = type_.model is not None and type(value) is type_.schema.model
        kind = Kind.MODEL if is_model else Kind.TAGGED if type(value) is Tagged else Kind.ANYTHING
        if kind is Kind.ANYTHING and isinstance(value, Integral):  # one of NumPy is no `int`
            kind = Kind.INTEGER
    kinds = type_.kinds or (type_.kind,)
    if kind in kinds:
        return Kind.UTC_TIMESTAMP if kind is Kind.TIMESTAMP and type_.utc else kind
    return next((wider for wider in _WIDER.get(kind, ()) if wider in kinds), Kind.ANYTHING)
