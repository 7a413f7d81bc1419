"""Tagged JSON for the values of unknown keys, which read back with their types.

A value that JSON has no type for is a mapping of one key: `{"!date": "2026-03-14"}`,
`{"!timestamp": "2026-03-14T09:30:00+00:00"}`, `{"!number": "inf"}`, or for an instance of `Tagged`
`{"!tagged": ["!include", "tide.yml"]}`. A mapping like these is `{"!mapping": [[key, value]]}`.
"""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from numbers import Integral
from typing import Any

from ..frontmatter.markers import Tagged

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
