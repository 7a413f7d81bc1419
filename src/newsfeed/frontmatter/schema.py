"""Schemas: the fields of a model, derived from the type hints of an attrs class.

The attribute `web_url` has the key `webUrl`. Four attributes have a role instead of a key: `extra`
contains the unknown keys and `body` the text after the front matter. `source` and `path`, if
excluded from equality (`eq=False`), are the original text and its file. Only this module inspects
attrs classes.
"""

import threading
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import attrs

from .._util.hints import UNTYPED, accepts, members, resolved_hints, unwrapped
from . import markers
from .scalars import KINDS, Kind

Attribute: TypeAlias = "attrs.Attribute[Any]"
_HOOKS = ("__attrs_pre_init__", "__attrs_init__", "__attrs_post_init__")
# The attribute of a model class that contains its schema.
_ATTRIBUTE = "__newsfeed_schema__"
_LOCK = threading.RLock()
_CONTENTS: dict[str, tuple[type[Any], str]] = {
    "extra": (dict, "the unknown keys"),
    "body": (str, "the text after the front matter"),
    "source": (str, "the original text"),
    "path": (Path, "the path of the file"),
}


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


ANYTHING = Type(Kind.ANYTHING, nullable=True)
"""The type of a value under an unknown key."""

TEXT = Type(Kind.TEXT)
"""The type of a body."""

EXTRA = Type(Kind.MAPPING)
"""The type of the unknown keys."""

NOTHING = attrs.NOTHING


class Field(NamedTuple):
    """A field of a model.

    Args:
        default: The value for a missing key; NOTHING if there is none or a factory creates it.
            The factories `list` and `dict` are known, others are not called for a schema.
        section: Whether its canonical form has an empty line before the key.
    """

    name: str
    key: str
    type: Type
    default: Any
    required: bool = False
    section: bool = False

    def omits(self, value: object) -> bool:
        """Return whether the key is left out for a value: an empty one that is the default."""
        if value is None:
            return self.default is None
        kind = type(self.default)
        return kind in (list, dict) and not self.default and isinstance(value, kind) and not value


