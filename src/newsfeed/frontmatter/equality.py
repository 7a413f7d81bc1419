"""Comparison of values as they are written: equality, and the paths of the differences."""

import math
from collections.abc import Hashable, Iterator
from typing import Any, cast

from ..errors import KeyPath
from .pairs import Pair, kind_in, pairs_of
from .scalars import COLLECTIONS, Kind
from .schema import ANYTHING, EXTRA, Type


def comparison_key(type_: Type, value: Any) -> Hashable:
    """Return a hashable that two valid values share exactly if they are written the same.

    The order of the keys of a mapping makes no difference, NaN equals itself, and under an unknown
    key `1`, `1.0` and `True` differ.
    """
    kind = kind_in(type_, value)
    if value is None or kind is Kind.TEXT:
        return cast("str | None", value)
    if kind is Kind.LIST:
        return tuple([comparison_key(type_.items, item) for item in value])
    if kind is Kind.MAPPING:
        return frozenset([(key, comparison_key(ANYTHING, each)) for key, each in value.items()])
    if kind is Kind.MODEL:
        schema = type_.schema
        fields = schema.fields.values()
        known = [comparison_key(field.type, getattr(value, field.name)) for field in fields]
        return (*known, comparison_key(EXTRA, value.extra) if schema.extra else None)
    if isinstance(value, float) and math.isnan(value):
        return (kind, None)  # NaN is unequal to itself in Python
    return (kind, value)  # 1 == 1.0 == True in Python


def is_equal(type_: Type, one: Any, other: Any) -> bool:
    """Return whether two valid values are written the same: see `comparison_key`."""
    return one is other or comparison_key(type_, one) == comparison_key(type_, other)


def differences(type_: Type, one: Any, other: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of each innermost value in which two values of a type differ."""
    if is_equal(type_, one, other):
        return
    left, right = _children(type_, one), _children(type_, other)
    if not (left or right):
        yield path
    for name in left | right:
        here = (*path, name)
        if name in left and name in right:
            yield from differences(left[name].type, left[name].value, right[name].value, here)
        else:
            yield here


def _children(type_: Type, value: Any) -> dict[str, Pair]:
    """Return the pairs or items of a collection by name, and nothing for a scalar."""
    kind = kind_in(type_, value)
    if value is None or kind not in COLLECTIONS:
        return {}
    if kind is not Kind.LIST:
        return pairs_of(type_, value)
    return {f"[{i}]": Pair(f"[{i}]", type_.items, item) for i, item in enumerate(value)}
