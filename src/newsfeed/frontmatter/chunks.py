"""The chunks of a collection: what goes along when an entry or an item is removed or moved.

In a block collection a chunk is made of lines: it owns its line end, its trailing comment, the
comment lines directly above it that stand no deeper than it, and those directly below it that stand
deeper. In a flow collection it is the text of the entry alone.
"""

import re
from collections.abc import Sequence

import attrs

from .envelope import column, line_end, line_start
from .places import Span
from .splices import Splice

_COMMA = re.compile(r"\s*,")
_BLANKS = re.compile(r"[ \t]*")
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*\n")
_COMMENTS_BELOW = re.compile(r"(?:[ \t]*\r?\n)*(?P<indent>[ \t]*)#[^\n]*\n")


@attrs.frozen
class Chunk:
    """One chunk; offsets are zero-based and count code points.

    Args:
        lead: Where its comment lines begin, or where it begins if it has none.
        start: Where it begins: at the start of its line, unless other text stands before it there.
        end: Where it ends: behind its last line end, or behind its text in a flow collection.
    """

    lead: int
    start: int
    end: int


class FlowChunks:
    """The chunks of a flow collection, and the splices that remove or add some.

    Args:
        text: The whole text.
        spans: Where the entries begin and end; at least one.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ", "
        self.separator = ", " if "#" in between else between

    def remove(self, gone: set[int]) -> list[Splice]:
        """Remove chunks, by index; at least one must stay."""
        splices = []
        for index in sorted(gone):
            start, end = self.spans[index]
            if index + 1 < len(self.spans):
                splices.append(Splice(start, self.spans[index + 1][0]))
                continue
            kept = max(set(range(index)) - gone)
            before = self.spans[kept][1]
            if "#" in self.text[before:start]:
                # The comma before a comment stays, so one behind the last entry must go.
                comma = _COMMA.match(self.text, end)
                splices.append(Splice(start, comma.end() if comma else end))
            else:
                splices.append(Splice(before, end))
        return splices

    def insert(self, after: int, text: str) -> Splice:
        """Insert a chunk behind another, given by index, or at the first place for -1."""
        if after < 0:
            start = self.spans[0][0]
            return Splice(start, start, text + self.separator)
        end = self.spans[after][1]
        return Splice(end, end, self.separator + text)

    def taken(self, index: int) -> str:
        """Take the text of a chunk along, ready to be inserted elsewhere in the collection."""
        start, end = self.spans[index]
        return self.text[start:end]


class BlockChunks:
    """The chunks of a block collection, and the splices that remove or add some.

    Args:
        text: The whole text.
        spans: Where the keys or dashes begin and where the values end; at least one.
        limit: Where the block of the front matter ends.
        sections: The indexes of those that take a blank line above along in any case.
        gap: What to write between two chunks where a blank line stands between the first two.
    """

    def __init__(
        self, text: str, spans: Sequence[Span], limit: int, sections: set[int], gap: str
    ) -> None:
        self.text = text
        self.limit = limit
        self.sections = sections
        self.column = column(text, spans[0][0])
        self.chunks: list[Chunk] = []
        for start, end in spans:
            floor = self.chunks[-1].end if self.chunks else 0
            self.chunks.append(self._chunk(start, end, floor))
        is_spaced = len(spans) > 1 and self._blank_line(self.chunks[0].end)
        self.gap = gap if is_spaced else ""

    def remove(self, gone: set[int]) -> list[Splice]:
        """Remove chunks, by index; at least one must stay."""
        return [self._removal(index, gone) for index in sorted(gone)]

    def insert(self, after: int, text: str) -> Splice:
        """Insert a chunk behind another, given by index, or at the first place for -1."""
        if after >= 0:
            end = self.chunks[after].end
            return Splice(end, end, self.gap + text)
        first = self.chunks[0]
        if self._is_inline(first):
            return Splice(
                first.start, first.start, text[self.column :] + self.gap + " " * self.column
            )
        return Splice(first.lead, first.lead, text + self.gap)

    def taken(self, index: int) -> str:
        """Take the text of a chunk along, ready to be inserted elsewhere in the collection."""
        chunk = self.chunks[index]
        indent = " " * self.column if self._is_inline(chunk) else ""
        return indent + self.text[chunk.lead : chunk.end]

    def _removal(self, index: int, gone: set[int]) -> Splice:
        chunk = self.chunks[index]
        if self._is_inline(chunk):
            following = next(chunk for i, chunk in enumerate(self.chunks) if i not in gone)
            indent = _BLANKS.match(self.text, following.lead)
            return Splice(chunk.start, indent.end() if indent else following.lead)
        above = line_start(self.text, chunk.lead - 1) if chunk.lead else chunk.lead
        has_blank_above = above < chunk.lead and self._blank_line(above) > above
        below = self._blank_line(chunk.end)
        if has_blank_above and (index in self.sections or below or chunk.end >= self.limit):
            return Splice(above, chunk.end)
        return Splice(chunk.lead, below if below and index == 0 else chunk.end)

    def _chunk(self, start: int, end: int, floor: int) -> Chunk:
        line = line_start(self.text, start)
        below = self._below(line_end(self.text, end))
        if self.text[line:start].strip(" \t"):
            return Chunk(start, start, below)
        return Chunk(self._above(line, floor), line, below)

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

    def _is_inline(self, chunk: Chunk) -> bool:
        """Tell whether other text stands before a chunk on its line, such as a dash."""
        return line_start(self.text, chunk.start) != chunk.start

    def _blank_line(self, offset: int) -> int:
        """Find the end of the blank line that begins at an offset; 0 if none does."""
        blank = _BLANK_LINE.match(self.text, offset, self.limit)
        return blank.end() if blank else 0
