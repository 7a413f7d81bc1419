"""Edits as data: edits on the offsets of the original text."""

from collections.abc import Iterable

import attrs

from ...errors import SerializeError


@attrs.frozen
class TextEdit:
    """A replacement of a part of a text; offsets are zero-based and count code points.

    Args:
        start: Where the part begins.
        end: Where it ends; the same for an insertion.
        text: What comes in its place.
    """

    start: int
    end: int
    text: str = ""


def apply_edits(
    text: str, edits: Iterable[TextEdit], start: int = 0, end: int | None = None
) -> str:
    r"""Apply edits to a text, or to a part of it.

    Args:
        text: The original text.
        edits: The edits, in any order; insertions at one place stay in the order given. Deletions
            may overlap.
        start: Where the part begins.
        end: Where the part ends; at the end of the text if None.

    Returns:
        The new text, or the new part.

    Raises:
        SerializeError: If a replacement overlaps another edit.

    Example:
        >>> apply_edits("heat: 3", [TextEdit(6, 7, "4"), TextEdit(0, 0, "# hot\n")])
        '# hot\nheat: 4'
    """
    parts = []
    done = start
    text_to = start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < (done if edit.text else text_to):
            raise SerializeError(
                "two of the edits fall on one place; make them one after the other"
            )
        parts += [text[done : edit.start], edit.text]
        done = max(done, edit.end)
        text_to = edit.end if edit.text else text_to
    return "".join([*parts, text[done:end]])
