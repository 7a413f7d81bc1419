"""The fast patcher: splices on a canonical text, from the groups of the recognizer.

A scalar that became another is spliced where it stands; for every other edit the nodes of the text
are made from the groups, for the patcher.
"""

import re

from ....errors import SerializeError
from ...equality import comparison_key
from ...read.canonical.characters import unescaped
from ...read.canonical.compare import Change
from ...read.canonical.patterns import Items, Record
from ...read.nodes import Node
from ...scalars import QUOTED_TEXT, ScalarPattern
from ...text.delimiters import line_start
from ...text.edits import Splice
from ...text.quoting import in_style
from ...validation import validate
from . import respelled


def respell(changes: list[Change]) -> list[Splice] | None:
    """Find the splices that write other scalars in the places of those that have changed.

    Args:
        changes: The scalars, as found by comparing a match with a model.

    Returns:
        The splices on the text, which are those of `patch`, or None if a value has a wrong type.
    """
    splices = []
    for form, type_, match, group, was, now in changes:
        try:
            validate(type_, now)
        except SerializeError:
            return None
        # A value of another class, such as one derived from str, may be written as the same.
        if type(was) is type(now) or comparison_key(type_, was) != comparison_key(type_, now):
            node = _scalar_node(form, match.string, match.span(group))
            splices.append(Splice(node.start, node.end, respelled(node, type_.kind, now)))
    return splices


def canonical_nodes(record: Record, match: re.Match[str]) -> Node | None:
    """Make the nodes of a canonical front matter from its match.

    Args:
        record: How the front matter is recognized.
        match: The match of it.

    Returns:
        The nodes that the YAML parser would give, or None for an empty block.
    """
    return _mapping(record, match) if match.lastindex else None


def _scalar_node(form: ScalarPattern, text: str, span: tuple[int, int]) -> Node:
    """Make the node of a scalar; the group of a text that is always quoted has no quotes."""
    start, end = (span[0] - 1, span[1] + 1) if form is QUOTED_TEXT else span
    style = '"' if form.type == "str" and text[start] == '"' else ""
    value = unescaped(text[start + 1 : end - 1]) if style else text[start:end]
    return Node(style, start, start, end, value=value)


def _mapping(record: Record, match: re.Match[str]) -> Node:
    """Make the node of a record that is not empty."""
    text, pairs = match.string, []
    for key, part in record.parts.items():
        span = match.span(record.groups[key])
        if span[0] >= 0:
            above = span[0] if isinstance(part, ScalarPattern) else span[0] - len(record.newline)
            start = line_start(text, above) + record.indent
            written = in_style("", key, flow=False)
            style = '"' if written[0] == '"' else ""
            name = Node(style, start, start, start + len(written), value=key)
            pairs.append((name, _node(part, text, span)))
    return Node("", pairs[0][0].start, pairs[0][0].start, pairs[-1][1].end, pairs=pairs)


def _node(part: ScalarPattern | Record | Items, text: str, span: tuple[int, int]) -> Node:
    if isinstance(part, ScalarPattern):
        return _scalar_node(part, text, span)
    if isinstance(part, Record):
        match = part.pattern.fullmatch(text, *span)
        assert match is not None
        return _mapping(part, match)
    item = part.item
    items = [
        _mapping(item, match)
        if isinstance(item, Record)
        else _scalar_node(item, text, match.span(1))
        for match in part.pattern.finditer(text, *span)
    ]
    start = span[0] + part.indent
    return Node("", start, start, items[-1].end, items=items)
