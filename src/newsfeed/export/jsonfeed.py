"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Iterable
from typing import Any

from .._util.garbage import gc_paused
from ..models import Article
from ..news.urls import address, feed_address, first_icon, first_picture, home_of, uri
from .publishing import OnIncomplete, published, timestamp
from .rows import Row, each_of, fields_in, filled, listed, present


def _content_text(article: Article, _: str | None) -> str | None:
    """Return the body. An item without any content is invalid, so fall back to the excerpt."""
    body = filled(article.body)
    if body is not None or filled(article.featured_content or "") is not None:
        return body
    return article.excerpt or ""


AUTHOR = (
    Row("name", "name"),
    Row("url", "domain", "with `https://` before it", home_of),
    Row("avatar", "images", "the first", first_icon),
)
_author = present(AUTHOR)

RELATED = (
    Row("url", "web_url", "", uri),
    Row("title", "title"),
    Row("summary", "excerpt"),
    Row("image", "images", "the first", value=first_picture),
    Row("date_published", "published_date_time", "in UTC", timestamp),
    Row("authors", "provider", "as in the item", lambda each: [_author(each)]),
    Row("amp_url", "amp_web_url", "", uri),
    Row("cdn_amp_url", "cdn_amp_web_url", "", uri),
)
_related = each_of(present(RELATED))

EXTENSION = (
    Row("amp_url", "amp_web_url", "the AMP page", uri),
    Row("cdn_amp_url", "cdn_amp_web_url", "that page in the AMP Cache", uri),
    Row("related", "related", "articles elsewhere on the same story, see below", _related),
)
_extension = present(EXTENSION)

JSON_FEED_ITEM = (
    Row("id", "web_url", "or `original_url`", value=address),
    Row("url", "web_url", "or `original_url`", value=address),
    Row("external_url", "original_url", "", uri),
    Row("title", "title"),
    Row("content_html", "featured_content", "unless it is blank", filled),
    Row("content_text", "body", "or `excerpt` if it is blank, see below", value=_content_text),
    Row("summary", "excerpt"),
    Row("image", "images", "the first", value=first_picture),
    Row("date_published", "published_date_time", "in UTC", timestamp),
    Row("authors", "provider", "a list of it alone, see below", lambda each: [_author(each)]),
    Row("tags", "topics", "", listed),
    Row("language", "", "the argument `language`", value=lambda _, language: language),
    Row("_newsfeed", "", "an extension, see below", value=lambda obj, _: _extension(obj) or None),
)
_item, JSON_FEED_FIELDS = present(JSON_FEED_ITEM), fields_in([*JSON_FEED_ITEM, *EXTENSION])


def json_feed(
    articles: Article | Iterable[Article],
    *,
    title: str,
    home_page_url: str | None = None,
    feed_url: str | None = None,
    description: str | None = None,
    language: str | None = None,
    icon: str | None = None,
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> dict[str, Any]:
    """Return a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

    Args:
        articles: The articles, in the order of the items.
        title: The name of the feed.
        home_page_url: The URL of the website.
        feed_url: The URL of the feed itself.
        description: A description of the feed.
        language: The language of the articles, such as `en-US`.
        icon: The URL of a square image, 512 pixels wide.
        unpublished: Whether to include articles with `published: false`.
        on_error: Whether to `raise` or to `skip` an article without a URL or a date.

    Returns:
        The feed, as data for `to_json`. Its items have related items and AMP URLs in `_newsfeed`.

    Raises:
        SerializeError: If an article has no URL or no date.
        TypeError: If the model of an article lacks a field that an item has.
        ValueError: If a URL of the feed or `on_error` is invalid.

    Example:
        >>> json_feed([], title="Harbour Post", home_page_url="https://harbour.example/")["version"]
        'https://jsonfeed.org/version/1.1'
    """
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": feed_address("home_page_url", home_page_url),
        "feed_url": feed_address("feed_url", feed_url),
        "description": description,
        "icon": feed_address("icon", icon),
        "language": language,
    }
    chosen = published(
        articles, "JSON Feed", unpublished, on_error, fields=JSON_FEED_FIELDS, related=True
    )
    with gc_paused():
        items = [_item(article, language) for article in chosen]
    return {key: value for key, value in feed.items() if value is not None} | {"items": items}
