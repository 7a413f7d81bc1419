"""Tuples, which are written as lists, and decimal numbers, which keep their digits."""

import dataclasses
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
import pytest
from hinted import (
    canonical,
    edited,
    model_of,
    note_of,
    problems_of,
    refusal_of,
    type_error,
    value_of,
)
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import SerializeError, parse, serialize


@attrs.define
class Buoy:
    name: str
    depth: int = 0


@attrs.define(eq=False)
class Wave:
    height: float


@dataclasses.dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


class Word(str):
    __slots__ = ()


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)

# --- Tuples ---------------------------------------------------------------------------------------


@each(
    "hint, written, value, new_value, new",
    [
        (tuple[str, ...], " [a, 'b'] # c", ("a", "b"), ("b", "a"), " ['b', a] # c"),
        (tuple[str, ...], " [a, 'b'] # c", ("a", "b"), ("a", "b", "NO"), " [a, 'b', 'NO'] # c"),
        (tuple[str, ...], "\n- a # one\n- b", ("a", "b"), ("b",), "\n- b"),
        (tuple[str, ...], " [a] # c", ("a",), (), " [] # c"),
        (tuple[str, ...], " [] # c", (), ("a",), " [a] # c"),
        (tuple[int, ...], " [0x10, 2]", (16, 2), (16, 3), " [0x10, 3]"),
        (tuple[int | None, ...], " [~, 2]", (None, 2), (3, None), " [3, ~]"),
        (tuple[date, ...], " [2024-01-01]", (date(2024, 1, 1),), (), " []"),
        (
            tuple[tuple[int, ...], ...],
            " [[1], [2, 3]]",
            ((1,), (2, 3)),
            ((1,), (3,)),
            " [[1], [3]]",
        ),
        (list[tuple[str, ...]], " [[a], [b]]", [("a",), ("b",)], [("b",)], " [[b]]"),
        (tuple[list[str], ...], " [[a], [b]]", (["a"], ["b"]), (["c"],), " [[c]]"),
        (dict[str, tuple[int, ...]], " {a: [1]}", {"a": (1,)}, {"a": (1, 2)}, " {a: [1, 2]}"),
        (tuple[Colour, ...], " ['red'] # c", (Colour.RED,), (Colour.BLUE,), " ['blue'] # c"),
        (tuple[Any, ...], " [1, {a: b}]", (1, {"a": "b"}), (2, {"a": "b"}), " [2, {a: b}]"),
        (tuple[str, ...] | None, " ~ # c", None, ("a",), " # c\n  - a"),
        (tuple[Buoy, ...], "\n  - name: a # c", (Buoy("a"),), (Buoy("b"),), "\n  - name: b # c"),
        (tuple[Point, ...], " [{x: 1}]", (Point(1),), (Point(1, 2),), ' [{x: 1, "y": 2}]'),
        (tuple, " [a, 1]", ("a", 1), ("a",), " [a]"),
    ],
)
def test_a_tuple_is_a_list_in_the_file(
    hint: Any, written: str, value: Any, new_value: Any, new: str
) -> None:
    assert note_of(hint, written).value == value
    assert edited(hint, written, value) == written
    assert edited(hint, written, new_value) == new
    canonical(hint, value)
    canonical(hint, new_value)


@each(
    "hint, written, found",
    [
        (tuple[str, ...], "a", ["8 value: expected a list, found 'a'"]),
        (tuple[str, ...], "{a: b}", ["8 value: expected a list, found a mapping"]),
        (tuple[str, ...], "[a, ~]", ["12 value[1]: expected text, found null"]),
        (
            tuple[tuple[int, ...], ...],
            "[[x], 1]",
            [
                "10 value[0][0]: expected an integer, found 'x'",
                "14 value[1]: expected a list, found '1'",
            ],
        ),
    ],
)
def test_a_problem_in_a_tuple_has_its_place(hint: Any, written: str, found: list[str]) -> None:
    assert problems_of(hint, written) == found


@each(
    "hint, value, message",
    [
        (tuple[str, ...], ["a"], "value: expected tuple, found ['a'] (list)"),
        (tuple[str, ...], "ab", "value: expected tuple, found 'ab' (str)"),
        (tuple[str, ...], (1,), "value[0]: expected text, found 1 (int)"),
        (tuple[str, ...], (None,), "value[0]: expected text, found None (NoneType)"),
        (list[tuple[int, ...]], [(1,), [1]], "value[1]: expected tuple, found [1] (list)"),
    ],
)
def test_only_a_tuple_of_such_items_is_written(hint: Any, value: Any, message: str) -> None:
    assert refusal_of(hint, value).startswith(message)
    assert refusal_of(hint, value, " []").startswith(message)


@each(
    "hint, written, value, new",
    [
        (tuple[float, ...], " [1.5]", (1, 2.5), " [1, 2.5]"),
        (tuple[float, ...], " [1.0] # c", (1,), " [1.0] # c"),
        (list[tuple[float, ...]], " [[1.5], [2.5]]", [(1,), (2.5,)], " [[1], [2.5]]"),
        (tuple[Decimal, ...], " [1.50]", (3, Decimal(2)), " [3, 2]"),
        (tuple[str, ...], " [sea] # c", (Word("sea"),), " [sea] # c"),
        (tuple[str, ...], " ['sea'] # c", (Word("moon"),), " ['moon'] # c"),
    ],
)
def test_an_item_may_be_equal_to_one_of_the_type(
    hint: Any, written: str, value: Any, new: str
) -> None:
    assert edited(hint, written, value) == new


