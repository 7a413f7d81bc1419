"""Where entries, items and values stand in a text; offsets are zero-based and count code points."""

import re
from typing import NamedTuple

import attrs

from ....errors import SerializeError
from ...read.nodes import Node
from ...text.delimiters import column, line_end, line_start


class Span(NamedTuple):
    """Where an entry or an item stands, and what it ends with: see `Node.ending`."""

    start: int
    end: int
    ending: str = ""


_COLON = re.compile(r"(?:\s|#[^\n]*\n)*:")
_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*-")
_EXPLICIT_KEY = re.compile(r"\?[ \t]+\Z")
_VACANT = re.compile(r"[ \t]*(?=\r?\n)")
_BLOCK_INDENT = re.compile(r"^( *)[^ \r\n]", re.MULTILINE)
_BLOCK_DIGIT = re.compile(r"[|>][-+]?([1-9])")


@attrs.frozen
class ValueSlot:
    """Where a value stands.

    Args:
        after: Behind the colon or the dash before it, or behind a key without a colon.
        lead: What to write there before a value.
        indent: The column of the key or the dash, zero-based.
        flow: Whether that is in a flow collection.
        dash: Whether it is an item of a list in lines.
    """

    after: int
    lead: str
    indent: int
    flow: bool
    dash: bool = False


def pair_spans(text: str, node: Node) -> list[Span]:
    """List where the entries of a mapping begin, with the `?` of an explicit key, and end.

    Args:
        text: The whole text.
        node: A mapping.

    Returns:
        A span an entry, in order.
    """
    spans = []
    for key, value in node.pairs or ():
        explicit = _EXPLICIT_KEY.search(text, line_start(text, key.start), key.start)
        start = explicit.start() if explicit else key.start
        spans.append(Span(start, max(key.end, value.end), value.ending))
    return spans


def item_spans(text: str, node: Node) -> list[Span]:
    """List where the items of a list begin, with the dash of an item in lines, and end.

    Args:
        text: The whole text.
        node: A sequence that is not empty.

    Returns:
        A span an item, in order.

    Raises:
        SerializeError: If items are parted by NEL, LS, PS or a lone CR, where no line ends.
    """
    items = node.items or []
    if node.style:
        return [Span(item.start, item.end) for item in items]
    spans = [Span(node.content, max(items[0].end, node.content + 1), items[0].ending)]
    for item in items[1:]:
        dash = _DASH.match(text, line_end(text, spans[-1].end))
        if dash is None or dash.end() > item.start:
            message = (
                "put each item on a line of its own; this list uses a line end that only YAML knows"
            )
            raise SerializeError(message)
        start = dash.end() - 1
        spans.append(Span(start, max(item.end, start + 1), item.ending))
    return spans


def pair_slot(text: str, node: Node, pair: tuple[Node, Node], indent: int) -> ValueSlot:
    """Find where the value of an entry stands.

    Args:
        text: The whole text.
        node: The mapping.
        pair: The nodes of the key and of the value.
        indent: The column of the key.

    Returns:
        The slot.
    """
    key, value = pair
    colon = _COLON.match(text, key.end)
    if colon is None or colon.end() > max(value.start, key.end):
        lead = ": " if node.style else f"\n{' ' * indent}: "
        return ValueSlot(key.end, lead, indent, bool(node.style))
    return ValueSlot(colon.end(), " ", indent, bool(node.style))


def item_slot(text: str, node: Node, span: Span) -> ValueSlot:
    """Find where an item of a list stands.

    Args:
        text: The whole text.
        node: The list.
        span: Where the item begins and ends.

    Returns:
        The slot.
    """
    if node.style:
        return ValueSlot(span.start, "", 0, flow=True)
    return ValueSlot(span.start + 1, " ", column(text, span.start), flow=False, dash=True)


def vacant_end(text: str, offset: int) -> int:
    """Find the end of the blanks behind an empty value, if nothing else stands on its line."""
    blanks = _VACANT.match(text, offset)
    return blanks.end() if blanks else offset


def block_indent(scalar: str, parent: int, step: int) -> str:
    """Find the blanks before the lines of a block scalar.

    Args:
        scalar: The block scalar, its header first.
        parent: The column of its key or dash.
        step: How far to indent where the scalar has no line.

    Returns:
        The blanks.
    """
    header, _, lines = scalar.partition("\n")
    digit = _BLOCK_DIGIT.match(header)
    if digit:
        return " " * (parent + int(digit[1]))
    first = _BLOCK_INDENT.search(lines)
    return first[1] if first else " " * (parent + step)
