"""Refusals where converters and validators look at other attributes, or a list is in itself."""

from typing import Any

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.schema.conversions import is_same


def by(converter: Any) -> dict[str, Any]:
    """Return the option of a field with a converter, whose type mypy need not know."""
    return {"converter": converter}


def test_a_converter_that_reads_what_could_not_be_read_is_not_blamed() -> None:
    def above(value: int, self: Any) -> int:
        return value + int(self.low)

    def check(self: Any, _: Any, value: int) -> None:
        if value < self.low:
            raise ValueError("it is below low")

    @attrs.define
    class Range:
        low: int
        high: int = attrs.field(**by(attrs.Converter(above, takes_self=True)))
        top: int = attrs.field(default=9, validator=check)

    with pytest.raises(ParseError) as caught:
        parse("---\nlow: x\nhigh: 3\ntop: 1\n---\n", model=Range)
    assert [each.message for each in caught.value.problems] == [
        "low: expected an integer, found 'x'"
    ]


def test_a_validator_may_read_a_default() -> None:
    def check(self: Any, _: Any, value: int) -> None:
        if value < self.low:
            raise ValueError("it is below low")

    @attrs.define
    class Range:
        high: int = attrs.field(validator=check)
        low: int = 5

    with pytest.raises(ParseError) as caught:
        parse("---\nhigh: 3\n---\n", model=Range)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.message) == (2, 7, "high: it is below low")


def test_a_list_that_contains_itself_is_refused_beside_a_converter() -> None:
    @attrs.define
    class Note:
        title: str = attrs.field(**by(str.strip))
        more: Any = None

    note = parse("---\ntitle: ' a '\nmore: [1]\n---\n", model=Note)
    note.more.append(note.more)
    with pytest.raises(SerializeError, match="expected at most 100 levels of nesting"):
        serialize(note)


def test_values_whose_comparison_raises_are_different_values() -> None:
    class Array:
        def __eq__(self, other: object) -> bool:
            raise ValueError("the truth value of an array is ambiguous")

        __hash__ = None  # type: ignore[assignment]

    array = Array()
    assert is_same([array], [array])
    assert not is_same([array], [Array()])
