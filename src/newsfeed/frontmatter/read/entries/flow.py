"""Flow collections to nodes, such as `[sea, "moon"]` and `{width: 3, height: 4}`."""

import re

from ...._util.lazy import lazy_pattern
from ...text.delimiters import match_end
from ..nodes import Node
from .cutting import WORD, NotOwned, name_of
from .strings import quoted_node

_DEEPEST_FLOW = 16  # levels of flow collections
_BRACKETS = {"[": "]", "{": "}"}
_IN_WORD = r"[^\ \n:,\[\]{}?]"
_FLOW_WORDS = lazy_pattern(
    rf"(?:{WORD}|-(?=\w))(?:{_IN_WORD}|:(?={_IN_WORD})|\ ++(?!\#)(?={_IN_WORD}))*+", re.VERBOSE
)
_FLOW_SPACE = lazy_pattern(r"[ \n]*+")


def flow_node(text: str, start: int, end: int, depth: int = 0) -> Node:
    """Return the node of a flow collection."""
    style = text[start]
    if depth == _DEEPEST_FLOW:
        raise NotOwned
    node = Node(style, start, start, start)
    items: list[Node] = []
    keys: dict[str, Node] = {}
    at = _skip_space(text, start + 1, end)
    while text[at] != _BRACKETS[style]:
        if style == "{":
            key = _key(text, at, end)
            if key.value in keys:
                raise NotOwned
            keys[key.value] = key
            at = _skip_space(text, key.end + 1, end)
        items.append(_value(text, at, end, depth))
        at = _skip_space(text, items[-1].end, end)
        if text[at] == ",":
            at = _skip_space(text, at + 1, end)
        elif text[at] != _BRACKETS[style]:
            raise NotOwned
    node.end = at + 1
    if style == "[":
        node.items = items
    else:
        node.pairs = list(zip(keys.values(), items, strict=True))
    return node


def _key(text: str, start: int, end: int) -> Node:
    """Return the node of an unquoted key, after which a colon and a space follow."""
    key = _words(text, start, end)
    name_of(key.value)
    if text[key.end : key.end + 2] != ": ":
        raise NotOwned
    return key


def _value(text: str, start: int, end: int, depth: int) -> Node:
    if text[start] in "[{":
        return flow_node(text, start, end, depth + 1)
    if text[start] in "\"'":
        return quoted_node(text, start, end)
    return _words(text, start, end)


def _words(text: str, start: int, end: int) -> Node:
    match = _FLOW_WORDS.match(text, start, end)
    if match is None or match[0][:3] == "...":
        raise NotOwned
    return Node("", start, start, match.end(), value=match[0])


def _skip_space(text: str, start: int, end: int) -> int:
    """Return the offset of the next character that is not a space, or raise NotOwned."""
    at = match_end(_FLOW_SPACE, text, start, end)
    if at == end:
        raise NotOwned
    return at
