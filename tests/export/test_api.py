"""Articles as the publisher's API has them: items and pages."""

import json
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from newsfeed import Article, Feed, Image, Provider, RelatedItem, export, parse
from newsfeed.export import api_item, api_page

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
WEST = timezone(timedelta(hours=-8))
PAGE = "https://daily.example/tide"

# --- One article ----------------------------------------------------------------------------------

BIG = Image("b.jpg", width=4, height=3, title="B", attribution="C", is_cached=True)
UNKNOWN = {"tags": ["t"], "sourceUrl": "https://source.example/", "highlight": True, "x": "y"}
FULL = Article(
    " Tide &amp; moon ",
    category="news",
    excerpt=" It turned &#8217;early ",
    published_date_time=NOON,
    original_url="https://post.example/tide",
    web_url=PAGE,
    amp_web_url="https://daily.example/amp",
    cdn_amp_web_url="https://cdn.example/amp",
    type="article",
    quality=61,
    heat=0,
    published=False,
    featured_content="<iframe></iframe>",
    provider=Provider(
        "Daily",
        domain="daily.example",
        images=[Image("a.jpg", is_cached=False, extra={"alt": "A"})],
        extra={"authors": ["Ida"], "publishers": [{"name": "P"}], "founded": 1900},
    ),
    topics=["Sea", "Möwe"],
    images=[BIG, Image("c")],
    related=[RelatedItem("Moon")],
    secured="a;b",
    extra=UNKNOWN | {"updatedDateTime": NOON},
    body="One\n\nTwo\r\n",
    path=Path("_news", "tide.md"),
)
FULL_ITEM = json.loads("""{
  "path": "_news/tide.md", "title": " Tide &amp; moon ", "excerpt": " It turned &#8217;early ",
  "sourceUrl": "https://source.example/", "webUrl": "https://daily.example/tide",
  "originalUrl": "https://post.example/tide", "featuredContent": "<iframe></iframe>",
  "highlight": true, "heat": 0, "tags": ["t"],
  "images": [
    {"url": "b.jpg", "width": 4, "height": 3, "title": "B", "attribution": "C", "isCached": true},
    {"url": "c", "width": null, "height": null, "title": null, "attribution": null,
     "isCached": false}
  ],
  "content": "One\\r\\n\\r\\nTwo\\r\\n", "type": "article",
  "ampWebUrl": "https://daily.example/amp", "cdnAmpWebUrl": "https://cdn.example/amp",
  "publishedDateTime": "2026-03-14T12:00:00Z", "updatedDateTime": "2026-03-14T12:00:00Z",
  "provider": {
    "name": "Daily", "domain": "daily.example",
    "images": [{"url": "a.jpg", "width": null, "height": null, "title": null, "attribution": null,
                "isCached": false}],
    "publishers": [{"name": "P"}], "authors": ["Ida"]
  },
  "locale": "en-us", "categories": ["news"], "topics": ["Sea", "Möwe"]
}""")


@attrs.define
class Agency(Provider):
    authors: list[str] = attrs.field(factory=list, kw_only=True)


@attrs.define
class Column(Article):
    author: str | None = attrs.field(default=None, kw_only=True)
    tags: list[str] = attrs.field(factory=list, kw_only=True)
    updated_date_time: datetime | None = attrs.field(default=None, kw_only=True)


def test_what_is_missing_is_null_in_the_order_of_the_api() -> None:
    given_ = {"title": "Tide", "content": "", "locale": "en-us"}
    # As text, which the order of the keys is part of.
    expected = {key: given_.get(key) for key in FULL_ITEM}
    assert json.dumps(api_item(Article("Tide"))) == json.dumps(expected)


def test_every_field_has_its_key_and_texts_are_verbatim() -> None:
    assert json.dumps(api_item(FULL)) == json.dumps(FULL_ITEM)


def test_a_provider_of_a_name_alone_has_all_keys() -> None:
    provider = api_item(Article("Tide", provider=Provider("Daily")))["provider"]
    expected = dict.fromkeys(["name", "domain", "images", "publishers", "authors"])
    assert json.dumps(provider) == json.dumps(expected | {"name": "Daily"})


def test_an_item_shares_nothing_with_the_article() -> None:
    article = Article("T", topics=["Sea"], extra={"tags": [{"a": ["b"]}]})
    item = api_item(article)
    item["topics"].append("Moon")
    item["tags"][0]["a"].append("c")
    assert article == Article("T", topics=["Sea"], extra={"tags": [{"a": ["b"]}]})


