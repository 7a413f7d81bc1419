"""Flow trivia: the commas that stay with a pair or an item of a flow collection.

Where each has lines of its own, its comments and commas stay there. Here two items are swapped:

    topics: [              topics: [
      Sea,  # salt           Moon,  # at night
      Moon  # at night       Sea  # salt
    ]                      ]
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import attrs

from ...read.nodes import Node
from ...text.delimiters import Parts, line_start, match_end
from ...text.edits import TextEdit, apply_edits
from .spans import Span, spans_of
from .trivia import BlockTrivia, Extent, NewText, Order, Trivia

_COMMA = re.compile(r"\s*,")
_FLOW_COMMENT = re.compile(r"#[^\r\n]*")
_SIDE_COMMENT = re.compile(r"(?:[ \t]*,)?([ \t]*#[^\r\n]*)?")
# The rest of the line of an item, with its comma, and comments below.
_HAS_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n(?:[^#,\n]*(?:#[^\n]*)?\n)*[^#,\n]*\Z")


def trivia_of(parts: Parts, node: Node, sections: Iterable[int] = ()) -> Trivia:
    """Return the trivia of a collection; `sections` are the pairs with an empty line above."""
    text, spans, are_items = parts.text, spans_of(parts.text, node), node.items is not None
    if not node.style:
        return BlockTrivia(parts, spans, parts.closing, sections=sections, are_items=are_items)
    inside = [node.content + 1, *chain.from_iterable(each[:2] for each in spans), node.end - 1]
    gaps = [text[end:start] for end, start in zip(inside[::2], inside[1::2], strict=True)]
    # Each begins its line and ends it, with its comma.
    if all(a.rstrip(" \t")[-1:] == "\n" and _HAS_LINE.match(b) for a, b in pairwise(gaps)):
        return FlowLineTrivia(parts, spans, line_start(text, node.end))
    if any("#" in gap for gap in gaps):
        return FlowCommentTrivia(text, spans, gaps, parts.newline)
    return FlowTrivia(text, spans)


class FlowTrivia(Trivia):
    """The extents of a flow collection with several pairs or items on a line: just their spans."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        super().__init__(text, spans)
        self.extents.extend(Extent(span.start, span.end, span) for span in spans)
        self.gap: str = text[spans[0].end : spans[1].start] if len(spans) > 1 else ", "

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        extent = self.extents[index]
        if index + 1 < len(self.extents):
            return TextEdit(extent.start, self.extents[index + 1].start)
        return TextEdit(self.extents[kept[-1]].end, extent.end)


class FlowCommentTrivia(FlowTrivia):
    """The extents of a flow collection with comments, each on a line of its own in a new order."""

    def __init__(self, text: str, spans: Sequence[Span], gaps: list[str], newline: str) -> None:
        super().__init__(text, spans)
        self.gaps: list[str] = gaps
        self.newline: str = newline
        indents = (text[line_start(text, each.start) : each.start] for each in spans)
        own = (each for each in indents if not each.strip(" \t"))
        self.line: str = newline + next(own, " " * self.column)
        self.beside: list[str] = [_SIDE_COMMENT.findall(gap)[0] for gap in gaps]
        self.above: list[list[str]] = [
            [self.line + each for each in _FLOW_COMMENT.findall(gap)[bool(beside) :]]
            for gap, beside in zip(gaps, self.beside, strict=True)
        ]

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order: the text between the extents that stay."""
        indexes = [each.index if isinstance(each, NewText) else each for each in order]
        self._keep_shared_comments(indexes)
        first, last = self.gaps[0], self.gaps[-1]
        start, parts = self.extents[0].start - len(first), self.beside[:1]
        commas = [","] * (len(order) - 1) + ["," * ("," in _FLOW_COMMENT.sub("", last))]
        for each, index, comma in zip(order, indexes, commas, strict=True):
            parts += [] if index is None else self.above[index]
            # The first extent may be on the line of its bracket.
            parts.append(self.line if any(parts) or "\n" in first else first)
            if isinstance(each, NewText):
                parts.append(each.head)
            else:
                yield TextEdit(start, self.extents[each].start, "".join(parts))
                start, parts = self.extents[each].end, []
            parts += [comma, "" if index is None else self.beside[index + 1]]
        text = "".join([*parts, *self.above[-1]])
        if "\n" in last:
            text += self.newline + last.rpartition("\n")[2].partition(",")[0]
        elif "#" in text.rpartition("\n")[2]:
            text += self.line
        yield TextEdit(start, self.extents[-1].end + len(last), text)

    def _keep_shared_comments(self, indexes: list[int | None]) -> None:
        """Keep a comment beside several extents if the last of them goes."""
        gone = {*range(1, len(self.extents))}.difference(indexes)
        for index in sorted(gone, reverse=True):
            if "\n" not in self.gaps[index]:
                self.beside[index] = self.beside[index + 1]


class FlowLineTrivia(BlockTrivia):
    """The extents of a flow collection with a line each; the last keeps its comma or none."""

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order, and those of the commas."""
        has_comma = [self._comma_end(extent) > extent.span.end for extent in self.extents]
        commas = [True] * (len(order) - 1) + has_comma[-1:]
        with_commas: list[int | NewText] = []
        for each, comma in zip(order, commas, strict=True):
            if isinstance(each, NewText):
                each = attrs.evolve(each, head=each.head + "," * comma)  # noqa: PLW2901
            elif comma != has_comma[each]:
                extent = self.extents[each]
                yield TextEdit(extent.span.end, self._comma_end(extent), "," * comma)
            with_commas.append(each)
        yield from super().rearranged(with_commas)

    def new_text(self, text: str) -> NewText:
        """Return a written pair or item as a new text with a line of its own."""
        first = self.extents[0].span.start
        indent = self.text[line_start(self.text, first) : first]  # spaces, or tabs in JSON
        return NewText(indent + text, self.newline)

    def text_of(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Return an extent, edited and without its comma, as a text to put elsewhere."""
        extent = self.extents[index]
        head = apply_edits(self.text, edits, extent.start, extent.span.end)
        return NewText(head, self.text[self._comma_end(extent) : extent.end], index)

    def _comma_end(self, extent: Extent) -> int:
        return match_end(_COMMA, self.text, extent.span.end)
