"""The message about a wrong value: its key, what was expected, and the value as it is written."""

import attrs
import pytest
from blocks import Ferry, messages
from loops import each

from newsfeed import ParseError, parse

pytestmark = pytest.mark.usefixtures("each_loader")


def test_a_value_that_its_own_tag_refuses_is_a_problem_with_its_key() -> None:
    text = "---\nstops: []\nfirst: {name: a}\nnames: {b: [!!int c], d: !!bool 'no'}\n---\n"
    assert messages(text, Ferry) == [
        "names.b[0]: expected an integer, found 'c'",
        "names.d: expected true or false without quotes, found 'no'",
    ]


@attrs.define
class Tides:
    is_high: bool
    days: list[bool] = attrs.field(factory=list)
    heights: list[int | None] = attrs.field(factory=list)


def test_one_wrong_value_is_one_problem() -> None:
    text = "---\nis_high: 'no'\ndays: ['no']\nheights: [~, a]\n---\n"
    assert messages(text, Tides) == [
        "is_high: expected true or false without quotes, found 'no'",
        "days[0]: expected true or false without quotes, found 'no'",
        "heights[1]: expected an integer, found 'a'",
    ]


@each(
    "written, shown",
    [
        ("a\\b", "'a\\\\b'"),
        ("'a\\b'", "'a\\b'"),
        ('"a\\\\b"', '"a\\b"'),
        ("'it''s'", "'it's'"),
        ("|\n  a", "'a\\n'"),
        ("x" * 58, f"'{'x' * 58}'"),
        ("x" * 59, f"'{'x' * 56}..."),
        (f"'{'x' * 58}'", f"'{'x' * 58}'"),
        (f"'{'x' * 59}'", f"'{'x' * 56}..."),
    ],
)
def test_a_wrong_value_is_shown_in_its_own_quotes_and_cut_at_sixty(
    written: str, shown: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\nheat: {written}\n---\n")
    (problem,) = caught.value.problems
    assert problem.message == f"heat: expected an integer, found {shown}"
