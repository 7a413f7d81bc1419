"""How articles look in a notebook: HTML in which everything from a file stays text."""

from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from loops import each
from rich.console import Console
from strategies import articles, examples

from newsfeed import Article, Feed, Image, Provider, RelatedItem
from newsfeed.display.html import element, html, link
from newsfeed.display.texts import cut

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></textarea><!--",
    "\" onmouseover='alert(1)' x=`",
    "&lt;b&gt; &amp; &#0;",
    "{{ 7 * 7 }} ${7 * 7} \\",
]
URLS = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//a.example",
    " vbscript:x",
]


class Seen(HTMLParser):
    """What a browser finds in a page: elements with their attributes, and texts."""

    def __init__(self, shown: str | None) -> None:
        super().__init__()
        assert shown is not None
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(shown)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        """All that is read, without the style sheet."""
        return "".join(self.texts[1:])


TAGS = {
    *("div", "style", "article", "figure", "figcaption", "span", "img", "a", "p", "time", "b"),
    *("details", "summary", "ul", "li", "section", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("class", "dir", "href", "rel", "target", "src", "alt", "loading", "referrerpolicy"),
    *("datetime", "scope", "data-letter", "width"),
}


def is_harmless(shown: str | None) -> bool:
    """Check what a browser would make of it; return whether it is there."""
    seen = Seen(shown)
    assert {tag for tag, _ in seen.elements} <= TAGS
    assert {name for _, attributes in seen.elements for name in attributes} <= ATTRIBUTES
    assert len(seen.every("style")) == 1
    for a in seen.every("a"):
        assert (a["href"] or "").startswith(("http://", "https://"))
        assert a["rel"] == "noopener noreferrer"
    for img in seen.every("img"):
        assert (img["src"] or "").startswith(("http://", "https://"))
        assert (img["loading"], img["referrerpolicy"]) == ("lazy", "no-referrer")
    return True


@examples(100)
@given(articles())
def test_whatever_an_article_holds_its_card_is_harmless(article: Article) -> None:
    assert is_harmless(article._repr_html_())
    assert is_harmless(Feed([article, article])._repr_html_())


def full(text: str, url: str) -> Article:
    """Make an article that has this text and this address wherever it has one."""
    image = Image(url, title=text, attribution=text)
    provider = Provider(text, domain=url, images=[image])
    item = RelatedItem(text, excerpt=text, web_url=url, provider=provider, images=[image])
    return Article(
        text,
        category=text,
        excerpt=text,
        original_url=url,
        web_url=url,
        type=text,
        published=False,
        provider=provider,
        topics=[text],
        images=[image],
        related=[item],
        published_date_time=NOON,
    )


@each("text", HOSTILE)
@each("url", URLS)
def test_hostile_texts_stay_texts_and_their_addresses_are_no_links(text: str, url: str) -> None:
    card, table = full(text, url)._repr_html_(), Feed([full(text, url)])._repr_html_()
    assert is_harmless(card)
    assert is_harmless(table)
    for shown, times in (card, 8), (table, 5):
        seen = Seen(shown)
        assert seen.text.count(text) == times
        assert not seen.every("a")
        assert not seen.every("img")


def test_a_card_shows_what_matters_of_an_article() -> None:
    icon = Image("https://tide.example/icon.png")
    article = Article(
        "Tide turns early",
        excerpt="Two hours, to be exact.",
        published_date_time=NOON.astimezone(timezone(timedelta(hours=-8))),
        web_url="https://tide.example/early?a=1&b=2",
        quality=61,
        heat=1300,
        provider=Provider("Tide Times", images=[icon]),
        topics=["Sea", "Moon"],
        images=[Image("https://tide.example/sea.jpg", title="The sea", attribution="I. Shore")],
        related=[RelatedItem("Moon to blame", web_url="https://moon.example")],
    )
    seen = Seen(article._repr_html_())
    assert seen.texts[1:] == [
        *("The sea · I. Shore", " ", "Tide Times", " · ", "2026-03-14 04:00 UTC-08:00"),
        *("Tide turns early", "Two hours, to be exact.", "Sea", "Moon"),
        *("quality ", "61", " · ", "heat ", "1,300", "1 related item", "Moon to blame"),
    ]
    letters = [span["data-letter"] for span in seen.every("span") if "data-letter" in span]
    assert letters == ["T", "T"]
    assert [each["href"] for each in seen.every("a")] == [
        "https://tide.example/early?a=1&b=2",
        "https://moon.example",
    ]
    assert [each["src"] for each in seen.every("img")] == [
        "https://tide.example/sea.jpg",
        "https://tide.example/icon.png",
    ]
    assert seen.every("time") == [{"datetime": "2026-03-14T04:00:00-08:00"}]


def test_a_card_of_a_title_alone_has_nothing_else() -> None:
    assert Seen(Article("Tide")._repr_html_()).texts[1:] == ["Tide"]


def test_a_picture_beside_its_page_is_taken_from_there() -> None:
    article = Article("T", web_url="https://tide.example/a/b", images=[Image("../sea.jpg")])
    assert Seen(article._repr_html_()).every("img")[0]["src"] == "https://tide.example/sea.jpg"


def test_hidden_articles_have_a_badge_and_featured_content_is_not_shown() -> None:
    article = Article("Tide", published=False, featured_content="<video src=tide.mp4></video>")
    seen = Seen(article._repr_html_())
    assert seen.texts[1:] == ["not published", "Tide", "featured content of 28 characters"]


def test_what_is_long_is_cut_and_the_rest_is_counted() -> None:
    article = Article(
        "tide " * 1_000,
        excerpt="sea " * 10_000,
        topics=[f"topic {n}" for n in range(1_040)],
        related=[RelatedItem("moon " * 1_000) for _ in range(1_040)],
    )
    shown = article._repr_html_()
    assert shown is not None
    assert len(shown) < 25_000
    assert Seen(shown).text.count("1,010 more") == 2


def test_a_feed_shows_its_first_articles_and_counts_all() -> None:
    provider = Provider("Tide Times")
    found = [
        Article(f"Tide {n}", quality=n, topics=["Sea", f"t{n}"], provider=provider)
        for n in range(2_000)
    ]
    seen = Seen(Feed(found)._repr_html_())
    assert seen.texts[1:12] == [
        *("2,000 articles", "Topics", "Sea", " 2,000", "t0", " 1", "t1", " 1", "t2", " 1", "t3"),
    ]
    assert "1,991 more" in seen.texts
    assert seen.texts[-1] == "1,990 more"
    assert len(seen.every("tr")) == 11
    assert [text for text in seen.texts if text.startswith("Tide ")][1:4] == [
        *("Tide 0", "Tide Times", "Tide 1"),
    ]


def test_a_feed_shows_why_files_could_not_be_read(tmp_path: Path) -> None:
    for name in map(str, range(12)):
        (tmp_path / f"{name}.md").write_text("---\ntitle: [<b>\n---\n")
    seen = Seen(Feed.read(tmp_path, on_error="collect")._repr_html_())
    assert seen.texts[1:3] == ["0 articles", "12 files could not be read"]
    assert "title: [<b>" in seen.text
    assert seen.texts[-1] == "2 more"
    assert not seen.every("table")


WRONG: list[tuple[str, Any]] = [
    ("title", None),
    ("topics", [1]),
    ("images", ["sea.jpg"]),
    ("provider", "Tide Times"),
    ("published_date_time", "noon"),
    ("quality", 10**5_000),
]


@pytest.mark.parametrize(
    ("field", "value"), WRONG, ids=[f"{n}-{w[0]}" for n, w in enumerate(WRONG)]
)
def test_an_article_with_a_value_of_a_wrong_type_has_no_card(field: str, value: object) -> None:
    article = Article("Tide")
    setattr(article, field, value)
    assert article._repr_html_() is None
    feed = Feed([article])._repr_html_()
    if field == "quality":  # Python does not convert a number with so many digits to text
        assert feed is None
    else:  # its fields are shown as those of any other model
        assert ("Tide" in Seen(feed).text) is (field != "title")
        assert not Seen(feed).every("a")


def test_a_lone_surrogate_can_be_sent_to_a_browser() -> None:
    shown = Article("Tide \ud800")._repr_html_()
    assert shown is not None
    assert b"Tide &#55296;" in shown.encode()


def test_the_style_sheet_fetches_nothing() -> None:
    style = Seen(Article("Tide")._repr_html_()).texts[0]
    assert ".newsfeed-card" in style
    assert not [word for word in ("url", "@import", "http", "<", "expression") if word in style]


def test_texts_between_elements_stay_in_their_place() -> None:
    made = element("p", "a", "b", element("i"), "c", None, "d", element("b", "e"), title=None)
    assert html(made) == "<p>ab<i></i>cd<b>e</b></p>"
    assert html(link("Tide", None)) == '<span dir="auto">Tide</span>'


def test_rich_shows_a_panel_that_obeys_no_text() -> None:
    article = full("\x1b]0;owned\x07[bold]Tide[/bold]\u202e", "https://tide.example")
    console = Console(width=60, record=True, force_terminal=True, color_system=None)
    with console.capture() as captured:
        console.print(article)
    shown = captured.get()
    assert "[bold]Tide[/bold]" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "not published" in shown


def test_a_string_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert cut("It had stood still for ninety years.", 20) == "It had stood still…"
    assert cut("It had stood", 12) == "It had stood"
