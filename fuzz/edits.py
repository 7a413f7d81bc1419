"""Edits chosen by a fuzzer: what may be set follows from the schema of the models."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from newsfeed.frontmatter import Tagged
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Type

TEXTS = [
    *("", "Rain", "NO", "10:00", "0123", "2024-01-01", "null", "a: b", "a #b", "- a", "it's", '"'),
    *("---", "a\nb", "a\n", "\na", " a ", "a\tb", "\\", "[a]", "{a: b}", "*a", "&a", "!a", "%a"),
    *("one\ntwo\n", "one\n\ntwo", "one two\nthree\n\n", "word\n" * 3 + "word " * 30),
    *("a\r\nb", "a\x85b", "a\u2028b", "\ufeff", "\x00", "雨", "😀", "a, b", "?", ":", "word " * 30),
]
LINES = [
    *("", "", "one", "two words", " ", "  deeper", "end ", "\tx", "# a", "- a", "a: b", "---"),
    *("...", "it's", '"', "word " * 30, "雨", "\r", "a\x85b"),
]
KEYS = ["author", "date", "tags", "Tide", "two words", "on", "it's", "a: b"]
TAGS = ["!include", "!Ref", "!r", "!<x:y>"]
ANYTHING = Type(Kind.ANYTHING)
EXTRA = Type(Kind.MAPPING)


class Chooser:
    """Draw choices from the bytes of a fuzzer.

    Args:
        integer: Gives an integer between two, both included.
        text: Gives a text of a fuzzer's own of at most so many characters.
    """

    def __init__(self, integer: Callable[[int, int], int], text: Callable[[int], str]) -> None:
        self.integer = integer
        self.text = text

    def pick(self, options: Any) -> Any:
        """Choose one of several."""
        options = list(options)
        return options[self.integer(0, len(options) - 1)]

    def value(self, type_: Type, depth: int = 0) -> Any:
        """Make a value of a type."""
        if type_.nullable and self.integer(0, 3) == 0:
            return None
        if type_.kind in (Kind.LIST, Kind.MAPPING, Kind.MODEL):
            return self.collection(type_, depth + 1)
        if type_.kind is Kind.ANYTHING:
            nested = [Kind.LIST, Kind.MAPPING, Kind.TAGGED] if depth < 3 else []
            return self.value(Type(self.pick([*SCALARS, *nested])), depth)
        if type_.kind is Kind.TAGGED:
            kind = self.pick([Kind.TEXT, Kind.TEXT, Kind.LIST, Kind.MAPPING])
            return Tagged(self.pick(TAGS), self.value(Type(kind), depth + 1))
        return SCALARS[type_.kind](self)

    def collection(self, type_: Type, depth: int) -> Any:
        """Make a list, a mapping or a record."""
        if type_.kind is Kind.LIST:
            return [self.value(type_.items, depth) for _ in range(self.integer(0, 2))]
        if type_.kind is Kind.MAPPING:
            return {self.key(): self.value(ANYTHING, depth) for _ in range(self.integer(0, 2))}
        fields, arguments = type_.schema.fields.values(), type_.schema.arguments
        chosen = [each for each in fields if each.required or self.integer(0, depth + 1) == 0]
        return type_.schema.model(
            **{arguments[each.name]: self.value(each.type, depth) for each in chosen}
        )

    def scalar_text(self) -> str:
        """Choose a text, known to be difficult or the fuzzer's own."""
        own = self.integer(0, len(TEXTS) + 4)
        if own > len(TEXTS):
            return "\n".join([self.pick(LINES) for _ in range(self.integer(2, 5))])
        return TEXTS[own] if own < len(TEXTS) else self.text(8)

    def key(self) -> str:
        """Choose a key, most often a usual one."""
        return str(self.pick(KEYS)) if self.integer(0, 2) else self.scalar_text()

    def edit(self, holder: Any, type_: Type) -> set[str]:
        """Edit something that a value holds.

        Args:
            holder: A record, a list or a mapping.
            type_: Its type.

        Returns:
            The keys at the top of what was edited.
        """
        if type_.kind is Kind.LIST:
            self.edit_list(holder, type_.items)
            return set()
        if type_.kind is Kind.MODEL:
            return self.edit_record(holder, type_)
        key = str(self.pick([*holder, self.key()]))
        operation = self.integer(0, 7) if key in holder else 7
        if operation > 3 and is_full(holder.get(key)) and self.integer(0, 3):
            inner = EXTRA if isinstance(holder[key], dict) else Type(Kind.LIST)
            self.edit(holder[key], inner)
        elif operation == 0:
            del holder[key]
        elif operation == 1:
            return {key, self.rename(holder, key)}
        elif operation == 2:
            self.move(holder, key)
            return set()
        else:
            holder[key] = self.value(ANYTHING)
        return {key}

    def rename(self, holder: dict[str, Any], key: str) -> str:
        """Rename a key, which keeps its place, and return the new key."""
        new = self.key()
        if new in holder:
            return key
        pairs = [(new if each == key else each, value) for each, value in holder.items()]
        holder.clear()
        holder.update(pairs)
        return new

    def move(self, holder: dict[str, Any], key: str) -> None:
        """Move a key to another place of its mapping."""
        pairs = [(each, holder[each]) for each in holder if each != key]
        pairs.insert(self.integer(0, len(pairs)), (key, holder[key]))
        holder.clear()
        holder.update(pairs)

    def edit_record(self, record: Any, type_: Type) -> set[str]:
        """Set, clear or go into a field."""
        fields = list(type_.schema.fields.values())
        index = self.integer(0, len(fields) if type_.schema.extra else len(fields) - 1)
        if index == len(fields):
            return self.edit(record.extra, EXTRA)
        field = fields[index]
        value = getattr(record, field.name)
        if field.type.kind in (Kind.LIST, Kind.MODEL) and value and self.integer(0, 3):
            self.edit(value, field.type)
        else:
            setattr(record, field.name, self.value(field.type))
        return {field.key}

    def edit_list(self, items: list[Any], type_: Type) -> None:
        """Insert, remove, move, replace or edit an item."""
        index = self.integer(0, len(items))
        operation = self.integer(0, 6)
        if operation == 0 or index == len(items):
            items.insert(index, self.value(type_))
        elif operation == 1:
            del items[index]
        elif operation == 2:
            items.insert(self.integer(0, len(items) - 1), items.pop(index))
        elif operation > 2 and type_.kind is Kind.MODEL:
            self.edit(items[index], type_)
        elif operation > 2 and is_full(items[index]):
            self.edit(items[index], EXTRA if isinstance(items[index], dict) else Type(Kind.LIST))
        else:
            items[index] = self.value(type_)


def is_full(value: Any) -> bool:
    """Tell whether a value is a list or a dict that is not empty."""
    return isinstance(value, dict | list) and bool(value)


def _moment(chooser: Chooser) -> datetime:
    zone = chooser.pick([UTC, timezone(timedelta(hours=-8)), timezone(timedelta(minutes=330))])
    micro = chooser.pick([0, 0, 0, 1, 500_000])
    return datetime(1990, 1, 1, tzinfo=zone) + timedelta(
        seconds=chooser.integer(0, 2_000_000_000), microseconds=micro
    )


SCALARS: dict[Kind, Callable[[Chooser], Any]] = {
    Kind.TEXT: Chooser.scalar_text,
    Kind.INTEGER: lambda chooser: chooser.integer(-100, 100_000),
    Kind.NUMBER: lambda chooser: chooser.integer(-1_000, 1_000) / 8,
    Kind.BOOLEAN: lambda chooser: bool(chooser.integer(0, 1)),
    Kind.DATE: lambda chooser: date(1990, 1, 1) + timedelta(days=chooser.integer(0, 20_000)),
    Kind.TIMESTAMP: _moment,
    Kind.UNTYPED_TIMESTAMP: lambda chooser: _moment(chooser).replace(tzinfo=None),
}
