"""Raw values to nodes: the nodes that the YAML reader would produce, offset by offset.

Each function takes the text and the offsets at which its part begins and ends. The part ends before
a newline. `NotOwned` is raised for everything that only the YAML reader can read.
"""

from typing import Any

from ...limits import MAX_INDENT
from ...schema import Type
from ...text.delimiters import Parts
from ..convert import Converter
from ..nodes import Node
from .cutting import (
    QUOTES,
    NotOwned,
    entries_at,
    is_word,
    items_at,
    name_of,
    require_end,
    skip_trivia,
    start_of,
)
from .flow import flow_node
from .strings import block_scalar_node, quoted_node, unquoted_node

# A converter needs the document for the positions of problems, which the YAML reader reports.
_NOWHERE = Parts("", "\n", 0, 0, 0)


def node_value(type_: Type, node: Node) -> Any:
    """Return the value of a node as the YAML reader converts it."""
    converter = Converter(_NOWHERE)
    value = converter.value(type_, node, ())
    if converter.problems:
        raise NotOwned
    return value


def value_node(text: str, start: int, end: int, column: int, *, is_item: bool = False) -> Node:
    """Return the node of the raw value of a key or a dash, which is at a column."""
    space, word = text[start : start + 1], text[start + 1 : end]
    if space == " " and "\n" not in word and is_word(word):  # most values
        style = word[0] if word[0] in QUOTES else ""
        return Node(style, start + 1, start + 1, end, value=word[1:-1] if style else word)
    at = skip_trivia(text, start, end)
    if at == end:
        return Node("", start, start, start)
    newline = text.rfind("\n", start, at)
    indent = column + 1 + at - start if newline < 0 else at - newline - 1
    if newline >= 0 or is_item:
        first = start_of(text, at, end)
        if first == "-" and (indent > column or not is_item):
            return sequence(text, at, end, indent)
        if first == ":" and indent > column:
            return mapping(text, at, end, indent)
    return _scalar_or_flow(text, at, end, column)


def _scalar_or_flow(text: str, start: int, end: int, column: int) -> Node:
    char = text[start]
    if char in "\"'":
        node = quoted_node(text, start, end)
    elif char in "[{":
        node = flow_node(text, start, end)
    elif char in "|>":
        return block_scalar_node(text, start, end, column)
    else:
        return unquoted_node(text, start, end, column)
    require_end(text, node.end, end)
    return node


def mapping(text: str, start: int, end: int, column: int) -> Node:
    """Return the node of a block mapping, whose keys are at a column."""
    if column > MAX_INDENT:
        raise NotOwned
    pairs: list[tuple[Node, Node]] = []
    names = set()
    for match in entries_at(column).finditer(text, start, end):
        key, _, other = match.groups()
        if key is not None:
            node = _key(key, match.start(1))
            if node.value in names:
                raise NotOwned
            names.add(node.value)
            pairs.append((node, value_node(text, *match.span(2), column)))
        elif other is not None:
            raise NotOwned
    node = Node("", start, start, start, pairs=pairs)
    return _closed(node, [each for _, each in pairs])


def _key(text: str, start: int) -> Node:
    style = text[0] if text[0] in "\"'" else ""
    return Node(style, start, start, start + len(text.rstrip(" ")), value=name_of(text))


def sequence(text: str, start: int, end: int, column: int) -> Node:
    """Return the node of a block sequence, whose dashes are at a column."""
    if column > MAX_INDENT:
        raise NotOwned
    items: list[Node] = []
    for match in items_at(column).finditer(text, start, end):
        dash, other = match.span(1), match[2]
        if dash[0] >= 0:
            items.append(value_node(text, dash[0] + 1, dash[1], column, is_item=True))
        elif other is not None:
            raise NotOwned
    return _closed(Node("", start, start, start, items=items), items)


def _closed(node: Node, values: list[Node]) -> Node:
    """Return a block collection that ends with the last of its values."""
    if values:
        node.end, node.ending = values[-1].end, values[-1].ending
    return node
