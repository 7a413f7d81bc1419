"""The fast patcher: what changed between two models, as splices on a canonical text.

Places come from the groups of the recognizer. A scalar that became another is spliced where it
stands; for every other edit the nodes of the text are made from the groups, for the patcher.
"""

import re
from typing import Any

import attrs

from .envelope import line_start, split
from .forms import QUOTED, WORDS, NotCanonicalError, Scalar, unescaped
from .nodes import Node
from .patcher import alignment, patch, respelled
from .patterns import Items, Record
from .recognizer import root_record
from .schema import Type
from .splices import Splice
from .styles import in_style
from .values import KeyPath, changed_keys, check, identity, is_same


def patch_canonical(match: re.Match[str], type_: Type, old: Any, new: Any) -> list[Splice]:
    """Find the splices that turn a canonical front matter into that of another record.

    Args:
        match: The match of the front matter: see `match_canonical`.
        type_: The type of the records.
        old: The first record, as read from the text.
        new: The other one.

    Returns:
        The splices on the text, which are those of `patch`.

    Raises:
        SerializeError: If a value of the new record has a wrong type.
    """
    model = type_.record.model
    patcher = _InPlace(match.string)
    try:
        patcher.record(root_record(model, match[0]), match, old, new, ())
    except NotCanonicalError:
        check(type_, new)
        return patch(split(match.string), canonical_nodes(match, model), type_, old, new)
    return patcher.splices


def canonical_nodes(match: re.Match[str], model: type[Any]) -> Node | None:
    """Make the nodes of a canonical front matter from its match.

    Args:
        match: The match: see `match_canonical`.
        model: The model that was recognized.

    Returns:
        The nodes that the YAML parser would give, or None for an empty block.
    """
    return _mapping(root_record(model, match[0]), match) if match.lastindex else None


@attrs.frozen
class _Change:
    """What a value of a type was, what it is now, and where it stands: key path and span."""

    type: Type
    was: Any
    now: Any
    path: KeyPath
    span: tuple[int, int]


class _InPlace:
    """Edits that leave every key and item in its place; raises NotCanonicalError for others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.splices: list[Splice] = []

    def record(
        self, record: Record, match: re.Match[str], old: Any, new: Any, path: KeyPath
    ) -> None:
        schema = record.schema
        if type(new) is not schema.model or (schema.extra and new.extra != {}):
            raise NotCanonicalError
        for key in changed_keys(schema)(old, new):
            part, field = record.parts.get(key), schema.fields[key]
            span = match.span(list(record.parts).index(key) + 1) if part else (-1, -1)
            if part is None or span[0] < 0:
                raise NotCanonicalError
            was, now = getattr(old, field.name), getattr(new, field.name)
            self.value(part, _Change(field.type, was, now, (*path, key), span))

    def value(self, part: Scalar | Record | Items, change: _Change) -> None:
        if change.now is None:
            raise NotCanonicalError
        if isinstance(part, Record):
            match = part.pattern.fullmatch(self.text, *change.span)
            assert match is not None
            self.record(part, match, change.was, change.now, change.path)
            return
        check(change.type, change.now, change.path)
        if isinstance(part, Items):
            self.items(part, change)
        elif identity(change.type, change.was) != identity(change.type, change.now):
            self.splices.append(_scalar(part, self.text, change))

    def items(self, part: Items, change: _Change) -> None:
        was, now, type_ = change.was, change.now, change.type.items
        plan = alignment(type_, was, now)
        if plan.moved or not len(was) == len(now) == len(plan.stays):
            raise NotCanonicalError
        for index, match in enumerate(part.pattern.finditer(self.text, *change.span)):
            old, new, path = was[index], now[index], (*change.path, f"[{index}]")
            if is_same(type_, old, new):
                continue
            if isinstance(part.item, Record):
                self.record(part.item, match, old, new, path)
            else:
                self.value(part.item, _Change(type_, old, new, path, match.span(1)))


def _scalar(form: Scalar, text: str, change: _Change) -> Splice:
    node = _scalar_node(form, text, change.span)
    return Splice(node.start, node.end, respelled(node, change.type.kind, change.now))


def _scalar_node(form: Scalar, text: str, span: tuple[int, int]) -> Node:
    """Make the node of a scalar; the group of a text that is always quoted has no quotes."""
    start, end = (span[0] - 1, span[1] + 1) if form is QUOTED else span
    style = '"' if form in (QUOTED, WORDS) and text[start] == '"' else ""
    value = unescaped(text[start + 1 : end - 1]) if style else text[start:end]
    return Node(style, start, start, end, value=value)


def _mapping(record: Record, match: re.Match[str]) -> Node:
    """Make the node of a record that is not empty."""
    text, pairs = match.string, []
    for group, (key, part) in enumerate(record.parts.items(), 1):
        span = match.span(group)
        if span[0] >= 0:
            above = span[0] if isinstance(part, Scalar) else span[0] - len(record.newline)
            start = line_start(text, above) + record.indent
            written = in_style("", key, flow=False)
            style = '"' if written[0] == '"' else ""
            name = Node(style, start, start, start + len(written), value=key)
            pairs.append((name, _node(part, text, span)))
    return Node("", pairs[0][0].start, pairs[0][0].start, pairs[-1][1].end, pairs=pairs)


def _node(part: Scalar | Record | Items, text: str, span: tuple[int, int]) -> Node:
    if isinstance(part, Scalar):
        return _scalar_node(part, text, span)
    if isinstance(part, Record):
        match = part.pattern.fullmatch(text, *span)
        assert match is not None
        return _mapping(part, match)
    item = part.item
    items = [
        _mapping(item, match)
        if isinstance(item, Record)
        else _scalar_node(item, text, match.span(1))
        for match in part.pattern.finditer(text, *span)
    ]
    start = span[0] + part.indent
    return Node("", start, start, items[-1].end, items=items)
