"""JSON-LD: what each property holds, and that no text of an article can leave the script."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

import attrs
import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, exact, examples, texts

from newsfeed import Article, Image, Provider, RelatedItem
from newsfeed.export import json_ld, json_ld_script

PAGE = "https://harbour.example/news/tide"
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
WEST = timezone(timedelta(hours=-8))


def an_article(title: str = "Tide turns early", **fields: Any) -> Article:
    return Article(title, **{"web_url": PAGE, "published_date_time": NOON, **fields})


def data(**fields: Any) -> dict[str, Any]:
    return json_ld(an_article(**fields))


# --- The properties -------------------------------------------------------------------------------


def test_an_article_has_these_properties_in_this_order() -> None:
    found = data(
        title="Tide &amp; <b>time</b>",
        excerpt=" The sea,\nearly ",
        published_date_time=NOON.astimezone(WEST),
        images=[Image("tide.jpg")],
        provider=Provider("Post"),
        category="news",
        topics=["Sea", "", "Sea"],
        extra={"isAccessibleForFree": True, "mood": "calm"},
        related=[RelatedItem("Moon")],
        body="\nText.\n",
        featured_content="<iframe></iframe>",
        original_url="https://post.example/tide",
    )
    assert list(found.items()) == [
        ("@context", "https://schema.org"),
        ("@type", "NewsArticle"),
        ("headline", "Tide &amp; <b>time</b>"),
        ("description", " The sea,\nearly "),
        ("datePublished", "2026-03-14T12:00:00Z"),
        ("url", PAGE),
        ("image", [{"@type": "ImageObject", "url": f"{PAGE}.jpg"}]),
        ("publisher", {"@type": "Organization", "name": "Post"}),
        ("articleSection", "news"),
        ("keywords", ["Sea", "", "Sea"]),
        ("isAccessibleForFree", True),
        ("mentions", [{"@type": "NewsArticle", "headline": "Moon"}]),
    ]


def test_an_article_has_no_property_for_what_is_missing() -> None:
    assert data() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Tide turns early",
        "datePublished": "2026-03-14T12:00:00Z",
        "url": PAGE,
    }


@pytest.mark.parametrize(
    ("web_url", "original_url", "expected"),
    [
        pytest.param(PAGE, "https://a.example/", PAGE, id="page"),
        pytest.param(None, "https://a.example/é", "https://a.example/%C3%A9", id="original"),
        pytest.param("", "https://a.example/", "https://a.example/", id="blank page"),
    ],
)
def test_the_url_is_the_page_or_else_the_original(
    web_url: str | None, original_url: str | None, expected: str
) -> None:
    assert data(web_url=web_url, original_url=original_url)["url"] == expected


def test_an_image_has_its_size_caption_and_credit() -> None:
    image = Image("/a b.jpg", width=640, height=0, title="Quay", attribution="A. Gull")
    expected = {
        "@type": "ImageObject",
        "url": "https://harbour.example/a%20b.jpg",
        "width": 640,
        "height": 0,
        "caption": "Quay",
        "creditText": "A. Gull",
    }
    [found] = data(images=[image])["image"]
    assert list(found.items()) == list(expected.items())
    related = RelatedItem("Moon", web_url="https://harbour.example/moon", images=[image])
    assert data(web_url="https://a.example/", related=[related])["mentions"][0]["image"] == [found]


def test_images_without_an_address_are_left_out() -> None:
    urls = ["javascript:alert(1)", "b.jpg", "http://[broken", "https://a.example/c.jpg"]
    images = [Image(url) for url in urls]
    assert [image["url"] for image in data(images=images)["image"]] == [
        "https://harbour.example/news/b.jpg",
        "https://a.example/c.jpg",
    ]
    assert "image" not in data(images=[images[0]])
    assert data(related=[RelatedItem("Moon", images=images[:2])])["mentions"] == [
        {"@type": "NewsArticle", "headline": "Moon"}
    ]


@pytest.mark.parametrize("url", ["", " \n", "#sea"], ids=["empty", "blank", "fragment"])
def test_the_page_is_no_image_of_itself(url: str) -> None:
    assert "image" not in data(images=[Image(url)])


def test_the_publisher_has_its_site_and_its_logo() -> None:
    icon = Image("https://a.example/é.png", width=32)
    provider = Provider("Post", domain="post.example", images=[icon, Image("https://b.example")])
    found = data(provider=provider, related=[RelatedItem("Moon", provider=provider)])
    assert list(found["publisher"].items()) == [
        ("@type", "Organization"),
        ("name", "Post"),
        ("url", "https://post.example"),
        ("logo", {"@type": "ImageObject", "url": "https://a.example/%C3%A9.png", "width": 32}),
    ]
    assert found["mentions"][0]["publisher"] == found["publisher"]


@pytest.mark.parametrize(
    "provider",
    [
        pytest.param(Provider("", domain="", images=[]), id="empty"),
        pytest.param(Provider("", domain="a b", images=[Image("icon.png")]), id="odd"),
    ],
)
def test_a_publisher_without_a_site_or_a_logo_has_its_name_alone(provider: Provider) -> None:
    assert data(provider=provider)["publisher"] == {"@type": "Organization", "name": ""}


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        pytest.param({"isAccessibleForFree": True}, True, id="true"),
        pytest.param({"isAccessibleForFree": False}, False, id="false"),
        pytest.param({"isAccessibleForFree": None}, None, id="null"),
        pytest.param({"isAccessibleForFree": 1}, None, id="number"),
        pytest.param({"isAccessibleForFree": "true"}, None, id="text"),
        pytest.param({"is_accessible_for_free": True}, None, id="another key"),
        pytest.param({}, None, id="no key"),
    ],
)
def test_it_is_accessible_for_free_only_where_that_is_known(
    extra: dict[str, Any], expected: bool | None
) -> None:
    found = data(extra=extra)
    assert found.get("isAccessibleForFree") is expected
    assert ("isAccessibleForFree" in found) is (expected is not None)


def test_a_mention_has_the_properties_of_an_article_up_to_the_publisher() -> None:
    related = RelatedItem(
        "Moon",
        excerpt="Up",
        published_date_time=NOON.astimezone(WEST),
        web_url="https://post.example/moon?[]",
        images=[Image("moon.jpg")],
        provider=Provider("Post"),
    )
    [mention] = data(related=[related])["mentions"]
    assert list(mention.items()) == [
        ("@type", "NewsArticle"),
        ("headline", "Moon"),
        ("description", "Up"),
        ("datePublished", "2026-03-14T12:00:00Z"),
        ("url", "https://post.example/moon?%5B%5D"),
        ("image", [{"@type": "ImageObject", "url": "https://post.example/moon.jpg"}]),
        ("publisher", {"@type": "Organization", "name": "Post"}),
    ]


# --- The script -----------------------------------------------------------------------------------

UNSAFE = {
    "end": "</script><script>alert(1)</script>",
    "end in capitals": "</SCRIPT >",
    "script": "<script>",
    "comment": "<!--",
    "comment with a script": "<!--<script>",
    "end of a comment": "-->",
    "CDATA": "<![CDATA[",
    "end of CDATA": "]]>",
    "entity": "&amp;",
    "entities": "&lt;/script&gt;&#60;",
    "line separators": "\u2028\u2029",
    "escapes": '\\u003c\\"/',
    "comments of JavaScript": "*/ // /*",
    "controls": "\x00\x0b\r\n\x7f\x85",
    "no characters": "\ufeff\ufffe\uffff",
    "half a character": "\ud800",
    "emoji": "😀",
}


class Scripts(HTMLParser):
    """Finds the elements of a page, and the text in its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.rest = ""
        self.inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data
        else:
            self.rest += data


