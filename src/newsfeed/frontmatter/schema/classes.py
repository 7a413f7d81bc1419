"""Classes that can be models: attrs classes, dataclasses and pydantic models, in one description.

Only this module and `refusals` ask which kind of class a model is. They never import pydantic: its
classes have an attribute with their fields.
"""

import dataclasses
import inspect
import sys
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any, Literal, NamedTuple, Union

import attrs

from ..._util.hints import members, resolved, substituted, type_arguments
from ..markers import SCHEMAS, Tagged

NOTHING = attrs.NOTHING
_HOOKS = ("__attrs_pre_init__", "__attrs_init__", "__attrs_post_init__", "__post_init__")


class Attribute(NamedTuple):
    """An attribute of a class."""

    name: str
    hint: Any
    argument: str | None  # the argument of the class that sets it
    required: bool
    # NOTHING if there is none or a factory creates it; a schema only calls `list` and `dict`.
    default: Any = NOTHING
    factory: Callable[[], Any] | None = None  # None if the default depends on other attributes
    compared: bool = True  # if not, it is no part of the front matter
    alias: str | None = None  # the key, if the class itself says so
    marks: Sequence[Any] = ()  # the markers that are not in the hint


class Description(NamedTuple):
    """The parts of a class that a schema is derived from: see `Schema`."""

    attributes: list[Attribute]
    plain: bool
    closed: bool = False
    builds_nested: bool = False


def is_model(value: object) -> bool:
    """Return whether a value is a class that can be a model."""
    return (isinstance(value, type) and value is not Tagged) and (
        attrs.has(value) or dataclasses.is_dataclass(value) or _pydantic_fields(value) is not None
    )


def schema_in(hint: Any) -> Any:
    """Return the schema that a class, or a generic class with arguments, contains, or None."""
    # `typing` is asked only about generic classes, since this runs for every document.
    is_class = isinstance(hint, type)
    cls, arguments = (hint, ()) if is_class else (typing.get_origin(hint), typing.get_args(hint))
    schemas = vars(cls).get(SCHEMAS) if isinstance(cls, type) else None
    schema = schemas.get(arguments) if schemas else None
    # A decorator such as `attrs.define` may have copied the attributes of another class.
    return schema if schema and schema.model is cls else None


def put_schema(hint: Any, schema: Any) -> None:
    """Let a class contain its schema, so that both are collected together."""
    cls, arguments = typing.get_origin(hint) or hint, typing.get_args(hint)
    known = vars(cls).get(SCHEMAS, {}).items()
    own = {key: each for key, each in known if each and each.model is cls}
    type.__setattr__(cls, SCHEMAS, {**own, arguments: schema})


def description_of(hint: Any) -> Description:
    """Return the description of a model, or raise TypeError."""
    cls = typing.get_origin(hint) or hint
    if _pydantic_fields(cls) is not None:
        return _pydantic(cls)
    hints = _hints(hint)
    return _attrs(cls, hints) if attrs.has(cls) else _dataclass(cls, hints)


def _hints(hint: Any) -> dict[str, Any]:
    """Return the types of the attributes of a class, without strings and type variables."""
    cls = typing.get_origin(hint) or hint
    arguments = type_arguments(hint)
    hints: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        try:
            own = resolved(_own_types(base), base)
        except (NameError, AttributeError, SyntaxError) as error:
            way_out = "define the name in the module of the class"
            if attrs.has(cls):
                way_out = f"call attrs.resolve_types({base.__name__}, localns=...) with the names"
            message = f"{cls.__name__}: a type hint cannot be resolved: {error}; {way_out}"
            raise TypeError(message) from None
        known = arguments.get(base, {})
        hints |= {name: substituted(each, known) for name, each in own.items()}
    return hints


def _own_types(base: type[Any]) -> dict[str, Any]:
    """Return the types of the attributes that a class defines, or that attrs has resolved there."""
    if "__attrs_attrs__" in vars(base):
        return {each.name: each.type for each in attrs.fields(base) if _is_own(each, base)}
    if "__dataclass_fields__" not in vars(base):
        return {}
    names = inspect.get_annotations(base)
    return {each.name: each.type for each in dataclasses.fields(base) if each.name in names}


def _is_own(attribute: Any, base: type[Any]) -> bool:
    """Return whether a class defines the type of an attribute, or attrs has resolved it there."""
    fields = (each for cls in base.__mro__[1:] for each in vars(cls).get("__attrs_attrs__", ()))
    inherited = [each.type for each in fields if each.name == attribute.name]
    return attribute.type is not None and not (attribute.inherited and attribute.type in inherited)


def _attrs(cls: Any, hints: dict[str, Any]) -> Description:
    attributes = []
    for each in attrs.fields(cls):
        default: Any = each.default
        factory: Any = NOTHING
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default, factory = NOTHING, None if default.takes_self else default.factory
        argument = (each.alias or each.name) if each.init else None
        hint, compared = hints.get(each.name, Any), each.eq is not False
        attributes.append(_attribute(each.name, hint, argument, default, factory, compared))
    # attrs generates `__attrs_init__` instead if the class defines its own `__init__`.
    is_generated = {"__attrs_attrs__", "__init__"} <= vars(cls).keys()
    is_simple = not any(each.converter or each.validator for each in attrs.fields(cls))
    return Description(attributes, is_generated and is_simple and _is_plain(cls, attributes))


