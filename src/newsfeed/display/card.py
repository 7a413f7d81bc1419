"""The card of an article in a notebook."""

from collections.abc import Iterator, Sized
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ..news.urls import address, first_icon, first_picture
from .html import element, link, page, picture, words
from .texts import counted, cut, shown_time

if TYPE_CHECKING:
    from ..models import Article, Provider, RelatedItem

# What is longer is cut: a card is looked at, and a notebook keeps all of it.
_TITLE_LENGTH, _EXCERPT_LENGTH, _NAME_LENGTH, _ITEMS_SHOWN = 300, 1_000, 100, 30


def card(article: "Article") -> str | None:
    """Show an article as a card: HTML without scripts, in the colours of where it is shown.

    Args:
        article: The article.

    Returns:
        The HTML; None if a field holds what its type hint does not allow, which the plain
        representation shows.
    """
    try:
        return page(element("article", _picture(article), _text(article), class_="newsfeed-card"))
    except (AttributeError, TypeError, ValueError):
        return None


def _picture(article: "Article") -> Element | None:
    """Show the first picture, with its caption and credit."""
    if not article.images:
        return None
    first = article.images[0]
    caption = " · ".join(filter(None, (first.title, first.attribution)))
    return element(
        "figure",
        picture(first_picture(article), article.title, class_="newsfeed-picture"),
        words("figcaption", cut(caption, _TITLE_LENGTH)) if caption else None,
    )


def _text(article: "Article") -> Element:
    return element(
        "div",
        byline(article),
        link(cut(article.title, _TITLE_LENGTH), address(article), class_="newsfeed-title"),
        words("p", cut(article.excerpt, _EXCERPT_LENGTH)) if article.excerpt else None,
        chips(article.topics),
        element("div", *_measures(article), class_="newsfeed-byline"),
        _related(article.related) if article.related else None,
        class_="newsfeed-text",
    )


def byline(item: "Article | RelatedItem") -> Element:
    """Say who published something and when, and whether it is hidden."""
    return element("div", *_byline(item), class_="newsfeed-byline")


def _byline(item: "Article | RelatedItem") -> Iterator[Element]:
    if item.provider is not None:
        yield from _provider(item.provider)
    if (time := item.published_date_time) is not None:
        yield element("time", shown_time(time), datetime=time.isoformat())
    if getattr(item, "published", None) is False:
        yield element("span", "not published", class_="newsfeed-badge")


def _provider(provider: "Provider") -> Iterator[Element]:
    icon = first_icon(provider.images)
    if icon is not None:
        yield picture(icon, provider.name, class_="newsfeed-icon")
    yield words("span", cut(provider.name, _NAME_LENGTH), class_="newsfeed-provider")


def chips(names: list[str], most: int = _ITEMS_SHOWN) -> Element | None:
    """Show the first names of a list, each by itself, and how many more there are."""
    if not names:
        return None
    shown = [
        words("span", cut(name, _NAME_LENGTH), class_="newsfeed-chip") for name in names[:most]
    ]
    return element("div", *shown, more(names, most, "span"), class_="newsfeed-chips")


def more(items: Sized, shown: int, tag: str) -> Element | None:
    """Say how many there are beyond those that are shown."""
    return element(tag, f"{len(items) - shown:,} more") if len(items) > shown else None


def _measures(article: "Article") -> Iterator[Element]:
    for name in ("quality", "heat"):
        value = getattr(article, name)
        if value is not None:
            yield element("span", f"{name} ", element("b", f"{value:,}"))
    if article.featured_content:
        length = counted(len(article.featured_content), "character")
        yield element("span", f"featured content of {length}")


def _related(items: "list[RelatedItem]") -> Element:
    shown = [
        element(
            "li",
            link(cut(item.title, _TITLE_LENGTH), address(item)),
            byline(item),
        )
        for item in items[:_ITEMS_SHOWN]
    ]
    summary = element("summary", counted(len(items), "related item"))
    return element("details", summary, element("ul", *shown, more(items, _ITEMS_SHOWN, "li")))
