"""Validation of values before they are written: each value has the type of its field."""

from datetime import UTC, datetime
from typing import Any

from .._util.messages import shortened
from ..errors import KeyPath, SerializeError, key_path
from .limits import MAX_DEPTH
from .pairs import kind_in
from .scalars import SCALARS, Kind, kind_of
from .schema import ANYTHING, Schema, Type, Unwritable
from .text.quoting import has_surrogate, is_own_tag


def validate(type_: Type, value: Any, path: KeyPath = (), *, plain: bool = True) -> None:
    """Raise SerializeError, with the key, if a written value or one in it has the wrong type."""
    # This also stops at a list or dict that contains itself.
    if len(path) > MAX_DEPTH:
        raise SerializeError(f"expected at most {MAX_DEPTH} levels of nesting", key_path(path[:3]))
    if value is None and type_.nullable:
        return
    kind = Kind.ANYTHING if value is None else kind_in(type_, value)
    if kind is Kind.LIST:
        for index, item in enumerate(value):
            validate(type_.items, item, (*path, f"[{index}]"), plain=plain)
    elif kind is Kind.MAPPING:
        _check_mapping(type_.values or ANYTHING, value, path, plain)
    elif kind is Kind.MODEL:
        _check_model(type_.schema, value, path)
    elif kind is Kind.TAGGED:
        if not (is_own_tag(value.tag) and isinstance(value.value, str | list | dict)):
            expected = "a tag such as !include, with text, a list or a dict"
            raise wrong_value(expected, value, path)
        validate(ANYTHING, value.value, path)
    elif kind is Kind.ANYTHING:
        raise _wrong_type(type_, value, path, plain)
    else:
        _check_scalar(kind, value, path)


def _check_mapping(inner: Type, value: Any, path: KeyPath, plain: bool = True) -> None:
    for key, each in value.items():
        if not isinstance(key, str) or has_surrogate(key):
            raise wrong_value("text as key", key, path)
        validate(inner, each, (*path, key), plain=plain)


def _check_model(schema: Schema, value: Any, path: KeyPath) -> None:
    for key, field in schema.fields.items():
        # A default may have another type than its hint, such as None: `title: str = None`.
        if not field.omits(getattr(value, field.name)):
            validate(field.type, field.of(value), (*path, key), plain=schema.plain)
    check_extra(schema, value, path)


def check_extra(schema: Schema, value: Any, path: KeyPath = ()) -> None:
    """Raise SerializeError if the unknown keys of an instance cannot be written."""
    if not schema.extra:
        return
    if not isinstance(value.extra, dict):
        raise wrong_value("a dict", value.extra, (*path, "extra"))
    _check_mapping(ANYTHING, value.extra, path)
    if known := sorted(value.extra.keys() & schema.fields.keys()):  # would be written twice
        name = schema.fields[known[0]].name
        message = f"set the attribute {name}, not extra['{known[0]}']"
        raise SerializeError(message, key_path((*path, known[0])))


def _wrong_type(type_: Type, value: Any, path: KeyPath, plain: bool) -> SerializeError:
    """Return the error for a value that the type cannot write."""
    expected = "a dict" if type_.kind is Kind.MAPPING else type_.expected
    if isinstance(value, Unwritable):
        if value.reason:
            return SerializeError(value.reason, key_path(path))
        value = value.value
        if type_.conversion is not None and type_.conversion.type is not object:
            expected = type_.conversion.type.__name__
    elif Kind.TIMESTAMP in type_.all_kinds and isinstance(value, datetime):
        return _refusal(f"{_fault_of(value)};", value, path)
    elif type_.kind is Kind.MODEL:
        expected = type_.schema.model.__name__
    is_usual = value is None or kind_of(type(value)) is not None
    has_hint = type_.conversion is None and type_.kinds != ANYTHING.kinds
    # `plain` is whether the class of the field keeps the values that it is given.
    is_odd = has_hint and not (is_usual and plain)
    way_out = "; to write other types, put As in the type hint" if is_odd else ""
    return wrong_value(expected, value, path, way_out)


def _check_scalar(kind: Kind, value: Any, path: KeyPath) -> None:
    scalar = SCALARS[kind]
    if kind is Kind.TEXT and has_surrogate(value):
        raise wrong_value("text without surrogates", value, path)
    if isinstance(value, datetime):  # which may be naive here
        fault = _fault_of(value.replace(tzinfo=UTC) if value.tzinfo is None else value)
        if fault:
            raise _refusal(f"{fault};", value, path)
    try:
        scalar.write(value)
    except (ValueError, OverflowError) as error:
        message = f"expected {scalar.expected} that can be written: {error}"
        raise SerializeError(message, key_path(path)) from None


def _fault_of(value: datetime) -> str:
    """Return why a datetime is not one point in time, and what to do; empty if it is one."""
    try:
        if value.utcoffset() is None:
            return "naive datetime: add a time zone, such as .replace(tzinfo=UTC)"
        # Python compares a skipped or repeated local time as unequal to any time in another zone.
        moment = value.astimezone(UTC)
        if value == moment:
            return ""
        clock = moment.astimezone(value.tzinfo).replace(tzinfo=None)
        verb = "repeat" if clock == value.replace(tzinfo=None) else "skip"
        return f"the clocks of {value.tzinfo} {verb} this hour: convert it with .astimezone(UTC)"
    except OverflowError:
        return ""  # before year 1 or after year 9999 in UTC: writing the value reports this
    except Exception:
        # pandas' NaT is a datetime without an offset, and a time zone may run any code.
        return "not a point in time"


def wrong_value(expected: str, value: object, path: KeyPath, way_out: str = "") -> SerializeError:
    """Return the error for a value that is not of the expected type."""
    return _refusal(f"expected {expected},", value, path, way_out)


def _refusal(why: str, value: object, path: KeyPath, way_out: str = "") -> SerializeError:
    try:
        shown = repr(value)
    except Exception:
        # An integer of more digits than Python converts, or any code in `__repr__`.
        shown = "what cannot be shown"
    found = f"found {shortened(shown, 80)} ({type(value).__name__})"
    return SerializeError(f"{why} {found}{way_out}", key_path(path))
