"""The emitter: values to YAML, in canonical form or with the habits of a file."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import attrs

from ..pairs import Pair, kind_in, pairs_of
from ..scalars import COLLECTIONS, SCALARS, Kind, read_unquoted
from ..schema import Type
from ..text.quoting import block_scalar, json_quoted, styled

_DATES = (Kind.TIMESTAMP, Kind.DATE)
_MINUTES = re.compile(r"(?<=[Tt \t])[0-9]+:[0-9]+(?![:0-9])")  # a time without seconds


@attrs.frozen(slots=False)
class Layout:
    """The habits of a file for new text; the defaults are those of canonical form."""

    newline: str = "\n"
    mapping: int = 2  # the spaces that indent a mapping below its key
    sequence: int = 2  # the same of a list
    flow_lists: bool = False  # whether a list of scalars is written `[one, two]`
    brackets: str = ""  # the spaces inside `[` and `]`
    braces: str = ""  # the spaces inside `{` and `}`
    null: str = "null"  # may be empty, for the value of a key in a block mapping
    timestamp: str = ""  # a timestamp whose form others have
    quote: str = '"'  # of strings that need quotes
    text_quote: str = ""  # of the other strings, if they are quoted
    item_quote: str | None = None  # the same in lists, if it differs
    key_quote: str = ""  # the same of keys
    literals: bool = True  # whether a string of several lines may be a literal block
    json: bool = False  # whether all of the front matter is JSON
    spaced: bool = False  # whether an empty line is above each list and mapping of many lines

    @property
    def of_items(self) -> "Layout":
        """The layout of the strings in a list."""
        return self if self.item_quote is None else self.but(text_quote=self.item_quote)

    def but(self, **habits: object) -> "Layout":
        """Return a copy with other habits."""
        layout = object.__new__(type(self))
        vars(layout).update(vars(self), **habits)
        return layout


def write_block(pairs: Iterable[Pair], layout: Layout) -> str:
    """Write pairs as the lines between the `---` delimiters, with an empty line per section."""
    lines = (write_pair_lines(pair, layout, 0, spaced=True) for pair in pairs)
    return "".join(lines).removeprefix(layout.newline)


def write_pair_lines(pair: Pair, layout: Layout, indent: int, *, spaced: bool = False) -> str:
    """Write a pair as whole lines; `spaced` puts the empty line of a section above."""
    has_lines = is_block(pair.type, pair.value, layout)
    is_section = pair.section or (spaced and has_lines and layout.spaced)
    lead = layout.newline if spaced and is_section else ""
    head = f"{lead}{' ' * indent}{write_string(layout.key_quote, pair.key, layout)}:"
    if has_lines:
        return f"{head}{layout.newline}{write_below(pair.type, pair.value, layout, indent)}"
    text = write_beside(pair.type, pair.value, layout, indent)
    return (f"{head} {text}" if text else head) + layout.newline


def write_below(type_: Type, value: Any, layout: Layout, indent: int) -> str:
    """Write a collection that is not empty as the lines below a key at an indent."""
    step = layout.sequence if kind_in(type_, value) is Kind.LIST else layout.mapping
    return write_lines(type_, value, layout, indent + step)


def write_item(type_: Type, value: Any, layout: Layout, indent: int, *, dash: str = "- ") -> str:
    """Write an item of a list as whole lines; `dash` includes the spaces after the dash."""
    head = " " * indent + dash
    if is_block(type_, value, layout):
        # The first key or dash of the item continues the line of the dash.
        return head + write_lines(type_, value, layout, len(head))[len(head) :]
    text = write_beside(type_, value, layout.of_items, indent, 2) or "null"
    return f"{head}{text}{layout.newline}"


def write_beside(
    type_: Type, value: Any, layout: Layout, indent: int, step: int | None = None
) -> str:
    """Write a value beside its key or dash at an indent: see `literal_block`."""
    is_free = isinstance(value, str) and not type_.quoted
    literal = literal_block(value, layout, indent, step) if is_free else None
    return write_inline(type_, value, layout) if literal is None else literal


def write_inline(type_: Type, value: Any, layout: Layout = Layout(), *, flow: bool = False) -> str:
    """Write a value on one line; `flow` is whether it goes into a flow collection."""
    if value is None:
        return layout.null or "null" * flow  # only a key in a block mapping should have no text
    kind = kind_in(type_, value)
    if kind is Kind.LIST:
        inner = layout.of_items
        items = (write_inline(type_.items, item, inner, flow=True) for item in value)
        return _enclosed("[]", items, layout.brackets)
    if kind is Kind.TAGGED:
        if isinstance(value.value, str):  # often code, which is not quoted as strings are
            layout = layout.but(text_quote="")
        return f"{value.tag} {write_inline(type_, value.value, layout, flow=flow)}"
    if kind in COLLECTIONS:
        return write_flow_mapping(pairs_of(type_, value).values(), layout)
    return _write_scalar(type_, kind, value, layout, flow=flow)


def _write_scalar(type_: Type, kind: Kind, value: Any, layout: Layout, *, flow: bool) -> str:
    scalar = SCALARS[kind]
    text = scalar.write(value)
    if kind is Kind.TEXT:
        style = layout.text_quote or (layout.quote if type_.quoted else "")
        return write_string(style, text, layout, flow=flow)
    if layout.timestamp and scalar.type is datetime:
        if kind is Kind.UTC_TIMESTAMP:  # it would take the offset of the other timestamp
            kind, value = Kind.TIMESTAMP, value.astimezone(UTC)
        rewrite = SCALARS[kind].rewrite
        # Under an unknown key, a timestamp needs its seconds and its time zone.
        for form in (layout.timestamp, _MINUTES.sub(r"\g<0>:00", layout.timestamp)):
            alike = rewrite(form, value) if rewrite else text
            if type_.kind is Kind.TIMESTAMP or read_unquoted(alike) == value:
                text = alike
                break
    return json_quoted(text) if layout.json and type_.kind in _DATES else text


def literal_block(text: str, layout: Layout, indent: int, step: int | None = None) -> str | None:
    """Write a string as a literal block, or return None if it has one line or needs quotes."""
    if "\n" not in text or layout.json or not layout.literals:
        return None
    # A step more than its key, by default as far as a mapping.
    spaces = " " * (indent + (layout.mapping if step is None else step))
    return block_scalar("|", SCALARS[Kind.TEXT].write(text), spaces, layout.newline)


def write_string(style: str, text: str, layout: Layout, *, flow: bool = False) -> str:
    """Write a string on one line in a style, with the file's quotes if it needs some."""
    if layout.json:
        return json_quoted(text)
    written = styled(style, text, flow=flow)
    needs_quotes = style == "" and written[:1] == '"'
    return styled(layout.quote, text, flow=flow) if needs_quotes else written


