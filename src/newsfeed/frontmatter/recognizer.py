r"""The recognizer: canonical text to a model at the speed of regular expressions, or None.

One pattern a record is derived from its schema: the canonical lines of its fields in their order,
each of them optional unless its key is required. A group holds the value of a field, or all lines
of a collection, which a pattern of its own takes apart. `grammar` shows the patterns.

Whatever is not of that form is the general reader's. The time is linear in the text whether it
matches or not: what a possessive quantifier has matched is not tried again.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any

from .compiling import compiled
from .forms import NAMES, POSSESSIVE, NotCanonicalError, Scalar, form_of, is_readable
from .schema import Field, Kind, Schema, Type, schema_of

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
        return "\n".join([_escaped(self.head), *lines, self.tail]).rstrip("\n")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, with a group a field."""
        return re.compile(self.source, re.VERBOSE)

    @cached_property
    def model(self) -> Callable[..., Any]:
        """The function that makes the model from a match, written as attrs writes `__init__`.

        It takes the match, and a dict with the arguments of the model that are not in the lines.
        """
        groups = [f"group{index}" for index in range(1, len(self.parts) + 1)]
        names = {**NAMES, "model": self.schema.model}
        lines = [f"{''.join(group + ', ' for group in groups)} = match.groups()"] if groups else []
        for group, (key, part) in zip(groups, self.parts.items(), strict=True):
            value = f"read_{group}({group})"
            if isinstance(part, Scalar):
                value = part.value.format(group)
            else:
                names[f"read_{group}"] = part.read
            argument = self.schema.fields[key].argument
            lines.append(f"if {group} is not None: arguments[{argument!r}] = {value}")
        lines += ["arguments['extra'] = {}"] if self.schema.extra else []
        return compiled("match, arguments", [*lines, "return model(**arguments)"], names)

    def read(self, lines: str) -> Any:
        """Read the lines of a record; raises NotCanonicalError."""
        match = self.pattern.fullmatch(lines)
        if match is None:
            raise NotCanonicalError
        return self.model(match, {})

    def _line(self, field: Field) -> str:
        part = self.parts.get(field.key)
        if part is None:
            return f"{'(?!)' if field.required else ''}  # {field.key}: for the general reader"
        from .styles import in_style

        line = f"{_escaped(in_style('', field.key, flow=False))}:{self._value(part)}"
        if field.section and not self.indent:
            line = f"(?:NEWLINE)?{line}"
        if self.indent:
            # The blanks before the next key, since before the first one there may be a dash.
            line += rf"(?:{_escaped(' ' * self.indent)}(?![\ -]))?{POSSESSIVE}"
        line = line.replace("NEWLINE", _escaped(self.newline))
        line = line if field.required else f"(?:{line})?{POSSESSIVE}"
        return f"{line}  # {list(self.parts).index(field.key) + 1}: {field.type.kind.name.lower()}"

    def _value(self, part: "Scalar | Record | Items") -> str:
        if isinstance(part, Scalar):
            return rf"\ {part.pattern}NEWLINE"
        return rf"NEWLINE((?:{_escaped(' ' * (self.indent + 2))}.*NEWLINE)+{POSSESSIVE})"


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
        line = rf"{_escaped(' ' * self.indent)}-\ {self.item.pattern}NEWLINE"
        return line.replace("NEWLINE", _escaped(self.newline))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of one item."""
        return re.compile(self.source, re.VERBOSE)

    @cached_property
    def make(self) -> Callable[..., Any]:
        """The function that makes an item from a match."""
        if isinstance(self.item, Record):
            return self.item.model
        value = self.item.value.format("match[1]")
        return compiled("match, _", [f"return {value}"], NAMES)

    def read(self, lines: str) -> list[Any]:
        """Read the items; raises NotCanonicalError."""
        items, start, end = [], 0, len(lines)
        match, make = self.pattern.match, self.make
        while start < end:
            item = match(lines, start)
            if item is None:
                raise NotCanonicalError
            items.append(make(item, {}))
            start = item.end()
        return items


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


def recognize(text: str, schema: Schema) -> tuple[Any, re.Match[str]] | None:
    """Read a canonical text; never raises.

    Args:
        text: The whole text.
        schema: The schema of the model.

    Returns:
        What the general reader would return, and the match of the front matter, fences included,
        with a group a part of the record; or None if the text is for the general reader.
    """
    record = root_record(schema.model, text)
    match = record.pattern.match(text)
    if match is None or not is_readable(match[0], record.newline):
        return None
    try:
        return record.model(match, {"body": text[match.end() :]} if schema.body else {}), match
    except Exception:
        # An escape or a date that is none, a validator of the model: the general reader says where.
        return None


def root_record(model: type[Any], text: str) -> Record:
    """Return how the front matter of a text is recognized, fences included."""
    newline = "\r\n" if text.startswith("---\r\n") else "\n"
    return _root(model, newline)  # type: ignore[arg-type]  # a class is hashable


@cache
def _root(model: Any, newline: str) -> Record:
    tail = rf"---(?:{_escaped(newline)}|\Z)"
    return Record(schema_of(model), newline, 0, f"---{newline}", tail)


def grammar(schema: Schema, newline: str = "\n") -> str:
    r"""Show the patterns by which the canonical form of a model is recognized.

    Args:
        schema: The schema of the model.
        newline: The line end, LF or CRLF.

    Returns:
        Verbose regular expressions: that of the front matter, and those of its collections.

    Example:
        >>> from typing import Annotated
        >>> import attrs
        >>> from newsfeed.frontmatter.schema import QUOTED
        >>> @attrs.define
        ... class Person:
        ...     name: Annotated[str, QUOTED]
        ...     born: int | None = None
        >>> print(grammar(schema_of(Person)))
        # front matter
        \-\-\-\n
        name:\ "(.*)"\n  # 1: text
        (?:born:\ (-?(?:0|[1-9][0-9]{0,17}))\n)?+  # 2: integer
        ---(?:\n|\Z)
    """
    root = root_record(schema.model, f"---{newline}")
    return "\n\n".join(_shown("front matter", root, set()))


def _shown(key: str, part: Record | Items, shown: set[type[Any]]) -> Iterator[str]:
    yield f"# {key}\n{part.source}"
    record = part.item if isinstance(part, Items) else part
    if isinstance(record, Record) and record.schema.model not in shown:
        for name, inner in record.parts.items():
            if not isinstance(inner, Scalar):
                yield from _shown(name, inner, shown | {record.schema.model})


def _escaped(literal: str) -> str:
    """Escape a literal for a verbose pattern, line ends readably."""
    return re.escape(literal).replace("\r", "r").replace("\n", "n")
