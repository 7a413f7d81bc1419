"""Null, booleans, integers and numbers as text."""

from ..._util.lazy import lazy_pattern

# YAML 1.1 (https://yaml.org/type/): null, bool, int without base 60, float without base 60.
_NULL = lazy_pattern(r"~|null|Null|NULL|")
_INTEGER = lazy_pattern(r"[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)")
_NUMBER = lazy_pattern(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
INFINITE = r"([-+]?)\.(?:inf|Inf|INF)"
"""Infinity in YAML 1.1 and 1.2, with a group for its sign."""

NOT_A_NUMBER = r"\.(?:nan|NaN|NAN)"
"""NaN in YAML 1.1 and 1.2."""

_NOT_FINITE = lazy_pattern(rf"(?P<infinite>{INFINITE})|{NOT_A_NUMBER}")

_BOOLEAN_WORDS = [("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n")]
_BOOLEANS = {
    spelling: word == pair[0]
    for pair in _BOOLEAN_WORDS
    for word in pair
    for spelling in (word, word.capitalize(), word.upper())
}

# One object, so that containers which hold it compare equal.
_NAN = float("nan")


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
    special = _NOT_FINITE.fullmatch(text)
    if special:
        return float(f"{special[2]}inf") if special["infinite"] else _NAN
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


def read_boolean(text: str) -> bool:
    """Read a boolean of YAML 1.1; raises ValueError."""
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def write_boolean(value: bool) -> str:
    """Return `true` or `false`."""
    return "true" if value else "false"


def rewrite_boolean(old: str, value: bool) -> str:
    """Answer `yes` with `no`, `On` with `Off`."""
    pair = next(pair for pair in _BOOLEAN_WORDS if old.lower() in pair)
    word = pair[not value]
    cases = {old.capitalize(): word.capitalize(), old.upper(): word.upper()}
    return word if old.islower() else cases[old]
