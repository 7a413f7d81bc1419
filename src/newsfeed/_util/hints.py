"""Type hints: their names and type variables resolved, their markers, their unions."""

import sys
import types
import typing
from typing import Annotated, Any, NewType, TypeVar

_UNIONS = (typing.Union, types.UnionType)
UNTYPED = ((), (str, Any), (str, object))
"""The arguments of `dict` in the type hint of a mapping of strings to any values."""


def resolved(hints: dict[str, Any], base: type[Any]) -> dict[str, Any]:
    """Return type hints, in which strings are resolved in the module of the class that has them."""
    holder = types.SimpleNamespace(__annotations__=hints)
    module = sys.modules.get(base.__module__, types)
    # The names of the module win over those of the class: a field may be named like its type.
    # Raises NameError, AttributeError or SyntaxError.
    return typing.get_type_hints(holder, dict(vars(base)), vars(module), include_extras=True)


def type_arguments(cls: Any) -> dict[type[Any], dict[Any, Any]]:
    """Return what the type variables stand for in a class, such as `Box[int]`, and in its bases."""
    found: dict[type[Any], dict[Any, Any]] = {}
    rest: list[tuple[Any, dict[Any, Any]]] = [(cls, {})]
    while rest:
        hint, known = rest.pop()
        base = typing.get_origin(hint) or hint
        if base not in found and isinstance(base, type):
            arguments = [substituted(each, known) for each in typing.get_args(hint)]
            own = dict(zip(getattr(base, "__parameters__", ()), arguments, strict=False))
            found[base] = own
            bases = *vars(base).get("__orig_bases__", ()), *base.__bases__
            rest += [(each, own) for each in reversed(bases)]
    return found


def substituted(hint: Any, known: dict[Any, Any]) -> Any:
    """Return a hint with its type variables replaced; one without an argument by its bound."""
    if isinstance(hint, TypeVar):
        return known.get(hint, hint.__bound__ or Any)
    parameters = getattr(hint, "__parameters__", ())
    if isinstance(hint, type) and not typing.get_args(hint):
        return hint  # a generic class without arguments
    return hint[tuple(substituted(each, known) for each in parameters)] if parameters else hint


def unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Return a type hint without aliases and markers, and the markers of it or before `| None`."""
    if typing.get_origin(hint) is Annotated:
        inner, marks = unwrapped(hint.__origin__)
        return inner, [*hint.__metadata__, *marks]
    if isinstance(hint, NewType):
        return unwrapped(hint.__supertype__)
    alias = typing.get_origin(hint) or hint
    if type(alias).__name__ == "TypeAliasType":  # of typing, or of typing_extensions in Python 3.11
        arguments = typing.get_args(hint)
        return unwrapped(alias.__value__[arguments] if arguments else alias.__value__)
    options = [each for each in members(hint) if each is not types.NoneType]
    if len(options) == 1 and options[0] is not hint:
        inner, marks = unwrapped(options[0])
        return inner | None, marks
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
