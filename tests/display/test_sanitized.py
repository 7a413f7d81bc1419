"""Cards and tables can be read where a notebook removes their style sheet.

JupyterLab does so in a notebook that it does not trust, with sanitize-html and a list of elements
and attributes, and GitHub for every notebook. VS Code shows the `repr` instead; in Colab, HTML
keeps its styles, in a frame of its own.
"""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from newsfeed import Article, Document, Feed, Image, Provider, RelatedItem

# Which of the elements of a card each of them keeps.
KEPT = {
    *("a", "article", "b", "details", "div", "figcaption", "figure", "img", "li", "p", "pre"),
    *("section", "span", "summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
}
# Which attributes remain.
JUPYTERLAB = {"class", "dir", "href", "target", "src", "alt", "width", "scope"}
GITHUB = {"href", "src", "alt", "width"}
# Elements that a browser shows on lines of their own, and those that it shows side by side.
BLOCKS = {
    *("article", "details", "div", "figcaption", "figure", "li", "p", "pre", "section"),
    *("summary", "table", "tr", "ul"),
}
CELLS = {"td", "th"}


class Sanitized(HTMLParser):
    """What remains of HTML, and how it reads without a style sheet."""

    def __init__(self, shown: str | None, attributes: set[str]) -> None:
        super().__init__()
        assert shown is not None
        self.attributes = attributes
        self.text = ""
        self.images: list[dict[str, str | None]] = []
        self.dropped: list[str] = []
        self.removed: set[str] = set()
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":  # its contents go with it
            self.dropped.append(tag)
        elif tag not in KEPT:
            self.removed.add(tag)
        kept = {name: value for name, value in attrs if name in self.attributes}
        if tag == "img":
            self.images.append(kept)
        self.text += "\n" if tag in BLOCKS else "\t" if tag in CELLS else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self.dropped.pop()
        self.text += "\n" if tag in BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self.dropped else data

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.split("\n") if line.strip()]


IMAGE = Image("https://tide.example/sea.jpg", title="The sea", attribution="I. Shore")
ARTICLE = Article(
    "Tide turns early",
    excerpt="Two hours, to be exact.",
    published_date_time=datetime(2026, 3, 14, 12, tzinfo=UTC),
    published=False,
    quality=61,
    heat=3,
    provider=Provider("Tide Times", images=[IMAGE]),
    topics=["Sea", "Moon landing"],
    images=[IMAGE],
    related=[RelatedItem("Moon to blame", provider=Provider("Watch")), RelatedItem("Gulls")],
)
BYLINE = "Tide Times · 2026-03-14 12:00 UTC · not published"
SHOWN: list[tuple[Any, list[str]]] = [
    (
        ARTICLE,
        [
            *("The sea · I. Shore", BYLINE, "Tide turns early", "Two hours, to be exact."),
            *("Sea", "Moon landing", "quality 61 · heat 3"),
            *("2 related items", "Moon to blame", "Watch", "Gulls"),
        ],
    ),
    (
        Feed([ARTICLE]),
        [
            *("1 article", "Topics", "Sea 1", "Moon landing 1", "Providers", "Tide Times 1"),
            *("article\ttopics\tquality\theat", "Tide turns early", BYLINE),
            *("Sea", "Moon landing", "61\t3"),
        ],
    ),
    (
        Feed([Document({"title": "Tide", "day": "Monday", "tags": ["sea", "moon"]})]),
        ["1 article", "title\tday\ttags", "Tide\tMonday", "sea", "moon"],
    ),
    (Document({"title": "Tide", "n": 3}), ["title\tTide", "n\t3"]),
]


@pytest.mark.parametrize("attributes", [JUPYTERLAB, GITHUB, set[str]()], ids=len)
@pytest.mark.parametrize(("value", "lines"), SHOWN, ids=["card", "feed", "any-feed", "document"])
def test_without_its_style_sheet_nothing_runs_together(
    value: Any, lines: list[str], attributes: set[str]
) -> None:
    sanitized = Sanitized(value._repr_html_(), attributes)
    assert sanitized.lines == lines
    assert not sanitized.removed


def test_without_their_style_sheet_pictures_are_small_and_their_letter_is_gone() -> None:
    card = Sanitized(ARTICLE._repr_html_(), GITHUB).images
    table = Sanitized(Feed([ARTICLE])._repr_html_(), GITHUB).images
    assert [image["width"] for image in card + table] == ["320", "16", "64", "16"]
