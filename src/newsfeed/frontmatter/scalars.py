"""The table of scalar kinds: one row per kind, with its Python types, parser and writer.

The text of a scalar is the string between its quotes, or the unquoted scalar itself.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from functools import partial
from typing import Any, NamedTuple

from .._util.lazy import lazy_pattern
from . import timestamps
from .text import numbers
from .text.quoting import resolves


class Kind(Enum):
    """The kind of a value."""

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    DECIMAL = auto()
    BOOLEAN = auto()
    DATE = auto()
    TIMESTAMP = auto()
    UNTYPED_TIMESTAMP = auto()
    UTC_TIMESTAMP = auto()
    LIST = auto()
    MODEL = auto()
    MAPPING = auto()
    TAGGED = auto()
    ANYTHING = auto()

    # Enum.__hash__ is a slower Python function, and the kind of every value is looked up.
    __hash__: Callable[[Any], int] = object.__hash__  # type: ignore[assignment]


COLLECTIONS = (Kind.LIST, Kind.MODEL, Kind.MAPPING)
"""The kinds of values that contain other values."""


class ScalarPattern(NamedTuple):
    """The regular expression of the canonical form of a scalar."""

    pattern: str  # verbose, with one group; NEWLINE is a placeholder
    value: str  # the Python expression of its value; {0} is a placeholder for the group
    type: str = "str"  # the name of the Python type of the value


class Scalar(NamedTuple):
    """A kind of scalar."""

    expected: str  # its name in messages
    type: type
    read: Callable[[str], Any]  # raises ValueError
    write: Callable[[Any], str]  # raises ValueError or OverflowError
    canonical: ScalarPattern | None = None
    tags: tuple[str, ...] = ()  # of https://yaml.org/type/
    unquoted: str | None = None  # the pattern of those of this kind under unknown keys
    rewrite: Callable[[str, Any], str] | None = None  # like an old text; `write` if None
    quotable: bool = True  # whether quoted and block scalars may have this kind


POSSESSIVE = "+" if sys.version_info >= (3, 11, 5) else ""
"""The suffix that makes the quantifier of a group possessive, so that it does not backtrack.

CPython 3.11.0 to 3.11.4 continue at the wrong position if such a group fails half-way
(https://github.com/python/cpython/issues/106052). The same strings match without it.
"""

QUOTED_TEXT = ScalarPattern(r'"(.*)"', """unescaped({0}) if "\\\\" in {0} or '"' in {0} else {0}""")
"""The pattern of a string whose canonical form is double-quoted."""

SCALARS: dict[Kind, Scalar] = {
    Kind.TEXT: Scalar(
        expected="text",
        type=str,
        read=str,
        write=str.__str__,
        # A double-quoted string, or unquoted words with one space or colon between them: a colon
        # before a space would end a key, and a `#` after a space would start a comment.
        canonical=ScalarPattern(
            r"""(".*"|(?!(?:~|null|Null|NULL)NEWLINE)[^-?:,\[\]{}\#&*!|>'"%@`\s][^\ \t\n\r:]*+"""
            rf"""(?:[\ :][^\ \t\n\r:\#][^\ \t\n\r:]*+)*{POSSESSIVE})""",
            """unescaped({0}[1:-1]) if {0}[0] == '"' else {0}""",
        ),
        tags=("str", "binary"),
    ),
    Kind.INTEGER: Scalar(
        expected="an integer",
        type=int,
        read=numbers.read_integer,
        write=numbers.write_number,
        canonical=ScalarPattern(r"(-?(?:0|[1-9][0-9]{0,17}))", "int({0})", "int"),
        tags=("int",),
        unquoted=r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+",
    ),
    Kind.NUMBER: Scalar(
        expected="a number",
        type=float,
        read=numbers.read_number,
        write=numbers.write_number,
        canonical=ScalarPattern(
            r"(-?[0-9]{1,17}(?:\.[0-9]{1,17}(?:e[-+][0-9]{1,3})?)?)", "float({0})", "float"
        ),
        tags=("float",),
        unquoted=rf"(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|{numbers.NOT_FINITE}",
    ),
    Kind.DECIMAL: Scalar(
        expected="a decimal number",
        type=Decimal,
        read=numbers.read_decimal,
        write=numbers.write_decimal,
        canonical=ScalarPattern(r"(-?[0-9]{1,17}(?:\.[0-9]{1,17})?)", "Decimal({0})", "Decimal"),
    ),
    Kind.BOOLEAN: Scalar(
        expected="true or false",
        type=bool,
        read=numbers.read_boolean,
        write=lambda value: "true" if value else "false",
        canonical=ScalarPattern("(true|false)", "{0} == 'true'", "bool"),
        tags=("bool",),
        unquoted=numbers.BOOLEANS,
        rewrite=numbers.rewrite_boolean,
        quotable=False,
    ),
    Kind.DATE: Scalar(
        expected="a date",
        type=date,
        read=timestamps.read_date,
        write=date.isoformat,
        canonical=ScalarPattern("([0-9]{4}-[0-9]{2}-[0-9]{2})", "date.fromisoformat({0})", "date"),
        unquoted=r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    ),
    Kind.TIMESTAMP: Scalar(
        expected="a timestamp such as 2021-12-10T14:30:00Z",
        type=datetime,
        read=timestamps.read_timestamp,
        write=partial(timestamps.rewrite_with_offset, ""),
        canonical=ScalarPattern(
            r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]{1,6})?Z)",
            "datetime.fromisoformat({0})",
            "datetime",
        ),
        rewrite=timestamps.rewrite_with_offset,
    ),
    # Under an unknown key, a timestamp without time zone is a naive datetime.
    Kind.UNTYPED_TIMESTAMP: Scalar(
        expected="a timestamp",
        type=datetime,
        read=timestamps.read_untyped_timestamp,
        write=partial(timestamps.rewrite_with_offset, ""),
        tags=("timestamp",),
        unquoted=r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
        r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?",
        rewrite=partial(timestamps.rewrite_with_offset, implied=None),
    ),
}
"""The scalar kinds. Derive every other table of scalars from this one."""

