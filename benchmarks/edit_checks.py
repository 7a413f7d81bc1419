"""Check an edit without newsfeed: its values, and that it changes only the lines of its entry.

PyYAML tells where each entry is: a key with its value, or an item of a list. An entry also has the
comment lines directly above it, and the deeper comment lines directly below it. In a list with a
comment above its first item, every comment belongs to the item below it.

| edit | must stay |
|---|---|
| set a value | all up to the end of the key, all lines after the entry, every comment |
| new key, new item | all lines; a comment stays beside its entry |
| remove | all lines of other entries; of two groups of empty lines around the entry, one |
| rename | all except the characters of the key |
| new order | each entry as a whole, and every line outside of the mapping |
| canonical form | every comment, in the same order |

Only the outer lines and the comments are compared where a collection is in brackets or braces, or
begins on the line of its key or dash.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import yaml
from edit_values import Edit, Path, split, values_fault

HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
"""The comment of a block scalar, which PyYAML counts as part of the scalar."""


class Entry(NamedTuple):
    """An entry of a block; offsets are zero-based, in code points, and lines zero-based.

    Args:
        start: The offset of the key, of the dash, or of an item in brackets.
        key_end: The offset after the key; of an item, the same as `start`.
        first: The line of the start.
        last: The last line of the value.
        node: The node of the value.
        parent: The node of the mapping or list.
    """

    start: int
    key_end: int
    first: int
    last: int
    node: Any
    parent: Any


class Layout:
    """Where the entries, lines and comments of a block are."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.lines = re.findall(r"[^\n]*\n|[^\n]+\Z", block)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.root = yaml.compose(block, yaml.SafeLoader)

    def line_of(self, offset: int) -> int:
        """Return the line of an offset."""
        return bisect(self.starts, offset) - 1

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """The offset and the text of each comment."""
        return list(comments(self.block))

    @cached_property
    def comment_lines(self) -> set[int]:
        """The lines that contain only a comment."""
        lines = (self.line_of(offset) for offset, _ in self.comments)
        return {line for line in lines if self.lines[line].lstrip().startswith("#")}

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the offsets of lines."""
        return self.starts[first], self.starts[end]

    def indent(self, line: int) -> int:
        """Return the number of spaces at the start of a line."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def entry(self, path: Path) -> Entry:
        """Return the entry at a path; the whole block is the entry of the root."""
        found = Entry(0, 0, 0, len(self.lines) - 1, self.root, None)
        for part in path:
            key, value = dict(self.pairs(found.node))[part]
            found = self.entry_of(key, value, found.node)
        return found

    def pairs(self, node: Any) -> Iterator[tuple[Any, tuple[Any, Any]]]:
        """Return the key node and the value node of each entry of a mapping or list."""
        if isinstance(node, yaml.SequenceNode):
            yield from ((index, (None, item)) for index, item in enumerate(node.value))
        elif node is not None:
            yield from ((key.value, (key, item)) for key, item in node.value)

    def entry_of(self, key: Any, value: yaml.Node, parent: Any) -> Entry:
        """Return the entry of a key or an item."""
        start = key.start_mark.index if key else value.start_mark.index
        if key is None and not parent.flow_style:
            start = self.dash_before(start)
        key_end = key.end_mark.index if key else start
        first = self.line_of(start)
        # A collection ends where the next token begins.
        last = min(self.line_of(value.end_mark.index), len(self.lines) - 1)
        while last > first and not self.holds(last, self.column(start), value.end_mark.index):
            last -= 1
        return Entry(start, key_end, first, last, value, parent)

    def dash_before(self, offset: int) -> int:
        """Return the offset of the dash of an item."""
        # Properties and comments may be between both, but no other dash and space.
        return max(self.block.rfind(dash, 0, offset) for dash in ("- ", "-\n", "-\r", "-\t"))

    def column(self, offset: int) -> int:
        """Return the column of an offset."""
        return offset - self.starts[self.line_of(offset)]

    def holds(self, line: int, column: int, end: int) -> bool:
        """Return whether a line is part of an entry at a column whose value ends at an offset."""
        is_beside = line in self.comment_lines and self.indent(line) <= column
        part = self.block[self.starts[line] : min(end, self.starts[line + 1])]
        return bool(part.strip()) and not is_beside

    def starts_line(self, entry: Entry) -> bool:
        """Return whether an entry is alone on its lines."""
        flow = entry.parent is None or getattr(entry.parent, "flow_style", False)
        return not flow and not self.block[self.starts[entry.first] : entry.start].strip()

    def has_comments_above(self, parent: yaml.Node | None) -> bool:
        """Return whether the comments of a list belong to the items below them."""
        if not isinstance(parent, yaml.SequenceNode) or not parent.value:
            return False
        first = self.entry_of(None, parent.value[0], parent).first
        return first - 1 in self.comment_lines

    def owned(self, entry: Entry) -> tuple[int, int]:
        """Return the lines of an entry with its comments: the first one, and the one after it."""
        column, are_above = self.column(entry.start), self.has_comments_above(entry.parent)
        top, end = entry.first, entry.last + 1
        while top - 1 in self.comment_lines and (are_above or self.indent(top - 1) <= column):
            top -= 1
        while are_above and end - 1 in self.comment_lines:
            end -= 1
        while not are_above and end in self.comment_lines and self.indent(end) > column:
            end += 1
        return top, end


