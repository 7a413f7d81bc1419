"""Changed scalars, written in place of the old ones and in their style.

A canonical source needs no YAML nodes for that: `scalar_edits` returns what `text_edits` would.
"""

from typing import Any

from ....errors import SerializeError
from ...equality import comparison_key
from ...read.canonical.compare import Change
from ...scalars import QUOTED_TEXT, SCALARS, Kind
from ...text.edits import TextEdit
from ...text.quoting import double_quoted, styled
from ...validation import validate


def scalar_edits(changes: list[Change]) -> list[TextEdit] | None:
    """Return the edits that write changed scalars, or None if they take more than this."""
    edits = []
    for change in changes:
        type_, was, now = change.type, change.was, change.now
        try:
            validate(type_, now)
            edit = scalar_edit(change)
        except (SerializeError, ValueError):
            return None
        # A value of another class, such as a subclass of str, may be written as the same text.
        if type(was) is type(now) or comparison_key(type_, was) != comparison_key(type_, now):
            edits.append(edit)
    return edits


def scalar_edit(change: Change) -> TextEdit:
    """Return the edit that writes a changed scalar."""
    form, type_, match, group, _, now = change
    start, end = match.span(group)
    if form is QUOTED_TEXT:
        # The group does not contain the quotes.
        return TextEdit(start - 1, end + 1, double_quoted(SCALARS[Kind.TEXT].write(now)))
    old = match[group]
    style = '"' if form.type == "str" and old[0] == '"' else ""
    kind = Kind.UTC_TIMESTAMP if type_.utc else type_.kind
    return TextEdit(start, end, restyled(style, old, kind, now))


def restyled(style: str, old: str, kind: Kind, new: Any) -> str:
    """Write a scalar in the style of an old one; raise ValueError for text of several lines."""
    scalar = SCALARS[kind]
    if kind is Kind.TEXT:
        if "\n" in new:
            raise ValueError(new)
        return styled(style, scalar.write(new), flow=False)
    quote = style if style in ("'", '"') else ""
    text = scalar.write(new) if scalar.rewrite is None else scalar.rewrite(old, new)
    return quote + text + quote
