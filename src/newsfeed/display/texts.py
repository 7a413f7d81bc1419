"""Texts and times as people are shown them."""

import re
from datetime import datetime

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_OBEYED_ON_A_LINE = re.compile(f"\n|{_OBEYED.pattern}")


def printable(text: str, *, lines: bool = False) -> str:
    """Show what a terminal would obey, such as the escape that clears it, as a question mark.

    Args:
        text: A text of anybody.
        lines: Whether it may have several lines.

    Returns:
        The text with U+FFFD for each control character but tabs, for what would turn the order of
        the characters behind it (Unicode's annex 9, section 2), and for surrogates.
    """
    return (_OBEYED if lines else _OBEYED_ON_A_LINE).sub("\ufffd", text)


def shown_time(time: datetime) -> str:
    """Show a time to the minute, in its own zone.

    Example:
        >>> from datetime import UTC
        >>> shown_time(datetime(2026, 3, 14, 9, 30, tzinfo=UTC))
        '2026-03-14 09:30 UTC'
    """
    return f"{time.date()} {time:%H:%M %Z}".rstrip()


def cut(text: str, length: int) -> str:
    """Cut a text to so many characters.

    Example:
        >>> cut("It had stood still for ninety years.", 20)
        'It had stood still…'
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def counted(number: int, what: str) -> str:
    """Say how many there are; more than one have an s.

    Example:
        >>> counted(1, "article"), counted(2_000, "article")
        ('1 article', '2,000 articles')
    """
    return f"{number:,} {what}" + "s" * (number != 1)
