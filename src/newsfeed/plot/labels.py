"""The words of a chart: short, on one line, in characters that an image can hold."""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from unicodedata import east_asian_width

from ..display.texts import printable

# The characters beyond those that are not printable which XML does not have.
_NONE_OF_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def fitted(text: str, width: int) -> str:
    r"""Put a text on one line and cut it off where it is too wide.

    A chart has no limit in pixels for it: vl-convert fails where that cuts a character in two.

    Args:
        text: Any text.
        width: How many letters of Latin it may be as wide as; each takes six bytes of JSON at most.

    Returns:
        The text with an ellipsis for what was cut off; never an empty one.

    Example:
        >>> fitted("The tide\n turns early", 13), fitted("丘の便り", 5), fitted(" ", 5)
        ('The tide tur…', '丘の…', '(blank)')
    """
    line = printable(" ".join(text[: 10 * width].split())).translate(_NONE_OF_XML)
    ends = list(accumulate(map(_width, line)))
    if ends and ends[-1] > width:
        line = line[: bisect(ends, width - 1)].rstrip() + "…"
    return line or "(blank)"


def _width(character: str) -> int:
    return 2 if character > "\uffff" or east_asian_width(character) in "FW" else 1


def distinct(labels: Iterable[str]) -> list[str]:
    """Number the labels that are there already, so that a chart does not take two for one.

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