@attrs.define(eq=False, slots=False)
class Schema:
    """The fields of a model, and whether it has the attributes `extra`, `body`, `source`, `path`.

    Args:
        fields: The fields by key, in canonical order.
        arguments: The argument of the class that sets each attribute.
        defaults: The default of each attribute, in the order of the class: see `Field.default`.
        factories: A function that creates the default of an attribute, for each that has one that
            does not depend on other attributes.
        plain: Whether calling the class only sets each attribute to its argument or to a literal.
            Frozen classes, converters, validators and hooks do more.
    """

    model: type[Any]
    fields: dict[str, Field]
    arguments: dict[str, str]
    defaults: dict[str, Any]
    factories: dict[str, Callable[[], Any]]
    extra: bool
    body: bool
    source: bool
    path: bool
    plain: bool

    @property
    def type(self) -> Type:
        """The type of the instances of the model."""
        return Type(Kind.MODEL, model=self.model)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as None: cloudpickle copies classes, and a copy needs a schema of its own."""
        return type(None), ()


def is_model(value: object) -> bool:
    """Return whether a value is a class that can be a model."""
    return isinstance(value, type) and attrs.has(value)


def schema_of(model: type[Any]) -> Schema:
    """Return the schema of a model, the same object each time, or raise TypeError."""
    schema = _known_schema(model)
    if schema is None:
        if not is_model(model):
            raise TypeError(f"expected an attrs class as model, found {model!r}")
        with _LOCK:
            derived: dict[type[Any], Schema] = {}
            schema = _derive(model, derived)
            # Other threads see a schema only when those of all its nested models are valid.
            for each in derived.values():
                # The class contains its schema, so that both are collected together.
                type.__setattr__(each.model, _ATTRIBUTE, each)
    return schema


def _known_schema(model: Any) -> Schema | None:
    schema: Schema | None = vars(model).get(_ATTRIBUTE) if isinstance(model, type) else None
    # A decorator such as `attrs.define` may have copied the attributes of another class.
    return schema if schema is not None and schema.model is model else None


def _derive(model: type[Any], derived: dict[type[Any], Schema]) -> Schema:
    """Return the schema of a model; add those of it and its nested models if they are new."""
    schema = derived.get(model) or _known_schema(model)
    if schema is None:
        derived[model] = schema = _derived(model)  # a model may contain itself
        for field in schema.fields.values():
            if (inner := field.type.innermost.model) is not None:
                _derive(inner, derived)
    return schema


def _derived(model: type[Any]) -> Schema:
    attributes: dict[str, Attribute] = attrs.fields_dict(model)
    hints = resolved_hints(model)
    roles: set[str] = set()
    fields: dict[str, Field] = {}
    for name, attribute in attributes.items():
        hint, marks = unwrapped(hints.get(name, Any))
        if _has_role(attribute, marks):
            _check_role(model, attribute, hint)
            roles.add(name)
        # Attributes that are not arguments, or not compared, are no part of the front matter.
        elif attribute.init and attribute.eq is not False:
            field = _field(model, attribute, hint, marks)
            if field.key in fields:
                raise TypeError(f"{model.__name__}: two fields have the key {field.key}")
            fields[field.key] = field
    defaults = {name: _default_of(attribute) for name, attribute in attributes.items()}
    names = roles | {field.name for field in fields.values()}
    return Schema(
        model=model,
        fields=fields,
        arguments={name: each.alias or name for name, each in attributes.items() if each.init},
        defaults=defaults,
        factories={name: new for name, each in attributes.items() if (new := _factory_of(each))},
        plain=names == set(defaults) and _is_plain(model, defaults),
        **{role: role in roles for role in _CONTENTS},
    )


def _has_role(attribute: Attribute, marks: list[Any]) -> bool:
    if attribute.name in ("extra", "body"):
        # With a `Key`, such an attribute is a field like any other.
        return attribute.init and not any(isinstance(marker, markers.Key) for marker in marks)
    return attribute.name in _CONTENTS and attribute.eq is False


def _check_role(model: type[Any], attribute: Attribute, hint: Any) -> None:
    """Check that an attribute accepts what its role contains, and need not be given."""
    name, (kind, contents) = attribute.name, _CONTENTS[attribute.name]
    if not accepts(hint, kind):
        message = f"it contains {contents}, so expected the type hint {kind.__name__}, found {hint}"
        way_out = f"rename it, with Key('{name}') as a key"
        raise TypeError(f"{model.__name__}.{name}: {message}; {way_out}")
    if attribute.default is NOTHING and attribute.eq is False:
        raise TypeError(f"{model.__name__}.{name}: it contains {contents}; give it a default")


def _field(model: type[Any], attribute: Attribute, hint: Any, marks: list[Any]) -> Field:
    keys = [marker.name for marker in marks if isinstance(marker, markers.Key)]
    try:
        type_ = _type(hint, markers.QUOTED in marks)
    except TypeError as error:
        raise TypeError(f"{model.__name__}.{attribute.name}: {error}") from None
    return Field(
        name=attribute.name,
        key=keys[0] if keys else markers.camel_case(attribute.name),
        type=type_,
        required=attribute.default is NOTHING,
        default=_default_of(attribute),
        section=markers.SECTION in marks,
    )


def _default_of(attribute: Attribute) -> Any:
    """Return the default of an attribute: see `Field.default`."""
    default: Any = attribute.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    is_known = default.factory is list or default.factory is dict
    return default.factory() if is_known else NOTHING


def _factory_of(attribute: Attribute) -> Callable[[], Any] | None:
    """Return a function that creates the default of an attribute, if that needs no instance."""
    default: Any = attribute.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return None if default.takes_self else default.factory
    return None if default is NOTHING else lambda: default


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


def _type(hint: Any, quoted: bool) -> Type:
    options = members(hint)
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
        item, marks = unwrapped(*typing.get_args(hint) or (Any,))
        return Type(Kind.LIST, item=_type(item, markers.QUOTED in marks))
    if kind is not None and typing.get_args(hint) in UNTYPED:
        return Type(kind, quoted=quoted)
    if is_model(hint):
        return Type(Kind.MODEL, model=hint)
    raise TypeError(
        f"the type hint {hint} is not supported; use str, int, float, bool, date, datetime, "
        "list[...], dict[str, Any], Any or an attrs class"
    )
