"""Edits chosen by a fuzzer: what may be set follows from the schema of the models."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Type

TEXTS = [
    *("", "Rain", "NO", "10:00", "0123", "2024-01-01", "null", "a: b", "a #b", "- a", "it's", '"'),
    *("---", "a\nb", "a\n", "\na", " a ", "a\tb", "\\", "[a]", "{a: b}", "*a", "&a", "!a", "%a"),
    *("a\r\nb", "a\x85b", "a\u2028b", "\ufeff", "\x00", "雨", "😀", "a, b", "?", ":", "word " * 30),
]
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
            return self.value(Type(self.pick([*SCALARS, *([Kind.LIST] if depth < 2 else [])])))
        return SCALARS[type_.kind](self)

    def collection(self, type_: Type, depth: int) -> Any:
        """Make a list, a mapping or a record."""
        if type_.kind is Kind.LIST:
            return [self.value(type_.items, depth) for _ in range(self.integer(0, 2))]
        if type_.kind is Kind.MAPPING:
            return {self.scalar_text(): self.value(Type(Kind.ANYTHING), depth)}
        fields, arguments = type_.schema.fields.values(), type_.schema.arguments
        chosen = [each for each in fields if each.required or self.integer(0, depth + 1) == 0]
        return type_.schema.model(
            **{arguments[each.name]: self.value(each.type, depth) for each in chosen}
        )

    def scalar_text(self) -> str:
        """Choose a text, known to be difficult or the fuzzer's own."""
        own = self.integer(0, len(TEXTS))
        return TEXTS[own] if own < len(TEXTS) else self.text(8)

    def edit(self, holder: Any, type_: Type) -> str | None:
        """Edit something that a value holds.

        Args:
            holder: A record, a list or a mapping.
            type_: Its type.

        Returns:
            The key at the top of what was edited, or None if nothing was.
        """
        if type_.kind is Kind.LIST:
            self.edit_list(holder, type_.items)
            return None
        if type_.kind is Kind.MODEL:
            return self.edit_record(holder, type_)
        key = self.pick([*holder, self.scalar_text()])
        if key in holder and self.integer(0, 1):
            del holder[key]
        else:
            holder[key] = self.value(Type(Kind.ANYTHING))
        return str(key)

    def edit_record(self, record: Any, type_: Type) -> str | None:
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
        return field.key

    def edit_list(self, items: list[Any], type_: Type) -> None:
        """Insert, remove, move, replace or edit an item."""
        index = self.integer(0, len(items))
        operation = self.integer(0, 4)
        if operation == 0 or index == len(items):
            items.insert(index, self.value(type_))
        elif operation == 1:
            del items[index]
        elif operation == 2:
            items.insert(self.integer(0, len(items) - 1), items.pop(index))
        elif operation == 3 and type_.kind is Kind.MODEL:
            self.edit(items[index], type_)
        else:
            items[index] = self.value(type_)


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
}
