"""Schemas: the keys of a model, derived from its type hints.

A model is an attrs class. The attribute `published_date_time` has the key `publishedDateTime`; its
hint says what values the key may have. `newsfeed.frontmatter` has markers for the rest.

Four attributes have a role instead of a key: `extra` holds unknown keys, `body` the text after the
front matter, and `source` and `path`, if they take no part in equality (`eq=False`), the original
text and its file. No other module asks attrs about a class.
"""

import functools
import types
import typing
from typing import Annotated, Any, NamedTuple

import attrs

from .markers import QUOTED, SECTION, Key
from .scalars import KINDS, Kind


class Type(NamedTuple):
    """The type of a value.

    Args:
        kind: The kind of the value.
        nullable: Whether it may be None.
        quoted: Whether its canonical form is double-quoted.
        item: The type of the items of a list.
        model: The class of a nested model.
    """

    kind: Kind
    nullable: bool = False
    quoted: bool = False
    item: "Type | None" = None
    model: type[Any] | None = None

    @property
    def record(self) -> "Schema":
        """The schema of a nested model; looked up late, so that a model may contain itself."""
        assert self.model is not None
        return schema_of(self.model)

    @property
    def items(self) -> "Type":
        """The type of the items of a list."""
        return self.item or ANYTHING

    @property
    def innermost(self) -> "Type":
        """The type of the items of a list, however deep; the type itself for other kinds."""
        return self.items.innermost if self.kind is Kind.LIST else self

    def is_absent(self, value: object) -> bool:
        """Return whether a value may be written by leaving out its key: None or an empty list."""
        return value is None or (self.kind is Kind.LIST and value == [])


ANYTHING = Type(Kind.ANYTHING, nullable=True)
"""The type of a value under an unknown key."""

TEXT = Type(Kind.TEXT)
"""The type of a body."""

EXTRA = Type(Kind.MAPPING)
"""The type of unknown keys."""


NOTHING = attrs.NOTHING
"""Stands for a default that is not known before an instance is made."""


class Field(NamedTuple):
    """A key of a model.

    Args:
        name: The name of the attribute.
        argument: The argument of the class that sets it.
        key: The key in the front matter.
        type: The type of its values.
        default: The value that the class sets for a missing key; NOTHING if it depends on others.
        required: Whether the class has no default for it.
        section: Whether an empty line comes before it in canonical form.
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
        """Whether None, or an empty list, is written by leaving out the key."""
        return self.required or self.default == {} or self.type.is_absent(self.default)


class Schema(NamedTuple):
    """The keys of a model.

    Args:
        model: The class.
        fields: Its fields by key, in canonical order.
        defaults: The default of each attribute, in the order of the class: see `Field.default`.
        extra: Whether it has unknown keys.
        body: Whether it has a body.
        source: Whether it has the original text.
        path: Whether it has the path of its file.
        plain: Whether the class only sets each attribute to its argument, or to a literal. Frozen
            classes, converters, validators and hooks do more.
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
        return Type(Kind.RECORD, model=self.model)


_SCHEMAS: dict[type[Any], Schema] = {}


def is_model(value: object) -> bool:
    """Return whether a value is a class that can be a model."""
    return isinstance(value, type) and attrs.has(value)


def schema_of(model: type[Any]) -> Schema:
    """Return the schema of a model, the same object each time.

    Args:
        model: An attrs class.

    Raises:
        TypeError: If the class is not an attrs class, or a hint is not supported.

    Example:
        >>> from newsfeed import Provider
        >>> list(schema_of(Provider).fields)
        ['name', 'domain', 'images']
    """
    schema = _SCHEMAS.get(model) if isinstance(model, type) else None
    if schema is not None:
        return schema
    if not is_model(model):
        raise TypeError(f"expected an attrs class as model, found {model!r}")
    _SCHEMAS[model] = _derived(model)
    _derive_nested(model)
    return _SCHEMAS[model]


def _derive_nested(model: type[Any]) -> None:
    """Derive the schemas of nested models now, so that a bad hint shows before a bad file."""
    try:
        for field in _SCHEMAS[model].fields.values():
            if (inner := field.type.innermost.model) is not None:
                schema_of(inner)
    except TypeError:
        del _SCHEMAS[model]
        raise


