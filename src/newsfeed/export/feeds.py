"""Atom 1.0 (RFC 4287) and RSS 2.0 (https://www.rssboard.org/rss-specification) feeds."""

from collections.abc import Iterable
from operator import attrgetter

from .._util.extras import import_extra
from .._util.garbage import gc_paused
from ..models import Article
from ..news.urls import address, feed_address
from .publishing import OnIncomplete, in_zone, published
from .rows import Row, complete, each_picture, fields_in, filled, present


def _body(article: Article, _: None) -> str | None:
    # Either format has one content per article, and `featured_content` comes first.
    return None if filled(article.featured_content or "") else filled(article.body)


FEED_IMAGE = (
    Row("height", "height", "", str),
    Row("medium", "", "`image`", value="image"),
    Row("url", "url", "a relative one is taken from that of the page", value=lambda _, url: url),
    Row("width", "width", "", str),
    Row("media:title", "title", "an element in it"),
    Row("media:credit", "attribution", "an element in it"),
)
_images = each_picture(present(FEED_IMAGE))

_RSS, _PICTURE = "content:encoded", "media:content"
_ALONE = "as text, unless it is blank or there is `featured_content`"
# An element of Atom, one of RSS, and the value of both. The key of the row is an argument of
# `add_item` of feedgenerator, or an addition of ours.
ELEMENTS = (
    ("title", "title", Row("title", "title", "as text")),
    ("link href", "link", Row("link", "web_url", "or `original_url`", value=address)),
    ("id", "guid", Row("unique_id", "web_url", "or `original_url`", value=address)),
    ("published", "pubDate", Row("pubdate", "published_date_time", "in UTC", in_zone)),
    ("updated", "", Row("updateddate", "published_date_time", "in UTC", in_zone)),
    ("author/name", "dc:creator", Row("author_name", "provider", "its name", attrgetter("name"))),
    ("category term", "category", Row("categories", "topics", "one each")),
    ("summary", "description", Row("summary", "excerpt", "as text")),
    ("content type=html", _RSS, Row("html", "featured_content", "unless it is blank", filled)),
    ("content", _RSS, Row("body", "body", _ALONE, value=_body)),
    (_PICTURE, _PICTURE, Row("images", "images", "one each, see below", value=_images)),
)
# The description is None: feedgenerator writes it as HTML; `summary` replaces it.
_OTHERS = Row("description"), Row("unique_id_is_permalink", value=lambda *_: True)
_ROWS = [*(row for _, _, row in ELEMENTS), *_OTHERS]
_item, ENTRY_FIELDS = complete(_ROWS), fields_in(_ROWS)


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
    """Return an Atom 1.0 feed (RFC 4287).

    Args:
        articles: The articles, in the order of the entries.
        title: The name of the feed and of its author.
        home_page_url: The URL of the website. The default is `feed_url`.
        feed_url: The URL of the feed itself.
        description: A description of the feed.
        language: The language of the articles, such as `en-US`.
        unpublished: Whether to include articles with `published: false`.
        on_error: Whether to `raise` or to `skip` an article without a URL or a date.

    Returns:
        The XML document, to be encoded as UTF-8. Its update time is that of the newest article, or
        1970 if there are no articles.

    Raises:
        ImportError: If feedgenerator is not installed.
        SerializeError: If an article has no URL or no date.
        TypeError: If the model of an article lacks a field that an entry has.
        ValueError: If both URLs of the feed are missing, one is invalid, or `on_error` is invalid.

    Example:
        >>> feed = atom([], title="Harbour Post", home_page_url="https://harbour.example/")
        >>> feed.splitlines()[0]
        '<?xml version="1.0" encoding="utf-8"?>'
    """
    chosen = published(articles, "Atom", unpublished, on_error, fields=ENTRY_FIELDS)
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
    """Return an RSS 2.0 feed (https://www.rssboard.org/rss-specification).

    Args:
        articles: The articles, in the order of the items.
        title: The name of the feed.
        home_page_url: The URL of the website. The default is `feed_url`.
        feed_url: The URL of the feed itself.
        description: A description of the feed. The default is the title, since RSS requires one.
        language: The language of the articles, such as `en-US`.
        unpublished: Whether to include articles with `published: false`.
        on_error: Whether to `raise` or to `skip` an article without a URL or a date.

    Returns:
        The XML document, to be encoded as UTF-8.

    Raises:
        ImportError: If feedgenerator is not installed.
        SerializeError: If an article has no URL or no date.
        TypeError: If the model of an article lacks a field that an entry has.
        ValueError: If both URLs of the feed are missing, one is invalid, or `on_error` is invalid.

    Example:
        >>> feed = rss([], title="Harbour Post", home_page_url="https://harbour.example/")
        >>> "<link>https://harbour.example/</link>" in feed
        True
    """
    chosen = published(articles, "RSS", unpublished, on_error, fields=ENTRY_FIELDS)
    return _text("RSS", chosen, title, home_page_url, feed_url, description or title, language)


def _text(form: str, articles: Iterable[Article], title: str, *about: str | None) -> str:
    import_extra("feedgenerator", "feeds", f"a feed of {form}")
    from .syndication import feed_text

    home_page_url, feed_url, description, language = about
    own = feed_address("feed_url", feed_url)
    home = feed_address("home_page_url", home_page_url) or own
    if home is None:
        raise ValueError(f"{form} needs the address of the feed: home_page_url or feed_url")
    arguments = {
        "title": title,
        "link": home,
        "description": description,
        "language": language,
        "author_name": title,
        "feed_url": own,
        "feed_guid": own,  # feeds of one website need different IDs; without it the ID is the link
    }
    with gc_paused():
        return feed_text(form, arguments, (_item(article) for article in articles))
