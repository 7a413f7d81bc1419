"""Null: no value in an optional field, an empty list, or an error where a value is required."""

import attrs
import pytest
from blocks import Ferry, messages, problems_of, read
from loops import each

from newsfeed import Article, ParseError, Provider, RelatedItem, parse

pytestmark = pytest.mark.usefixtures("each_loader")


NULLS = ["", " ~", " null", " Null", " NULL", " # nothing", " !!null ''", " !!null"]
OPTIONAL = [field.name for field in attrs.fields(Article) if field.default is None]
LISTS = ["topics", "images", "related"]


def key_of(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


@each("null", NULLS)
@each("name", [name for name in OPTIONAL if name not in ("source", "path")])
def test_null_and_missing_are_none_in_an_optional_field(name: str, null: str) -> None:
    article = read(f"title: Rain\n{key_of(name)}:{null}")
    assert getattr(article, name) is None
    assert article.extra == {}
    assert article == read("title: Rain")


@each("null", NULLS)
@each("name", LISTS)
def test_null_and_missing_are_the_empty_list(name: str, null: str) -> None:
    assert getattr(read(f"title: Rain\n{name}:{null}"), name) == []
    assert getattr(read("title: Rain"), name) == []
    assert getattr(read(f"title: Rain\n{name}: []"), name) == []


def test_null_lists_are_empty_at_every_level() -> None:
    block = "title: a\nprovider: {name: b, images: ~}\nrelated:\n  - title: c\n    images:"
    assert read(block) == Article("a", provider=Provider("b"), related=[RelatedItem("c")], body="")


@each("null", ["", " ~", " null"])
@each(
    "block, key",
    [
        ("title:{}", "title"),
        ("title: a\nprovider:\n  name:{}", "provider.name"),
        ("title: a\nimages:\n  - url:{}", "images[0].url"),
        ("title: a\nrelated:\n  - title:{}", "related[0].title"),
        ("title: a\ntopics:\n  -{}", "topics[0]"),
        ("title: a\nimages:\n  -{}", "images[0]"),
    ],
)
def test_null_is_refused_where_a_value_is_required(block: str, key: str, null: str) -> None:
    assert problems_of(block.format(null)) == [("NF011", key)]


def test_null_for_a_required_collection_is_answered_with_what_was_expected() -> None:
    text = "---\nstops:\nfirst: ~\nnames: null\ndays: [~]\nmaps: [{}, ~]\n---\n"
    assert messages(text, Ferry) == [
        "stops: expected a list, found nothing",
        "first: expected a mapping, found null",
        "names: expected a mapping, found null",
        "days[0]: expected a list, found null",
        "maps[1]: expected a mapping, found null",
    ]


@attrs.define
class Tides:
    is_high: bool
    days: list[bool] = attrs.field(factory=list)
    heights: list[int | None] = attrs.field(factory=list)


def test_null_may_be_an_item_where_the_hint_says_so() -> None:
    tides = parse("---\nis_high: true\nheights: [~, 3, null]\n---\n", model=Tides)
    assert tides.heights == [None, 3, None]


@attrs.define
class Cell:
    X: str


@each(
    "block, place",
    [
        ("X:", (2, 3)),
        ("X:   ", (2, 3)),
        ("X:   # note", (2, 3)),
        ("{X:   }", (2, 4)),
        ("{X: \n \t\n}", (2, 4)),
        ("{X}", (2, 3)),
        ("{X   }", (2, 3)),
    ],
)
def test_nothing_is_found_right_behind_its_key(block: str, place: tuple[int, int]) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block}\n---\n", model=Cell)
    (problem,) = caught.value.problems
    assert problem.message == "X: expected text, found nothing"
    assert (problem.line, problem.column) == place