def _derived(model: type[Any]) -> Schema:
    hints = _hints_of(model)
    defaults = {attribute.name: _default_of(attribute) for attribute in attrs.fields(model)}
    roles: set[str] = set()
    fields: dict[str, Field] = {}
    for attribute in attrs.fields(model):
        hint, markers = _unwrapped(hints.get(attribute.name, Any))
        if _has_role(attribute, markers):
            roles.add(attribute.name)
        elif attribute.init and attribute.eq is not False:
            field = _field(model, attribute, hint, markers, defaults[attribute.name])
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


def _has_role(attribute: "attrs.Attribute[Any]", markers: list[Any]) -> bool:
    if attribute.name in ("source", "path"):
        return attribute.eq is False
    has_key = any(isinstance(marker, Key) for marker in markers)
    return attribute.name in ("extra", "body") and not has_key


def _field(
    model: type[Any],
    attribute: "attrs.Attribute[Any]",
    hint: Any,
    markers: list[Any],
    default: Any,
) -> Field:
    keys = [marker.name for marker in markers if isinstance(marker, Key)]
    try:
        type_ = _type(hint, QUOTED in markers)
    except TypeError as error:
        raise TypeError(f"{model.__name__}.{attribute.name}: {error}") from None
    return Field(
        name=attribute.name,
        argument=attribute.alias or attribute.name,
        key=keys[0] if keys else camel_case(attribute.name),
        type=type_,
        required=attribute.default is NOTHING,
        default=default,
        section=SECTION in markers,
    )


def camel_case(name: str) -> str:
    """Return the key of an attribute: `ampWebUrl` for `amp_web_url`."""
    bare = name.lstrip("_")
    first, *rest = bare.split("_")
    return name[: -len(bare)] + first + "".join(word.capitalize() for word in rest)


def _default_of(attribute: "attrs.Attribute[Any]") -> Any:
    """Return the value that a class sets without an argument; NOTHING if it depends on others."""
    default: Any = attribute.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return NOTHING if default.takes_self else default.factory()


def _is_plain(model: Any, defaults: dict[str, Any]) -> bool:
    """Return whether calling a class only sets its attributes, by default to literals."""
    # attrs writes `__attrs_init__` where the class has an `__init__` of its own.
    hooks = ("__attrs_pre_init__", "__attrs_init__", "__attrs_post_init__")
    return (
        {"__attrs_attrs__", "__init__"} <= vars(model).keys()
        and not any(hasattr(model, hook) for hook in hooks)
        and type(model).__call__ is type.__call__
        and model.__new__ is object.__new__
        and model.__setattr__ is object.__setattr__
        # An instance may keep its hash.
        and model.__hash__ in (None, object.__hash__)
        and not any(each.converter or each.validator for each in attrs.fields(model))
        and all(
            each.default is NOTHING or _is_literal(defaults[each.name])
            for each in attrs.fields(model)
        )
    )


def _is_literal(default: Any) -> bool:
    is_empty = type(default) in (list, dict) and not default
    return is_empty or type(default) in (type(None), bool, int, str)


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Return a hint without its markers, those in a union included, and the markers."""
    if typing.get_origin(hint) is Annotated:
        inner, markers = _unwrapped(hint.__origin__)
        return inner, [*hint.__metadata__, *markers]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = [_unwrapped(part) for part in typing.get_args(hint)]
        joined = functools.reduce(lambda one, other: one | other, [part for part, _ in parts])
        return joined, [marker for _, markers in parts for marker in markers]
    return hint, []


def _type(hint: Any, quoted: bool) -> Type:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    options = typing.get_args(hint) if is_union else (hint,)
    if Any in options or object in options:
        return ANYTHING
    plain = [option for option in options if option is not types.NoneType]
    if len(plain) == 1:
        return _plain_type(plain[0], quoted)._replace(nullable=len(options) > 1)
    raise TypeError(f"a union of several types is not supported: {hint}")


def _plain_type(hint: Any, quoted: bool) -> Type:
    origin = typing.get_origin(hint) or hint
    kind = Kind.MAPPING if origin is dict else KINDS.get(origin)
    if origin is list:
        item, markers = _unwrapped(*typing.get_args(hint) or (Any,))
        return Type(Kind.LIST, item=_type(item, QUOTED in markers))
    if kind is not None and typing.get_args(hint) in ((), (str, Any), (str, object)):
        return Type(kind, quoted=quoted)
    if is_model(hint):
        return Type(Kind.RECORD, model=hint)
    raise TypeError(
        f"the type hint {hint} is not supported; use str, int, float, bool, date, datetime, "
        "list[...], dict[str, Any], Any or an attrs class"
    )
