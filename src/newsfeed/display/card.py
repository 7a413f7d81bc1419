"""HTML for a notebook: the card of an article, the tables of a feed and of a document."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import suppress
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..frontmatter.schema import is_model, schema_of
from ..news.urls import address, first_icon, first_picture
from .html import element, line, link, page, picture, words
from .texts import counted, cut, shown_time

if TYPE_CHECKING:
    from ..feed import Feed
    from ..models import Article, RelatedItem

# How many characters of a title, an excerpt and a name are shown, and how many items of a list.
# Without limits, a notebook would save a whole article that is too long to look at.
_TITLE_CUT, _EXCERPT_CUT, _NAME_CUT, _ITEMS_SHOWN = 300, 1_000, 100, 30
# How many articles or errors, topics of an article, counts, and fields of another model are shown.
_ROWS_SHOWN, _TOPICS_SHOWN, _COUNTS_SHOWN, _COLUMNS_SHOWN = 10, 3, 10, 6
# How many characters of a name, a title and an error message are shown.
_CHIP_CUT, _ROW_TITLE_CUT, _MESSAGE_CUT = 60, 160, 1_000
# How many keys of a document are shown, and how many characters of a key and of a value.
_KEYS_SHOWN, _KEY_CUT, _VALUE_CUT = 30, 100, 300

# Raised where a field has a value of a wrong type.
_WRONG_TYPES = AttributeError, LookupError, TypeError, ValueError


def card(article: "Article") -> str | None:
    """Return an article as HTML without scripts, or None if a field has a value of a wrong type."""
    try:
        return page(element("article", _picture(article), _text(article), class_="newsfeed-card"))
    except _WRONG_TYPES:  # the notebook falls back to `repr`
        return None


def _picture(article: "Article") -> Element | None:
    """Create a figure with the first image, its title and its attribution."""
    if not article.images:
        return None
    first = article.images[0]
    caption = " · ".join(filter(None, (first.title, first.attribution)))
    return element(
        "figure",
        picture(first_picture(article), article.title, "picture"),
        words("figcaption", cut(caption, _TITLE_CUT)) if caption else None,
    )


def _text(article: "Article") -> Element:
    return element(
        "div",
        line(byline(article)),
        link(cut(article.title, _TITLE_CUT), address(article), class_="newsfeed-title"),
        words("p", cut(article.excerpt, _EXCERPT_CUT)) if article.excerpt else None,
        chips(article.topics),
        line(_measures(article)),
        _related(article.related) if article.related else None,
        class_="newsfeed-text",
    )


def byline(item: "Article | RelatedItem") -> Iterator[Element]:
    """Create the provider, the time and a badge for an unpublished article."""
    if item.provider is not None:
        icon, name = first_icon(item.provider.images), item.provider.name
        image = () if icon is None else (picture(icon, name, "icon"), " ")
        yield element("span", *image, words("span", cut(name, _NAME_CUT)))
    if (time := item.published_date_time) is not None:
        yield element("time", shown_time(time), datetime=time.isoformat())
    if getattr(item, "published", None) is False:
        yield element("span", "not published", class_="newsfeed-badge")


def chips(names: Sequence[str], most: int = _ITEMS_SHOWN) -> Element | None:
    """Create a label for each of the first names, and one with the number of the others."""
    if not names:
        return None
    shown = [words("li", cut(name, _NAME_CUT), class_="newsfeed-chip") for name in names[:most]]
    return element("ul", *shown, more(names, most, "li"), class_="newsfeed-chips")


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
        element("li", link(cut(item.title, _TITLE_CUT), address(item)), line(byline(item)))
        for item in items[:_ITEMS_SHOWN]
    ]
    summary = element("summary", counted(len(items), "related item"))
    rest = more(items, _ITEMS_SHOWN, "li")
    return element("details", summary, element("ul", *shown, rest, class_="newsfeed-items"))


def mapping_table(mapping: Mapping[str, Any]) -> str | None:
    """Return keys and values as HTML, or None if a value cannot be shown."""
    rows = []
    try:
        for key, value in islice(mapping.items(), _KEYS_SHOWN):
            head = element("th", words("span", cut(key, _KEY_CUT)), scope="row")
            text = words("span", cut(_shown(value), _VALUE_CUT))
            rows.append(element("tr", head, element("td", text)))
    except ValueError:  # an integer of more digits than Python converts
        return None
    table = element("div", element("table", element("tbody", *rows)), class_="newsfeed-scroll")
    return page(element("section", table, more(mapping, _KEYS_SHOWN, "div")))


def _shown(value: object) -> str:
    return str(value) if isinstance(value, str | date) else repr(value)


def listing(feed: "Feed[Any]") -> str | None:
    """Return the first instances of a feed as HTML, or None if a value cannot be shown."""
    first = list(islice(feed, _ROWS_SHOWN))
    for table in _articles_table, _fields_table:
        try:
            return page(element("section", *_parts(feed, table(first)), class_="newsfeed-feed"))
        except _WRONG_TYPES:  # or another model
            continue
    return None  # the notebook falls back to `repr`


def _parts(feed: "Feed[Any]", table: Element) -> Iterator[Element | None]:
    yield element("b", counted(len(feed), "article"))
    yield _counts("Topics", feed.topics)
    yield _counts("Providers", feed.providers)
    if feed:
        yield element("div", table, class_="newsfeed-scroll")
    yield more(feed, _ROWS_SHOWN, "div")
    if feed.errors:
        summary = element("summary", f"{counted(len(feed.errors), 'file')} could not be read")
        messages = (cut(str(error), _MESSAGE_CUT) for error in feed.errors[:_ROWS_SHOWN])
        shown = element("pre", "\n\n".join(messages))
        yield element("details", summary, shown, more(feed.errors, _ROWS_SHOWN, "div"))


def _counts(label: str, count: Callable[[], Counter[str]]) -> Element | None:
    """Create a list of the most frequent names; a model may have no field for them."""
    counts = Counter[str]()
    with suppress(*_WRONG_TYPES):
        counts = count()
    if not counts:
        return None
    shown = [
        element(
            "li", words("span", cut(f"{name}", _CHIP_CUT)), f" {each:,}", class_="newsfeed-chip"
        )
        for name, each in counts.most_common(_COUNTS_SHOWN)
    ]
    rest = more(counts, _COUNTS_SHOWN, "li")
    names = element("ul", *shown, rest, class_="newsfeed-chips")
    return element("div", element("span", label), names, class_="newsfeed-counts")


def _table(names: Iterable[str], rows: Iterable[Element], class_: str) -> Element:
    head = element("tr", *(words("th", cut(name, _KEY_CUT), scope="col") for name in names))
    return element("table", element("thead", head), element("tbody", *rows), class_=class_)


def _articles_table(articles: "list[Article]") -> Element:
    # The first column has images and no heading.
    names = ("", "article", "topics", "quality", "heat")
    return _table(names, map(_row, articles), "newsfeed-articles")


def _row(article: "Article") -> Element:
    thumbnail = picture(first_picture(article), article.title, "thumbnail")
    title = link(cut(article.title, _ROW_TITLE_CUT), address(article), class_="newsfeed-title")
    numbers = (None if value is None else f"{value:,}" for value in (article.quality, article.heat))
    return element(
        "tr",
        element("td", thumbnail),
        element("td", title, line(byline(article))),
        element("td", chips(article.topics, _TOPICS_SHOWN)),
        *(element("td", number) for number in numbers),
    )


def _fields_table(instances: list[Any]) -> Element:
    """Create a table of the first fields, or most frequent keys, that have short values."""
    found = [_values(each) for each in instances]
    names = [name for name, _ in Counter(chain.from_iterable(found)).most_common()]
    short = [name for name in names if any(_is_short(row.get(name)) for row in found)]
    shown = short[:_COLUMNS_SHOWN]
    cells = ([element("td", _cell(row.get(name))) for name in shown] for row in found)
    return _table(shown, (element("tr", *row) for row in cells), "newsfeed-fields")


def _values(instance: Any) -> dict[str, Any]:
    schema = schema_of(type(instance))
    fields = {field.name: getattr(instance, field.name) for field in schema.fields.values()}
    return instance.extra if schema.is_open else fields


def _is_short(value: object) -> bool:
    """Return whether a value is a scalar or a list of scalars, and not empty."""
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    nested = (each is None or isinstance(each, Mapping) or is_model(type(each)) for each in values)
    return len(values) > 0 and not any(nested)


def _cell(value: object) -> Element | None:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return chips(value, _TOPICS_SHOWN)
    return None if value is None else words("span", cut(_shown(value), _ROW_TITLE_CUT))
