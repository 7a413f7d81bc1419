"""What attrs and Python know of a class: the hints of its fields, and what making it does."""

import typing
from typing import Any

import attrs


def hints_of(model: type[Any]) -> dict[str, Any]:
    """Return the type hint of each field.

    Args:
        model: An attrs class.

    Returns:
        The hints by the name of the attribute; `Any` for a field without.

    Raises:
        TypeError: If a hint cannot be resolved.
    """
    try:
        hints = typing.get_type_hints(model, include_extras=True)
    except (NameError, AttributeError, SyntaxError) as error:
        message = f"{model.__name__}: a type hint cannot be resolved: {error}"
        raise TypeError(message) from None
    return {attribute.name: hints.get(attribute.name, Any) for attribute in attrs.fields(model)}


def default_of(default: Any) -> Any:
    """Return what a class sets where it is not given a value; NOTHING if that depends on others.

    Args:
        default: The default of the attribute, as attrs has it.
    """
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return attrs.NOTHING if default.takes_self else default.factory()


def is_plain(model: Any, names: set[str]) -> bool:
    """Tell whether calling a class does no more than set fields to what is given, or to a literal.

    Args:
        model: An attrs class.
        names: The names of the fields that can be set.
    """
    # attrs writes `__attrs_init__` where the class has an `__init__` of its own.
    hooks = ("__attrs_pre_init__", "__attrs_init__", "__attrs_post_init__")
    return (
        {"__attrs_attrs__", "__init__"} <= vars(model).keys()
        and not any(hasattr(model, hook) for hook in hooks)
        and type(model).__call__ is type.__call__
        and model.__new__ is object.__new__
        and model.__setattr__ is object.__setattr__
        # A record may keep its hash.
        and model.__hash__ in (None, object.__hash__)
        and names == {attribute.name for attribute in attrs.fields(model)}
        and all(map(_is_bare, attrs.fields(model)))
    )


def _is_bare(attribute: "attrs.Attribute[Any]") -> bool:
    default = default_of(attribute.default)
    is_empty = type(default) in (list, dict) and not default
    is_literal = is_empty or type(default) in (type(None), bool, int, str)
    has_check = attribute.converter or attribute.validator
    return not has_check and (attribute.default is attrs.NOTHING or is_literal)
