"""Messages for YAML syntax errors, with a hint how to fix each error."""

from yaml import MarkedYAMLError

from ...text.delimiters import Parts, line_start, position
from ...text.quoting import odd_indent
from .loaders import PureLoader

# The words that replace PyYAML's names of tokens in its messages.
_TOKENS = {
    "<block end>": "the next key or item",
    "'<scalar>'": "text",
    "'<block mapping start>'": "a mapping",
    "'<block sequence start>'": "a list",
    "'<document start>'": "'---'",
    "'<stream end>'": "the end",
    "end of stream": "end",
}
# The hint for each message, by a part of it; the first that matches is used.
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


def syntax_message(error: MarkedYAMLError, loader: PureLoader, parts: Parts) -> tuple[str, int]:
    """Return the message for an error, and the offset of its cause in the YAML block."""
    problem = error.problem or "unreadable"
    index = (error.problem_mark or loader.get_mark()).index
    for token, words in _TOKENS.items():
        problem = problem.replace(token, words)
    cause = parts.block + index
    # PyYAML's context is a phrase such as "while parsing a flow sequence".
    context = (error.context or "").rpartition(" a ")[2]
    opening = error.context_mark
    if opening and context in ("quoted scalar", "flow sequence", "flow mapping"):
        # Report a missing closing quote or bracket at the opening one, if that is on another line.
        opened, noticed = (position_in_block(parts, at)[0] for at in (opening.index, index))
        if opened != noticed:
            problem = f"this {context} does not end: {problem} in line {noticed}"
            index = opening.index
    elif opening and context == "simple key":
        index = opening.index
    at = parts.block + index
    return odd_indent(parts.text[at : at + 1]) or _with_hint(problem, parts.text, cause), index


def _with_hint(problem: str, text: str, cause: int) -> str:
    """Return a message with a hint what to do at the offset of its cause."""
    before = text[line_start(text, cause) : cause]
    if len(before) > 1024 and ": " not in before and text.startswith(":", cause):
        return "expected a key of at most 1,024 characters"
    if "next key" in problem and before.rstrip(" ").endswith(("]", "}")):  # `title: [a] b`
        return f"{problem}; text that begins with [ or {{ needs quotes"
    return problem + next((hint for sign, hint in _HINTS.items() if sign in problem), "")


def position_in_block(parts: Parts, index: int) -> tuple[int, int]:
    """Return the line and column in the document of an offset in the YAML block."""
    return position(parts.text, min(parts.block + index, parts.closing))
