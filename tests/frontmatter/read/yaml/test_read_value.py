"""Single values, as the command reads them for a field."""

from typing import Any

import pytest
from loops import each
from strategies import exact

from newsfeed import Image, ParseError
from newsfeed.frontmatter.read.yaml import read_value
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import ANYTHING, Type, schema_of

LIST = Type(Kind.LIST, item=Type(Kind.TEXT))
IMAGE = schema_of(Image).type


@pytest.mark.usefixtures("each_loader")
@each("text, type_, expected", [
        (" a: [b\n", Type(Kind.TEXT), " a: [b\n"),  # text as it stands
        ("", Type(Kind.TEXT), ""),  # empty text
        ("0x1F", Type(Kind.INTEGER), 31),  # integer
        ("~", Type(Kind.INTEGER), None),  # null
        ("", LIST, None),  # nothing
        ("  [Sea, 'Moon: 3']  # two", LIST, ["Sea", "Moon: 3"]),  # list and comment
        ("{url: a, b: 3}", IMAGE, Image("a", extra={"b": 3})),  # record
        ("{a: [1, NO]}", ANYTHING, {"a": [1, "NO"]}),  # anything
        ("&a [1, 2]", ANYTHING, [1, 2]),  # anchor
        ("|", ANYTHING, ""),  # empty block scalar
    ])  # fmt: skip
def test_a_value_is_read_as_it_would_stand_behind_a_key(
    text: str, type_: Type, expected: Any
) -> None:
    assert exact(read_value(text, type_)) == exact(expected)


@pytest.mark.usefixtures("each_loader")
@each("text", ["1\n2", "1\nb: 2", "1\n", "- a\n- b", "1\rb: 2", "\n"])
def test_more_than_a_value_on_a_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_value(text, ANYTHING)
    assert (
        isinstance(caught.value, ParseError)
        or str(caught.value) == "expected one value on one line"
    )


@pytest.mark.usefixtures("each_loader")
def test_every_problem_of_a_value_has_its_key_within_it() -> None:
    with pytest.raises(ParseError) as caught:
        read_value("[{width: 3}, {url: [b]}]", Type(Kind.LIST, item=IMAGE))
    assert [problem.key for problem in caught.value.problems] == ["[0].url", "[1].url"]


@pytest.mark.parametrize("text", ["#5", " # none"])
def test_a_comment_is_no_value(text: str) -> None:
    with pytest.raises(ValueError, match="expected a value, found a comment; put it in quotes"):
        read_value(text, ANYTHING)
