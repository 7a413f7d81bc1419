"""Scalars: one codec a kind, from text and to text.

The text of a scalar is what stands between its quotes, or the plain word itself.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs

from .schema import Kind
from .text.quoting import resolves
from .timestamps import read_date, read_timestamp, respell_timestamp, write_timestamp

# YAML 1.1 (https://yaml.org/type/): null, bool, int without base 60, float without base 60.
_NULL = re.compile(r"~|null|Null|NULL|")
_INTEGER = re.compile(r"[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)")
_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = re.compile(r"\.(?:nan|NaN|NAN)")

# What a YAML 1.1 and a YAML 1.2 reader take alike, so that an unknown value has one meaning.
_COMMON_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+")
_COMMON_NUMBER = re.compile(r"(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?")
_COMMON_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMON_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_COMMON_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")

_WORDS = [("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n")]
_BOOLEANS = {
    spelling: word == pair[0]
    for pair in _WORDS
    for word in pair
    for spelling in (word, word.capitalize(), word.upper())
}

# One object, so that containers which hold it compare equal.
_NAN = float("nan")


@attrs.frozen
class Codec:
    """How a kind of scalar is read and written.

    Args:
        expected: What to call it in an error.
        types: The Python types of its values.
        read: From text; raises ValueError.
        write: To text; raises ValueError or OverflowError.
        respell: To text, written as another text of that kind is.
        quotable: Whether a text in quotes, or in a block scalar, may be one.
    """

    expected: str
    types: tuple[type, ...]
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    respell: Callable[[str, Any], str]
    quotable: bool = True


def is_null(text: str) -> bool:
    """Tell whether a plain scalar is null in YAML 1.1 and 1.2."""
    return _NULL.fullmatch(text) is not None


def read_integer(text: str) -> int:
    """Read what YAML 1.1 calls an integer, but for base 60.

    Args:
        text: Such as `42`, `-1`, `1_000`, `0x1F`, `0b101`; `017` is octal.

    Returns:
        The integer.

    Raises:
        ValueError: If the text is none, or has more digits than Python converts (4,300 by default).
    """
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    digits = text.replace("_", "").lower()
    bare = digits.lstrip("+-")
    is_octal = len(bare) > 1 and bare[0] == "0" and bare[1] not in "bx"
    value = int(digits, 8 if is_octal else 0)
    # Python reads hexadecimal digits of any number, but writes no more than it reads of decimal.
    int.__repr__(value)
    return value


def read_number(text: str) -> float:
    """Read a number of YAML 1.1 or 1.2, but for base 60.

    Args:
        text: Such as `4.5`, `1e3`, `-.inf`, `.nan`.

    Returns:
        The number; always the same object for `.nan`.

    Raises:
        ValueError: If the text is none.
    """
    if _NOT_A_NUMBER.fullmatch(text):
        return _NAN
    infinite = _INFINITE.fullmatch(text)
    if infinite:
        return float(f"{infinite[1]}inf")
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text.replace("_", ""))


def write_number(value: float) -> str:
    """Write a number so that YAML 1.1 and 1.2 readers take it for one.

    Args:
        value: The number.

    Returns:
        Its shortest text that reads back as it, with a dot in the mantissa and a sign in the
        exponent.
    """
    if isinstance(value, int):
        return int.__repr__(value)
    mantissa, exponent, power = repr(float(value)).partition("e")
    if mantissa.lstrip("-").isalpha():
        return mantissa.replace("nan", ".nan").replace("inf", ".inf")
    return (mantissa if "." in mantissa else f"{mantissa}.0") + exponent + power


def _read_boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def _write_boolean(value: bool) -> str:
    return "true" if value else "false"


def _respell_boolean(old: str, value: bool) -> str:
    """Answer `yes` with `no`, `On` with `Off`."""
    pair = next(pair for pair in _WORDS if old.lower() in pair)
    word = pair[not value]
    cases = {old.capitalize(): word.capitalize(), old.upper(): word.upper()}
    return word if old.islower() else cases[old]


def _as_written(write: Callable[[Any], str]) -> Callable[[str, Any], str]:
    return lambda _, value: write(value)


CODECS = {
    Kind.TEXT: Codec("text", (str,), str, str.__str__, _as_written(str.__str__)),
    Kind.INTEGER: Codec(
        "an integer", (int,), read_integer, int.__repr__, _as_written(int.__repr__)
    ),
    Kind.NUMBER: Codec(
        "a number", (float, int), read_number, write_number, _as_written(write_number)
    ),
    Kind.BOOLEAN: Codec(
        "true or false", (bool,), _read_boolean, _write_boolean, _respell_boolean, quotable=False
    ),
    Kind.DATE: Codec("a date", (date,), read_date, date.isoformat, _as_written(date.isoformat)),
    Kind.TIMESTAMP: Codec(
        "a timestamp such as 2021-12-10T14:30:00Z",
        (datetime,),
        read_timestamp,
        write_timestamp,
        respell_timestamp,
    ),
}


def kind_of(value: object) -> Kind | None:
    """Tell which kind of scalar an unknown value is, or None if it is none."""
    for type_ in type(value).__mro__:
        kind = _KINDS.get(type_)
        if kind:
            return kind
    return None


_KINDS = {
    str: Kind.TEXT,
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    datetime: Kind.TIMESTAMP,
    date: Kind.DATE,
}


def read_plain(text: str) -> Any:
    """Read the plain scalar of an unknown key.

    A word has a type only where YAML 1.1 and 1.2 readers agree on it, or where it is a date or a
    timestamp of YAML 1.1; all else is text, so that `NO`, `10:00`, `0123` and `1_000` stay what
    their author wrote.

    Args:
        text: The plain scalar.

    Returns:
        None, a bool, int, float, date, datetime or str.

    Example:
        >>> [read_plain(text) for text in ("3", "true", "NO", "10:00", "~")]
        [3, True, 'NO', '10:00', None]
    """
    if is_null(text):
        return None
    for pattern, read in _COMMON:
        if pattern.fullmatch(text):
            try:
                return read(text)
            except ValueError:
                return text
    return text


def is_ambiguous(text: str, *, is_text: bool = False) -> bool:
    """Tell whether YAML 1.1 and YAML 1.2 readers take a plain scalar for different values.

    Args:
        text: The plain scalar.
        is_text: Whether it stands for a text; then a date or a timestamp is ambiguous as well.

    Returns:
        Whether they do.

    Example:
        >>> [is_ambiguous(text) for text in ("NO", "0123", "2024-01-01", "12", "Sea")]
        [True, True, False, False, False]
    """
    if not resolves(text):
        return False
    value = read_plain(text)
    return isinstance(value, str) or (is_text and isinstance(value, date))


_COMMON: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [
    (_COMMON_BOOLEAN, _read_boolean),
    (_COMMON_INTEGER, read_integer),
    (_COMMON_NUMBER, read_number),
    (_INFINITE, read_number),
    (_NOT_A_NUMBER, read_number),
    (_COMMON_DATE, read_date),
    (_COMMON_TIMESTAMP, read_timestamp),
]
