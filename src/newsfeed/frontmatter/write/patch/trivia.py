"""Trivia: the comments and empty lines that stay with a pair or an item on lines of its own.

The extent of a pair is its lines, the comments directly above that are not indented deeper, and the
comments below that are. If there is a comment directly above the first item of a list, those above
the other items are theirs at any indent. Here `|` marks the extent of `heat`:

      title: Tide turns early
    | # measured at noon
    | heat: 3  # of 10
    |   # at the pier
      # of 100
      quality: 87

A pair that moves takes the empty lines above along, as `series` does here. The top has none:

    title: Tide          series: Sea

    # of 10              title: Tide
    heat: 3         ->
                         # of 10
    series: Sea          heat: 3
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from ...text.delimiters import Parts, column, line_end, line_start, match_end
from ...text.edits import TextEdit, apply_edits
from .spans import Span

_SPACES = re.compile(r"[ \t]*")
_EMPTY_LINE = re.compile(r"[ \t]*\r?\n")
_EMPTY_LINES = re.compile(rf"(?:{_EMPTY_LINE.pattern})*")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*\n")


@lru_cache(maxsize=64)
def _comments_from(least: int) -> re.Pattern[str]:
    """Return the pattern of comments from a column on, and of the empty lines before each."""
    return re.compile(rf"(?:{_EMPTY_LINES.pattern}[ \t]{{{least},}}#[^\n]*\n)*")


@attrs.frozen
class NewText:
    """The text of a new or moved extent."""

    head: str  # the lines up to the end of the value
    tail: str = ""  # the rest of the last line, such as a comment, and the newline
    index: int | None = None  # of the extent that has moved


Order = Sequence[int | NewText]
"""A new order: the increasing indexes of the extents that stay, with new texts among them."""


@attrs.frozen
class Extent:
    """A pair or an item with its trivia; offsets are zero-based and count code points."""

    start: int  # of the comments above it, of its line, or of itself if it is inline
    end: int  # of its last line, or of itself if it shares its line
    span: Span  # without trivia


class Trivia(ABC):
    """The extents of a collection, at least one, and the gap between two of them."""

    gap: str

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.extents: list[Extent] = []
        self.column: int = column(text, spans[0].start)
        # The same if the first extent is inline: other text is before it on its line, as a dash.
        self.hang: int = 0
        self.are_items = False

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order; if the first extent is inline, one stays at least."""
        kept = [each for each in order if isinstance(each, int)]
        gone = set(range(len(self.extents))).difference(kept)
        removals = [self._removal(index, kept) for index in sorted(gone)]
        yield from removals
        # Inserting text inside a removed part would be an overlap, so insert before its empty line.
        top = self.extents[0].start if kept[:1] == [0] else removals[0].start
        end, above, first = None, None, ""
        for each in order:
            if isinstance(each, int):
                end = self.extents[each].end
            elif end is None:
                gap = "" if self.takes_lines(each) else self.gap
                first += each.head + each.tail + gap
            else:
                if each is not order[-1] and (self.are_items or self.takes_lines(each)):
                    end = self._end_of_swallowed(end, each.index)
                gap = "" if self.takes_lines(above) else self.gap
                yield TextEdit(end, end, gap + each.head + each.tail)
            above = each
        if first:
            # A comment above the new first extent may be at a lower indent.
            start = match_end(_SPACES, first, 0, self.hang)
            yield TextEdit(top, top, first[start:] + " " * self.hang)

    def takes_lines(self, each: int | NewText | None) -> bool:
        """Return whether empty lines below would be text, as below a block scalar with `+`."""
        index = each.index if isinstance(each, NewText) else each
        return index is not None and self.extents[index].span.ending == "+"

    def new_text(self, text: str) -> NewText:
        """Return a written pair or item as a new text."""
        return NewText(text)

    def text_of(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Return an extent, edited, as a text to put elsewhere in the collection."""
        extent = self.extents[index]
        indent = " " * self.hang if index == 0 else ""
        text = apply_edits(self.text, edits, extent.start, extent.end)
        return NewText(indent + text, index=index)

    def comments_of_none(self, start: int) -> str:
        """Return the comment lines from an offset on that are above or between the extents."""
        ends = [start, *(each.end for each in self.extents)]
        gaps = zip(ends, [each.start for each in self.extents], strict=False)
        return "".join(line[0] for gap in gaps for line in _COMMENT_LINE.finditer(self.text, *gap))

    def _end_of_swallowed(self, end: int, above: int | None) -> int:
        """Return the end of the empty lines below an offset that the extent above would take."""
        if above is None or not self.extents[above].span.ending:
            return end
        span = self.extents[above].span
        last = "" if span.ending == "+" else _deep_line(span)
        return match_end(re.compile(_EMPTY_LINES.pattern + last), self.text, end)

    @abstractmethod
    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        """Return the edit that removes an extent from among those that are kept."""


class BlockTrivia(Trivia):
    """The extents of pairs or items on lines of their own; one that goes takes an empty line."""

    def __init__(
        self,
        parts: Parts,
        spans: Sequence[Span],
        limit: int,  # the offset at which the lines of the collection end at the latest
        *,
        sections: Iterable[int] = (),  # the pairs that always take the empty line above along
        are_items: bool = False,  # not pairs: empty lines between them stay where they are
    ) -> None:
        super().__init__(parts.text, spans)
        self.newline: str = parts.newline
        self.limit = limit
        self.sections: set[int] = set(sections)
        self.are_items = are_items
        self.moved: set[int | None] = set()
        # The index of the extent above each extent that stays, and above the end, in the new order.
        self.above: dict[int | NewText, int | None] = {}
        # A comment directly above the first extent shows to which extents the others belong. Below
        # a block scalar, a deeper one would become its text.
        line = line_start(self.text, spans[0].start)
        above = _COMMENT_LINE.match(self.text, line_start(self.text, line - 1))
        is_inline = self.text[line : spans[0].start].strip(" \t")
        above = None if is_inline or any(each.ending for each in spans) else above
        self.deepest: int = max(self.column, len(above[1]) if above else 0)
        self.are_above: bool = are_items and bool(above)
        floor = 0
        for span in spans:
            self.extents.append(self._extent(span, floor))
            floor = self.extents[-1].end
        first = self.extents[0]
        self.hang: int = column(self.text, first.start)
        # New items copy the empty line between the first two.
        has_gap = are_items and len(spans) > 1 and self._skip_empty_line(first.end) > first.end
        self.gap: str = self.newline if has_gap else ""

    def _extent(self, span: Span, floor: int) -> Extent:
        """Return the extent of a span below another extent that ends at an offset."""
        start, end = line_start(self.text, span.start), line_end(self.text, span.end)
        end = match_end(self._comments_below(span), self.text, end, self.limit)
        if self.text[start : span.start].strip(" \t"):
            return Extent(span.start, end, span)
        while start > floor:
            comment = _COMMENT_LINE.match(self.text, line_start(self.text, start - 1))
            if comment is None or not (self.are_above or len(comment[1]) <= self.deepest):
                break
            start = comment.start()
        return Extent(start, end, span)

    def _comments_below(self, span: Span) -> re.Pattern[str]:
        """Return the pattern of the comments below that are its own, and the empty lines before."""
        if not self.are_above or "\n" in self.text[span.start : span.end]:
            # The collection inside may take these comments as its own.
            return _comments_from(min(self.deepest, span.inner) + 1)
        # An item on one line has none, except one that goes on below the comment beside it.
        beside = self.text.find("#", span.end, line_end(self.text, span.end))
        return _comments_from(column(self.text, beside) if beside >= 0 else self.limit)

    def _is_below_empty_line(self, offset: int) -> bool:
        return self._skip_empty_line(line_start(self.text, offset - 1)) == offset

    def _skip_empty_line(self, offset: int) -> int:
        return match_end(_EMPTY_LINE, self.text, offset, self.limit)

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Yield the edits for a new order; a pair that moves takes the empty lines above along."""
        self.moved = {each.index for each in order if isinstance(each, NewText)} - {None}
        indexes = [each.index if isinstance(each, NewText) else each for each in order]
        self.above = dict(zip([*order, len(self.extents)], [None, *indexes], strict=True))
        if indexes and indexes[-1] in self.moved:
            # Lines of spaces at the end would be text of a block scalar that is now above them.
            end = self.extents[-1].end
            yield TextEdit(end, self._end_of_swallowed(end, indexes[-1]))
        if self.are_items or not self.moved:
            yield from super().rearranged(order)
            return
        gaps = self._gaps(indexes)
        spaced = [
            attrs.evolve(each, head=gap + each.head) if isinstance(each, NewText) else each
            for each, gap in zip(order, gaps, strict=True)
        ]
        yield from super().rearranged(spaced)
        for each, gap in zip(order, gaps, strict=True):
            if isinstance(each, int) and gap != self._gap(each):
                yield TextEdit(self._gap_start(each), self.extents[each].start, gap)

    def _gaps(self, indexes: list[int | None]) -> list[str]:
        """Return the empty lines above each extent in a new order, if it is an old one."""
        gaps = {index: self._gap(index) for index in indexes if index is not None}
        if first := indexes[0]:
            # The empty lines above the new first extent go above the old one.
            gaps |= {0: "" if self.hang else gaps[first], first: ""}
        found = []
        for above, index in pairwise([None, *indexes]):
            gap = "" if index is None else gaps[index]
            if above is not None and above + 1 != index:
                # A block scalar above would take deep lines of spaces, and with `+` all, as text.
                span = self.extents[above].span
                gap = "" if span.ending == "+" else re.sub(_deep_line(span), self.newline, gap)
            found.append(gap)
        return found

    def _gap(self, index: int) -> str:
        return self.text[self._gap_start(index) : self.extents[index].start]

    def _gap_start(self, index: int) -> int:
        """Return the start of the empty lines above that move along; those at the top stay."""
        gap = self.extents[index].start
        # The last lines of a block scalar with `+` may be empty, but belong to the scalar.
        while index and gap > self.extents[index - 1].end and self._is_below_empty_line(gap):
            gap = line_start(self.text, gap - 1)
        return gap

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        extent = self.extents[index]
        start, extent_end, gap = extent.start, extent.end, self._gap_start(index)
        if kept and column(self.text, start):
            # The next extent, or the comment above it, continues the line.
            return TextEdit(start, match_end(_SPACES, self.text, self.extents[kept[0]].start))
        above = self.above[[*kept, len(self.extents)][bisect(kept, index)]]
        end = self._end_of_swallowed(extent_end, above)
        is_last = index + 1 == len(self.extents)
        if self.takes_lines(above):
            return TextEdit(gap, end)
        if index in self.moved and not self.are_items:
            return TextEdit(gap, end if is_last else extent_end)
        below = self._skip_empty_line(end)
        has_above = gap < start or (index == 0 and self._is_below_empty_line(start))
        is_end = extent_end >= self.limit or (self.gap and is_last)
        if has_above and (index in self.sections or below > end or is_end):
            start = line_start(self.text, start - 1)
        elif index == 0:
            end = below
        return TextEdit(start, end)


def _deep_line(span: Span) -> str:
    """Return the pattern of a line of spaces that would be text of the block scalar in a span."""
    return rf"[ \t]*(?: {{{span.indent + 1}}}|\t)[ \t]*\r?\n" if span.ending else r"(?!)"
