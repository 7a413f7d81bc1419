"""The `---` delimiters of a document, its body, and the lines and columns of offsets.

The rule is that of Jekyll: the first line is `---`, perhaps after a byte order mark, and the next
line that is `---` or `...` ends the front matter. Delimiters may have trailing spaces and tabs, and
line endings are LF or CRLF. Where front matter is optional, another text is all body.
"""

import re
import sys
from bisect import bisect
from typing import NamedTuple

from ..._util.lazy import lazy_pattern
from ...errors import Code, ParseError, Problem
from ..limits import RAISE_LIMIT

_OPENING = lazy_pattern(r"\ufeff?---[ \t]*(\r?\n|\Z)")
_NEWLINE = lazy_pattern(r"\r?\n")
_CLOSING = lazy_pattern(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_NOT_OPENED = "expected the opening fence: the first line must be '---'"
# What to do about other front matter, by a pattern of its start.
_OTHER_FORMATS = {
    r"\ufeff?\+\+\+\s": "'+++' begins TOML: convert it to YAML, as `hugo convert toYAML` does",
    r"\ufeff?\{\s*\"": "'{' begins JSON, which YAML contains: add '---' lines above and below it",
}
FILE_SUFFIX = r"\.(?:md|markdown|mdx|html|txt)\Z"
"""The pattern of the end of a file name, by which a string is taken for one."""
_NOT_CLOSED = "expected a closing fence: no line after this one is '---'"


class Parts(NamedTuple):
    """A document and the zero-based offsets of its parts, in code points."""

    text: str
    newline: str  # LF or CRLF, as after the opening delimiter
    block: int  # the start of the YAML block between the delimiters
    closing: int  # the start of the closing delimiter, and the end of the block
    body: int

    @property
    def is_delimited(self) -> bool:
        """Whether the document has delimiters; else it is all body."""
        return self.body > self.closing


def split_text(text: str, limit: int = sys.maxsize, *, optional: bool = False) -> Parts:
    """Return the parts of a document, or raise ParseError; its delimiters may be `optional`."""
    newline, start = "\n", 4
    if not text.startswith("---\n"):
        opening = _OPENING.match(text)
        if opening is None and optional:
            first = _NEWLINE.search(text)
            start = len(text) - len(text.removeprefix("\ufeff"))
            return Parts(text, first[0] if first else "\n", start, start, start)
        if opening is None:
            hints = [other_format(text)]
            if re.match(rf".{{1,255}}{FILE_SUFFIX}", text):
                hints.append("to read a file, use newsfeed.read")
            message = "; ".join(filter(None, [_NOT_OPENED, *hints]))
            raise ParseError([Problem(Code.FENCE, message, 1, 1)], text)
        newline, start = opening[1], opening.end()
    # Start at the newline of the opening delimiter, since the closing one may follow at once.
    closing = _CLOSING.search(text, start - 1)
    if closing is None:
        raise ParseError([Problem(Code.FENCE, _NOT_CLOSED, 1, 1)], text)
    end = closing.start() + 1
    if end - start > limit:  # in code points
        message = f"expected at most {limit:,} characters of front matter, found {end - start:,}"
        raise ParseError([Problem(Code.SIZE, f"{message}; {RAISE_LIMIT}", 1, 1)], text)
    return Parts(text, newline, start, end, closing.end())


def other_format(text: str) -> str:
    """Return what to do about front matter in TOML or JSON; empty for any other text."""
    return next((hint for start, hint in _OTHER_FORMATS.items() if re.match(start, text)), "")


def is_all_body(text: str) -> bool:
    """Return whether a document without delimiters has a text as its body."""
    return not (text.startswith("\ufeff") or _OPENING.match(text))


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both one-based, in code points."""
    # Only LF ends a line, as in editors. In YAML 1.1, NEL, LS and PS do so as well.
    return text.count("\n", 0, offset) + 1, column(text, offset) + 1


class Lines:
    """The offsets at which the lines of a string begin, to look up many positions in it."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, as `position` does."""
        line = bisect(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def line_start(text: str, offset: int) -> int:
    """Return the offset at which the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return the offset after the newline of a line; inside the YAML block each line has one."""
    return text.index("\n", offset) + 1


def column(text: str, offset: int) -> int:
    """Return the zero-based column of an offset, in code points."""
    return offset - line_start(text, offset)


def match_end(pattern: re.Pattern[str], text: str, offset: int, limit: int = sys.maxsize) -> int:
    """Return the end of the match of a pattern at an offset, or the offset if nothing matches."""
    match = pattern.match(text, offset, limit)
    return match.end() if match else offset
