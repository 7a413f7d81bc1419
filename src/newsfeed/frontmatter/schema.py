"""Type hints to field specifications: with `classes`, the only reader of attrs metadata.

A model is an attrs class. A field named `publishedDateTime` in the text is the attribute
`published_date_time`; its hint says what the text may hold. What a hint cannot say, a marker in
`Annotated` says: `QUOTED`, `SECTION`, `Key`.

Four names have a role instead of a key: `extra` holds unknown keys, `body` the text after the front
matter, and, where they take no part in equality (`eq=False`), `source` the whole text and `path`
the file it came from.
"""

import functools
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, auto
from typing import Annotated, Any, NamedTuple

import attrs

from .classes import default_of, hints_of, is_plain


class Kind(Enum):
    """What a field holds."""

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATE = auto()
    TIMESTAMP = auto()
    LIST = auto()
    RECORD = auto()
    MAPPING = auto()
    ANYTHING = auto()

    # Enum's own is a Python function, and kinds are looked up for every value.
    __hash__: Callable[[Any], int] = object.__hash__  # type: ignore[assignment]


class Marker(Enum):
    """What a hint cannot say of a field."""

    QUOTED = auto()
    SECTION = auto()


QUOTED = Marker.QUOTED
"""The canonical form has the text in double quotes; else it is plain where that is safe."""

SECTION = Marker.SECTION
"""The canonical form has a blank line before the key."""


class Key(NamedTuple):
    """The key of a field in the text, where it is not the attribute's name in camel case.

    Args:
        name: The key, such as `_id`.
    """

    name: str


class Type(NamedTuple):
    """The type of a value: its kind, and what it is made of.

    Args:
        kind: What the value is.
        nullable: Whether it may be None.
        quoted: Whether the canonical form has it in double quotes.
        item: The type of the items of a list.
        model: The class of a record.
    """

    kind: Kind
    nullable: bool = False
    quoted: bool = False
    item: "Type | None" = None
    model: type[Any] | None = None

    @property
    def record(self) -> "Schema":
        """The schema of a record; looked up late, so that a model may hold itself."""
        assert self.model is not None
        return schema_of(self.model)

    @property
    def items(self) -> "Type":
        """The type of the items of a list."""
        return self.item or ANYTHING

    @property
    def innermost(self) -> "Type":
        """The type of what a list holds, and lists in it; of anything else itself."""
        return self.items.innermost if self.kind is Kind.LIST else self

    def is_absent(self, value: object) -> bool:
        """Whether a value is written by leaving its key out: None, or an empty list of a model."""
        return value is None or (self.kind is Kind.LIST and value == [])


ANYTHING = Type(Kind.ANYTHING, nullable=True)


