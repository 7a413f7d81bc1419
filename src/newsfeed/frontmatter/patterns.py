"""Patterns derived from a schema: they match the canonical lines of a record or of a list.

A record's pattern has the lines of its fields in their order, each of them optional unless its key
is required. A group holds the value of a field, or all lines of a collection, which a pattern of
its own takes apart.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from .compiling import compiled
from .forms import NAMES, POSSESSIVE, SCALAR_TYPES, NotCanonicalError, Scalar, form_of
from .schema import Field, Kind, Schema, Type

# Deeper records, as of a model that holds itself, are the general reader's, which has a limit.
_DEEPEST = 64
# A key of YAML ends within 1,024 characters.
_LONGEST_KEY = 128


class Record:
    """How the lines of a record are recognized; patterns are compiled on first use.

    Args:
        schema: The schema of the record.
        newline: The line end, LF or CRLF.
        indent: How many blanks stand before its keys.
        head: What stands before its first key: as many blanks, or blanks and a dash, or a fence.
        tail: The pattern of what stands behind its last line.
    """

    def __init__(
        self, schema: Schema, newline: str, indent: int, head: str, tail: str = ""
    ) -> None:
        self.schema = schema
        self.newline = newline
        self.indent = indent
        self.head = head
        self.tail = tail

    @cached_property
    def parts(self) -> "dict[str, Scalar | Record | Items]":
        """How the value of each key is recognized, in the order of the groups."""
        fields = self.schema.fields.values()
        parts = ((field.key, _part(field.type, self.newline, self.indent)) for field in fields)
        return {key: part for key, part in parts if part and len(key) <= _LONGEST_KEY}

    @cached_property
    def source(self) -> str:
        """The pattern as text: a line a field, with comments."""
        lines = map(self._line, self.schema.fields.values())
        return "\n".join([escaped(self.head), *lines, self.tail]).rstrip("\n")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, with a group a field."""
        return re.compile(self.source, re.VERBOSE)

    @cached_property
    def model(self) -> Callable[..., Any]:
        """The function that makes the model from a match, written as attrs writes `__init__`.

        It takes the match, and a dict with the arguments of the model that are not in the lines.
        """
        names = {**NAMES, "model": self.schema.model}
        lines = [self._groups()]
        for group, (key, part) in enumerate(self.parts.items(), 1):
            value = f"read{group}(group{group})"
            if isinstance(part, Scalar):
                value = part.value.format(f"group{group}")
            else:
                names[f"read{group}"] = part.read
            argument = self.schema.fields[key].argument
            lines.append(f"if group{group} is not None: arguments[{argument!r}] = {value}")
        lines += ["arguments['extra'] = {}"] if self.schema.extra else []
        return compiled("match, arguments", [*lines, "return model(**arguments)"], names)

    @cached_property
    def gives(self) -> Callable[[re.Match[str], Any], bool]:
        """The function that tells whether a match is read as a given record, without reading it.

        It says no wherever it cannot know, as of a class that changes or refuses what it is given.
        """
        if not self.schema.plain:
            return compiled("match, other", ["return False"], {})
        groups = {key: f"group{group}" for group, key in enumerate(self.parts, 1)}
        names = {**NAMES, "model": self.schema.model}
        lines = ["if type(other) is not model: return False", self._groups()]
        lines += ["if other.extra != {}: return False"] * self.schema.extra
        for key, field in self.schema.fields.items():
            test = absent = _given_default(field.default, f"default_{field.name}", names)
            if key in groups:
                test = _given(self.parts[key], groups[key], names)
                test = test if field.required else f"{absent} if {groups[key]} is None else {test}"
            lines += [f"value = other.{field.name}", f"if not ({test}): return False"]
        return compiled("match, other", [*lines, "return True"], names)

    def gives_lines(self, lines: str, other: Any) -> bool:
        """Tell whether lines are read as a given value."""
        match = self.pattern.fullmatch(lines)
        return match is not None and self.gives(match, other)

    def read(self, lines: str) -> Any:
        """Read the lines of a record; raises NotCanonicalError."""
        match = self.pattern.fullmatch(lines)
        if match is None:
            raise NotCanonicalError
        return self.model(match, {})

    def _groups(self) -> str:
        names = "".join(f"group{group}, " for group in range(1, len(self.parts) + 1))
        return f"{names}= match.groups()" if names else ""

    def _line(self, field: Field) -> str:
        part = self.parts.get(field.key)
        if part is None:
            return f"{'(?!)' if field.required else ''}  # {field.key}: for the general reader"
        from .styles import in_style

        line = f"{escaped(in_style('', field.key, flow=False))}:{self._value(part)}"
        if field.section and not self.indent:
            line = f"(?:NEWLINE)?{line}"
        if self.indent:
            # The blanks before the next key, since before the first one there may be a dash.
            line += rf"(?:{escaped(' ' * self.indent)}(?![\ -]))?{POSSESSIVE}"
        line = line.replace("NEWLINE", escaped(self.newline))
        line = line if field.required else f"(?:{line})?{POSSESSIVE}"
        return f"{line}  # {list(self.parts).index(field.key) + 1}: {field.type.kind.name.lower()}"

    def _value(self, part: "Scalar | Record | Items") -> str:
        if isinstance(part, Scalar):
            return rf"\ {part.pattern}NEWLINE"
        return rf"NEWLINE((?:{escaped(' ' * (self.indent + 2))}.*NEWLINE)+{POSSESSIVE})"


