"""Refusals of pydantic models: each with the line, column and key of its value, all at once."""

from enum import Enum
from typing import Annotated, Any

import pytest
from blocks import messages
from loops import each
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WrapValidator,
    conlist,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from newsfeed import ParseError, parse
from newsfeed.frontmatter import ONE_OR_MANY

Short = Annotated[str, Field(max_length=3)]
SHORT = "String should have at most 3 characters"


class Color(Enum):
    RED = "red"


class Stop(BaseModel):
    name: Short
    heat: int = Field(default=1, gt=0)


class Walk(BaseModel):
    title: Short = ""
    heat: int = Field(default=1, gt=0)
    words: list[Short] = []
    rows: list[list[Short]] = []
    names: tuple[Short, ...] = ()
    counts: dict[str, Annotated[int, Field(gt=0)]] = {}
    tags: Annotated[list[Short], ONE_OR_MANY] = []
    pair: conlist(int, max_length=2) = []  # type: ignore[valid-type]
    color: Color = Color.RED
    first: Stop | None = None
    stops: list[Stop] = []
    by_name: dict[str, Stop] = {}


def refused(text: str, model: type[Any]) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    return caught.value


def places(text: str, model: type[Any]) -> list[tuple[int, int, str, str]]:
    """Return the line, column, key and message, without the key, of each problem."""
    return [
        (each.line, each.column, each.key, each.message.removeprefix(f"{each.key}: "))
        for each in refused(text, model).problems
    ]


# --- Constraints ----------------------------------------------------------------------------------


@each(
    "block, line, column, key, message",
    [
        ("title: long", 2, 8, "title", SHORT),
        ("title: 'long'", 2, 8, "title", SHORT),
        ("title: >\n  long", 2, 8, "title", SHORT),
        ("heat: 0", 2, 7, "heat", "Input should be greater than 0"),
        ("words:\n  - a\n  - long", 4, 5, "words[1]", SHORT),
        ("words:\n- a\n- 'long'  # c", 4, 3, "words[1]", SHORT),
        ("words: [a, b, long]", 2, 15, "words[2]", SHORT),
        ("rows:\n- [a]\n- - b\n  - long", 5, 5, "rows[1][1]", SHORT),
        ("names: [long]", 2, 9, "names[0]", SHORT),
        ("counts: {a: 1, b: 0}", 2, 19, "counts.b", "Input should be greater than 0"),
        ("tags: long", 2, 7, "tags", SHORT),
        ("tags: [a, long]", 2, 11, "tags[1]", SHORT),
        ("first: {name: long}", 2, 15, "first.name", SHORT),
        ("first:\n  heat: 1\n  name: long", 4, 9, "first.name", SHORT),
        ("stops:\n  - name: a\n  - name: long", 4, 11, "stops[1].name", SHORT),
        ("by_name: {a: {name: long}}", 2, 21, "by_name.a.name", SHORT),
        ("words: &long [long]", 2, 15, "words[0]", SHORT),
        ("color: green", 2, 8, "color", "expected red, found 'green'"),
    ],
)
def test_a_refusal_has_the_position_of_the_exact_item(
    block: str, line: int, column: int, key: str, message: str
) -> None:
    for newline in "\n", "\r\n":
        text = f"---\n{block}\n---\n".replace("\n", newline)
        assert places(text, Walk) == [(line, column, key, message)]


def test_the_length_of_a_list_is_a_refusal_of_the_list() -> None:
    ((*place, message),) = places("---\npair: [1, 2, 3]\n---\n", Walk)
    assert place == [2, 7, "pair"]
    assert message.startswith("List should have at most 2 items")


MANY = """\
---
title: long
heat: 0
words: [long, a, longer]
counts: [a]
first:
  name: long
  heat: hot
stops:
  - heat: 0
    name: a
  - heat: 2
by_name: {a: {name: long}}
---
"""


def test_all_refusals_and_type_problems_are_reported_at_once() -> None:
    error = refused(MANY, Walk)
    assert [each.key for each in error.problems] == [
        *("title", "heat", "words[0]", "words[2]", "counts", "first.name", "first.heat"),
        *("stops[0].heat", "stops[1].name", "by_name.a.name"),
    ]
    assert error.problems[5].message == f"first.name: {SHORT}"
    assert error.problems[8].message == "stops[1].name: this key is missing"


def test_the_cause_of_a_refusal_is_the_error_of_pydantic() -> None:
    assert type(refused("---\ntitle: long\n---\n", Walk).__cause__) is ValidationError


# --- Validators -----------------------------------------------------------------------------------


