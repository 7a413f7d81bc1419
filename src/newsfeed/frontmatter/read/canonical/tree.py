"""The YAML nodes of a canonical text, made from the groups of its match."""

import re

from ...scalars import QUOTED_TEXT, ScalarPattern
from ...text.delimiters import line_start
from ...text.quoting import key_text
from ..nodes import Node
from .characters import unescaped
from .patterns import ListPattern, RecordPattern


def nodes_of_match(record: RecordPattern, match: re.Match[str]) -> Node | None:
    """Make the nodes of a canonical front matter from its match.

    Args:
        record: How the front matter is recognized.
        match: The match of it.

    Returns:
        The nodes that the YAML parser would give, or None for an empty block.
    """
    return _mapping(record, match) if match.lastindex else None


def scalar_node(form: ScalarPattern, text: str, span: tuple[int, int]) -> Node:
    """Make the node of a scalar; the group of a text that is always quoted has no quotes."""
    start, end = (span[0] - 1, span[1] + 1) if form is QUOTED_TEXT else span
    style = '"' if form.type == "str" and text[start] == '"' else ""
    value = unescaped(text[start + 1 : end - 1]) if style else text[start:end]
    return Node(style, start, start, end, value=value)


def _mapping(record: RecordPattern, match: re.Match[str]) -> Node:
    """Make the node of a record that is not empty."""
    text, pairs = match.string, []
    for key, part in record.parts.items():
        span = match.span(record.groups[key])
        if span[0] >= 0:
            above = span[0] if isinstance(part, ScalarPattern) else span[0] - len(record.newline)
            start = line_start(text, above) + record.indent
            written = key_text(key)
            style = '"' if written[0] == '"' else ""
            name = Node(style, start, start, start + len(written), value=key)
            pairs.append((name, _node(part, text, span)))
    return Node("", pairs[0][0].start, pairs[0][0].start, pairs[-1][1].end, pairs=pairs)


def _node(
    part: ScalarPattern | RecordPattern | ListPattern, text: str, span: tuple[int, int]
) -> Node:
    if isinstance(part, ScalarPattern):
        return scalar_node(part, text, span)
    if isinstance(part, RecordPattern):
        match = part.pattern.fullmatch(text, *span)
        assert match is not None
        return _mapping(part, match)
    item = part.item
    items = [
        _mapping(item, match)
        if isinstance(item, RecordPattern)
        else scalar_node(item, text, match.span(1))
        for match in part.pattern.finditer(text, *span)
    ]
    start = span[0] + part.indent
    return Node("", start, start, items[-1].end, items=items)
