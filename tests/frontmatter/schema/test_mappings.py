"""Mappings of strings to values of one type: `dict[str, T]`."""

import dataclasses
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import attrs
from hinted import (
    QUOTE_LIST,
    canonical,
    edited,
    model_of,
    note_of,
    problems_of,
    refusal_of,
    type_error,
)
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import NASTY, examples, keys, texts

from newsfeed import parse, serialize


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@attrs.define
class Tide:
    """A nested attrs class."""

    name: str
    height: int | None = None


@dataclasses.dataclass
class Moon:
    """A nested dataclass."""

    name: str
    height: int | None = None


COUNTS = dict[str, int]
WORDS = dict[str, list[str]]
COLOURS = dict[str, Colour]
TIDES = dict[str, Tide]
MOONS = dict[str, Moon]
GRID = dict[str, dict[str, int]]

# --- Reading --------------------------------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (COUNTS, "{a: 1, b c: 0x10}", {"a": 1, "b c": 16}),
        (COUNTS, "\n  a: '1' # c\n\n  # d\n  'b': 2", {"a": 1, "b": 2}),
        (
            COUNTS,
            "\n  1: 2\n  true: 3\n  ~: 4\n  2024-01-01: 5",
            {"1": 2, "true": 3, "~": 4, "2024-01-01": 5},
        ),
        (COUNTS, "\n  ? a\n  : 1\n  ? 'b: c'\n  : 2", {"a": 1, "b: c": 2}),
        (COUNTS, "{}", {}),
        (COUNTS, "!!map {a: 1}", {"a": 1}),
        (COUNTS, "\n  <<: {a: 1, b: 2}\n  b: 3", {"b": 3, "a": 1}),
        (COUNTS, "\n  &k a: &v 1\n  b: *v", {"a": 1, "b": 1}),
        (COUNTS | None, "~", None),
        (dict[str, int | None], "{a: ~, b: 1, c}", {"a": None, "b": 1, "c": None}),
        (WORDS, "{a: [b, 3], c: []}", {"a": ["b", "3"], "c": []}),
        (COLOURS, "{a: red, b: 'blue'}", {"a": Colour.RED, "b": Colour.BLUE}),
        (TIDES, "{a: {name: ebb}}", {"a": Tide("ebb")}),
        (TIDES, "\n  a:\n    name: ebb\n    height: 3\n", {"a": Tide("ebb", 3)}),
        (MOONS, "{a: {name: new, height: 3}}", {"a": Moon("new", 3)}),
        (GRID, "{a: {b: 1}, c: {}}", {"a": {"b": 1}, "c": {}}),
        (dict[str, str], "{a: 3, b: ~x, c: true}", {"a": "3", "b": "~x", "c": "true"}),
        (dict[str, str | int], "{a: 3, b: '3'}", {"a": 3, "b": "3"}),
        (dict[str, tuple[Tide, ...]], "{a: [{name: ebb}]}", {"a": (Tide("ebb"),)}),
        (dict[str, date | datetime], "{a: 2024-01-01}", {"a": date(2024, 1, 1)}),
        (dict[str, datetime], "{a: 2024-01-01}", {"a": datetime(2024, 1, 1, tzinfo=UTC)}),
        (dict[str, Any], "{a: 2024-01-01 12:00:00}", {"a": datetime(2024, 1, 1, 12)}),
        (list[COUNTS], "[{a: 1}, {}, {b: 2}]", [{"a": 1}, {}, {"b": 2}]),
    ],
)
def test_every_value_has_the_type(hint: Any, written: str, value: Any) -> None:
    found = note_of(hint, f" {written}").value
    assert found == value
    if isinstance(value, dict):
        assert list(found) == list(value)
    canonical(hint, value)


@each(
    "hint, written, problems",
    [
        (COUNTS, "sea", ["8 value: expected a mapping, found 'sea'"]),
        (COUNTS, "[1]", ["8 value: expected a mapping, found a list"]),
        (COUNTS, "{a: b}", ["12 value.a: expected an integer, found 'b'"]),
        (COUNTS, "{a: ~}", ["12 value.a: expected an integer, found null"]),
        (
            COUNTS,
            "{a: 1, b: , c: 1.5}",
            [
                "17 value.b: expected an integer, found nothing",
                "23 value.c: expected an integer, found '1.5'",
            ],
        ),
        (COUNTS, "{[a]: 1}", [f"9 value: expected text as key, found a list{QUOTE_LIST}"]),
        (COUNTS, "{a: 1, a: 2}", ["15 value.a: the key already stands in line 3"]),
        (WORDS, "{a: b}", ["12 value.a: expected a list, found 'b'"]),
        (WORDS, "{a: [b, ~]}", ["16 value.a[1]: expected text, found null"]),
        (COLOURS, "{a: red, b: RED}", ["20 value.b: expected red or blue, found 'RED'"]),
        (TIDES, "{a: {height: 1}}", ["12 value.a.name: this key is missing"]),
        (
            MOONS,
            "{a: {name: new, height: x}}",
            ["32 value.a.height: expected an integer, found 'x'"],
        ),
        (TIDES, "{a: ebb}", ["12 value.a: expected a mapping, found 'ebb'"]),
        (
            GRID,
            "{a: {b: c}, d: 1}",
            [
                "16 value.a.b: expected an integer, found 'c'",
                "23 value.d: expected a mapping, found '1'",
            ],
        ),
    ],
)
def test_a_problem_has_the_path_of_its_keys(hint: Any, written: str, problems: list[str]) -> None:
    assert problems_of(hint, written) == problems


