"""Cards and tables in an executed notebook, as a browser shows them."""

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import watched
from notebooks import EXAMPLES, exported
from playwright.sync_api import Browser, Page

HOSTILE = (
    '<img src=x onerror="hit=1"></style></span><script>hit=1</script>\'\\"--> &lt;b&gt; [tide]'
)
SETUP = f"""\
from newsfeed import Article, Feed, Image, Provider, RelatedItem
text, url = {HOSTILE!r}, "javascript:hit=1"
images = [Image(url, title=text, attribution=text)]
provider = Provider(text, images=images)
related = [RelatedItem(text, web_url=url, provider=provider)]
hostile = Article(
    text, excerpt=text, web_url=url, topics=[text], images=images, provider=provider,
    featured_content=text, related=related,
)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of three pages: nothing of ours, what is hostile, and the examples."""
    folder = tmp_path_factory.mktemp("pages")
    return {
        "empty": exported(folder / "empty.html", "1 + 1"),
        "hostile": exported(folder / "hostile.html", SETUP, "hostile", "Feed([hostile] * 20)"),
        "light": exported(folder / "light.html", EXAMPLES, "feed[0]", "feed[4]"),
        "dark": exported(folder / "dark.html", EXAMPLES, "feed[0]", "feed[4]", theme="dark"),
    }


def asked(chromium: Browser, url: str) -> set[str]:
    """Open a page; return what it asks the network for."""
    with chromium.new_page() as page:
        requests = watched(page)
        page.goto(url)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
    return {request.url for request in requests}


def every(page: Page, selector: str, property_: str) -> list[Any]:
    """Return a property of each element."""
    get = f"found => found.map(each => each[{json.dumps(property_)}])"
    found: list[Any] = page.locator(selector).evaluate_all(get)
    return found


def test_a_page_without_pictures_asks_for_no_more_than_one_without_articles(
    chromium: Browser, pages: dict[str, str]
) -> None:
    assert asked(chromium, pages["hostile"]) == asked(chromium, pages["empty"])


def test_what_is_hostile_stays_text(page: Page, pages: dict[str, str]) -> None:
    watched(page)
    page.goto(pages["hostile"])
    assert every(page, ".newsfeed-card .newsfeed-title", "textContent") == [HOSTILE]
    assert every(page, ".newsfeed-card p", "textContent") == [HOSTILE]
    assert every(page, "tbody .newsfeed-title", "textContent") == [HOSTILE] * 10
    assert every(page, ".newsfeed summary", "textContent") == ["1 related item"]
    assert every(page, ".newsfeed-items > li > span", "textContent") == [HOSTILE]
    for selector in "a", "img", "script", "[onerror]", "iframe", "object", "link", "base":
        assert page.locator(f".newsfeed {selector}").count() == 0
    assert page.locator(".newsfeed").count() == page.locator(".newsfeed style").count() == 2
    assert page.evaluate("typeof hit") == "undefined"


def test_a_page_asks_for_the_pictures_of_its_articles_and_tells_nobody_where_it_is(
    chromium: Browser, page: Page, pages: dict[str, str]
) -> None:
    more = asked(chromium, pages["light"]) - asked(chromium, pages["empty"])
    assert "https://images.harbourlantern.example/pellam-tide-clock.jpg" in more
    requests = watched(page, pictures=True)
    page.goto(pages["light"])
    page.wait_for_load_state("networkidle")
    pictures = [request for request in requests if request.resource_type == "image"]
    assert {request.url for request in pictures} == more == set(every(page, ".newsfeed img", "src"))
    assert not [request for request in pictures if "referer" in request.all_headers()]
    assert set(every(page, ".newsfeed img", "complete")) == {True}


def test_a_picture_is_not_asked_for_before_it_is_in_sight(
    page: Page, pages: dict[str, str], tmp_path: Path
) -> None:
    requests = watched(page)
    page.goto(pages["light"])
    card = page.locator(".newsfeed").nth(1).evaluate("each => each.outerHTML")
    away = tmp_path / "away.html"
    away.write_text(f'<meta charset="utf-8"><div style="height: 20000px"></div>{card}', "utf-8")
    requests.clear()
    page.goto(away.as_uri())
    page.wait_for_load_state("networkidle")
    assert not requests
    with page.expect_request(lambda request: request.resource_type == "image"):
        page.locator(".newsfeed-card").scroll_into_view_if_needed()


def test_links_open_elsewhere_and_related_items_fold_out(page: Page, pages: dict[str, str]) -> None:
    watched(page)
    page.goto(pages["light"])
    links = every(page, ".newsfeed a", "href")
    assert len(links) > 10
    assert all(link.startswith("https://") for link in links)
    assert set(every(page, ".newsfeed a", "rel")) == {"noopener noreferrer"}
    item = page.locator(".newsfeed details li").first
    assert not item.is_visible()
    page.locator(".newsfeed summary").first.click()
    assert item.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_cards_fit_and_can_be_read_in_every_theme(
    page: Page, pages: dict[str, str], theme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    watched(page, pictures=True)
    page.goto(pages[theme])
    for card in page.locator(".newsfeed").all():
        assert card.evaluate("each => each.scrollWidth <= each.clientWidth")
    ink, paper = (
        luminance(page.locator(selector).first.evaluate(f"each => getComputedStyle(each).{name}"))
        for selector, name in ((".newsfeed-title", "color"), ("body", "backgroundColor"))
    )
    assert (ink < paper) is (theme == "light")
    # WCAG 2.2, 1.4.6: the enhanced contrast.
    assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) > 7


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(...)`: https://www.w3.org/TR/WCAG22/."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
