"""A browser without a network: Debian's chromium, or any other that is installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
# What stands for a picture, as there is no network: a sun over a sea.
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36" preserveAspectRatio="xMidYMid slice">
<rect width="64" height="36" fill="#f4c095"/><circle cx="44" cy="17" r="7" fill="#d95d39"/>
<rect y="20" width="64" height="16" fill="#1d7874"/>
<path d="M0 26q8-4 16 0t16 0 16 0 16 0v10H0z" fill="#071e22"/></svg>"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    assert path, f"no browser is installed; looked for {', '.join(_NAMES)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def watched(page: Page, *, pictures: bool = False) -> list[Request]:
    """Keep what a page asks for beyond files and data, which gets no answer.

    Args:
        page: The page, before it goes anywhere.
        pictures: Whether pictures are answered all the same, with one of ours.

    Returns:
        The requests, more of them as the page makes them.
    """
    asked: list[Request] = []

    def answer(route: Route, request: Request) -> None:
        asked.append(request)
        if pictures and request.resource_type == "image":
            route.fulfill(body=_PICTURE, content_type="image/svg+xml")
        else:
            route.abort()

    page.route(lambda url: not url.startswith(("file:", "data:")), answer)
    return asked
