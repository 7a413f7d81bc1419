"""The slot writer: new values in the slots of pairs and items, and in place of old values.

A text keeps the style and the lines of the old one. A collection that is replaced leaves the
comments that belong to none of its pairs and items:

    title: The harbour      title: The harbour
      is closed         ->    is open
    topics:  # of 10        topics: Sea  # of 10
      # at noon               # at noon
      - Sea
"""

import re
from typing import Any

import attrs

from ....errors import KeyPath
from ...pairs import Pair, kind_in
from ...read.nodes import Node
from ...scalars import COLLECTIONS, SCALARS, Kind
from ...schema import Type
from ...text.delimiters import Parts, column, line_end, match_end
from ...text.edits import TextEdit
from ...text.folding import refolded
from ...text.quoting import block_scalar, double_quoted, styled
from ...validation import validate
from .. import emitter
from .flow_trivia import trivia_of
from .in_place import restyled
from .spans import BLOCK_SCALAR, TO_NEWLINE, ValueSlot, value_end

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_ANCHOR = re.compile(r"&\S+")
_ANCHOR_AND_TAG = re.compile(r"(?:[ \t]+[&!]\S*){0,2}")


@attrs.define
class SlotWriter:
    """The edits of a source that write values into it, in the layout of the file."""

    parts: Parts
    layout: emitter.Layout
    plain: bool  # whether the classes keep the values that they are given
    checked: bool  # whether all values are known to be valid
    shared: bool  # whether to leave out what repeats an anchor
    edits: list[TextEdit] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """The text of the source."""
        return self.parts.text

    def check(self, type_: Type, new: Any, path: KeyPath) -> None:
        """Raise SerializeError if a value has the wrong type; values that stay are not checked."""
        if not self.checked:
            validate(type_, new, path, plain=False)

    def restyle(self, slot: ValueSlot, node: Node, type_: Type, new: Any) -> None:
        """Write a scalar in the position and the style of an old one of its kind."""
        kind, tag = kind_in(type_, new), None
        if kind is Kind.TEXT:
            text, tag = self.restyled_text(slot, node, type_, SCALARS[kind].write(new)), node.tag
        else:
            text = restyled(node.style, node.value, kind, new)
        # A tag such as `!!binary` would give a new text another meaning.
        start = node.content if tag in (None, "str") else node.start
        lead = " " if start == node.end else ""
        if text[:1] == "|" and self.text[slot.after : start].strip(" ") == self.layout.newline:
            start, lead = slot.after, " "  # a literal block begins on the line of its key
        self.write(slot, start, node.end, lead + text)

    def write(self, slot: ValueSlot, start: int, end: int, text: str, comment: str = "") -> None:
        """Write a text; the lines of a literal block go below the rest of its line."""
        is_literal = text.lstrip(" ")[:1] == "|"
        rest = match_end(TO_NEWLINE, self.text, end) if is_literal else end
        header = match_end(TO_NEWLINE, text, 0)
        text = text[:header] + comment + self.text[end:rest] + text[header:]
        missing = slot.indent - column(self.text, start)
        if missing >= 0 and text[:1] not in ("|", ">") and not slot.flow:
            text = " " * (missing + 2) + text  # only a block scalar begins in the column of its key
        self.edits.append(TextEdit(start, rest, text))

    def restyled_text(self, slot: ValueSlot, node: Node, type_: Type, new: str) -> str:
        """Write a text in the style of the old one, or as a literal block if it gets lines."""
        old, layout, written = self.text[node.content : node.end], self.layout, None
        if block := BLOCK_SCALAR.match(old):
            indent = " " * (slot.indent + int(block[1] or layout.mapping))
            indent = indent if block[1] or block[2] is None else block[2]
            in_quotes = double_quoted(new) + self.comment(slot, node)
            return block_scalar(old, new, indent, layout.newline) or in_quotes
        if not (slot.flow or "\n" in node.value or (type_.quoted and node.style == '"')):
            written = emitter.literal_block(new, layout, slot.indent, slot.step)
        if written is None and "\n" in old:
            written = self.refolded_text(slot, node, new)
        return written or emitter.write_string(node.style, new, layout, flow=slot.flow)

    def refolded_text(self, slot: ValueSlot, node: Node, new: str) -> str | None:
        """Write a text on several lines like an unquoted or quoted one, or return None."""
        style, old = node.style, self.text[node.content : node.end].removesuffix(node.style)
        # A newline is an empty line, or an escape if the old text has one.
        parts = [new] if style == '"' and "\\n" in old else new.split("\n")
        if not (parts[0] and parts[-1]) or parts != [part.strip(" \t") for part in parts]:
            return None  # readers drop these spaces, and join lines at these newlines
        written = [part and styled(style, part, flow=slot.flow) for part in parts]
        if any(part.startswith('"') for part in written):
            style, written = '"', [part and double_quoted(part) for part in parts]
        inner = "\n".join(part.removeprefix(style).removesuffix(style) for part in written)
        first = " " * column(self.text, node.content + len(style))
        rows = [row.rstrip("\r") for row in (first + old.removeprefix(node.style)).split("\n")]
        below = next(filter(str.strip, rows[1:]), rows[-1])
        # At column 0, `---` and `...` end the front matter.
        least = " " if "---" in inner or "..." in inner else ""
        indent = below[: len(below) - len(below.lstrip(" "))] or least
        lines = refolded([(row, row.strip(" \t")) for row in rows], inner, first, indent)
        return style + self.layout.newline.join(lines).strip(" \t") + style

    def replace(self, slot: ValueSlot, node: Node, type_: Type, new: Any, path: KeyPath) -> None:
        """Write a value in canonical form in the position of another one."""
        self.check(type_, new, path)
        layout, anchor = self.layout, self.anchor(node)
        if slot.flow or node.is_empty_flow or not emitter.is_block(type_, new, layout):
            # A literal block would take comments that stay as its text.
            if slot.flow or anchor or (self.is_below(slot, node) and self.inside(slot, node)):
                text = emitter.write_inline(type_, new, layout, flow=slot.flow)
            else:
                text = emitter.write_beside(type_, new, layout, slot.indent, slot.step)
            text = anchor + (text or "null" * bool(slot.step))
            self.replace_inline(slot, node, text.rstrip(" "))
        elif slot.step:
            indent, comment = slot.indent + 2, self.comment(slot, node)
            lines = emitter.write_lines(type_, new, layout, indent).removesuffix(layout.newline)
            text = comment + layout.newline + lines if comment else " " + lines[indent:]
            self.edits.append(TextEdit(slot.after, value_end(self.text, slot, node), text))
        else:
            lines = emitter.write_below(type_, new, layout, slot.indent)
            self.replace_below(slot, node, lines)

    def replace_inline(self, slot: ValueSlot, node: Node, text: str) -> None:
        """Write a text on the line of its key or dash; a comment on that line stays."""
        start, lead, comment = slot.after, slot.lead if text else "", self.comment(slot, node)
        if self.is_below(slot, node):
            header = match_end(TO_NEWLINE, text, 0)
            text = lead + text[:header] + comment + text[header:]
            text += self.layout.newline + self.inside(slot, node)
            self.edits.append(TextEdit(start, line_end(self.text, node.end), text))
        elif node.is_block or node.start == node.end:
            self.write(slot, start, value_end(self.text, slot, node), lead + text)
        else:
            before = self.text[start : node.start]
            start = node.start if text else start + len(before.rstrip())
            self.write(slot, start, node.end, text, comment)

    def replace_below(self, slot: ValueSlot, node: Node, lines: str) -> None:
        """Write lines below a key; a comment on the line of the key stays."""
        anchor, end = self.anchor(node), value_end(self.text, slot, node)
        if self.is_below(slot, node):
            below = line_end(self.text, slot.after)
            tag_end = match_end(_ANCHOR_AND_TAG, self.text, slot.after)
            lead = TextEdit(slot.after, tag_end, f" {anchor}".rstrip())
            lines = self.inside(slot, node) + lines
            self.edits += [lead, TextEdit(below, line_end(self.text, node.end), lines)]
        else:
            below, before = line_end(self.text, end), self.text[slot.after : node.start] + anchor
            lead = TextEdit(slot.after, end, before.rstrip() + self.comment(slot, node))
            self.edits += [lead, TextEdit(below, below, lines)]

    def is_below(self, slot: ValueSlot, node: Node) -> bool:
        """Return whether a collection is below its key or dash, which its tag may follow."""
        return node.is_block and node.content >= line_end(self.text, slot.after)

    def anchor(self, node: Node) -> str:
        """Return the anchor of a value, with a space, if its aliases get the new value as well."""
        found = _ANCHOR.search(self.text, node.start, node.content) if self.shared else None
        return f"{found[0]} " if found else ""

    def comment(self, slot: ValueSlot, node: Node) -> str:
        """Return the comment beside a dash, or in the header of a block scalar, with its spaces."""
        is_scalar = node.style in ("|", ">") and not node.is_alias
        start = node.content if is_scalar else slot.after
        found = _COMMENT.search(self.text, start, line_end(self.text, start))
        return found[0] if found and (is_scalar or self.is_below(slot, node)) else ""

    def inside(self, slot: ValueSlot, node: Node) -> str:
        """Return the comments below a key that belong to no item or pair of its collection."""
        return trivia_of(self.parts, node).comments_of_none(line_end(self.text, slot.after))

    def new_pair(self, node: Node, indent: int, pair: Pair, spaced: bool) -> str:
        """Write a pair like those of a mapping; `spaced` is for block mappings only."""
        if node.style:
            return emitter.write_pair(pair, self.layout)
        return emitter.write_pair_lines(pair, self.layout, indent, spaced=spaced)

    def new_item(self, node: Node, type_: Type, value: Any) -> str:
        """Write an item with the dash of the first item."""
        if node.style:
            return emitter.write_inline(type_, value, self.layout, flow=True)
        indent, items = column(self.text, node.content), node.items or []
        dash = self.text[node.content : items[0].start]
        dash = dash if dash.strip(" ") == "-" and len(dash) > 1 else "- "
        if all(each.style == "{" for each in items) and kind_in(type_, value) in COLLECTIONS:
            text = emitter.write_inline(type_, value, self.layout, flow=True)
            return f"{' ' * indent}{dash}{text}{self.layout.newline}"
        return emitter.write_item(type_, value, self.layout, indent, dash=dash)
