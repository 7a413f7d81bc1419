"""Tags: those of YAML, which give a value its type, and unknown ones in typed fields: errors."""

from datetime import UTC, datetime

import pytest
from blocks import problems_of, read, unknown
from loops import each

from newsfeed import Article, ParseError, Provider

pytestmark = pytest.mark.usefixtures("each_loader")


@each(
    "block, key",
    [
        ("title: !headline a", "title"),  # local
        ("title: !!headline a", "title"),  # standard
        ("title: !<x> a", "title"),  # in full
        ("title: a\nheat: !number 3", "heat"),  # number
        ("title: a\ntopics: !tags [a]", "topics"),  # list
        ("title: a\ntopics: [!tag a]", "topics[0]"),  # item
        ("title: a\nprovider: !provider {name: b}", "provider"),  # mapping
        ("title: a\nx: !!x 1", "x"),  # unknown key
        ("title: a\nx: [{y: !!x 1}]", "x[0].y"),  # inside an unknown key
        ("title: a\nx: {!x y: 1}", "x"),  # key
        ("title: a\nx: !!python/name:os.system ''", "x"),  # python
        ("title: a\ntopics: !!map [a]", "topics"),  # mapping's on list
        ("title: a\nheat: !!seq 3", "heat"),  # list's on number
    ],
)
def test_an_unknown_tag_is_a_problem_with_its_place(block: str, key: str) -> None:
    assert problems_of(block) == [("NF007", key)]


def test_an_unknown_tag_on_a_key_is_a_problem() -> None:
    with pytest.raises(ParseError, match="!key") as caught:
        read("title: a\n!key x: 3")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("NF007", 3, 1)


def test_a_tag_on_the_whole_block_is_checked_too() -> None:
    assert read("!!map\ntitle: a").title == "a"
    assert problems_of("!article\ntitle: a") == [("NF007", "")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("title: a\ntopics: !!seq [b]", Article("a", topics=["b"], body=""), id="seq"),
        pytest.param(
            "title: a\nprovider: !!map {name: b}",
            Article("a", provider=Provider("b"), body=""),
            id="map",
        ),
        pytest.param(
            "title: a\npublishedDateTime: !!timestamp 2021-12-10",
            Article("a", published_date_time=datetime(2021, 12, 10, tzinfo=UTC), body=""),
            id="timestamp",
        ),
    ],
)
def test_a_standard_tag_that_fits_says_nothing_new(block: str, expected: Article) -> None:
    assert read(block) == expected


def test_the_tag_of_no_kind_means_nothing_before_a_collection() -> None:
    assert unknown("x: ! [a]\ny: ! {a: b}\nz: !\n  - a") == {
        "x": ["a"],
        "y": {"a": "b"},
        "z": ["a"],
    }


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_a_tag_and_the_header_of_a_block_may_end_with_any_line_end_of_yaml(end: str) -> None:
    assert unknown(f"x: !!str{end}  3\ny: |{end}  a") == {"x": "3", "y": "a\n"}
