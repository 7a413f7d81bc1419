"""Schemas: the fields of a model, derived from the type hints of an attrs class.

The attribute `web_url` has the key `webUrl`. Four attributes have a role instead of a key: `extra`
contains the unknown keys and `body` the text after the front matter. `source` and `path`, if
excluded from equality (`eq=False`), are the original text and its file. Only this module inspects
attrs classes.
"""

import functools
import operator
import types
import typing
from typing import Annotated, Any, NamedTuple

import attrs

from . import markers
from .scalars import KINDS, Kind

_UNIONS = (typing.Union, types.UnionType)
_HOOKS = ("__attrs_pre_init__", "__attrs_init__", "__attrs_post_init__")


class Type(NamedTuple):
    """The type of a value, with the type of its items if it is a list, or its class if a model."""

    kind: Kind
    nullable: bool = False
    quoted: bool = False
    item: "Type | None" = None
    model: type[Any] | None = None

    @property
    def schema(self) -> "Schema":
        """The schema of a nested model."""
        # It is looked up on use, so that a model may contain itself.
        assert self.model is not None
        return schema_of(self.model)

    @property
    def items(self) -> "Type":
        """The type of the items of a list."""
        return self.item or ANYTHING

    @property
    def innermost(self) -> "Type":
        """The type of the items of nested lists, or the type itself for other kinds."""
        return self.items.innermost if self.kind is Kind.LIST else self

    def is_absent(self, value: object) -> bool:
        """Return whether a value is None or an empty list, which a missing key can express."""
        return value is None or (self.kind is Kind.LIST and value == [])


ANYTHING = Type(Kind.ANYTHING, nullable=True)
"""The type of a value under an unknown key."""

TEXT = Type(Kind.TEXT)
"""The type of a body."""

EXTRA = Type(Kind.MAPPING)
"""The type of the unknown keys."""

NOTHING = attrs.NOTHING
"""A placeholder for a default that is unknown before an instance is created."""


class Field(NamedTuple):
    """A field of a model.

    Args:
        argument: The argument of the class that sets the attribute.
        default: The value for a missing key; NOTHING if there is none or it depends on others.
        section: Whether its canonical form has an empty line before the key.
    """

    name: str
    argument: str
    key: str
    type: Type
    default: Any
    required: bool = False
    section: bool = False

    @property
    def omitted(self) -> bool:
        """Whether the key is left out for None or an empty list."""
        # With any other default, a missing key would read back as that default.
        return self.required or self.default == {} or self.type.is_absent(self.default)


class Schema(NamedTuple):
    """The fields of a model, and whether it has the attributes `extra`, `body`, `source`, `path`.

    Args:
        fields: The fields by key, in canonical order.
        defaults: The default of each attribute, in the order of the class: see `Field.default`.
        plain: Whether calling the class only sets each attribute to its argument or to a literal.
            Frozen classes, converters, validators and hooks do more.
    """

    model: type[Any]
    fields: dict[str, Field]
    defaults: dict[str, Any]
    extra: bool
    body: bool
    source: bool
    path: bool
    plain: bool

    @property
    def type(self) -> Type:
        """The type of the instances of the model."""
        return Type(Kind.MODEL, model=self.model)


_SCHEMAS: dict[type[Any], Schema] = {}


def is_model(value: object) -> bool:
    """Return whether a value is a class that can be a model."""
    return isinstance(value, type) and attrs.has(value)


def schema_of(model: type[Any]) -> Schema:
    """Return the schema of a model, the same object each time, or raise TypeError."""
    schema = _SCHEMAS.get(model) if isinstance(model, type) else None
    if schema is not None:
        return schema
    if not is_model(model):
        raise TypeError(f"expected an attrs class as model, found {model!r}")
    _SCHEMAS[model] = schema = _derived(model)  # before the nested ones: a model may contain itself
    try:
        # Derive the nested schemas now, so that an invalid type hint is reported before a file.
        for field in schema.fields.values():
            if (inner := field.type.innermost.model) is not None:
                schema_of(inner)
    except TypeError:
        del _SCHEMAS[model]
        raise
    return schema


def _derived(model: type[Any]) -> Schema:
    hints = _hints_of(model)
    defaults = {attribute.name: _default_of(attribute) for attribute in attrs.fields(model)}
    roles: set[str] = set()
    fields: dict[str, Field] = {}
    for attribute in attrs.fields(model):
        hint, marks = _unwrapped(hints.get(attribute.name, Any))
        if _has_role(attribute, marks):
            roles.add(attribute.name)
        # Attributes that are not arguments, or not compared, are no part of the front matter.
        elif attribute.init and attribute.eq is not False:
            field = _field(model, attribute, hint, marks, defaults[attribute.name])
            if field.key in fields:
                raise TypeError(f"{model.__name__}: two fields have the key {field.key}")
            fields[field.key] = field
    names = roles | {field.name for field in fields.values()}
    plain = names == set(defaults) and _is_plain(model, defaults)
    extra, body, source, path = (role in roles for role in ("extra", "body", "source", "path"))
    return Schema(model, fields, defaults, extra, body, source, path, plain)