HERE = Path("posts", "a.md")
PATHS = {
    "none": (None, None, None),
    "own": (HERE, None, "posts/a.md"),
    "text": (HERE, "_news/é b.md", "_news/é b.md"),
    "empty": (HERE, "", ""),
    "path": (None, Path("_news", "sea", "a.md"), "_news/sea/a.md"),
    "URL": (Path("s3://bucket/a.md"), None, "s3://bucket/a.md"),
}


@pytest.mark.parametrize(("own", "other", "expected"), PATHS.values(), ids=list(PATHS))
def test_the_path_is_the_argument_or_that_of_the_article(
    own: Path | None, other: str | Path | None, expected: str | None
) -> None:
    assert api_item(Article("Tide", path=own), other)["path"] == expected


@pytest.mark.skipif(os.name == "nt", reason="paths are text there")
def test_a_path_that_is_not_utf_8_can_be_encoded() -> None:
    path = Path(os.fsdecode(b"t\xe9.md"))
    assert api_item(Article("Tide", path=path))["path"] == "t\\udce9.md"


CONTENT = {
    "empty": ("", "", ""),
    "a line end": ("\n", "", "\r\n"),
    "blanks": (" \n\t\r\n", "", " \r\n\t\r\n"),
    "blanks beyond ASCII": ("\xa0\u2028", "", "\xa0\u2028"),
    "mixed line ends": ("a\r\nb\nc\rd", "a\r\nb\r\nc\rd", "a\r\nb\r\nc\rd"),
    "entities": ("a&nbsp;<b>", "a&nbsp;<b>", "a&nbsp;<b>"),
}


@pytest.mark.parametrize(("body", "text", "whole"), CONTENT.values(), ids=list(CONTENT))
def test_the_lines_of_content_end_in_crlf_and_a_blank_body_is_empty_unless_asked_for(
    body: str, text: str, whole: str
) -> None:
    article = Article("Tide", body=body)
    assert api_item(article)["content"] == text
    assert api_item(article, content="body")["content"] == whole


def test_a_content_that_is_none_is_an_error_for_a_page_without_items_too() -> None:
    for make in (partial(api_item, FULL), partial(api_page, [])):
        with pytest.raises(ValueError, match=r"^expected content 'text' or 'body', found 'html'$"):
            make(content="html")


def test_a_subclass_is_written_as_an_article_without_its_own_fields() -> None:
    column = Column("Tide", author="Ida", tags=["Sea"], published_date_time=NOON, web_url=PAGE)
    article = Article("Tide", extra={"tags": ["Sea"]}, published_date_time=NOON, web_url=PAGE)
    assert api_item(column) == api_item(article)
    assert api_page(column) == api_page([column]) == api_page([article])


def test_keys_of_the_api_that_a_subclass_knows_are_written() -> None:
    update = "updatedDateTime: 2026-03-14T12:00:00Z\nhighlight: yes\n"
    text = f"---\ntitle: Tide\ntags:\n  - Sea\n{update}---\n"
    assert api_item(parse(text, model=Column), tzinfo=WEST) == api_item(parse(text), tzinfo=WEST)
    agency = Agency("Daily", authors=["Ida"], extra={"publishers": ["P"]})
    provider = api_item(Column("Tide", provider=agency))["provider"]
    assert (provider["authors"], provider["publishers"]) == (["Ida"], ["P"])


def test_a_list_that_a_subclass_knows_is_null_where_it_is_missing() -> None:
    item = api_item(Column("Tide", provider=Agency("Daily")))
    assert (item["tags"], item["provider"]["authors"]) == (None, None)


# --- Pages ----------------------------------------------------------------------------------------


def at(title: str, when: datetime = NOON, **fields: Any) -> Article:
    return Article(title, published_date_time=when, web_url=PAGE, **fields)


def titles(page: dict[str, Any]) -> list[str]:
    return [item["title"] for item in page["value"]]


TIDES = [at(f"Tide {n}", NOON + timedelta(hours=n)) for n in range(5)]


