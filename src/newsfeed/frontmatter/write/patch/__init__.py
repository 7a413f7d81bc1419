"""Patching: the differences between two model instances as text edits of the source.

An edit keeps the style and the comments of the rest. A removed pair takes its comments along, and
a new pair gets its canonical position:

    >>> from newsfeed import parse, serialize
    >>> article = parse('''---
    ... title: 'Tide turns'  # draft
    ... # measured at noon
    ... heat: 3  # of 10
    ... ---
    ... ''')
    >>> article.title, article.heat, article.quality = "Tide's out", None, 87
    >>> print(serialize(article), end="")
    ---
    title: 'Tide''s out'  # draft
    quality: 87
    ---
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from ....errors import KeyPath
from ...equality import is_equal, is_same_field
from ...pairs import Pair, kind_in, pairs_of
from ...read.nodes import Node, Reading
from ...scalars import COLLECTIONS, Kind
from ...schema import Field, Type
from ...text.delimiters import Parts, column, line_end, line_start
from ...text.edits import TextEdit
from ...text.quoting import styled
from ...validation import check_extra, validate
from .. import emitter
from .in_place import restyled, restyled_block
from .list_diff import diff_lists
from .spans import Span, ValueSlot, item_slot, item_spans, pair_slot, pair_spans, value_end
from .trivia import BlockTrivia, FlowLineTrivia, FlowTrivia, NewText, Trivia, has_own_lines

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


class _Changes(NamedTuple):
    """The pairs of two mappings by key, and those of the second that are new or different."""

    was: dict[str, Pair]
    now: dict[str, Pair]
    changed: dict[str, Pair]


def _changes(type_: Type, old: Any, new: Any, path: KeyPath = ()) -> _Changes:
    fields: dict[str, Field] = {}
    if kind_in(type_, new) is Kind.MODEL:
        fields = type_.schema.fields
        check_extra(type_.schema, new, path)
    was, now = pairs_of(type_, old), pairs_of(type_, new)
    changed = {}
    for key, pair in now.items():
        if key in was and key in fields:
            is_same = is_same_field(fields[key], old, new)
        else:
            is_same = key in was and is_equal(pair.type, was[key].value, pair.value)
        if not is_same:
            changed[key] = pair
    return _Changes(was, now, changed)


def text_edits(
    reading: Reading, type_: Type, new: Any, *, plain: bool = True
) -> list[TextEdit] | None:
    """Return the edits that turn the instance that was read into a new one, or None if equal.

    `plain` is whether the classes keep the values that they are given. If not, the old values are
    those of the source, not those of the old instance.
    """
    parts, root, old, _ = reading
    changes = _changes(type_, old, new)
    if not changes.changed and changes.was.keys() == changes.now.keys():
        return None
    layout = emitter.layout_of(parts, root)
    if root is not None and not (root.style and root.own_pairs.keys().isdisjoint(changes.now)):
        patcher = _Patcher(parts, layout, plain)
        patcher.mapping(root, type_, changes, (), top=True)
        return patcher.edits
    for pair in changes.changed.values():
        validate(pair.type, pair.value, (pair.key,), plain=plain)
    if root is None:
        return [_new_block(parts, emitter.write_block(changes.changed.values(), layout))]
    pairs = ", ".join(map(emitter.write_pair, changes.changed.values()))
    return [TextEdit(root.start, root.end, f"{{{pairs}}}")]


def _new_block(parts: Parts, block: str) -> TextEdit:
    """Return the edit that writes the first pairs, with delimiters if there are none."""
    if not parts.is_delimited:
        block = f"---{parts.newline}{block}---{parts.newline}"
    return TextEdit(parts.closing, parts.closing, block)


class _Patcher:
    """The edits of a source, collected while two model instances are compared."""

    def __init__(self, parts: Parts, layout: emitter.Layout, plain: bool) -> None:
        self.parts = parts
        self.text = parts.text
        self.layout = layout
        self.plain = plain
        self.edits: list[TextEdit] = []

    def mapping(
        self, node: Node, type_: Type, changes: _Changes, path: KeyPath, *, top: bool = False
    ) -> None:
        """Set, remove and add the pairs of a mapping."""
        was, now, changed = changes
        pairs, present = node.pairs or [], node.own_pairs  # merged pairs cannot be removed
        indexes = {key.value: index for index, (key, _) in enumerate(pairs)}
        # A key whose null counts as absent is not in `was`; it stays.
        kept = {key: indexes[key] for key in present if key in now or key not in was}
        sections = [indexes[key] for key in present if top and key in was and was[key].section]
        spans = pair_spans(self.text, node)
        indent = column(self.text, spans[0].start)
        trivia = self.trivia(node, spans, sections)
        added: dict[int, list[NewText]] = defaultdict(list)
        after = -1
        # In canonical order, absent fields included: one of them may have a null that stays.
        fields = type_.schema.fields if type_.model is not None else {}
        for key in {**fields, **now}:
            after = kept.get(key, after)
            if key in changed and key in present:
                slot = pair_slot(self.text, node, present[key], indent)
                inner, child = now[key].type, present[key][1]
                before = self.before(inner, child, was[key].value if key in was else None)
                self.value(slot, child, inner, before, now[key].value, (*path, key))
            elif key in changed:
                validate(now[key].type, now[key].value, (*path, key), plain=self.plain)
                # A block scalar with `+` would keep the empty line of a section as its own.
                spaced = top and after >= 0 and bool(added[after] or pairs[after][1].ending != "+")
                added[after].append(trivia.new_text(self.new_pair(node, indent, now[key], spaced)))
        order: list[int | NewText] = [*added[-1]]
        gone = {indexes[key] for key in present if key not in kept}
        for index in sorted(set(range(len(spans))) - gone):
            order += [index, *added[index]]
        self.edits += trivia.rearranged(order)

    def before(self, type_: Type, node: Node, value: Any) -> Any:
        """Return the old value of a node: what the source says, not what a class made of it."""
        if node.is_null:
            return None
        if self.plain:
            return value
        from ...read.convert import SourceConverter

        return SourceConverter(self.parts).value(type_, node, ())

    def sequence(
        self, node: Node, type_: Type, old: list[Any], new: list[Any], path: KeyPath
    ) -> None:
        """Set, remove, add and move the items of a list."""
        items, inner = node.items or [], type_.items
        diff = diff_lists(inner, old, new)
        spans = item_spans(self.text, node)
        trivia = self.trivia(node, spans)
        order: list[int | NewText] = []
        for index, value in enumerate(new):
            source = diff.stays.get(index, diff.moved.get(index))
            item_path = (*path, f"[{index}]")
            if source is None:
                validate(inner, value, item_path, plain=self.plain)
                order.append(trivia.new_text(self.new_item(node, spans[0].start, inner, value)))
                continue
            # The edits inside a moved item are applied to its text before it is inserted.
            patcher = self if index in diff.stays else _Patcher(self.parts, self.layout, self.plain)
            if index not in diff.same and not is_equal(inner, old[source], value):
                slot = item_slot(self.text, node, spans[source])
                patcher.value(slot, items[source], inner, old[source], value, item_path)
            order.append(source if patcher is self else trivia.text_of(source, patcher.edits))
        self.edits += trivia.rearranged(order)

    def value(
        self, slot: ValueSlot, node: Node, type_: Type, old: Any, new: Any, path: KeyPath
    ) -> None:
        """Set a value, in the style of the old one where that is possible."""
        kind = kind_in(type_, new)
        # A pair in a flow list may be a mapping without braces: `[calm: 3]`.
        is_bare = node.style == "{" and self.text[node.content] != "{"
        has_both = old is not None and new is not None
        is_same_kind = has_both and kind is kind_in(type_, old)
        if node.is_alias or is_bare or not is_same_kind:
            self.replace(slot, node, type_, new, path)
        elif type_.one_or_many and node.is_scalar and len(new) == 1 and new[0] is not None:
            self.value(slot, node, type_.items, old[0], new[0], path)
        elif kind not in COLLECTIONS:
            validate(type_, new, path, plain=self.plain)
            self.scalar(slot, node, kind, new)
        elif node.is_scalar or not (emitter.is_block(type_, old) and emitter.is_block(type_, new)):
            self.replace(slot, node, type_, new, path)
        elif kind is Kind.LIST:
            self.sequence(node, type_, old, new, path)
        elif node.own_pairs.keys().isdisjoint(pairs_of(type_, new)):
            self.replace(slot, node, type_, new, path)
        else:
            self.mapping(node, type_, _changes(type_, old, new, path), path)

    def scalar(self, slot: ValueSlot, node: Node, kind: Kind, new: Any) -> None:
        """Write a scalar in the position and the style of an old one of its kind."""
        if kind is Kind.TEXT and node.style in ("|", ">"):
            old = self.text[node.content : node.end]
            text = restyled_block(old, new, slot.indent, self.layout)
        else:
            text = restyled(node.style, node.value, kind, new, slot.flow)
        # A tag such as `!!binary` would give a new text another meaning.
        is_tagged = kind is Kind.TEXT and node.tag not in (None, "str")
        start = node.start if is_tagged else node.content
        lead = " " if start == node.end else ""
        self.edits.append(TextEdit(start, node.end, lead + text))

    def replace(self, slot: ValueSlot, node: Node, type_: Type, new: Any, path: KeyPath) -> None:
        """Write a value in canonical form in the position of another one."""
        validate(type_, new, path, plain=self.plain)
        if slot.flow or not emitter.is_block(type_, new) or node.is_empty_flow:
            self.replace_inline(slot, node, emitter.write_inline(type_, new, flow=slot.flow))
        elif slot.dash:
            newline, comment = self.layout.newline, self.comment(slot, node)
            text = emitter.write_item(type_, new, self.layout, slot.indent)[slot.indent + 1 :]
            if comment:
                lines = emitter.write_lines(type_, new, self.layout, slot.indent + 2)
                text = comment + newline + lines
            self.edits.append(TextEdit(slot.after, node.end, text.removesuffix(newline)))
        else:
            lines = emitter.write_below(type_, new, self.layout, slot.indent)
            self.replace_below(slot, node, lines)

    def replace_inline(self, slot: ValueSlot, node: Node, text: str) -> None:
        """Write a text on the line of its key or dash; a comment on that line stays."""
        below = line_end(self.text, slot.after)
        if self.is_below(slot, node):
            self.edits.append(TextEdit(slot.after, slot.after, slot.lead + text))
            self.edits.append(TextEdit(below, line_end(self.text, node.end)))
        elif node.is_block or node.start == node.end:
            end = value_end(self.text, slot, node)
            self.edits.append(TextEdit(slot.after, end, slot.lead + text))
        else:
            self.edits.append(TextEdit(node.start, node.end, text + self.comment(slot, node)))

    def is_below(self, slot: ValueSlot, node: Node) -> bool:
        """Return whether a value begins on a line below its key or dash."""
        return node.is_block and node.start >= line_end(self.text, slot.after)

    def comment(self, slot: ValueSlot, node: Node) -> str:
        """Return the comment beside a dash, or in the header of a block scalar, with its spaces."""
        is_scalar = node.style in ("|", ">") and not node.is_alias
        start = node.content if is_scalar else slot.after
        found = _COMMENT.search(self.text, start, line_end(self.text, start))
        return found[0] if found and (is_scalar or self.is_below(slot, node)) else ""

    def replace_below(self, slot: ValueSlot, node: Node, lines: str) -> None:
        """Write lines below a key; a comment on the line of the key stays."""
        if node.is_block:
            below, end = line_end(self.text, slot.after), line_end(self.text, node.end)
            self.edits.append(TextEdit(below, end, lines))
        else:
            end = value_end(self.text, slot, node)
            below = line_end(self.text, end)
            comment = self.comment(slot, node)
            self.edits += [TextEdit(slot.after, end, comment), TextEdit(below, below, lines)]

    def new_pair(self, node: Node, indent: int, pair: Pair, spaced: bool) -> str:
        """Write a pair like those of a mapping; `spaced` is for block mappings only."""
        if node.style:
            return emitter.write_pair(pair)
        return emitter.write_pair_lines(pair, self.layout, indent, spaced=spaced)

    def new_item(self, node: Node, start: int, type_: Type, value: Any) -> str:
        """Write an item with the dash of the first item and, if all items agree, their quotes."""
        items = node.items or []
        styles = {item.style for item in items}
        is_text = value is not None and kind_in(type_, value) is Kind.TEXT
        is_quoted = is_text and styles in ({"'"}, {'"'})
        text = styled(styles.pop(), value, flow=bool(node.style)) if is_quoted else None
        if node.style:
            return text or emitter.write_inline(type_, value, flow=True)
        indent = column(self.text, start)
        dash = self.text[start : items[0].start]
        dash = dash if dash.strip(" ") == "-" and len(dash) > 1 else "- "
        if text:
            return f"{' ' * indent}{dash}{text}{self.layout.newline}"
        return emitter.write_item(type_, value, self.layout, indent, dash=dash)

    def trivia(self, node: Node, spans: list[Span], sections: Iterable[int] = ()) -> Trivia:
        """Return the trivia of a collection."""
        if not node.style:
            limit, spaced = self.parts.closing, node.items is not None
            return BlockTrivia(self.parts, spans, limit, sections=sections, spaced=spaced)
        if has_own_lines(self.text, spans):
            return FlowLineTrivia(self.parts, spans, line_start(self.text, node.end))
        return FlowTrivia(self.text, spans)
