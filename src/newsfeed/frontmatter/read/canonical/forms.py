"""The canonical forms of scalars, as patterns and as the Python that reads what they match."""

import re
import sys
from datetime import date, datetime
from typing import Any, NamedTuple

from ...schema import Kind, Type

# What YAML cannot hold or takes for a line break, but for LF and, in a text of CRLF, CR. Few texts
# need the patterns compiled.
_UNREADABLE = {
    newline: rf"[\x00-\x08\x0b\x0c{other}\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
    for newline, other in (("\n", "\r"), ("\r\n", ""))
}
# The bytes with which such characters begin in UTF-8, but for U+2028 and U+2029: they begin like
# curly quotes and dashes.
_SUSPECT = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF])
_BLANKED = {
    newline: bytes.maketrans(_SUSPECT + other, b" " * len(_SUSPECT + other))
    for newline, other in (("\n", b"\r"), ("\r\n", b""))
}

_ESCAPE = re.compile(r"""\\(?:(["\\nr])|x([0-9A-F]{2})|u((?!D[89A-F])[0-9A-F]{4}))|["\\]""")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "r": "\r"}

POSSESSIVE = "+" if sys.version_info >= (3, 11, 5) else ""
"""What makes the quantifier of a group possessive, so that what it has matched is not tried again.

CPython 3.11.0 to 3.11.4 go on from the wrong place where such a group fails half-way
(https://github.com/python/cpython/issues/106052); without it the same texts match.
"""


class NotCanonicalError(Exception):
    """A text is not of the form that can be read in the fast way."""


def unescaped(text: str) -> str:
    """Read what stands between two double quotes."""
    plain = text.replace('\\"', '"')
    if "\\" in plain or plain.count('"') != len(text) - len(plain):
        return _ESCAPE.sub(_char, text)
    return plain


def _char(escape: re.Match[str]) -> str:
    char, byte, unit = escape.groups()
    if char:
        return _ESCAPED[char]
    if not (byte or unit):
        raise NotCanonicalError
    return chr(int(byte or unit, 16))


class Scalar(NamedTuple):
    """How a scalar is recognized.

    Args:
        pattern: The pattern of its text, with one group.
        value: The Python expression of its value, given the group.
        type: The name of the type of its value.
    """

    pattern: str
    value: str
    type: str = "str"


QUOTED = Scalar(r'"(.*)"', """unescaped({0}) if "\\\\" in {0} or '"' in {0} else {0}""")
# Words with one blank or colon between them: before a blank a colon would end a key, behind one a
# `#` would begin a comment.
WORDS = Scalar(
    r"""(".*"|(?!(?:~|null|Null|NULL)NEWLINE)[^-?:,\[\]{}\#&*!|>'"%@`\s][^\ \t\n\r:]*+"""
    rf"""(?:[\ :][^\ \t\n\r:\#][^\ \t\n\r:]*+)*{POSSESSIVE})""",
    """unescaped({0}[1:-1]) if {0}[0] == '"' else {0}""",
)
_FORMS = {
    Kind.INTEGER: Scalar(r"(-?(?:0|[1-9][0-9]{0,17}))", "int({0})", "int"),
    Kind.NUMBER: Scalar(
        r"(-?[0-9]{1,17}(?:\.[0-9]{1,17}(?:e[-+][0-9]{1,3})?)?)", "float({0})", "float"
    ),
    Kind.BOOLEAN: Scalar("(true|false)", "{0} == 'true'", "bool"),
    Kind.DATE: Scalar("([0-9]{4}-[0-9]{2}-[0-9]{2})", "date.fromisoformat({0})", "date"),
    Kind.TIMESTAMP: Scalar(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z)",
        "datetime.fromisoformat({0})",
        "datetime",
    ),
}


def is_readable(text: str, newline: str) -> bool:
    """Tell whether YAML takes each character for itself, and each line end is the same."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    if newline == "\r\n" and data.count(b"\r") != data.count(b"\n"):
        return False
    # An eighth of the time of the search, measured over the news files.
    if data.translate(_BLANKED[newline]) == data:
        return text.isascii() or ("\u2028" not in text and "\u2029" not in text)
    return re.search(_UNREADABLE[newline], text) is None


def form_of(type_: Type) -> Scalar | None:
    """Return the canonical form of a scalar, or None if the type is none."""
    if type_.kind is Kind.TEXT:
        return QUOTED if type_.quoted else WORDS
    return _FORMS.get(type_.kind)


NAMES: dict[str, Any] = {"unescaped": unescaped, "date": date, "datetime": datetime}
"""What the expressions of `Scalar.value` refer to."""