def page_of(script: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{script}</head><p>Text</p></html>'


def check_script(article: Article) -> None:
    """The page has one script, of the same data for a browser and for extruct."""
    script, expected = json_ld_script(article), json_ld(article)
    begin, end = '<script type="application/ld+json">\n', "\n</script>"
    assert script.startswith(begin)
    assert script.endswith(end)
    text = script.removeprefix(begin).removesuffix(end)
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", text)
    found = Scripts(page_of(script))
    assert [tag for tag, _ in found.elements] == ["html", "head", "meta", "script", "p"]
    assert found.elements[3][1] == {"type": "application/ld+json"}
    assert exact(json.loads(found.texts[0])) == exact(expected)
    assert found.rest == "Text"
    assert extruct.extract(page_of(script), syntaxes=["json-ld"]) == {"json-ld": [expected]}


@pytest.mark.parametrize("text", UNSAFE.values(), ids=UNSAFE)
def test_no_text_leaves_the_script(text: str) -> None:
    check_script(
        an_article(
            f"a{text}b",
            excerpt=text,
            category=text,
            topics=[text],
            provider=Provider(text, domain=text),
            images=[Image(text, title=text, attribution=text)],
            related=[RelatedItem(text, web_url=text)],
            web_url=PAGE + text,
        )
    )


def unsafe() -> st.SearchStrategy[str]:
    """Texts that may hold what means something to HTML."""
    part = (
        st.sampled_from([*UNSAFE.values(), "<", ">", "/", "!", "-", " ", "script", "\n"]) | texts()
    )
    return st.lists(part, max_size=6).map("".join)


@given(articles(), unsafe(), unsafe(), st.lists(unsafe(), max_size=3))
@examples(200)
def test_a_page_with_the_script_of_any_article_holds_its_data(
    article: Article, title: str, excerpt: str, topics: list[str]
) -> None:
    """`loads(text of the only script of page(json_ld_script(a))) == json_ld(a)`."""
    article = attrs.evolve(article, title=title, excerpt=excerpt, topics=topics)
    check_script(attrs.evolve(article, web_url=PAGE, published_date_time=NOON))
