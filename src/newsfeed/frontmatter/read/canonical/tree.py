"""The YAML nodes of canonical front matter, created from the groups of its match."""

import re

from ...scalars import QUOTED_TEXT, ScalarPattern
from ...text.delimiters import line_start
from ...text.quoting import key_text
from ..nodes import Node
from .characters import unescaped
from .patterns import ModelPattern, ValuePattern


def nodes_of_match(pattern: ModelPattern, match: re.Match[str]) -> Node | None:
    """Return the root that the YAML reader would produce, or None for empty front matter."""
    return _mapping(pattern, match) if match.lastindex else None


def scalar_node(form: ScalarPattern, text: str, span: tuple[int, int]) -> Node:
    """Return the node of a scalar, given the document and the span of its group."""
    # The group of a string that is always quoted does not contain the quotes.
    start, end = (span[0] - 1, span[1] + 1) if form is QUOTED_TEXT else span
    style = '"' if form.type == "str" and text[start] == '"' else ""
    value = unescaped(text[start + 1 : end - 1]) if style else text[start:end]
    return Node(style, start, start, end, value=value)


def _mapping(pattern: ModelPattern, match: re.Match[str]) -> Node:
    """Return the node of a mapping with at least one pair."""
    text, pairs = match.string, []
    for key, value_pattern in pattern.value_patterns.items():
        span = match.span(pattern.groups[key])
        if span[0] >= 0:
            # The group begins after the key on its line; for a collection, on the next line.
            start = line_start(text, span[0] - 1) + pattern.indent
            written = key_text(key)
            style = '"' if written[0] == '"' else ""
            name = Node(style, start, start, start + len(written), value=key)
            pairs.append((name, _value(value_pattern, text, span)))
    return Node("", pairs[0][0].start, pairs[0][0].start, pairs[-1][1].end, pairs=pairs)


def _value(pattern: ValuePattern, text: str, span: tuple[int, int]) -> Node:
    if isinstance(pattern, ScalarPattern):
        return scalar_node(pattern, text, span)
    if isinstance(pattern, ModelPattern):
        match = pattern.regex.fullmatch(text, *span)
        assert match is not None
        return _mapping(pattern, match)
    item = pattern.item
    items = [
        _mapping(item, match)
        if isinstance(item, ModelPattern)
        else scalar_node(item, text, match.span(1))
        for match in pattern.regex.finditer(text, *span)
    ]
    start = span[0] + pattern.indent
    return Node("", start, start, items[-1].end, items=items)
