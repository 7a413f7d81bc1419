"""The table of scalar kinds: one row per kind, with its Python types, parser and writer.

The text of a scalar is the string between its quotes, or the unquoted scalar itself.
"""

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from .._util.lazy import lazy_pattern
from .text import numbers
from .text.quoting import resolves
from .timestamps import read_date, read_timestamp, rewrite_timestamp, write_timestamp


class Kind(Enum):
    """The kind of a value."""

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATE = auto()
    TIMESTAMP = auto()
    LIST = auto()
    MODEL = auto()
    MAPPING = auto()
    ANYTHING = auto()

    # Enum.__hash__ is a slower Python function, and the kind of every value is looked up.
    __hash__: Callable[[Any], int] = object.__hash__  # type: ignore[assignment]


COLLECTIONS = (Kind.LIST, Kind.MODEL, Kind.MAPPING)
"""The kinds of values that contain other values."""


class ScalarPattern(NamedTuple):
    """The regular expression of the canonical form of a scalar.

    Args:
        pattern: A verbose regular expression with one group; NEWLINE is a placeholder.
        value: The Python expression of its value; `{0}` is a placeholder for the group.
        type: The name of the Python type of `value`.
    """

    pattern: str
    value: str
    type: str = "str"


class Scalar(NamedTuple):
    """A kind of scalar.

    Args:
        expected: Its name in messages.
        read: Parses a text; raises ValueError.
        write: Returns the text of a value; raises ValueError or OverflowError.
        tags: Its tags of https://yaml.org/type/.
        unquoted: Matches the unquoted scalars that have this kind under an unknown key.
        rewrite: Returns the text of a value in the format of an old text; `write` if None.
        quotable: Whether quoted and block scalars may have this kind.
    """

    kind: Kind
    expected: str
    type: type
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    canonical: ScalarPattern
    tags: tuple[str, ...]
    unquoted: re.Pattern[str] | None = None
    rewrite: Callable[[str, Any], str] | None = None
    quotable: bool = True

    def written_like(self, old: str, value: Any) -> str:
        """Return the text of a value in the format of an old text of this kind."""
        return self.write(value) if self.rewrite is None else self.rewrite(old, value)


POSSESSIVE = "+" if sys.version_info >= (3, 11, 5) else ""
"""The suffix that makes the quantifier of a group possessive, so that it does not backtrack.

CPython 3.11.0 to 3.11.4 continue at the wrong position if such a group fails half-way
(https://github.com/python/cpython/issues/106052). The same strings match without it.
"""

QUOTED_TEXT = ScalarPattern(r'"(.*)"', """unescaped({0}) if "\\\\" in {0} or '"' in {0} else {0}""")
"""The pattern of a string whose canonical form is double-quoted."""

_TABLE = (
    Scalar(
        kind=Kind.TEXT,
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
    Scalar(
        kind=Kind.INTEGER,
        expected="an integer",
        type=int,
        read=numbers.read_integer,
        write=int.__repr__,
        canonical=ScalarPattern(r"(-?(?:0|[1-9][0-9]{0,17}))", "int({0})", "int"),
        tags=("int",),
        unquoted=lazy_pattern(r"[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+"),
    ),
    Scalar(
        kind=Kind.NUMBER,
        expected="a number",
        type=float,
        read=numbers.read_number,
        write=numbers.write_number,
        canonical=ScalarPattern(
            r"(-?[0-9]{1,17}(?:\.[0-9]{1,17}(?:e[-+][0-9]{1,3})?)?)", "float({0})", "float"
        ),
        tags=("float",),
        unquoted=lazy_pattern(
            rf"(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|{numbers.NOT_FINITE}"
        ),
    ),
    Scalar(
        kind=Kind.BOOLEAN,
        expected="true or false",
        type=bool,
        read=numbers.read_boolean,
        write=numbers.write_boolean,
        canonical=ScalarPattern("(true|false)", "{0} == 'true'", "bool"),
        tags=("bool",),
        unquoted=lazy_pattern(r"true|True|TRUE|false|False|FALSE"),
        rewrite=numbers.rewrite_boolean,
        quotable=False,
    ),
    Scalar(
        kind=Kind.DATE,
        expected="a date",
        type=date,
        read=read_date,
        write=date.isoformat,
        canonical=ScalarPattern("([0-9]{4}-[0-9]{2}-[0-9]{2})", "date.fromisoformat({0})", "date"),
        tags=(),
        unquoted=lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ),
    Scalar(
        kind=Kind.TIMESTAMP,
        expected="a timestamp such as 2021-12-10T14:30:00Z",
        type=datetime,
        read=read_timestamp,
        write=write_timestamp,
        canonical=ScalarPattern(
            r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]{1,6})?Z)",
            "datetime.fromisoformat({0})",
            "datetime",
        ),
        tags=("timestamp",),
        unquoted=lazy_pattern(
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
        ),
        rewrite=rewrite_timestamp,
    ),
)

SCALARS: dict[Kind, Scalar] = {row.kind: row for row in _TABLE}
"""The scalar kinds. Derive every other table of scalars from this one."""

KINDS: dict[type, Kind] = {row.type: row.kind for row in _TABLE}
"""The scalar kinds by the Python type that type hints use."""

_UNQUOTED = [(row.unquoted, row.read) for row in _TABLE if row.unquoted is not None]


def kind_of(type_: type) -> Kind | None:
    """Return the scalar kind of the values of a Python type, or None if they are not scalars."""
    for base in type_.__mro__:  # a bool is an int too, and a datetime a date
        if kind := KINDS.get(base):
            return kind
    return None


def fits(kind: Kind, type_: type) -> bool:
    """Return whether the values of a Python type can be written as a kind of scalar."""
    found = kind_of(type_)
    return found is kind or (kind is Kind.NUMBER and found is Kind.INTEGER)


def read_unquoted(text: str) -> Any:
    """Return the value of an unquoted scalar under an unknown key.

    It is typed only if YAML 1.1 and 1.2 readers agree on it, or if it is a date or timestamp of
    YAML 1.1. Every other scalar is a string, as its author wrote it.

    Example:
        >>> [read_unquoted(text) for text in ("3", "true", "NO", "10:00", "0123", "~")]
        [3, True, 'NO', '10:00', '0123', None]
    """
    if numbers.is_null(text):
        return None
    for pattern, read in _UNQUOTED:
        if pattern.fullmatch(text):
            try:
                return read(text)
            except ValueError:  # such as 2024-02-30
                return text
    return text


def is_ambiguous(text: str, *, is_text: bool = False) -> bool:
    """Return whether YAML 1.1 and 1.2 readers disagree on the value of an unquoted scalar.

    If `is_text` says that it is meant as a string, a date or a timestamp is ambiguous as well.

    Example:
        >>> [is_ambiguous(text) for text in ("NO", "0123", "2024-01-01", "12", "Sea")]
        [True, True, False, False, False]
    """
    if not resolves(text):
        return False
    value = read_unquoted(text)
    return isinstance(value, str) or (is_text and isinstance(value, date))
