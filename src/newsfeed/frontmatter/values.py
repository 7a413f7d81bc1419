"""Values: what a record holds, whether it may, and when two values are the same."""

import math
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from itertools import repeat
from typing import Any, NamedTuple, cast

from ..errors import KeyPath, SerializeError, key_path
from .codegen import compiled
from .limits import DEEPEST
from .scalars import CODECS, kind_of
from .schema import ANYTHING, Kind, Schema, Type
from .text.quoting import has_surrogate

_EXTRA = Type(Kind.MAPPING)


class Entry(NamedTuple):
    """One key of one record, with its value."""

    key: str
    type: Type
    value: Any
    section: bool = False


def entries(type_: Type, value: Any) -> dict[str, Entry]:
    """List what a record or a mapping holds, in canonical order, absent values left out.

    Args:
        type_: The type of the value, of kind RECORD, MAPPING or ANYTHING.
        value: An instance of its model, or a dict.

    Returns:
        The entries by key: first the fields of a record in the order of its schema, then its
        unknown keys.
    """
    if type_.kind is not Kind.RECORD:
        return {key: Entry(key, ANYTHING, each) for key, each in value.items()}
    schema = type_.record
    found = {
        field.key: Entry(field.key, field.type, each, field.section)
        for field in schema.fields.values()
        if not (field.type.is_absent(each := getattr(value, field.name)) and field.omitted)
    }
    if schema.extra:
        found |= entries(ANYTHING, value.extra)
    return found


