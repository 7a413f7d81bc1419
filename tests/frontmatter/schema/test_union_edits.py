"""Edits of unions, which may change the member, and what is written without a source."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
from hinted import canonical, edited, note_of, refusal_of
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples, instants, keys, texts


@attrs.define
class Author:
    """A nested model."""

    name: str
    posts: int = 0


@attrs.define
class Place:
    """Another one."""

    name: str


DAY, NOON = date(2024, 1, 1), datetime(2024, 1, 1, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
MOMENT = date | datetime
SCALAR = str | int | float | bool | date | datetime

# --- Edits ----------------------------------------------------------------------------------------


@each(
    "hint, written, values, new",
    [
        (
            int | str | list[str] | date,
            " 3  # c",
            ["abc", ["a"], DAY, 3, 4],
            [" abc  # c", "  # c\n  - a", " 2024-01-01  # c", " 3  # c", " 4  # c"],
        ),
        (
            int | str | list[str] | date,
            " '3'  # c",
            [3, "4", ["a", "b"], DAY],
            [" 3  # c", " '4'  # c", "  # c\n  - a\n  - b", " 2024-01-01  # c"],
        ),
        (
            int | str | list[str] | date,
            " [a, b]  # c",
            ["3", 3, ["c"], []],
            [' "3"  # c', " 3  # c", " [c]  # c", " []  # c"],
        ),
        (
            int | str | list[str] | date,
            "  # c\n  - a # one\n  - b",
            ["sea", 3, ["a", "c"]],
            [" sea  # c", " 3  # c", "  # c\n  - a # one\n  - c"],
        ),
        (
            str | Author,
            "  # c\n  name: sea # n",
            [Author("moon"), "moon", Author("sea", 3)],
            ["  # c\n  name: moon # n", " moon  # c", "  # c\n  name: sea # n\n  posts: 3"],
        ),
        (
            str | Author | None,
            " |  # c\n  sea",
            [Author("moon"), "a\nb\n"],
            ["  # c\n  name: moon\n  posts: 0", " |  # c\n  a\n  b"],
        ),
        (int | float, " 3 # c", [3.0, 1.5, 4], [" 3.0 # c", " 1.5 # c", " 4 # c"]),
        (int | float, " 3.0 # c", [3, 4.0], [" 3 # c", " 4.0 # c"]),
        (
            MOMENT,
            " 2024-01-01 # c",
            [NOON, date(2024, 1, 2)],
            [" 2024-01-01T12:00:00Z # c", " 2024-01-02 # c"],
        ),
        (
            MOMENT,
            " '2024-01-01 12:00:00' # c",
            [DAY, NOON.replace(hour=13)],
            [" 2024-01-01 # c", " '2024-01-01 13:00:00' # c"],
        ),
        (bool | str, " TRUE # c", ["true", False], [' "true" # c', " FALSE # c"]),
        (
            str | list[str] | None,
            "  # c",
            ["a", ["a"], []],
            [" a  # c", "  # c\n  - a", " []  # c"],
        ),
        (
            dict[str, int] | list[int] | int,
            " {a: 1} # c",
            [[1], 1, {"a": 2}, {"b": 1}],
            [" # c\n  - 1", " 1 # c", " {a: 2} # c", " {b: 1} # c"],
        ),
    ],
)
def test_an_edit_may_change_the_member(
    hint: Any, written: str, values: list[Any], new: list[str]
) -> None:
    assert [edited(hint, written, value) for value in values] == new


@each(
    "hint, written, edits",
    [
        (list[int | str], " [3, '3', sea] # c", {0: "3", 1: 3, 2: "moon"}),
        (list[str | Author], "\n- sea # c\n- name: moon # d", {0: Author("sea"), 1: "moon"}),
        (dict[str, int | list[int]], "\n  a: 1 # c\n  b: # d\n    - 2", {"a": [1], "b": 2}),
        (dict[str, str | dict[str, int]], "\n  a: b # c\n  b: {c: 2}", {"a": {"c": 1}, "b": "c"}),
        (list[MOMENT], "\n- 2024-01-01 # c\n- 2024-01-01 12:00:00", {0: NOON, 1: DAY}),
    ],
)
def test_each_item_may_change_its_member(hint: Any, written: str, edits: dict[Any, Any]) -> None:
    value = note_of(hint, written).value
    for key, member in edits.items():
        value[key] = member
        edited(hint, written, value)


@each(
    "hint, value",
    [
        (str | list[str], 3),
        (str | list[str], ("a",)),
        (str | list[str], {"a": 1}),
        (int | str, 1.5),
        (int | str, True),
        (int | str, DAY),
        (int | float, "3"),
        (MOMENT, "2024-01-01"),
        (MOMENT, NAIVE),
        (date | str, NOON),
        (str | Author, Place("sea")),
        (str | Author, {"name": "sea"}),
        (Author | list[Author], [Place("sea")]),
        (str | dict[str, int], {"a": "b"}),
        (str | dict[str, int], {1: 2}),
    ],
)
def test_a_value_that_is_no_member_is_not_written(hint: Any, value: Any) -> None:
    said = "naive datetime: add a time zone" if value == NAIVE else "expected "
    assert said in refusal_of(hint, value)
    assert said in refusal_of(hint | None, value, "  # none")


# --- Laws -----------------------------------------------------------------------------------------

_NUMBERS = st.integers(-(2**70), 2**70) | st.integers(-9, 9)
_FLOATS = st.floats(allow_nan=False)
_WORDS = st.lists(texts(), max_size=3)
_AUTHORS = st.builds(Author, texts(), st.integers(-3, 3))
MEMBERS: dict[Any, st.SearchStrategy[Any]] = {
    str | list[str]: texts() | _WORDS,
    int | float: _NUMBERS | _FLOATS,
    int | str: _NUMBERS | texts(),
    MOMENT: st.dates() | instants(),
    str | Author: texts() | _AUTHORS,
    Author | list[Author]: _AUTHORS | st.lists(_AUTHORS, max_size=2),
    str | dict[str, int]: texts() | st.dictionaries(keys(), _NUMBERS, max_size=2),
    list[int | str]: st.lists(_NUMBERS | texts(), max_size=3),
    SCALAR | list[SCALAR]: st.one_of(
        texts(), _NUMBERS, _FLOATS, st.booleans(), st.dates(), instants(), _WORDS
    ),
}
SOURCES = [
    " 3  # c",
    " 'a: b'  # c",
    " |  # c\n  sea\n  moon",
    "  # c\n  - sea\n  - moon",
    " {name: a}",
]


@given(data=st.data(), hint=st.sampled_from(list(MEMBERS)))
@examples(300)
def test_every_member_reads_back_without_a_source(data: st.DataObject, hint: Any) -> None:
    value = data.draw(MEMBERS[hint])
    canonical(hint, value)
    canonical(hint | None, value)


@given(data=st.data(), source=st.sampled_from(SOURCES))
@examples(120)
def test_every_member_replaces_every_other(data: st.DataObject, source: str) -> None:
    hint = str | int | list[str] | Author | date
    value = data.draw(st.one_of(texts(), _NUMBERS, _WORDS, _AUTHORS, st.dates()))
    edited(hint, source, value)
