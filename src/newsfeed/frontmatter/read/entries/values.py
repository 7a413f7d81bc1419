"""Raw values to typed ones, without nodes for nine in ten values of real files.

Scalars on one line, lists and mappings in lines, and flow lists of words are read at once. Every
other value becomes a node, which is converted as the YAML reader converts it.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from typing import Any

from ...._util.lazy import cached_in_owner, lazy_pattern
from ...limits import MAX_INDENT
from ...scalars import KINDS, SCALARS, Kind, read_unquoted
from ...schema import ANYTHING, Schema, Type
from ...text.numbers import NULLS
from .cutting import (
    KEY_NAMES,
    NOT_WORD,
    QUOTES,
    WORD_ON_LINE,
    NotOwned,
    entries_at,
    is_quoted,
    items_at,
    name_of,
    skip_trivia,
    start_of,
)

Reader = Callable[[str, int], Any]

# A block list of scalars, each on its line, with their indent. Its words are those of `is_word`.
_WORDS_IN_LINES = lazy_pattern(
    rf"""
    \n (\ *+) -\ {WORD_ON_LINE} (?: \n \1 -\ {WORD_ON_LINE} )*+
    """,
    re.VERBOSE,
)
# The characters in a flow list that need a closer look.
_IN_FLOW = frozenset(":[]{}#?\\")


class ValueReader:
    """Reads the raw values of a type; with each comes the column of its key or dash."""

    def __init__(self, type_: Type) -> None:
        self.type = type_
        self.unquoted: Callable[[str], Any] = partial(self.scalar, "")
        self.quoted: Callable[[str], Any] = partial(self.scalar, '"')
        if type_ is ANYTHING:
            self.unquoted, self.quoted = read_unquoted, str
        elif type_.kind is Kind.ANYTHING:
            self.unquoted = partial(self.member, read_unquoted)
            self.quoted = partial(self.member, str)
        elif type_.kind in SCALARS:
            row = SCALARS[type_.kind]
            self.unquoted = row.read
            self.quoted = row.read if row.quotable else self.quoted
        elif type_.one_or_many:
            self.unquoted = lambda word: [self.items.unquoted(word)]
            self.quoted = lambda word: [self.items.quoted(word)]

    @cached_property
    def items(self) -> "ValueReader":
        """The reader of the items of a list."""
        return ValueReader(self.type.items)

    @cached_property
    def values(self) -> "ValueReader":
        """The reader of the values of a mapping."""
        return ValueReader(self.type.values or ANYTHING)

    def read(self, raw: str, column: int) -> Any:
        """Return the value, which is None for null; raise an exception if it is not owned."""
        if "\n" in raw:
            return self.lines(raw, column)
        word = raw.strip(" ")
        if word[:1] not in NOT_WORD:
            if ": " not in word and " #" not in word and word[-1] != ":":
                return self.null() if word in NULLS else self.unquoted(word)
        elif is_quoted(word):
            return self.quoted(word[1:-1])
        elif not word:
            return self.null()
        elif (words := _flow_words(word)) is not None:
            return self.list_of(words)
        return self.by_node(raw, column)

    def null(self) -> Any:
        """Return the value of null."""
        return [] if self.type.one_or_many else None

    def lines(self, raw: str, column: int) -> Any:
        """Return a value of several lines."""
        words = _WORDS_IN_LINES.fullmatch(raw)
        if words is not None and len(words[1]) <= MAX_INDENT:
            return self.list_of(raw[len(words[1]) + 3 :].split(f"\n{words[1]}- "))
        at = len(raw) - len(raw.lstrip("\n "))
        if raw[at : at + 1] in ("#", ""):
            at = skip_trivia(raw, 0)
        newline = raw.rfind("\n", 0, at)
        indent = at - newline - 1
        first = start_of(raw, at) if newline >= 0 and indent <= MAX_INDENT else None
        if first == "-":
            return self.block_list(raw, at, indent)
        if first == ":":
            return self.block_mapping(raw, at, indent)
        if newline >= 0 and at < len(raw) and raw.find("\n", at) < 0:
            return self.read(raw[at:], column)
        return self.by_node(raw, column)

    def block_list(self, raw: str, start: int, column: int) -> Any:
        """Return the items of a block list."""
        items = []
        for dash, other in items_at(column).findall(raw, start):
            if dash:
                items.append(self.items.item(dash[1:], column))
            elif other:
                raise NotOwned
        return self.checked(items)

    def item(self, raw: str, column: int) -> Any:
        """Return an item of a list; it may begin with a key or a dash on the line of its dash."""
        at = len(raw) - len(raw.lstrip(" "))
        first = start_of(raw, at)
        if first == ":":
            return self.block_mapping(raw, at, column + 1 + at)
        # A list is like one on lines of its own.
        return self.read(f"\n{' ' * (column + 1)}{raw}" if first else raw, column)

    def list_of(self, words: list[str]) -> list[Any]:
        """Return a list of such scalars as `word` reads."""
        return self.checked(list(map(self.items.word, words)))

    def word(self, word: str) -> Any:
        """Return the value of a scalar on one line, unquoted or in quotes without escapes."""
        if word[0] in QUOTES:
            return self.quoted(word[1:-1])
        return self.null() if word in NULLS else self.unquoted(word)

    def checked(self, values: list[Any]) -> list[Any]:
        """Return a list if the type allows it."""
        is_wrong = not self.type.items.nullable and None in values
        if is_wrong or Kind.LIST not in self.type.all_kinds:
            raise NotOwned
        return values

    def block_mapping(self, raw: str, start: int, column: int) -> Any:
        """Return the mapping or the model instance of a block mapping."""
        kinds = self.type.all_kinds
        if column > MAX_INDENT:
            raise NotOwned
        if Kind.MODEL in kinds:
            schema = self.type.schema
            values = cut_mapping(raw, start, column, readers_of(schema))
            return schema.model(**arguments_of(values, schema))
        values = cut_mapping(raw, start, column, {}, self.values.read)
        is_wrong = not self.values.type.nullable and None in values.values()
        if is_wrong or Kind.MAPPING not in kinds:
            raise NotOwned
        return values

    def member(self, read: Callable[[str], Any], word: str) -> Any:
        """Return the value of a scalar of one of several kinds."""
        value = read(word)
        kind = KINDS.get(type(value))
        is_local = kind is Kind.TIMESTAMP and value.tzinfo is None
        if kind in self.type.kinds and not is_local:
            return value
        return self.scalar('"' if read is str else "", word)

    def scalar(self, style: str, text: str) -> Any:
        """Return the value of a scalar that only the converter can read."""
        blocks = _long_way()
        return blocks.node_value(self.type, blocks.Node(style, 0, 0, 0, value=text))

    def by_node(self, raw: str, column: int) -> Any:
        """Return the value by a node, which takes longer."""
        node = _node(raw, column)
        if not node.is_scalar:
            return _long_way().node_value(self.type, node)
        if node.style:
            return self.quoted(node.value)
        return self.null() if node.value in NULLS else self.unquoted(node.value)


def _node(raw: str, column: int) -> Any:
    return _long_way().value_node(raw, 0, len(raw), column)


@cache
def _long_way() -> Any:
    """Import what makes and converts nodes, which most documents do not need."""
    from . import blocks

    return blocks


def _flow_words(text: str) -> list[str] | None:
    """Return the scalars of a flow list without escapes, or None for anything else."""
    inside = text[1:-1]
    if text[0] != "[" or text[-1] != "]" or not _IN_FLOW.isdisjoint(inside):
        return None
    words = [each.strip(" ") for each in inside.split(",")]
    if words == [""]:
        return []
    return words if all(each[:1] not in NOT_WORD or is_quoted(each) for each in words) else None


UNKNOWN = ValueReader(ANYTHING).read
"""The reader of the values of unknown keys."""


def cut_mapping(
    text: str, start: int, column: int, readers: Mapping[str, Reader], unknown: Reader = UNKNOWN
) -> dict[str, Any]:
    """Return the values of a block mapping by key, in the order of the source."""
    found: dict[str, Any] = {}
    for key, raw, other in entries_at(column).findall(text, start):
        if key:
            name = key if key in readers else KEY_NAMES.get(key) or name_of(key)
            if name in found:
                raise NotOwned
            found[name] = readers.get(name, unknown)(raw, column)
        elif other:
            raise NotOwned
    return found


def arguments_of(values: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """Return the arguments of a model class for the values of its keys, null included."""
    fields, names = schema.fields, schema.arguments
    arguments: dict[str, Any] = {}
    extra = {} if fields else values
    for key, value in values.items() if fields else ():
        field = fields.get(key)
        if field is None:
            extra[key] = value
        elif value is not None or field.type.nullable:
            arguments[names[field.name]] = value
        elif field.required:
            raise NotOwned
    if schema.extra:
        arguments[names["extra"]] = extra
    elif extra and schema.closed:
        raise NotOwned
    return arguments


@cached_in_owner
def readers_of(schema: Schema) -> dict[str, Reader]:
    """Return the reader of the values of each key, or of their nodes: see `runs_code`."""
    types = {key: field.type for key, field in schema.fields.items()}
    return {
        key: _node if runs_code(each) else ValueReader(each).read for key, each in types.items()
    }


def runs_code(type_: Type) -> bool:
    """Return whether reading a value of a type runs code of a model, such as a converter."""
    return type_.is_converted or not all(schema.all_plain for schema in type_.schemas)
