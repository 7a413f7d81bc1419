"""Edits as data: splices on the offsets of the original text."""

from collections.abc import Iterable

import attrs

from ...errors import SerializeError


@attrs.frozen
class Splice:
    """A replacement of a part of a text; offsets are zero-based and count code points.

    Args:
        start: Where the part begins.
        end: Where it ends; the same for an insertion.
        text: What comes in its place.
    """

    start: int
    end: int
    text: str = ""


def apply(text: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    r"""Apply splices to a text, or to a part of it.

    Args:
        text: The original text.
        splices: The edits, in any order; insertions at one place stay in the order given. Deletions
            may overlap.
        start: Where the part begins.
        end: Where the part ends; at the end of the text if None.

    Returns:
        The new text, or the new part.

    Raises:
        SerializeError: If a replacement overlaps another splice.

    Example:
        >>> apply("heat: 3", [Splice(6, 7, "4"), Splice(0, 0, "# hot\n")])
        '# hot\nheat: 4'
    """
    parts = []
    done = start
    text_to = start
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < (done if splice.text else text_to):
            raise SerializeError(
                "two of the edits fall on one place; make them one after the other"
            )
        parts += [text[done : splice.start], splice.text]
        done = max(done, splice.end)
        text_to = splice.end if splice.text else text_to
    return "".join([*parts, text[done:end]])
