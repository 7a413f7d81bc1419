"""Edits of a document: set, remove and rename values by their paths.

The file is read into an open model, such as `Document`, so that its other values may be anything.
Only the values that are named must be valid in another model.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import Any

from ...errors import ParseError
from ..equality import difference, is_unchanged
from ..markers import Tagged
from ..origin import origin_of
from ..pairs import pairs_of
from ..path import FieldPath, Slot
from ..read import read_model
from ..read.convert import Converter
from ..read.locations import root_of
from ..read.nodes import Node, descendant
from ..scalars import is_ambiguous, read_unquoted
from ..schema import ANYTHING, is_model, schema_of
from ..text.delimiters import split_text
from ..text.edits import TextEdit, apply_edits
from ..text.numbers import rewrite_boolean
from ..text.quoting import resolves
from ..timestamps import rewrite_with_offset
from . import Assignment, check_removable

_Steps = tuple[str | int, ...]


class Edit:
    """The edits of an instance of an open model, and the document that results from them."""

    def __init__(self, instance: Any) -> None:
        self.instance = instance
        self.source: str | None = origin_of(instance).source
        # The characters of values to write as they were given, by their steps.
        self._spelled: dict[_Steps, str] = {}
        self._set: list[Slot] = []

    def set(self, assignment: Assignment) -> None:
        """Set or remove values; raise ValueError if the file cannot have them there."""
        if assignment.removes:
            self.remove([assignment.field])
            return
        if assignment.field.role:
            text = assignment.read(assignment.field.leaf)
            newline = split_text(self.source or "", optional=True).newline
            self.instance.body = text + ("" if text.endswith("\n") or not text else newline)
            return
        for slot in assignment.field.slots(self.instance.extra, create=True):
            is_known = slot.field.type != ANYTHING
            value, spelled = (self._typed if is_known else self._untyped)(assignment, slot)
            slot.put(value)
            self._set.append(slot.outer or slot)
            self._spelled[slot.steps] = spelled

    def remove(self, paths: Iterable[FieldPath]) -> None:
        """Remove values with their keys; raise ValueError if the model requires one."""
        slots: dict[_Steps, Slot] = {}
        for path in paths:
            if path.role:
                self.instance.body = ""
                continue
            for slot in path.slots(self.instance.extra):
                check_removable(path, slot.field)
                slots[slot.steps] = slot
        # The last items first, so that the indexes of the others stay.
        order = sorted(slots.values(), key=lambda slot: (isinstance(slot.key, int), slot.key))
        for slot in reversed(order):
            del slot.holder[slot.key]
            if isinstance(slot.key, int):
                self._forget(slot.steps[:-1])

    def _forget(self, above: _Steps) -> None:
        """Forget the values that were set in a list, whose indexes have changed."""
        size = len(above)
        self._spelled = {at: each for at, each in self._spelled.items() if at[:size] != above}
        self._set = [each for each in self._set if each.steps[:size] != above]

    def rename(self, path: FieldPath, new: FieldPath) -> None:
        """Rename keys, which keep their positions; raise ValueError if the new key exists."""
        for slot in path.slots(self.instance.extra):
            other, holder = slot.beside(new.steps[-1]), slot.holder
            if other.key in holder and other.key != slot.key:
                raise ValueError(f"{path.text}: the key {other.key} already exists")
            pairs = {other.key if key == slot.key else key: each for key, each in holder.items()}
            holder.clear()
            holder.update(pairs)
            self._set.append(other)

    def spelling(self, slot: Slot) -> str | None:
        """Return a scalar as the file spells it, without quotes; None for other values."""
        if isinstance(slot.value, str):
            return slot.value
        node = _node_of(self._root, slot.steps)
        return node.value if node is not None and node.is_scalar else None

    def text(self) -> str:
        """Return the document; raise SerializeError or ValueError if it would be wrong."""
        from ..write import serialize_model

        schema = schema_of(type(self.instance))
        text = serialize_model(self.instance, schema, self.source, "\n")
        if any(self._spelled.values()):
            text = self._respelled(text)
        self._check(text)
        return text

    @cached_property
    def _root(self) -> Node | None:
        return None if self.source is None else _root_of(self.source)

    def _untyped(self, assignment: Assignment, slot: Slot) -> tuple[Any, str]:
        """Return the value for a key that no field has, and its characters if they matter."""
        name, text, as_yaml = assignment.field.text, assignment.text, assignment.as_yaml
        old = slot.value
        if isinstance(old, Tagged) and isinstance(old.value, str) and not as_yaml:
            return Tagged(old.tag, text), text if resolves(text) else ""
        if isinstance(old, str) and not (as_yaml or self._is_ambiguous(slot)):
            return text, ""
        value = assignment.read(ANYTHING)
        if _is_number(old) and not (as_yaml or _is_number(value)):
            message = f"expected a number like the current value, found {text!r}"
            raise ValueError(f"{name}: {message}; use {name}:={text} to change its type")
        if isinstance(value, str) and not (as_yaml or text.lstrip()[:1] in ("'", '"', "!")):
            value = text.strip()  # ` #3` is not a comment here
        return value, self._spelling(value, text, slot)

    def _spelling(self, value: Any, text: str, slot: Slot) -> str:
        """Return the characters that matter: of a number, or where YAML readers disagree."""
        bare, old = text.strip(), slot.value
        if value == bare and is_ambiguous(bare):
            return bare
        if _is_number(value):
            return bare if _is_number(read_unquoted(bare)) or is_ambiguous(bare) else ""
        if not (isinstance(value, datetime) and isinstance(old, datetime)):
            return ""
        # The same moment with another offset is equal in Python.
        node = _node_of(self._root, slot.steps)
        is_same = value.utcoffset() == old.utcoffset() or value != old
        return "" if is_same or node is None else rewrite_with_offset(node.value, value)

    def _typed(self, assignment: Assignment, slot: Slot) -> tuple[Any, str]:
        """Return the value for a field, and its characters if they matter."""
        text, type_ = assignment.text, slot.field.type
        written = _plain(type_.written(assignment.read(type_)))
        if isinstance(written, str):
            return written, ""
        if isinstance(written, bool):
            spelled = ""
            if self._is_ambiguous(slot):
                with suppress(StopIteration):  # not a boolean
                    spelled = rewrite_boolean(slot.value, written)  # `no` for `yes`
            return read_unquoted(spelled) if spelled else written, spelled
        if written is not None and self._is_quoted(slot):
            return text.strip(), ""
        value = assignment.read(ANYTHING)
        if not (isinstance(value, str) and isinstance(written, int)):  # `1_000` stays as it is
            value = _with_texts(value, written)
        return value, self._spelling(value, text, slot)

    def _is_quoted(self, slot: Slot) -> bool:
        """Return whether a value is in quotes, and valid in the model: `"3"` for an integer."""
        node = _node_of(self._root, slot.steps) if isinstance(slot.value, str) else None
        if node is None or node.style not in ("'", '"') or self.source is None:
            return False
        converter = Converter(split_text(self.source))
        converter.value(slot.field.type, node, ())
        return not converter.problems

    def _is_ambiguous(self, slot: Slot) -> bool:
        """Return whether a value is unquoted, and YAML readers disagree on it: `yes`, `0123`."""
        if not (isinstance(slot.value, str) and is_ambiguous(slot.value)):
            return False
        node = _node_of(self._root, slot.steps)
        return node is not None and not (node.style or node.tag)

    def _respelled(self, text: str) -> str:
        """Return a document with values as they were given: `1.10`, not `1.1`."""
        root, schema = _root_of(text), schema_of(type(self.instance))
        edits = []
        for steps, spelled in self._spelled.items():
            node = _node_of(root, steps)
            if spelled and node is not None and _is_same(node, spelled):
                edits.append(TextEdit(node.content, node.end, spelled))
        new = apply_edits(text, edits)
        with suppress(ParseError):
            if difference(schema.type, read_model(new, schema), self.instance) is None:
                return new
        return text  # such as `1,000` in a list in brackets

    def _check(self, text: str) -> None:
        """Raise ValueError if a value that was set is not valid in the model."""
        slots = [slot for slot in self._set if slot.field.type != ANYTHING]
        if not slots:
            return
        parts = split_text(text)
        root, converter = root_of(parts), Converter(parts)
        for slot in slots:
            if (node := _node_of(root, slot.steps)) is not None:
                path = [f"[{step}]" if isinstance(step, int) else step for step in slot.steps]
                type_, required = slot.field.type, slot.field.required
                converter.value(type_, node, tuple(path), required=required)
        try:
            converter.checked(None)
        except ParseError as error:
            raise ValueError(error.problems[0].message) from None


def _root_of(text: str) -> Node | None:
    return root_of(split_text(text, optional=True))


def _node_of(root: Node | None, steps: _Steps) -> Node | None:
    """Return the node of a value, or None if it is merged from another mapping, or new."""
    node, path = (None, ()) if root is None else descendant(root, steps)
    return node if len(path) == len(steps) else None


def _is_same(node: Node, spelled: str) -> bool:
    """Return whether a node still has a value: an assignment after it may have replaced it."""
    value, own = read_unquoted(node.value), read_unquoted(spelled)
    return node.is_scalar and not node.is_alias and is_unchanged(ANYTHING, value, own)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    """Return a value with mappings instead of model instances."""
    if is_model(type(value)):
        pairs = pairs_of(schema_of(type(value)).type, value)
        return {key: _plain(pair.value) for key, pair in pairs.items()}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _with_texts(value: Any, written: Any) -> Any:
    """Return a value of YAML with the scalars that a model reads in its strings."""
    if isinstance(written, str) or (isinstance(value, str) and isinstance(written, int | date)):
        return written
    if isinstance(value, dict) and isinstance(written, dict):
        return {key: _with_texts(each, written.get(key)) for key, each in value.items()}
    if isinstance(value, list) and isinstance(written, list):
        return [_with_texts(each, own) for each, own in zip(value, written, strict=True)]
    return value
