"""Scalar kinds: one row per kind, with its Python type, how it is read and how it is written.

The text of a scalar is the text between its quotes, or the unquoted scalar itself.
"""

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from .._util.lazy import lazy_pattern
from .text.numbers import (
    INFINITE,
    NOT_A_NUMBER,
    is_null,
    read_boolean,
    read_integer,
    read_number,
    rewrite_boolean,
    write_boolean,
    write_number,
)
from .text.quoting import resolves
from .timestamps import read_date, read_timestamp, rewrite_timestamp, write_timestamp


class Kind(Enum):
    """What a field holds."""

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATE = auto()
    TIMESTAMP = auto()
    LIST = auto()
    RECORD = auto()
    MAPPING = auto()
    ANYTHING = auto()

    # Enum's own is a Python function, and kinds are looked up for every value.
    __hash__: Callable[[Any], int] = object.__hash__  # type: ignore[assignment]


class ScalarPattern(NamedTuple):
    """How the canonical form of a scalar is recognized.

    Args:
        pattern: A verbose regular expression with one group; NEWLINE stands for the line ending.
        value: The Python expression of its value; `{0}` stands for the group.
        type: The name of the Python type of its value.
    """

    pattern: str
    value: str
    type: str = "str"


class Scalar(NamedTuple):
    """A kind of scalar.

    Args:
        kind: The kind.
        expected: What messages call it.
        types: The Python types of its values; type hints name the first.
        read: Returns the value of a text; raises ValueError.
        write: Returns the text of a value; raises ValueError or OverflowError.
        canonical: How its canonical form is recognized.
        tags: Its tags of https://yaml.org/type/.
        unquoted: The unquoted texts that are of this kind under an unknown key: those that YAML 1.1
            and YAML 1.2 readers take alike, and the dates and timestamps of YAML 1.1.
        rewrite: Returns the text of a value in the style of another text; by default `write`.
        quotable: Whether quoted text and block scalars may be of this kind.
    """

    kind: Kind
    expected: str
    types: tuple[type, ...]
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    canonical: ScalarPattern
    tags: tuple[str, ...]
    unquoted: re.Pattern[str] | None = None
    rewrite: Callable[[str, Any], str] | None = None
    quotable: bool = True

    def written_like(self, old: str, value: Any) -> str:
        """Return the text of a value in the style of another text of this kind."""
        return self.write(value) if self.rewrite is None else self.rewrite(old, value)


POSSESSIVE = "+" if sys.version_info >= (3, 11, 5) else ""
"""Makes the quantifier of a group possessive: what the group has matched is not tried again.

CPython 3.11.0 to 3.11.4 continue at the wrong position if such a group fails half-way
(https://github.com/python/cpython/issues/106052). Without it the same texts match.
"""

QUOTED_TEXT = ScalarPattern(r'"(.*)"', """unescaped({0}) if "\\\\" in {0} or '"' in {0} else {0}""")
"""How a string is recognized whose canonical form is double-quoted."""

_TABLE = (
    Scalar(
        Kind.TEXT,
        "text",
        (str,),
        str,
        str.__str__,
        # Unquoted words with one space or colon between them: a colon before a space would end a
        # key, a `#` after one would begin a comment.
        ScalarPattern(
            r"""(".*"|(?!(?:~|null|Null|NULL)NEWLINE)[^-?:,\[\]{}\#&*!|>'"%@`\s][^\ \t\n\r:]*+"""
            rf"""(?:[\ :][^\ \t\n\r:\#][^\ \t\n\r:]*+)*{POSSESSIVE})""",
            """unescaped({0}[1:-1]) if {0}[0] == '"' else {0}""",
        ),
        ("str", "binary"),
    ),
    Scalar(
        Kind.INTEGER,
        "an integer",
        (int,),
        read_integer,
        int.__repr__,
        ScalarPattern(r"(-?(?:0|[1-9][0-9]{0,17}))", "int({0})", "int"),
        ("int",),
        lazy_pattern(r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+"),
    ),
    Scalar(
        Kind.NUMBER,
        "a number",
        (float, int),
        read_number,
        write_number,
        ScalarPattern(
            r"(-?[0-9]{1,17}(?:\.[0-9]{1,17}(?:e[-+][0-9]{1,3})?)?)", "float({0})", "float"
        ),
        ("float",),
        lazy_pattern(
            rf"(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|{INFINITE}|{NOT_A_NUMBER}"
        ),
    ),
    Scalar(
        Kind.BOOLEAN,
        "true or false",
        (bool,),
        read_boolean,
        write_boolean,
        ScalarPattern("(true|false)", "{0} == 'true'", "bool"),
        ("bool",),
        lazy_pattern(r"true|True|TRUE|false|False|FALSE"),
        rewrite_boolean,
        quotable=False,
    ),
    Scalar(
        Kind.DATE,
        "a date",
        (date,),
        read_date,
        date.isoformat,
        ScalarPattern("([0-9]{4}-[0-9]{2}-[0-9]{2})", "date.fromisoformat({0})", "date"),
        (),
        lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ),
    Scalar(
        Kind.TIMESTAMP,
        "a timestamp such as 2021-12-10T14:30:00Z",
        (datetime,),
        read_timestamp,
        write_timestamp,
        ScalarPattern(
            r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]{1,6})?Z)",
            "datetime.fromisoformat({0})",
            "datetime",
        ),
        ("timestamp",),
        lazy_pattern(
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
        ),
        rewrite_timestamp,
    ),
)

SCALARS: dict[Kind, Scalar] = {row.kind: row for row in _TABLE}
"""The scalar kinds; every other table of scalars is derived from this one."""

KINDS: dict[type, Kind] = {row.types[0]: row.kind for row in _TABLE}
"""The scalar kinds by Python type."""

_UNQUOTED = [(row.unquoted, row.read) for row in _TABLE if row.unquoted is not None]


def kind_of(type_: type) -> Kind | None:
    """Return the scalar kind of the values of a Python type, or None if they are no scalars."""
    for base in type_.__mro__:  # a bool is an int too, and a datetime a date
        kind = KINDS.get(base)
        if kind:
            return kind
    return None


def fits(kind: Kind, type_: type) -> bool:
    """Return whether the values of a Python type can be written as a kind of scalar."""
    found = kind_of(type_)
    return found is kind or (kind is Kind.NUMBER and found is Kind.INTEGER)


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
    for pattern, read in _UNQUOTED:
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
