"""How the lines of a file are laid out."""

from collections import deque

from ...read.nodes import Node
from ...text.delimiters import Parts, column
from ..emitter import Layout


def layout_of(parts: Parts, root: Node | None) -> Layout:
    """Find out how a file is laid out, from its first nested mapping and its first list.

    Args:
        parts: The text.
        root: The root of its nodes, or None for an empty block.

    Returns:
        The layout, canonical in what the file does not show.
    """
    mapping = sequence = None
    nodes = deque([root] if root else [])
    while nodes and (mapping is None or sequence is None):
        node = nodes.popleft()
        nodes += node.nodes
        for key, value in node.pairs or ():
            if value.is_block:
                first = value.pairs[0][0].start if value.pairs else value.content
                # Behind `? `, a key stands deeper than the dashes below it may.
                step = max(column(parts.text, first) - column(parts.text, key.start), 0)
                if value.items is None:
                    mapping = mapping or step
                elif sequence is None:
                    sequence = step
    return Layout(parts.newline, mapping or 2, 2 if sequence is None else sequence)