class Field(NamedTuple):
    """One key of a record.

    Args:
        name: The name of the attribute.
        argument: The name of the argument of the class that sets it.
        key: The key in the text.
        type: What the value may be.
        default: What the class sets where the key is missing; NOTHING if that is not known before.
        required: Whether the class has no default for it.
        section: Whether a blank line comes before it.
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
        """Whether None, or an empty list, is written by leaving the key out."""
        return self.required or self.default == {} or self.type.is_absent(self.default)


class Schema(NamedTuple):
    """The fields of a model, in canonical order.

    Args:
        model: The attrs class.
        fields: Its fields by key.
        extra: Whether it holds unknown keys.
        body: Whether it holds the body.
        source: Whether it holds the text that it was read from.
        path: Whether it holds the path of the file that it was read from.
        plain: Whether making a record does no more than set each field to what it is given, or to
            a literal; so not for frozen classes, converters, validators and hooks.
    """

    model: type[Any]
    fields: dict[str, Field]
    extra: bool
    body: bool
    source: bool
    path: bool
    plain: bool


_SCHEMAS: dict[type[Any], Schema] = {}


def schema_of(model: type[Any]) -> Schema:
    """Derive the schema of a model from its type hints.

    Args:
        model: An attrs class.

    Returns:
        Its schema, the same object each time.

    Raises:
        TypeError: If the class is not an attrs class, or a hint is not one that the format can
            hold.

    Example:
        >>> from newsfeed import Provider
        >>> list(schema_of(Provider).fields)
        ['name', 'domain', 'images']
    """
    schema = _SCHEMAS.get(model) if isinstance(model, type) else None
    if schema is not None:
        return schema
    if not (isinstance(model, type) and attrs.has(model)):
        raise TypeError(f"expected an attrs class as model, found {model!r}")
    _SCHEMAS[model] = _derived(model)
    _derive_nested(model)
    return _SCHEMAS[model]


def _derive_nested(model: type[Any]) -> None:
    """Derive the schemas of records in records now, so that a bad hint shows before a bad file."""
    try:
        for field in _SCHEMAS[model].fields.values():
            if (inner := field.type.innermost.model) is not None:
                schema_of(inner)
    except TypeError:
        del _SCHEMAS[model]
        raise


def _derived(model: type[Any]) -> Schema:
    hints = hints_of(model)
    roles: set[str] = set()
    fields: dict[str, Field] = {}
    for attribute in attrs.fields(model):
        hint, markers = _unwrapped(hints[attribute.name])
        if _has_role(attribute, markers):
            roles.add(attribute.name)
        elif attribute.init and attribute.eq is not False:
            field = _field(model, attribute, hint, markers)
            if field.key in fields:
                raise TypeError(f"{model.__name__}: two fields have the key {field.key}")
            fields[field.key] = field
    extra, body, source, path = (role in roles for role in ("extra", "body", "source", "path"))
    names = roles | {field.name for field in fields.values()}
    return Schema(model, fields, extra, body, source, path, is_plain(model, names))


def _has_role(attribute: "attrs.Attribute[Any]", markers: list[Any]) -> bool:
    if attribute.name in ("source", "path"):
        return attribute.eq is False
    has_key = any(isinstance(marker, Key) for marker in markers)
    return attribute.name in ("extra", "body") and not has_key


def _field(
    model: type[Any], attribute: "attrs.Attribute[Any]", hint: Any, markers: list[Any]
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
        required=attribute.default is attrs.NOTHING,
        default=default_of(attribute.default),
        section=SECTION in markers,
    )


def camel_case(name: str) -> str:
    """Turn the name of an attribute into the key of the text: `amp_web_url` into `ampWebUrl`."""
    bare = name.lstrip("_")
    first, *rest = bare.split("_")
    return name[: -len(bare)] + first + "".join(word.capitalize() for word in rest)


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Take the markers off a hint, those of `Annotated[str, QUOTED] | None` as well."""
    if typing.get_origin(hint) is Annotated:
        inner, markers = _unwrapped(hint.__origin__)
        return inner, [*hint.__metadata__, *markers]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = [_unwrapped(part) for part in typing.get_args(hint)]
        joined = functools.reduce(lambda one, other: one | other, [part for part, _ in parts])
        return joined, [marker for _, markers in parts for marker in markers]
    return hint, []


_SCALARS = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
    datetime: Kind.TIMESTAMP,
    dict: Kind.MAPPING,
}


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
    if origin is list:
        item, markers = _unwrapped(*typing.get_args(hint) or (Any,))
        return Type(Kind.LIST, item=_type(item, QUOTED in markers))
    if origin in _SCALARS and typing.get_args(hint) in ((), (str, Any), (str, object)):
        return Type(_SCALARS[origin], quoted=quoted)
    if isinstance(hint, type) and attrs.has(hint):
        return Type(Kind.RECORD, model=hint)
    raise TypeError(
        f"the type hint {hint} is not supported; use str, int, float, bool, date, datetime, "
        "list[...], dict[str, Any], Any or an attrs class"
    )
