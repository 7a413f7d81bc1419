"""`serialize` refuses what would not read back as the article it was given, and says why."""

from datetime import datetime
from zoneinfo import ZoneInfo

import attrs
import pytest
from refusals import Nowhere, refusal

from newsfeed import Article, Provider, parse, serialize

SHARED = """\
---
title: Two ferries, one owner
provider: &owner
  name: Harbour Post
related:
  - title: The first ferry
    provider: *owner
---
"""


def test_an_edit_of_a_value_that_an_alias_shares_names_what_would_change_too() -> None:
    article = parse(SHARED)
    assert article.provider is not None
    article.provider.name = "Daily Tide"
    error = refusal(article)
    assert error.key == "related[0].provider.name"
    assert "anchor" in error.message


def test_the_same_edit_wherever_the_value_is_used_is_made() -> None:
    article = parse(SHARED)
    article.provider = article.related[0].provider = Provider("Daily Tide")
    edited = serialize(article)
    assert "Harbour Post" not in edited
    assert parse(edited) == article


def test_an_anchor_that_an_alias_needs_is_not_removed() -> None:
    article = parse(SHARED)
    article.provider = None
    error = refusal(article)
    assert "alias *owner has no anchor" in error.message
    assert "write them out" in error.message


def test_an_unknown_value_that_an_alias_shares_is_refused_where_it_differs() -> None:
    article = parse("---\ntitle: a\nx: &x\n  y: 1\nz: [*x]\n---\n")
    article.extra["x"]["y"] = 2
    assert refusal(article).key == "z[0].y"


def test_a_value_that_comes_by_a_merge_is_not_cleared() -> None:
    article = parse("---\ntitle: a\nbase: &base {heat: 3}\n<<: *base\n---\n")
    article.heat = None
    assert refusal(article).key == "heat"
    article.heat = 4
    assert serialize(article) == "---\ntitle: a\nheat: 4\nbase: &base {heat: 3}\n<<: *base\n---\n"


def test_a_line_end_that_only_yaml_knows_is_refused_rather_than_mistaken() -> None:
    article = parse("---\n\rtitle: a\n---\n")
    article.heat = 3
    error = refusal(article)
    assert error.message.startswith("the result would ")
    assert "anchor" not in error.message


@pytest.mark.parametrize("source", ["no fence", "---\nheat: 3\n---\n"])
def test_a_source_that_is_no_article_is_refused(source: str) -> None:
    error = refusal(Article("a", source=source))
    assert error.key == "source"
    assert "cannot be read" in error.message


def test_a_source_that_is_no_text_is_refused() -> None:
    assert refusal(attrs.evolve(Article("a"), source=3)).key == "source"  # type: ignore[arg-type]


def test_an_item_behind_a_line_end_that_only_yaml_knows_is_refused() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n\u2028- b\n---\n")
    article.topics.append("c")
    assert "line of its own" in refusal(article).message


def test_an_item_behind_a_comment_that_only_yaml_ends_is_refused() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n# b\r- c\n- d\n---\n")
    assert article.topics == ["a", "c", "d"]
    article.topics.remove("c")
    assert "line of its own" in refusal(article).message


@pytest.mark.parametrize(("month", "day", "hour"), [(10, 31, 2), (3, 28, 2)])
def test_an_hour_that_clocks_repeat_or_skip_is_no_moment(month: int, day: int, hour: int) -> None:
    moment = datetime(2021, month, day, hour, 30, tzinfo=ZoneInfo("Europe/Paris"))
    error = refusal(Article("a", published_date_time=moment))
    assert error.key == "publishedDateTime"
    assert "neither skip nor repeat" in error.message


def test_a_zone_that_raises_is_refused_with_the_key() -> None:
    error = refusal(Article("a", published_date_time=datetime(2021, 1, 1, tzinfo=Nowhere())))
    assert error.key == "publishedDateTime"
