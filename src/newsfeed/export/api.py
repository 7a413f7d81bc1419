"""Objects and pages in the format of the news aggregator's JSON API."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Literal

import attrs

from .._util.garbage import gc_paused
from ..errors import path_text
from ..frontmatter.origin import origin_of
from ..frontmatter.timestamps import instant
from ..models import Article, require_fields
from .publishing import OnIncomplete, in_zone, published, published_at, time_error, timestamp
from .rows import Row, as_data, complete, each_of, fields_in, filled, listed, unknown

ContentMode = Literal["text", "body"]
"""Whether a body of whitespace is exported as an empty string (`text`) or as it is (`body`)."""


@attrs.frozen
class Options:
    """The arguments of `api_item`, as the rows receive them."""

    path: str | Path | None = None
    locale: str = "en-us"
    zone: tzinfo | None = None
    content: ContentMode = "text"

    def __attrs_post_init__(self) -> None:
        if self.content not in ("text", "body"):
            raise ValueError(f"expected content 'text' or 'body', found {self.content!r}")


def _path(article: Article, options: Options) -> str | None:
    path = origin_of(article).path if options.path is None else options.path
    return path if path is None or isinstance(path, str) else path_text(path)


def _unknown(key: str) -> Row:
    """Create the row of a key that the default models do not define."""

    def value(obj: Any, options: Options | None) -> Any:
        found = unknown(obj, key)
        # The rows of a provider get no options, so `as_data` formats its timestamps.
        if isinstance(found, datetime) and options is not None:
            return _formatted(instant(found), options, key)
        return None if found is None else as_data(found)

    return Row(key, "extra", f"the unknown key `{key}`", value=value)


def _content(article: Article, options: Options) -> str:
    if options.content == "text" and filled(article.body) is None:
        return ""
    return article.body.replace("\r\n", "\n").replace("\n", "\r\n")


def _time(article: Article, options: Options) -> str | None:
    when = article.published_date_time
    return None if when is None else _formatted(when, options, "publishedDateTime")


def _formatted(when: datetime, options: Options, key: str) -> str:
    local = in_zone(when, options.zone or UTC, key)
    return timestamp(local) if options.zone is None else local.isoformat()


API_IMAGE = (
    *(Row(name, name) for name in ("url", "width", "height", "title", "attribution")),
    Row("isCached", "is_cached", "false where it is missing", value=lambda i, _: bool(i.is_cached)),
)
_images = each_of(complete(API_IMAGE))

API_PROVIDER = (
    Row("name", "name"),
    Row("domain", "domain"),
    Row("images", "images", "see below", _images),
    *map(_unknown, ("publishers", "authors")),
)

_CRLF = "its lines end in CRLF; a blank one is empty, unless `content` is `body`"
_ZONED = "in UTC with `Z`, or as `tzinfo` has it"
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
    Row("content", "body", _CRLF, value=_content),
    Row("type", "type"),
    Row("ampWebUrl", "amp_web_url"),
    Row("cdnAmpWebUrl", "cdn_amp_web_url"),
    Row("publishedDateTime", "published_date_time", _ZONED, value=_time),
    _unknown("updatedDateTime"),
    Row("provider", "provider", "see below", complete(API_PROVIDER)),
    Row("locale", "", "the argument `locale`", value=lambda _, options: options.locale),
    Row("categories", "category", "a list of it alone", lambda category: [category]),
    Row("topics", "topics", "", listed),
)
_item, API_FIELDS = complete(API_ITEM), fields_in(API_ITEM)


def api_item(
    article: Article,
    path: str | Path | None = None,
    locale: str = "en-us",
    *,
    tzinfo: tzinfo | None = None,
    content: ContentMode = "text",
) -> dict[str, Any]:
    """Return an article as an object of the news aggregator's JSON API.

    Strings are exported unchanged: whitespace and HTML entities are kept. A missing value is None.

    Args:
        article: The article to export.
        path: The path on the site. The default is the path that the article was read from.
        locale: The language of the site.
        tzinfo: The time zone of the timestamps. The default is UTC, written as `Z`.
        content: Whether a body of whitespace becomes an empty string (`text`) or stays (`body`).

    Returns:
        A dictionary whose keys are in the order of the API.

    Raises:
        SerializeError: If the date is naive, or its year in `tzinfo` is not between 1 and 9999.
        TypeError: If the model of the article lacks a field that the object has.
        ValueError: If `content` is neither `text` nor `body`.

    Example:
        >>> item = api_item(Article("Tide turns early", category="news"), "_news/tide.md")
        >>> item["path"], item["categories"], item["topics"]
        ('_news/tide.md', ['news'], None)
    """
    options = Options(path, locale, tzinfo, content)
    require_fields([type(article)], "the API", API_FIELDS)
    if (error := time_error(article, tzinfo or UTC)) is not None:
        raise error
    return _item(article, options)


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
    """Return one page of the news aggregator's JSON API, with the newest articles first.

    Args:
        articles: The articles of all pages, in any order.
        page: The number of the page, starting at 1.
        page_size: The number of articles per page.
        locale: See `api_item`.
        tzinfo: See `api_item`.
        content: See `api_item`.
        unpublished: Whether to include articles with `published: false`.
        on_error: Whether to `raise` or to `skip` an article without a URL or a date.

    Returns:
        A dictionary of `page`, the number of the page, `value`, the list of objects, and
        `nextPage`, the number of the next page or None.

    Raises:
        SerializeError: If an article has no URL or no date.
        TypeError: If the model of an article lacks a field that an object has.
        ValueError: If `page` or `page_size` is below 1, or `content` or `on_error` is invalid.

    Example:
        >>> api_page([])
        {'page': 1, 'value': [], 'nextPage': None}
    """
    if page < 1 or page_size < 1:
        raise ValueError(f"expected page and page_size of 1 or more, found {page} and {page_size}")
    options = Options(None, locale, tzinfo, content)
    chosen = published(
        articles, "the API", unpublished, on_error, fields=API_FIELDS, zone=tzinfo or UTC
    )
    # The sort is stable: articles with the same time keep their order.
    newest = sorted(chosen, key=published_at, reverse=True)
    end = page * page_size
    with gc_paused():
        items = [_item(article, options) for article in newest[end - page_size : end]]
    return {"page": page, "value": items, "nextPage": page + 1 if end < len(newest) else None}


def to_json(data: Any) -> str:
    """Return data as JSON, formatted like the news aggregator's API.

    Args:
        data: Any JSON-compatible value, such as the return value of `api_page`.

    Returns:
        JSON indented by two spaces, with unescaped non-ASCII characters and no final newline.

    Example:
        >>> print(to_json({"name": "café"}))
        {
          "name": "café"
        }
    """
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # UTF-8 cannot encode a lone surrogate; its Python escape is also that of JSON.
    return text.encode("utf-8", "backslashreplace").decode()