UNTYPED_SCALARS = frozenset(SCALARS) - {Kind.DECIMAL, Kind.TIMESTAMP}
"""The kinds of scalars under unknown keys."""

SCALARS[Kind.UTC_TIMESTAMP] = SCALARS[Kind.TIMESTAMP]._replace(
    write=timestamps.write_timestamp, rewrite=timestamps.rewrite_timestamp
)

KINDS: dict[type, Kind] = {row.type: kind for kind, row in reversed(SCALARS.items())}
"""The scalar kinds by the Python type that type hints use: the first of each type."""

_ALL_KINDS = {**KINDS, list: Kind.LIST, dict: Kind.MAPPING}
_TYPED = {kind.name: row for kind, row in SCALARS.items() if row.unquoted is not None}
_UNQUOTED = lazy_pattern("|".join(f"(?P<{name}>{row.unquoted})" for name, row in _TYPED.items()))
# The first characters of numbers and dates. Other scalars are looked up, which is faster.
_NUMBER_STARTS = frozenset("0123456789-+.")
_TYPED_WORDS = {
    **dict.fromkeys(numbers.NULLS),
    **{word: numbers.read_boolean(word) for word in numbers.BOOLEANS.split("|")},
}


def kind_of(type_: type) -> Kind | None:
    """Return the kind of the values of a Python type, or None if YAML has no such values."""
    for base in type_.__mro__:  # a bool is an int too, and a datetime a date
        if kind := _ALL_KINDS.get(base):
            return kind
    return None


def read_unquoted(text: str) -> Any:
    """Return the value of an unquoted scalar under an unknown key.

    It is typed only if YAML 1.1 and 1.2 readers agree on it, or if it is a date or timestamp of
    YAML 1.1. Every other scalar is a string, as its author wrote it.

    Example:
        >>> [read_unquoted(text) for text in ("3", "true", "NO", "10:00", "0123", "~")]
        [3, True, 'NO', '10:00', '0123', None]
    """
    if text[:1] not in _NUMBER_STARTS:
        return _TYPED_WORDS.get(text, text)
    try:
        if len(text) == 10 and text[4] == text[7] == "-":  # most dates, and most other integers
            return date.fromisoformat(text)
        if text[0] in "123456789" and text.isascii() and text.isdecimal():
            return int(text)
        match = _UNQUOTED.fullmatch(text)
        return text if match is None else _TYPED[str(match.lastgroup)].read(text)
    except ValueError:  # such as 2024-02-30
        return text


def is_ambiguous(text: str, *, is_text: bool = False) -> bool:
    """Return whether YAML readers disagree on an unquoted scalar, such as `NO` or `0123`."""
    if not resolves(text):
        return False
    value = read_unquoted(text)
    # If it is meant as a string, a date or a timestamp is ambiguous as well.
    return isinstance(value, str) or (is_text and isinstance(value, date))
