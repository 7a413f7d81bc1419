"""Validation of values before they are written: each value has the type of its field."""

from datetime import UTC, datetime
from typing import Any

from .._util.messages import shortened
from ..errors import KeyPath, SerializeError, key_path
from .limits import MAX_DEPTH
from .pairs import kind_in
from .scalars import SCALARS, Kind, fits
from .schema import ANYTHING, Type
from .text.quoting import has_surrogate


def validate(type_: Type, value: Any, path: KeyPath = ()) -> None:
    """Raise SerializeError, with the key, if a value or a value inside it has the wrong type."""
    # This also stops at a list or dict that contains itself.
    if len(path) > MAX_DEPTH:
        raise SerializeError(f"expected at most {MAX_DEPTH} levels of nesting", key_path(path[:3]))
    if value is None and type_.nullable:
        return
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        _check_list(type_, value, path)
    elif kind is Kind.MAPPING:
        _check_mapping(value, path)
    elif kind is Kind.MODEL:
        _check_model(type_, value, path)
    else:
        _check_scalar(kind, value, path)


def _check_list(type_: Type, value: Any, path: KeyPath) -> None:
    if not isinstance(value, list):
        raise wrong_value("a list", value, path)
    for index, item in enumerate(value):
        validate(type_.items, item, (*path, f"[{index}]"))


def _check_mapping(value: Any, path: KeyPath) -> None:
    if not isinstance(value, dict):
        raise wrong_value("a dict", value, path)
    for key, each in value.items():
        if not isinstance(key, str) or has_surrogate(key):
            raise wrong_value("text as key", key, path)
        validate(ANYTHING, each, (*path, key))


def _check_model(type_: Type, value: Any, path: KeyPath) -> None:
    schema = type_.schema
    if type(value) is not schema.model:  # the fields of a subclass would be lost
        raise wrong_value(schema.model.__name__, value, path)
    for key, field in schema.fields.items():
        # A default may have another type than its hint, such as None: `title: str = None`.
        if not field.omits(each := getattr(value, field.name)):
            validate(field.type, each, (*path, key))
    if schema.extra:
        if not isinstance(value.extra, dict):
            raise wrong_value("a dict", value.extra, (*path, "extra"))
        _check_mapping(value.extra, path)
        if known := sorted(value.extra.keys() & schema.fields.keys()):  # would be written twice
            name = schema.fields[known[0]].name
            message = f"set the attribute {name}, not extra['{known[0]}']"
            raise SerializeError(message, key_path((*path, known[0])))


def _check_scalar(kind: Kind, value: Any, path: KeyPath) -> None:
    if kind is Kind.ANYTHING:
        expected = "text, a number, a boolean, a date, a timestamp, a list or a dict"
        raise wrong_value(expected, value, path)
    scalar = SCALARS[kind]
    if not fits(kind, type(value)):
        raise wrong_value(scalar.expected, value, path)
    if kind is Kind.TEXT and has_surrogate(value):
        raise wrong_value("text without surrogates", value, path)
    if kind is Kind.TIMESTAMP and not _is_unique(value):
        expected = "a timestamp with a time zone, in an hour that clocks neither skip nor repeat"
        raise wrong_value(expected, value, path)
    try:
        scalar.write(value)
    except (ValueError, OverflowError) as error:
        message = f"expected {scalar.expected} that can be written: {error}"
        raise SerializeError(message, key_path(path)) from None


def _is_unique(value: datetime) -> bool:
    """Return whether a datetime is aware and its clock neither skips nor repeats its hour."""
    try:
        # Python compares a skipped or repeated local time as unequal to any time in another zone.
        return value.utcoffset() is not None and value == value.astimezone(UTC)
    except OverflowError:
        return True  # before year 1 or after year 9999 in UTC: writing the value reports this
    except Exception:
        # pandas' NaT is a datetime without an offset, and a time zone may run any code.
        return False


def wrong_value(expected: str, value: object, path: KeyPath) -> SerializeError:
    """Return the error for a value that is not of the expected type."""
    try:
        shown = repr(value)
    except Exception:
        # An integer of more digits than Python converts, or any code in `__repr__`.
        shown = "what cannot be shown"
    found = f"{shortened(shown, 80)} ({type(value).__name__})"
    return SerializeError(f"expected {expected}, found {found}", key_path(path))
