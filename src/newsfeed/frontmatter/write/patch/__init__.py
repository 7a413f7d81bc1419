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

from typing import Any

import attrs

from ....errors import KeyPath
from ...equality import is_unchanged
from ...pairs import kind_in
from ...read.convert import Converter
from ...read.nodes import Node, Reading
from ...scalars import COLLECTIONS, Kind
from ...schema import Type
from ...text.delimiters import column, line_end, line_start
from ...text.edits import TextEdit
from ...validation import check_extra
from .. import emitter
from .flow_trivia import trivia_of
from .habits import beside, habits_of
from .list_diff import diff_lists
from .mapping_diff import MappingDiff, arranged, diff_mappings
from .slot_writer import SlotWriter
from .spans import ValueSlot, item_slot, pair_slot
from .trivia import NewText


def text_edits(
    reading: Reading,
    type_: Type,
    new: Any,
    *,
    checked: bool = False,
    shared: bool = False,
    literals: bool = True,  # whether new text may be in literal blocks
) -> list[TextEdit] | None:
    """Return the edits that turn the instance that was read into a new one, or None if equal."""
    parts, root, old, _ = reading
    layout = habits_of(parts, root, type_, literals=literals)
    patcher = _Patcher(parts, layout, type_.schema.all_plain, checked, shared)
    diff = patcher.diff(type_, old, new, ())
    if diff.is_empty:
        return None
    if root is not None and (not root.style or diff.keeps_any(root.own_pairs)):
        patcher.mapping(root, diff, (), top=True)
        if not diff.now and root.content > root.start:
            # Without a pair below, an anchor or a tag would be that of null.
            start, end = line_start(parts.text, root.start), line_end(parts.text, root.start)
            patcher.edits.append(TextEdit(start, end))
        return patcher.edits
    for pair in diff.changed.values():
        patcher.check(pair.type, pair.value, (pair.key,))
    if root is None:
        fence = "" if parts.is_delimited else f"---{parts.newline}"
        block = emitter.write_block(diff.changed.values(), layout)
        return [TextEdit(parts.closing, parts.closing, fence + block + fence)]
    text = emitter.write_flow_mapping(diff.changed.values(), layout)
    return [TextEdit(root.start, root.end, text)]


