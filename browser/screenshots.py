"""The pictures of cards, tables and charts that the pages have: `make screenshots`."""

import tempfile
from pathlib import Path
from typing import Literal

from browsing import chromium, watched
from notebooks import EXAMPLES, ROOT, exported
from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
POSTS = """\
from dataclasses import dataclass, field
from datetime import date

@dataclass
class Post:
    title: str
    date: date
    draft: bool = False
    tags: list[str] = field(default_factory=list)

newsfeed.Feed([
    Post("Tide turns early", date(2026, 3, 14), tags=["sea", "moon"]),
    Post("Gulls at noon", date(2026, 3, 15), draft=True, tags=["birds"]),
])"""
DOCUMENT = """\
cover = {"image": "sea.jpg", "alt": "The sea"}
newsfeed.Document({"title": "Tide turns early", "date": date(2026, 3, 14), "cover": cover})"""
CHART = """\
import altair
altair.renderers.enable("html", template="inline")  # needs no network
feed.plot.timeline()"""
# What each cell shows. The first one only prepares the others.
CELLS = {
    "": EXAMPLES,
    "feed": "feed[:4]",
    "card": "feed[0]",
    "posts": POSTS,
    "document": DOCUMENT,
    "chart": CHART,
}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, Theme] = ("light", "dark")


def take(browser: Browser, url: str, cell: str, theme: Theme, width: int, name: str) -> None:
    """Take the picture of what a cell shows in a window."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=theme, device_scale_factor=1.5
    )
    with page:
        watched(page, pictures=True)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        shown = page.locator(".jp-OutputArea-output").nth(list(CELLS).index(cell))
        shown.screenshot(path=IMAGES / name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for theme in THEMES:
            url = exported(Path(folder) / f"{theme}.html", *CELLS.values(), theme=theme)
            for cell in list(CELLS)[1:]:
                take(browser, url, cell, theme, 900, f"{cell}-{theme}.png")
        take(browser, url, "card", "dark", 420, "card-narrow-dark.png")
