"""Schemas: the fields of a model, derived from the type hints of its class.

The key of a field is the name of its attribute, unless markers say otherwise. Four attributes have
a role instead of a key: `extra` contains the unknown keys and `body` the text after the front
matter. `source` and `path`, if excluded from equality, are the original text and its file.

Read `classes` first, which describes attrs classes, dataclasses and pydantic models alike, then
`types` and `conversions`, which say what a type hint means. `refusals` asks a class what is wrong.
"""

import inspect
import threading
import typing
from collections.abc import Callable
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from ..._util.hints import accepts, unwrapped
from .. import markers
from ..scalars import Kind
from .classes import Attribute, description_of, is_model, put_schema, schema_in
from .conversions import REJECTIONS, Unwritable
from .types import ANYTHING, EXTRA, TEXT, Type, type_of

__all__ = ["ANYTHING", "EXTRA", "REJECTIONS", "TEXT", "Type", "Unwritable", "is_model"]

_LOCK = threading.RLock()
_CONTENTS: dict[str, tuple[type[Any], str]] = {
    "extra": (dict, "the unknown keys"),
    "body": (str, "the text after the front matter"),
    "source": (str, "the original text"),
    "path": (Path, "the path of the file"),
}
_SEQUENCES = (list, tuple, set, frozenset)


class Field(NamedTuple):
    """A field of a model."""

    name: str
    key: str
    type: Type
    default: Any  # the value for a missing key: see `Attribute.default`
    required: bool = False
    section: bool = False  # whether its canonical form has an empty line before the key
    is_converted: bool = False  # whether its values in the model differ from those in the file

    def of(self, instance: Any) -> Any:
        """Return the written value that an instance of the model has for the field."""
        value = getattr(instance, self.name)
        return self.type.written(value) if self.is_converted else value

    def omits(self, value: object) -> bool:
        """Return whether the key is left out for a value: an empty one that is the default."""
        if value is None:
            return self.default is None
        kinds = _SEQUENCES if isinstance(self.default, _SEQUENCES) else (dict,)
        are_containers = isinstance(self.default, kinds) and isinstance(value, kinds)
        return are_containers and not self.default and not value


