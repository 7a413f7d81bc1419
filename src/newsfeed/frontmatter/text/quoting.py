"""Styles: how a text stands in the file, so that every reader takes it for that text.

A style is named by the character that opens it: `"`, `'`, `|`, `>`, and nothing for a plain scalar.
"""

import re
from functools import lru_cache

from ..._util.lazy import lazy_pattern

# Not printable in YAML 1.1 or 1.2, or a line break in one of them, or a byte order mark.
_UNPRINTABLES = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_UNPRINTABLE = lazy_pattern(_UNPRINTABLES)
_TO_ESCAPE = lazy_pattern(f'["\\\\]|{_UNPRINTABLES}')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}

# A plain scalar that begins, continues or ends as something else than text.
_NOT_PLAIN = lazy_pattern(
    r"""
      [ \t] | [-?:,\[\]{}\#&*!|>'"%@`]   # begins with a blank or an indicator
    | .*? (?: :[ \t] | [ \t]\# | \t )    # holds a key, a comment or a tab
    | .* [: ] \Z                         # ends with a colon or a blank
    """,
    re.VERBOSE | re.DOTALL,
)
_FLOW_INDICATOR = lazy_pattern(r"[,?\[\]{}]")

# Words that YAML 1.1, YAML 1.2 or Ruby's Psych resolve to something else than text; case does not
# matter to Psych.
_RESOLVED = lazy_pattern(
    r"""
      | ~ | null | y | n | yes | no | on | off | true | false | = | <<
    | [-+]? \.inf | \.nan
    | [-+]? 0b[01_,]+ | [-+]? 0o[0-7_,]+ | [-+]? 0x[0-9a-f_,]+
    | [-+]? (?: [0-9_][0-9_,]* (?: \.[0-9_]* )? | \.[0-9_]* ) (?: e[-+]?[0-9]+ )?
    | [-+]? [0-9][0-9_,]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: (?: t | [ \t]+ ) [0-9] .* )?
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_HEADER = lazy_pattern(r"[|>]([-+1-9]*)")
# Folding takes one break from each run of them, but not from one that begins the scalar.
_LINE_BREAKS = lazy_pattern(r"(?<=[^\n])\n+")
_INDENTED_LINE = lazy_pattern(r"^[ \t]", re.MULTILINE)


def resolves(text: str) -> bool:
    """Tell whether some YAML reader takes a plain scalar for something else than text."""
    return _RESOLVED.fullmatch(text) is not None


def has_surrogate(text: str) -> bool:
    """Tell whether a text holds a surrogate, which UTF-8 cannot encode."""
    return not text.isascii() and re.search("[\ud800-\udfff]", text) is not None


def is_safe_unquoted(text: str, *, flow: bool) -> bool:
    """Tell whether a text may stand without quotes: every YAML reader takes it for that text.

    Args:
        text: The text.
        flow: Whether it stands in a flow collection, where more characters have a meaning.

    Returns:
        Whether it is safe.

    Example:
        >>> [is_safe_unquoted(text, flow=False) for text in ("Power Apps", "NO", "10:00", "a: b")]
        [True, False, False, False]
    """
    return not (
        _NOT_PLAIN.match(text)
        or resolves(text)
        or _UNPRINTABLE.search(text)
        or (flow and _FLOW_INDICATOR.search(text))
    )


def double_quoted(text: str) -> str:
    """Put a text in double quotes; only quotes, backslashes and the unprintable are escaped."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def styled(style: str, text: str, *, flow: bool) -> str:
    """Write a text on one line in a style, or in double quotes where that style cannot hold it.

    Args:
        style: The style.
        text: The text.
        flow: Whether it stands in a flow collection.

    Returns:
        The scalar.

    Example:
        >>> styled("'", "it's", flow=False), styled("", "a: b", flow=False)
        ("'it''s'", '"a: b"')
    """
    if style == "'" and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style == "" and is_safe_unquoted(text, flow=flow):
        return text
    return double_quoted(text)


@lru_cache(maxsize=1024)
def key_text(key: str, *, flow: bool = False) -> str:
    """Return a key as it is written: unquoted where that is safe, double-quoted otherwise."""
    return styled("", key, flow=flow)


def block_scalar(old: str, text: str, indent: str, newline: str) -> str | None:
    """Write a text as a literal or folded block scalar.

    Args:
        old: The block scalar in whose place it stands: its header decides the style and keeps its
            comment.
        text: The text.
        indent: The blanks before each line.
        newline: The line end of the file.

    Returns:
        The block scalar without its last line end, or None where that style cannot hold the text.
    """
    header = old.partition("\n")[0].rstrip("\r")
    indicators = _HEADER.match(header)
    assert indicators is not None
    digit = indicators[1].strip("-+")
    content = text.rstrip("\n")
    blank_lines = len(text) - len(content) - 1
    if (
        not content
        or (content[0] in " \t\n" and not digit)
        or (blank_lines > 0 and "+" not in indicators[1])
        or (header[0] == ">" and _INDENTED_LINE.search(content))
        or _UNPRINTABLE.search(content.replace("\n", ""))
    ):
        return None
    chomping = "-" if blank_lines < 0 else indicators[1].strip("-123456789")
    first = header[0] + digit + chomping + header[indicators.end() :]
    if header[0] == ">":
        content = _LINE_BREAKS.sub(lambda breaks: breaks[0] + "\n", content)
    lines = [indent + line if line else "" for line in content.split("\n")]
    return newline.join([first, *lines, *[""] * blank_lines])


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
