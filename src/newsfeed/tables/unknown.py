"""Values of unknown keys as JSON, and back to the same values.

What JSON has no word for stands as a mapping of one key: `{"!date": "2026-03-14"}`,
`{"!timestamp": "2026-03-14T09:30:00+00:00"}`, `{"!number": "inf"}`. A mapping that looks like one
of these stands as `{"!mapping": [[key, value]]}`.
"""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

_TAGS: dict[str, Callable[[Any], Any]] = {
    "!date": date.fromisoformat,
    "!timestamp": datetime.fromisoformat,
    "!number": float,
    "!mapping": dict,
}


def to_tagged_json(value: Any) -> str:
    """Write a value as JSON.

    Args:
        value: What a field for anything, or for a mapping, may hold.

    Raises:
        TypeError: If a front matter cannot hold the value.

    Example:
        >>> to_tagged_json({"mood": "calm", "seen": date(2026, 3, 14)})
        '{"mood": "calm", "seen": {"!date": "2026-03-14"}}'
    """
    return json.dumps(_plain(value), ensure_ascii=False)


def from_tagged_json(text: str) -> Any:
    """Read a value that `to_tagged_json` wrote; any other JSON is the value that it stands for.

    Raises:
        TypeError: If a tag has no text.
        ValueError: If it is no JSON, or a tag has another text.
    """
    return json.loads(text, object_pairs_hook=_untagged)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _tagged_mapping({_key(key): _plain(each) for key, each in value.items()})
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return {"!timestamp": value.isoformat()}
    if isinstance(value, date):
        return {"!date": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"!number": str(value)}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"found {type(value).__name__}, which no front matter has")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"expected a text as key, found {key!r}")
    return key


def _tagged_mapping(mapping: dict[str, Any]) -> dict[str, Any]:
    if len(mapping) == 1 and next(iter(mapping)) in _TAGS:
        return {"!mapping": list(map(list, mapping.items()))}
    return mapping


def _untagged(pairs: list[tuple[str, Any]]) -> Any:
    if len(pairs) == 1 and pairs[0][0] in _TAGS:
        tag, value = pairs[0]
        return _TAGS[tag](value)
    return dict(pairs)