# --- Edits ----------------------------------------------------------------------------------------


@each(
    "hint, written, key, value, new",
    [
        (COUNTS, " {a: 1, b: 2} # c", "b", 3, " {a: 1, b: 3} # c"),
        (COUNTS, " {a: 1, b: 2} # c", "a", ..., " {b: 2} # c"),
        (COUNTS, " {a: 1} # c", "new", 3, " {a: 1, new: 3} # c"),
        (COUNTS, " {a: 1} # c", "a", ..., " {} # c"),
        (COUNTS, " {} # c", "a", 1, " {a: 1} # c"),
        (COUNTS, "\n  a: 0x1 # one\n  # two\n  b: 2", "a", 3, "\n  a: 3 # one\n  # two\n  b: 2"),
        (COUNTS, "\n  a: 1 # one\n  # two\n  b: 2", "b", ..., "\n  a: 1 # one"),
        (COUNTS, "\n  a: 1 # one\n  # two\n  b: 2", "a", ..., "\n  # two\n  b: 2"),
        (COUNTS, "\n    a: 1 # one", "b", 2, "\n    a: 1 # one\n    b: 2"),
        (COUNTS, "  # all\n  'a b' : 1 # one", "a b", 2, "  # all\n  'a b' : 2 # one"),
        (COUNTS, "\n  a: 1", "NO", 2, '\n  a: 1\n  "NO": 2'),
        (COUNTS, "\n  a: 1", "b: c", 2, '\n  a: 1\n  "b: c": 2'),
        (COUNTS, "\n  ? a # k\n  : 1 # v", "a", 2, "\n  ? a # k\n  : 2 # v"),
        (dict[str, int | None], "\n  a: # none\n  b: ~", "a", 1, "\n  a: 1 # none\n  b: ~"),
        (dict[str, int | None], "\n  a: 1 # one", "a", None, "\n  a: null # one"),
        (
            WORDS,
            "\n  a: [x] # one\n  b:\n  - z",
            "a",
            ["x", "z"],
            "\n  a: [x, z] # one\n  b:\n  - z",
        ),
        (
            WORDS,
            "\n  a:\n  - x # one\n  b: []",
            "a",
            ["x", "z"],
            "\n  a:\n  - x # one\n  - z\n  b: []",
        ),
        (WORDS, "\n  a:\n  - x", "b", ["z"], "\n  a:\n  - x\n  b:\n  - z"),
        (WORDS, "\n  a: [x] # one", "a", [], "\n  a: [] # one"),
        (COLOURS, " {a: 'red'} # c", "a", Colour.BLUE, " {a: 'blue'} # c"),
        (COLOURS, "\n  a: red", "b", Colour.BLUE, "\n  a: red\n  b: blue"),
        (
            TIDES,
            "\n  a: # one\n    name: ebb # n",
            "a",
            Tide("flow"),
            "\n  a: # one\n    name: flow # n",
        ),
        (TIDES, " {a: {name: ebb}} # c", "a", Tide("ebb", 3), " {a: {name: ebb, height: 3}} # c"),
        (
            TIDES,
            "\n  a:\n    name: ebb",
            "b",
            Tide("flow"),
            "\n  a:\n    name: ebb\n  b:\n    name: flow",
        ),
        (
            MOONS,
            "\n  a:\n    name: new\n    height: 3 # h",
            "a",
            Moon("new"),
            "\n  a:\n    name: new",
        ),
        (
            GRID,
            "\n  a:\n    b: 1 # one\n    c: 2",
            "a",
            {"b": 3, "c": 2},
            "\n  a:\n    b: 3 # one\n    c: 2",
        ),
        (GRID, "\n  a: {b: 1} # one", "a", {}, "\n  a: {} # one"),
    ],
)
def test_an_edit_of_one_key_changes_that_key(
    hint: Any, written: str, key: str, value: Any, new: str
) -> None:
    mapping = dict(note_of(hint, written).value)
    if value is ...:
        del mapping[key]
    else:
        mapping[key] = value
    assert edited(hint, written, mapping) == new


