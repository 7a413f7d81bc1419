"""Patterns derived from a schema: they match the canonical lines of a record or of a list.

A record's pattern has the lines of its fields in their order, each of them optional unless its key
is required. A group holds the value of a scalar, or all lines of a collection. The parts of a small
collection have groups of their own behind it: those of a record in a record, and of the first item
of a list of scalars or of records of scalars. What is deeper has a pattern of its own.
"""

import re
from functools import cached_property

from ...scalars import POSSESSIVE, QUOTED_TEXT, SCALARS, Kind, ScalarPattern
from ...schema import Field, Schema, Type
from ...text.quoting import key_text

# Deeper records, as of a model that holds itself, are the general reader's, which has a limit.
_DEEPEST = 64
# A key of YAML ends within 1,024 characters.
_LONGEST_KEY = 128


class RecordPattern:
    """How the lines of a record are recognized; the pattern is compiled on first use.

    Args:
        schema: The schema of the record.
        newline: The line end, LF or CRLF.
        head: What stands before its first key: blanks, or blanks and a dash, or a fence.
        tail: The pattern of what stands behind its last line; empty but for a front matter.
        inner: Whether its groups are a part of another record's pattern.
    """

    def __init__(
        self,
        schema: Schema,
        newline: str,
        head: str,
        tail: str = "",
        *,
        inner: bool = False,
    ) -> None:
        self.schema = schema
        self.newline = newline
        self.head = head
        self.indent: int = 0 if tail else len(head)
        self.tail = tail
        self.is_item: bool = head.endswith("- ")
        self.inner = inner

    @cached_property
    def parts(self) -> "dict[str, ScalarPattern | RecordPattern | ListPattern]":
        """How the value of each key is recognized, in the order of the groups."""
        fields = self.schema.fields.values()
        parts = ((field.key, self._part(field.type)) for field in fields)
        return {key: part for key, part in parts if part and len(key) <= _LONGEST_KEY}

    @cached_property
    def groups(self) -> dict[str, int]:
        """The one-based number of the group of each key, in this pattern."""
        groups, group = {}, 1
        for key, part in self.parts.items():
            groups[key] = group
            group += group_width(part)
        return groups

    @cached_property
    def source(self) -> str:
        """The pattern as text: a line a field, with comments."""
        head = escaped(self.head)
        if self.is_item:
            head += r"(?!\ )"
        elif self.indent:
            head = f"(?={head})"
        lines = map(self._line, self.schema.fields.values())
        return "\n".join([head, *lines, self.tail]).rstrip("\n")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.source, re.VERBOSE)

    def _part(self, type_: Type) -> "ScalarPattern | RecordPattern | ListPattern | None":
        """Tell how a value below a key is recognized, or None if it is not."""
        indent = self.indent + 2
        if indent > _DEEPEST:
            return scalar_pattern(type_)
        if type_.kind is Kind.RECORD:
            return RecordPattern(type_.record, self.newline, " " * indent, inner=not self.inner)
        return (
            self._items(type_.items, indent) if type_.kind is Kind.LIST else scalar_pattern(type_)
        )

    def _items(self, type_: Type, indent: int) -> "ListPattern | None":
        item: ScalarPattern | RecordPattern | None = scalar_pattern(type_)
        if type_.kind is Kind.RECORD:
            head, inner = f"{' ' * indent}- ", _is_flat(type_.record)
            item = RecordPattern(type_.record, self.newline, head, inner=inner)
        return ListPattern(item, type_, self.newline, indent) if item else None

    def _line(self, field: Field) -> str:
        key = key_text(field.key)
        part = self.parts.get(field.key)
        if part is None:
            return f"{'(?!)' if field.required else ''}  # {key}: for the general reader"
        blanks = escaped(" " * self.indent)
        first = next(iter(self.schema.fields.values()))
        if self.is_item and (field is first or not first.required):
            blanks = rf"(?:{blanks}|(?<=-\ ))"
        line = f"{blanks}{escaped(key)}:{self._value(part)}"
        if field.section and not self.indent:
            line = f"(?:{escaped(self.newline)})?{line}"
        line = line if field.required else f"(?:{line})?{POSSESSIVE}"
        return f"{line}  # {field.type.kind.name.lower()}"

    def _value(self, part: "ScalarPattern | RecordPattern | ListPattern") -> str:
        newline = escaped(self.newline)
        if isinstance(part, ScalarPattern):
            return rf"\ {part.pattern}NEWLINE".replace("NEWLINE", newline)
        line = rf"(?:{escaped(' ' * (self.indent + 2))}.*{newline})"
        if not part.inner:
            return f"{newline}({line}+{POSSESSIVE})"
        # At the end of a line: a dash without a key is not canonical.
        rest = f"({line}*{POSSESSIVE})" if isinstance(part, ListPattern) else ""
        return f"{newline}(\n{part.source}\n(?<=\\n){rest})"


class ListPattern:
    """How the lines of a list are recognized.

    Args:
        item: How an item is recognized.
        type: The type of an item.
        newline: The line end, LF or CRLF.
        indent: How many blanks stand before the dashes.
    """

    def __init__(
        self, item: ScalarPattern | RecordPattern, type_: Type, newline: str, indent: int
    ) -> None:
        self.item = item
        self.type = type_
        self.newline = newline
        self.indent = indent
        self.inner: bool = isinstance(item, ScalarPattern) or item.inner

    @cached_property
    def source(self) -> str:
        """The pattern of one item as text."""
        if isinstance(self.item, RecordPattern):
            return self.item.source
        line = rf"{escaped(' ' * self.indent)}-\ {self.item.pattern}NEWLINE"
        return line.replace("NEWLINE", escaped(self.newline))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of one item, compiled."""
        return re.compile(self.source, re.VERBOSE)


Part = ScalarPattern | RecordPattern | ListPattern


def group_width(part: Part) -> int:
    """Count the groups that a value has in the pattern of its record.

    The first has the scalar, or all lines; behind it come those of the record or of the first item,
    and behind these one with the lines of the other items.
    """
    if isinstance(part, ScalarPattern) or not part.inner:
        return 1
    if isinstance(part, ListPattern):
        return 2 + (group_count(part.item) if isinstance(part.item, RecordPattern) else 1)
    return 1 + group_count(part)


def group_count(record: RecordPattern) -> int:
    """Count the groups of a record's pattern."""
    return sum(map(group_width, record.parts.values()))


def scalar_pattern(type_: Type) -> ScalarPattern | None:
    """Return how a scalar of a type is recognized, or None if the type is no scalar."""
    if type_.quoted and type_.kind is Kind.TEXT:
        return QUOTED_TEXT
    row = SCALARS.get(type_.kind)
    return row and row.canonical


def _is_flat(schema: Schema) -> bool:
    return all(field.type.kind not in (Kind.RECORD, Kind.LIST) for field in schema.fields.values())


def escaped(literal: str) -> str:
    """Escape a literal for a verbose pattern, line ends readably."""
    return re.escape(literal).replace("\r", "r").replace("\n", "n")
