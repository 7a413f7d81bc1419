"""Labels of charts: short, on one line, distinct, and in characters that XML allows."""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from unicodedata import east_asian_width

from ..display.texts import printable

# Characters that `printable` keeps and XML forbids, which would make an SVG image invalid.
_INVALID_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def fitted(text: str, width: int) -> str:
    r"""Put a string on one line and shorten it to a width, counted in Latin letters.

    Example:
        >>> fitted("The tide\n turns early", 13), fitted("丘の便り", 5), fitted(" ", 5)
        ('The tide tur…', '丘の…', '(blank)')
    """
    # Not cut by Vega at a width in pixels: vl-convert fails if that splits a character. The slice
    # keeps a string of megabytes from being split into words.
    line = printable(" ".join(text[: 10 * width].split())).translate(_INVALID_IN_XML)
    ends = list(accumulate(map(_width, line)))
    if ends and ends[-1] > width:
        line = line[: bisect(ends, width - 1)].rstrip() + "…"
    return line or "(blank)"


def _width(character: str) -> int:
    # Emoji and other characters beyond U+FFFF also take twice the bytes in JSON.
    return 2 if character > "\uffff" or east_asian_width(character) in "FW" else 1


def distinct(labels: Iterable[str]) -> list[str]:
    """Number repeated labels, which a chart would merge into one.

    Example:
        >>> distinct(["Sea", "Moon", "Sea", "Sea"])
        ['Sea', 'Moon', 'Sea (2)', 'Sea (3)']
    """
    found: dict[str, None] = {}
    for label in labels:
        number, name = 1, label
        while name in found:
            number += 1
            name = f"{label} ({number})"
        found[name] = None
    return list(found)
