"""The patcher: what changed between two models, as edits on the text of the first."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from ...equality import is_equal
from ...pairs import Pair, kind_in, pairs_of
from ...read.nodes import Node
from ...scalars import SCALARS, Kind
from ...schema import Type
from ...text.delimiters import Parts, column, line_end, line_start
from ...text.edits import TextEdit
from ...text.quoting import block_scalar, double_quoted, styled
from ..emitter import (
    Layout,
    child_indent,
    is_block,
    section_break,
    write_block,
    write_inline,
    write_item,
    write_lines,
    write_pair,
    write_pair_lines,
)
from .habits import layout_of
from .in_place import restyled
from .list_diff import diff_lists
from .spans import (
    Span,
    ValueSlot,
    block_indent,
    item_slot,
    item_spans,
    pair_slot,
    pair_spans,
    vacant_end,
)
from .trivia import BlockTrivia, FlowLineTrivia, FlowTrivia, NewText, has_own_lines

_COLLECTIONS = (Kind.LIST, Kind.RECORD, Kind.MAPPING)


class _Changes(NamedTuple):
    """The pairs of two mappings by key, and those of the second that are new or different."""

    was: dict[str, Pair]
    now: dict[str, Pair]
    changed: dict[str, Pair]

    @classmethod
    def of(cls, type_: Type, old: Any, new: Any) -> "_Changes":
        was, now = pairs_of(type_, old), pairs_of(type_, new)
        changed = {key: pair for key, pair in now.items() if not _is_same(was.get(key), pair)}
        return cls(was, now, changed)


def patch(
    parts: Parts, root: Node | None, type_: Type, old: Any, new: Any
) -> list[TextEdit] | None:
    """Return the edits that turn the front matter of one model instance into that of another.

    Args:
        parts: The text of the first instance.
        root: The root of its nodes, or None if its front matter is empty.
        type_: The type of the instances.
        old: The first instance, as read from the text.
        new: The other instance, validated.

    Returns:
        The edits, or None if both are the same. A key that comes from a merge key is not removed.
    """
    changes = _Changes.of(type_, old, new)
    if not changes.changed and changes.was.keys() == changes.now.keys():
        return None
    layout = layout_of(parts, root)
    if root is None:
        block = write_block(changes.changed.values(), layout)
        return [TextEdit(parts.closing, parts.closing, block)]
    if root.style and root.own_pairs.keys().isdisjoint(changes.now):
        pairs = ", ".join(map(write_pair, changes.changed.values()))
        return [TextEdit(root.start, root.end, f"{{{pairs}}}")]
    patcher = _Patcher(parts, layout)
    patcher.mapping(root, type_, changes, top=True)
    return patcher.edits


class _Patcher:
    def __init__(self, parts: Parts, layout: Layout) -> None:
        self.parts = parts
        self.text = parts.text
        self.layout = layout
        self.edits: list[TextEdit] = []

    def value(self, slot: ValueSlot, node: Node, type_: Type, old: Any, new: Any) -> None:
        """Turn a value into another one, in its own style where that can hold it."""
        kind = kind_in(type_, new)
        is_bare = node.style == "{" and self.text[node.content] != "{"
        is_same_kind = old is not None and new is not None and kind is kind_in(type_, old)
        if node.is_alias or is_bare or not is_same_kind:
            self.replace(slot, node, type_, new)
        elif kind not in _COLLECTIONS:
            self.scalar(slot, node, kind, new)
        elif not (is_block(type_, old) and is_block(type_, new)):
            self.replace(slot, node, type_, new)
        elif kind is Kind.LIST:
            self.sequence(node, type_, old, new)
        else:
            self.nested(slot, node, type_, _Changes.of(type_, old, new), new)

    def nested(self, slot: ValueSlot, node: Node, type_: Type, changes: _Changes, new: Any) -> None:
        """Turn a mapping into another one; one that loses all its pairs is replaced."""
        if node.own_pairs.keys().isdisjoint(changes.now):
            self.replace(slot, node, type_, new)
        else:
            self.mapping(node, type_, changes)

    def mapping(self, node: Node, type_: Type, changes: _Changes, *, top: bool = False) -> None:
        """Set, remove and add the entries of a mapping."""
        was, now, changed = changes
        pairs, present = node.pairs or [], node.own_pairs
        places = {key.value: index for index, (key, _) in enumerate(pairs)}
        kept = {key: places[key] for key in present if key in now or key not in was}
        sections = [places[key] for key in present if top and key in was and was[key].section]
        spans = pair_spans(self.text, node)
        indent = column(self.text, spans[0].start)
        chunks = self.chunks(node, spans, sections)
        added: dict[int, list[NewText]] = defaultdict(list)
        after = -1
        for key in _order(type_, now):
            after = kept.get(key, after)
            if key in changed and key in present:
                slot = pair_slot(self.text, node, present[key], indent)
                before = was[key].value if key in was else None
                self.value(slot, present[key][1], now[key].type, before, now[key].value)
            elif key in changed:
                # A blank line behind a block scalar that keeps them would become a part of it.
                spaced = top and after >= 0 and bool(added[after] or pairs[after][1].ending != "+")
                added[after].append(chunks.piece(self.new_entry(node, indent, now[key], spaced)))
        order: list[int | NewText] = [*added[-1]]
        gone = {places[key] for key in present.keys() - kept.keys()}
        for index in sorted(set(range(len(spans))) - gone):
            order += [index, *added[index]]
        self.edits += chunks.rearranged(order)

    def new_entry(self, node: Node, indent: int, entry: Pair, spaced: bool) -> str:
        """Write an entry, with the blank line of its section if it is to be spaced."""
        if node.style:
            return write_pair(entry)
        lead = section_break(entry, self.layout) if spaced else ""
        return lead + write_pair_lines(entry, self.layout, indent)

    def sequence(self, node: Node, type_: Type, old: list[Any], new: list[Any]) -> None:
        """Set, remove, add and move the items of a list."""
        items, inner = node.items or [], type_.items
        plan = diff_lists(inner, old, new)
        spans = item_spans(self.text, node)
        chunks = self.chunks(node, spans)
        order: list[int | NewText] = []
        for index, value in enumerate(new):
            source = plan.stays.get(index, plan.moved.get(index))
            if source is None:
                order.append(chunks.piece(self.new_item(node, spans[0].start, inner, value)))
                continue
            patcher = self if index in plan.stays else _Patcher(self.parts, self.layout)
            if index not in plan.same and not is_equal(inner, old[source], value):
                slot = item_slot(self.text, node, spans[source])
                patcher.value(slot, items[source], inner, old[source], value)
            is_here = patcher is self
            order.append(source if is_here else chunks.taken(source, patcher.edits))
        self.edits += chunks.rearranged(order)

    def scalar(self, slot: ValueSlot, node: Node, kind: Kind, new: Any) -> None:
        """Write a scalar in the place and the style of another of its kind."""
        is_folded = kind is Kind.TEXT and node.style in ("|", ">")
        text = self.folded(slot, node, new) if is_folded else restyled(node, kind, new, slot.flow)
        # A tag such as `!!binary` would give another text another meaning.
        is_tagged = kind is Kind.TEXT and node.tag not in (None, "str")
        start = node.start if is_tagged else node.content
        lead = " " if start == node.end else ""
        self.edits.append(TextEdit(start, node.end, lead + text))

    def folded(self, slot: ValueSlot, node: Node, text: str) -> str:
        """Write a text as a block scalar like another, or in quotes."""
        old = self.text[node.content : node.end]
        indent = block_indent(old, slot.indent, self.layout.mapping)
        written = SCALARS[Kind.TEXT].write(text)
        return block_scalar(old, written, indent, self.layout.newline) or double_quoted(written)

    def replace(self, slot: ValueSlot, node: Node, type_: Type, new: Any) -> None:
        """Write a value anew in the place of another."""
        if slot.flow or not is_block(type_, new) or node.is_empty_flow:
            self.replace_inline(slot, node, write_inline(type_, new, flow=slot.flow))
        elif slot.dash:
            lines = write_item(type_, new, self.layout, slot.indent)
            text = lines[slot.indent + 1 :].removesuffix(self.layout.newline)
            self.edits.append(TextEdit(slot.after, node.end, text))
        else:
            self.replace_by_lines(slot, node, type_, new)

    def replace_inline(self, slot: ValueSlot, node: Node, text: str) -> None:
        """Write a text on the line of its key or dash; a comment on that line stays."""
        below = line_end(self.text, slot.after)
        if node.is_block and node.start >= below:
            self.edits.append(TextEdit(slot.after, slot.after, slot.lead + text))
            self.edits.append(TextEdit(below, line_end(self.text, node.end)))
        elif node.is_block:
            self.edits.append(TextEdit(slot.after, node.end, slot.lead + text))
        elif node.start == node.end:
            end = vacant_end(self.text, slot.after)
            self.edits.append(TextEdit(slot.after, end, slot.lead + text))
        else:
            self.edits.append(TextEdit(node.start, node.end, text))

    def replace_by_lines(self, slot: ValueSlot, node: Node, type_: Type, new: Any) -> None:
        """Write a collection below its key; what else stands on the line of the key stays."""
        indent = slot.indent + child_indent(type_, new, self.layout)
        lines = write_lines(type_, new, self.layout, indent)
        if node.is_block:
            end = line_end(self.text, node.end)
            self.edits.append(TextEdit(line_end(self.text, slot.after), end, lines))
            return
        is_empty = node.start == node.end
        end = vacant_end(self.text, slot.after) if is_empty else node.end
        below = line_end(self.text, end)
        self.edits += [TextEdit(slot.after, end), TextEdit(below, below, lines)]

    def new_item(self, node: Node, start: int, type_: Type, value: Any) -> str:
        """Write an item like those that are there: dash and, if they agree on them, quotes."""
        items = node.items or []
        styles = {item.style for item in items}
        is_quoted = kind_in(type_, value) is Kind.TEXT and styles in ({"'"}, {'"'})
        text = styled(styles.pop(), value, flow=bool(node.style)) if is_quoted else None
        if node.style:
            return text or write_inline(type_, value, flow=True)
        indent = column(self.text, start)
        dash = self.text[start : items[0].start]
        dash = dash if dash.strip(" ") == "-" and len(dash) > 1 else "- "
        if text:
            return f"{' ' * indent}{dash}{text}{self.layout.newline}"
        return write_item(type_, value, self.layout, indent, dash=dash)

    def chunks(
        self, node: Node, spans: list[Span], sections: Iterable[int] = ()
    ) -> BlockTrivia | FlowTrivia:
        """Find what goes along with each entry or item."""
        if not node.style:
            limit, spaced = self.parts.closing, node.items is not None
            return BlockTrivia(self.parts, spans, limit, sections=sections, spaced=spaced)
        if has_own_lines(self.text, spans):
            return FlowLineTrivia(self.parts, spans, line_start(self.text, node.end))
        return FlowTrivia(self.text, spans)


def _is_same(one: Pair | None, other: Pair) -> bool:
    return one is not None and is_equal(one.type, one.value, other.value)


def _order(type_: Type, now: dict[str, Pair]) -> list[str]:
    """List the keys that a record may hold in canonical order, those that are missing as well."""
    known = type_.record.fields if type_.kind is Kind.RECORD else {}
    return [*known, *(key for key in now if key not in known)]
