"""HTML for a notebook: the card of an article, the tables of a feed and of a document."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sized
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..news.urls import address, first_icon, first_picture
from .html import element, link, page, picture, words
from .texts import counted, cut, shown_time

if TYPE_CHECKING:
    from ..feed import Feed
    from ..models import Article, Provider, RelatedItem

# How many characters of a title, an excerpt and a name are shown, and how many items of a list.
# Without limits, a notebook would save a whole article that is too long to look at.
_TITLE_CUT, _EXCERPT_CUT, _NAME_CUT, _ITEMS_SHOWN = 300, 1_000, 100, 30
# How many articles or errors, topics per article, and topics or providers with counts are shown.
_ROWS_SHOWN, _TOPICS_SHOWN, _COUNTS_SHOWN = 10, 3, 10
# How many characters of a name, a title and an error message are shown.
_CHIP_CUT, _ROW_TITLE_CUT, _MESSAGE_CUT = 60, 160, 1_000
# How many keys of a document are shown, and how many characters of a key and of a value.
_KEYS_SHOWN, _KEY_CUT, _VALUE_CUT = 30, 100, 300


def card(article: "Article") -> str | None:
    """Return an article as HTML without scripts, or None if a field has a value of a wrong type."""
    try:
        return page(element("article", _picture(article), _text(article), class_="newsfeed-card"))
    except (AttributeError, TypeError, ValueError):  # the notebook falls back to `repr`
        return None


def _picture(article: "Article") -> Element | None:
    """Create a figure with the first image, its title and its attribution."""
    if not article.images:
        return None
    first = article.images[0]
    caption = " · ".join(filter(None, (first.title, first.attribution)))
    return element(
        "figure",
        picture(first_picture(article), article.title, class_="newsfeed-picture"),
        words("figcaption", cut(caption, _TITLE_CUT)) if caption else None,
    )


def _text(article: "Article") -> Element:
    return element(
        "div",
        byline(article),
        link(cut(article.title, _TITLE_CUT), address(article), class_="newsfeed-title"),
        words("p", cut(article.excerpt, _EXCERPT_CUT)) if article.excerpt else None,
        chips(article.topics),
        element("div", *_measures(article), class_="newsfeed-byline"),
        _related(article.related) if article.related else None,
        class_="newsfeed-text",
    )


def byline(item: "Article | RelatedItem") -> Element:
    """Create a line with the provider, the time and a badge for an unpublished article."""
    time = item.published_date_time
    hidden = getattr(item, "published", None) is False
    return element(
        "div",
        *([] if item.provider is None else _provider(item.provider)),
        None if time is None else element("time", shown_time(time), datetime=time.isoformat()),
        element("span", "not published", class_="newsfeed-badge") if hidden else None,
        class_="newsfeed-byline",
    )


def _provider(provider: "Provider") -> Iterator[Element]:
    if (icon := first_icon(provider.images)) is not None:
        yield picture(icon, provider.name, class_="newsfeed-icon")
    yield words("span", cut(provider.name, _NAME_CUT), class_="newsfeed-provider")


def chips(names: list[str], most: int = _ITEMS_SHOWN) -> Element | None:
    """Create a label for each of the first names, and one with the number of the others."""
    if not names:
        return None
    shown = [words("span", cut(name, _NAME_CUT), class_="newsfeed-chip") for name in names[:most]]
    return element("div", *shown, more(names, most, "span"), class_="newsfeed-chips")


def more(items: Sized, shown: int, tag: str) -> Element | None:
    """Create an element with the number of items that are not shown, if any."""
    return element(tag, f"{len(items) - shown:,} more") if len(items) > shown else None


def _measures(article: "Article") -> Iterator[Element]:
    for name in ("quality", "heat"):
        if (value := getattr(article, name)) is not None:
            yield element("span", f"{name} ", element("b", f"{value:,}"))
    if article.featured_content:
        length = counted(len(article.featured_content), "character")
        yield element("span", f"featured content of {length}")


def _related(items: "list[RelatedItem]") -> Element:
    shown = [
        element("li", link(cut(item.title, _TITLE_CUT), address(item)), byline(item))
        for item in items[:_ITEMS_SHOWN]
    ]
    summary = element("summary", counted(len(items), "related item"))
    return element("details", summary, element("ul", *shown, more(items, _ITEMS_SHOWN, "li")))


def mapping_table(mapping: Mapping[str, Any]) -> str | None:
    """Return keys and values as HTML, or None if a value cannot be shown."""
    rows = []
    try:
        for key, value in islice(mapping.items(), _KEYS_SHOWN):
            text = value if isinstance(value, str) else repr(value)
            head = element("th", words("span", cut(key, _KEY_CUT)), scope="row")
            rows.append(element("tr", head, element("td", words("span", cut(text, _VALUE_CUT)))))
    except ValueError:  # an integer of more digits than Python converts
        return None
    table = element("div", element("table", element("tbody", *rows)), class_="newsfeed-scroll")
    return page(element("section", table, more(mapping, _KEYS_SHOWN, "div")))


def listing(feed: "Feed") -> str | None:
    """Return the first articles of a feed as HTML, or None if a value has a wrong type."""
    try:
        return page(element("section", *_parts(feed), class_="newsfeed-feed"))
    except (AttributeError, TypeError, ValueError):  # the notebook falls back to `repr`
        return None


def _parts(feed: "Feed") -> Iterator[Element | None]:
    yield element("b", counted(len(feed), "article"))
    yield _counts("Topics", feed.topics())
    yield _counts("Providers", feed.providers())
    if feed:
        yield element("div", _table(feed), class_="newsfeed-scroll")
    yield more(feed, _ROWS_SHOWN, "div")
    if feed.errors:
        summary = element("summary", f"{counted(len(feed.errors), 'file')} could not be read")
        messages = (cut(str(error), _MESSAGE_CUT) for error in feed.errors[:_ROWS_SHOWN])
        shown = element("pre", "\n\n".join(messages))
        yield element("details", summary, shown, more(feed.errors, _ROWS_SHOWN, "div"))


def _counts(label: str, counts: Counter[str]) -> Element | None:
    if not counts:
        return None
    shown = [
        element("span", words("span", cut(name, _CHIP_CUT)), f" {count:,}", class_="newsfeed-chip")
        for name, count in counts.most_common(_COUNTS_SHOWN)
    ]
    rest = more(counts, _COUNTS_SHOWN, "span")
    return element("div", element("span", label), *shown, rest, class_="newsfeed-chips")


def _table(feed: "Feed") -> Element:
    # The first column has images and no heading.
    names = ("", "article", "topics", "quality", "heat")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = map(_row, feed[:_ROWS_SHOWN])
    return element("table", element("thead", head), element("tbody", *rows))


def _row(article: "Article") -> Element:
    thumbnail = picture(first_picture(article), article.title, class_="newsfeed-thumbnail")
    title = link(cut(article.title, _ROW_TITLE_CUT), address(article), class_="newsfeed-title")
    numbers = (None if value is None else f"{value:,}" for value in (article.quality, article.heat))
    return element(
        "tr",
        element("td", thumbnail),
        element("td", title, byline(article)),
        element("td", chips(article.topics, _TOPICS_SHOWN)),
        *(element("td", number) for number in numbers),
    )
