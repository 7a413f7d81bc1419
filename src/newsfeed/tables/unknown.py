"""Values of unknown keys: the types of their columns, and tagged JSON where a column has none.

A value that JSON has no type for is a mapping of one key: `{"!date": "2026-03-14"}`,
`{"!timestamp": "2026-03-14T09:30:00+00:00"}`, `{"!number": "inf"}`, or for an instance of `Tagged`
`{"!tagged": ["!include", "tide.yml"]}`. A mapping like these is `{"!mapping": [[key, value]]}`.
"""

import json
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import chain
from numbers import Integral
from typing import Any

from ..frontmatter.markers import Tagged
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

_TAGS: dict[str, Callable[[Any], Any]] = {
    "!date": date.fromisoformat,
    "!timestamp": datetime.fromisoformat,
    "!number": float,
    "!mapping": dict,
    "!tagged": lambda pair: Tagged(*pair),
}


def to_tagged_json(value: Any) -> str:
    """Return a value as JSON; raise TypeError if front matter cannot contain it."""
    return json.dumps(_tagged(value), ensure_ascii=False, default=int)


def from_tagged_json(text: str) -> Any:
    """Return the value of JSON, with or without tags; raise TypeError or ValueError."""
    return json.loads(text, object_pairs_hook=_untagged)


def _tagged(value: Any) -> Any:
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):  # json.dumps would convert it to a string
                raise TypeError(f"expected a text as key, found {key!r}")
        mapping = {key: _tagged(each) for key, each in value.items()}
        is_tag = len(mapping) == 1 and mapping.keys() <= _TAGS.keys()
        return {"!mapping": list(map(list, mapping.items()))} if is_tag else mapping
    if isinstance(value, list):
        return [_tagged(each) for each in value]
    if isinstance(value, Tagged):
        return {"!tagged": [value.tag, _tagged(value.value)]}
    if isinstance(value, date):
        name = "!timestamp" if isinstance(value, datetime) else "!date"
        return {name: value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"!number": str(value)}
    if value is None or isinstance(value, str | int | float | Integral):
        return value
    raise TypeError(f"found {type(value).__name__}, which no front matter has")


def _untagged(pairs: list[tuple[str, Any]]) -> Any:
    if len(pairs) == 1 and pairs[0][0] in _TAGS:
        tag, value = pairs[0]
        return _TAGS[tag](value)
    return dict(pairs)


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
