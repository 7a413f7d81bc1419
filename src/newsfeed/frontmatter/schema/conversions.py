"""Conversions between Python values and written ones, for types that YAML does not have.

The written value of `Color.RED` is the string `red`, and that of `("Sea", "Moon")` is a list.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple

from ..markers import As, Tagged
from ..text.numbers import is_nan

_MOST_CHOICES = 10  # in the text of an error

REJECTIONS = (ValueError, TypeError, LookupError, ArithmeticError, AssertionError)
"""The exceptions with which the code of a model rejects values; others are faults of that code."""


class Conversion(NamedTuple):
    """A conversion between the values of a Python type and written values."""

    expected: str  # the written values, in messages
    type: type[Any]
    # Both may raise one of `REJECTIONS`, without a message if `expected` says it all.
    read: Callable[[Any], Any]  # returns the Python value of a written one
    write: Callable[[Any], Any]

    def written(self, value: Any) -> Any:
        """Return the written value of a Python value, `Unwritable` if there is none."""
        if not isinstance(value, self.type):
            return Unwritable(value)
        try:
            return self.write(value)
        except REJECTIONS as error:
            return Unwritable(value, str(error))

    def after(self, first: "Conversion | None") -> "Conversion":
        """Return a conversion that reads what another conversion has read."""
        if first is None:
            return self
        return self._replace(
            read=lambda value: self.read(first.read(value)),
            write=lambda value: first.write(self.write(value)),
        )


class Unwritable:
    """A value that its type cannot write, compared as Python compares values of one type."""

    def __init__(self, value: Any, reason: str = "", *, strict: bool = True) -> None:
        self.value = value
        self.reason = reason
        self.strict = strict

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unwritable) and is_same(self.value, other.value, self.strict)

    def __hash__(self) -> int:
        return 0  # the value may be unhashable


def is_same(one: Any, other: Any, strict: bool = True) -> bool:
    """Return whether two values are equal, and if `strict` of one type and order throughout."""
    kind = type(one)
    if one is other or (strict and kind is not type(other)):
        return one is other
    if kind is type(other) is str:  # most values
        return bool(one == other)
    if isinstance(one, Tagged) and isinstance(other, Tagged):
        one, other = (one.tag, one.value), (other.tag, other.value)
    if isinstance(one, list | tuple) and type(one) is type(other):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(is_same(*pair, strict) for pair in pairs)
    if isinstance(one, dict) and isinstance(other, dict):
        has_same_keys = list(one) == list(other) if strict else one.keys() == other.keys()
        return has_same_keys and all(is_same(one[key], other[key], strict) for key in one)
    try:
        is_number = isinstance(one, float | Decimal)
        return bool(one == other or (is_number and is_nan(one) and is_nan(other)))
    except Exception:  # `==` may run any code; an array has no single answer
        return False


TUPLE = Conversion("a list", tuple, tuple, list)


def marked(marker: As, hint: Any, expected: str) -> Conversion:
    """Return the conversion that `As` gives to a Python type."""
    try:
        isinstance(None, hint)
    except TypeError:  # no class, or one such as Any or a protocol
        hint = object
    return Conversion(expected, hint, marker.read, marker.write)


def of_enum(cls: type[Enum]) -> Conversion:
    """Return the conversion of the members of an enum to their values."""

    def member(value: Any) -> Enum:
        try:
            return cls(value)
        except ValueError:
            raise ValueError from None

    return Conversion(_choice([each.value for each in cls]), cls, member, attrgetter("value"))


def of_literal(values: tuple[Any, ...]) -> Conversion:
    """Return the conversion of `Literal`, which only checks the values."""

    def checked(value: Any) -> Any:
        if not any(type(value) is type(each) and value == each for each in values):
            raise ValueError
        return value

    return Conversion(_choice(values), object, checked, checked)


def _choice(values: Sequence[Any]) -> str:
    shown = [str(value) for value in values if value is not None]
    if len(shown) > _MOST_CHOICES:
        shown[_MOST_CHOICES:] = [f"{len(shown) - _MOST_CHOICES} others"]
    *names, last = shown or [""]
    return f"{', '.join(names)} or {last}" if names else last
