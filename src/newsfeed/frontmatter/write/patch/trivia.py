"""The chunks of a collection: what goes along when an entry or an item is removed or moved.

Where each entry has lines of its own, a chunk owns its line end, its trailing comment, the comment
lines directly above it that stand no deeper than it, and those directly below it that stand deeper.
In a flow collection on one line it is the text of the entry alone.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ...text.delimiters import Parts, column, line_end, line_start
from ...text.edits import TextEdit, apply_edits
from .spans import Span

_BLANKS = re.compile(r"[ \t]*")
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_LINES_OF_BLANKS = re.compile(r"(?:\r?\n)*(?:[ \t]+\r?\n)+")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*\n")
_COMMENTS_BELOW = re.compile(r"(?:[ \t]*\r?\n)*(?P<indent>[ \t]*)#[^\n]*\n")
_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n")


@attrs.frozen
class NewText:
    """The text of a new or moved chunk.

    Args:
        head: Up to the end of its value.
        tail: What follows, such as a comment and the line end; a comma goes before it.
    """

    head: str
    tail: str = ""


Order = Sequence[int | NewText]
"""What a collection becomes: the indexes of chunks that stay, increasing, and pieces among them."""


@attrs.frozen
class Extent:
    """Lines of their own; offsets are zero-based and count code points.

    Args:
        lead: Where its comment lines begin, or where it begins if it has none.
        start: Where it begins: at the start of its line, unless other text stands before it there.
        value_end: Where its value ends.
        end: Where its last line ends.
        ending: What its value ends with: see `Node.ending`.
    """

    lead: int
    start: int
    value_end: int
    end: int
    ending: str


class FlowTrivia:
    """The chunks of a flow collection on one line, or on lines that entries share.

    Args:
        text: The whole text.
        spans: Where the entries begin and end; at least one.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        between = text[spans[0].end : spans[1].start] if len(spans) > 1 else ", "
        self.separator: str = ", " if "#" in between else between

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Turn the collection into another one; at least one chunk stays."""
        kept = [each for each in order if isinstance(each, int)]
        for index in set(range(len(self.spans))).difference(kept):
            yield self._removal(index, kept[-1])
        after = None
        for each in order:
            if isinstance(each, int):
                after = each
            elif after is None:
                start = self.spans[0].start
                yield TextEdit(start, start, each.head + self.separator)
            else:
                end = self.spans[after].end
                yield TextEdit(end, end, self.separator + each.head)

    def piece(self, text: str) -> NewText:
        """Make the text of a new entry a piece."""
        return NewText(text)

    def taken(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Take a chunk along, edited, ready to stand elsewhere in the collection."""
        span = self.spans[index]
        return NewText(apply_edits(self.text, edits, span.start, span.end))

    def _removal(self, index: int, last: int) -> TextEdit:
        start, end, _ = self.spans[index]
        if index + 1 < len(self.spans):
            return TextEdit(start, self.spans[index + 1].start)
        before = self.spans[last].end
        if "#" not in self.text[before:start]:
            return TextEdit(before, end)
        # The comma before a comment stays, so one behind the last entry must go.
        comma = _COMMA.match(self.text, end)
        return TextEdit(start, comma.end() if comma else end)


