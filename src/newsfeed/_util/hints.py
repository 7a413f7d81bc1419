"""Type hints: those of an attrs class with their names resolved, their markers, their unions."""

import functools
import operator
import sys
import types
import typing
from typing import Annotated, Any

_UNIONS = (typing.Union, types.UnionType)
UNTYPED = ((), (str, Any), (str, object))
"""The arguments of `dict` in the type hint of a mapping of strings to any values."""


def resolved_hints(cls: type[Any]) -> dict[str, Any]:
    """Return the types of the attributes of an attrs class, or raise TypeError for a name in them.

    A type may come from an annotation, from `attr.ib(type=int)` or from `attrs.resolve_types`. A
    string is resolved in the module of the class that defines the attribute.
    """
    hints: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        attributes = vars(base).get("__attrs_attrs__", ())
        given = {each.name: each.type for each in attributes if _is_own(each)}
        holder = types.SimpleNamespace(__annotations__=given)
        module = sys.modules.get(base.__module__, types)
        try:
            hints |= typing.get_type_hints(holder, vars(module), dict(vars(base)), True)
        except (NameError, AttributeError, SyntaxError) as error:
            way_out = f"call attrs.resolve_types({base.__name__}, localns=...) with the names"
            message = f"{cls.__name__}: a type hint cannot be resolved: {error}; {way_out}"
            raise TypeError(message) from None
    return hints


def _is_own(attribute: Any) -> bool:
    """Return whether a class defines the type of an attribute, or attrs has resolved it there."""
    is_inherited = attribute.inherited and _is_unresolved(attribute.type)
    return attribute.type is not None and not is_inherited


def _is_unresolved(hint: Any) -> bool:
    is_name = isinstance(hint, str | typing.ForwardRef)
    return is_name or any(map(_is_unresolved, typing.get_args(hint)))


def unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Return a type hint without its markers, and the markers, also those inside a union."""
    if typing.get_origin(hint) is Annotated:
        inner, marks = unwrapped(hint.__origin__)
        return inner, [*hint.__metadata__, *marks]
    if typing.get_origin(hint) in _UNIONS:
        parts = [unwrapped(part) for part in typing.get_args(hint)]
        joined = functools.reduce(operator.or_, [part for part, _ in parts])
        return joined, [marker for _, marks in parts for marker in marks]
    return hint, []


def members(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the hint itself."""
    return typing.get_args(hint) if typing.get_origin(hint) in _UNIONS else (hint,)


def accepts(hint: Any, cls: type[Any]) -> bool:
    """Return whether a type hint accepts instances of a class; a dict may contain any values."""
    for member in members(hint):
        origin = typing.get_origin(member) or member
        is_wide = isinstance(origin, type) and issubclass(cls, origin)
        if member is Any or (is_wide and (cls is not dict or typing.get_args(member) in UNTYPED)):
            return True
    return False
