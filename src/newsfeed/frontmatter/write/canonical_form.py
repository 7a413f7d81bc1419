"""Canonical form with comments: the pairs and items of a source, each written with its comments.

heat: 0x3  # of 10              title: "Tide"
# at the pier        ->       heat: 3  # of 10
title: 'Tide'                     # at the pier
"""

import re
from bisect import bisect
from collections.abc import Iterator

import attrs

from ...errors import SerializeError
from ..read.convert import Converter
from ..read.nodes import Node, Reading
from ..schema import ANYTHING, Type
from ..text.delimiters import Parts, column, match_end, position
from ..text.quoting import key_text
from ..validation import validate
from .emitter import Layout, write_beside
from .patch.spans import spans_of

_COMMENT_TEXT = re.compile("#[^\n\r\x85\u2028\u2029]*")  # more characters end a line in YAML 1.1
# The header of a block scalar, which may have a comment.
_HEADER_LINE = re.compile(f"(?:[|>]{_COMMENT_TEXT.pattern[1:]})?")
_LINE_WITHOUT_TEXT = re.compile(r"\n[ \t]*\r?\n")


@attrs.define(eq=False)
class _Entry:
    """A pair or an item with its comments; the root is an item without a parent."""

    key: str | None  # as it is written; None for an item
    type: Type
    node: Node  # of the value
    start: int
    parent: "_Entry | None" = None
    rank: int = 0  # its position in canonical order
    is_section: bool = False
    depth: int = 0  # the column of the comments above the first entry inside it
    entries: "list[_Entry]" = attrs.field(factory=list)
    above: list[str] = attrs.field(factory=list)
    beside: list[str] = attrs.field(factory=list)
    below: list[str] = attrs.field(factory=list)

    @property
    def flow(self) -> "_Entry | None":
        """The parent, if its value is a flow collection."""
        return self.parent if self.parent and self.parent.node.style in ("[", "{") else None

    def deepest(self, text: str) -> int:
        """Return the greatest column of a comment above that belongs to the entry."""
        return max(self.parent.depth if self.parent else 0, column(text, self.start))

    def lines(self, parts: Parts, indent: int) -> list[str]:
        """Return the lines of the entry in canonical form, its key or dash at an indent."""
        inner = [line for each in self.entries for line in each.lines(parts, indent + 2)]
        head = "-" if self.key is None else f"{self.key}:"
        above, beside = self.above + self.beside[:-1], self.beside[-1:]
        step = 2
        if not inner:
            text, *inner = _value(self, parts, indent + 2).split("\n")
            head += f" {text}"
            step -= bool(inner)  # deeper comments below would be text of the block scalar
        elif self.key is None:
            # The first key or dash continues the line of the dash, so its comments go above.
            first = next(n for n, line in enumerate(inner) if line.lstrip(" ")[0] != "#")
            above += [*beside, *(line.lstrip(" ") for line in inner[:first])]
            head, beside, inner = f"- {inner[first][indent + 2 :]}", [], inner[first + 1 :]
        lines = [" " * indent + each for each in (*above, "  ".join([head, *beside]))]
        below = [" " * (indent + step) + each for each in self.below]
        return [""] * self.is_section + lines + inner + below


def canonical_text(reading: Reading, type_: Type) -> str:
    """Return a document in canonical form with its comments, or raise SerializeError."""
    parts, node, _, _ = reading
    if not parts.is_delimited:
        return parts.text
    text, start = parts.text, parts.block
    for each in _nodes(node):
        # PyYAML rejects an unquoted `<<` as a value, too.
        if each.is_alias or each.is_merge or each.start != each.content:
            place = "line {}, column {}".format(*position(text, each.start))
            message = "canonical form has no anchors, aliases, merge keys or tags"
            hint = "write the values out where they are used, and remove the tags"
            raise SerializeError(f"{place}: {message}; {hint}")
    root = _Entry(None, type_, node or Node("", start, start, start, pairs=[]), start - 1)
    entries = list(_grown(root, text))
    # An empty line sets comments at the top apart from the first key.
    apart = [*_LINE_WITHOUT_TEXT.finditer(text, start, entries[1].start)] if entries[1:] else []
    for offset, comment in comments_of(reading).items():
        if apart and offset < apart[-1].start():
            root.above.append(comment)
        else:
            _attach(offset, comment, entries, text)
    lines = [line for each in root.entries for line in each.lines(parts, 0)]
    lines = lines[lines[:1] == [""] :]  # without the empty line of a section
    top = root.above + [""] * bool(root.above and lines)
    mark, body = "\ufeff" * text.startswith("\ufeff"), text[parts.body :]
    return parts.newline.join([f"{mark}---", *top, *lines, *root.below, "---", body])


