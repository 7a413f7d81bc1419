"""The HTML tables of a feed and of a document for a notebook."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..news.urls import address, first_picture
from .card import byline, chips, more
from .html import element, link, page, picture, words
from .texts import counted, cut

if TYPE_CHECKING:
    from ..feed import Feed
    from ..models import Article

# How many articles or errors, topics per article, and topics or providers with counts are shown.
_ROWS_SHOWN, _TOPICS_SHOWN, _COUNTS_SHOWN = 10, 3, 10
# How many characters of a name, a title and an error message are shown.
_CHIP_CUT, _ROW_TITLE_CUT, _MESSAGE_CUT = 60, 160, 1_000
# How many keys of a document are shown, and how many characters of a key and of a value.
_KEYS_SHOWN, _KEY_CUT, _VALUE_CUT = 30, 100, 300


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
