"""The publisher's JSON API: an object for each article, in pages."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Literal, NamedTuple

from .._util.garbage import uncollected
from ..errors import path_text
from ..models import Article, Image
from .data import as_data
from .publishing import OnIncomplete, in_zone, published, published_at, timestamp, wrong_time
from .rows import Row, complete, filled, listed, unknown

ContentMode = Literal["text", "body"]
"""What `content` is of a blank body: nothing, or the blanks."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Options(NamedTuple):
    """How items are written.

    Args:
        path: The path of the article, if it is another one than that it was read from.
        locale: The language of the site.
        zone: The zone of the times; UTC if none.
        content: What `content` is of a blank body.
    """

    path: str | Path | None = None
    locale: str = "en-us"
    zone: tzinfo | None = None
    content: ContentMode = "text"


def _path(article: Article, options: Options) -> str | None:
    path = article.path if options.path is None else options.path
    if path is None or isinstance(path, str):
        return path
    return path_text(path)


def _unknown(key: str) -> Row:
    """Make the row of a key that the models do not know."""

    def value(record: Any, options: Options | None) -> Any:
        found = unknown(record, key)
        if isinstance(found, datetime) and options is not None:
            return _written(found, options, key)
        return None if found is None else as_data(found)

    return Row(key, "extra", f"the unknown key `{key}`", value=value)


def _is_cached(image: Image, _: None) -> bool:
    return bool(image.is_cached)


def _content(article: Article, options: Options) -> str:
    body = article.body
    if options.content == "text" and filled(body) is None:
        return ""
    return body.replace("\r\n", "\n").replace("\n", "\r\n")


def _time(article: Article, options: Options) -> str | None:
    when = article.published_date_time
    return None if when is None else _written(when, options, "publishedDateTime")


def _written(when: datetime, options: Options, key: str) -> str:
    local = in_zone(when, options.zone or UTC, key)
    return timestamp(local) if options.zone is None else local.isoformat()


API_IMAGE = (
    Row("url", "url"),
    Row("width", "width"),
    Row("height", "height"),
    Row("title", "title"),
    Row("attribution", "attribution"),
    Row("isCached", "is_cached", "false where it is missing", value=_is_cached),
)
_image = complete(API_IMAGE)


def _images(images: list[Image]) -> list[Any] | None:
    return [_image(image) for image in images] or None


API_PROVIDER = (
    Row("name", "name"),
    Row("domain", "domain"),
    Row("images", "images", "see below", _images),
    _unknown("publishers"),
    _unknown("authors"),
)
_provider = complete(API_PROVIDER)
API_ITEM = (
    Row("path", "path", "or the argument `path`", value=_path),
    Row("title", "title"),
    Row("excerpt", "excerpt"),
    _unknown("sourceUrl"),
    Row("webUrl", "web_url"),
    Row("originalUrl", "original_url"),
    Row("featuredContent", "featured_content"),
    _unknown("highlight"),
    Row("heat", "heat"),
    _unknown("tags"),
    Row("images", "images", "see below", _images),
    Row(
        "content",
        "body",
        "its lines end in CRLF; a blank one is empty, unless `content` is `body`",
        value=_content,
    ),
    Row("type", "type"),
    Row("ampWebUrl", "amp_web_url"),
    Row("cdnAmpWebUrl", "cdn_amp_web_url"),
    Row(
        "publishedDateTime",
        "published_date_time",
        "in UTC with `Z`, or as `tzinfo` has it",
        value=_time,
    ),
    _unknown("updatedDateTime"),
    Row("provider", "provider", "see below", _provider),
    Row("locale", "", "the argument `locale`", value=lambda _, options: options.locale),
    Row("categories", "category", "a list of it alone", lambda category: [category]),
    Row("topics", "topics", "", listed),
)

_item = complete(API_ITEM)


def api_item(
    article: Article,
    path: str | Path | None = None,
    locale: str = "en-us",
    *,
    tzinfo: tzinfo | None = None,
    content: ContentMode = "text",
) -> dict[str, Any]:
    """Make the object that the publisher's API has for an article.

    Texts are as the file has them, nothing trimmed and no entity of HTML resolved; what is missing
    is None.

    Args:
        article: The article.
        path: The path in the site, such as `_news/2026-03-14-tide.md`; by default that which the
            article was read from.
        locale: The language of the site.
        tzinfo: The zone of the times; by default UTC, written `Z`.
        content: `body` for the body whatever it is; by default a blank one is empty.

    Returns:
        The object, its keys in the order of the API.

    Raises:
        SerializeError: If the date has no zone, or is before year 1 or after year 9999 in UTC.
        ValueError: If `content` is neither `text` nor `body`.

    Example:
        >>> item = api_item(Article("Tide turns early", category="news"), "_news/tide.md")
        >>> item["path"], item["categories"], item["topics"]
        ('_news/tide.md', ['news'], None)
    """
    options = _options(path, locale, tzinfo, content)
    error = wrong_time(article, tzinfo or UTC)
    if error is not None:
        raise error
    return _item(article, options)


def _options(
    path: str | Path | None, locale: str, zone: tzinfo | None, content: ContentMode
) -> Options:
    if content not in ("text", "body"):
        raise ValueError(f"expected content 'text' or 'body', found {content!r}")
    return Options(path, locale, zone, content)


def api_page(
    articles: Article | Iterable[Article],
    page: int = 1,
    page_size: int = 25,
    *,
    locale: str = "en-us",
    tzinfo: tzinfo | None = None,
    content: ContentMode = "text",
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> dict[str, Any]:
    """Make a page of the publisher's API.

    Args:
        articles: The articles of all pages, in any order.
        page: The number of the page, one-based.
        page_size: How many items a page has.
        locale: See `api_item`.
        tzinfo: See `api_item`.
        content: See `api_item`.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article without a URL or a date: `raise`, or `skip` it.

    Returns:
        `page`, its number; `value`, the items, newest first; `nextPage`, the number of the next
        page, None behind the last one.

    Raises:
        SerializeError: For an article without a URL or a date.
        ValueError: If `page` or `page_size` is below 1, or another argument has no such value.

    Example:
        >>> api_page([])
        {'page': 1, 'value': [], 'nextPage': None}
    """
    if page < 1 or page_size < 1:
        raise ValueError(f"expected page and page_size of 1 or more, found {page} and {page_size}")
    options = _options(None, locale, tzinfo, content)
    zone = tzinfo or UTC
    chosen = published(articles, "the API", unpublished=unpublished, on_error=on_error, zone=zone)
    # Of articles of one time, those that came first stay first.
    newest = sorted(chosen, key=published_at, reverse=True)
    end = page * page_size
    with uncollected():
        items = [_item(article, options) for article in newest[end - page_size : end]]
    return {"page": page, "value": items, "nextPage": page + 1 if end < len(newest) else None}


def to_json(data: Any) -> str:
    """Write JSON as the publisher's API does.

    Args:
        data: What JSON can hold, such as a page.

    Returns:
        The text, with two blanks for a level, characters beyond ASCII as they are, and no final
        newline.

    Example:
        >>> print(to_json({"name": "café"}))
        {
          "name": "café"
        }
    """
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # No file can hold half a character; its escape is JSON.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
