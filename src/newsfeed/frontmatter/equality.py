"""Comparison of values as they are written: equality, and the paths of the differences."""

from collections.abc import Hashable
from decimal import Decimal
from numbers import Integral
from typing import Any, NamedTuple, cast

from ..errors import KeyPath
from .pairs import Pair, kind_in, pairs_of
from .scalars import COLLECTIONS, KINDS, SCALARS, Kind
from .schema import ANYTHING, EXTRA, Field, Schema, Type, Unwritable
from .schema.conversions import is_same
from .text.numbers import is_nan


class ChangedValue(NamedTuple):
    """A value that became another."""

    type: Type
    was: Any
    now: Any


def comparison_key(type_: Type, value: Any, *, ordered: bool = False) -> Hashable:
    """Return a hashable that two written values share exactly if they are written the same.

    The order of keys counts if `ordered`. Python compares values that cannot be written.
    """
    kind = kind_in(type_, value)
    if value is None or kind is Kind.TEXT or isinstance(value, Unwritable):
        return cast("Hashable", value)
    if kind is Kind.LIST:
        return tuple([comparison_key(type_.items, item, ordered=ordered) for item in value])
    if kind is Kind.MAPPING:
        inner, items = type_.values or ANYTHING, value.items()
        pairs = [(key, comparison_key(inner, each, ordered=ordered)) for key, each in items]
        return (kind, *pairs) if ordered else frozenset(pairs)
    if kind is Kind.MODEL:
        schema = type_.schema
        known = (field_key(field, value, ordered=ordered) for field in schema.fields.values())
        extra = comparison_key(EXTRA, value.extra, ordered=ordered) if schema.extra else None
        return cast("Hashable", (kind, extra, *known))
    if kind is Kind.ANYTHING:
        return Unwritable(value)
    if kind is Kind.TAGGED:
        value = comparison_key(ANYTHING, [value.tag, value.value])
    if kind is Kind.DECIMAL and isinstance(value, Integral):
        value = int(value)  # Python cannot compare a Decimal with an integer of NumPy
    # In Python NaN is unequal to itself, and 1 == 1.0 == True.
    is_number = isinstance(value, float | Decimal)
    return (kind, None if is_number and is_nan(value) else value)


def field_key(field: Field, instance: Any, *, ordered: bool = False) -> Hashable:
    """Return the `comparison_key` of the value that an instance has for a field."""
    value = getattr(instance, field.name)
    if not field.is_converted:
        return comparison_key(field.type, value, ordered=ordered)
    # Two Python values may have one written form, and then their text does not read back as both.
    own = Unwritable(value, strict=False) if _has_equality(value) else None
    return comparison_key(field.type, field.type.written(value), ordered=ordered), own


def _has_equality(value: Any) -> bool:
    """Return whether `==` compares more than the identity of a value and of those inside it."""
    if isinstance(value, list | tuple | dict):
        return all(map(_has_equality, value.values() if isinstance(value, dict) else value))
    compare: Any = type(value).__eq__
    return compare is not object.__eq__


def is_unchanged(type_: Type, one: Any, other: Any, *, ordered: bool = True) -> bool:
    """Return whether two valid values are written the same, by default in the same order."""
    # Most values are equal, and this takes a tenth of the time of their keys.
    is_simple = type(one) in KINDS or type_ is ANYTHING or type_.items.kind in SCALARS
    if one is other or (is_simple and is_same(one, other)):
        return True
    one, other = (comparison_key(type_, each, ordered=ordered) for each in (one, other))
    return bool(one == other)


def is_unchanged_field(field: Field, one: Any, other: Any, *, ordered: bool = True) -> bool:
    """Return whether two instances of a model have the same value for a field."""
    if field.is_converted:
        return field_key(field, one, ordered=ordered) == field_key(field, other, ordered=ordered)
    values = getattr(one, field.name), getattr(other, field.name)
    return is_unchanged(field.type, *values, ordered=ordered)


def changed_values(schema: Schema, old: Any, new: Any) -> dict[str, ChangedValue] | None:
    """Return the values that differ by key, or None if unknown keys have come, gone or moved."""
    changed: dict[str, ChangedValue] = {}
    for key, field in schema.fields.items():
        was, now = getattr(old, field.name), getattr(new, field.name)
        is_same_text = type(was) is type(now) is str and was == now  # most values
        if not (was is now or is_same_text or is_unchanged_field(field, old, new)):
            changed[key] = ChangedValue(field.type, field.of(old), field.of(new))
    if not schema.extra or is_same(old.extra, new.extra):
        return changed
    if type(new.extra) is not dict or list(old.extra) != list(new.extra):
        return None
    for key, was in old.extra.items():
        if not is_unchanged(ANYTHING, was, new.extra[key]):
            changed[key] = ChangedValue(ANYTHING, was, new.extra[key])
    return changed


def difference(type_: Type, one: Any, other: Any, path: KeyPath = ()) -> KeyPath | None:
    """Return the path of the first innermost value in which two values of a type differ."""
    if is_unchanged(type_, one, other, ordered=False):
        return None
    left, right = _children(type_, one), _children(type_, other)
    fields = type_.schema.fields if kind_in(type_, one) is Kind.MODEL else {}
    for name in left | right:
        here = (*path, name)
        if name not in left or name not in right:
            return here
        inner = difference(left[name].type, left[name].value, right[name].value, here)
        # Two Python values may have one written form.
        field = fields.get(name)
        if inner or (field and not is_unchanged_field(field, one, other, ordered=False)):
            return inner or here
    return path


def _children(type_: Type, value: Any) -> dict[str, Pair]:
    """Return the pairs or items of a collection by name, and nothing for a scalar."""
    kind = kind_in(type_, value)
    if value is None or kind not in COLLECTIONS:
        return {}
    if kind is not Kind.LIST:
        return pairs_of(type_, value)
    return {f"[{i}]": Pair(f"[{i}]", type_.items, item) for i, item in enumerate(value)}
