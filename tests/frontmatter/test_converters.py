"""Converters: what they make of a value stays, and its text with it, whatever type it has."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import islice, product
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import attrs
from loops import each
from refusals import refusal

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY


class Point:
    """A value with equality, but without a hash."""

    def __init__(self, value: object) -> None:
        self.value = repr(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Point) and self.value == other.value

    __hash__ = None  # type: ignore[assignment]


def split(value: Any) -> Any:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def texts_of(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "list": texts_of,
    "list of nothing": lambda _: [],
    "longer list": lambda value: [*texts_of(value), "more"],
    "shorter list": lambda value: texts_of(value)[1:],
    "nested list": lambda value: [value],
    "split": split,
    "tuple": lambda value: tuple(texts_of(value)),
    "set": lambda value: set(texts_of(value)),
    "frozenset": lambda value: frozenset(texts_of(value)),
    "count": lambda value: len(texts_of(value)),
    "fraction": lambda value: len(texts_of(value)) / 4,
    "decimal": lambda value: Decimal(len(texts_of(value))),
    "text": str,
    "dict": lambda value: {"value": value},
    "class": Point,
    "path": lambda value: PurePosixPath(str(value)),
    "type": type,
    "none": lambda _: None,
    "true": lambda _: True,
    "day": lambda _: date(2026, 3, 14),
    "reversed": lambda value: value[::-1] if isinstance(value, str | list) else value,
}
SOURCES = [
    *("", " ~", " null  # none", " a", " 'a'  # one", ' "a, b"', " a, b, c", " 3", " '3'", " 1.5"),
    *(" true", " 2026-03-14", " 2026-03-14T10:00:00Z", " !!str 3", " &a b"),
    *(" []", " [a]", " [a, b]  # two", "\n  - a", "\n- b  # b\n- a\n- b", "\n  # c\n  - a\n  - 3"),
    *(" {}", " {k: v}", "\n  k: v\n  l: [w]", "\n  - k: v\n  - k: w"),
    *(" |\n  a\n  b", " |+\n  a\n\n", " >-\n  a, b,\n  c", " 'a\n  b'"),
]
HINTS: list[Any] = [
    *(str, str | None, int, float, Decimal, bool, date | None, datetime, list[str], Any),
    *(Annotated[list[str], ONE_OR_MANY], str | list[str], int | str, date | datetime),
    *(dict[str, Any], dict[str, str], tuple[str, ...], list[dict[str, str]]),
]
VALUES: list[Any] = [
    *(None, "", "x", "x, y", 3, 2.5, True, Decimal("1.5"), date(2025, 1, 1), [], ["x"], ["a"]),
    *(["x", "y"], ["a", "b", "c", "d"], [["x"]], ("x",), {"x"}, {}, {"k": "w"}, [{"k": "v"}]),
    *(Point("x"), Path("x"), int),
]


def by(converter: Any) -> dict[str, Any]:
    """Return the option of a field with a converter, whose type mypy need not know."""
    return {"converter": converter}


def note_of(hint: Any, converter: Callable[[Any], Any], **options: Any) -> type[Any]:
    """Return a model whose attribute `value` has this hint and this converter."""
    attributes = {
        "title": attrs.field(type=str),
        "value": attrs.field(type=hint, converter=converter, **options),
        "end": attrs.field(type=int, default=0),
    }
    return attrs.make_class("Note", attributes)


def notes() -> Iterator[tuple[str, str, Any]]:
    """Yield a text, an attribute and its instance: for each converter, a third of all texts."""
    for number, converter in enumerate(CONVERTERS.values()):
        yield from notes_of(converter, number % 3)


def notes_of(converter: Callable[[Any], Any], first: int) -> Iterator[tuple[str, str, Any]]:
    hints = {f"value{index}": hint for index, hint in enumerate(HINTS)}
    attributes: dict[str, Any] = {
        name: attrs.field(type=hint, default=None, converter=converter)
        for name, hint in hints.items()
    }
    model = attrs.make_class("Note", {**attributes, "title": attrs.field(type=str, kw_only=True)})
    for name, source in islice(product(hints, SOURCES), first, None, 3):
        text = f"---\n{name}:{source}\ntitle: a\n---\n"
        with suppress(ParseError):
            yield text, name, parse(text, model=model)


def test_a_converter_of_any_result_changes_no_text_and_hinders_no_edit_beside_it() -> None:
    seen = 0
    for text, _, note in notes():
        assert serialize(note) == text
        note.title = "it's"
        assert serialize(note) == text.replace("title: a", "title: it's")
        seen += 1
    assert seen > 1_300


def test_an_edit_of_any_converted_value_is_written_or_refused() -> None:
    seen = 0
    for index, (text, name, note) in enumerate(notes()):
        for value in VALUES[index % 7 :: 7]:
            object.__setattr__(note, name, value)  # without the converter
            with suppress(SerializeError):
                assert parse(serialize(note), model=type(note)) == note, text
                seen += 1
    assert seen > 100


@each(
    "hint, source, name",
    [
        (str, "a", "tuple"),
        (str, "a", "set"),
        (str, "a", "list"),
        (str, "a", "dict"),
        (str, "a", "count"),
        (str, "a", "path"),
        (str, "a", "class"),
        (int, "3", "text"),
        (int, "3", "decimal"),
        (list[str], "[a]", "tuple"),
        (list[str], "[a]", "set"),
        (list[str], "\n  - a", "frozenset"),
        (list[str], "[a]", "count"),
        (str | list[str], "a", "tuple"),
        (dict[str, str], "{k: v}", "class"),
        (date | None, "2026-03-14", "text"),
        (bool, "true", "fraction"),
    ],
)
def test_a_changed_value_that_the_hint_cannot_write_is_refused(
    hint: Any, source: str, name: str
) -> None:
    model = note_of(hint, CONVERTERS[name])
    for title in "title: a", "title: 'a'  # b":
        note = parse(f"---\n{title}\nvalue: {source}\n---\n", model=model)
        other = CONVERTERS[name](["another", "value", "x"])
        object.__setattr__(note, "value", other)
        error = refusal(note)
        assert error.key.startswith("value")
        assert error.message.startswith("expected ")
        assert error.message.endswith("; to write other types, put As in the type hint")
        new = model("a", "b")
        assert refusal(new).key.startswith("value")


# --- In nested models -----------------------------------------------------------------------------


@attrs.define
class Stop:
    name: str
    tags: str = attrs.field(**by(lambda value: frozenset(split(value))), default="")
    lines: int | None = None


@attrs.define
class Walk:
    title: str = ""
    first: Stop | None = None
    stops: list[Stop] = attrs.field(factory=list)


PIER, HILL, LOCK = (
    "  - name: Pier\n    tags: a, b\n",
    "  # uphill\n  - tags: c  # steep\n    name: Hill\n    lines: 3\n",
    "  - {name: Lock, tags: 'd, e'}\n",
)
HEAD = "---\ntitle: a\nfirst:\n  name: Quay\n  tags: a, b\nstops:\n"
WALK = f"{HEAD}{PIER}{HILL}{LOCK}---\n"


def reverse_and_edit(walk: Walk) -> None:
    walk.stops.reverse()
    walk.stops[1].lines = 4


@each(
    "action, expected",
    [
        (lambda _: None, WALK),
        (lambda walk: setattr(walk.first, "name", "Mole"), WALK.replace("Quay", "Mole")),
        (lambda walk: setattr(walk.first, "lines", 2), WALK.replace("stops", "  lines: 2\nstops")),
        (lambda walk: setattr(walk.stops[0], "name", "Weir"), WALK.replace("Pier", "Weir")),
        (lambda walk: setattr(walk.stops[1], "lines", 4), WALK.replace("3", "4")),
        (lambda walk: setattr(walk.stops[2], "name", "Weir"), WALK.replace("Lock", "Weir")),
        (lambda walk: walk.stops.pop(0), f"{HEAD}{HILL}{LOCK}---\n"),
        (lambda walk: walk.stops.pop(1), f"{HEAD}{PIER}{LOCK}---\n"),
        (lambda walk: walk.stops.reverse(), f"{HEAD}{LOCK}{HILL}{PIER}---\n"),
        (lambda walk: walk.stops.append(walk.stops.pop(0)), f"{HEAD}{HILL}{LOCK}{PIER}---\n"),
        (reverse_and_edit, f"{HEAD}{LOCK}{HILL}{PIER}---\n".replace("3", "4")),
        (lambda walk: setattr(walk, "first", None), WALK.replace(HEAD[13:-7], "")),
    ],
)
def test_items_with_converted_fields_are_edited_moved_and_removed(
    action: Callable[[Walk], object], expected: str
) -> None:
    walk = parse(WALK, model=Walk)
    assert set(walk.stops[0].tags) == {"a", "b"}
    action(walk)
    assert serialize(walk) == expected
    assert parse(expected, model=Walk) == walk


def test_a_new_item_with_a_value_that_cannot_be_written_is_refused() -> None:
    walk = parse(WALK, model=Walk)
    walk.stops.insert(1, Stop("Weir", "x, y"))
    assert refusal(walk).key == "stops[1].tags"
    walk.stops[1:2] = []
    walk.stops[1].tags = "z"
    assert refusal(walk).key == "stops[1].tags"
