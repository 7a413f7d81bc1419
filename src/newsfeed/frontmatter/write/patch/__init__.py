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

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from ...equality import is_equal
from ...pairs import Pair, kind_in, pairs_of
from ...read.nodes import Node
from ...scalars import COLLECTIONS, Kind
from ...schema import Type
from ...text.delimiters import Parts, column, line_end, line_start
from ...text.edits import TextEdit
from ...text.quoting import styled
from .. import emitter
from .habits import layout_of
from .in_place import restyled, restyled_block
from .list_diff import diff_lists
from .spans import Span, ValueSlot, item_slot, item_spans, pair_slot, pair_spans, value_end
from .trivia import BlockTrivia, FlowLineTrivia, FlowTrivia, NewText, Trivia, has_own_lines


class _Changes(NamedTuple):
    """The pairs of two mappings by key, and those of the second that are new or different."""

    was: dict[str, Pair]
    now: dict[str, Pair]
    changed: dict[str, Pair]


def _changes(type_: Type, old: Any, new: Any) -> _Changes:
    was, now = pairs_of(type_, old), pairs_of(type_, new)
    changed = {
        key: pair
        for key, pair in now.items()
        if key not in was or not is_equal(pair.type, was[key].value, pair.value)
    }
    return _Changes(was, now, changed)


def text_edits(
    parts: Parts, root: Node | None, type_: Type, old: Any, new: Any
) -> list[TextEdit] | None:
    """Return the edits of a source that turn an old instance into a new one, or None if equal."""
    changes = _changes(type_, old, new)
    if not changes.changed and changes.was.keys() == changes.now.keys():
        return None
    layout = layout_of(parts, root)
    if root is None:
        block = emitter.write_block(changes.changed.values(), layout)
        return [TextEdit(parts.closing, parts.closing, block)]
    if root.style and root.own_pairs.keys().isdisjoint(changes.now):
        pairs = ", ".join(map(emitter.write_pair, changes.changed.values()))
        return [TextEdit(root.start, root.end, f"{{{pairs}}}")]
    patcher = _Patcher(parts, layout)
    patcher.mapping(root, type_, changes, top=True)
    return patcher.edits


def _contains(node: Node, kind: Kind, value: Any) -> bool:
    """Return whether a node has a value of a kind; a class may change what it was given."""
    if value is None:
        return False
    if kind is Kind.LIST:
        return len(node.items or ()) == len(value)
    return node.pairs is not None if kind in COLLECTIONS else node.is_scalar


