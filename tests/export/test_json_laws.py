"""JSON Feed and JSON-LD of any article: they fit a schema and share nothing with it."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import articles, exact, examples, instants, texts

from newsfeed import Article, Image, read
from newsfeed.export import json_feed, json_ld, json_ld_graph, to_json

SCHEMA = json.loads((Path(__file__).parent / "json_feed.schema.json").read_text("utf-8"))
FEEDS = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
PAGE = "https://harbour.example/tide"
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def an_article(title: str = "Tide", **fields: Any) -> Article:
    return Article(title, **{"web_url": PAGE, "published_date_time": NOON, **fields})


def feed_of(articles: Any, **options: Any) -> dict[str, Any]:
    return json_feed(articles, title="Post", **options)


# --- The schema -----------------------------------------------------------------------------------

AUTHOR = {"name": "Post", "url": "mailto:post@a.example", "avatar": "https://a.example/i.png"}
ITEM: dict[str, Any] = {
    **{"id": "1", "url": PAGE, "external_url": PAGE, "title": "Tide", "content_html": "<p>"},
    **{"content_text": "T", "summary": "S", "image": PAGE, "banner_image": PAGE, "tags": ["", "a"]},
    **{"date_published": "2026-03-14T12:00:00.5+01:00", "date_modified": "2026-03-14T12:00:00Z"},
    **{"authors": [AUTHOR], "author": AUTHOR, "language": "en-US", "_other": {"a": [{"b": 1}]}},
    **{"attachments": [{"url": PAGE, "mime_type": "a/b", "title": "", "size_in_bytes": 1}]},
    **{"_newsfeed": {"amp_url": PAGE, "cdn_amp_url": PAGE, "related": [{"title": "Moon"}]}},
}
WHOLE: dict[str, Any] = {
    **{"version": "https://jsonfeed.org/version/1.1", "title": "", "home_page_url": PAGE},
    **{"feed_url": PAGE, "description": "", "user_comment": "", "next_url": PAGE, "icon": PAGE},
    **{"favicon": PAGE, "authors": [AUTHOR], "author": AUTHOR, "language": "x-tide"},
    **{"expired": True, "hubs": [{"type": "WebSub", "url": PAGE}], "_a_b": {"about": PAGE}},
    "items": [ITEM, {"id": "2", "content_html": ""}, {"id": "3", "content_text": ""}],
}
WRONG: dict[str, list[Any]] = {
    "version": ["https://jsonfeed.org/version/1", 1.1, None],
    "title": [5, None, ["a"]],
    "items": [None, {}, [5], [{"id": "1"}], [{"content_text": "no id"}]],
    "home_page_url": ["", "/a", "a.example", "https://a b/", "https://é/", f"{PAGE}\n", f"{PAGE}%"],
    "language": ["", "the Queen's", "en_US", 5],
    "authors": [[], {}, [{}], [{"name": 5}], [{"name": "a", "url": "b"}], [{"nick": "a"}]],
    "expired": ["true"],
    "hubs": [[{"type": "a"}], [{"url": PAGE}]],
    "other": [{}],
    "_1": [{}],
    "_a.b": [{}],
    "_a": [1, {"b.c": 1}, {"_b": 1}, {"b": [{"c": {"_d": 1}}]}, {"about": "b"}],
    "items.id": [5, "", None],
    "items.content_text": [None, 5],
    "items.image": [None, "a.jpg"],
    "items.date_published": [
        *(5, "", "2026-03-14", "2026-03-14T12:00:00", "2026-02-30T12:00:00Z"),
        *("2026-03-14 12:00:00Z", "2026-03-14T12:00Z", "2026-03-14T12:00:00Z\n"),
    ],
    "items.tags": ["a", [5], [None]],
    "items.attachments": [[{"url": PAGE}], [{"url": PAGE, "mime_type": "a"}]],
    "items._newsfeed": [
        *({}, {"amp_url": "/a"}, {"related": []}, {"related": [{"url": PAGE}]}, {"a": 1}),
        {"related": [{"title": "a", "date_published": "soon"}]},
    ],
}


def test_a_feed_with_every_key_of_the_specification_fits_the_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(FEEDS.iter_errors(WHOLE)) == []
    assert SCHEMA["properties"].keys() <= WHOLE.keys()
    assert SCHEMA["$defs"]["item"]["properties"].keys() == ITEM.keys() - {"_other"}


@pytest.mark.parametrize("where", WRONG)
def test_a_feed_with_a_wrong_value_does_not_fit_the_schema(where: str) -> None:
    key = where.removeprefix("items.")
    for value in WRONG[where]:
        feed = copy.deepcopy(WHOLE)
        (feed if key == where else feed["items"][0])[key] = value
        errors = list(FEEDS.iter_errors(feed))
        assert errors, value
        assert {error.path[0] for error in errors if error.path} <= {where.partition(".")[0]}


@pytest.mark.parametrize("key", ["version", "title", "items", "id"])
def test_a_feed_without_a_key_that_it_must_have_does_not_fit_the_schema(key: str) -> None:
    feed = copy.deepcopy(WHOLE)
    del (feed["items"][1] if key == "id" else feed)[key]
    [error] = FEEDS.iter_errors(feed)
    assert error.message == f"{key!r} is a required property"


@pytest.mark.parametrize(("key", "value"), [("url", "a.example"), ("date_published", "soon")])
def test_the_formats_are_checked(key: str, value: str) -> None:
    feed = {**WHOLE, "items": [{**ITEM, key: value}]}
    assert [error.validator for error in FEEDS.iter_errors(feed)] == ["format"]


# --- Laws -----------------------------------------------------------------------------------------


def publishable() -> st.SearchStrategy[Article]:
    """Articles with a URL and a date, and some pictures that have an address."""
    url = texts().map(lambda text: f"https://harbour.example/{text}")
    addresses = st.tuples(url, st.none() | texts()) | st.tuples(st.just(None) | st.just(""), url)
    image = st.builds(Image, url | texts(), width=st.none() | st.integers(0, 9))

    def with_them(
        article: Article, urls: tuple[str | None, str | None], when: datetime, images: list[Image]
    ) -> Article:
        web_url, original_url = urls
        article = attrs.evolve(article, web_url=web_url, original_url=original_url)
        return attrs.evolve(article, published_date_time=when, images=images)

    return st.builds(with_them, articles(), addresses, instants(), st.lists(image, max_size=3))


OPTIONS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": texts()},
    optional={
        **{"description": texts(), "language": st.sampled_from(["en", "en-US", "x-tide"])},
        **{"feed_url": st.just("https://a.example/é"), "icon": st.just("HTTP://a.example")},
    },
)


@given(st.lists(publishable(), max_size=3), OPTIONS)
@examples(250)
def test_any_feed_fits_the_schema(some: list[Article], options: dict[str, Any]) -> None:
    feed = json_feed(some, **options, unpublished=True)
    assert list(FEEDS.iter_errors(feed)) == []
    assert len(feed["items"]) == len(some)
    assert exact(json.loads(json.dumps(feed, allow_nan=False))) == exact(feed)
    assert json.loads(to_json(feed)) == feed


def emptied(value: Any) -> None:
    """Take everything out of data."""
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            emptied(each)
    value.clear()


@given(publishable())
@examples(100)
def test_no_data_belongs_to_the_article_too(article: Article) -> None:
    before = copy.deepcopy(article)
    for make in (feed_of, json_ld, json_ld_graph):
        emptied(make(article))
        assert exact(article) == exact(before)


# Of https://schema.org/version/latest; what the values are of: text, a number, an address, a time.
VOCABULARY: dict[str, dict[str, Any]] = {
    "NewsArticle": {
        **{"headline": "text", "description": "text", "articleSection": "text", "url": "uri"},
        **{"datePublished": "date-time", "keywords": ["text"], "isAccessibleForFree": "boolean"},
        **{"image": ["ImageObject"], "publisher": "Organization", "mentions": ["NewsArticle"]},
    },
    "ImageObject": {
        **{"url": "uri", "caption": "text", "creditText": "text"},
        **{"width": "integer", "height": "integer"},
    },
    "Organization": {"name": "text", "url": "uri", "logo": "ImageObject"},
}
TYPES: dict[str, Any] = {
    "text": {"type": "string"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    **{name: {"type": "string", "format": name} for name in ("uri", "date-time")},
}


def thing(name: str) -> dict[str, Any]:
    """The schema of an object of schema.org."""
    kinds = VOCABULARY[name].items()
    return {
        "type": "object",
        "required": ["@type"],
        "properties": {"@type": {"const": name}, **{key: schema_of(kind) for key, kind in kinds}},
        "additionalProperties": False,
    }


def schema_of(kind: str | list[str]) -> dict[str, Any]:
    if isinstance(kind, list):
        return {"type": "array", "minItems": 1, "items": schema_of(kind[0])}
    found: dict[str, Any] = TYPES.get(kind, {"$ref": f"#/$defs/{kind}"})
    return found


GRAPHS = Draft202012Validator(
    {
        "$defs": {name: thing(name) for name in VOCABULARY},
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@graph": {"type": "array", "items": {"$ref": "#/$defs/NewsArticle"}},
        },
        "required": ["@context", "@graph"],
        "additionalProperties": False,
    },
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)


@given(st.lists(publishable(), max_size=3))
@examples(150)
def test_any_graph_has_the_types_and_properties_of_schema_org(some: list[Article]) -> None:
    graph = json_ld_graph(some, unpublished=True)
    assert list(GRAPHS.iter_errors(graph)) == []
    each = [{"@context": graph["@context"]} | found for found in graph["@graph"]]
    assert exact(each) == exact([json_ld(article) for article in some])
    assert exact(json.loads(json.dumps(graph))) == exact(graph)


@pytest.mark.parametrize("wrong", [{"name": "a"}, {"url": "/a"}, {"width": 1}, {"keywords": []}])
def test_a_property_that_schema_org_does_not_have_so_is_found(wrong: dict[str, Any]) -> None:
    graph = json_ld_graph(an_article())
    graph["@graph"][0] |= wrong
    assert len(list(GRAPHS.iter_errors(graph))) == 1


# --- Real files -----------------------------------------------------------------------------------


@pytest.mark.shared
def test_every_real_file_is_an_item_that_fits_the_schema(shared: Path) -> None:
    paths = sorted([*(shared / "seeds").glob("*.md"), *(shared / "corpus/news").glob("*.md")])
    assert len(paths) == 267
    news = [read(path) for path in paths]
    for article in news:
        feed = feed_of(article, unpublished=True)
        assert list(FEEDS.iter_errors(feed)) == []
        assert list(GRAPHS.iter_errors(json_ld_graph(article, unpublished=True))) == []
        assert [item["title"] for item in feed["items"]] == [article.title]
        assert json_ld(article)["headline"] == article.title
    assert len(feed_of(news)["items"]) == sum(each.published is not False for each in news)
