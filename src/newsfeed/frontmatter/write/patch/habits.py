"""The layout of a hand-written file: its line ending and its indents."""

from collections import deque

from ...read.nodes import Node
from ...text.delimiters import Parts, column
from ..emitter import Layout


def layout_of(parts: Parts, root: Node | None) -> Layout:
    """Return the indents of a file's first nested mapping and list; canonical where it has none."""
    mapping = sequence = None
    nodes = deque([root] if root else [])
    while nodes and (mapping is None or sequence is None):
        node = nodes.popleft()
        nodes += node.children
        for key, value in node.pairs or ():
            if value.is_block:
                first = value.pairs[0][0].start if value.pairs else value.content
                # After `? `, the column of the key may be greater than that of the dashes below.
                step = max(column(parts.text, first) - column(parts.text, key.start), 0)
                if value.items is None:
                    mapping = mapping or step
                elif sequence is None:
                    sequence = step
    return Layout(parts.newline, mapping or 2, 2 if sequence is None else sequence)