def test_an_edit_inside_a_value_is_found() -> None:
    text = "---\nvalue:\n  a: # one\n    name: ebb # n\n  b: {name: flow}\n---\n"
    note = parse(text, model=model_of(TIDES))
    note.value["a"].name = "neap"
    note.value["b"].height = 3
    expected = text.replace("ebb", "neap").replace("{name: flow}", "{name: flow, height: 3}")
    assert serialize(note) == expected


@each("hint", [COUNTS, WORDS, TIDES, GRID, COUNTS | None])
def test_a_whole_mapping_comes_and_goes(hint: Any) -> None:
    values = {WORDS: {"a": ["b"]}, TIDES: {"a": Tide("ebb")}, GRID: {"a": {"b": 1}}}
    value: Any = values.get(hint, {"a": 1})
    for written in ("  # none", " {}  # none", " ~"):
        edited(hint if "{" in written else hint | None, written, value)
    written = canonical(hint, value)
    assert edited(hint, written, {}) == " {}"
    note = note_of(hint | None, written)
    note.value = None
    assert "value" not in serialize(note)


@each(
    "hint, value, message",
    [
        (COUNTS, {"a": "b"}, "value.a: expected an integer, found 'b' (str)"),
        (COUNTS, {"a": None}, "value.a: expected an integer, found None (NoneType)"),
        (COUNTS, {1: 2}, "value: expected text as key, found 1 (int)"),
        (COUNTS, [1], "value: expected a dict, found [1] (list)"),
        (WORDS, {"a": ["b", 3]}, "value.a[1]: expected text, found 3 (int)"),
        (WORDS, {"a": "b"}, "value.a: expected a list, found 'b' (str)"),
        (COLOURS, {"a": "red"}, "value.a: expected Colour, found 'red' (str)"),
        (TIDES, {"a": Moon("new")}, "value.a: expected Tide, found Moon("),
        (TIDES, {"a": {"name": "ebb"}}, "value.a: expected Tide, found {'name': 'ebb'} (dict)"),
        (TIDES, {"a": Tide(3)}, "value.a.name: expected text, found 3 (int)"),  # type: ignore[arg-type]
        (GRID, {"a": {"b": "c"}}, "value.a.b: expected an integer, found 'c' (str)"),
        (GRID, {"a b": {"c": 1.5}}, "value.a b.c: expected an integer, found 1.5 (float)"),
    ],
)
def test_a_wrong_value_is_refused_by_the_path_of_its_keys(
    hint: Any, value: Any, message: str
) -> None:
    assert refusal_of(hint, value).startswith(message)
    assert refusal_of(hint, value, " {}").startswith(message)


# --- Laws -----------------------------------------------------------------------------------------

SOURCES = [
    " {} # c",
    " {a: 1, 'b c': 0x2} # c",
    "  # c\n  a: 1 # one\n  # two\n  b c: 2",
    "\n  ? a\n  : 1",
]


@given(
    changes=st.dictionaries(keys(), st.none() | st.integers(-9, 9), max_size=4),
    written=st.sampled_from(SOURCES),
)
@examples(150)
def test_keys_of_any_text_come_and_go(changes: dict[str, int | None], written: str) -> None:
    value = note_of(COUNTS, written).value
    for key, number in {**dict.fromkeys(list(value)[:1], None), **changes}.items():
        value.pop(key, None)
        if number is not None:
            value[key] = number
    edited(COUNTS, written, value)
    canonical(COUNTS, value)


@given(value=st.dictionaries(keys(), st.lists(texts(), max_size=2), max_size=3))
@examples(100)
def test_every_mapping_of_lists_reads_back(value: dict[str, list[str]]) -> None:
    canonical(WORDS, value)
    edited(WORDS, "\n  a: [x] # one\n  b:\n  - y", value)


@each("key", [key for key in NASTY if len(key) <= 100])
def test_every_key_is_written_and_removed(key: str) -> None:
    written = edited(COUNTS, " {a: 1} # c", {"a": 1, key: 2})
    assert edited(COUNTS, written, {"a": 1}) == " {a: 1} # c"
    edited(COUNTS, "\n  a: 1 # one", {key: 2})


@each("hint", [dict[int, str], dict[Any, str], dict[str, set[str]], dict[date, int]])
def test_a_mapping_of_other_keys_or_values_is_a_type_error(hint: Any) -> None:
    assert "is not supported; use str" in type_error(hint)
