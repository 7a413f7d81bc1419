"""JSON-LD: an article as a NewsArticle of https://schema.org/NewsArticle."""

import re
from collections.abc import Iterable
from typing import Any

from .._util.garbage import uncollected
from ..models import Article, Image, RelatedItem
from ..news.urls import address, first_icon, home_of, pictures
from .api import to_json
from .publishing import OnIncomplete, lack, published, timestamp
from .rows import Row, listed, present, unknown

CONTEXT = "https://schema.org"

# What ends a script, begins a comment in one, or was the end of a line in older JavaScript.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def _kind(name: str) -> Row:
    """Make the row that says what an object is."""
    return Row("@type", "", f"`{name}`", value=name)


JSON_LD_IMAGE = (
    _kind("ImageObject"),
    Row("url", "url", "a relative one is taken from that of the page", value=lambda _, url: url),
    Row("width", "width"),
    Row("height", "height"),
    Row("caption", "title"),
    Row("creditText", "attribution"),
)
_image = present(JSON_LD_IMAGE)


def _images(record: Any, _: None) -> list[Any] | None:
    return [_image(image, url) for url, image in pictures(record)] or None


def _logo(images: list[Image]) -> dict[str, Any] | None:
    url = first_icon(images)
    return None if url is None else _image(images[0], url)


PUBLISHER = (
    _kind("Organization"),
    Row("name", "name"),
    Row("url", "domain", "with `https://` before it", home_of),
    Row("logo", "images", "the first, as an image", _logo),
)
_publisher = present(PUBLISHER)
MENTION = (
    _kind("NewsArticle"),
    Row("headline", "title"),
    Row("description", "excerpt"),
    Row("datePublished", "published_date_time", "in UTC", timestamp),
    Row("url", "web_url", "or `original_url`", value=address),
    Row("image", "images", "a list, see below", value=_images),
    Row("publisher", "provider", "see below", _publisher),
)
_mention = present(MENTION)


def _mentions(items: list[RelatedItem]) -> list[Any] | None:
    return [_mention(item) for item in items] if items else None


def _is_free(article: Article, _: None) -> bool | None:
    known = unknown(article, "isAccessibleForFree")
    return known if isinstance(known, bool) else None


ARTICLE = (
    *MENTION,
    Row("articleSection", "category"),
    Row("keywords", "topics", "a list", listed),
    Row("isAccessibleForFree", "extra", "that unknown key, if true or false", value=_is_free),
    Row("mentions", "related", "a list, with the keys up to `publisher`", _mentions),
)

_article = present(ARTICLE)


def json_ld(article: Article) -> dict[str, Any]:
    """Make the JSON-LD of an article, a NewsArticle of schema.org.

    Args:
        article: The article.

    Returns:
        The object; what is missing has no key.

    Raises:
        SerializeError: If the article has no URL or no date.

    Example:
        >>> from datetime import UTC, datetime
        >>> article = Article("Tide turns early", web_url="https://harbour.example/tide")
        >>> article.published_date_time = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
        >>> json_ld(article)["datePublished"]
        '2026-03-14T09:30:00Z'
    """
    error = lack(article, "JSON-LD", related=True)
    if error is not None:
        raise error
    return {"@context": CONTEXT} | _article(article)


def json_ld_graph(
    articles: Article | Iterable[Article],
    *,
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> dict[str, Any]:
    """Make one JSON-LD document of many articles.

    Args:
        articles: The articles.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article without a URL or a date: `raise`, or `skip` it.

    Returns:
        The document; its `@graph` has what `json_ld` makes of each article.

    Raises:
        SerializeError: For an article without a URL or a date.
        ValueError: If `on_error` has another value.

    Example:
        >>> json_ld_graph([])
        {'@context': 'https://schema.org', '@graph': []}
    """
    chosen = published(
        articles, "JSON-LD", unpublished=unpublished, on_error=on_error, related=True
    )
    with uncollected():
        return {"@context": CONTEXT, "@graph": [_article(article) for article in chosen]}


def json_ld_script(article: Article) -> str:
    """Make the element of an HTML page that holds the JSON-LD of an article.

    Args:
        article: The article.

    Returns:
        The element; no text of the article can end it, since `<`, `>` and `&` are escapes of JSON
        (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).

    Raises:
        SerializeError: If the article has no URL or no date.

    Example:
        >>> from datetime import UTC, datetime
        >>> article = Article("</script> in a title", web_url="https://harbour.example/tide")
        >>> article.published_date_time = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
        >>> json_ld_script(article).count("</script>")
        1
    """
    text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", to_json(json_ld(article)))
    return f'<script type="application/ld+json">\n{text}\n</script>'
