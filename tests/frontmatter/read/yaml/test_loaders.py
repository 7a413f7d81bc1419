"""The YAML parsers: PyYAML's own accepts what libyaml accepts, and both make the same of it."""

from typing import Any

import pytest
from loops import each

from newsfeed import ParseError, parse

pytestmark = pytest.mark.usefixtures("each_loader")


def read(block: str) -> dict[str, Any]:
    return parse(f"---\ntitle: Rain\n{block}\n---\n").extra


@each(
    "block, value",
    [
        ("x: a\n b", "a b"),  # one blank
        ("x: a\n \tb", "a b"),  # tab behind one blank
        ("x: a\n  \t \tb", "a b"),  # tabs behind blanks
        ("x: a\n \t\n  \t\n b", "a\n\nb"),  # blank lines with tabs
        ("x:\n  y: a\n   \tb", {"y": "a b"}),  # nested
    ],
)
def test_a_plain_text_goes_on_where_a_line_is_deeper(block: str, value: object) -> None:
    assert read(block) == {"x": value}


@each(
    "block, value",
    [
        *[(f"x: {word}", word) for word in ("a:,b", "a:[b]", "a:{b}", "a:]", "a:X", "a:b,c")],
        ("x: {a:, b:X, c:}", {"a": None, "b:X": None, "c": None}),
        ("x: [a:, b:X, c:]", [{"a": None}, "b:X", {"c": None}]),
        ("x: {a:[b], c:{d: e}}", {"a": ["b"], "c": {"d": "e"}}),
    ],
)
def test_a_colon_ends_a_key_before_brackets_and_commas_only_in_flow(
    block: str, value: object
) -> None:
    assert read(block) == {"x": value}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("x: a\n\n\n  b", "a\n\nb"),
        ("x: a\u2028  b", "a\u2028b"),
        ("x: a\u2028\n  b", "a\u2028\nb"),
        ("x: a\n\u2028  b", "a\u2028b"),
    ],
)
def test_of_several_line_ends_in_a_plain_text_only_a_first_line_feed_is_folded(
    block: str, value: str
) -> None:
    assert read(block) == {"x": value}


def test_tabs_may_stand_between_the_parts_of_a_line() -> None:
    block = "x:\t[\ta\t,\tb\t]\t# note\ny: {\ta:\tb\t,\n\tc: d\t}\nz:\t'a'\t# note\nheat:\t3\t"
    assert read(block) == {"x": ["a", "b"], "y": {"a": "b", "c": "d"}, "z": "a"}


@pytest.mark.parametrize("text", ["fog X", "X marks XX it X", "a  X", "X"])
def test_a_plain_text_keeps_each_of_its_words(text: str) -> None:
    assert parse(f"---\ntitle: {text}\n---\n").title == text


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        pytest.param('title: "a\\U00110000"', (2, 12), "0x110000", id="escape beyond Unicode"),
        pytest.param(f"%YAML {'9' * 5_000}.1\n", (2, 7), "digits", id="version"),
    ],
)
def test_a_number_that_python_refuses_is_an_error_with_its_place(
    block: str, place: tuple[int, int], word: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block}\n---\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("NF004", *place)
    assert problem.message.startswith("not valid YAML: ")
    assert word in problem.message
