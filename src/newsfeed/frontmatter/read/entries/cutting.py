r"""The patterns that cut front matter into entries: a key or a dash, and the raw value after it.

A raw value is the rest of the line and the lines below that belong to it, without the last newline.
In the mapping at column 0 of

    title: Tide
    # measured
    tags:
    - sea

the raw values are ` Tide` and `\n- sea`. Lines end in LF, and have no tabs.
"""

import re
import sys
from functools import cache

from ...._util.lazy import lazy_pattern
from ...limits import MAX_KEY_LENGTH
from ...text.delimiters import match_end

WORD = r"""[^\ \n\-?:,\[\]{}\#&*!|>'"%@`]"""
"""The pattern of a character that begins an unquoted scalar in any context."""

NOT_WORD = frozenset("-?:,[]{}#&*!|>'\"%@` \n") | {""}
"""The characters that `WORD` does not match, and the empty string."""

WORD_ON_LINE = (
    rf"""(?:{WORD}[^:\n\#]*+(?:(?::(?=[^\ \n])|(?<=[^\ ])\#)[^:\n\#]*+)*+(?<=[^\ ])"""
    r"""|"[^"\\\n]*+"|'[^'\n]*+')"""
)
"""The pattern of a scalar to the end of its line: see `is_word`."""

QUOTES = frozenset("'\"")
"""The quotes of scalars."""

KEY_NAMES: dict[str, str] = {}
"""The names of keys as they are written, which `name_of` has checked."""

_MOST_NAMES = 4096
_KEY = rf"""(?:{WORD}[^:\n]*+(?::(?=[^\ \n])[^:\n]*+)*+|"[^"\\\n]*+"\ *+|'[^'\n]*+'\ *+)"""
# A scalar in quotes or a flow collection may have further lines at any column. The time is linear,
# because a quote begins a value, and the quotes inside a collection end on their line.
_SEVERAL_LINES = (
    r"""(?:\ *+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^']*+(?:''[^']*+)*+'"""
    r"""|[\[{](?:[^\[\]{}"'\#]|"[^"\\\n]*+"|'[^'\n]*+')*+[\]}]))?+"""
)
_TRIVIA = lazy_pattern(r"(?:\ *+(?:\#.*+)?\n)*+\ *+(?:\#.*+)?")
_REST = lazy_pattern(r"(?:\ ++(?:\#.*+)?)?(?:\n\ *+(?:\#.*+)?)*+")
_QUOTED_KEY = lazy_pattern(rf"{_KEY}:(?![^ ])", re.VERBOSE)


class NotOwned(Exception):  # noqa: N818  # it is not an error: the YAML reader answers
    """Front matter that only the YAML reader can read."""


@cache
def entries_at(column: int) -> re.Pattern[str]:
    """Return the pattern of an entry at a column: its key and raw value, or any other line."""
    lines = _lines(column, rf"{_spaces(column + 1)}|{_spaces(column)}-(?![^\ \n])")
    return _pattern(column, rf"({_KEY}):({lines})")


@cache
def items_at(column: int) -> re.Pattern[str]:
    """Return the pattern of an item at a column: its dash with its raw value, or any other line."""
    return _pattern(column, rf"(-(?![^\ \n]){_lines(column, _spaces(column + 1))})")


def _spaces(number: int) -> str:
    return r"\ " * number


def _lines(column: int, belongs: str) -> str:
    """Return the pattern of a raw value, whose further lines begin with another pattern."""
    trivia = rf"(?:\ {{0,{column}}}(?:\#.*+)?\n)"
    further = rf"\n(?:{belongs}|{trivia}++(?:{belongs})).*+"
    return rf"(?:\ {_SEVERAL_LINES}.*+)?+(?:{further})*+"


def _pattern(column: int, entry: str) -> re.Pattern[str]:
    # The first key or dash of a collection may be on the line of a dash: after a space.
    start = rf"(?:{_spaces(column)}|(?<=\ ))" if column else ""
    return re.compile(rf"(?:{start}{entry}|\ *+(?:\#.*+)?|(.+))(?:\n|\Z)", re.VERBOSE)


def skip_trivia(text: str, start: int, end: int = sys.maxsize) -> int:
    """Return the offset after spaces, empty lines and comments."""
    return match_end(_TRIVIA, text, start, end)


def require_end(text: str, start: int, end: int) -> None:
    """Raise NotOwned unless only spaces, empty lines and comments follow a value."""
    if not _REST.fullmatch(text, start, end):
        raise NotOwned


def start_of(text: str, start: int, end: int | None = None) -> str | None:
    """Return `-` for a raw value that starts with a dash, `:` for a key, and None for others."""
    first = text[start : start + 1]
    if first == "-":
        return "-" if text[start + 1 : start + 2] in ("", " ", "\n") else None
    line_end = text.find("\n", start, end)
    line = text[start : end if line_end < 0 else line_end]
    if first not in NOT_WORD:
        return ":" if ": " in line or line[-1] == ":" else None
    return ":" if first in QUOTES and _QUOTED_KEY.match(line) else None


def is_word(text: str) -> bool:
    """Return whether a string is a scalar on one line, unquoted or in quotes without escapes."""
    if text[:1] in NOT_WORD:
        return is_quoted(text)
    return ": " not in text and " #" not in text and text[-1] not in ": "


def is_quoted(text: str) -> bool:
    """Return whether a string is a scalar in quotes without escapes."""
    quote = text[:1]
    return quote in QUOTES and text[-1] == quote and text.count(quote) == 2 and "\\" not in text


def name_of(key: str) -> str:
    """Return the name of a key as it is written; raise NotOwned if it is not one scalar."""
    name = key.rstrip(" ")
    if len(key) > MAX_KEY_LENGTH:
        raise NotOwned
    if key[0] in "\"'":
        name = name[1:-1]
    elif " #" in name or name == "<<" or name[:3] == "..." or name[0].isspace():
        raise NotOwned
    if len(KEY_NAMES) < _MOST_NAMES:
        KEY_NAMES[key] = name
    return name