class Items:
    """How the lines of a list are recognized.

    Args:
        item: How an item is recognized.
        newline: The line end, LF or CRLF.
        indent: How many blanks stand before the dashes.
    """

    def __init__(self, item: Scalar | Record, newline: str, indent: int) -> None:
        self.item = item
        self.newline = newline
        self.indent = indent

    @cached_property
    def source(self) -> str:
        """The pattern of one item as text."""
        if isinstance(self.item, Record):
            return self.item.source
        line = rf"{escaped(' ' * self.indent)}-\ {self.item.pattern}NEWLINE"
        return line.replace("NEWLINE", escaped(self.newline))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of one item."""
        return re.compile(self.source, re.VERBOSE)

    @cached_property
    def make(self) -> Callable[..., Any]:
        """The function that makes an item from a match; its second argument is an empty dict."""
        if isinstance(self.item, Record):
            return self.item.model
        value = self.item.value.format("match[1]")
        return compiled("match, _", [f"return {value}"], NAMES)

    @cached_property
    def gives(self) -> Callable[[re.Match[str], Any], bool]:
        """The function that tells whether a match is read as a given item."""
        if not isinstance(self.item, Record):
            lines = ["group = match[1]", f"return {_given(self.item, 'group', {})}"]
            return compiled("match, value", lines, NAMES)
        return self.item.gives

    def read(self, lines: str) -> list[Any]:
        """Read the items; raises NotCanonicalError."""
        match, make = self.pattern.match, self.make
        items, start, end = [], 0, len(lines)
        while start < end:
            item = match(lines, start)
            if item is None:
                raise NotCanonicalError
            items.append(make(item, {}))
            start = item.end()
        return items

    def gives_lines(self, lines: str, other: Any) -> bool:
        """Tell whether lines are read as a given value."""
        match, gives, start = self.pattern.match, self.gives, 0
        for value in other if type(other) is list else ():
            item = match(lines, start)
            if item is None or not gives(item, value):
                return False
            start = item.end()
        return start == len(lines)


def _given(part: Scalar | Record | Items, group: str, names: dict[str, Any]) -> str:
    """Write the test of a value that a group is read as; `names` takes what it refers to."""
    if isinstance(part, Scalar):
        read = part.value.format(group)
        return f"(type(value) is type(read := ({read})) and value == read)"
    names[f"gives_{group}"] = part.gives_lines
    return f"gives_{group}({group}, value)"


def _given_default(default: Any, name: str, names: dict[str, Any]) -> str:
    """Write the test of a value that the class sets where the key is missing."""
    names[name] = default
    if default is None:
        return "value is None"
    if default == [] or type(default) in SCALAR_TYPES:
        return f"(type(value) is type({name}) and value == {name})"
    return "False"


def _part(type_: Type, newline: str, indent: int) -> Scalar | Record | Items | None:
    """Tell how a value below a key is recognized, or None if it is not."""
    if type_.kind is Kind.RECORD and indent < _DEEPEST:
        return Record(type_.record, newline, indent + 2, " " * (indent + 2))
    if type_.kind is Kind.LIST and indent < _DEEPEST:
        return _items(type_.items, newline, indent + 2)
    return form_of(type_)


def _items(type_: Type, newline: str, indent: int) -> Items | None:
    if type_.kind is Kind.RECORD:
        record = Record(type_.record, newline, indent + 2, " " * indent + "- ")
        return Items(record, newline, indent)
    form = form_of(type_)
    return Items(form, newline, indent) if form else None


def escaped(literal: str) -> str:
    """Escape a literal for a verbose pattern, line ends readably."""
    return re.escape(literal).replace("\r", "r").replace("\n", "n")
