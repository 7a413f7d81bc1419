"""YAML nodes: what a text holds, and where."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from ..text.delimiters import Parts


@attrs.define(eq=False)
class Node:
    """A scalar, sequence or mapping; offsets are zero-based, in code points of the whole text.

    Args:
        style: The character that opens it: one of `"'|>[{`, and nothing for a plain scalar or a
            block collection.
        start: Where it begins, its anchor and tag included.
        content: Where it begins without them.
        end: Where it ends; a block collection and a block scalar end with their last line that is
            not blank.
        tag: Its tag, where one is written.
        value: The text of a scalar, after folding and unescaping.
        items: The items of a sequence; None for other nodes.
        pairs: The keys and values of a mapping; None for other nodes.
        ending: What it ends with: `|` for a block scalar, `+` for one to which the blank lines
            behind it belong, and nothing else.
        is_alias: Whether an alias stands here for a node elsewhere; all but the places is that
            node's.
    """

    style: str
    start: int
    content: int
    end: int
    tag: str | None = None
    value: str = ""
    items: "list[Node] | None" = None
    pairs: "list[tuple[Node, Node]] | None" = None
    ending: str = ""
    is_alias: bool = False

    @property
    def is_scalar(self) -> bool:
        """Whether it is a scalar."""
        return self.items is None and self.pairs is None

    @property
    def is_block(self) -> bool:
        """Whether it is a block collection: its entries are lines."""
        return not (self.style or self.is_alias or self.is_scalar)

    @property
    def is_empty_flow(self) -> bool:
        """Whether it is `[]` or `{}`."""
        return self.style in ("[", "{") and not (self.is_alias or self.items or self.pairs)

    @property
    def is_merge(self) -> bool:
        """Whether it is the key `<<` of YAML 1.1, which merges other mappings."""
        return self.value == "<<" and not self.style

    @property
    def own_pairs(self) -> "NodePairs":
        """The keys that a mapping itself has, without those that it merges from others."""
        return {key.value: (key, value) for key, value in self.pairs or () if not key.is_merge}

    @property
    def nodes(self) -> Iterator["Node"]:
        """The nodes directly in it, in order."""
        yield from self.items or ()
        for pair in self.pairs or ():
            yield from pair


NodePairs = dict[str, tuple[Node, Node]]
"""The nodes of key and value, by the text of the key."""


def has_alias(node: Node | None) -> bool:
    """Tell whether an alias stands anywhere in a node."""
    return node is not None and (node.is_alias or any(map(has_alias, node.nodes)))


class Reading(NamedTuple):
    """What a text was read as.

    Args:
        parts: The text, and where its parts stand.
        root: The root of its nodes, or None for an empty block.
        model: The instance of the model.
        limit: How many code points its front matter was allowed.
    """

    parts: Parts
    root: Node | None
    model: Any
    limit: int
