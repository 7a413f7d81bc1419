"""The pictures of cards and tables that the pages have: `make screenshots`."""

import tempfile
from pathlib import Path
from typing import Literal

from browsing import chromium, watched
from notebooks import EXAMPLES, ROOT, exported
from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
CELLS = {"feed": EXAMPLES, "card": "feed[0]"}
Theme = Literal["light", "dark"]


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
        light = exported(Path(folder) / "light.html", *CELLS.values())
        dark = exported(Path(folder) / "dark.html", *CELLS.values(), theme="dark")
        take(browser, light, "feed", "light", 900, "feed-light.png")
        take(browser, light, "card", "light", 900, "card-light.png")
        take(browser, dark, "card", "dark", 900, "card-dark.png")
        take(browser, dark, "card", "dark", 420, "card-narrow-dark.png")
