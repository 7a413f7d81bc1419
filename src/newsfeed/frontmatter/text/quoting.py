"""Quoting and block styles: write strings so that every YAML reader parses them as these strings.

A style is named by its first character: `"`, `'`, `|`, `>`, or nothing for an unquoted scalar.
"""

import re
from functools import lru_cache

from ..._util.lazy import lazy_pattern
from ..limits import MAX_TAG_LENGTH

# Not printable in YAML 1.1 or 1.2, or a line break in one of them, or a byte order mark.
_UNPRINTABLES = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_UNPRINTABLE = lazy_pattern(_UNPRINTABLES)
_TO_ESCAPE = lazy_pattern(f'["\\\\]|{_UNPRINTABLES}')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}

# Strings that are not read as one scalar, or not as the same one, without quotes.
_NEEDS_QUOTES = lazy_pattern(
    r"""
      \s    | [-?:,\[\]{}\#&*!|>'"%@`]   # begins with whitespace or an indicator
    | .*? (?: :[ \t] | [ \t]\# | \t )    # contains a key, a comment or a tab
    | .* [: ] \Z                         # ends with a colon or a space
    | \.\.\.[ ]                          # ends the front matter, as a key
    """,
    re.VERBOSE | re.DOTALL,
)
# The most characters of a string that is kept with its quotes.
_LONGEST_WORD = 64
# In flow collections, more characters have a meaning.
_FLOW_INDICATOR = lazy_pattern(r"[,?\[\]{}]")

# Unquoted scalars that YAML 1.1, YAML 1.2 or Psych (Ruby, in any case) do not resolve to strings.
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

# A tag that every YAML reader reads alike, except those of YAML itself.
_OWN_TAG = lazy_pattern(
    r"(?a)!(?:[\w./:;@&=+$~*'()?-]*[\w./@=+~)?-]"
    r"|<(?!tag:yaml\.org,2002:)[a-z][\w.+-]*:[\w./:;@&=+$~*'(),!?-]+>)"
)

# The header of a block scalar: its style, chomping indicator and indentation.
_HEADER = lazy_pattern(r"[|>]([-+1-9]*)")
_INDENTED_LINE = lazy_pattern(r"^[ \t]", re.MULTILINE)


def resolves(text: str) -> bool:
    """Return whether any YAML reader resolves an unquoted scalar to a value other than a string."""
    return _RESOLVED.fullmatch(text) is not None


def is_own_tag(tag: object) -> bool:
    """Return whether every YAML reader reads a tag alike, and it is not one of YAML itself."""
    return isinstance(tag, str) and len(tag) <= MAX_TAG_LENGTH and bool(_OWN_TAG.fullmatch(tag))


def odd_indent(text: str) -> str:
    """Return what to do about a Unicode space that begins a text; empty for any other character."""
    if not text[:1].isspace() or text[0].isascii():
        return ""
    import unicodedata

    found = f"{unicodedata.name(text[0], 'whitespace')} (U+{ord(text[0]):04X})"
    return f"expected spaces as indentation, found {found}; replace it with a space"


def has_surrogate(text: str) -> bool:
    """Return whether a string contains a surrogate, which UTF-8 cannot encode."""
    return not text.isascii() and re.search("[\ud800-\udfff]", text) is not None


def is_safe_unquoted(text: str, *, flow: bool) -> bool:
    """Return whether every YAML reader parses an unquoted string as this string, unlike `NO`."""
    return not (
        _NEEDS_QUOTES.match(text)
        or resolves(text)
        or _UNPRINTABLE.search(text)
        or (flow and _FLOW_INDICATOR.search(text))
    )


def double_quoted(text: str) -> str:
    """Return a string in double quotes, with quotes, backslashes and unprintables escaped."""
    if type(text) is str and text.isprintable():  # the usual case, which needs no pattern
        if '"' in text or "\\" in text:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def json_quoted(text: str) -> str:
    """Return a string in double quotes that JSON and YAML read alike."""
    escaped = re.sub(r"\\.", lambda match: match[0].replace("x", "u00"), double_quoted(text))
    return escaped.replace("\t", "\\t")


def unquoted(text: str, *, flow: bool = False) -> str:
    """Return a string on one line: unquoted if that is safe, double-quoted otherwise."""
    write = _short_unquoted if len(text) <= _LONGEST_WORD else _unquoted
    return write(text, flow)


def _unquoted(text: str, flow: bool) -> str:
    if "\n" in text:
        raise ValueError(text)  # its canonical form may be a literal block
    return text if is_safe_unquoted(text, flow=flow) else double_quoted(text)


# The patterns take long, and the same short strings are written again and again. A string of
# another class, which may format itself in its own way, must not be returned for an equal `str`.
_short_unquoted = lru_cache(maxsize=1024, typed=True)(_unquoted)


def styled(style: str, text: str, *, flow: bool) -> str:
    """Write a string on one line in a style, or in double quotes if the style cannot express it."""
    if style == "'" and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text) if style or "\n" in text else unquoted(text, flow=flow)


@lru_cache(maxsize=1024, typed=True)
def key_text(key: str) -> str:
    """Return a key as it is written: unquoted if that is safe, double-quoted otherwise."""
    return styled("", key, flow=False)


def block_scalar(old: str, text: str, indent: str, newline: str) -> str | None:
    r"""Write a string as a block scalar with the header of an old one, or return None.

    Example:
        >>> block_scalar("|  # note", "one\ntwo\n", indent="  ", newline="\n")
        '|  # note\n  one\n  two'
    """
    header = old.partition("\n")[0].rstrip("\r")
    indicators = _HEADER.match(header)
    assert indicators is not None
    digit = indicators[1].strip("-+")
    content = text.rstrip("\n")
    empty_lines = len(text) - len(content) - 1  # -1 without a newline at the end
    if (
        not content
        or (content[0] in " \t\n" and not digit)  # needs an indentation indicator
        or (empty_lines > 0 and "+" not in indicators[1])  # would lose its empty lines
        or _UNPRINTABLE.search(content.replace("\n", ""))
    ):
        return None
    chomping = "-" if empty_lines < 0 else indicators[1].strip("-123456789")
    # A folded scalar would keep indented lines unfolded.
    style = "|" if _INDENTED_LINE.search(content) else header[0]
    first = style + digit + chomping + header[indicators.end() :]
    lines = [indent + line if line else "" for line in content.split("\n")]
    if style == ">":
        from .folding import refolded

        rows = [line.rstrip("\r") for line in old.rstrip(" \t\r\n").split("\n")[1:]] or [""]
        lines = refolded([(row, row[len(indent) :]) for row in rows], content, indent, indent)
    return newline.join([first, *lines, *[""] * empty_lines])


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _ESCAPES.get(match[0]) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
