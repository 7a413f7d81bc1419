"""JSON Feed: what each key of the feed and of its items holds."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsfeed import Article, Image, Provider, RelatedItem
from newsfeed.export import json_feed

PAGE = "https://harbour.example/news/tide"
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def an_article(title: str = "Tide turns early", **fields: Any) -> Article:
    return Article(title, **{"web_url": PAGE, "published_date_time": NOON, **fields})


def item(**fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = json_feed(an_article(**fields), title="Post")["items"][0]
    return found


# --- The feed -------------------------------------------------------------------------------------


def test_a_feed_needs_no_more_than_a_title() -> None:
    assert json_feed([], title="") == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "",
        "items": [],
    }


def test_a_feed_has_what_it_is_told_of_itself_in_this_order() -> None:
    feed = json_feed(
        an_article(),
        title="Post & Co.",
        home_page_url="HTTPS://Harbour.example/é",
        feed_url="https://harbour.example/feed.json?a b",
        description="News of <Pellam>",
        language="en-GB",
        icon="http://harbour.example:80/icon.png",
    )
    [only] = feed.pop("items")
    assert list(feed.items()) == [
        ("version", "https://jsonfeed.org/version/1.1"),
        ("title", "Post & Co."),
        ("home_page_url", "https://Harbour.example/%C3%A9"),
        ("feed_url", "https://harbour.example/feed.json?a%20b"),
        ("description", "News of <Pellam>"),
        ("icon", "http://harbour.example:80/icon.png"),
        ("language", "en-GB"),
    ]
    assert only["language"] == "en-GB"


@pytest.mark.parametrize("name", ["home_page_url", "feed_url", "icon"])
@pytest.mark.parametrize(
    "url", ["", "/feed", "harbour.example", "ftp://harbour.example/", "https:"]
)
def test_an_address_of_the_feed_that_is_no_url_is_an_error(name: str, url: str) -> None:
    options: dict[str, Any] = {name: url}
    expected = f"{name}: expected an absolute http or https URL, found {url!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
        json_feed([], title="Post", **options)


# --- The keys of an item --------------------------------------------------------------------------


def test_an_item_has_these_keys_in_this_order() -> None:
    found = item(
        title="Tide &amp; <b>time</b>",
        excerpt=" The sea,\n\nearly ",
        original_url="https://post.example/tide",
        amp_web_url="https://harbour.example/amp/tide",
        cdn_amp_web_url="https://cdn.ampproject.org/c/s/harbour.example/amp/tide",
        featured_content="<iframe></iframe>",
        body="\nText.\r\n",
        provider=Provider("Post"),
        topics=["Sea", "", "Sea"],
        images=[Image("https://harbour.example/sea.jpg")],
        related=[RelatedItem("Moon")],
        category="news",
        extra={"mood": "calm"},
    )
    assert list(found.items()) == [
        ("id", PAGE),
        ("url", PAGE),
        ("external_url", "https://post.example/tide"),
        ("title", "Tide &amp; <b>time</b>"),
        ("content_html", "<iframe></iframe>"),
        ("content_text", "\nText.\r\n"),
        ("summary", " The sea,\n\nearly "),
        ("image", "https://harbour.example/sea.jpg"),
        ("date_published", "2026-03-14T12:00:00Z"),
        ("authors", [{"name": "Post"}]),
        ("tags", ["Sea", "", "Sea"]),
        (
            "_newsfeed",
            {
                "amp_url": "https://harbour.example/amp/tide",
                "cdn_amp_url": "https://cdn.ampproject.org/c/s/harbour.example/amp/tide",
                "related": [{"title": "Moon"}],
            },
        ),
    ]


def test_an_item_has_no_key_for_what_is_missing() -> None:
    assert item() == {
        "id": PAGE,
        "url": PAGE,
        "title": "Tide turns early",
        "content_text": "",
        "date_published": "2026-03-14T12:00:00Z",
    }


@pytest.mark.parametrize(
    ("web_url", "original_url", "url", "external_url"),
    [
        pytest.param(PAGE, "http://a.example", PAGE, "http://a.example", id="both"),
        pytest.param(PAGE, "/a", PAGE, None, id="no absolute original"),
        pytest.param(PAGE, "", PAGE, None, id="blank original"),
        pytest.param(None, "http://a.example", "http://a.example", "http://a.example", id="one"),
        pytest.param("", "http://a.example", "http://a.example", "http://a.example", id="blank"),
        pytest.param("https://é.example/é", None, "https://xn--9ca.example/%C3%A9", None, id="IRI"),
    ],
)
def test_the_page_is_id_and_url_and_the_original_the_external_url(
    web_url: str | None, original_url: str | None, url: str, external_url: str | None
) -> None:
    found = item(web_url=web_url, original_url=original_url)
    assert (found["id"], found["url"], found.get("external_url")) == (url, url, external_url)


@pytest.mark.parametrize(
    ("featured", "body", "excerpt", "html", "text"),
    [
        pytest.param("<p>", "\nText.\n", "Short", "<p>", "\nText.\n", id="both"),
        pytest.param("<p>", " \n", "Short", "<p>", None, id="blank body"),
        pytest.param(None, "\nText.\n", "Short", None, "\nText.\n", id="body"),
        pytest.param(None, "\n\u2028 \t", "Short", None, "Short", id="excerpt"),
        pytest.param(None, "", None, None, "", id="nothing"),
        pytest.param("", "", "Short", None, "Short", id="empty HTML"),
    ],
)
def test_content_is_the_featured_content_and_the_body_or_else_the_excerpt(
    featured: str | None, body: str, excerpt: str | None, html: str | None, text: str | None
) -> None:
    found = item(featured_content=featured, body=body, excerpt=excerpt)
    assert (found.get("content_html"), found.get("content_text")) == (html, text)
    assert found.get("summary") == excerpt


def test_blank_featured_content_leaves_the_excerpt_in_its_place() -> None:
    assert item(featured_content=" \n", excerpt="Short")["content_text"] == "Short"


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        pytest.param(["sea.jpg"], "https://harbour.example/news/sea.jpg", id="beside"),
        pytest.param(["../a b.jpg?c[]"], "https://harbour.example/a%20b.jpg?c%5B%5D", id="above"),
        pytest.param([" /é.jpg "], "https://harbour.example/%C3%A9.jpg", id="root"),
        pytest.param(["//a.example/b"], "https://a.example/b", id="other host"),
        pytest.param(["http://a.example/b#c"], "http://a.example/b#c", id="absolute"),
        pytest.param(["data:image/png;base64,AA=="], None, id="data"),
        pytest.param(["javascript:alert(1)", "http://[broken"], None, id="none of several"),
        pytest.param(["file:///a", "https://a.example/b", "c"], "https://a.example/b", id="second"),
        pytest.param(["http://a.example", "http://b.example"], "http://a.example", id="two"),
        pytest.param([], None, id="no image"),
    ],
)
def test_the_image_is_the_first_that_has_an_address(urls: list[str], expected: str | None) -> None:
    found = item(images=[Image(url) for url in urls], related=[RelatedItem("r", web_url=PAGE)])
    assert found.get("image") == expected
    related = RelatedItem("r", web_url=PAGE, images=[Image(url) for url in urls])
    inner = item(web_url="https://a.example/", related=[related])["_newsfeed"]["related"]
    assert inner[0].get("image") == expected


@pytest.mark.parametrize("url", ["", " \n", "#sea"], ids=["empty", "blank", "fragment"])
def test_an_image_without_an_address_is_not_the_page(url: str) -> None:
    assert item(images=[Image(url), Image("sea.jpg")])["image"].endswith("/sea.jpg")


def test_a_relative_image_of_a_related_item_without_a_page_is_left_out() -> None:
    found = item(related=[RelatedItem("Moon", images=[Image("moon.jpg")])])
    assert found["_newsfeed"] == {"related": [{"title": "Moon"}]}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param(NOON, "2026-03-14T12:00:00Z", id="UTC"),
        pytest.param(NOON.replace(microsecond=120_000), "2026-03-14T12:00:00.12Z", id="fraction"),
        pytest.param(
            datetime(2026, 7, 1, 23, tzinfo=ZoneInfo("America/New_York")),
            "2026-07-02T03:00:00Z",
            id="zone",
        ),
        pytest.param(
            datetime(12, 1, 1, tzinfo=timezone(timedelta(hours=-5, seconds=1))),
            "0012-01-01T04:59:59Z",
            id="early",
        ),
    ],
)
def test_times_are_in_utc(when: datetime, expected: str) -> None:
    assert item(published_date_time=when)["date_published"] == expected
    related = item(related=[RelatedItem("Moon", published_date_time=when)])["_newsfeed"]["related"]
    assert related == [{"title": "Moon", "date_published": expected}]


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        pytest.param(Provider("Post"), {"name": "Post"}, id="name"),
        pytest.param(Provider("", domain=""), {"name": ""}, id="empty"),
        pytest.param(
            Provider("Post", domain="é.example"),
            {"name": "Post", "url": "https://xn--9ca.example"},
            id="domain",
        ),
        pytest.param(Provider("Post", domain="a b"), {"name": "Post"}, id="no domain"),
        pytest.param(
            Provider("Post", images=[Image("https://a.example/i.png"), Image("https://b.example")]),
            {"name": "Post", "avatar": "https://a.example/i.png"},
            id="icon",
        ),
        pytest.param(Provider("Post", images=[Image("i.png")]), {"name": "Post"}, id="no icon"),
    ],
)
def test_the_provider_is_the_only_author(provider: Provider, expected: dict[str, str]) -> None:
    found = item(provider=provider, related=[RelatedItem("Moon", provider=provider)])
    assert found["authors"] == [expected]
    assert found["_newsfeed"]["related"][0]["authors"] == [expected]


def test_a_domain_that_is_a_url_gives_no_url_of_two() -> None:
    provider = Provider("Post", domain="https://post.example")
    assert item(provider=provider)["authors"][0].get("url") in (None, "https://post.example")


def test_related_items_have_keys_like_items() -> None:
    related = RelatedItem(
        "Moon &amp; tide",
        excerpt="Up",
        published_date_time=NOON,
        web_url="https://post.example/é",
        amp_web_url="https://post.example/amp",
        cdn_amp_web_url="https://cdn.ampproject.org/c/s/post.example/amp",
        type="article",
        quality=61,
        images=[Image("moon.jpg", width=2)],
    )
    assert list(item(related=[related])["_newsfeed"]["related"][0].items()) == [
        ("url", "https://post.example/%C3%A9"),
        ("title", "Moon &amp; tide"),
        ("summary", "Up"),
        ("image", "https://post.example/moon.jpg"),
        ("date_published", "2026-03-14T12:00:00Z"),
        ("amp_url", "https://post.example/amp"),
        ("cdn_amp_url", "https://cdn.ampproject.org/c/s/post.example/amp"),
    ]


def test_amp_addresses_that_are_none_are_left_out() -> None:
    odd = {"amp_web_url": "/amp", "cdn_amp_web_url": ""}
    assert "_newsfeed" not in item(**odd)
    related = RelatedItem("Moon", web_url="moon", amp_web_url="/amp", cdn_amp_web_url="")
    assert item(related=[related])["_newsfeed"] == {"related": [{"title": "Moon"}]}
