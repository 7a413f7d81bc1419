r"""Spans of pairs and items in a source, and the slots of their values.

Offsets are zero-based and count code points. Below each line, `=` marks the span of a pair or an
item, and `^` marks the offset `ValueSlot.after`:

    heat: 3  # of 10        - Sea  # salt        ? quality
    =====^=                 =^===                =========
                                                 : 87
    {calm: 3, wind}         [Sea, Moon]          =^==
     =====^=  ====^          ^==  ^===

The text after a span, such as a comment, stays when the value changes:

    >>> from newsfeed import parse, serialize
    >>> article = parse("---\ntitle: Tide\nheat: 3  # of 10\n---\n")
    >>> article.heat = 4
    >>> serialize(article)
    '---\ntitle: Tide\nheat: 4  # of 10\n---\n'
"""

import re
import sys
from typing import NamedTuple

import attrs

from ....errors import SerializeError
from ...read.nodes import Node
from ...text.delimiters import column, line_end, line_start, match_end


class Span(NamedTuple):
    """The offsets of a pair or an item, and how its value ends."""

    start: int
    end: int
    ending: str = ""  # see `Node.ending`
    indent: int = 0  # the spaces before the lines of the block scalar at its end, at least
    inner: int = sys.maxsize  # the column of the pairs or items of a block collection


TO_NEWLINE = re.compile(r"[^\r\n]*")
"""The rest of a line, without its ending."""

BLOCK_SCALAR = re.compile(r"[|>][-+]?([1-9]?)(?:.*\n(?: *\r?\n)*( *)[^ \r\n])?")
"""A block scalar up to the first character of its text, with its digit and its indentation."""

_COLON = re.compile(r"(?:\s|#[^\n]*\n)*:")
_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*-")
_EXPLICIT_KEY = re.compile(r"\?[ \t]+\Z")
_SPACES_BEFORE_NEWLINE = re.compile(r"[ \t]*(?=\r?\n)")


@attrs.frozen
class ValueSlot:
    """The position of a value, after a colon, a dash, or a key without a colon."""

    after: int
    lead: str  # the text to insert between that and a new value
    indent: int  # the column of the key or the dash, and 0 for an item of a flow list
    flow: bool
    step: int | None = None  # indents a block scalar below a dash; the file decides it for a key


def spans_of(text: str, node: Node) -> list[Span]:
    """Return the spans of the pairs of a mapping, or of the items of a list."""
    spans: list[Span] = []
    for key, value in node.pairs or ():
        explicit = _EXPLICIT_KEY.search(text, line_start(text, key.start), key.start)
        start = explicit.start() if explicit else key.start
        spans.append(_span(text, start, value, key.end))
    for item in node.items or ():
        start = item.start if node.style else node.content
        if spans and not node.style:
            dash = _DASH.match(text, line_end(text, spans[-1].end))
            if dash is None or dash.end() > item.start:
                # YAML also ends lines at NEL, LS, PS and a lone CR.
                message = "put each item on a line of its own"
                raise SerializeError(f"{message}; this list uses a line end that only YAML knows")
            start = dash.end() - 1
        spans.append(_span(text, start, item))
    return spans


def _span(text: str, start: int, value: Node, least: int = 0) -> Span:
    # A space separates a tag alone from a comma.
    end = value.end + (value.tag is not None and text[value.content : value.end + 1] == " ")
    last = value
    while last.ending and not last.is_scalar:
        *_, last = last.children
    block = BLOCK_SCALAR.match(text, last.content, last.end) if last.ending else None
    indent = int(block[1] or len(block[2] or "")) if block else 0
    inner = column(text, value.content) if value.is_block else sys.maxsize
    return Span(start, max(least, end), value.ending, indent, inner)


def pair_slot(
    text: str, node: Node, pair: tuple[Node, Node], indent: int, newline: str
) -> ValueSlot:
    """Return the slot of the value of a mapping's pair whose key is at an indent."""
    key, value = pair
    colon = _COLON.match(text, key.end)
    if colon is None or colon.end() > max(value.start, key.end):
        # The key has no colon: the one that was found, if any, belongs to a later pair.
        lead = ": " if node.style else f"{newline}{' ' * indent}: "
        return ValueSlot(key.end, lead, indent, bool(node.style))
    return ValueSlot(colon.end(), " ", indent, bool(node.style))


def item_slot(text: str, node: Node, span: Span) -> ValueSlot:
    """Return the slot of an item of a list."""
    if node.style:
        return ValueSlot(span.start, "", 0, flow=True)
    return ValueSlot(span.start + 1, " ", column(text, span.start), flow=False, step=2)


def value_end(text: str, slot: ValueSlot, node: Node) -> int:
    """Return the end of a value, after the spaces that would end its line."""
    end = slot.after if node.start == node.end else node.end
    return match_end(_SPACES_BEFORE_NEWLINE, text, end)