def even(value: int) -> int:
    if value % 2:
        raise ValueError("expected an even number")
    return value


class Validated(BaseModel):
    before: Annotated[int, BeforeValidator(even)] = 0
    after: Annotated[int, AfterValidator(even)] = 0
    plain: Annotated[int, PlainValidator(even)] = 0
    wrap: Annotated[int, WrapValidator(lambda value, handler: even(handler(value)))] = 0
    inner: list[Annotated[int, AfterValidator(even)]] = []
    nested: dict[str, list[Annotated[int, AfterValidator(even)]]] = {}
    method: int = 0

    @field_validator("method")
    @classmethod
    def check(cls, value: int) -> int:
        if value > 4:
            raise AssertionError("at most four")
        if value == 3:
            raise PydanticCustomError("three", "not {number}", {"number": value})
        return even(value)


@each(
    "block, column, key",
    [
        ("before: 1", 9, "before"),
        ("after: 1", 8, "after"),
        ("plain: 1", 8, "plain"),
        ("wrap: 1", 7, "wrap"),
        ("inner: [0, 1]", 12, "inner[1]"),
        ("nested: {a: [0, 1]}", 17, "nested.a[1]"),
        ("method: 1", 9, "method"),
    ],
)
def test_a_refusal_of_a_validator_has_its_message_alone(block: str, column: int, key: str) -> None:
    expected = [(2, column, key, "expected an even number")]
    assert places(f"---\n{block}\n---\n", Validated) == expected


def test_an_assertion_and_a_custom_error_have_their_messages_alone() -> None:
    assert messages("---\nmethod: 6\n---\n", Validated) == ["method: at most four"]
    assert messages("---\nmethod: 3\n---\n", Validated) == ["method: not 3"]


@each("error", [TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError])
def test_other_rejections_of_a_validator_are_problems_too(error: type[Exception]) -> None:
    def fail(_: object) -> None:
        raise error("no tides")

    class Note(BaseModel):
        heat: int = 0
        title: Annotated[str, AfterValidator(fail)] = ""

    found = refused("---\nheat: 1\ntitle: Tide\n---\n", Note)
    assert "no tides" in found.problems[0].message
    assert type(found.__cause__) is error
    # A validator may read what is missing here: the value that is wrong is reported.
    assert messages("---\nheat: hot\ntitle: Tide\n---\n", Note) == [
        "heat: expected an integer, found 'hot'"
    ]


@each("error", [AttributeError, NameError, RuntimeError])
def test_a_fault_of_a_validator_is_raised_as_it_is(error: type[Exception]) -> None:
    def fail(_: object) -> None:
        raise error("a fault")

    class Note(BaseModel):
        title: Annotated[str, AfterValidator(fail)] = ""

    for title in "Tide", "'Tide'":
        with pytest.raises(error, match="a fault"):
            parse(f"---\ntitle: {title}\n---\n", model=Note)


class Ordered(BaseModel):
    start: int
    end: int = 9

    @field_validator("end")
    @classmethod
    def check_end(cls, end: int, info: ValidationInfo) -> int:
        if end < info.data["start"]:
            raise ValueError("it ends before it starts")
        return end

    @model_validator(mode="after")
    def check(self) -> "Ordered":
        if self.start > 9:
            raise ValueError("it starts too late")
        return self


class Orders(BaseModel):
    title: Short = ""
    first: Ordered | None = None
    orders: list[Ordered] = []


def test_a_validator_may_read_another_field() -> None:
    assert places("---\nstart: 3\nend: 2\n---\n", Ordered) == [
        (3, 6, "end", "it ends before it starts")
    ]
    for start in "start: late\n", "":
        (message,) = messages(f"---\n{start}end: 2\n---\n", Ordered)
        assert message.startswith("start: ")


def test_a_refusal_of_the_whole_model_is_at_the_opening_delimiter() -> None:
    for start in "10", "'10'":
        text = f"---\nstart: {start}\nend: 12\n---\n"
        assert places(text, Ordered) == [(1, 1, "", "it starts too late")]


def test_a_refusal_of_a_nested_model_is_at_its_mapping() -> None:
    text = "---\nfirst: {start: 10, end: 12}\norders:\n  - start: 1\n  - end: 12\n    start: 11\n"
    expected = [(2, 8, "first"), (5, 5, "orders[1]")]
    assert places(f"{text}---\n", Orders) == [(*each, "it starts too late") for each in expected]
    assert [each[2] for each in places(f"{text}title: long\n---\n", Orders)] == [
        *("first", "orders[1]", "title")
    ]