def _dataclass(cls: Any, hints: dict[str, Any]) -> Description:
    _check_init_vars(cls)
    attributes = []
    for each in dataclasses.fields(cls):
        given = (each.default, each.default_factory)
        default, factory = (NOTHING if one is dataclasses.MISSING else one for one in given)
        argument, hint = each.name if each.init else None, hints.get(each.name, Any)
        attributes.append(_attribute(each.name, hint, argument, default, factory, each.compare))
    params = vars(cls).get("__dataclass_params__")
    is_generated = params is not None and params.init
    return Description(attributes, is_generated and _is_plain(cls, attributes))


def _attribute(
    name: str, hint: Any, argument: str | None, default: Any, factory: Any, compared: bool
) -> Attribute:
    """Return an attribute; default and factory are NOTHING if missing, None if not known."""
    required = default is NOTHING and factory is NOTHING
    new = (lambda: default) if factory is NOTHING and not required else factory
    is_known = (typing.get_origin(factory) or factory) in (list, dict)  # also `list[str]`
    known = factory() if is_known else default
    return Attribute(name, hint, argument, required, known, None if required else new, compared)


def _is_plain(cls: Any, attributes: list[Attribute]) -> bool:
    """Return whether the generated `__init__` of a class only sets its attributes."""
    return (
        not any(hasattr(cls, hook) for hook in _HOOKS)
        and type(cls).__call__ is type.__call__
        and cls.__new__ is object.__new__
        and cls.__setattr__ is object.__setattr__
        # An attrs class with `cache_hash` stores the hash in the instance.
        and cls.__hash__ in (None, object.__hash__)
        and all(each.required or _is_literal(each.default) for each in attributes)
    )


def _is_literal(default: Any) -> bool:
    is_empty = type(default) in (list, dict) and not default
    return is_empty or type(default) in (types.NoneType, bool, int, str)


def _check_init_vars(cls: Any) -> None:
    for name, each in getattr(cls, "__dataclass_fields__", {}).items():
        if each._field_type is dataclasses._FIELD_INITVAR:  # type: ignore[attr-defined]
            reason = "an instance does not keep its value, so it cannot be written back"
            raise TypeError(f"{cls.__name__}.{name}: InitVar is not supported: {reason}")


def _pydantic_fields(cls: Any) -> dict[str, Any] | None:
    """Return the fields of a pydantic model or dataclass, or None for another class."""
    if not hasattr(cls, "__pydantic_decorators__"):
        return None
    fields: dict[str, Any] | None = getattr(cls, "__pydantic_fields__", None)
    return getattr(cls, "model_fields", None) if fields is None else fields  # before pydantic 2.10


def _pydantic(cls: Any) -> Description:
    if not cls.__pydantic_complete__:
        rebuild = getattr(cls, "model_rebuild", None)
        rebuild = rebuild or partial(sys.modules["pydantic.dataclasses"].rebuild_dataclass, cls)
        rebuild(raise_errors=False)
    config = getattr(cls, "model_config", None) or getattr(cls, "__pydantic_config__", None) or {}
    _check_pydantic(cls, config)
    _check_init_vars(cls)
    fields = _pydantic_fields(cls) or {}
    attributes = [_pydantic_attribute(cls, name, each, config) for name, each in fields.items()]
    closed, is_strict = config.get("extra") == "forbid", config.get("strict") is True
    return Description(attributes, plain=False, closed=closed, builds_nested=not is_strict)


def _check_pydantic(cls: Any, config: dict[str, Any]) -> None:
    """Raise TypeError for what changes the keys before pydantic sees the fields."""
    fault = None
    if not cls.__pydantic_complete__:
        fault = "a type hint cannot be resolved; call model_rebuild with the names"
    elif getattr(cls, "__pydantic_root_model__", False):
        fault = "a RootModel has no keys; use a BaseModel"
    elif config.get("extra") == "allow":
        fault = "extra='allow' is not supported; add the field extra: dict[str, Any] = {}"
    for name, each in cls.__pydantic_decorators__.model_validators.items():
        if each.info.mode == "before":
            fault = f"{name} changes the keys before they are read; use a field validator"
    if fault:
        raise TypeError(f"{cls.__name__}: {fault}")


def _pydantic_attribute(cls: Any, name: str, field: Any, config: dict[str, Any]) -> Attribute:
    alias = field.alias if field.validation_alias is None else field.validation_alias
    if not isinstance(alias, str | None):
        raise TypeError(f"{cls.__name__}.{name}: expected one string as alias, found {alias!r}")
    if field.serialization_alias not in (None, alias or name):
        found = field.serialization_alias
        message = f"expected one alias to read and write, found {alias or name} and {found}"
        raise TypeError(f"{cls.__name__}.{name}: {message}")
    default = NOTHING if field.is_required() or field.default_factory else field.default
    takes_data = getattr(field, "default_factory_takes_validated_data", False)
    factory = None if takes_data else field.default_factory or NOTHING
    given = name if config.get("validate_by_alias") is False else alias or name
    argument = None if field.init is False else given
    own = getattr(cls, "__dataclass_fields__", {}).get(name)
    compared = field.exclude is not True and getattr(own, "compare", True)
    hint = substituted(field.annotation, {})
    if config.get("use_enum_values"):
        hint = _values_of_enums(hint)
    attribute = _attribute(name, hint, argument, default, factory, compared)
    return attribute._replace(alias=alias, marks=field.metadata)


def _values_of_enums(hint: Any) -> Any:
    """Return a hint, perhaps a union, with the values of enums in place of their members."""
    options = [
        Literal[tuple(member.value for member in each)]
        if isinstance(each, type) and issubclass(each, Enum)
        else each
        for each in members(hint)
    ]
    return Union[tuple(options)]  # noqa: UP007
