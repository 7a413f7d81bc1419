"""What needs the fields of Article: conditions, counts, charts and exports of any model."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, make_dataclass
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from loops import each

from newsfeed import Article, Document, Feed, Provider, RelatedItem, SerializeError, export
from newsfeed.plot import Plots

URL = "https://harbour.example/feed"
DAY = datetime(2026, 3, 14, tzinfo=UTC)


@dataclass
class Post:
    title: str


@dataclass
class Story:
    title: str
    published_date_time: datetime | None = None
    topics: list[str] = field(default_factory=list)
    web_url: str | None = None
    amp_web_url: str | None = None
    published: bool = True


POSTS = Feed([Post("Tide")])
NOTES = Feed([Document({"title": "Tide"})])


def stories() -> Iterator[Story]:
    yield Story("Tide", DAY, ["Sea"], "https://harbour.example/tide")


def test_what_a_model_has_is_enough() -> None:
    feed = Feed(stories())
    assert len(feed.where(topic="Sea", since="2026", published=True)) == 1
    assert feed.topics() == {"Sea": 1}
    assert Plots(feed).timeline().data.values[0]["articles"] == 1


# The fields of Article that exports use, without `extra`.
FIELDS = {each.name: each for each in attrs.fields(Article)}
LISTS = {"topics", "images", "related"}
Entry: Any = make_dataclass(
    "Entry",
    [
        (
            name,
            each.type or Any,
            field(default_factory=list) if name in LISTS else field(default=None),
        )
        for name, each in FIELDS.items()
        if name not in {"extra", "source", "path"}
    ],
)
EXPORTS: list[Callable[[Feed[Any]], object]] = [
    lambda feed: feed.rss(title="Post", feed_url=URL),
    lambda feed: feed.atom(title="Post", feed_url=URL),
    lambda feed: feed.json_feed(title="Post"),
    lambda feed: feed.json_ld_graph(),
    lambda feed: feed.api_page(),
]


def test_a_model_with_the_fields_of_an_article_is_exported_like_one() -> None:
    given: dict[str, Any] = {"title": "Tide", "web_url": URL, "published_date_time": DAY}
    given |= {"body": "At noon.\n", "provider": Provider("P"), "related": [RelatedItem("Moon")]}
    for call in EXPORTS:
        assert call(Feed([Entry(**given)])) == call(Feed([Article(**given)]))


@each(
    "lacking",
    [
        (lambda feed: feed.where(topic="Sea"), r"where\(topic=...\)", "topics"),
        (lambda feed: feed.where(since="2026"), r"where\(since=...\)", "published_date_time"),
        (lambda feed: feed.where(min_quality=3), r"where\(min_quality=...\)", "quality"),
        (lambda feed: feed.topics(), r"topics\(\)", "topics"),
        (lambda feed: feed.plot.timeline(), "the chart", "published_date_time"),
        (lambda feed: feed.plot.topics(), "the chart", "published_date_time"),
        (lambda feed: feed.plot.quality(), "the chart", "quality"),
        (lambda feed: feed.plot.related(), "the chart", "provider"),
        (lambda feed: feed.rss(title="Post", feed_url=URL), "RSS", "web_url"),
        (lambda feed: feed.atom(title="Post", feed_url=URL), "Atom", "web_url"),
        (lambda feed: feed.json_feed(title="Post"), "JSON Feed", "web_url"),
        (lambda feed: feed.json_ld_graph(), "JSON-LD", "excerpt"),
        (lambda feed: feed.api_page(), "the API", "excerpt"),
        (lambda feed: export.json_ld(feed[0]), "JSON-LD", "excerpt"),
        (lambda feed: export.api_item(feed[0]), "the API", "excerpt"),
        (lambda feed: export.atom(feed[0], title="Post", feed_url=URL), "Atom", "web_url"),
    ],
)
def test_what_a_model_lacks_is_named(
    lacking: tuple[Callable[[Feed[Any]], object], str, str],
) -> None:
    call, what, name = lacking
    with pytest.raises(
        TypeError, match=rf"^{what} needs the fields? (.*, )?{name}, .*which Post lacks$"
    ):
        call(POSTS)


def test_a_document_has_keys_and_no_fields() -> None:
    calls: list[Any] = [Feed.topics, Feed.providers, Feed.json_ld_graph]
    for call in calls:
        with pytest.raises(TypeError, match=r"needs the fields? .*, which Document lacks"):
            call(NOTES)
    charts = NOTES.plot
    with pytest.raises(TypeError, match="the chart needs the field provider, which Document lacks"):
        charts.providers()


def test_all_that_a_model_lacks_is_named_at_once() -> None:
    with pytest.raises(TypeError, match=r"^the chart needs the fields quality, heat, which Post"):
        POSTS.plot.quality()
    with pytest.raises(TypeError, match=r"^the chart needs the field provider, which Post lacks$"):
        POSTS.plot.providers()


@dataclass
class Told:
    provider: str | None = None
    topics: str | None = None


def test_a_provider_and_a_topic_may_be_text() -> None:
    feed = Feed([Told("Harbour Post", "Sea"), Told(), Told("Gull", "Sea")])
    assert len(feed.where(provider=["Gull", "Moon"], topic="Sea")) == 1
    assert feed.providers() == {"Harbour Post": 1, "Gull": 1}
    assert feed.topics() == {"Sea": 2}


def test_naive_datetimes_are_in_utc_where_they_are_compared() -> None:
    feed = Feed([Article("Tide", published_date_time=datetime(2026, 3, 14))])
    assert [len(feed.where(since=day)) for day in ("2026-03-14", "2026-03-15")] == [1, 0]


def test_a_model_without_a_path_is_refused_or_skipped_like_an_article() -> None:
    feed = Feed([Entry(title="Tide", web_url=URL)])
    with pytest.raises(SerializeError, match="JSON Feed needs a date, and 'Tide' has none"):
        feed.json_feed(title="Post")
    assert feed.json_feed(title="Post", on_error="skip")["items"] == []
