"""Make edits in plain data, and compare the values of front matter with them, without newsfeed.

The block between the `---` delimiters is loaded with PyYAML (YAML 1.1) and ruamel.yaml (YAML 1.2).
Both must read the old values with the requested change, in the same types and the same order.
"""

import copy
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import getitem
from typing import Any, NamedTuple

import yaml
from ruamel.yaml import YAML

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""

DELIMITED = re.compile(
    r"(\ufeff?---[ \t]*\r?\n)(.*?)(^(?:---|\.\.\.)[ \t]*(?:\r?\n.*|\Z))", re.DOTALL | re.MULTILINE
)


class Edit(NamedTuple):
    """An edit, as data.

    Args:
        kind: `untouched`, `set`, `shift` (a date), `add`, `remove`, `rename`, `append`, `insert`,
            `order` or `canonicalize`.
        path: The value that is edited: a list to append to, a mapping to reorder. The last part of
            a new key or a new item is the key, or the index that the item will have.
        value: The new value, the new name, the new order of the keys, or the time to add.
    """

    kind: str
    path: Path = ()
    value: Any = None


class Parts(NamedTuple):
    """A file: the opening delimiter, the YAML block, and the closing delimiter with the body."""

    opening: str
    block: str
    rest: str

    def around(self, edit: Edit) -> tuple[str, str]:
        """Return what an edit must keep around the block; a canonical form trims delimiters."""
        body = self.rest.partition("\n")[2]
        return ("", body) if edit.kind == "canonicalize" else (self.opening, self.rest)


def split(text: str) -> Parts | None:
    """Split a file at its delimiters, or return None if there are none."""
    found = DELIMITED.fullmatch(text)
    return Parts(*found.groups()) if found else None


class OneOfEachKey(yaml.CSafeLoader):
    """The loader of PyYAML, except that it rejects duplicate keys."""


def mapping_of(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    """Construct a mapping, or raise an error if a key is there twice."""
    found = loader.construct_mapping(node, deep=True)
    if len(found) < len(node.value):
        raise yaml.constructor.ConstructorError(None, None, "duplicate key", node.start_mark)
    return dict(found)


OneOfEachKey.add_constructor("tag:yaml.org,2002:map", mapping_of)

LOADERS: dict[str, Callable[[str], Any]] = {
    "PyYAML": lambda block: yaml.load(block, OneOfEachKey),
    "ruamel.yaml": lambda block: YAML(typ="safe", pure=True).load(block),
}


@lru_cache(maxsize=64)
def views(block: str) -> dict[str, Any]:
    """Load a block with each reader that can; a block without keys is an empty mapping."""
    found = {}
    for name, load in LOADERS.items():
        try:
            data = load(block)
        except Exception:  # ruamel.yaml also raises errors that are not its own
            continue
        found[name] = {} if data is None else data
    return found


def change(data: Any, edit: Edit) -> None:
    """Make an edit in dicts and lists."""
    target = value_at(data, edit.path)
    if edit.kind == "append":
        target.append(edit.value)
    elif edit.kind == "order":
        replace(target, [(key, target[key]) for key in edit.value])
    elif edit.path:
        change_entry(value_at(data, edit.path[:-1]), edit.path[-1], edit)


def change_entry(parent: Any, last: Any, edit: Edit) -> None:
    """Make an edit of one key or item."""
    if edit.kind in ("set", "add"):
        parent[last] = edit.value
    elif edit.kind == "shift":
        parent[last] = shifted(parent[last], edit.value)
    elif edit.kind == "insert":
        parent.insert(last, edit.value)
    elif edit.kind == "remove":
        del parent[last]
    elif edit.kind == "rename":
        replace(parent, [(edit.value if k == last else k, v) for k, v in parent.items()])


def value_at(data: Any, path: Path) -> Any:
    """Return the value that a path leads to, or None for one that is not there yet."""
    try:
        return reduce(getitem, path, data)
    except (KeyError, IndexError):
        return None


def replace(mapping: Any, pairs: list[tuple[Any, Any]]) -> None:
    """Give a mapping other pairs."""
    mapping.clear()
    mapping.update(pairs)


def shifted(value: Any, time: timedelta) -> Any:
    """Return a later date; the date of a string is its first ten characters."""
    if isinstance(value, str):
        return (date.fromisoformat(value[:10]) + time).isoformat() + value[10:]
    return value + time


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal in type, order and content; NaN equals itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        in_order = same(list(one), list(other))
        return in_order and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime):
        return one == other and (one.tzinfo is None) == (other.tzinfo is None)
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124  # NaN


def values_fault(old: str, new: str, edit: Edit) -> str | None:
    """Return how the values of a block differ from those that were requested, or None."""
    found = views(new)
    for name, data in views(old).items():
        if name not in found:
            return f"values: {name} cannot load the result"
        expected = copy.deepcopy(data)
        change(expected, edit)
        if not same(expected, found[name]):
            return f"values: {name} reads something else than what was requested"
    return None