def _hints_of(model: type[Any]) -> dict[str, Any]:
    try:
        return typing.get_type_hints(model, include_extras=True)
    except (NameError, AttributeError, SyntaxError) as error:
        message = f"{model.__name__}: a type hint cannot be resolved: {error}"
        raise TypeError(message) from None


def _has_role(attribute: "attrs.Attribute[Any]", marks: list[Any]) -> bool:
    if attribute.name in ("source", "path"):
        return attribute.eq is False
    # With a `Key`, an attribute named extra or body is a field like any other.
    has_key = any(isinstance(marker, markers.Key) for marker in marks)
    return attribute.name in ("extra", "body") and not has_key


def _field(
    model: type[Any], attribute: "attrs.Attribute[Any]", hint: Any, marks: list[Any], default: Any
) -> Field:
    keys = [marker.name for marker in marks if isinstance(marker, markers.Key)]
    try:
        type_ = _type(hint, markers.QUOTED in marks)
    except TypeError as error:
        raise TypeError(f"{model.__name__}.{attribute.name}: {error}") from None
    return Field(
        name=attribute.name,
        argument=attribute.alias or attribute.name,
        key=keys[0] if keys else camel_case(attribute.name),
        type=type_,
        required=attribute.default is NOTHING,
        default=default,
        section=markers.SECTION in marks,
    )


def camel_case(name: str) -> str:
    """Return the key of an attribute: `amp_web_url` -> `ampWebUrl`."""
    bare = name.lstrip("_")
    first, *rest = bare.split("_")
    return name[: -len(bare)] + first + "".join(word.capitalize() for word in rest)


def _default_of(attribute: "attrs.Attribute[Any]") -> Any:
    """Return the default of an attribute: see `Field.default`."""
    default: Any = attribute.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return NOTHING if default.takes_self else default.factory()


def _is_plain(model: Any, defaults: dict[str, Any]) -> bool:
    """Return whether calling a class only sets its attributes, by default to literals."""
    return (
        # attrs generates `__attrs_init__` instead if the class defines its own `__init__`.
        {"__attrs_attrs__", "__init__"} <= vars(model).keys()
        and not any(hasattr(model, hook) for hook in _HOOKS)
        and type(model).__call__ is type.__call__
        and model.__new__ is object.__new__
        and model.__setattr__ is object.__setattr__
        # An attrs class with `cache_hash` stores the hash in the instance.
        and model.__hash__ in (None, object.__hash__)
        and all(
            not (each.converter or each.validator)
            and (each.default is NOTHING or _is_literal(defaults[each.name]))
            for each in attrs.fields(model)
        )
    )


def _is_literal(default: Any) -> bool:
    is_empty = type(default) in (list, dict) and not default
    return is_empty or type(default) in (type(None), bool, int, str)


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Return a type hint without its markers, and the markers, also those inside a union."""
    if typing.get_origin(hint) is Annotated:
        inner, marks = _unwrapped(hint.__origin__)
        return inner, [*hint.__metadata__, *marks]
    if typing.get_origin(hint) in _UNIONS:
        parts = [_unwrapped(part) for part in typing.get_args(hint)]
        joined = functools.reduce(operator.or_, [part for part, _ in parts])
        return joined, [marker for _, marks in parts for marker in marks]
    return hint, []


def _type(hint: Any, quoted: bool) -> Type:
    options = typing.get_args(hint) if typing.get_origin(hint) in _UNIONS else (hint,)
    if Any in options or object in options:
        return ANYTHING
    types_ = [option for option in options if option is not types.NoneType]
    if len(types_) == 1:
        return _single_type(types_[0], quoted)._replace(nullable=len(options) > 1)
    raise TypeError(f"a union of several types is not supported: {hint}")


def _single_type(hint: Any, quoted: bool) -> Type:
    origin = typing.get_origin(hint) or hint
    kind = Kind.MAPPING if origin is dict else KINDS.get(origin)
    if origin is list:
        item, marks = _unwrapped(*typing.get_args(hint) or (Any,))
        return Type(Kind.LIST, item=_type(item, markers.QUOTED in marks))
    if kind is not None and typing.get_args(hint) in ((), (str, Any), (str, object)):
        return Type(kind, quoted=quoted)
    if is_model(hint):
        return Type(Kind.MODEL, model=hint)
    raise TypeError(
        f"the type hint {hint} is not supported; use str, int, float, bool, date, datetime, "
        "list[...], dict[str, Any], Any or an attrs class"
    )
