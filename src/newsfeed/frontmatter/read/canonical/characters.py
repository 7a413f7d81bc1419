"""The characters of canonical text: which may be in it, and how escapes are read."""

import re
from datetime import date, datetime
from typing import Any

# What YAML cannot hold or takes for a line break, but for LF and, in a text of CRLF, CR. Few texts
# need the patterns compiled.
_FORBIDDEN_CHARACTERS = {
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
_UNESCAPED = {'"': '"', "\\": "\\", "n": "\n", "r": "\r"}


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
        return _UNESCAPED[char]
    if not (byte or unit):
        raise NotCanonicalError
    return chr(int(byte or unit, 16))


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
    return re.search(_FORBIDDEN_CHARACTERS[newline], text) is None


NAMES: dict[str, Any] = {"unescaped": unescaped, "date": date, "datetime": datetime}
"""The names that the expressions of `ScalarPattern.value` use."""
