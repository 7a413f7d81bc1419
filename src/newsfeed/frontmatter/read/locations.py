"""Locations of values: the line and column of each value in the front matter."""

from collections.abc import Iterator
from typing import NamedTuple

from ...errors import KeyPath
from ..limits import LIMIT, max_nodes
from ..schema import Schema
from ..text.delimiters import Lines, Parts, split_text
from .canonical import match_canonical, root_pattern
from .entries import nodes_of_entries
from .entries.cutting import NotOwned
from .nodes import Node


class Location(NamedTuple):
    """The one-based line and column of a value and its key; `unquoted`: no quotes and no tag."""

    key: tuple[int, int]
    value: tuple[int, int]
    scalar: str | None
    unquoted: bool


def locate_values(text: str) -> dict[KeyPath, Location]:
    """Return the locations by key path, in source order, without resolving merge keys."""
    parts = split_text(text)
    root = root_of(parts)
    lines = Lines(text[: parts.closing])
    nodes = () if root is None else _walk((), root, root)
    return {
        path: Location(
            lines.position(key.start),
            lines.position(value.start),
            value.value if value.is_scalar else None,
            value.is_scalar and not (value.style or value.tag),
        )
        for path, key, value in nodes
    }


def root_of(parts: Parts) -> Node | None:
    """Return the root node of a document that can be read, or None for empty front matter."""
    try:
        return nodes_of_entries(parts)
    except NotOwned:
        # Imported here, so that checking most documents does not load PyYAML.
        from .yaml.composer import compose

        # No document has more values than characters, so this accepts any that was read.
        return compose(parts, max(max_nodes(LIMIT), len(parts.text)))


def is_canonical(text: str, schema: Schema) -> bool:
    """Return whether a valid document has keys in canonical order and values in canonical style."""
    # The pattern also accepts missing empty lines and ambiguous unquoted words, such as `NO`.
    return match_canonical(root_pattern(schema, text), text) is not None


def _walk(path: KeyPath, key: Node, value: Node) -> Iterator[tuple[KeyPath, Node, Node]]:
    yield path, key, value
    for index, item in enumerate(value.items or ()):
        yield from _walk((*path, f"[{index}]"), item, item)
    for name, inner in value.pairs or ():
        yield from _walk((*path, name.value), name, inner)
