"""YAML nodes with their offsets in the source, which two of the readers produce."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from ...errors import KeyPath
from ..text.delimiters import Parts
from ..text.numbers import NULLS


@attrs.define(eq=False)
class Node:
    """A scalar, sequence or mapping; offsets are zero-based code points of the whole document."""

    style: str  # its opening character, if that is one of `"'|>[{`, else empty
    start: int  # the offset of its anchor or tag, if it has one
    content: int  # the offset of its text after the anchor and tag
    end: int  # block collections and scalars end before trailing empty lines
    tag: str | None = None  # without the prefix of standard tags
    value: str = ""  # the text of a scalar after folding and unescaping
    items: "list[Node] | None" = None
    pairs: "list[tuple[Node, Node]] | None" = None
    # `|` if it ends with a block scalar, `+` if that also keeps the empty lines below it.
    ending: str = ""
    anchor: "Node | None" = None  # of an alias, which is a copy of it with other offsets

    @property
    def is_alias(self) -> bool:
        """Whether the node is an alias."""
        return self.anchor is not None

    @property
    def is_scalar(self) -> bool:
        """Whether the node is a scalar."""
        return self.items is None and self.pairs is None

    @property
    def is_null(self) -> bool:
        """Whether the node is null, by its tag or as an unquoted scalar of YAML 1.1 and 1.2."""
        if self.tag is not None:
            return self.tag == "null"
        return not self.style and self.is_scalar and self.value in NULLS

    @property
    def is_block(self) -> bool:
        """Whether the node is a block collection, with each item or pair on its own lines."""
        return not (self.style or self.is_alias or self.is_scalar)

    @property
    def is_empty_flow(self) -> bool:
        """Whether the node is `[]` or `{}`."""
        return self.style in ("[", "{") and not (self.is_alias or self.items or self.pairs)

    @property
    def is_merge(self) -> bool:
        """Whether the node is the key `<<` of YAML 1.1, which merges other mappings."""
        return self.value == "<<" and not self.style

    @property
    def own_pairs(self) -> "NodePairs":
        """The pairs of a mapping, without those merged from other mappings."""
        return {key.value: (key, value) for key, value in self.pairs or () if not key.is_merge}

    @property
    def children(self) -> Iterator["Node"]:
        """The direct child nodes, in order."""
        yield from self.items or ()
        for pair in self.pairs or ():
            yield from pair


NodePairs = dict[str, tuple[Node, Node]]
"""The key node and value node of each pair, by key."""


def aliases(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the aliases in a node, each with the node of its anchor."""
    if node.anchor is not None:
        yield node, node.anchor
    else:
        for child in node.children:
            yield from aliases(child)


def descendant(node: Node, steps: Sequence[str | int]) -> tuple[Node, KeyPath]:
    """Return the node that keys and indexes lead to, as far as there is one, and its path."""
    path: list[str] = []
    for step in steps:
        if isinstance(step, int) and node.items is not None and step < len(node.items):
            node = node.items[step]
            path.append(f"[{step}]")
        elif isinstance(step, str) and step in node.own_pairs:
            node = node.own_pairs[step][1]
            path.append(step)
    return node, tuple(path)


class Reading(NamedTuple):
    """A parsed document; `root` is None for empty front matter, `limit` is in code points."""

    parts: Parts
    root: Node | None
    model: Any
    limit: int

    @property
    def has_alias(self) -> bool:
        """Whether a node is an alias."""
        text, _, start, end, _ = self.parts
        return self.root is not None and "*" in text[start:end] and any(aliases(self.root))
