"""The canonical writer: a model to text."""

from collections.abc import Iterable
from typing import Any

import attrs

from ..pairs import Pair, kind_in, pairs_of
from ..scalars import SCALARS, Kind
from ..schema import Type
from ..text.quoting import double_quoted, key_text, styled


@attrs.frozen
class Layout:
    """How the lines of a file are laid out; the defaults are the canonical form.

    Args:
        newline: The line end.
        mapping: How many blanks the keys of a nested mapping stand in from the key that holds it.
        sequence: How many blanks the dashes of a list stand in from the key that holds it.
    """

    newline: str = "\n"
    mapping: int = 2
    sequence: int = 2


def write_block(found: Iterable[Pair], layout: Layout) -> str:
    """Write the entries of a record as the block of a front matter.

    Args:
        found: The entries, in order.
        layout: How to lay them out.

    Returns:
        The lines between the fences.
    """
    text = "".join(
        section_break(entry, layout) + write_pair_lines(entry, layout, 0) for entry in found
    )
    return text.removeprefix(layout.newline)


def section_break(entry: Pair, layout: Layout) -> str:
    """Return the blank line that comes before an entry, if one does."""
    return layout.newline if entry.section else ""


def write_pair_lines(entry: Pair, layout: Layout, indent: int) -> str:
    """Write a key and its value as lines.

    Args:
        entry: The key and the value.
        layout: How to lay them out.
        indent: How many blanks stand before the key.

    Returns:
        The lines, each with its line end.
    """
    head = f"{' ' * indent}{key_text(entry.key, flow=False)}:"
    if is_block(entry.type, entry.value):
        inner = indent + child_indent(entry.type, entry.value, layout)
        return f"{head}{layout.newline}{write_lines(entry.type, entry.value, layout, inner)}"
    return f"{head} {write_inline(entry.type, entry.value)}{layout.newline}"


def child_indent(type_: Type, value: Any, layout: Layout) -> int:
    """Tell how far the lines of a collection stand in from the key that holds it."""
    return layout.sequence if kind_in(type_, value) is Kind.LIST else layout.mapping


def write_lines(type_: Type, value: Any, layout: Layout, indent: int) -> str:
    """Write a collection that is not empty as lines.

    Args:
        type_: The type of the collection.
        value: The collection.
        layout: How to lay it out.
        indent: How many blanks stand before its keys or dashes.

    Returns:
        The lines, each with its line end.
    """
    if kind_in(type_, value) is Kind.LIST:
        return "".join(write_item(type_.items, item, layout, indent) for item in value)
    return "".join(
        write_pair_lines(each, layout, indent) for each in pairs_of(type_, value).values()
    )


def write_item(type_: Type, value: Any, layout: Layout, indent: int, *, dash: str = "- ") -> str:
    """Write an item of a list as lines.

    Args:
        type_: The type of the item.
        value: The item.
        layout: How to lay it out.
        indent: How many blanks stand before the dash.
        dash: The dash with the blanks behind it.

    Returns:
        The lines, each with its line end.
    """
    head = " " * indent + dash
    if is_block(type_, value):
        return head + write_lines(type_, value, layout, len(head))[len(head) :]
    return f"{head}{write_inline(type_, value)}{layout.newline}"


def write_inline(type_: Type, value: Any, *, flow: bool = False) -> str:
    """Write a value on one line, a collection in flow style.

    Args:
        type_: The type of the value.
        value: The value.
        flow: Whether it stands in a flow collection.

    Returns:
        The text.
    """
    if value is None:
        return "null"
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        return f"[{', '.join(write_inline(type_.items, item, flow=True) for item in value)}]"
    if kind in (Kind.RECORD, Kind.MAPPING):
        return f"{{{', '.join(write_pair(each) for each in pairs_of(type_, value).values())}}}"
    text = SCALARS[kind].write(value)
    if kind is not Kind.TEXT:
        return text
    return double_quoted(text) if type_.quoted else styled("", text, flow=flow)


def write_pair(entry: Pair) -> str:
    """Write a key and its value in flow style."""
    return f"{key_text(entry.key, flow=True)}: {write_inline(entry.type, entry.value, flow=True)}"


def is_block(type_: Type, value: Any) -> bool:
    """Tell whether a value is written as lines: a collection that is not empty."""
    kind = kind_in(type_, value)
    if value is None or kind not in (Kind.LIST, Kind.RECORD, Kind.MAPPING):
        return False
    return bool(value if kind is Kind.LIST else pairs_of(type_, value))
