"""Values under unknown keys have a type only where YAML 1.1 and 1.2 agree on it."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from loops import each

from newsfeed import Article, parse

pytestmark = pytest.mark.usefixtures("each_loader")


def read(block: str) -> Article:
    return parse(f"---\n{block}\n---\n")


TYPED: list[tuple[str, Any]] = [
    *[("3", 3), ("0", 0), ("-3", -3), ("+3", 3), ("9" * 30, int("9" * 30))],
    *[("4.5", 4.5), ("-4.5", -4.5), ("5.", 5.0), (".5", 0.5), ("1.5e+3", 1500.0), ("1.0E-2", 0.01)],
    *[(".inf", float("inf")), ("-.INF", float("-inf")), ("+.Inf", float("inf"))],
    *[("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False)],
    *[("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None)],
    ("2021-12-10", date(2021, 12, 10)),
    ("2021-12-10T14:30:00Z", datetime(2021, 12, 10, 14, 30, tzinfo=UTC)),
    ("2021-12-10 14:30:00", datetime(2021, 12, 10, 14, 30)),
    ("!!timestamp '2021-12-10T14:30:00'", datetime(2021, 12, 10, 14, 30)),
    (
        "2021-12-10 14:30:00.5 -0800",
        datetime(2021, 12, 10, 14, 30, 0, 500_000, timezone(timedelta(hours=-8))),
    ),
    *[("[]", []), ("{}", {}), ("[1, a, ~, [2]]", [1, "a", None, [2]])],
    ("{b: 1, a: {c: 'x'}}", {"b": 1, "a": {"c": "x"}}),
    *[("!!str 3", "3"), ("!!int '3'", 3), ("!!float 3", 3.0), ("!!null ''", None)],
    *[("!!bool true", True), ("! 3", "3")],
    ("!!timestamp '2021-12-10T00:00:00Z'", datetime(2021, 12, 10, tzinfo=UTC)),
]


@each("written, value", TYPED)
def test_an_unknown_value_has_its_type_where_yaml_1_1_and_1_2_agree(
    written: str, value: object
) -> None:
    found = read(f"title: Rain\nx: {written}").extra["x"]
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    found = read("title: Rain\nx: .nan").extra["x"]
    assert isinstance(found, float)
    assert math.isnan(found)


def test_a_timestamp_under_an_unknown_key_keeps_its_offset() -> None:
    found = read("title: Rain\nx: 2021-12-10 14:30:00 -0800").extra["x"]
    assert found.utcoffset() == timedelta(hours=-8)


@each(
    "word",
    [
        *["NO", "yes", "on", "Off", "y", "10:00", "1:30:00", "0123", "0o17", "0b1", "1_000"],
        *["1,000", "1e3", "1.5e3", "nUll", "tRUE", "=", "2026-02-30", "2021-13-01", "2021-12"],
        *["10/12/2021", "Fri, 10 Dec 2021 14:30:00 GMT", "three"],
        *["2021-12-25 14:30:00 CET", "2021-12-25 14:30:00 PM", "2021-12-10T14:30Z"],
    ],
)
def test_an_unknown_word_that_readers_take_differently_is_text(word: str) -> None:
    article = read(f"title: Rain\nx: {word}\ny:\n  - {word}\nz: {{a: {word.replace(',', ' ')}}}")
    assert article.extra == {"x": word, "y": [word], "z": {"a": word.replace(",", " ")}}


@each("word", ["3", "true", "~", "4.5", "2021-12-10", ""])
@each("quote", ["'", '"'])
def test_an_unknown_value_in_quotes_is_text(word: str, quote: str) -> None:
    assert read(f"title: Rain\nx: {quote}{word}{quote}").extra == {"x": word}


def test_a_number_with_very_many_digits_under_an_unknown_key_is_text() -> None:
    digits = "7" * 100_000
    assert read(f"title: Rain\nx: {digits}").extra == {"x": digits}
