"""Where the front matter of a text stands: BOM, fences, block and body.

The rule is Jekyll's: the text opens with a line `---`, and the first line after it that is `---` or
`...` closes the block. Fences may carry trailing blanks; lines end with LF or CRLF.
"""

import re
import sys
from bisect import bisect
from typing import NamedTuple

from ..._util.lazy import lazy_pattern
from ...errors import Code, ParseError, Problem
from ..limits import RAISE_LIMIT

_OPENING = lazy_pattern(r"\ufeff?---[ \t]*(\r?\n|\Z)")
_CLOSING = lazy_pattern(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


class Parts(NamedTuple):
    """A text and where its parts stand in it; offsets are zero-based and count code points.

    Args:
        text: The whole text.
        newline: How the opening fence ends its line: LF or CRLF.
        block: Where the block begins.
        closing: Where the closing fence begins; the block ends there.
        body: Where the body begins.
    """

    text: str
    newline: str
    block: int
    closing: int
    body: int


def split_text(text: str, limit: int = sys.maxsize) -> Parts:
    """Find the front matter of a text without looking at its body.

    Args:
        text: The whole text, with or without BOM.
        limit: How many code points the front matter may have.

    Returns:
        The text with the places of its parts.

    Raises:
        ParseError: If the opening or the closing fence is missing, or the front matter is longer.
    """
    opening = _OPENING.match(text)
    if opening is None:
        raise _fence_error("expected the opening fence: the first line must be '---'", text)
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        raise _fence_error("expected a closing fence: no line after this one is '---'", text)
    length = closing.start() + 1 - opening.end()
    if length > limit:
        message = f"expected at most {limit:,} characters of front matter, found {length:,}"
        raise ParseError([Problem(Code.SIZE, f"{message}; {RAISE_LIMIT}", 1, 1)], text)
    return Parts(text, opening[1], opening.end(), closing.start() + 1, closing.end())


def position(text: str, offset: int) -> tuple[int, int]:
    """Tell the line and the column of an offset, both one-based, in code points.

    A line ends with LF: that is how editors count, while YAML 1.1 also breaks lines at NEL, LS and
    PS.
    """
    return text.count("\n", 0, offset) + 1, column(text, offset) + 1


class Lines:
    """Where the lines of a text begin, to place many offsets at the cost of one.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.starts: list[int] = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Tell the line and the column of an offset: see `position`."""
        line = bisect(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def line_start(text: str, offset: int) -> int:
    """Find where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Find where the line after that of an offset begins; within the block there always is one."""
    return text.index("\n", offset) + 1


def column(text: str, offset: int) -> int:
    """Tell how many code points stand before an offset on its line."""
    return offset - line_start(text, offset)


def _fence_error(message: str, text: str) -> ParseError:
    return ParseError([Problem(Code.FENCE, message, 1, 1)], text)