def check(type_: Type, value: Any, path: KeyPath = ()) -> None:
    """Check that a value has its type, all the way down.

    Args:
        type_: The type.
        value: The value.
        path: Where it stands.

    Raises:
        SerializeError: If it has not, naming the key.

    Example:
        >>> check(Type(Kind.INTEGER), "3", ("heat",))
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


def kind_in(type_: Type, value: Any) -> Kind:
    """Tell the kind of a value: that of its type, or under an unknown key that of the value."""
    if type_.kind is not Kind.ANYTHING:
        return type_.kind
    if isinstance(value, list):
        return Kind.LIST
    if isinstance(value, dict):
        return Kind.MAPPING
    return kind_of(value) or Kind.ANYTHING


def identity(type_: Type, value: Any) -> Hashable:
    """Make what two values have in common if and only if they are written and read as the same.

    Args:
        type_: The type of the value.
        value: The value, checked.

    Returns:
        A hashable: equal for equal values, but not for `1`, `1.0` and `True` under an unknown key.
    """
    kind = kind_in(type_, value)
    if value is None or kind is Kind.TEXT:
        return cast("str | None", value)
    if kind is Kind.LIST:
        return tuple(identity(type_.items, item) for item in value)
    if kind is Kind.MAPPING:
        return frozenset((key, identity(ANYTHING, each)) for key, each in value.items())
    if kind is Kind.RECORD:
        schema = type_.record
        own = (identity(each.type, getattr(value, each.name)) for each in schema.fields.values())
        return (*own, identity(_EXTRA, value.extra) if schema.extra else None)
    if isinstance(value, float) and math.isnan(value):
        return (kind, None)
    return (kind, value)


def is_equal(type_: Type, one: Any, other: Any) -> bool:
    """Tell whether two values, both checked, are written and read as the same: see `identity`."""
    return is_same(type_, one, other) or identity(type_, one) == identity(type_, other)


def is_same(type_: Type, one: Any, other: Any) -> bool:
    """Tell at little cost whether two values are the same, Python types included.

    Args:
        type_: Their type.
        one: A value, checked.
        other: Another one, checked or not.

    Returns:
        True only if the other one is of that type as well and both have the same `identity`; False
        may be the answer for those as well: for subclasses, for NaN, and for unknown keys.
    """
    if one is None or type(one) is not type(other):
        return one is other
    kind = type_.kind
    if kind is Kind.LIST:
        if not one or len(one) != len(other):
            return len(one) == len(other)
        return all(map(is_same, repeat(type_.items), one, other))
    if kind is Kind.RECORD:
        schema = type_.record
        has_extra = schema.extra and (one.extra or other.extra != {})
        return not has_extra and _comparison(schema)(one, other)
    return kind in CODECS and bool(one == other)


_COMPARISONS: dict[type[Any], Callable[[Any, Any], bool]] = {}


def _comparison(schema: Schema) -> Callable[[Any, Any], bool]:
    """Return the function that tells whether the fields of two records are the same: `is_same`."""
    if schema.model not in _COMPARISONS:
        names: dict[str, Any] = {"is_same": is_same}
        lines = []
        for field in schema.fields.values():
            test = "type(a) is type(b) and a == b"
            if field.type.kind not in CODECS:
                names[f"type_{field.name}"] = field.type
                test = f"is_same(type_{field.name}, a, b)"
            lines += [f"a = one.{field.name}", f"b = other.{field.name}"]
            lines.append(f"if not (a is b is None or {test}): return False")
        function = compiled("one, other", [*lines, "return True"], names)
        _COMPARISONS[schema.model] = function
    return _COMPARISONS[schema.model]


def first_difference(type_: Type, one: Any, other: Any, path: KeyPath = ()) -> KeyPath:
    """Find where two values of a type differ first.

    Args:
        type_: Their type.
        one: A value.
        other: Another one.
        path: Where they stand.

    Returns:
        The path of the smallest thing that differs.
    """
    left, right = _parts(type_, one), _parts(type_, other)
    for name in left | right:
        here = (*path, name)
        if name not in left or name not in right:
            return here
        inner, a, b = left[name].type, left[name].value, right[name].value
        if not is_equal(inner, a, b):
            return first_difference(inner, a, b, here)
    return path


def _parts(type_: Type, value: Any) -> dict[str, Entry]:
    """List the entries or items of a collection; a scalar has none."""
    kind = kind_in(type_, value)
    if value is None or kind not in (Kind.LIST, Kind.RECORD, Kind.MAPPING):
        return {}
    if kind is not Kind.LIST:
        return entries(type_, value)
    return {f"[{i}]": Entry(f"[{i}]", type_.items, item) for i, item in enumerate(value)}


def _check_list(type_: Type, value: Any, path: KeyPath) -> None:
    if not isinstance(value, list):
        raise wrong("a list", value, path)
    for index, item in enumerate(value):
        check(type_.items, item, (*path, f"[{index}]"))


def _check_mapping(value: Any, path: KeyPath) -> None:
    if not isinstance(value, dict):
        raise wrong("a dict", value, path)
    for key, each in value.items():
        if not isinstance(key, str) or has_surrogate(key):
            raise wrong("text as key", key, path)
        check(ANYTHING, each, (*path, key))


def _check_record(type_: Type, value: Any, path: KeyPath) -> None:
    schema = type_.record
    if type(value) is not schema.model:
        raise wrong(schema.model.__name__, value, path)
    for key, field in schema.fields.items():
        check(field.type, getattr(value, field.name), (*path, key))
    if schema.extra:
        if not isinstance(value.extra, dict):
            raise wrong("a dict", value.extra, (*path, "extra"))
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
        raise wrong("text, a number, a boolean, a date, a timestamp, a list or a dict", value, path)
    codec = CODECS[kind]
    if not _fits(kind, value):
        raise wrong(codec.expected, value, path)
    if kind is Kind.TEXT and has_surrogate(value):
        raise wrong("text without surrogates", value, path)
    if kind is Kind.TIMESTAMP and not _is_aware(value):
        raise wrong(
            "a timestamp with a time zone, in an hour that clocks neither skip nor repeat",
            value,
            path,
        )
    try:
        codec.write(value)
    except (ValueError, OverflowError) as error:
        message = f"expected {codec.expected} that can be written: {error}"
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


def _fits(kind: Kind, value: Any) -> bool:
    """Tell whether a value is of a kind; Python takes a bool for an int, a datetime for a date."""
    if kind is Kind.NUMBER and kind_of(value) is Kind.INTEGER:
        return True
    return isinstance(value, CODECS[kind].types) and kind_of(value) is kind


def wrong(expected: str, value: object, path: KeyPath) -> SerializeError:
    """Make the error that says what was expected of a value and what was found instead."""
    try:
        shown = repr(value)
    except Exception:
        # An integer of more digits than Python shows, or anybody's code.
        shown = "what cannot be shown"
    shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
    return SerializeError(
        f"expected {expected}, found {shown} ({type(value).__name__})", key_path(path)
    )
