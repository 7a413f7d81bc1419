"""Naive datetimes of untyped values in exports, tables and feeds."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
from loops import each
from strategies import exact

from newsfeed import Article, Document, Feed, Image, Provider, RelatedItem, parse
from newsfeed.export import api_item, atom, json_feed, json_ld, json_schema, rss, to_json
from newsfeed.export.rows import as_data
from newsfeed.tables.unknown import from_tagged_json, to_tagged_json

NOON = datetime(2026, 3, 14, 12, 30, 5)
LATER = datetime(2027, 1, 2, 3, 4, 5)
EAST = timezone(timedelta(hours=5, minutes=30))


@attrs.define
class Note:
    anything: Any = None
    mapping: dict[str, Any] = attrs.field(factory=dict)
    items: list[Any] = attrs.field(factory=list)
    nested: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    extra: dict[str, Any] = attrs.field(factory=dict)


EXTRA: dict[str, Any] = {
    "seen": NOON,
    "first": datetime.min,
    "last": datetime.max,
    "aware": NOON.replace(tzinfo=EAST),
    "more": {"a": [NOON, {"b": LATER}], "day": date(2026, 3, 14)},
}


def test_tables_keep_naive_datetimes_of_unknown_keys() -> None:
    feed = Feed([Article("Tide", extra=EXTRA), Article("Moon", extra={"seen": LATER})])
    back = Feed.from_arrow(feed.to_arrow())
    assert [exact(article) for article in back] == [exact(article) for article in feed]
    assert exact(from_tagged_json(to_tagged_json(EXTRA))) == exact(EXTRA)


def test_tables_keep_naive_datetimes_of_untyped_fields() -> None:
    model: Any = Note
    values = {"a": {"b": NOON}, "c": [NOON]}
    notes: list[Any] = [Note(values, values, [values, NOON], {"d": values})]
    (back,) = Feed.from_arrow(Feed(notes).to_arrow(), model=model)
    assert exact(back) == exact(notes[0])


def test_tables_keep_naive_datetimes_of_documents() -> None:
    model: Any = Document
    documents: list[Any] = [Document(EXTRA, body="Body"), Document(body="Body")]
    back = Feed.from_arrow(Feed(documents).to_arrow(), model=model)
    assert [exact(each) for each in back] == [exact(each) for each in documents]


@each("made", [Article("Tide", extra=EXTRA), Document(EXTRA), Note(extra=EXTRA)])
def test_naive_datetimes_are_data_of_json_without_an_offset(made: Any) -> None:
    data = json.loads(json.dumps(as_data(made)))
    assert data["seen"] == "2026-03-14T12:30:05"
    assert data["first"] == "0001-01-01T00:00:00"
    assert data["last"] == "9999-12-31T23:59:59.999999"
    assert data["aware"] == "2026-03-14T07:00:05Z"
    assert data["more"] == {
        **{"a": ["2026-03-14T12:30:05", {"b": "2027-01-02T03:04:05"}], "day": "2026-03-14"},
    }
    assert json_schema(type(made))["type"] == "object"


URL = "https://tide.example/feed"
EXPORTS: list[Callable[[Article], Any]] = [
    lambda article: to_json(api_item(article)),
    lambda article: json.dumps(json_feed(article, title="Tides")),
    lambda article: json.dumps(json_ld(article)),
    lambda article: atom(article, title="Tides", feed_url=URL),
    lambda article: rss(article, title="Tides", home_page_url=URL, description="All"),
    lambda article: article._repr_html_(),
]


@each("export", EXPORTS)
def test_every_export_takes_naive_datetimes_of_unknown_keys(
    export: Callable[[Article], Any],
) -> None:
    image = Image("https://tide.example/sea.png", extra=EXTRA)
    provider = Provider("Tide Times", images=[image], extra=EXTRA)
    article = Article(
        "Tide",
        web_url="https://tide.example/early",
        published_date_time=NOON.replace(tzinfo=UTC),
        images=[image],
        provider=provider,
        related=[RelatedItem("Moon", provider=provider, images=[image], extra=EXTRA)],
        extra=EXTRA,
    )
    assert export(article)


@each("text", ["2026-03-14 12:30:05", "2026-03-14T12:30:05Z"])
def test_the_api_has_the_time_of_an_update_with_and_without_an_offset(text: str) -> None:
    article = parse(f"---\ntitle: Tide\nupdatedDateTime: {text}\n---\n")
    assert api_item(article)["updatedDateTime"].startswith("2026-03-14T12:30:05")


def test_a_feed_is_sorted_by_times_with_and_without_an_offset() -> None:
    times = ["2026-03-14 12:30:05", "2026-03-14T12:00:00Z", "2026-03-13 08:00:00"]
    feed = Feed(parse(f"---\ntitle: Tide\nseen: {text}\n---\n") for text in times)
    assert [article.extra["seen"].hour for article in feed.sorted("extra.seen")] == [8, 12, 12]
