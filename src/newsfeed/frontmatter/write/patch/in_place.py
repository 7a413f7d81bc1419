"""The fast patcher: edits on a canonical text, from the groups of the recognizer.

A scalar that became another is spliced where it stands; for every other edit the nodes of the text
are made from the groups, for the patcher.
"""

from typing import Any

from ....errors import SerializeError
from ...equality import comparison_key
from ...read.canonical.compare import Change
from ...read.canonical.tree import scalar_node
from ...read.nodes import Node
from ...scalars import SCALARS, Kind
from ...text.edits import TextEdit
from ...text.quoting import styled
from ...validation import validate


def scalar_edits(changes: list[Change]) -> list[TextEdit] | None:
    """Find the edits that write other scalars in the places of those that have changed.

    Args:
        changes: The scalars, as found by comparing a match with a model.

    Returns:
        The edits on the text, which are those of `patch`, or None if a value has a wrong type.
    """
    edits = []
    for form, type_, match, group, was, now in changes:
        try:
            validate(type_, now)
        except SerializeError:
            return None
        # A value of another class, such as one derived from str, may be written as the same.
        if type(was) is type(now) or comparison_key(type_, was) != comparison_key(type_, now):
            node = scalar_node(form, match.string, match.span(group))
            edits.append(TextEdit(node.start, node.end, restyled(node, type_.kind, now)))
    return edits


def restyled(node: Node, kind: Kind, new: Any, flow: bool = False) -> str:
    """Write a scalar on one line in the style of another of its kind."""
    scalar = SCALARS[kind]
    if kind is Kind.TEXT:
        return styled(node.style, scalar.write(new), flow=flow)
    quote = node.style if node.style in ("'", '"') else ""
    return quote + scalar.written_like(node.value, new) + quote
