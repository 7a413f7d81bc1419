"""Atom 1.0 (RFC 4287) and RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from .._util.extras import needed
from .._util.garbage import uncollected
from ..models import Article
from ..news.urls import address, feed_address, pictures
from .publishing import OnIncomplete, published, utc
from .rows import Row, complete, filled, present


class Element(NamedTuple):
    """What an entry of Atom and an item of RSS hold of an article.

    Args:
        atom: The element of Atom, and its attribute.
        rss: The element of RSS.
        row: The name that feedgenerator, or its classes here, have for it, and what it holds.
    """

    atom: str
    rss: str
    row: Row


def _body(article: Article, _: None) -> str | None:
    return None if filled(article.featured_content or "") else filled(article.body)


FEED_IMAGE = (
    Row("height", "height", "", str),
    Row("medium", "", "`image`", value="image"),
    Row("url", "url", "a relative one is taken from that of the page", value=lambda _, url: url),
    Row("width", "width", "", str),
    Row("media:title", "title", "an element in it"),
    Row("media:credit", "attribution", "an element in it"),
)
_image = present(FEED_IMAGE)


def _images(article: Article, _: None) -> list[dict[str, Any]]:
    return [_image(image, url) for url, image in pictures(article)]


ELEMENTS = (
    Element("title", "title", Row("title", "title", "as text")),
    Element("link href", "link", Row("link", "web_url", "or `original_url`", value=address)),
    Element("id", "guid", Row("unique_id", "web_url", "or `original_url`", value=address)),
    Element("published", "pubDate", Row("pubdate", "published_date_time", "in UTC", utc)),
    Element("updated", "", Row("updateddate", "published_date_time", "in UTC", utc)),
    Element(
        "author/name",
        "dc:creator",
        Row("author_name", "provider", "its name", attrgetter("name")),
    ),
    Element("category term", "category", Row("categories", "topics", "one each")),
    Element("summary", "description", Row("summary", "excerpt", "as text")),
    Element(
        "content type=html",
        "content:encoded",
        Row("html", "featured_content", "unless it is blank", filled),
    ),
    Element(
        "content",
        "content:encoded",
        Row(
            "body",
            "body",
            "as text, unless it is blank or there is `featured_content`",
            value=_body,
        ),
    ),
    Element(
        "media:content",
        "media:content",
        Row("images", "images", "one each, see below", value=_images),
    ),
)

_item = complete(
    [
        *(element.row for element in ELEMENTS),
        Row("description"),  # feedgenerator takes it for HTML; see the summary
        Row("unique_id_is_permalink", value=lambda *_: True),
    ]
)


def atom(
    articles: Article | Iterable[Article],
    *,
    title: str,
    home_page_url: str | None = None,
    feed_url: str | None = None,
    description: str | None = None,
    language: str | None = None,
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> str:
    """Make a feed of Atom 1.0 (RFC 4287).

    Args:
        articles: The articles, in the order of the entries.
        title: The name of the feed, and of its author.
        home_page_url: The page that the feed belongs to; by default the feed itself.
        feed_url: Where the feed itself will be.
        description: What the feed is about.
        language: The language of the articles, such as `en-US`.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article without a URL or a date: `raise`, or `skip` it.

    Returns:
        The feed, to be encoded in UTF-8, as its first line says. It was updated when its newest
        article was published; an empty one in 1970.

    Raises:
        ImportError: If feedgenerator is not installed.
        SerializeError: For an article without a URL or a date.
        ValueError: If there is neither `home_page_url` nor `feed_url`, or one is no URL, or
            `on_error` has another value.

    Example:
        >>> feed = atom([], title="Harbour Post", home_page_url="https://harbour.example/")
        >>> feed.splitlines()[0]
        '<?xml version="1.0" encoding="utf-8"?>'
    """
    chosen = published(articles, "Atom", unpublished=unpublished, on_error=on_error)
    return _text("Atom", chosen, title, home_page_url, feed_url, description, language)


def rss(
    articles: Article | Iterable[Article],
    *,
    title: str,
    home_page_url: str | None = None,
    feed_url: str | None = None,
    description: str | None = None,
    language: str | None = None,
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> str:
    """Make a feed of RSS 2.0 (https://www.rssboard.org/rss-specification).

    Args:
        articles: The articles, in the order of the items.
        title: The name of the feed.
        home_page_url: The page that the feed belongs to; by default the feed itself.
        feed_url: Where the feed itself will be.
        description: What the feed is about; by default its title, since RSS must have one.
        language: The language of the articles, such as `en-US`.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article without a URL or a date: `raise`, or `skip` it.

    Returns:
        The feed, to be encoded in UTF-8, as its first line says.

    Raises:
        ImportError: If feedgenerator is not installed.
        SerializeError: For an article without a URL or a date.
        ValueError: As for `atom`.

    Example:
        >>> feed = rss([], title="Harbour Post", home_page_url="https://harbour.example/")
        >>> "<link>https://harbour.example/</link>" in feed
        True
    """
    chosen = published(articles, "RSS", unpublished=unpublished, on_error=on_error)
    return _text("RSS", chosen, title, home_page_url, feed_url, description or title, language)


def _text(
    form: str,
    articles: Iterable[Article],
    title: str,
    home_page_url: str | None,
    feed_url: str | None,
    description: str | None,
    language: str | None,
) -> str:
    needed("feedgenerator", "feeds", f"a feed of {form}")
    from .syndication import feed_text

    own = feed_address("feed_url", feed_url)
    home = feed_address("home_page_url", home_page_url) or own
    if home is None:
        raise ValueError(f"{form} needs the address of the feed: home_page_url or feed_url")
    about = {
        "title": title,
        "link": home,
        "description": description,
        "language": language,
        "author_name": title,
        "feed_url": own,
        "feed_guid": own,  # of several feeds of a page each has its own; by default the link
    }
    with uncollected():
        return feed_text(form, about, (_item(article) for article in articles))
