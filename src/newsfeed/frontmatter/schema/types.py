"""Types: what the type hint of a field says about the values in a file."""

import types
import typing
from collections.abc import Collection, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..._util.hints import UNTYPED, members, unwrapped
from ..markers import ONE_OR_MANY, QUOTED, UTC, As
from ..scalars import COLLECTIONS, KINDS, SCALARS, UNTYPED_SCALARS, Kind, kind_of
from .classes import is_model, schema_in
from .conversions import TUPLE, Conversion, marked, of_enum, of_literal

if TYPE_CHECKING:
    from . import Schema

_EXPECTED = {kind: scalar.expected for kind, scalar in SCALARS.items()}
_EXPECTED |= {Kind.LIST: "a list", Kind.MODEL: "a mapping", Kind.MAPPING: "a mapping"}
_SUPPORTED = (
    "use str, int, float, bool, Decimal, date, datetime, an enum, Literal, list[...], "
    "tuple[..., ...], dict[str, ...], Any or a model, or say how it is written with "
    "Annotated[..., As(str, read=..., write=...)]"
)


class Type(NamedTuple):
    """The type of a value."""

    kind: Kind
    nullable: bool = False
    quoted: bool = False
    item: "Type | None" = None  # of the items of a list
    values: "Type | None" = None  # of the values of a mapping
    model: Any = None  # the class of a nested model, with its arguments if it is generic
    kinds: frozenset[Kind] = frozenset()  # of a value of several kinds, whose `kind` is ANYTHING
    conversion: Conversion | None = None  # of a Python type that YAML does not have
    one_or_many: bool = False  # see the marker `ONE_OR_MANY`
    utc: bool = False  # see the marker `UTC`
    choices: tuple[Any, ...] = ()  # the only written values, if the type lists them

    @property
    def schema(self) -> "Schema":
        """The schema of a nested model."""
        # It is looked up on use, so that a model may contain itself.
        schema: Schema = schema_in(self.model)
        return schema

    @property
    def items(self) -> "Type":
        """The type of the items of a list."""
        return self.item or ANYTHING

    @property
    def all_kinds(self) -> Collection[Kind]:
        """The kinds of written values of the type."""
        return self.kinds or (self.kind,)

    @property
    def parts(self) -> tuple["Type", ...]:
        """The types of the values inside a list or a mapping."""
        return tuple(each for each in (self.item, self.values) if each is not None)

    @property
    def models(self) -> list[Any]:
        """The classes of the nested models, also of those in lists and mappings."""
        own = [] if self.model is None else [self.model]
        return own + [model for part in self.parts for model in part.models]

    @property
    def schemas(self) -> "list[Schema]":
        """The schemas of the nested models."""
        return [schema_in(model) for model in self.models]

    @property
    def expected(self) -> str:
        """The written values of the type, in messages."""
        if self.conversion is not None:
            return self.conversion.expected
        if self.kinds == ANYTHING.kinds:
            return "text, a number, a boolean, a date, a timestamp, a list or a dict"
        if self.kind is not Kind.ANYTHING:
            return _EXPECTED[self.kind]
        *names, last = dict.fromkeys(_EXPECTED[kind] for kind in Kind if kind in self.kinds)
        return f"{', '.join(names)} or {last}"

    @property
    def is_converted(self) -> bool:
        """Whether values in the model differ from those in the file."""
        return self.conversion is not None or any(part.is_converted for part in self.parts)

    def written(self, value: Any) -> Any:
        """Return the value that the file has for one of the model, or `Unwritable`."""
        if value is None or not self.is_converted:
            return value
        if self.conversion is not None:
            value = self.conversion.written(value)
        if isinstance(value, list) and self.item is not None:
            return [self.item.written(each) for each in value]
        if isinstance(value, dict) and self.values is not None:
            return {key: self.values.written(each) for key, each in value.items()}
        return value  # perhaps of a wrong type, which validation reports

    def read(self, value: Any) -> Any:
        """Return the value that the model has for one of the file, or raise one of `REJECTIONS`."""
        if value is None or not self.is_converted:
            return value
        if isinstance(value, list) and self.item is not None:
            value = [self.item.read(each) for each in value]
        elif isinstance(value, dict) and self.values is not None:
            value = {key: self.values.read(each) for key, each in value.items()}
        return value if self.conversion is None else self.conversion.read(value)


ANYTHING = Type(
    Kind.ANYTHING, nullable=True, kinds=UNTYPED_SCALARS | {Kind.LIST, Kind.MAPPING, Kind.TAGGED}
)
"""The type of a value under an unknown key."""

TEXT = Type(Kind.TEXT)  # of a body
EXTRA = Type(Kind.MAPPING)  # of the unknown keys


