"""Trivia: the comments, commas and empty lines that stay with a pair or an item.

Where pairs have lines of their own, the extent of a pair is its lines, the comments directly above
that are not indented deeper, and the comments below that are. Here `|` marks that of `heat`:

      title: Tide turns early
    | # measured at noon
    | heat: 3  # of 10
    |   # at the pier
      # of 100
      quality: 87
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ...text.delimiters import Parts, column, line_end, line_start
from ...text.edits import TextEdit, apply_edits
from .spans import Span, match_end

_SPACES = re.compile(r"[ \t]*")
_EMPTY_LINE = re.compile(r"[ \t]*\r?\n")
_EMPTY_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_LINES_OF_SPACES = re.compile(r"(?:\r?\n)*(?:[ \t]+\r?\n)+")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*\n")
_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n")


@attrs.frozen
class NewText:
    """The text of a new or moved extent."""

    head: str  # the lines up to the end of the value
    tail: str = ""  # the rest of the last line, such as a comment, and the newline


Order = Sequence[int | NewText]
"""A new order: the increasing indexes of the extents that stay, with new texts among them."""


@attrs.frozen
class Extent:
    """A pair or an item with its trivia; offsets are zero-based and count code points."""

    start: int  # of the comments above it, of its line, or of itself if it is inline
    value_end: int  # before a comma or a comment
    end: int  # of its last line, or of itself if it shares its line
    ending: str = ""  # see `Node.ending`
    is_inline: bool = False  # whether other text is before it on its line, such as a dash


class Trivia(ABC):
    """The extents of a collection, at least one, and the gap between two of them."""

    def __init__(self, text: str, extents: list[Extent], gap: str) -> None:
        self.text = text
        self.extents = extents
        self.gap = gap
        self.hang: int = 0  # the column of the first extent if it is inline

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order; if the first extent is inline, one stays at least."""
        kept = [each for each in order if isinstance(each, int)]
        gone = set(range(len(self.extents))).difference(kept)
        removals = [self._removal(index, kept) for index in sorted(gone)]
        yield from removals
        # Inserting text inside a removed part would be an overlap, so insert before its empty line.
        top = self.extents[0].start if kept[:1] == [0] else removals[0].start
        after = None
        for each in order:
            if isinstance(each, int):
                after = each
            elif after is None:
                text = (each.head + each.tail)[self.hang :]
                yield TextEdit(top, top, text + self.gap + " " * self.hang)
            else:
                end = self.extents[after].end
                yield TextEdit(end, end, self.gap + each.head + each.tail)

    def new_text(self, text: str) -> NewText:
        """Return a written pair or item as a new text."""
        return NewText(text)

    def text_of(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Return an extent, edited, as a text to put elsewhere in the collection."""
        extent = self.extents[index]
        indent = " " * self.hang if index == 0 else ""
        return NewText(indent + apply_edits(self.text, edits, extent.start, extent.end))

    @abstractmethod
    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        """Return the edit that removes an extent from among those that are kept."""


class FlowTrivia(Trivia):
    """The extents of a flow collection with several pairs or items on a line: just their spans.

    Example:
        >>> trivia = FlowTrivia("[Sea,  Moon]", [Span(1, 4), Span(7, 11)])
        >>> apply_edits(trivia.text, trivia.rearranged([0, 1, NewText("Sun")]))
        '[Sea,  Moon,  Sun]'
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        between = text[spans[0].end : spans[1].start] if len(spans) > 1 else ", "
        extents = [Extent(start, end, end) for start, end, _ in spans]
        super().__init__(text, extents, ", " if "#" in between else between)

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        extent = self.extents[index]
        if index + 1 < len(self.extents):
            return TextEdit(extent.start, self.extents[index + 1].start)
        before = self.extents[kept[-1]].end
        if "#" not in self.text[before : extent.start]:
            return TextEdit(before, extent.end)
        # The comma before a comment stays, so a comma after the last extent must go.
        return TextEdit(extent.start, match_end(_COMMA, self.text, extent.end))


class BlockTrivia(Trivia):
    """The extents of a collection whose pairs or items have lines of their own.

    Here the first item is removed: its comments and the empty line below it go along.

        # with salt           # at night
        - Sea  # or Ocean     - Moon
                              - Sun
        # at night
        - Moon
        - Sun
    """

    def __init__(
        self,
        parts: Parts,
        spans: Sequence[Span],
        limit: int,  # the offset at which the lines of the collection end at the latest
        *,
        sections: Iterable[int] = (),  # the pairs that always take the empty line above along
        spaced: bool = False,  # whether to copy an empty line between the first two to new items
    ) -> None:
        super().__init__(parts.text, [], "")
        self.newline: str = parts.newline
        self.limit = limit
        self.sections: set[int] = set(sections)
        self.column: int = column(self.text, spans[0].start)
        # The comments below that are indented deeper, and the empty lines before each of them.
        deeper = rf"[ \t]{{{self.column + 1},}}#[^\n]*\n"
        self._deeper_comments = re.compile(rf"(?:(?:[ \t]*\r?\n)*{deeper})*")
        for span in spans:
            self.extents.append(self._extent(span))
        first = self.extents[0]
        self.hang: int = self.column if first.is_inline else 0
        has_gap = spaced and len(spans) > 1 and self._skip_empty_line(first.end) > first.end
        self.gap: str = self.newline if has_gap else ""

    def _extent(self, span: Span) -> Extent:
        line, below = line_start(self.text, span.start), line_end(self.text, span.end)
        below = match_end(self._deeper_comments, self.text, below, self.limit)
        if self.text[line : span.start].strip(" \t"):
            return Extent(span.start, span.end, below, span.ending, is_inline=True)
        return Extent(self._above(line), span.end, below, span.ending)

    def _above(self, line: int) -> int:
        """Return the start of the comments above a line that are not indented deeper."""
        floor = self.extents[-1].end if self.extents else 0
        while line > floor:
            comment = _COMMENT_LINE.match(self.text, line_start(self.text, line - 1))
            if comment is None or len(comment[1]) > self.column:
                break
            line = comment.start()
        return line

    def _skip_empty_line(self, offset: int) -> int:
        return match_end(_EMPTY_LINE, self.text, offset, self.limit)

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        extent = self.extents[index]
        if extent.is_inline:
            # The next extent, or the comment above it, continues the line.
            following = self.extents[kept[0]].start
            return TextEdit(extent.start, match_end(_SPACES, self.text, following))
        start, end = extent.start, self._end_of_swallowed(index, kept)
        above, below = self._empty_line_above(index), self._skip_empty_line(extent.end)
        has_below = below > extent.end
        if above < start and (index in self.sections or has_below or extent.end >= self.limit):
            start = above
        elif index == 0 and has_below:
            end = below
        return TextEdit(start, end)

    def _empty_line_above(self, index: int) -> int:
        """Return the start of the empty line above an extent, or of the extent if there is none."""
        start = self.extents[index].start
        # The last line of a block scalar with `+` may be empty, but belongs to the scalar.
        floor = self.extents[index - 1].end if index else 0
        above = line_start(self.text, start - 1) if start > floor else start
        return above if self._skip_empty_line(above) == start else start

    def _end_of_swallowed(self, index: int, kept: list[int]) -> int:
        """Return the end of the empty lines below that a block scalar above would take over."""
        end = self.extents[index].end
        above = bisect(kept, index) - 1
        ending = self.extents[kept[above]].ending if above >= 0 else ""
        # With `+`, the scalar would keep every empty line; otherwise spaces may become its text.
        swallowed = _EMPTY_LINES if ending == "+" else _LINES_OF_SPACES
        return match_end(swallowed, self.text, end, self.limit) if ending else end


class FlowLineTrivia(BlockTrivia):
    """The extents of a flow collection with a line per pair or item: lines with commas.

    The last line keeps its habit of a comma or none. Here two items are swapped:

        topics: [              topics: [
          Sea,  # salt           Moon,  # at night
          Moon  # at night       Sea  # salt
        ]                      ]
    """

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order, and those of the commas."""
        has_comma = [self._comma_end(extent) > extent.value_end for extent in self.extents]
        commas = [True] * (len(order) - 1) + has_comma[-1:]
        with_commas: list[int | NewText] = []
        for each, comma in zip(order, commas, strict=True):
            if isinstance(each, NewText):
                with_commas.append(NewText(each.head + "," * comma, each.tail))
                continue
            with_commas.append(each)
            if comma != has_comma[each]:
                extent = self.extents[each]
                yield TextEdit(extent.value_end, self._comma_end(extent), "," * comma)
        yield from super().rearranged(with_commas)

    def new_text(self, text: str) -> NewText:
        """Return a written pair or item as a new text with a line of its own."""
        return NewText(" " * self.column + text, self.newline)

    def text_of(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Return an extent, edited and without its comma, as a text to put elsewhere."""
        extent = self.extents[index]
        head = apply_edits(self.text, edits, extent.start, extent.value_end)
        return NewText(head, self.text[self._comma_end(extent) : extent.end])

    def _comma_end(self, extent: Extent) -> int:
        return match_end(_COMMA, self.text, extent.value_end)


def has_own_lines(text: str, spans: Sequence[Span]) -> bool:
    """Return whether each pair or item of a flow collection has lines of its own."""
    return all(
        not text[line_start(text, start) : start].strip(" \t") and _REST_OF_LINE.match(text, end)
        for start, end, _ in spans
    )
