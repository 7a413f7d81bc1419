"""Parsers and writers of null, booleans, integers, floating-point and decimal numbers."""

import math
from decimal import Decimal
from numbers import Integral

from ..._util.lazy import lazy_pattern

NULLS = frozenset(["~", "null", "Null", "NULL", ""])
"""The unquoted scalars that are null in YAML 1.1 and 1.2."""

# YAML 1.1 (https://yaml.org/type/), without the base 60 of int and float, as in `10:00`.
_INTEGER = lazy_pattern(r"[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)")
_NUMBER = lazy_pattern(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")

NOT_FINITE = r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
"""The pattern of infinity, with a group for its sign, and NaN in YAML 1.1 and 1.2."""

_NOT_FINITE = lazy_pattern(NOT_FINITE)

BOOLEANS = "true|True|TRUE|false|False|FALSE"
"""The pattern of the booleans of YAML 1.1 and 1.2."""

_BOOLEAN_WORDS = [("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n")]
_BOOLEANS = {
    text: word == pair[0]
    for pair in _BOOLEAN_WORDS
    for word in pair
    for text in (word, word.capitalize(), word.upper())
}

# One object, so that lists and dicts that contain it compare equal.
_NAN = float("nan")


def read_integer(text: str) -> int:
    """Parse an integer of YAML 1.1 such as `1_000`, `0x1F` or octal `017`, or raise ValueError."""
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    digits = text.replace("_", "").lower()
    bare = digits.lstrip("+-")
    is_octal = len(bare) > 1 and bare[0] == "0" and bare[1] not in "bx"
    value = int(digits, 8 if is_octal else 0)
    # Raise ValueError if the integer cannot be written: Python reads any number of hexadecimal
    # digits, but converts at most 4,300 decimal ones by default.
    int.__repr__(value)
    return value


def read_number(text: str) -> float:
    """Parse a number of YAML 1.1 or 1.2 such as `4.5`, `1e3` or `-.inf`, or raise ValueError."""
    value = float(_python_number(text))
    return _NAN if math.isnan(value) else value


def _python_number(text: str) -> str:
    """Return a number as Python reads it, or raise ValueError."""
    if _NUMBER.fullmatch(text):
        return text.replace("_", "")
    if _NOT_FINITE.fullmatch(text):
        return text.replace(".", "")
    raise ValueError(text)


def write_number(value: float | Integral) -> str:
    """Write a number in the shortest form that YAML 1.1 and 1.2 readers parse as this number."""
    if type(value) is not float and isinstance(value, Integral):
        return int.__repr__(int(value))  # also for an integer of NumPy
    # YAML 1.1 requires a dot in the mantissa and a sign in the exponent; Python writes the sign.
    mantissa, exponent, power = repr(float(value)).partition("e")
    if mantissa.lstrip("-").isalpha():
        return mantissa.replace("nan", ".nan").replace("inf", ".inf")
    return (mantissa if "." in mantissa else f"{mantissa}.0") + exponent + power


def read_decimal(text: str) -> Decimal:
    """Parse a number, in the forms that `read_number` accepts, with all its digits."""
    try:
        return Decimal(_python_number(text))
    except ArithmeticError as error:  # an exponent of too many digits
        raise ValueError(text) from error


def write_decimal(value: Decimal | int | Integral) -> str:
    """Write a decimal number with all its digits, or raise ValueError for a signaling NaN."""
    value = Decimal(value if isinstance(value, Decimal) else int(value))
    if value.is_snan():
        raise ValueError("found a signaling NaN")
    if not value.is_finite():
        return write_number(float(value))
    # YAML 1.1 requires a dot in the mantissa of a number with an exponent.
    mantissa, exponent, power = str(value).partition("E")
    return (f"{mantissa}.0" if exponent and "." not in mantissa else mantissa) + exponent + power


def is_nan(value: float | Decimal) -> bool:
    """Return whether a number is NaN, which is unequal to itself in Python."""
    return value.is_nan() if isinstance(value, Decimal) else math.isnan(value)


def read_boolean(text: str) -> bool:
    """Parse a boolean of YAML 1.1, or raise ValueError."""
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def rewrite_boolean(old: str, value: bool) -> str:
    """Write a boolean with the words and the case of an old one: `On` -> `Off`."""
    word = next(pair for pair in _BOOLEAN_WORDS if old.lower() in pair)[not value]
    return {old.lower(): word, old.capitalize(): word.capitalize(), old.upper(): word.upper()}[old]
