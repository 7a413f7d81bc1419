"""Type hints: their names resolved, their markers and unions taken apart."""

import functools
import operator
import sys
import types
import typing
from typing import Annotated, Any

_UNIONS = (typing.Union, types.UnionType)


def resolved_hints(cls: type[Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the type hints of a class, or raise TypeError if a name cannot be resolved.

    Args:
        cls: The class.
        given: Types of its attributes from elsewhere: those without an annotation, as in
            `attr.ib(type=int)`, and those that `attrs.resolve_types` has resolved.
    """
    try:
        hints = typing.get_type_hints(cls, include_extras=True)
        rest = {name: hint for name, hint in given.items() if name not in hints}
        holder = types.SimpleNamespace(__annotations__=rest)
        names = vars(sys.modules[cls.__module__]) if cls.__module__ in sys.modules else {}
        return typing.get_type_hints(holder, names, include_extras=True) | hints
    except (NameError, AttributeError, SyntaxError) as error:
        if not any(map(_is_unresolved, given.values())):
            return given
        way_out = f"call attrs.resolve_types({cls.__name__}, localns=...) with the names"
        message = f"{cls.__name__}: a type hint cannot be resolved: {error}; {way_out}"
        raise TypeError(message) from None


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
