"""Types of untyped values, such as the keys of a Document, inferred from the values found."""

import math
from collections.abc import Iterable
from itertools import chain
from typing import Any

from ..frontmatter.scalars import Kind, kind_of
from ..frontmatter.schema import ANYTHING, Type

Shapes = set[tuple[bool, Kind]]
"""The kinds of values, each with whether they are the items of a list; of several batches, united.

`Kind.DECIMAL` is an integer over 53 bits, which no float can hold, and `Kind.LIST` any list.
"""

_COLUMN_KINDS = {Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.LIST}
_JOINED = {
    frozenset({Kind.INTEGER, Kind.NUMBER}): Kind.NUMBER,
    frozenset({Kind.INTEGER, Kind.DECIMAL}): Kind.INTEGER,
    frozenset({Kind.DECIMAL}): Kind.INTEGER,
    frozenset(): Kind.TEXT,  # of lists that are all empty
}


def shapes_of(values: Iterable[Any]) -> Shapes:
    """Return the shapes of values, without those that are None."""
    present = [value for value in values if value is not None]
    items = list(chain.from_iterable(value for value in present if isinstance(value, list)))
    own = {(kind is Kind.LIST, kind) for kind in map(_kind, present)}
    # An array of numpy has neither lists nor time zones.
    lost = {Kind.LIST: Kind.ANYTHING, Kind.TIMESTAMP: Kind.ANYTHING}
    return own | {(True, lost.get(kind, kind)) for kind in map(_kind, items)}


def type_of_shapes(shapes: Shapes) -> Type:
    """Return the type of a column that gives equal values back, or ANYTHING if there is none."""
    kinds = frozenset(kind for _, kind in shapes) - {Kind.LIST}
    kind = _JOINED.get(kinds) or (Kind.ANYTHING if len(kinds) > 1 else next(iter(kinds)))
    if kind is Kind.ANYTHING or len({is_list for is_list, _ in shapes}) != 1:
        return ANYTHING
    type_ = Type(kind, nullable=True)
    is_list = (True, Kind.LIST) in shapes
    return Type(Kind.LIST, nullable=True, item=Type(kind)) if is_list else type_


def _kind(value: Any) -> Kind:
    """Return the kind of a value, or ANYTHING if some library would not give it back."""
    kind = kind_of(type(value)) or Kind.ANYTHING
    if kind is Kind.INTEGER and abs(value) > 1 << 53:
        return Kind.DECIMAL if -(1 << 63) <= value < 1 << 63 else Kind.ANYTHING
    if kind is Kind.TIMESTAMP:
        if value.tzinfo is None:
            return Kind.UNTYPED_TIMESTAMP
        # In UTC, a timestamp of these years may be in the year 0 or 10000.
        return kind if 1 < value.year < 9999 else Kind.ANYTHING
    is_nan = kind is Kind.NUMBER and math.isnan(value)  # a missing value in pandas
    return kind if kind in _COLUMN_KINDS and not is_nan else Kind.ANYTHING
