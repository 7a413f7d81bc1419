r"""Regular expressions, derived from a schema, that match the canonical lines of a mapping or list.

The pattern of a mapping has the lines of its fields in order; those of optional fields are
optional. The group of a scalar contains its value, the group of a collection all of its lines.
A small collection also has inlined groups, after the group of its lines:

    name:\ "(.*)"\n                      group 1: a string that is always quoted
    (?:tags:\n(                          group 2: the lines of a list
    \ \ -\ (".*"|...)\n                  group 3: its first item
    (?<=\n)((?:\ \ .*\n)*+)))?+          group 4: the lines of its other items

Groups are inlined for a mapping in a mapping, and for the first item of a list of scalars or of
mappings of scalars. A pattern of its own matches the lines of a deeper collection.
"""

import re
from functools import cached_property
from itertools import accumulate

import attrs

from ...limits import MAX_INDENT, MAX_KEY_LENGTH
from ...scalars import POSSESSIVE, QUOTED_TEXT, SCALARS, Kind, ScalarPattern
from ...schema import Field, Schema, Type
from ...text.quoting import key_text


@attrs.define(eq=False, slots=False)
class ModelPattern:
    """The pattern of a mapping with its keys at an indent, or of the root with its delimiters."""

    schema: Schema
    newline: str
    plain: bool  # whether the root is one: see `Schema.all_plain`
    indent: int = 0
    is_root: bool = False
    is_item: bool = False
    inlined: bool = False

    @cached_property
    def value_patterns(self) -> "dict[str, ValuePattern]":
        """The pattern of each value by key, in the order of the groups."""
        fields = self.schema.fields.values()
        patterns = ((field.key, self._value_pattern(field.type)) for field in fields)
        return {key: each for key, each in patterns if each and len(key) <= MAX_KEY_LENGTH}

    @cached_property
    def groups(self) -> dict[str, int]:
        """The one-based group number of each value, by key."""
        first_groups = accumulate(map(group_width, self.value_patterns.values()), initial=1)
        return dict(zip(self.value_patterns, first_groups, strict=False))

    @cached_property
    def source(self) -> str:
        """The verbose regular expression, with a commented line per field."""
        lines = map(self._line, self.schema.fields.values())
        if self.is_root:
            newline = escaped(self.newline)
            return "\n".join([rf"\-\-\-{newline}", *lines, rf"---(?:{newline}|\Z)"])
        head = f"(?={escaped(' ' * self.indent)})"
        if self.is_item:
            head = escaped(f"{' ' * (self.indent - 2)}- ") + r"(?!\ )"
        return "\n".join([head, *lines])

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled regular expression."""
        return re.compile(self.source, re.VERBOSE)

    def _value_pattern(self, type_: Type) -> "ValuePattern | None":
        """Return the pattern of a value, or None if only the YAML reader can read it."""
        indent = self.indent + 2
        if type_.conversion or type_.kind not in (Kind.MODEL, Kind.LIST) or indent > MAX_INDENT:
            return _scalar_pattern(type_)
        if type_.kind is Kind.LIST:
            return self._list_pattern(type_.items, indent)
        return ModelPattern(
            type_.schema, self.newline, self.plain, indent, inlined=not self.inlined
        )

    def _list_pattern(self, type_: Type, indent: int) -> "ListPattern | None":
        item: ScalarPattern | ModelPattern | None = _scalar_pattern(type_)
        if type_.kind is Kind.MODEL:
            kinds = {field.type.kind for field in type_.schema.fields.values()}
            inlined = kinds.isdisjoint((Kind.MODEL, Kind.LIST))
            item = ModelPattern(
                type_.schema, self.newline, self.plain, indent + 2, is_item=True, inlined=inlined
            )
        if item is None or type_.conversion is not None:
            return None
        return ListPattern(item, type_, self.newline, self.plain, indent)

    def _line(self, field: Field) -> str:
        """Return the expression for the lines of a field."""
        key = key_text(field.key)
        pattern = self.value_patterns.get(field.key)
        if pattern is None:
            # Never matches if the key is required, so that the YAML reader reads the document.
            return f"{'(?!)' if field.required else ''}  # {key}: for another reader"
        spaces = escaped(" " * self.indent)
        first = next(iter(self.schema.fields.values()))
        if self.is_item and (field is first or not first.required):
            # The first key that is present follows the dash.
            spaces = rf"(?:{spaces}|(?<=-\ ))"
        line = f"{spaces}{escaped(key)}:{self._value(pattern)}"
        if field.section and not self.indent:
            line = f"(?:{escaped(self.newline)})?{line}"
        line = line if field.required else f"(?:{line})?{POSSESSIVE}"
        return f"{line}  # {field.type.kind.name.lower()}"

    def _value(self, pattern: "ValuePattern") -> str:
        newline = escaped(self.newline)
        if isinstance(pattern, ScalarPattern):
            return rf"\ {pattern.pattern}NEWLINE".replace("NEWLINE", newline)
        line = rf"(?:{escaped(' ' * (self.indent + 2))}.*{newline})"
        if not pattern.inlined:
            return f"{newline}({line}+{POSSESSIVE})"
        # The look-behind requires a complete line: a dash without a key is not canonical.
        rest = f"({line}*{POSSESSIVE})" if isinstance(pattern, ListPattern) else ""
        return f"{newline}(\n{pattern.source}\n(?<=\\n){rest})"


@attrs.define(eq=False, slots=False)
class ListPattern:
    """The pattern of a list; `indent` is the number of spaces before each dash."""

    item: ScalarPattern | ModelPattern
    type: Type
    newline: str
    plain: bool
    indent: int

    @property
    def inlined(self) -> bool:
        """Whether the groups of the first item are a part of the pattern that contains the list."""
        return isinstance(self.item, ScalarPattern) or self.item.inlined

    @cached_property
    def source(self) -> str:
        """The verbose regular expression of one item."""
        if isinstance(self.item, ModelPattern):
            return self.item.source
        line = rf"{escaped(' ' * self.indent)}-\ {self.item.pattern}NEWLINE"
        return line.replace("NEWLINE", escaped(self.newline))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled regular expression of one item."""
        return re.compile(self.source, re.VERBOSE)


ValuePattern = ScalarPattern | ModelPattern | ListPattern


def group_width(pattern: ValuePattern) -> int:
    """Return the number of groups for a value, including inlined ones."""
    if isinstance(pattern, ScalarPattern) or not pattern.inlined:
        return 1
    if isinstance(pattern, ModelPattern):
        return 1 + group_count(pattern)
    # The lines of the list, the first item, and the lines of the other items.
    return 2 + (group_count(pattern.item) if isinstance(pattern.item, ModelPattern) else 1)


def group_count(pattern: ModelPattern) -> int:
    """Return the number of groups in the pattern of a mapping."""
    return sum(map(group_width, pattern.value_patterns.values()))


def _scalar_pattern(type_: Type) -> ScalarPattern | None:
    """Return the pattern of a scalar, or None if the type is not a scalar."""
    if type_.conversion is not None:
        return None
    if type_.quoted and type_.kind is Kind.TEXT:
        return QUOTED_TEXT
    scalar = SCALARS.get(type_.kind)
    return scalar and scalar.canonical


def escaped(literal: str) -> str:
    r"""Escape a literal for a verbose pattern, with newlines written as `\n`."""
    return re.escape(literal).replace("\r", "r").replace("\n", "n")
