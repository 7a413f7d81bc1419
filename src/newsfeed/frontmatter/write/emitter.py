"""The emitter: values to YAML in canonical form."""

from collections import deque
from collections.abc import Iterable
from typing import Any

import attrs

from ..pairs import Pair, kind_in, pairs_of
from ..read.nodes import Node
from ..scalars import COLLECTIONS, SCALARS, Kind
from ..schema import Type
from ..text.delimiters import Parts, column
from ..text.quoting import double_quoted, key_text, styled


@attrs.frozen
class Layout:
    """The line ending of a file, and the spaces that indent a mapping or a list below its key."""

    newline: str = "\n"
    mapping: int = 2
    sequence: int = 2


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


def write_block(pairs: Iterable[Pair], layout: Layout) -> str:
    """Write pairs as the lines between the `---` delimiters, with an empty line per section."""
    lines = (write_pair_lines(pair, layout, 0, spaced=True) for pair in pairs)
    return "".join(lines).removeprefix(layout.newline)


def write_pair_lines(pair: Pair, layout: Layout, indent: int, *, spaced: bool = False) -> str:
    """Write a pair as whole lines; `spaced` puts the empty line of a section above."""
    lead = layout.newline if spaced and pair.section else ""
    head = f"{lead}{' ' * indent}{key_text(pair.key, flow=False)}:"
    if is_block(pair.type, pair.value):
        return f"{head}{layout.newline}{write_below(pair.type, pair.value, layout, indent)}"
    return f"{head} {write_inline(pair.type, pair.value)}{layout.newline}"


def write_below(type_: Type, value: Any, layout: Layout, indent: int) -> str:
    """Write a collection that is not empty as the lines below a key at an indent."""
    step = layout.sequence if kind_in(type_, value) is Kind.LIST else layout.mapping
    return write_lines(type_, value, layout, indent + step)


def write_item(type_: Type, value: Any, layout: Layout, indent: int, *, dash: str = "- ") -> str:
    """Write an item of a list as whole lines; `dash` includes the spaces after the dash."""
    head = " " * indent + dash
    if is_block(type_, value):
        # The first key or dash of the item continues the line of the dash.
        return head + write_lines(type_, value, layout, len(head))[len(head) :]
    return f"{head}{write_inline(type_, value)}{layout.newline}"


def write_inline(type_: Type, value: Any, *, flow: bool = False) -> str:
    """Write a value on one line; `flow` is whether it goes into a flow collection."""
    if value is None:
        return "null"
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        return f"[{', '.join(write_inline(type_.items, item, flow=True) for item in value)}]"
    if kind in COLLECTIONS:
        return f"{{{', '.join(map(write_pair, pairs_of(type_, value).values()))}}}"
    text = SCALARS[kind].write(value)
    if kind is not Kind.TEXT:
        return text
    return double_quoted(text) if type_.quoted else styled("", text, flow=flow)


def write_pair(pair: Pair) -> str:
    """Write a key and its value in flow style."""
    return f"{key_text(pair.key, flow=True)}: {write_inline(pair.type, pair.value, flow=True)}"


def is_block(type_: Type, value: Any) -> bool:
    """Return whether a value is written as lines: whether it is a collection that is not empty."""
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        return bool(value)
    return value is not None and kind in COLLECTIONS and bool(pairs_of(type_, value))


def write_lines(type_: Type, value: Any, layout: Layout, indent: int) -> str:
    """Write a collection that is not empty as lines, its keys or dashes at an indent."""
    if kind_in(type_, value) is Kind.LIST:
        return "".join(write_item(type_.items, item, layout, indent) for item in value)
    pairs = pairs_of(type_, value).values()
    return "".join(write_pair_lines(pair, layout, indent) for pair in pairs)
