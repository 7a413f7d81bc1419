"""Changed scalars, written in place of the old ones and in their style.

A canonical source needs no YAML nodes for that: `scalar_edits` returns what `text_edits` would.
"""

import re
from typing import Any

from ....errors import SerializeError
from ...equality import comparison_key
from ...read.canonical.compare import Change
from ...scalars import QUOTED_TEXT, SCALARS, Kind
from ...text.edits import TextEdit
from ...text.quoting import block_scalar, double_quoted, styled
from ...validation import validate
from ..emitter import Layout

_BLOCK_INDENT = re.compile(r"^( *)[^ \r\n]", re.MULTILINE)
_BLOCK_DIGIT = re.compile(r"[|>][-+]?([1-9])")


def scalar_edits(changes: list[Change]) -> list[TextEdit] | None:
    """Return the edits that write changed scalars, or None if a new value has a wrong type."""
    edits = []
    for change in changes:
        type_, was, now = change.type, change.was, change.now
        try:
            validate(type_, now)
        except SerializeError:
            return None
        # A value of another class, such as a subclass of str, may be written as the same text.
        if type(was) is type(now) or comparison_key(type_, was) != comparison_key(type_, now):
            edits.append(scalar_edit(change))
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
    return TextEdit(start, end, restyled(style, old, type_.kind, now))


def restyled(style: str, old: str, kind: Kind, new: Any, flow: bool = False) -> str:
    """Write a scalar on one line in the style of an old scalar of the same kind."""
    scalar = SCALARS[kind]
    if kind is Kind.TEXT:
        return styled(style, scalar.write(new), flow=flow)
    quote = style if style in ("'", '"') else ""
    text = scalar.write(new) if scalar.rewrite is None else scalar.rewrite(old, new)
    return quote + text + quote


def restyled_block(old: str, new: str, key_column: int, layout: Layout) -> str:
    """Write a text as a block scalar like the old one, or in quotes if it does not fit."""
    header, _, lines = old.partition("\n")
    digit, first = _BLOCK_DIGIT.match(header), _BLOCK_INDENT.search(lines)
    step = int(digit[1]) if digit else layout.mapping
    indent = first[1] if first and not digit else " " * (key_column + step)
    text = SCALARS[Kind.TEXT].write(new)
    return block_scalar(old, text, indent, layout.newline) or double_quoted(text)
