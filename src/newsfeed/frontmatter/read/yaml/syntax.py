"""Errors of the YAML parser in words for people."""

import yaml

from ...text.delimiters import Parts, position
from .loaders import PureLoader

_OPENED = ("quoted scalar", "flow sequence", "flow mapping")
_TOKENS = {
    "<block end>": "the next key or item",
    "'<scalar>'": "text",
    "'<block mapping start>'": "a mapping",
    "'<block sequence start>'": "a list",
    "'<document start>'": "'---'",
    "'<stream end>'": "the end",
    "end of stream": "end",
}
_HINTS = {
    "this flow": "; close the bracket",
    "unknown escape character": "; write a backslash as \\\\, or use single quotes",
    "this quoted": "; close the quote",
    "mapping values are not allowed": "; put text that holds ': ' in quotes, or check the indent",
    "sequence entries are not allowed": "; begin a list on the line below its key",
    "'\\t'": "; indent with spaces, not with tabs",
    "cannot start any token": "; put the text in double quotes",
    "alphabetic or numeric character": "; put the text in double quotes",
    "the next key or item": "; check indentation and quotes, here and on the line before",
    "could not find expected ':'": "; write 'key: value', and quote text of several lines",
    "node content, but found the end": "; close the bracket",
    "expected '---'": "; remove the line that begins with '%'",
}


def explain(error: yaml.MarkedYAMLError, loader: PureLoader, parts: Parts) -> tuple[str, int]:
    """Word an error, and point at what was not closed rather than at where that was noticed.

    Args:
        error: The error.
        loader: The parser that raised it.
        parts: The text.

    Returns:
        What is wrong, and where it begins: an offset in the block.
    """
    problem = error.problem or "unreadable"
    index = (error.problem_mark or loader.get_mark()).index
    for token, words in _TOKENS.items():
        problem = problem.replace(token, words)
    what = (error.context or "").rpartition(" a ")[2]
    if error.context_mark and what in _OPENED:
        opened, closed = (place(parts, at)[0] for at in (error.context_mark.index, index))
        if opened != closed:
            problem = f"this {what} does not end: {problem} in line {closed}"
            index = error.context_mark.index
    elif error.context_mark and what == "simple key":
        index = error.context_mark.index
    hint = next((hint for sign, hint in _HINTS.items() if sign in problem), "")
    return problem + hint, index


def place(parts: Parts, index: int) -> tuple[int, int]:
    """Tell the line and the column in the text of an offset in the block."""
    return position(parts.text, min(parts.block + index, parts.closing))