def comments(block: str) -> Iterator[tuple[int, str]]:
    """Return the offset and the text of each comment: it is between two tokens."""
    end = 0
    for token in yaml.scan(block, yaml.SafeLoader):
        start = max(end, token.start_mark.index)
        for found in re.finditer(r"#[^\r\n]*", block[end:start]):
            yield end + found.start(), found[0].rstrip()
        header = HEADER_COMMENT.match(block, start)
        if header and getattr(token, "style", None) in ("|", ">"):
            yield header.start(1), header[1].rstrip()
        end = max(end, token.end_mark.index)


def fault(old: str, new: str, edit: Edit) -> str | None:
    """Return what is wrong with the result of an edit of a file, or None if it is right."""
    if edit.kind == "untouched":
        return None if old == new else "bytes: the file has changed"
    before, after = split(old), split(new)
    if before is None or after is None or before.around(edit) != after.around(edit):
        return "lines: the delimiters or the body have changed"
    blocks = before.block, after.block
    return values_fault(*blocks, edit) or lines_fault(*blocks, edit)


def lines_fault(old: str, new: str, edit: Edit) -> str | None:
    """Return which part of a block has changed that does not belong to an edit, or None."""
    layout = Layout(old)
    if edit.kind != "remove":
        before = [text for _, text in layout.comments]
        after = [text for _, text in comments(new)]
        is_same = Counter(before) == Counter(after) if edit.kind == "order" else before == after
        if not is_same:
            return "lines: the comments are not the same"
    return None if CHECKS[edit.kind](layout, edit, new) else "lines: another line has changed"


def stays_around(layout: Layout, start: int, end: int, new: str) -> bool:
    """Return whether a block has changed between two offsets only."""
    before, after = layout.block[:start], layout.block[end:]
    is_long = len(new) >= len(before) + len(after)
    return is_long and new.startswith(before) and new.endswith(after)


def is_replaced(layout: Layout, entry: Entry, new: str) -> bool:
    """Return whether a block has changed between a key and the end of its entry only."""
    return stays_around(layout, entry.key_end, layout.starts[entry.last + 1], new)