def write_flow_mapping(pairs: Iterable[Pair], layout: Layout) -> str:
    """Write pairs in braces."""
    return _enclosed("{}", (write_pair(pair, layout) for pair in pairs), layout.braces)


def write_pair(pair: Pair, layout: Layout = Layout()) -> str:
    """Write a key and its value in flow style."""
    key = write_string(layout.key_quote, pair.key, layout, flow=True)
    return f"{key}: {write_inline(pair.type, pair.value, layout, flow=True)}"


def _enclosed(brackets: str, texts: Iterable[str], spaces: str) -> str:
    text = ", ".join(texts)
    return f"{brackets[0]}{spaces}{text}{spaces}{brackets[1]}" if text else brackets


def is_block(type_: Type, value: Any, layout: Layout = Layout()) -> bool:
    """Return whether a value is written as lines, as a collection is that is not empty."""
    kind = kind_in(type_, value)
    if kind is Kind.LIST and value:
        kinds = {kind_in(type_.items, each) for each in value}
        return not (layout.flow_lists and kinds.isdisjoint(COLLECTIONS))
    return bool(value) and kind in COLLECTIONS and bool(pairs_of(type_, value))


def write_lines(type_: Type, value: Any, layout: Layout, indent: int) -> str:
    """Write a collection that is not empty as lines, its keys or dashes at an indent."""
    if kind_in(type_, value) is Kind.LIST:
        return "".join(write_item(type_.items, item, layout, indent) for item in value)
    pairs = pairs_of(type_, value).values()
    return "".join(write_pair_lines(pair, layout, indent) for pair in pairs)