@each("hint", [tuple[str], tuple[str, int], tuple[str, str], tuple[()], list[tuple[int]]])
def test_a_tuple_of_a_fixed_length_is_a_type_error(hint: Any) -> None:
    assert "is not supported; use" in type_error(hint)


@each("hint, written", [(tuple[Wave, ...], "[{height: 1}]"), (list[tuple[Wave, ...]], "[[]]")])
def test_a_tuple_of_models_without_equality_comes_back(hint: Any, written: str) -> None:
    value_of(hint, written)


@each("hint", [tuple[float, ...], tuple[Decimal, ...], list[tuple[Decimal, ...]]])
def test_a_tuple_with_a_nan_comes_back(hint: Any) -> None:
    note_of(hint, " [[.nan]]" if hint == list[tuple[Decimal, ...]] else " [1, .nan]")


# --- Decimal --------------------------------------------------------------------------------------


@each(
    "written, value",
    [
        ("1.50", "1.50"),
        ("-0.0", "-0.0"),
        ("3", "3"),
        ("+3", "3"),
        ("017", "17"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1_000.5", "1000.5"),
        ("'1_000'", "1000"),
        ('"1.50"', "1.50"),
        ("1e3", "1E+3"),
        ("1.50E-7", "1.50E-7"),
        ("1e999999", "1E+999999"),
        (".inf", "Infinity"),
        ("-.INF", "-Infinity"),
        ("!!float 1.50", "1.50"),
        ("0." + "1" * 60, "0." + "1" * 60),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_decimal_number_keeps_its_digits(written: str, value: str) -> None:
    assert str(value_of(Decimal, written)) == value


def test_nan_is_read_and_kept() -> None:
    for written in (".nan", ".NaN", "'.nan'"):
        assert value_of(Decimal, written).is_nan()
    assert edited(Decimal, " 1.5 # c", Decimal(3)) == " 3 # c"


@each(
    "written", ["abc", "1,5", "''", "true", "1:30", "1 000", "NaN", "Infinity", "sNaN", "_1", "١"]
)
def test_what_is_no_decimal_number_is_a_problem(written: str) -> None:
    quoted = written if "'" in written else f"'{written}'"
    assert problems_of(Decimal, written) == [f"8 value: expected a decimal number, found {quoted}"]


@each("written", ["1e9999999999999999999", "-1e-9999999999999999999", "'1E+9999999999999999999'"])
def test_an_exponent_beyond_decimal_is_a_problem(written: str) -> None:
    [problem] = problems_of(Decimal, written)
    assert problem.startswith("8 value: expected a decimal number, found ")


@each(
    "written, value, new",
    [
        (" 1.50  # c", "2.50", " 2.50  # c"),
        (" '1.50'  # c", "2.50", " '2.50'  # c"),
        (" 1.50", "1E+3", " 1.0E+3"),
        (" 1.50", "-1E-10", " -1.0E-10"),
        (" 1.50", "Infinity", " .inf"),
        (" 1.50", "-Infinity", " -.inf"),
        (" .inf", "1.10", " 1.10"),
        (" 1.5", "1.50", " 1.5"),
        ("  # none", "0.10", " 0.10  # none"),
    ],
)
def test_a_decimal_number_is_written_with_its_digits(written: str, value: str, new: str) -> None:
    assert edited(Decimal, written, Decimal(value)) == new


@each("written", [None, " 1.5 # c"])
def test_an_integer_is_written_in_a_decimal_field(written: str | None) -> None:
    if written is None:
        assert canonical(Decimal, 3) == " 3"
        assert canonical(list[Decimal], [3, Decimal("0.10")]) == "\n  - 3\n  - 0.10"
    else:
        assert edited(Decimal, written, 3) == " 3 # c"


@each("value", ["3", True, Decimal("sNaN"), date(2024, 1, 1)])
def test_what_is_no_decimal_number_is_not_written(value: Any) -> None:
    assert refusal_of(Decimal, value).startswith("value: expected a decimal number")
    assert refusal_of(Decimal, value, " 1.5").startswith("value: expected a decimal number")


@each("value", [Decimal("sNaN"), 0.1, 3, "3"])
def test_a_class_with_a_converter_refuses_or_writes_such_values(value: Any) -> None:
    model = model_of(Decimal, converter=lambda number: number)
    for note in (model(value=value), parse("---\nvalue: 1.5\n---\n", model=model)):
        note.value = value
        with suppress(SerializeError):
            assert parse(serialize(note), model=model) == note


@given(value=st.decimals(allow_nan=False), quote=st.sampled_from(["", "'", '"']))
@examples(60)
def test_every_decimal_number_reads_back(value: Decimal, quote: str) -> None:
    canonical(Decimal, value)
    text = edited(Decimal, f" {quote}7{quote}  # c", value)
    if value.is_finite():
        assert Decimal(text.split()[0].strip("'\"")) == value


@pytest.mark.parametrize("hint", [list[Decimal], dict[str, Decimal], Decimal | None])
def test_decimal_numbers_in_collections_are_edited(hint: Any) -> None:
    values = {list[Decimal]: [Decimal("1.10")], dict[str, Decimal]: {"a": Decimal("1.10")}}
    value = values.get(hint, Decimal("1.10"))
    written = {list[Decimal]: " [1.50] # c", dict[str, Decimal]: " {a: 1.50} # c"}
    old = written.get(hint, " 1.50 # c")
    assert edited(hint, old, value) == old.replace("1.50", "1.10")
