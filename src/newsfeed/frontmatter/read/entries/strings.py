"""Scalars to nodes: unquoted and quoted scalars on any number of lines, and block scalars."""

import re

from ...._util.lazy import lazy_pattern
from ...text.delimiters import match_end
from ..nodes import Node
from .cutting import NOT_WORD, NotOwned, require_end

_QUOTED = {
    '"': lazy_pattern(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'),
    "'": lazy_pattern(r"'([^']*+(?:''[^']*+)*+)'"),
}
_ANY_ESCAPE = lazy_pattern(
    r'\\(?:(["\\/0abtnvfre N_LP])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)'
)
_ESCAPED = '"\\/0abtnvfre N_LP'
_ESCAPED_CHARS = dict(zip(_ESCAPED, '"\\/\0\a\b\t\n\v\f\r\x1b \x85\xa0\u2028\u2029', strict=True))
# A newline in a scalar of several lines, with the empty lines below it. Only the start of a run of
# spaces is tried.
_FOLDS = lazy_pattern(r"(?<!\ )\ *+\n((?:\ *+\n)*+)\ *+")
_BLOCK_HEADER = lazy_pattern(r"[|>](-?+)\ *+(?:(?<=\ )\#.*+)?\n")
_SPACE_LINES = lazy_pattern(r"(?:\n\ *+(?=\n))*+")
_BLOCK_FOLDS = lazy_pattern(r"\n(\n*+)")


def unquoted_node(text: str, start: int, end: int, column: int) -> Node:
    """Return the node of an unquoted scalar; its further lines are right of a column."""
    if text[start] in NOT_WORD and (
        text[start] != "-" or text[start + 1 : start + 2] in ("", " ", "\n")
    ):
        raise NotOwned
    first, *others = text[start:end].split("\n")
    line, comment, _ = first.partition(" #")
    _check_words(line)
    last = start + len(line.rstrip(" "))
    lines, at = [line.rstrip(" ")], start + len(first)
    for each in others:
        words = each.strip(" ")
        if comment or words[:1] == "#":
            require_end(text, at, end)
            break
        at += 1 + len(each)
        if words:
            if " #" in words or not each[: column + 1].isspace():
                raise NotOwned
            _check_words(words)
            last = at - len(each) + len(each.rstrip(" "))
        lines.append(words)
    value = lines[0] if len(lines) == 1 else _FOLDS.sub(_break, "\n".join(lines).rstrip("\n"))
    return Node("", start, start, last, value=value)


def _check_words(line: str) -> None:
    """Raise NotOwned if a line of an unquoted scalar contains a key."""
    if ": " in line or line[-1] == ":":
        raise NotOwned


def _break(match: re.Match[str]) -> str:
    return "\n" * match[1].count("\n") or " "


def quoted_node(text: str, start: int, end: int) -> Node:
    """Return the node of a scalar in quotes."""
    style = text[start]
    match = _QUOTED[style].match(text, start, end)
    if match is None:
        raise NotOwned
    value = match[1]
    if "\n" in value:
        if any(each in value for each in ("\\\n", "\\ ", "\n---", "\n...")):
            raise NotOwned
        value = _FOLDS.sub(_break, value)
    if style == "'":
        value = value.replace("''", "'")
    elif "\\" in value:
        value = _ANY_ESCAPE.sub(_unescaped, value)
    return Node(style, start, start, match.end(), value=value)


def _unescaped(match: re.Match[str]) -> str:
    char, *digits = match.groups()
    if char:
        return _ESCAPED_CHARS[char]
    code = int(next(filter(None, digits), "110000"), 16)
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        raise NotOwned
    return chr(code)


def block_scalar_node(text: str, start: int, end: int, column: int) -> Node:
    """Return the node of a literal or folded scalar; its lines are right of a column."""
    header = _BLOCK_HEADER.match(text, start, end)
    if header is None:
        raise NotOwned
    lines = text[header.end() : end].split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    if indent <= column or indent == len(lines[0]):
        raise NotOwned
    margin, found, at, last = " " * indent, [], header.end() - 1, start
    for line in lines:
        if line[:indent] != margin and line.strip(" "):
            require_end(text, at, end)
            break
        at += 1 + len(line)
        found.append(line[indent:])
        last = at if found[-1] else last
    content = "\n".join(found).rstrip("\n")
    if text[start] == ">":
        if "\n " in content:
            raise NotOwned
        content = _BLOCK_FOLDS.sub(_break, content)
    # For PyYAML, the scalar ends with the last line below it that has only spaces.
    last += len(text[last : match_end(_SPACE_LINES, text, last)].rstrip("\n"))
    value = content if header[1] else content + "\n"
    return Node(text[start], start, start, last, value=value, ending="|")