def is_set(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether only the value of an entry has changed."""
    return is_replaced(layout, layout.entry(edit.path), new)


def is_renamed(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether only a key has changed."""
    entry = layout.entry(edit.path)
    return stays_around(layout, entry.start, entry.key_end, new)


def is_added(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether there are new lines only, and each comment is where it was."""
    entry = layout.entry(edit.path if edit.kind == "append" else edit.path[:-1])
    node: Any = entry.node
    if node is not None and (node.flow_style or not node.value):
        return is_replaced(layout, entry, new)
    old, now = layout.lines, re.findall(r"[^\n]*\n|[^\n]+\Z", new)
    count = len(now) - len(old)
    places = (at for at in range(len(old) + 1) if now[:at] == old[:at])
    return any(now[at + count :] == old[at:] and fits(layout, node, at) for at in places)


def fits(layout: Layout, parent: Any, line: int) -> bool:
    """Return whether new lines above a line leave each comment beside its entry."""
    above, below = line - 1 in layout.comment_lines, line in layout.comment_lines
    if not above and not below:
        return True
    if above and line < len(layout.lines) and layout.lines[line].strip():
        is_deeper = layout.indent(line - 1) > layout.indent(line)
        return is_deeper and not layout.has_comments_above(parent)
    column = 0 if parent is None else parent.start_mark.column
    return above or layout.indent(line) <= column or layout.has_comments_above(parent)


def is_removed(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether only an entry is gone, perhaps with its comments and an empty line."""
    entry = layout.entry(edit.path)
    top, end = layout.owned(entry)
    is_lone = len(list(layout.pairs(entry.parent))) == 1
    if is_lone and len(edit.path) == 1 and stays_around(layout, *layout.span(top, end), new):
        return True  # the block is empty, or it is `{}`
    if not layout.starts_line(entry) or (is_lone and len(edit.path) > 1):
        return is_removed_inside(layout, edit, new)
    return new in {
        "".join(layout.lines[:start] + layout.lines[stop:])
        for first in (top, entry.first)
        for start, stop in [(first, end), *empty_around(layout, first, end)]
    }


def is_removed_inside(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether only the collection of an entry has changed, and the other comments stay."""
    entry, around = layout.entry(edit.path), layout.entry(edit.path[:-1])
    begin, end = layout.span(*layout.owned(entry))
    kept = [text for offset, text in layout.comments if not begin <= offset < end]
    after = iter([text for _, text in comments(new)])
    return all(text in after for text in kept) and is_replaced(layout, around, new)


def empty_around(layout: Layout, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the lines that may go if there are empty lines on both sides of an entry."""
    above, below = first, end
    while above > 0 and not layout.lines[above - 1].strip():
        above -= 1
    while below < len(layout.lines) and not layout.lines[below].strip():
        below += 1
    if (above < first or not above) and (below > end or below == len(layout.lines)):
        yield from ((start, end) for start in range(above, first))
        yield from ((first, stop) for stop in range(end + 1, below + 1))


def is_reordered(layout: Layout, edit: Edit, new: str) -> bool:
    """Return whether the entries of a mapping have moved as a whole, and nothing else has."""
    around = layout.entry(edit.path)
    paths = [(*edit.path, key) for key in edit.value]
    entries = [layout.entry(path) for path in paths]
    if not all(map(layout.starts_line, entries)):
        return is_replaced(layout, around, new)
    chunks = ["".join(layout.lines[slice(*layout.owned(each))]) for each in entries]
    are_whole = all(re.search(f"^{re.escape(chunk)}", new, re.MULTILINE) for chunk in chunks)
    is_same = Counter(layout.lines) == Counter(re.findall(r"[^\n]*\n|[^\n]+\Z", new))
    return are_whole and is_same and is_replaced(layout, around, new)


CHECKS: dict[str, Callable[[Layout, Edit, str], bool]] = {
    "set": is_set,
    "shift": is_set,
    "add": is_added,
    "append": is_added,
    "insert": is_added,
    "remove": is_removed,
    "rename": is_renamed,
    "order": is_reordered,
    "canonicalize": lambda _layout, _edit, _new: True,
}
