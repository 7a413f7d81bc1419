"""`ONE_OR_MANY`: a list that may be written as a single scalar."""

import dataclasses
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address
from typing import Annotated, Any, NewType

import attrs
import pytest
from hinted import QUOTE_LIST, canonical, problems_of, type_error, value_of
from loops import each

from newsfeed import ParseError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, As


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@attrs.define
class Buoy:
    name: str


Port = NewType("Port", int)
ADDRESS = Annotated[IPv4Address, As(str, read=IPv4Address, write=str)]
HOME = IPv4Address("192.0.2.1")
TAGS = Annotated[list[str], ONE_OR_MANY]
NUMBERS = Annotated[list[int], ONE_OR_MANY]
TUPLE = Annotated[tuple[str, ...], ONE_OR_MANY]
OPTIONAL = Annotated[list[str | None], ONE_OR_MANY]
EITHER = Annotated[list[int | str], ONE_OR_MANY]
DAYS = Annotated[list[date | datetime], ONE_OR_MANY]
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)

# --- Reading --------------------------------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (TAGS, "sea", ["sea"]),
        (TAGS, "'sea'", ["sea"]),
        (TAGS, "sea, moon", ["sea, moon"]),
        (TAGS, '"sea, moon"', ["sea, moon"]),
        (TAGS, "sea moon", ["sea moon"]),
        (TAGS, "3", ["3"]),
        (TAGS, "true", ["true"]),
        (TAGS, "2024-01-01", ["2024-01-01"]),
        (TAGS, "''", [""]),
        (TAGS, "'~'", ["~"]),
        (TAGS, "&x sea", ["sea"]),
        (TAGS, "!!str ~", ["~"]),
        (TAGS, "|\n  sea\n  moon", ["sea\nmoon\n"]),
        (TAGS, ">-\n  sea\n  moon", ["sea moon"]),
        (TAGS, "\n  sea\n  moon", ["sea moon"]),
        (TAGS, "[sea, 'moon']", ["sea", "moon"]),
        (TAGS, "\n- sea\n- moon", ["sea", "moon"]),
        (TAGS, "[]", []),
        (TAGS, "~", []),
        (TAGS, "null", []),
        (TAGS, "", []),
        (TAGS, "# none", []),
        (TAGS, "!!null ''", []),
        (TAGS | None, "~", []),
        (TAGS | None, "sea", ["sea"]),
        (NUMBERS, "0x10", [16]),
        (NUMBERS, "'3'", [3]),
        (NUMBERS, "[3, 4]", [3, 4]),
        (TUPLE, "sea", ("sea",)),
        (TUPLE, "~", ()),
        (TUPLE, "[sea, moon]", ("sea", "moon")),
        (OPTIONAL, "sea", ["sea"]),
        (OPTIONAL, "~", []),
        (OPTIONAL, "[~]", [None]),
        (EITHER, "3", [3]),
        (EITHER, "'3'", ["3"]),
        (EITHER, "sea", ["sea"]),
        (DAYS, "2024-01-01", [date(2024, 1, 1)]),
        (DAYS, "'2024-01-01 12:00:00'", [NOON]),
        (Annotated[list[Any], ONE_OR_MANY], "3", [3]),
        (Annotated[list[bool], ONE_OR_MANY], "true", [True]),
        (Annotated[list[Decimal], ONE_OR_MANY], "1.50", [Decimal("1.50")]),
        (Annotated[list[Colour], ONE_OR_MANY], "red", [Colour.RED]),
        (Annotated[list[Port], ONE_OR_MANY], "80", [80]),
        (Annotated[list[ADDRESS], ONE_OR_MANY], "192.0.2.1", [HOME]),
        (list[TAGS], "[sea, [moon], ~]", [["sea"], ["moon"], []]),
        (dict[str, TAGS], "{a: sea, b: [moon], c: ~}", {"a": ["sea"], "b": ["moon"], "c": []}),
        (tuple[TAGS, ...], "[sea, [moon]]", (["sea"], ["moon"])),
    ],
)
def test_one_scalar_is_a_list_of_one_item(hint: Any, written: str, value: Any) -> None:
    assert value_of(hint, written) == value
    canonical(hint, value)


def test_without_a_source_one_item_is_a_list() -> None:
    assert canonical(TAGS, ["sea"]) == "\n  - sea"
    assert canonical(TUPLE, ("3",)) == '\n  - "3"'
    assert canonical(TAGS, []) == " []"


@each(
    "hint, written, found",
    [
        (TAGS, "{a: b}", "8 value: expected a list, found a mapping"),
        (TAGS, "[a, ~]", "12 value[1]: expected text, found null"),
        (TAGS, "[[a]]", f"9 value[0]: expected text, found a list{QUOTE_LIST}"),
        (
            TAGS,
            "!!seq a",
            "8 value: the tag !!seq has no meaning here; remove it, or put the text in quotes",
        ),
        (NUMBERS, "sea", "8 value: expected an integer, found 'sea'"),
        (NUMBERS, "3, 4", "8 value: expected an integer, found '3, 4'"),
        (NUMBERS, "1.5", "8 value: expected an integer, found '1.5'"),
        (
            EITHER,
            "true",
            "8 value: expected text or an integer, found 'true'; put it in quotes to make it text",
        ),
        (
            Annotated[list[Colour], ONE_OR_MANY],
            "green",
            "8 value: expected red or blue, found 'green'",
        ),
        (Annotated[list[ADDRESS], ONE_OR_MANY], "sea", "8 value: Expected 4 octets in 'sea'"),
    ],
)
def test_another_scalar_is_a_problem_in_its_place(hint: Any, written: str, found: str) -> None:
    assert problems_of(hint, written) == [found]


@attrs.define
class Post:
    title: str
    tags: TAGS
    topics: TAGS = attrs.field(factory=list)


@dataclasses.dataclass
class Entry:
    title: str
    tags: TAGS
    topics: TAGS = dataclasses.field(default_factory=list)


@pytest.mark.parametrize("model", [Post, Entry])
def test_a_missing_key_is_an_empty_list_or_a_problem(model: type[Any]) -> None:
    for written in ("", " ~", " null  # none"):
        text = f"---\ntitle: Rain\ntags:{written}\ntopics:{written}\n---\n"
        post = parse(text, model=model)
        assert (post.tags, post.topics) == ([], [])
        assert serialize(post) == text
    assert parse("---\ntitle: Rain\ntags: sea\n---\n", model=model).topics == []
    with pytest.raises(ParseError, match="tags: this key is missing"):
        parse("---\ntitle: Rain\n---\n", model=model)


# --- Hints ----------------------------------------------------------------------------------------


@each(
    "hint",
    [
        *(list[Buoy], list[dict[str, int]], list[dict[str, Any]], list[list[str]], list[TAGS]),
        *(tuple[Buoy, ...], tuple[list[str], ...], list[tuple[str, ...]]),
        *(str, int | None, dict[str, str], Any, Buoy, Colour, list[str] | str, list[str] | int),
        *(list[str | list[str]], list[str | Buoy]),
    ],
)
def test_only_a_list_of_scalars_has_this_marker(hint: Any) -> None:
    for each_hint in (hint, hint | None):
        message = type_error(Annotated[each_hint, ONE_OR_MANY])
        assert message.startswith("ONE_OR_MANY is for lists of scalars, found ")


@each("hint", [TAGS | str, str | TAGS, TAGS | int, TAGS | Buoy | None, list[NUMBERS | str]])
def test_a_list_with_this_marker_is_no_member_of_a_union(hint: Any) -> None:
    assert "ONE_OR_MANY" in type_error(hint)