def comments_of(reading: Reading) -> dict[int, str]:
    """Return the comments of a document by their offsets: each `#` between two scalars."""
    text, end, found = reading.parts.text, reading.parts.block, {}
    scalars = [each for each in _nodes(reading.root) if each.is_scalar]
    spans = [(match_end(_HEADER_LINE, text, each.content), each.end) for each in scalars]
    for start, after in [*spans, (reading.parts.closing, 0)]:
        for match in _COMMENT_TEXT.finditer(text, end, start):
            found[match.start()] = match[0].rstrip(" \t")
        end = max(start, after)
    return found


def _nodes(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
        for child in node.children:
            yield from _nodes(child)


def _value(entry: _Entry, parts: Parts, indent: int) -> str:
    """Write a value without entries; the lines of a block scalar are at an indent."""
    node, type_ = entry.node, entry.type
    if node.is_null or not node.is_scalar:
        return "null" if node.is_scalar else "{}" if node.items is None else "[]"
    value = Converter(parts).value(type_, node, ())
    # An unquoted `-` is text in a flow collection, and begins an item elsewhere.
    is_plain = not node.style and (type(value) is not str or value.isprintable())
    if type_ is ANYTHING and is_plain and node.value != "-":
        return node.value  # other YAML readers may read another value than this one
    value = type_.written(value)
    validate(type_, value)
    return write_beside(type_, value, Layout(), indent, 0)


def _grown(entry: _Entry, text: str) -> Iterator[_Entry]:
    """Add the entries inside an entry in canonical order; yield all in the order of the file."""
    yield entry
    type_, node, entries = entry.type, entry.node, entry.entries
    if type_.one_or_many and node.is_scalar and not node.is_null:
        entries.append(_Entry(None, type_.items, node, node.start, entry))
    spans = iter(spans_of(text, node))
    for item in node.items or ():
        entries.append(_Entry(None, type_.items, item, next(spans).start, entry))
    fields = type_.schema.fields if type_.model is not None else {}
    for (key, value), span in zip(node.pairs or (), spans, strict=True):
        field, rank = fields.get(key.value), [*fields, key.value].index(key.value)
        # An indented key such as `--- a` would be a delimiter without its indent.
        is_marker = key.value[:4] in ("--- ", "... ")
        is_quotable = bool(field or key.style or is_marker or not key.value.isprintable())
        name = key_text(key.value) if is_quotable else key.value or '""'
        inner = field.type if field else type_.values or ANYTHING
        is_section = bool(field and field.section and not entry.parent)
        entries.append(_Entry(name, inner, value, span.start, entry, rank, is_section))
    for each in [*entries]:
        yield from _grown(each, text)
    entries.sort(key=lambda each: each.rank)


def _attach(start: int, comment: str, entries: list[_Entry], text: str) -> None:
    """Add a comment at an offset to the entry that it belongs to."""
    index = bisect(entries, start, key=lambda each: each.start)
    entry, following = entries[index - 1], entries[index] if index < len(entries) else None
    while (flow := entry.flow) and flow.node.end <= start:
        entry = flow
    node, indent = entry.node, column(text, start)
    around = entry if node.start < start < node.end else flow  # of a flow collection
    if entry.parent and text[start - indent : start].strip(" \t"):
        entry.beside.append(comment)
    elif following and following.parent is (around or entry):
        following.above.append(comment)
        (around or entry).depth = indent
    elif around:
        around.below.append(comment)
    elif start < node.start < node.end:  # between a key and its value
        entry.above.append(comment)
    elif following and (following.above or indent <= following.deepest(text)):
        following.above.append(comment)
    else:
        while entry.parent and indent <= column(text, entry.start):
            entry = entry.parent
        entry.below.append(comment)