class _Patcher:
    """The edits of a source, collected while two model instances are compared."""

    def __init__(self, parts: Parts, layout: emitter.Layout) -> None:
        self.parts = parts
        self.text = parts.text
        self.layout = layout
        self.edits: list[TextEdit] = []

    def mapping(self, node: Node, type_: Type, changes: _Changes, *, top: bool = False) -> None:
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
        fields = type_.schema.fields if type_.kind is Kind.MODEL else {}
        for key in {**fields, **now}:
            after = kept.get(key, after)
            if key in changed and key in present:
                slot = pair_slot(self.text, node, present[key], indent)
                before = was[key].value if key in was else None
                self.value(slot, present[key][1], now[key].type, before, now[key].value)
            elif key in changed:
                # A block scalar with `+` would keep the empty line of a section as its own.
                spaced = top and after >= 0 and bool(added[after] or pairs[after][1].ending != "+")
                added[after].append(trivia.new_text(self.new_pair(node, indent, now[key], spaced)))
        order: list[int | NewText] = [*added[-1]]
        gone = {indexes[key] for key in present if key not in kept}
        for index in sorted(set(range(len(spans))) - gone):
            order += [index, *added[index]]
        self.edits += trivia.rearranged(order)

    def sequence(self, node: Node, type_: Type, old: list[Any], new: list[Any]) -> None:
        """Set, remove, add and move the items of a list."""
        items, inner = node.items or [], type_.items
        diff = diff_lists(inner, old, new)
        spans = item_spans(self.text, node)
        trivia = self.trivia(node, spans)
        order: list[int | NewText] = []
        for index, value in enumerate(new):
            source = diff.stays.get(index, diff.moved.get(index))
            if source is None:
                order.append(trivia.new_text(self.new_item(node, spans[0].start, inner, value)))
                continue
            # The edits inside a moved item are applied to its text before it is inserted.
            patcher = self if index in diff.stays else _Patcher(self.parts, self.layout)
            if index not in diff.same and not is_equal(inner, old[source], value):
                slot = item_slot(self.text, node, spans[source])
                patcher.value(slot, items[source], inner, old[source], value)
            order.append(source if patcher is self else trivia.text_of(source, patcher.edits))
        self.edits += trivia.rearranged(order)

    def value(self, slot: ValueSlot, node: Node, type_: Type, old: Any, new: Any) -> None:
        """Set a value, in the style of the old one where that is possible."""
        kind = kind_in(type_, new)
        # A pair in a flow list may be a mapping without braces: `[calm: 3]`.
        is_bare = node.style == "{" and self.text[node.content] != "{"
        is_same_kind = (
            new is not None and kind is kind_in(type_, old) and _contains(node, kind, old)
        )
        if node.is_alias or is_bare or not is_same_kind:
            self.replace(slot, node, type_, new)
        elif kind not in COLLECTIONS:
            self.scalar(slot, node, kind, new)
        elif not (emitter.is_block(type_, old) and emitter.is_block(type_, new)):
            self.replace(slot, node, type_, new)
        elif kind is Kind.LIST:
            self.sequence(node, type_, old, new)
        elif node.own_pairs.keys().isdisjoint(pairs_of(type_, new)):
            self.replace(slot, node, type_, new)
        else:
            self.mapping(node, type_, _changes(type_, old, new))

    def scalar(self, slot: ValueSlot, node: Node, kind: Kind, new: Any) -> None:
        """Write a scalar in the position and the style of an old one of its kind."""
        if kind is Kind.TEXT and node.style in ("|", ">"):
            old = self.text[node.content : node.end]
            text = restyled_block(old, new, slot.indent, self.layout)
        else:
            text = restyled(node, kind, new, slot.flow)
        # A tag such as `!!binary` would give a new text another meaning.
        is_tagged = kind is Kind.TEXT and node.tag not in (None, "str")
        start = node.start if is_tagged else node.content
        lead = " " if start == node.end else ""
        self.edits.append(TextEdit(start, node.end, lead + text))

    def replace(self, slot: ValueSlot, node: Node, type_: Type, new: Any) -> None:
        """Write a value in canonical form in the position of another one."""
        if slot.flow or not emitter.is_block(type_, new) or node.is_empty_flow:
            self.replace_inline(slot, node, emitter.write_inline(type_, new, flow=slot.flow))
        elif slot.dash:
            lines = emitter.write_item(type_, new, self.layout, slot.indent)
            text = lines[slot.indent + 1 :].removesuffix(self.layout.newline)
            self.edits.append(TextEdit(slot.after, node.end, text))
        else:
            lines = emitter.write_below(type_, new, self.layout, slot.indent)
            self.replace_below(slot, node, lines)

    def replace_inline(self, slot: ValueSlot, node: Node, text: str) -> None:
        """Write a text on the line of its key or dash; a comment on that line stays."""
        below = line_end(self.text, slot.after)
        if node.is_block and node.start >= below:
            self.edits.append(TextEdit(slot.after, slot.after, slot.lead + text))
            self.edits.append(TextEdit(below, line_end(self.text, node.end)))
        elif node.is_block or node.start == node.end:
            end = value_end(self.text, slot, node)
            self.edits.append(TextEdit(slot.after, end, slot.lead + text))
        else:
            self.edits.append(TextEdit(node.start, node.end, text))

    def replace_below(self, slot: ValueSlot, node: Node, lines: str) -> None:
        """Write lines below a key; a comment on the line of the key stays."""
        if node.is_block:
            below, end = line_end(self.text, slot.after), line_end(self.text, node.end)
            self.edits.append(TextEdit(below, end, lines))
        else:
            end = value_end(self.text, slot, node)
            below = line_end(self.text, end)
            self.edits += [TextEdit(slot.after, end), TextEdit(below, below, lines)]

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