@attrs.define(eq=False, slots=False)
class Schema:
    """The fields of a model, and which of `extra`, `body`, `source` and `path` it has."""

    model: type[Any]
    fields: dict[str, Field]  # by key, in canonical order
    arguments: dict[str, str]  # the argument of the class that sets each attribute
    defaults: dict[str, Any]  # of all attributes, in the order of the class
    factories: dict[str, Callable[[], Any]]  # create the defaults of the attributes that have one
    extra: bool
    body: bool
    source: bool
    path: bool
    # Whether calling the class only sets each attribute to a value of the file or to a literal.
    # Frozen classes, converters, validators and hooks do more.
    plain: bool
    closed: bool  # whether an unknown key is an error
    builds_nested: bool  # whether the class builds nested models of its kind from their arguments

    @property
    def type(self) -> Type:
        """The type of the instances of the model."""
        return Type(Kind.MODEL, model=self.model)

    @property
    def is_open(self) -> bool:
        """Whether the model has no fields, only roles, so that it can be any text."""
        return self.extra and self.body and not self.fields

    @cached_property
    def all_plain(self) -> bool:
        """Whether this model and its nested models are plain."""
        return self.plain and self.nested_plain

    @cached_property
    def nested_plain(self) -> bool:
        """Whether the nested models, of which this one may be one, are plain."""
        nested: list[Schema] = []
        for schema in chain([self], nested):
            for field in schema.fields.values():
                nested += [each for each in field.type.schemas if each not in nested]
        # A nested instance has no body, so its class must be called to set the default.
        return all(each.plain and not each.body for each in nested)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as None: cloudpickle copies classes, and a copy needs a schema of its own."""
        return type(None), ()


def schema_of(model: type[Any]) -> Schema:
    """Return the schema of a model, the same object each time, or raise TypeError."""
    schema: Schema | None = schema_in(model) if isinstance(model, type) else None
    if schema is None:
        if not is_model(model) or inspect.isabstract(model):
            expected = "an attrs class, a dataclass or a pydantic model as model"
            own = f"; define a subclass: class Own({model}): ..." if typing.get_args(model) else ""
            raise TypeError(f"expected {expected}, found {model!r}{own}")
        with _LOCK:
            derived: dict[Any, Schema] = {}
            schema = _derive(model, derived)
            # Other threads see a schema only when those of all its nested models are valid.
            for hint, each in derived.items():
                put_schema(hint, each)
    return schema


def _derive(model: Any, derived: dict[Any, Schema]) -> Schema:
    """Return the schema of a model; add those of it and its nested models if they are new."""
    schema: Schema | None = derived.get(model) or schema_in(model)
    if schema is None:
        derived[model] = schema = _derived(model)  # a model may contain itself
        for field in schema.fields.values():
            for inner in field.type.models:
                _derive(inner, derived)
    return schema


def _derived(hint: Any) -> Schema:
    model = typing.get_origin(hint) or hint
    attributes, is_plain, closed, builds_nested = description_of(hint)
    roles: set[str] = set()
    fields: dict[str, Field] = {}
    for each in attributes:
        try:
            bare, marks = unwrapped(each.hint)
            marks = [*each.marks, *marks]
            if _has_role(each, marks):
                _check_role(each, bare)
                roles.add(each.name)
            # Attributes that are not arguments, or not compared, are no part of the front matter.
            elif each.argument is not None and each.compared:
                field = _field(model, each, marks)
                if field.key in fields:
                    raise TypeError(f"another field has the key {field.key}")
                fields[field.key] = field
        except (TypeError, NameError, RecursionError) as error:
            fault = "the type hint contains itself" if isinstance(error, RecursionError) else error
            raise TypeError(f"{model.__name__}.{each.name}: {fault}") from None
    names = roles | {field.name for field in fields.values()}
    return Schema(
        model=model,
        fields=fields,
        arguments={each.name: each.argument for each in attributes if each.argument is not None},
        defaults={each.name: each.default for each in attributes},
        factories={each.name: each.factory for each in attributes if each.factory is not None},
        plain=(
            is_plain
            and names == {each.name for each in attributes}
            and not any(field.is_converted for field in fields.values())
        ),
        closed=closed and "extra" not in roles,
        builds_nested=builds_nested,
        **{role: role in roles for role in _CONTENTS},
    )


def _has_role(attribute: Attribute, marks: list[Any]) -> bool:
    if attribute.name in ("extra", "body"):
        # With a `Key`, such an attribute is a field like any other.
        is_field = any(isinstance(marker, markers.Key) for marker in marks)
        return attribute.argument is not None and not is_field
    return attribute.name in _CONTENTS and not attribute.compared


def _check_role(attribute: Attribute, hint: Any) -> None:
    """Check that an attribute accepts what its role contains, and need not be given."""
    kind, contents = _CONTENTS[attribute.name]
    if not accepts(hint, kind):
        message = f"it contains {contents}, so expected the type hint {kind.__name__}, found {hint}"
        raise TypeError(f"{message}; rename it, with Key('{attribute.name}') as a key")
    if attribute.required and not attribute.compared:
        raise TypeError(f"it contains {contents}; give it a default")


def _field(model: type[Any], attribute: Attribute, marks: list[Any]) -> Field:
    if wrong := [each for each in marks if each in (markers.Key, markers.As)]:
        raise TypeError(f"{wrong[0].__name__} is without its arguments")
    keys = [marker.name for marker in marks if isinstance(marker, markers.Key)]
    key = keys[0] if keys else attribute.alias or markers.key_of(model, attribute.name)
    if not isinstance(key, str) or not key:
        raise TypeError(f"expected text as key, found {key!r}")
    type_, section = type_of(attribute.hint, attribute.marks), markers.SECTION in marks
    name, default, required = attribute.name, attribute.default, attribute.required
    return Field(name, key, type_, default, required, section, type_.is_converted)
