"""What `make docs` has built: where its links lead, what it loads, how it fits."""

import importlib
import re
import zlib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browsing import watched
from playwright.sync_api import Browser

SITE = Path(__file__).parents[1] / "docs" / "_build" / "html"
PAGES = sorted(SITE.rglob("*.html"))
MODULES = ["", ".checks", ".dask", ".export", ".plot", ".spark", ".tables"]
PHONE, DESKTOP = 390, 1280

# What ends beyond the right edge of the window, and stands in nothing that scrolls by itself.
TOO_WIDE = """() => {
    const scrolls = node => node.tagName != "ARTICLE"
        && (["auto", "scroll"].includes(getComputedStyle(node).overflowX)
            || scrolls(node.parentElement));
    return [...document.querySelectorAll("article *")]
        .filter(node => node.getBoundingClientRect().right > innerWidth && !scrolls(node))
        .map(node => node.outerHTML.slice(0, 80));
}"""

pages = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(SITE).with_suffix("").as_posix()
)


class Page(HTMLParser):
    """The ids of a page, where it leads, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.ids.add(value or "")
            elif (tag == "a" and name == "href") or name == "action":
                self.links.append(value or "")
            elif name in ("src", "srcset", "href", "xlink:href", "data", "poster"):
                self.loads.append(value or "")
            elif name == "style":
                self.loads += imports(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.loads += imports(data)


def imports(style: str) -> list[str]:
    """List what a style sheet loads."""
    return re.findall(r"""(?:@import|url\()\s*["']?([^"')\s]+)""", style)


@cache
def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def is_external(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def dead(page: Path, url: str) -> bool:
    """Whether a link within the site leads to no file, or to no place in a page."""
    parts = urlsplit(url)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(SITE.resolve()) or not target.is_file():
        return True
    place = unquote(parts.fragment)
    return bool(place) and target.suffix == ".html" and place not in read(target).ids


def test_the_site_has_been_built() -> None:
    assert len(PAGES) > 30, "run make docs"


@pages
def test_every_link_within_the_site_leads_somewhere(page: Path) -> None:
    inside = [url for url in read(page).links + read(page).loads if not is_external(url)]
    assert inside
    assert not [url for url in inside if not url.startswith("data:") and dead(page, url)]


@pages
def test_a_page_names_nothing_outside_that_it_would_load(page: Path) -> None:
    assert not [url for url in read(page).loads if is_external(url)]


def test_no_style_and_no_picture_names_anything_outside_that_it_would_load() -> None:
    files = [path for suffix in ("css", "svg") for path in SITE.rglob(f"*.{suffix}")]
    assert files
    loads = {path.name: found(path) for path in files}
    assert not {name: urls for name, urls in loads.items() if any(map(is_external, urls))}


def found(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [*imports(text), *re.findall(r'href="([^"]*)"', text)]


@pages
def test_a_page_asks_for_nothing_outside_and_fits_its_window(chromium: Browser, page: Path) -> None:
    context = chromium.new_context(viewport={"width": PHONE, "height": 800})
    opened = context.new_page()
    asked = watched(opened)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    opened.goto(page.as_uri())
    wide = {}
    for width in PHONE, DESKTOP:
        opened.set_viewport_size({"width": width, "height": 800})
        # Some things are loaded once they come into view.
        opened.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        wide[width] = opened.evaluate(TOO_WIDE)
    opened.wait_for_load_state("networkidle")
    context.close()
    assert not [request.url for request in asked]
    assert not errors
    assert wide == {PHONE: [], DESKTOP: []}


def documented() -> Iterator[str]:
    """List the names in the inventory of the site."""
    data = (SITE / "objects.inv").read_bytes().split(b"\n", 4)[4]
    for line in zlib.decompress(data).decode("utf-8").splitlines():
        name, kind, *_ = line.split(" ")
        if kind.startswith("py:"):
            yield name


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_documented(module: str) -> None:
    name = f"newsfeed{module}"
    public = {f"{name}.{each}" for each in importlib.import_module(name).__all__}
    assert public
    assert not public - set(documented())


def test_every_method_of_a_feed_is_documented() -> None:
    from newsfeed import Feed

    public = {f"newsfeed.Feed.{name}" for name in dir(Feed) if not name.startswith("_")}
    assert not public - set(documented())


def test_llms_txt_leads_to_pages_of_the_site() -> None:
    links = re.findall(r"\]\(([^)]*)\)", (SITE / "llms.txt").read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if dead(SITE / "index.html", link)]
