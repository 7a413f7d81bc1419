"""Text edits: replacements at offsets of the original text, applied all at once."""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from ...errors import SerializeError


class TextEdit(NamedTuple):
    """A replacement of the code points from `start` to before `end`, equal for an insertion."""

    start: int
    end: int
    text: str = ""


def apply_edits(
    text: str, edits: Iterable[TextEdit], start: int = 0, end: int | None = None
) -> str:
    r"""Return a string, or the part of it from `start` to `end`, with edits applied.

    Edits may be in any order; insertions at one offset keep theirs. A deletion may overlap others
    and contain insertions, which stay. Any other overlap raises SerializeError.

    Example:
        >>> apply_edits("heat: 3", [TextEdit(6, 7, "4"), TextEdit(0, 0, "# hot\n")])
        '# hot\nheat: 4'
    """
    parts = []
    done = start  # the end of all edits so far
    replaced = start  # the end of those that insert text: no edit may begin before it
    for edit in sorted(edits, key=itemgetter(0, 1)):
        if edit.start < (done if edit.text and edit.start < edit.end else replaced):
            message = "two of the edits fall on one place; make them one after the other"
            raise SerializeError(message)
        parts += [text[done : edit.start], edit.text]
        done = max(done, edit.end)
        replaced = edit.end if edit.text else replaced
    return "".join([*parts, text[done:end]])