def type_of(hint: Any, marks: Sequence[Any] = ()) -> Type:
    """Return the type of the values of a type hint with its markers, or raise TypeError."""
    bare, own = unwrapped(hint)
    marks = [*own, *marks]
    marker = next((each for each in marks if isinstance(each, As)), None)
    nullable = types.NoneType in members(bare)
    if marker is not None:
        type_ = type_of(marker.type)
        options = [each for each in members(bare) if each is not types.NoneType]
        conversion = marked(marker, options[0] if len(options) == 1 else Any, type_.expected)
        type_ = type_._replace(conversion=conversion.after(type_.conversion), nullable=nullable)
    else:
        type_ = _type_of_members(bare)
    if ONE_OR_MANY in marks:
        inner = {type_.items.kind, *type_.items.kinds} if type_.items != ANYTHING else set()
        if type_.kind is not Kind.LIST or inner.intersection(COLLECTIONS):
            raise TypeError(f"ONE_OR_MANY is for lists of scalars, found {bare}")
        type_ = type_._replace(one_or_many=True)
    if UTC in marks:
        if Kind.TIMESTAMP not in type_.all_kinds:
            raise TypeError(f"UTC is for datetimes, found {bare}")
        type_ = type_._replace(utc=True)
    return type_._replace(quoted=True) if QUOTED in marks else type_


def _type_of_members(hint: Any) -> Type:
    """Return the type of a hint without markers."""
    options = members(hint)
    if Any in options or object in options:
        return ANYTHING
    others = [each for each in options if each is not types.NoneType] or [hint]
    type_ = _union(list(map(type_of, others)), hint) if len(others) > 1 else _single_type(*others)
    return type_._replace(nullable=len(others) < len(options) or type_.nullable)


def _union(options: list[Type], hint: Any) -> Type:
    """Return the type of values of several types, which the text must tell apart."""
    kinds = [kind for each in options for kind in each.kinds or (each.kind,)]
    shapes = [Kind.MAPPING if kind is Kind.MODEL else kind for kind in kinds]
    numbers = {Kind.NUMBER, Kind.DECIMAL}
    if len(set(shapes)) < len(shapes) or numbers <= set(kinds):
        raise TypeError(f"the text does not tell the members of {hint} apart; {_SUPPORTED}")
    if any(each.conversion or each.one_or_many for each in options):
        message = "an enum, a tuple, Literal, As and ONE_OR_MANY cannot be in a union with others"
        raise TypeError(f"{message}, as in {hint}; {_SUPPORTED}")
    return Type(
        Kind.ANYTHING,
        nullable=any(each.nullable for each in options),
        quoted=any(each.quoted for each in options),
        utc=any(each.utc for each in options),
        item=next((each.items for each in options if each.kind is Kind.LIST), None),
        values=next((each.values for each in options if each.values is not None), None),
        model=next((each.model for each in options if each.model is not None), None),
        kinds=frozenset(kinds),
    )


def _single_type(hint: Any) -> Type:
    origin, arguments = typing.get_origin(hint) or hint, typing.get_args(hint)
    if origin is Literal:
        return _choice(arguments, hint, of_literal(arguments))
    if isinstance(origin, type) and issubclass(origin, Enum):
        return _choice([each.value for each in origin], hint, of_enum(origin))
    if origin is list:
        return Type(Kind.LIST, item=type_of(*arguments or (Any,)))
    if hint is tuple or (origin is tuple and arguments[1:] == (...,)):
        return Type(Kind.LIST, item=type_of(*arguments[:1] or (Any,)), conversion=TUPLE)
    if origin is dict and unwrapped((arguments or (str,))[0])[0] is str:
        return EXTRA if arguments in UNTYPED else Type(Kind.MAPPING, values=type_of(arguments[1]))
    if hint in KINDS or is_model(origin):
        return Type(KINDS[hint]) if hint in KINDS else Type(Kind.MODEL, model=hint)
    raise TypeError(f"the type hint {hint} is not supported; {_SUPPORTED}")


def _choice(values: Collection[Any], hint: Any, conversion: Conversion) -> Type:
    """Return the type of some scalars, which may have several kinds."""
    scalars = tuple(value for value in values if value is not None)
    kinds = frozenset(kind_of(type(value)) or Kind.ANYTHING for value in scalars)
    is_enum_of_none = None in values and conversion.type is not object
    if not scalars or Kind.ANYTHING in kinds or is_enum_of_none:
        raise TypeError(f"the values of {hint} must be scalars such as text; {_SUPPORTED}")
    kind, *others = kinds
    type_ = Type(Kind.ANYTHING, kinds=kinds) if others else Type(kind)
    return type_._replace(nullable=None in values, conversion=conversion, choices=scalars)
