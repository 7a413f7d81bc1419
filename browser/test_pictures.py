"""Pictures that do not load, charts in two themes, and cards without their style sheet."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browsing import watched
from notebooks import ROOT, exported
from playwright.sync_api import Page

from newsfeed import Article, Feed, Image, Provider, RelatedItem

SETUP = """\
from newsfeed import Article, Feed, Image, Provider
image = Image({url!r})
article = Article("Tide turns early", images=[image], provider=Provider("Watch", images=[image]))"""
BOXES = ":is(.newsfeed-picture, .newsfeed-thumbnail, .newsfeed-icon):visible"
CHARTS = ["timeline", "providers", "topics", "quality", "related"]


class Missing(BaseHTTPRequestHandler):
    """Answer every request with 404 and a page that says so."""

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module", params=["404", "a closed port"])
def missing(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a picture that does not exist."""
    if request.param == "404":
        server = ThreadingHTTPServer(("127.0.0.1", 0), Missing)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sea.jpg"
        server.shutdown()
        server.server_close()
    else:
        with socket.socket() as closed:  # bound, so that nobody else listens, but not listening
            closed.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{closed.getsockname()[1]}/sea.jpg"


def of(url: str) -> Article:
    """Make an article whose picture and icon have this URL."""
    images = [Image(url)]
    related = [RelatedItem("Moon", provider=Provider("Oka", images=images))]
    provider = Provider("Watch", images=images)
    return Article("Tide turns early", images=images, provider=provider, related=related)


def check_letters(page: Page, count: int) -> None:
    """Check that a page looks as if it had no pictures, only their letters."""
    page.wait_for_load_state("networkidle")
    boxes = page.locator(BOXES).all()
    assert len(boxes) == count
    for box in boxes:
        seen = box.screenshot()
        image = box.locator("img")
        assert image.evaluate("each => each.complete && !each.naturalWidth")
        image.evaluate("each => each.remove()")
        assert box.screenshot() == seen
        box.evaluate("each => each.removeAttribute('data-letter')")
        assert box.screenshot() != seen


@pytest.mark.parametrize("start", ["<!doctype html>", ""], ids=["standards", "quirks"])
@pytest.mark.parametrize("alt", ["", "Image"])  # JupyterLab replaces an empty one by "Image"
def test_a_picture_that_does_not_load_leaves_its_letter_alone(
    page: Page, missing: str, start: str, alt: str
) -> None:
    article = of(missing)
    parts = f"{article._repr_html_()}{Feed([article])._repr_html_()}"
    page.set_content(start + "<body>" + parts.replace(' alt=""', f' alt="{alt}"'))
    page.locator("summary").click()
    check_letters(page, 5)


def test_a_picture_that_does_not_load_leaves_its_letter_alone_in_a_notebook(
    page: Page, missing: str, tmp_path: Path
) -> None:
    cells = SETUP.format(url=missing), "article", "Feed([article])"
    page.goto(exported(tmp_path / "missing.html", *cells))
    check_letters(page, 4)


def test_a_picture_that_loads_covers_its_letter(page: Page) -> None:
    watched(page, pictures=True)
    article = of("https://tide.example/sea.svg")
    parts = (article._repr_html_(), Feed([article])._repr_html_())
    page.set_content(f"<!doctype html><body>{''.join(map(str, parts))}")
    page.wait_for_load_state("networkidle")
    boxes = page.locator(BOXES).all()
    assert len(boxes) == 4
    for box in boxes:
        seen = box.screenshot()
        assert box.locator("img").bounding_box() == box.bounding_box()
        box.evaluate("each => each.removeAttribute('data-letter')")
        assert box.screenshot() == seen


def test_a_card_without_its_style_sheet_is_read_line_by_line(page: Page) -> None:
    watched(page, pictures=True)
    article = Feed.read(ROOT / "examples" / "articles")[0]
    page.set_content(f"<!doctype html><body>{article._repr_html_()}")
    page.evaluate("document.querySelectorAll('style').forEach(each => each.remove())")
    text = page.locator("body").inner_text()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:2] == ["The Harbour Lantern · 2026-03-14 10:15 UTC", article.title]
    assert lines[3:6] == ["Towns", "Technology", "quality 92 · heat 57"]
    widths = page.locator("img").evaluate_all("found => found.map(each => each.width)")
    assert max(widths) == 320


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_the_colors_of_its_page(page: Page, tmp_path: Path, chart: str) -> None:
    feed = Feed.read(ROOT / "examples" / "articles")
    path = tmp_path / f"{chart}.html"
    getattr(feed.plot, chart)().save(path, inline=True)
    requests = watched(page)
    page.goto(path.as_uri())
    picture = page.locator("svg.marks")
    picture.wait_for()
    fills = "found => [...new Set(found.map(each => getComputedStyle(each).fill))]"
    for paper, ink in (
        ("rgb(255, 255, 255)", "rgb(34, 34, 34)"),
        ("rgb(17, 17, 17)", "rgb(221, 221, 221)"),
    ):
        page.add_style_tag(content=f"body {{ background: {paper}; color: {ink} }}")
        assert picture.locator("text").evaluate_all(fills) == [ink]
        background = "each => getComputedStyle(each).backgroundColor"
        assert picture.evaluate(background) == "rgba(0, 0, 0, 0)"
    assert not requests
