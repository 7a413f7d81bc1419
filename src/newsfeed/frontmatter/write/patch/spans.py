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
from ...text.delimiters import column, line_end, line_start


class Span(NamedTuple):
    """The offsets of a pair or an item; `ending` is that of its value: see `Node.ending`."""

    start: int
    end: int
    ending: str = ""


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
    dash: bool = False


def pair_spans(text: str, node: Node) -> list[Span]:
    """Return the spans of the pairs of a mapping."""
    spans = []
    for key, value in node.pairs or ():
        explicit = _EXPLICIT_KEY.search(text, line_start(text, key.start), key.start)
        start = explicit.start() if explicit else key.start
        spans.append(Span(start, max(key.end, value.end), value.ending))
    return spans


def item_spans(text: str, node: Node) -> list[Span]:
    """Return the spans of the items of a list that is not empty."""
    items = node.items or []
    if node.style:
        return [Span(item.start, item.end) for item in items]
    spans = [Span(node.content, items[0].end, items[0].ending)]
    for item in items[1:]:
        dash = _DASH.match(text, line_end(text, spans[-1].end))
        if dash is None or dash.end() > item.start:
            # YAML also ends lines at NEL, LS, PS and a lone CR.
            raise SerializeError(
                "put each item on a line of its own; this list uses a line end that only YAML knows"
            )
        spans.append(Span(dash.end() - 1, item.end, item.ending))
    return spans


def pair_slot(text: str, node: Node, pair: tuple[Node, Node], indent: int) -> ValueSlot:
    """Return the slot of the value of a mapping's pair whose key is at an indent."""
    key, value = pair
    colon = _COLON.match(text, key.end)
    if colon is None or colon.end() > max(value.start, key.end):
        # The key has no colon: the one that was found, if any, belongs to a later pair.
        lead = ": " if node.style else f"\n{' ' * indent}: "
        return ValueSlot(key.end, lead, indent, bool(node.style))
    return ValueSlot(colon.end(), " ", indent, bool(node.style))


def item_slot(text: str, node: Node, span: Span) -> ValueSlot:
    """Return the slot of an item of a list."""
    if node.style:
        return ValueSlot(span.start, "", 0, flow=True)
    return ValueSlot(span.start + 1, " ", column(text, span.start), flow=False, dash=True)


def value_end(text: str, slot: ValueSlot, node: Node) -> int:
    """Return the end of a value; an empty one takes the spaces after it along at a line's end."""
    is_empty = node.start == node.end
    return match_end(_SPACES_BEFORE_NEWLINE, text, slot.after) if is_empty else node.end


def match_end(pattern: re.Pattern[str], text: str, offset: int, limit: int = sys.maxsize) -> int:
    """Return the end of the match of a pattern at an offset, or the offset if nothing matches."""
    match = pattern.match(text, offset, limit)
    return match.end() if match else offset
