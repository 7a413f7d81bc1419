"""Shorten strings, replace control characters, and format times and counts for people."""

import re
from datetime import datetime

# Control characters except tabs and newlines, line separators, characters that change the direction
# of text (Unicode's annex 9, section 2), and surrogates.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROLS_AND_NEWLINE = re.compile(f"\n|{_CONTROLS.pattern}")


def printable(text: str, *, lines: bool = False) -> str:
    """Replace characters that control a terminal, and newlines unless `lines`, by U+FFFD."""
    return (_CONTROLS if lines else _CONTROLS_AND_NEWLINE).sub("\ufffd", text)


def shown_time(time: datetime) -> str:
    """Format a time to the minute, in its own time zone, such as `2026-03-14 09:30 UTC`."""
    return f"{time.date()} {time:%H:%M %Z}".rstrip()


def cut(text: str, length: int) -> str:
    """Shorten a string to at most `length` characters, such as `It had stood still…`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def counted(number: int, what: str) -> str:
    """Format a count with its noun, such as `1 article` or `2,000 articles`."""
    return f"{number:,} {what}" + "s" * (number != 1)