def test_a_page_has_its_number_its_items_and_the_number_of_the_next() -> None:
    page = api_page(TIDES, 2, 2)
    assert page == {"page": 2, "value": [api_item(TIDES[2]), api_item(TIDES[1])], "nextPage": 3}
    assert list(page) == ["page", "value", "nextPage"]
    first = api_page([at(str(n)) for n in range(26)])
    assert (first["page"], len(first["value"]), first["nextPage"]) == (1, 25, 2)


def test_what_is_behind_the_last_page_is_empty() -> None:
    for page in (2, 3, 10**30):
        assert api_page(TIDES, page, 5) == {"page": page, "value": [], "nextPage": None}


INPUTS: list[Callable[[list[Article]], Iterable[Article]]] = [tuple, iter, Feed]


@pytest.mark.parametrize("make", INPUTS, ids=["tuple", "iterator", "feed"])
def test_articles_are_any_iterable_and_stay_in_their_order(
    make: Callable[[list[Article]], Iterable[Article]],
) -> None:
    articles = TIDES[1:4]
    assert titles(api_page(make(articles))) == ["Tide 3", "Tide 2", "Tide 1"]
    assert titles(api_page(each for each in make(articles))) == ["Tide 3", "Tide 2", "Tide 1"]


def test_the_newest_is_first_in_the_hour_that_clocks_repeat() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    older = at("older", datetime(2025, 11, 2, 1, 45, tzinfo=zone))
    newer = at("newer", datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=zone))
    assert titles(api_page([older, newer])) == ["newer", "older"]


@examples(100)
@given(
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([UTC, WEST])), max_size=12),
    st.integers(1, 5),
)
def test_the_pages_together_are_all_articles_newest_first(
    hours: list[tuple[int, timezone]], size: int
) -> None:
    articles = [
        at(str(number), (NOON + timedelta(hours=hour)).astimezone(zone))
        for number, (hour, zone) in enumerate(hours)
    ]
    found, page = [], 1
    while True:
        made = api_page(iter(articles), page, size)
        assert made["page"] == page
        assert len(made["value"]) == size or made["nextPage"] is None
        found += titles(made)
        if made["nextPage"] is None:
            break
        assert made["nextPage"] == page + 1
        page += 1
    order = sorted(range(len(hours)), key=lambda number: (-hours[number][0], number))
    assert found == [str(number) for number in order]
    assert page == max(1, -(-len(articles) // size))


def test_the_options_of_an_item_are_those_of_a_page() -> None:
    article = at("Tide", body=" ", path=Path("_news", "tide.md"))
    page = api_page(article, locale="de-de", tzinfo=WEST, content="body")
    item = api_item(article, None, "de-de", tzinfo=WEST, content="body")
    assert page["value"] == [item]
    assert (item["path"], item["content"], item["locale"]) == ("_news/tide.md", " ", "de-de")


def test_a_page_holds_published_articles_unless_others_are_asked_for() -> None:
    articles = [at("a", published=True), at("b", published=False), at("c")]
    assert (titles(page := api_page(articles, 1, 2)), page["nextPage"]) == (["a", "c"], None)
    assert titles(api_page(articles, unpublished=True)) == ["a", "b", "c"]


@pytest.mark.parametrize(("page", "size"), [(0, 25), (-1, 1), (1, 0), (2, -25)])
def test_a_page_or_a_size_below_1_is_an_error(page: int, size: int) -> None:
    message = f"page and page_size of 1 or more, found {page} and {size}$"
    with pytest.raises(ValueError, match=message):
        api_page(TIDES, page, size)


def test_an_article_that_lacks_something_is_an_error_on_any_page() -> None:
    with pytest.raises(ValueError, match="the API needs a date, and 'Moon' has none"):
        api_page([*TIDES, Article("Moon", web_url=PAGE)], 9)
    assert titles(api_page([Article("Moon"), *TIDES], 1, 1, on_error="skip")) == ["Tide 4"]


# --- Methods --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["api_page", "atom", "json_feed", "json_ld_graph", "rss"])
def test_the_export_of_many_articles_is_a_method_of_a_feed(name: str) -> None:
    assert getattr(Feed, name) is getattr(export, name)


def test_a_feed_makes_its_page() -> None:
    feed = Feed(TIDES)
    assert feed.api_page(2, 2, locale="de-de") == api_page(TIDES, 2, 2, locale="de-de")
    assert feed[:1].json_feed(title="Tides")["items"][0]["title"] == "Tide 0"
    assert Feed().api_page() == {"page": 1, "value": [], "nextPage": None}
