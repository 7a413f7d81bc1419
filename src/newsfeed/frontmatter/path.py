"""Field paths such as `provider.name` and `images[0].width`, in the notation of error messages."""

import re
from typing import Any

import attrs

from .._util.messages import did_you_mean
from ..errors import ParseError
from .scalars import Kind
from .schema import ANYTHING, EXTRA, TEXT, Field, Schema, Type, is_model, schema_of

_STEP = re.compile(r"(?P<name>[^.\[\]=\s]+)|\[(?P<index>[0-9]{0,9})\]")
_PATH = re.compile(r"[^.\[\]=\s]+(?:\.[^.\[\]=\s]+|\[[0-9]{0,9}\])*")

# A key or the name of an attribute, a zero-based index, or None for a new item: `[]`.
_Step = str | int | None
_Steps = tuple[_Step, ...]


@attrs.frozen
class FieldPath:
    """The path of a value in an instance of a model; raises ValueError if no such field can exist.

    Names are keys or attributes, `webUrl` or `web_url`, and indexes are zero-based. `topics[]` is a
    new item or every item. An unknown key is created as `extra.mood`.
    """

    text: str
    model: type[Any]
    steps: _Steps = attrs.field(init=False)
    leaf: Type = attrs.field(init=False)

    @steps.default
    def _parsed(self) -> _Steps:
        if not _PATH.fullmatch(self.text):
            raise ValueError(f"expected a field such as images[0].width, found {self.text!r}")
        return tuple(
            step["name"] or (int(step["index"]) if step["index"] else None)
            for step in _STEP.finditer(self.text)
        )

    @leaf.default
    def _derived(self) -> Type:
        type_ = schema_of(self.model).type
        for step in self.steps:
            type_ = _inner(type_, step, self.text)
        return type_

    def get(self, article: Any) -> Any:
        """Return the value, None if it is missing, or a list of all values for a path with `[]`."""
        return _found(article, self.steps)

    def set(self, article: Any, text: str) -> None:
        """Set the value from its text, with missing parents; an empty text clears or removes it."""
        value = self.read(text) if text else None
        try:
            _changed(article, schema_of(self.model).type, self.steps, value)
        except ValueError as error:
            raise ValueError(f"{self.text}: {error}") from None

    def read(self, text: str) -> Any:
        """Parse the text of a value, as YAML unless the field is a string, or raise ValueError."""
        # Paths are also read without a value, which needs no PyYAML.
        from .read.yaml import read_value

        try:
            return read_value(text, self.leaf, (self.text,))
        except ParseError as error:
            problem = error.problems[0]
            message = problem.message if problem.key else f"{self.text}: {problem.message}"
            raise ValueError(message) from None
        except ValueError as error:
            raise ValueError(f"{self.text}: {error}") from None


def _inner(type_: Type, step: _Step, text: str) -> Type:
    """Return the type of the value that a step leads to."""
    if type_.kind in (Kind.ANYTHING, Kind.MAPPING):
        return type_.values or ANYTHING
    if type_.kind is Kind.LIST and not isinstance(step, str):
        return type_.items
    if type_.kind is Kind.MODEL and isinstance(step, str):
        return _member(type_.schema, step).type
    expected = {Kind.LIST: "an index such as [0]", Kind.MODEL: "the name of a field"}
    found = step if isinstance(step, str) else "[]" if step is None else f"[{step}]"
    raise ValueError(f"{text}: expected {expected.get(type_.kind, 'nothing')}, found {found}")


def _member(schema: Schema, name: str) -> Field:
    """Return the field with a key or an attribute name; one without a name for an unknown key."""
    for field in schema.fields.values():
        if name in (field.key, field.name):
            return field
    roles = {"body": TEXT, "extra": EXTRA}
    if name in roles and getattr(schema, name):
        return Field(name, name, roles[name], None)
    # A near miss is more likely a typo than an unknown key.
    hint = did_you_mean(name, schema.fields, cutoff=0.85 if schema.extra else 0.6)
    if hint or not schema.extra:
        raise ValueError(f"{schema.model.__name__} has no field {name}{hint}")
    return Field("", name, ANYTHING, None)


def _found(value: Any, steps: _Steps) -> Any:
    if not steps or value is None:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(value, list) and not isinstance(step, str):
        if step is None:
            return [_found(item, rest) for item in value]
        return _found(value[step], rest) if step < len(value) else None
    if is_model(type(value)) and isinstance(step, str):
        member = _member(schema_of(type(value)), step)
        own = getattr(value, member.name) if member.name else value.extra.get(step)
        return _found(own, rest)
    return _found(value.get(step), rest) if isinstance(value, dict) else None


def _changed(value: Any, type_: Type, steps: _Steps, new: Any) -> Any:
    """Return the changed value; model instances, lists and dicts are changed in place."""
    if not steps:
        empty: dict[Kind, Any] = {Kind.LIST: [], Kind.MAPPING: {}}
        # TEXT itself is the body's type.
        cleared = "" if type_ is TEXT else type_.read(empty.get(type_.kind))
        return cleared if new is None else new
    if value is None and new is None:
        return None
    step, rest = steps[0], steps[1:]
    if type_.kind is Kind.MODEL and isinstance(step, str):
        return _changed_model(value, type_.schema, step, rest, new)
    if isinstance(step, str):
        return _changed_mapping(value, step, rest, new)
    return _changed_list(value, type_, step, rest, new)


def _changed_model(instance: Any, schema: Schema, name: str, rest: _Steps, new: Any) -> Any:
    member = _member(schema, name)
    if member.required and new is None and not rest:
        raise ValueError("it is required, and cannot be cleared")
    if instance is None:
        others = (key for key, field in schema.fields.items() if field.required and field != member)
        if missing := next(others, None):
            raise ValueError(f"there is no {schema.model.__name__} yet; set its {missing} first")
        own = _changed(None, member.type, rest, new)
        return schema.model(**{schema.arguments[member.name]: own})
    if member.name:
        own = getattr(instance, member.name)
        setattr(instance, member.name, _changed(own, member.type, rest, new))
    elif name in instance.extra:
        _changed_mapping(instance.extra, name, rest, new)
    else:
        raise ValueError(f"there is no such key; make it with extra.{name}")
    return instance


def _changed_mapping(mapping: Any, key: str, rest: _Steps, new: Any) -> Any:
    mapping = {} if mapping is None else mapping
    if not isinstance(mapping, dict):
        raise ValueError(f"expected a mapping that holds {key}, found {mapping!r}")
    current = mapping.get(key)
    value = _changed(current, ANYTHING, rest, new)
    if value is not None:
        mapping[key] = value
    elif current is not None or not rest:  # clearing a part of null keeps the null
        mapping.pop(key, None)
    return mapping


def _changed_list(items: Any, type_: Type, index: int | None, rest: _Steps, new: Any) -> Any:
    items = [] if items is None else items
    if not isinstance(items, list):
        raise ValueError(f"expected a list, found {items!r}")
    if index is not None and index >= len(items):
        raise ValueError(f"there is no item [{index}]; the list has {len(items)}")
    value = _changed(None if index is None else items[index], type_.items, rest, new)
    end = len(items) if index is None else index
    items[end : end + 1] = [] if value is None else [value]
    return items
