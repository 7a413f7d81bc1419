"""Checking never raises and changes nothing, whatever an article holds and wherever it is from."""

import copy
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import foreign_texts
from strategies import articles, examples, records

from newsfeed import Article, Image, Provider, RelatedItem, parse
from newsfeed.checks import check

ALL = ["NF"]
EARLIEST = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
ANY: Any = None  # what the type of a field does not allow

TEXT = """\
---
title: "Tide"
publishedDateTime: 2020-01-02T00:00:00Z
webUrl: "https://harbour.example/tide"
---
"""


def codes(article: Article) -> list[str]:
    return [problem.code for problem in check(article, select=ALL)]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("title", None, ["NF117"], id="title of null"),
        pytest.param("title", 5, [], id="title of a number"),
        pytest.param("web_url", 5, [], id="URL of a number"),
        pytest.param("web_url", None, ["NF117"], id="URL of null"),
        pytest.param("amp_web_url", 5, [], id="AMP URL of a number"),
        pytest.param("cdn_amp_web_url", 5, ["NF108"], id="cache URL of a number"),
        pytest.param("secured", 5, [], id="payload of a number"),
        pytest.param("heat", "x", [], id="heat of text"),
        pytest.param("published", "x", [], id="published of text"),
        pytest.param("published_date_time", "soon", [], id="timestamp of text"),
        pytest.param("published_date_time", datetime(2999, 1, 1), ["NF121"], id="naive timestamp"),
        pytest.param("published_date_time", EARLIEST, ["NF115"], id="timestamp before year 1"),
        pytest.param("topics", None, [], id="topics of null"),
        pytest.param("topics", [None, 5, "a", "A"], ["NF112"], id="topics of several types"),
        pytest.param("images", 5, [], id="images of a number"),
        pytest.param("images", [None, "x"], [], id="images of null and text"),
        pytest.param("images", [Image("/", width=ANY)], ["NF104", "NF111", "NF111"], id="image"),
        pytest.param("images", [Image(5, width="x", height="x")], [], id="image of wrong types"),  # type: ignore[arg-type]
        pytest.param("provider", "x", [], id="provider of text"),
        pytest.param("provider", Provider(ANY, images=ANY), ["NF117"], id="provider of nulls"),
        pytest.param("provider", Provider("x", domain=5), [], id="domain of a number"),  # type: ignore[arg-type]
        pytest.param("related", [RelatedItem(ANY), None], ["NF117"], id="related items of null"),
        pytest.param("extra", {5: 1, None: 2}, [], id="keys that are no texts"),
        pytest.param("extra", None, [], id="unknown keys of null"),
        pytest.param("extra", 5, [], id="unknown keys of a number"),
    ],
)
def test_a_value_of_a_wrong_type_is_passed_over(name: str, value: Any, expected: list[str]) -> None:
    article = parse(TEXT, path="2020-01-02-tide.md")
    article.published = True
    assert codes(article) == []
    setattr(article, name, value)
    assert codes(article) == expected


@pytest.mark.parametrize("value", ["~", "null", "''", "", "soon", "[]", "{at: noon}"])
def test_what_the_source_has_in_place_of_a_timestamp_need_not_be_one(value: str) -> None:
    article = parse(TEXT)
    article.source = f"---\ntitle: Tide\npublishedDateTime: {value}\n---\n"
    assert codes(article) == []


def test_unknown_keys_that_are_no_texts_are_compared_as_texts() -> None:
    class Name:
        def __str__(self) -> str:
            return "webURL"

    (problem,) = check(Article("Tide", extra={5: 1, Name(): 2}))  # type: ignore[dict-item]
    assert (problem.code, problem.key) == ("NF119", "webURL")


GARBAGE: list[Any] = [
    *(None, 5, -0.5, True, "x", "", b"x", [], [None], ["x", 5], {}, {5: None}, {"x": [5]}),
    *(object(), Article, EARLIEST, datetime(2020, 1, 2), datetime(2020, 1, 2, tzinfo=UTC).date()),
    *(Image("x"), Provider("x"), [Article("x")], Provider(ANY, images=[ANY])),
]
SOURCES = ["", "---", "---\n---\n", "---\n[x]\n---\n", "---\na: [\n---\n", "---\nimages: x\n---\n"]


@st.composite
def odd_articles(draw: st.DrawFn) -> Article:
    """Articles with values of wrong types anywhere, and sources that are not theirs."""
    article = draw(articles())
    for _ in range(draw(st.integers(0, 4))):
        record = draw(st.sampled_from(list(records(article))))
        names = [each.name for each in attrs.fields(type(record))]
        name = draw(st.sampled_from([each for each in names if each not in ("source", "path")]))
        setattr(record, name, copy.deepcopy(draw(st.sampled_from(GARBAGE))))
    others = st.sampled_from(SOURCES) | foreign_texts().map(lambda foreign: foreign.text)
    article.source = draw(st.none() | others)
    article.path = draw(st.sampled_from([None, Path("2020-01-02-x.md")]))
    return article


def held(article: Article) -> str:
    """All that an article holds; unlike with `==`, NaN is the same as itself."""
    return repr(attrs.asdict(article))


@examples(150)
@given(odd_articles())
def test_whatever_an_article_holds_it_is_checked_and_left_as_it_is(article: Article) -> None:
    before = held(article)
    check(article, select=ALL)
    assert held(article) == before