class BlockTrivia:
    """The chunks of a collection whose entries have lines of their own.

    Args:
        parts: The text.
        spans: Where the entries begin and end; at least one.
        limit: Where the lines of the collection can end at the latest.
        sections: The indexes of those that take a blank line above along in any case.
        spaced: Whether a blank line between the first two is to stand before new ones too.
    """

    def __init__(
        self,
        parts: Parts,
        spans: Sequence[Span],
        limit: int,
        *,
        sections: Iterable[int] = (),
        spaced: bool = False,
    ) -> None:
        self.text: str = parts.text
        self.newline: str = parts.newline
        self.limit = limit
        self.sections: set[int] = set(sections)
        self.column: int = column(self.text, spans[0].start)
        self.chunks: list[Extent] = []
        for span in spans:
            self.chunks.append(self._chunk(span))
        has_gap = spaced and len(spans) > 1 and self._blank_line(self.chunks[0].end)
        self.gap: str = self.newline if has_gap else ""

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Turn the collection into another one; at least one chunk stays, or all are lines."""
        kept = [each for each in order if isinstance(each, int)]
        gone = sorted(set(range(len(self.chunks))).difference(kept))
        removals = [self._removal(index, kept) for index in gone]
        yield from removals
        # A blank line above that the first chunk takes along is not to be written into.
        place = removals[0].start if gone[:1] == [0] else self.chunks[0].lead
        after = None
        for each in order:
            if isinstance(each, int):
                after = each
            elif after is None:
                yield self._first(place, each.head + each.tail)
            else:
                end = self.chunks[after].end
                yield TextEdit(end, end, self.gap + each.head + each.tail)

    def piece(self, text: str) -> NewText:
        """Make the lines of a new entry a piece."""
        return NewText(text)

    def taken(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Take a chunk along, edited, ready to stand elsewhere in the collection."""
        chunk = self.chunks[index]
        indent = " " * self.column if self._is_inline(chunk) else ""
        return NewText(indent + apply_edits(self.text, edits, chunk.lead, chunk.end))

    def _first(self, place: int, text: str) -> TextEdit:
        if self._is_inline(self.chunks[0]):
            return TextEdit(place, place, text[self.column :] + self.gap + " " * self.column)
        return TextEdit(place, place, text + self.gap)

    def _removal(self, index: int, kept: list[int]) -> TextEdit:
        chunk = self.chunks[index]
        if self._is_inline(chunk):
            following = self.chunks[kept[0]]
            indent = _BLANKS.match(self.text, following.lead)
            return TextEdit(chunk.start, indent.end() if indent else following.lead)
        above, below = self._blank_above(index), self._blank_line(chunk.end)
        swallowed = self._end_of_swallowed(index, kept)
        if above < chunk.lead and (index in self.sections or below or chunk.end >= self.limit):
            return TextEdit(above, swallowed)
        if index == 0 and below and above == chunk.lead:
            return TextEdit(chunk.lead, below)
        return TextEdit(chunk.lead, swallowed)

    def _blank_above(self, index: int) -> int:
        """Find where the blank line above a chunk begins, or where the chunk does if none is."""
        lead = self.chunks[index].lead
        floor = self.chunks[index - 1].end if index else 0
        above = line_start(self.text, lead - 1) if lead > floor else lead
        return above if self._blank_line(above) == lead else lead

    def _end_of_swallowed(self, index: int, kept: list[int]) -> int:
        """Find the end of the blank lines below that a block scalar above would swallow."""
        end = self.chunks[index].end
        above = bisect(kept, index) - 1
        ending = self.chunks[kept[above]].ending if above >= 0 else ""
        if not ending:
            return end
        swallowed = _BLANK_LINES if ending == "+" else _LINES_OF_BLANKS
        lines = swallowed.match(self.text, end, self.limit)
        return lines.end() if lines else end

    def _chunk(self, span: Span) -> Extent:
        line = line_start(self.text, span.start)
        below = self._below(line_end(self.text, span.end))
        if self.text[line : span.start].strip(" \t"):
            return Extent(span.start, span.start, span.end, below, span.ending)
        floor = self.chunks[-1].end if self.chunks else 0
        return Extent(self._above(line, floor), line, span.end, below, span.ending)

    def _above(self, line: int, floor: int) -> int:
        """Find the first of the comment lines above a line that stand no deeper than it."""
        while line > floor:
            before = line_start(self.text, line - 1)
            comment = _COMMENT_LINE.match(self.text, before)
            if before < floor or comment is None or len(comment[1]) > self.column:
                break
            line = before
        return line

    def _below(self, line: int) -> int:
        """Find the end of the comment lines below a line that stand deeper than it."""
        comment = _COMMENTS_BELOW.match(self.text, line, self.limit)
        while comment is not None and len(comment["indent"]) > self.column:
            line = comment.end()
            comment = _COMMENTS_BELOW.match(self.text, line, self.limit)
        return line

    def _is_inline(self, chunk: Extent) -> bool:
        """Tell whether other text stands before a chunk on its line, such as a dash."""
        return line_start(self.text, chunk.start) != chunk.start

    def _blank_line(self, offset: int) -> int:
        """Find the end of the blank line that begins at an offset; 0 if none does."""
        blank = _BLANK_LINE.match(self.text, offset, self.limit)
        return blank.end() if blank else 0


class FlowLineTrivia(BlockTrivia):
    """The chunks of a flow collection with a line for each entry: lines, with commas between."""

    def rearranged(self, order: Order) -> Iterator[TextEdit]:
        """Turn the collection into another one; the last entry has a comma if the last one had."""
        commas = [True] * (len(order) - 1) + [self._has_comma(self.chunks[-1])]
        pieces: list[int | NewText] = []
        for each, comma in zip(order, commas, strict=True):
            if isinstance(each, NewText):
                pieces.append(NewText(each.head + "," * comma, each.tail))
                continue
            pieces.append(each)
            yield from self._with_comma(self.chunks[each], comma)
        yield from super().rearranged(pieces)

    def piece(self, text: str) -> NewText:
        """Make the text of a new entry a piece with a line of its own."""
        return NewText(" " * self.column + text, self.newline)

    def taken(self, index: int, edits: Iterable[TextEdit]) -> NewText:
        """Take a chunk along, edited, ready to stand elsewhere in the collection."""
        chunk = self.chunks[index]
        head = apply_edits(self.text, edits, chunk.lead, chunk.value_end)
        return NewText(head, self.text[self._comma_end(chunk) : chunk.end])

    def _comma_end(self, chunk: Extent) -> int:
        """Find the end of the comma behind a value, or of the value if it has none."""
        comma = _COMMA.match(self.text, chunk.value_end)
        return comma.end() if comma else chunk.value_end

    def _has_comma(self, chunk: Extent) -> bool:
        return self._comma_end(chunk) > chunk.value_end

    def _with_comma(self, chunk: Extent, wanted: bool) -> Iterator[TextEdit]:
        if wanted != self._has_comma(chunk):
            yield TextEdit(chunk.value_end, self._comma_end(chunk), "," * wanted)


def has_own_lines(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether each entry of a flow collection has lines of its own.

    Args:
        text: The whole text.
        spans: Where the entries begin and end.

    Returns:
        Whether nothing but blanks, a comma and a comment stands beside any of them.
    """
    return all(
        not text[line_start(text, start) : start].strip(" \t") and _REST_OF_LINE.match(text, end)
        for start, end, _ in spans
    )
