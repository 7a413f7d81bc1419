"""Field paths such as `provider.name` and `images[0].width`, in the notation of error messages."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, pairwise
from typing import Any, NamedTuple

import attrs

from .._util.messages import did_you_mean, shortened
from .markers import Tagged
from .scalars import Kind, read_unquoted
from .schema import ANYTHING, EXTRA, TEXT, Field, Schema, Type, is_model, schema_of

_NAME = r"[^.,\[\]=\s]+"
_JSON = r'"(?:[^"\\]|\\.)*"'
_INNER = rf"[0-9]{{0,9}}|{_JSON}|=(?:{_JSON}|[^\"\]][^\]]*|)"
_PATH = re.compile(rf"(?:{_NAME}|\[{_JSON}\])(?:\.{_NAME}|\[(?:{_INNER})\])*")
_STEP = re.compile(rf"(?P<name>{_NAME})|\[(?P<inner>{_INNER})\]")


class LiteralKey(str):
    """A key exactly as it is in a file, written `["job title"]`: not an attribute, not a role."""


@attrs.frozen
class Item:
    """The items of a list that equal a string, written `[=Sea]`."""

    text: str

    def equals(self, value: object) -> bool:
        """Return whether an item is the string, or the value of the string without quotes."""
        return value == self.text or repr(value) == repr(read_unquoted(self.text))


# A key or the name of an attribute, a zero-based index, items, or None for a new item: `[]`.
_Step = str | int | Item | None


class Unknown(NamedTuple):
    """A name that is not a field, and whether it is a mistake unless it is in the file."""

    message: str
    is_mistake: bool


class Slot(NamedTuple):
    """The position of a value in the front matter of a file, as plain data."""

    holder: Any  # the mapping or the list of the value
    key: str | int
    field: Field
    steps: tuple[str | int, ...]
    owner: Type  # of the holder
    outer: Any = None  # the slot of the outermost value that was created on the way

    @property
    def value(self) -> Any:
        """The value, or None if it is missing."""
        if isinstance(self.key, str):
            return self.holder.get(self.key)
        return self.holder[self.key] if self.key < len(self.holder) else None

    def put(self, value: Any) -> None:
        """Set the value; a new key of a model gets its canonical position among the others."""
        if isinstance(self.key, int):
            self.holder[self.key : self.key + 1] = [value]
            return
        is_new = self.key not in self.holder
        self.holder[self.key] = value
        if is_new and self.owner.model is not None:
            _move_last(self.holder, list(self.owner.schema.fields))

    def created(self, empty: Any) -> "Slot":
        """Return the slot with a new value if there is none."""
        if self.value is not None:
            return self
        self.put(empty)
        return self._replace(outer=self.outer or self)

    def beside(self, name: _Step) -> "Slot":
        """Return the slot of another name in the same mapping."""
        return next(_inside(_whole(self.holder, self.owner, self.steps[:-1]), name, create=True))


@attrs.frozen
class FieldPath:
    """The path of a value in an instance of a model; raises ValueError if no such field can exist.

    Names are keys or attributes, `webUrl` or `web_url`, and indexes are zero-based. `topics[]` is a
    new item or every item. `any_key` also accepts names that look like misspelled fields.
    """

    text: str
    model: type[Any]
    any_key: bool = False
    steps: tuple[_Step, ...] = attrs.field(init=False)
    fields: tuple[Field, ...] = attrs.field(init=False)  # one per step
    unknown: Unknown | None = attrs.field(init=False)  # the first name that is no field

    @steps.default
    def _parsed(self) -> tuple[_Step, ...]:
        with suppress(json.JSONDecodeError):
            if _PATH.fullmatch(self.text):
                return tuple(map(_step, _STEP.finditer(self.text)))
        raise ValueError(f"expected a field such as images[0].width, found {self.text!r}")

    @fields.default
    def _derived(self) -> tuple[Field, ...]:
        type_, fields = schema_of(self.model).type, []
        for step in self.steps:
            fields.append(_inner(type_, step, self.text))
            type_ = fields[-1].type
        return tuple(fields)

    @unknown.default
    def _looked_up(self) -> Unknown | None:
        types = [schema_of(self.model).type, *(field.type for field in self.fields)]
        found = filter(None, map(_unknown, types, self.steps, self.fields))
        unknown = next(found, None)
        if unknown and unknown.is_mistake and not self.any_key:
            raise ValueError(unknown.message)
        return unknown

    @property
    def leaf(self) -> Type:
        """The type of the value."""
        return self.fields[-1].type

    @property
    def role(self) -> str:
        """The role that the path leads to, `body` or `extra`; empty for a key."""
        roles = {"body": TEXT} if schema_of(self.model).is_open else {"body": TEXT, "extra": EXTRA}
        key, is_key = self.fields[-1].key, type(self.steps[-1]) is LiteralKey
        return key if roles.get(key) is self.leaf and not is_key else ""

    def get(self, owner: Any) -> Any:
        """Return the value in an instance or in plain data, or all values for a path with `[]`."""
        return _found(owner, schema_of(self.model).type, self.steps)

    def slots(self, data: dict[str, Any], *, create: bool = False) -> list[Slot]:
        """Return the slots of existing values in plain data, or `create` their missing parents."""
        found = [_whole(data, schema_of(self.model).type)]
        create = create and not any(isinstance(step, Item) for step in self.steps)
        try:
            for step, after in pairwise(self.steps):
                inner = (_inside(slot, step, create=create, is_last=False) for slot in found)
                found = [*chain.from_iterable(inner)]
                if create:
                    found = [slot.created({} if isinstance(after, str) else []) for slot in found]
            inner = (_inside(slot, self.steps[-1], create=create) for slot in found)
            return [*chain.from_iterable(inner)]
        except ValueError as error:
            raise ValueError(f"{self.text}: {error}") from None

    def beside(self, text: str) -> "FieldPath":
        """Return the path of another key of the same mapping, given as its name or its path."""
        *_, last = _STEP.finditer(self.text)
        if not isinstance(self.steps[-1], str):
            raise ValueError(f"{self.text}: expected a key, found an item of a list")
        path = FieldPath(text, self.model, any_key=True)
        if path.steps[:-1] == self.steps[:-1]:
            return path
        if path.steps[1:]:
            raise ValueError(f"{text}: expected a key in the same mapping as {self.text}")
        dot = "" if text.startswith("[") else "."
        outer = self.text[: last.start()].removesuffix(".")
        return FieldPath(f"{outer}{dot}{text}", self.model, any_key=True)


def split_paths(text: str) -> list[str]:
    """Split paths at the commas between them; an invalid list is one string."""
    is_list = re.fullmatch(rf"(?:{_PATH.pattern},)*{_PATH.pattern}", text)
    return [match[0] for match in _PATH.finditer(text)] if is_list else [text]


def _step(match: re.Match[str]) -> _Step:
    inner = match["inner"]
    if inner is None:
        return match["name"]
    if inner.startswith('"'):
        return LiteralKey(json.loads(inner))
    if inner.startswith("="):
        return Item(json.loads(inner[1:]) if inner.startswith('="') else inner[1:])
    return int(inner) if inner else None


def _inner(type_: Type, step: _Step, text: str) -> Field:
    """Return the field that a step leads to."""
    kinds = type_.all_kinds
    if Kind.MODEL in kinds and isinstance(step, str):
        return _member(type_.schema, step)
    if Kind.LIST in kinds and not isinstance(step, str):
        return Field("", "", type_.items, None, required=True)
    if type_.kind in (Kind.ANYTHING, Kind.MAPPING):
        return Field("", str(step), type_.values or ANYTHING, None)
    expected = {Kind.LIST: "an index such as [0]", Kind.MODEL: "the name of a field"}
    shown = "" if step is None else getattr(step, "text", step)
    found = step if isinstance(step, str) else f"[{shown}]"
    raise ValueError(f"{text}: expected {expected.get(type_.kind, 'nothing')}, found {found}")


def _member(schema: Schema, name: str) -> Field:
    """Return the field with a key or an attribute name; one without a name for an unknown key."""
    names = schema.fields
    if name in names or type(name) is LiteralKey:
        return names.get(name) or Field("", str(name), ANYTHING, None)
    roles = {"body": TEXT, "extra": EXTRA}
    if name in roles and getattr(schema, name):
        return Field(name, name, roles[name], None)
    own = (field for field in names.values() if field.name == name)
    return next(own, Field("", name, ANYTHING, None))


def _unknown(type_: Type, step: _Step, field: Field) -> Unknown | None:
    """Return what is wrong with a name, unless it is a field or need not be one."""
    if Kind.MODEL not in type_.all_kinds or field.name or type(step) is LiteralKey:
        return None
    schema = type_.schema
    # A near miss is more likely a typo than an unknown key.
    hint = did_you_mean(field.key, schema.fields, cutoff=0.85 if schema.extra else 0.6)
    message = f"{schema.model.__name__} has no field {step}{hint}"
    return Unknown(message, bool(hint) or not schema.extra)


def _found(value: Any, type_: Type, steps: tuple[_Step, ...]) -> Any:
    value = value.value if isinstance(value, Tagged) and steps else value
    if not steps or value is None:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(value, list) and step is None:
        return [_found(item, type_.items, rest) for item in value]
    if is_model(type(value)) and isinstance(step, str):
        member = _member(schema_of(type(value)), step)
        own = getattr(value, member.name) if member.name else value.extra.get(step)
        return _found(own, member.type, rest)
    inner = _inside(_whole(value, type_), step, create=False, is_last=not rest)
    return next((_found(slot.value, slot.field.type, rest) for slot in inner), None)


def _whole(value: Any, type_: Type, steps: tuple[str | int, ...] = ()) -> Slot:
    return Slot([value], 0, Field("", "", type_, None), steps, type_)


def _inside(slot: Slot, step: _Step, *, create: bool, is_last: bool = True) -> Iterator[Slot]:
    """Yield the slots one step below a mapping or a list."""
    value, type_ = slot.value, slot.field.type
    value = value.value if isinstance(value, Tagged) else value
    if isinstance(value, dict) and isinstance(step, str):
        is_free = step == "extra" and step not in value and type(step) is not LiteralKey
        if is_free and type_.kind is Kind.MODEL and type_.schema.extra and type_.schema.fields:
            # `extra.mood` is the key `mood`.
            own = {key: each for key, each in value.items() if key not in type_.schema.fields}
            yield slot._replace(holder=[own], key=0) if is_last else slot
            return
        key, field = _pair(value, type_, step)
        if create or key in value:
            yield Slot(value, key, field, (*slot.steps, key), type_, slot.outer)
    elif isinstance(value, list) and not isinstance(step, str):
        field = Field("", "", type_.items, None, required=True)
        for index in _indexes(value, step, create):
            yield Slot(value, index, field, (*slot.steps, index), type_, slot.outer)
    elif create:
        expected = f"a mapping with the key {step}" if isinstance(step, str) else "a list"
        raise ValueError(f"expected {expected}, found {shortened(repr(value))}")


def _pair(mapping: dict[str, Any], type_: Type, name: str) -> tuple[str, Field]:
    """Return the key and the field of a name; a key that is in the mapping goes first."""
    if Kind.MODEL not in type_.all_kinds:
        return str(name), Field("", name, type_.values or ANYTHING, None)
    key = str(name) if name in mapping else _member(type_.schema, name).key
    return key, type_.schema.fields.get(key) or Field("", key, ANYTHING, None)


def _indexes(items: list[Any], step: int | Item | None, create: bool) -> Iterable[int]:
    if isinstance(step, Item):
        return [index for index, item in enumerate(items) if step.equals(item)]
    if step is None:
        return [len(items)] if create else range(len(items))
    if step >= len(items) and create:
        raise ValueError(f"there is no item [{step}]; the list has {len(items)}")
    return [step] if step < len(items) else []


def _move_last(mapping: dict[str, Any], order: list[str]) -> None:
    """Move the last key after the one that precedes it in an order, or before the next one."""
    *others, key = mapping
    at = order.index(key) if key in order else 0
    before = [each for each in order[:at] if each in others]
    after = [each for each in order[at:] if each in others and key in order]
    if before or after:
        index = others.index(before[-1]) + 1 if before else others.index(after[0])
        pairs = {each: mapping[each] for each in [*others[:index], key, *others[index:]]}
        mapping.clear()
        mapping.update(pairs)
