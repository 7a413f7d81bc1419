"""Converters that turn a value into one of another kind: the text stays, and can be edited."""

import copy
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import product
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import settings
from kinds import KINDS, Kind, same
from loops import each
from refusals import refusal

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY


class Unwritable:
    """A value that no hint can write, equal to another with the same content."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unwritable) and same(self.content) == same(other.content)

    def __hash__(self) -> int:
        return 0


def words(value: Any) -> Any:
    """Split a text."""
    return value.split() if isinstance(value, str) else value


def items(value: Any) -> Any:
    """Return the strings of a list without those that stand twice, sorted."""
    return sorted({str(each) for each in value}) if isinstance(value, list) else value


def mapping(value: Any) -> Any:
    """Return a mapping with the value."""
    return value if isinstance(value, dict) else {"k": value}


def upper(value: Any) -> Any:
    """Return the values of a mapping under other keys."""
    return {key.upper(): each for key, each in value.items()} if isinstance(value, dict) else value


def fixed(value: Any) -> Callable[[Any], Any]:
    """Return a converter that always returns the same."""
    return lambda _: copy.deepcopy(value)


CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "words": words,
    "items": items,
    "mapping": mapping,
    "upper": upper,
    "text": str,
    "length": lambda value: len(value) if isinstance(value, str | list | dict) else value,
    "list": lambda value: value if isinstance(value, list) else [value],
    "tuple": lambda value: tuple(value) if isinstance(value, list) else value,
    "unwritable": Unwritable,
    "none": fixed(None),
    "three": fixed(3),
    "day": fixed(date(2024, 2, 3)),
    "flag": fixed(True),
    "nothing": fixed([]),
    "empty": fixed({}),
    "nested": fixed({"k": {"l": ["m"]}}),
    "many": fixed(["a", "b", "c"]),
    "lines": fixed("a\nb\n"),
}
HINTS: list[Any] = [
    *(Any, str, str | None, list[str], list[Any], dict[str, Any], dict[str, int], int | str),
    *(str | list[str], str | list[Any] | dict[str, Any] | None, date | None, float | None),
    Annotated[list[str], ONE_OR_MANY],
]
# One in so many of the cases runs, others for each converter.
PART = 4 if settings.get_current_profile_name() == "thorough" else 16
HEAD = "---\ntitle: Rain  # wet\nvalue:"
TAIL = "# below\nend: last  # of all\n---\nBody\n"


def model_of(hint: Any, converter: Callable[[Any], Any], on_setattr: Any = None) -> type[Any]:
    """Return a model with a value of a hint that has a converter."""
    fields = {
        "title": attrs.field(type=str),
        "value": attrs.field(type=hint, converter=converter),
        "end": attrs.field(type=str),
    }
    return attrs.make_class("Note", fields, on_setattr=on_setattr)


def read(model: type[Any], kind: Kind) -> tuple[str, Any]:
    """Return a text with a kind of value and its note, which is None if the hint refuses it."""
    text = f"{HEAD}{kind.written}\n{TAIL}"
    try:
        return text, parse(text, model=model)
    except ParseError:
        return text, None


def check_edits(model: type[Any], kind: Kind) -> None:
    """Check a note that is not edited, edited beside its value, and one with other values."""
    text, note = read(model, kind)
    if note is None:
        return
    assert serialize(note) == text
    note.title = "Sun"
    assert serialize(note) == text.replace("Rain", "Sun")
    for other in KINDS[len(text) % PART :: PART]:
        note = parse(text, model=model)
        note.value = copy.deepcopy(other.other)
        with suppress(SerializeError):
            new = serialize(note)
            again = parse(new, model=model)
            assert again.value == note.value or same(again.value) == same(note.value)
            assert new.startswith(HEAD)
            assert new.endswith(f"\n{TAIL}")


@pytest.mark.parametrize("name", CONVERTERS)
@pytest.mark.parametrize("on_setattr", [None, attrs.setters.convert])
def test_a_converted_value_stays_and_may_be_edited(name: str, on_setattr: Any) -> None:
    start = (7 * list(CONVERTERS).index(name) + (on_setattr is None)) % PART

    @each("hint, kind", list(product(HINTS, KINDS))[start::PART])
    def check(hint: Any, kind: Kind) -> None:
        check_edits(model_of(hint, CONVERTERS[name], on_setattr), kind)

    check()


@each(
    "hint, converter, written, value, new",
    [
        (Any, words, " Tide turns  # c", ["Tide"], "  # c\n  - Tide"),
        (str | list[str], words, " Tide turns  # c", ["a", "b"], "  # c\n  - a\n  - b"),
        (
            str | list[str],
            words,
            " 'Tide turns'",
            "Moon rises now",
            "\n  - Moon\n  - rises\n  - now",
        ),
        (str | list[str], words, "\n- a # one\n- b", ["a", "c"], "\n- a # one\n- c"),
        (list[str], items, " [b, a, b]  # c", ["a", "c"], " [a, c]  # c"),
        (dict[str, Any], upper, "\n  k: 1 # one", {"k": 2}, "\n  K: 2"),
        (Any, mapping, " 3  # c", {"k": 4}, "  # c\n  k: 4"),
        (Any, mapping, " {k: 3}  # c", {"k": 4}, " {k: 4}  # c"),
        (str, str.lower, " 'Tide'  # c", "MOON", " 'moon'  # c"),
        (str, str.lower, " TIDE  # c", "tide", " TIDE  # c"),
        (int, lambda number: number * 0 + 3, " 7  # c", 4, " 7  # c"),
    ],
)
def test_an_edit_of_a_converted_value_is_written(
    hint: Any, converter: Callable[[Any], Any], written: str, value: Any, new: str
) -> None:
    model = model_of(hint, converter, on_setattr=attrs.setters.convert)
    note = parse(f"{HEAD}{written}\n{TAIL}", model=model)
    note.value = value
    assert serialize(note) == f"{HEAD}{new}\n{TAIL}"


@each(
    "hint, converter, written, value, message",
    [
        (str, words, " Tide turns", "Moon", "value: expected text, found ['Moon'] (list)"),
        (list[str], str, " [a]", "b", "value: expected a list, found 'b' (str)"),
        (list[str], tuple, " [a]", ("b",), "value: expected a list, found ('b',) (tuple)"),
        (list[str], set, " [a]", {"b"}, "value: expected a list, found {'b'} (set)"),
        (str, complex, " 1+2j", 3j, "value: expected text, found 3j (complex)"),
        (str, len, " Tide", "Moons", "value: expected text, found 5 (int)"),
        (dict[str, int], list, " {a: 1}", {"b": 1}, "value: expected a dict, found ['b'] (list)"),
        (list[int], lambda items: [*map(str, items)], " [1]", [2], "value[0]: expected an integer"),
        (
            dict[str, int],
            lambda items: {key: str(each) for key, each in items.items()},
            " {a: 1}",
            {"a": 2},
            "value.a: expected an integer, found '2' (str)",
        ),
    ],
)
def test_a_changed_value_that_the_hint_cannot_write_is_an_error_that_names_as(
    hint: Any, converter: Callable[[Any], Any], written: str, value: Any, message: str
) -> None:
    model = model_of(hint, converter, on_setattr=attrs.setters.convert)
    text = f"{HEAD}{written}\n{TAIL}"
    note = parse(text, model=model)
    assert serialize(note) == text
    note.value = value
    for changed in (note, model("Rain", value, "last")):
        error = str(refusal(changed))
        assert error.startswith(message)
        assert error.endswith("; to write other types, put As in the type hint")


@attrs.define
class Buoy:
    """A nested model with unknown keys."""

    name: str
    depth: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)


WRONG: list[Any] = ["sea", 3, object(), ["sea"], [3], [object()], [["sea"]], {"k": object()}]


@each(
    "hint, written",
    [
        (list[Buoy], " [{name: a}, {name: b}]"),
        (list[Buoy], "\n- name: a\n- name: b # c"),
        (tuple[Buoy, ...], " [{name: a}]"),
        (dict[str, Buoy], " {k: {name: a}}"),
        (dict[str, list[Buoy]], "\n  k:\n    - name: a"),
        (list[list[Buoy]], " [[{name: a}]]"),
        (Buoy, "\n  name: a"),
    ],
)
@each("wrong", [*WRONG, [Buoy("b"), "sea"], Buoy("b", extra="sea"), [Buoy("b", extra="sea")]])  # type: ignore[arg-type]
def test_a_wrong_value_beside_a_converted_one_is_refused_by_its_key(
    hint: Any, written: str, wrong: Any
) -> None:
    fields = {"title": attrs.field(type=str, converter=str), "value": attrs.field(type=hint)}
    note: Any = parse(
        f"---\ntitle: Rain\nvalue:{written}\n---\n", model=attrs.make_class("N", fields)
    )
    note.value = tuple(wrong) if hint == tuple[Buoy, ...] and isinstance(wrong, list) else wrong
    assert refusal(note).key.startswith("value")
