"""Unions: an unquoted scalar is the member that its text says, and a quoted one is text."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Optional

import attrs
from hinted import QUOTE_LIST, QUOTE_MAPPING, canonical, problems_of, type_error, value_of
from loops import each
from strategies import exact


@attrs.define
class Author:
    """A nested model."""

    name: str
    posts: int = 0


@attrs.define
class Place:
    """Another one."""

    name: str


class Colour(Enum):
    RED = "red"


DAY, NOON = date(2024, 1, 1), datetime(2024, 1, 1, 12, tzinfo=UTC)
SUMMER = NOON.replace(tzinfo=timezone(timedelta(hours=2)))
MOMENT = date | datetime
SCALAR = str | int | float | bool | date | datetime
SCALARS = "text, an integer, a number, true or false, a date or a timestamp"
QUOTE = "; put it in quotes to make it text"
TIMESTAMP = "a timestamp such as 2021-12-10T14:30:00Z"

# --- Reading --------------------------------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (str | list[str], "sea", "sea"),
        (str | list[str], "'3'", "3"),
        (str | list[str], "NO", "NO"),
        (str | list[str], "|\n  sea", "sea\n"),
        (str | list[str], "[sea, 3]", ["sea", "3"]),
        (str | list[str], "[]", []),
        (int | float, "3", 3),
        (int | float, "0x10", 16),
        (int | float, "3.0", 3.0),
        (int | float, "-.inf", float("-inf")),
        (int | float, "!!float 3", 3.0),
        (int | float, "!!int '3'", 3),
        (int | str, "3", 3),
        (int | str, "'3'", "3"),
        (int | str, '"3"', "3"),
        (int | str, ">-\n  3", "3"),
        (int | str, "0123", "0123"),
        (int | str, "3 seas", "3 seas"),
        (int | str, "!!str 3", "3"),
        (float | str, "3", 3.0),
        (bool | str, "true", True),
        (bool | str, "'true'", "true"),
        (bool | str, "yes", "yes"),
        (MOMENT, "2024-01-01", DAY),
        (MOMENT, "'2024-01-01'", DAY),
        (MOMENT, "2024-1-1", DAY),
        (MOMENT, "2024-01-01T12:00:00Z", NOON),
        (MOMENT, '"2024-01-01 12:00:00"', NOON),
        (MOMENT, "2024-01-01 12:00:00 +0200", SUMMER),
        (MOMENT, "Mon, 01 Jan 2024 12:00:00 GMT", NOON),
        (date | str, "2024-01-01", DAY),
        (date | str, "'2024-01-01'", "2024-01-01"),
        (date | str, "2024-02-30", "2024-02-30"),
        (datetime | str, "2024-01-01 12:00:00", NOON),
        (datetime | str, "Mon, 01 Jan 2024 12:00:00 GMT", "Mon, 01 Jan 2024 12:00:00 GMT"),
        (str | Author, "sea", "sea"),
        (str | Author, "{name: sea}", Author("sea")),
        (str | Author, "\n  name: sea\n  posts: 3", Author("sea", 3)),
        (Author | list[Author], "[{name: sea}]", [Author("sea")]),
        (Author | list[Author], "{name: sea}", Author("sea")),
        (list[str | Author], "[sea, {name: moon}]", ["sea", Author("moon")]),
        (list[int | str], "[3, '3', sea]", [3, "3", "sea"]),
        (str | dict[str, str], "{a: 3}", {"a": "3"}),
        (dict[str, str] | str, "{a: 3}", {"a": "3"}),
        (str | dict[str, Author], "{a: {name: sea}}", {"a": Author("sea")}),
        (list[Author] | dict[str, Author], "{a: {name: sea}}", {"a": Author("sea")}),
        (str | dict[str, Any], "{a: 3}", {"a": 3}),
        (int | list[int], "3", 3),
        (int | list[int], "[3]", [3]),
        (Decimal | str, "1.50", Decimal("1.50")),
        (Decimal | str, "'1.50'", "1.50"),
        (SCALAR, "3", 3),
        (SCALAR, "3.0", 3.0),
        (SCALAR, "2024-01-01", DAY),
        (SCALAR, "'2024-01-01'", "2024-01-01"),
    ],
)
def test_the_text_says_which_member_a_value_is(hint: Any, written: str, value: Any) -> None:
    for each_hint in (hint, hint | None, Optional[hint]):  # noqa: UP045
        found = value_of(each_hint, written)
        assert exact(found) == exact(value)
        canonical(each_hint, found)


@each("hint", [str | list[str], int | str, MOMENT, str | Author, int | float])
@each("written", ["~", "null", "", "# none", "!!null ''"])
def test_null_is_none(hint: Any, written: str) -> None:
    assert value_of(hint | None, written) is None
    [problem] = problems_of(list[hint], "[~]")
    assert problem.startswith("9 value[0]: expected ")


@each(
    "hint, written, found",
    [
        (str | list[str], "3", f"8 value: expected text or a list, found '3'{QUOTE}"),
        (str | list[str], "true", f"8 value: expected text or a list, found 'true'{QUOTE}"),
        (
            str | list[str],
            "2024-01-01",
            f"8 value: expected text or a list, found '2024-01-01'{QUOTE}",
        ),
        (
            str | list[str],
            "{a: b}",
            f"8 value: expected text or a list, found a mapping{QUOTE_MAPPING}",
        ),
        (str | list[str], "[a, ~]", "12 value[1]: expected text, found null"),
        (int | float, "sea", "8 value: expected an integer or a number, found 'sea'"),
        (int | float, "'3'", "8 value: expected an integer or a number, found '3'"),
        (int | float, "true", "8 value: expected an integer or a number, found 'true'"),
        (int | str, "1.5", f"8 value: expected text or an integer, found '1.5'{QUOTE}"),
        (int | str, "[3]", f"8 value: expected text or an integer, found a list{QUOTE_LIST}"),
        (int | str, "!!float 3", "8 value: expected text or an integer, found '3'"),
        (bool | int, "'1'", "8 value: expected an integer or true or false, found '1'"),
        (MOMENT, "sea", f"8 value: expected a date or {TIMESTAMP}, found 'sea'"),
        (MOMENT, "2024-02-30", f"8 value: expected a date or {TIMESTAMP}, found '2024-02-30'"),
        (MOMENT, "3", f"8 value: expected a date or {TIMESTAMP}, found '3'"),
        (
            date | str,
            "2024-01-01 12:00:00",
            f"8 value: expected text or a date, found '2024-01-01 12:00:00'{QUOTE}",
        ),
        (str | Author, "3", f"8 value: expected text or a mapping, found '3'{QUOTE}"),
        (str | Author, "{posts: 3}", "8 value.name: this key is missing"),
        (str | Author, "{name: a, posts: b}", "25 value.posts: expected an integer, found 'b'"),
        (str | dict[str, int], "{a: b}", "12 value.a: expected an integer, found 'b'"),
        (
            list[int | str],
            "[3, 1.5]",
            f"12 value[1]: expected text or an integer, found '1.5'{QUOTE}",
        ),
        (
            SCALAR,
            "[3]",
            f"8 value: expected {SCALARS} such as 2021-12-10T14:30:00Z, found a list{QUOTE_LIST}",
        ),
    ],
)
def test_a_value_that_is_no_member_is_a_problem(hint: Any, written: str, found: str) -> None:
    assert problems_of(hint, written) == [found]


# --- Unions that the text does not tell apart -----------------------------------------------------


@each(
    "hint",
    [
        list[str] | list[int],
        list[str] | tuple[str, ...],
        Author | Place,
        Author | dict[str, str],
        dict[str, str] | dict[str, int],
        float | Decimal,
        str | Literal["sea"],
        Colour | str,
        str | bytes,
        int | set[int],
        Colour | int,
        tuple[str, ...] | str,
        Literal["sea"] | int,
        str | list[Author | Place],
        dict[str, list[str] | list[int]],
    ],
)
def test_members_that_the_text_does_not_tell_apart_are_a_type_error_with_a_way_out(
    hint: Any,
) -> None:
    for each_hint in (hint, hint | None):
        message = type_error(each_hint)
        assert "As(str, read=..., write=...)" in message
