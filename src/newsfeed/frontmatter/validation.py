"""Check that a value can be written: that it has the type of its field, all the way down."""

from datetime import UTC, datetime
from typing import Any

from .._util.messages import shortened
from ..errors import KeyPath, SerializeError, key_path
from .limits import DEEPEST
from .pairs import kind_in
from .scalars import SCALARS, Kind, fits
from .schema import ANYTHING, Schema, Type
from .text.quoting import has_surrogate


def validate(type_: Type, value: Any, path: KeyPath = ()) -> None:
    """Check that a value has its type, all the way down.

    Args:
        type_: The type.
        value: The value.
        path: Where it stands.

    Raises:
        SerializeError: If it has not, naming the key.

    Example:
        >>> validate(Type(Kind.INTEGER), "3", ("heat",))
        Traceback (most recent call last):
        ...
        newsfeed.errors.SerializeError: heat: expected an integer, found '3' (str)
    """
    if len(path) > DEEPEST:
        raise SerializeError(f"expected at most {DEEPEST} levels of nesting", key_path(path[:3]))
    if value is None and type_.nullable:
        return
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        _check_list(type_, value, path)
    elif kind is Kind.MAPPING:
        _check_mapping(value, path)
    elif kind is Kind.RECORD:
        _check_record(type_, value, path)
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


def _check_record(type_: Type, value: Any, path: KeyPath) -> None:
    schema = type_.record
    if type(value) is not schema.model:
        raise wrong_value(schema.model.__name__, value, path)
    for key, field in schema.fields.items():
        validate(field.type, getattr(value, field.name), (*path, key))
    if schema.extra:
        if not isinstance(value.extra, dict):
            raise wrong_value("a dict", value.extra, (*path, "extra"))
        _check_mapping(value.extra, path)
        _check_unknown(value.extra, schema, path)


def _check_unknown(extra: dict[str, Any], schema: Schema, path: KeyPath) -> None:
    known = sorted(extra.keys() & schema.fields.keys())
    if known:
        name = schema.fields[known[0]].name
        message = f"set the attribute {name}, not extra['{known[0]}']"
        raise SerializeError(message, key_path((*path, known[0])))


def _check_scalar(kind: Kind, value: Any, path: KeyPath) -> None:
    if kind is Kind.ANYTHING:
        raise wrong_value(
            "text, a number, a boolean, a date, a timestamp, a list or a dict", value, path
        )
    scalar = SCALARS[kind]
    if not fits(kind, type(value)):
        raise wrong_value(scalar.expected, value, path)
    if kind is Kind.TEXT and has_surrogate(value):
        raise wrong_value("text without surrogates", value, path)
    if kind is Kind.TIMESTAMP and not _is_aware(value):
        raise wrong_value(
            "a timestamp with a time zone, in an hour that clocks neither skip nor repeat",
            value,
            path,
        )
    try:
        scalar.write(value)
    except (ValueError, OverflowError) as error:
        message = f"expected {scalar.expected} that can be written: {error}"
        raise SerializeError(message, key_path(path)) from None


def _is_aware(value: datetime) -> bool:
    """Tell whether a timestamp names one moment: it has a zone whose clocks do not repeat it."""
    try:
        return value.utcoffset() is not None and value == value.astimezone(UTC)
    except OverflowError:
        return True
    except Exception:
        # pandas' NaT is a datetime without an offset, and a zone may be anybody's code.
        return False


def wrong_value(expected: str, value: object, path: KeyPath) -> SerializeError:
    """Make the error that says what was expected of a value and what was found instead."""
    try:
        shown = repr(value)
    except Exception:
        # An integer of more digits than Python shows, or anybody's code.
        shown = "what cannot be shown"
    found = f"{shortened(shown, 80)} ({type(value).__name__})"
    return SerializeError(f"expected {expected}, found {found}", key_path(path))
