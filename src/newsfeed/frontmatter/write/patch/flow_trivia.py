"""Flow trivia: the commas that stay with a pair or an item of a flow collection.

Where each has lines of its own, its comments and commas stay there. Here two items are swapped:

    topics: [              topics: [
      Sea,  # salt           Moon,  # at night
      Moon  # at night       Sea  # salt
    ]                      ]
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from ...read.nodes import Node
from ...text.delimiters import Parts, line_start
from ...text.edits import TextEdit, apply_edits
from .spans import Span, match_end, spans_of
from .trivia import BlockTrivia, Extent, NewText, Order, Trivia

_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n")


def trivia_of(parts: Parts, node: Node, sections: Iterable[int] = ()) -> Trivia:
    """Return the trivia of a collection; `sections` are the pairs with an empty line above."""
    text, spans, are_items = parts.text, spans_of(parts.text, node), node.items is not None
    if not node.style:
        return BlockTrivia(parts, spans, parts.closing, sections=sections, are_items=are_items)
    if all(
        not text[line_start(text, each.start) : each.start].strip(" \t")
        and _REST_OF_LINE.match(text, each.end)
        for each in spans
    ):
        return FlowLineTrivia(parts, spans, line_start(text, node.end))
    return FlowTrivia(text, spans)


class FlowTrivia(Trivia):
    """The extents of a flow collection with several pairs or items on a line: just their spans.

    Example:
        >>> trivia = FlowTrivia("[Sea,  Moon]", [Span(1, 4), Span(7, 11)])
        >>> apply_edits(trivia.text, trivia.rearranged([0, 1, NewText("Sun")]))
        '[Sea,  Moon,  Sun]'
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        between = text[spans[0].end : spans[1].start] if len(spans) > 1 else ", "
        super().__init__(text, spans)
        self.extents.extend(Extent(span.start, span.end, span) for span in spans)
        self.gap: str = ", " if "#" in between else between

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        extent = self.extents[index]
        if index + 1 < len(self.extents):
            comma, after = match_end(_COMMA, self.text, extent.end), self.extents[index + 1].start
            # The comments that follow may be about other items, so they stay.
            is_followed = comma > extent.end and "#" in self.text[comma:after]
            return TextEdit(extent.start, comma if is_followed else after)
        # A `#` inside the extents between is no comment.
        above = pairwise(self.extents[kept[-1] : index + 1])
        if not any("#" in self.text[each.end : other.start] for each, other in above):
            return TextEdit(self.extents[kept[-1]].end, extent.end)
        # The comma before a comment stays, so a comma after the last extent must go.
        return TextEdit(extent.start, match_end(_COMMA, self.text, extent.end))


class FlowLineTrivia(BlockTrivia):
    """The extents of a flow collection with a line per pair or item: lines with commas.

    The last line keeps its habit of a comma or none.
    """

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order, and those of the commas."""
        has_comma = [self._comma_end(extent) > extent.span.end for extent in self.extents]
        commas = [True] * (len(order) - 1) + has_comma[-1:]
        with_commas: list[int | NewText] = []
        for each, comma in zip(order, commas, strict=True):
            if isinstance(each, NewText):
                with_commas.append(attrs.evolve(each, head=each.head + "," * comma))
                continue
            with_commas.append(each)
            if comma != has_comma[each]:
                extent = self.extents[each]
                yield TextEdit(extent.span.end, self._comma_end(extent), "," * comma)
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
