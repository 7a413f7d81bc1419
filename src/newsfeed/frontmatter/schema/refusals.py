"""Refusals: which arguments of a model class its converters, validators and constraints refuse."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import attrs

from .conversions import REJECTIONS

Refusal: TypeAlias = tuple[tuple[str | int, ...], str, Exception]
"""The argument that a class refuses, with keys and indexes in it, the message, and the error."""


def refusals(
    cls: Any, arguments: dict[str, Any], factories: dict[str, Callable[[], Any]]
) -> Iterator[Refusal]:
    """Yield the arguments that a class refuses; others may be missing, as they cannot be read."""
    if not attrs.has(cls):
        is_pydantic = hasattr(cls, "__pydantic_decorators__")
        yield from _pydantic_refusals(cls, arguments) if is_pydantic else ()
        return
    # Each converter and each validator is called by itself. Validators may look at all attributes.
    instance = object.__new__(cls)
    for each in attrs.fields(cls):
        given = partial(arguments.get, each.alias) if each.alias in arguments else None
        new = given or factories.get(each.name)
        if new and (fault := _fault(_convert, instance, each, new)):
            yield (each.alias,), reason_of(fault), fault
    for each in () if attrs.validators.get_disabled() else attrs.fields(cls):
        check = each.validator if hasattr(instance, each.name) else None
        if check and (fault := _fault(check, instance, each, getattr(instance, each.name))):
            yield (each.alias,), reason_of(fault), fault


def _convert(instance: Any, attribute: Any, new: Callable[[], Any]) -> None:
    value, converter = new(), attribute.converter
    if isinstance(attribute.converter, attrs.Converter):
        given = (converter.takes_self, instance), (converter.takes_field, attribute)
        value = converter.converter(value, *(each for is_taken, each in given if is_taken))
    elif converter is not None:
        value = converter(value)
    object.__setattr__(instance, attribute.name, value)


def _fault(check: Callable[..., Any], *arguments: Any) -> Exception | None:
    try:
        check(*arguments)
    except REJECTIONS as error:
        return error
    except AttributeError:
        return None  # it reads an attribute that could not be read
    return None


def _pydantic_refusals(cls: Any, arguments: dict[str, Any]) -> Iterator[Refusal]:
    try:
        cls(**arguments)
    except REJECTIONS as error:
        details = _details(error)
        # Of a union, pydantic also reports each member of another type.
        others = {each["loc"][:1] for each in details if not each["type"].endswith("_type")}
        for each in details:
            if not each["type"].endswith("_type") or each["loc"][:1] not in others:
                yield each["loc"], _message(each), error


def reason_of(error: Exception) -> str:
    """Return the message of an exception with which a class refuses its arguments."""
    if details := _details(error):
        return _message(details[0])
    # The validators of attrs add the attribute and the value to the arguments of their exceptions.
    is_annotated = len(error.args) > 1 and isinstance(error.args[1], attrs.Attribute)
    return str(error.args[0] if is_annotated else error) or type(error).__name__


def _details(error: Any) -> list[Any]:
    """Return what an error of pydantic contains, and nothing for another exception."""
    is_pydantic = type(error).__module__.startswith("pydantic") and hasattr(error, "errors")
    return list(error.errors()) if is_pydantic else []


def _message(detail: Any) -> str:
    own = detail.get("ctx", {}).get("error")  # what a validator raised
    return reason_of(own) if isinstance(own, Exception) else str(detail["msg"])
