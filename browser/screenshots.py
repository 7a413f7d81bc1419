"""Pictures of cards and tables for the pages: `make screenshots`."""

import tempfile
from pathlib import Path
from typing import Literal

from browsing import chromium, watched
from notebooks import ROOT, exported
from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
CELLS = "import newsfeed\nfeed = newsfeed.Feed.read('examples/articles')\nfeed", "feed[0]"


def take(browser: Browser, url: str, theme: Theme) -> None:
    """Take the pictures of one theme: the table and the card wide, the card narrow."""
    for width, names in (900, ("feed", "card")), (420, (None, "card-narrow")):
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=theme, device_scale_factor=1.5
        )
        watched(page, pictures=True)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        for shown, name in zip(page.locator(".jp-OutputArea-output").all(), names, strict=True):
            if name is not None:
                shown.screenshot(path=IMAGES / f"{name}-{theme}.png")
        page.close()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for theme in THEMES:
            take(browser, exported(Path(folder) / f"{theme}.html", *CELLS, theme=theme), theme)
