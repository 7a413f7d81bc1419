"""Models with one field of any type hint, and the texts that they are read from and written to."""

from typing import Any

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, serialize

QUOTE_LIST = "; text that begins with [ needs quotes"
QUOTE_MAPPING = "; text that begins with { needs quotes"
HEAD = "---\ntitle: Rain  # wet\nvalue:"
TAIL = "# below\nheat: 3  # of 10\n---\nBody\n"


def model_of(hint: Any, **field: Any) -> type[Any]:
    """Return a model with a title, a value of a type hint and a heat; no field is required."""
    fields = {
        "title": attrs.field(type=str, default=None),
        "value": attrs.field(**{"default": None, **field, "type": hint}),
        "heat": attrs.field(type=int, default=None, kw_only=True),
    }
    return attrs.make_class("Note", fields)


def note_of(hint: Any, written: str) -> Any:
    """Return the note of a text in which the value is written like this, after the colon."""
    text = f"{HEAD}{written}\n{TAIL}"
    note = parse(text, model=model_of(hint))
    assert serialize(note) == text
    return note


def value_of(hint: Any, written: str) -> Any:
    """Return the value of a written one."""
    return note_of(hint, f" {written}").value


def problems_of(hint: Any, written: str) -> list[str]:
    """Return the column and the message, with the key, of each problem of a written value."""
    with pytest.raises(ParseError) as caught:
        parse(f"{HEAD} {written}\n{TAIL}", model=model_of(hint))
    return [f"{each.column} {each.message}" for each in caught.value.problems]


def edited(hint: Any, written: str, value: Any) -> str:
    """Set a value, and return how it is written then, after the colon; no other line changes."""
    note = note_of(hint, written)
    note.value = value
    text = serialize(note)
    assert text.startswith(HEAD)
    assert text.endswith(f"\n{TAIL}")
    assert parse(text, model=type(note)) == note
    return text.removeprefix(HEAD).removesuffix(f"\n{TAIL}")


def canonical(hint: Any, value: Any) -> str:
    """Return how a value is written without source, after the colon."""
    note = model_of(hint)(value=value)
    text = serialize(note)
    again = parse(text, model=type(note))
    assert again == note
    assert serialize(type(note)(value=again.value)) == text
    return text.removeprefix("---\nvalue:").removesuffix("\n---\n\n")


def refusal_of(hint: Any, value: Any, written: str | None = None) -> str:
    """Return the error for a value that cannot be written, without a source and with one."""
    note = model_of(hint)() if written is None else note_of(hint, written)
    note.value = value
    with pytest.raises(SerializeError) as caught:
        serialize(note)
    assert caught.value.key.startswith("value")
    return str(caught.value)


def type_error(hint: Any) -> str:
    """Return the message for a hint that is not supported; it names the field."""
    with pytest.raises(TypeError) as caught:
        parse("---\n---\n", model=model_of(hint))
    message = str(caught.value)
    assert message.startswith("Note.value: ")
    return message.removeprefix("Note.value: ")