class _Patcher(SlotWriter):
    """The edits of a source, collected while two model instances are compared."""

    def within(self, node: Node, type_: Type) -> "_Patcher":
        """Return a patcher that collects the same edits, for the inside of a collection."""
        return attrs.evolve(self, layout=beside(self.layout, node, type_))

    def diff(self, type_: Type, old: Any, new: Any, path: KeyPath) -> MappingDiff:
        """Return the differences of two mappings or two instances of a model."""
        if not self.checked and kind_in(type_, new) is Kind.MODEL:
            check_extra(type_.schema, new, path)
        return diff_mappings(type_, old, new)

    def mapping(self, node: Node, diff: MappingDiff, path: KeyPath, *, top: bool = False) -> None:
        """Set, rename, move, remove and add the pairs of a mapping."""
        was, now, changed, _, _ = diff
        pairs, present = node.pairs or [], node.own_pairs  # merged pairs cannot be removed
        indexes = {key.value: index for index, (key, _) in enumerate(pairs)}
        # A key whose null counts as absent is not in `was`; it stays.
        kept = {key: indexes[key] for key in present if key in now or key not in was}
        kept |= {key: indexes[old] for key, old in self.renamed(node, diff).items()}
        gone = {indexes[key] for key in present}.difference(kept.values())
        order = arranged(diff, kept, set(range(len(pairs))) - gone)
        indent = column(self.text, node.content)
        # The edits inside a moved pair or item are applied to its text before it is inserted.
        moved = {key: attrs.evolve(self, edits=[]) for key in kept.keys() & set(order)}
        for key in kept:
            patcher = moved.get(key, self)
            if key not in present:
                old = pairs[kept[key]][0]
                text = emitter.write_string(old.style, key, self.layout, flow=bool(node.style))
                patcher.edits.append(TextEdit(old.content, old.end, text))
            elif key in changed:
                slot = pair_slot(self.text, node, present[key], indent, self.parts.newline)
                inner, child = now[key].type, present[key][1]
                before = patcher.before(inner, child, was[key].value if key in was else None)
                patcher.value(slot, child, inner, before, now[key].value, (*path, key))
        if order == list(range(len(pairs))):
            return
        sections = [indexes[key] for key in present if top and key in was and was[key].section]
        trivia = trivia_of(self.parts, node, sections)
        texts: list[int | NewText] = []
        for each in order:
            if isinstance(each, int):
                texts.append(each)
            elif each in moved:
                texts.append(trivia.text_of(kept[each], moved[each].edits))
            elif not (self.shared and each in was):  # not one that is merged
                self.check(now[each].type, now[each].value, (*path, each))
                spaced = top and texts != [] and not trivia.takes_lines(texts[-1])
                texts.append(trivia.new_text(self.new_pair(node, indent, now[each], spaced)))
        self.edits += trivia.rearranged(texts)

    def renamed(self, node: Node, diff: MappingDiff) -> dict[str, str]:
        """Return the renamed pairs whose key is written on one line: the old key by the new one."""
        present, found = node.own_pairs, {}
        for new, old in diff.renamed.items():
            key = present[old][0] if old in present and new not in present else None
            if key and not key.is_alias and "\n" not in self.text[key.start : key.end]:
                found[new] = old
        return found

    def before(self, type_: Type, node: Node, value: Any) -> Any:
        """Return the old value of a node: what the source says, not what a class made of it."""
        if node.is_null:
            return None
        if self.plain:
            return value
        return Converter(self.parts, as_written=True).value(type_, node, ())

    def sequence(
        self, node: Node, type_: Type, old: list[Any], new: list[Any], path: KeyPath
    ) -> None:
        """Set, remove, add and move the items of a list."""
        items, inner = node.items or [], type_.items
        diff = diff_lists(inner, old, new)
        trivia = trivia_of(self.parts, node)
        order: list[int | NewText] = []
        for index, value in enumerate(new):
            source = diff.stays.get(index, diff.moved.get(index))
            item_path = (*path, f"[{index}]")
            if source is None:
                self.check(inner, value, item_path)
                order.append(trivia.new_text(self.new_item(node, inner, value)))
                continue
            patcher = self if index in diff.stays else attrs.evolve(self, edits=[])
            if index not in diff.same and not is_unchanged(inner, old[source], value):
                slot = item_slot(self.text, node, trivia.extents[source].span)
                patcher.value(slot, items[source], inner, old[source], value, item_path)
            order.append(source if patcher is self else trivia.text_of(source, patcher.edits))
        if order != list(range(len(items))):
            self.edits += trivia.rearranged(order)

    def value(
        self, slot: ValueSlot, node: Node, type_: Type, old: Any, new: Any, path: KeyPath
    ) -> None:
        """Set a value, in the style of the old one where that is possible."""
        if node.is_alias and self.shared:
            return
        kind = kind_in(type_, new)
        # A pair in a flow list may be a mapping without braces: `[calm: 3]`.
        is_bare = node.style == "{" and self.text[node.content] != "{"
        has_both = old is not None and new is not None
        is_same_kind = has_both and kind is kind_in(type_, old)
        if node.is_alias or is_bare or not is_same_kind or kind is Kind.TAGGED:
            self.replace(slot, node, type_, new, path)
        elif type_.one_or_many and node.is_scalar and len(new) == 1 and new[0] is not None:
            self.value(slot, node, type_.items, old[0], new[0], path)
        elif kind not in COLLECTIONS:
            self.check(type_, new, path)
            self.restyle(slot, node, type_, new)
        elif node.is_scalar or not (emitter.is_block(type_, old) and emitter.is_block(type_, new)):
            self.replace(slot, node, type_, new, path)
        elif kind is Kind.LIST:
            self.within(node, type_).sequence(node, type_, old, new, path)
        elif (diff := self.diff(type_, old, new, path)).keeps_any(node.own_pairs) or (
            self.shared and len(node.own_pairs) < len(node.pairs or ())  # it merges a mapping
        ):
            self.within(node, type_).mapping(node, diff, path)
        else:
            self.replace(slot, node, type_, new, path)
