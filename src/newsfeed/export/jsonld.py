"""JSON-LD of articles, as https://schema.org/NewsArticle."""

from collections.abc import Iterable
from typing import Any

from .._util.garbage import gc_paused
from ..models import Article, Image, require_fields
from ..news.urls import address, first_icon, home_of
from .api import to_json
from .publishing import OnIncomplete, published, publishing_error, timestamp
from .rows import Row, each_of, each_picture, fields_in, listed, present, unknown

CONTEXT = "https://schema.org"

# Characters that can end a script element, open a comment in it, or end a line in JavaScript.
_UNSAFE = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}

JSON_LD_IMAGE = (
    Row("@type", "", "`ImageObject`", value="ImageObject"),
    Row("url", "url", "a relative one is taken from that of the page", value=lambda _, url: url),
    *(Row(name, name) for name in ("width", "height")),
    Row("caption", "title"),
    Row("creditText", "attribution"),
)
_image = present(JSON_LD_IMAGE)


def _logo(images: list[Image]) -> dict[str, Any] | None:
    url = first_icon(images)
    return None if url is None else _image(images[0], url)


PUBLISHER = (
    Row("@type", "", "`Organization`", value="Organization"),
    Row("name", "name"),
    Row("url", "domain", "with `https://` before it", home_of),
    Row("logo", "images", "the first, as an image", _logo),
)

MENTION = (
    Row("@type", "", "`NewsArticle`", value="NewsArticle"),
    Row("headline", "title"),
    Row("description", "excerpt"),
    Row("datePublished", "published_date_time", "in UTC", timestamp),
    Row("url", "web_url", "or `original_url`", value=address),
    Row("image", "images", "a list, see below", value=each_picture(_image)),
    Row("publisher", "provider", "see below", present(PUBLISHER)),
)
_mentions = each_of(present(MENTION))


def _is_free(article: Article, _: None) -> bool | None:
    value = unknown(article, "isAccessibleForFree")
    return value if isinstance(value, bool) else None


ARTICLE = (
    *MENTION,
    Row("articleSection", "category"),
    Row("keywords", "topics", "a list", listed),
    Row("isAccessibleForFree", "extra", "that unknown key, if true or false", value=_is_free),
    Row("mentions", "related", "a list, with the keys up to `publisher`", _mentions),
)
_article, JSON_LD_FIELDS = present(ARTICLE), fields_in(ARTICLE)


def json_ld(article: Article) -> dict[str, Any]:
    """Return the JSON-LD of an article, a schema.org NewsArticle.

    Args:
        article: The article to export.

    Returns:
        The data, without keys for missing values.

    Raises:
        SerializeError: If the article has no URL or no date.
        TypeError: If the model of the article lacks a field that the data has.

    Example:
        >>> from datetime import UTC, datetime
        >>> article = Article("Tide turns early", web_url="https://harbour.example/tide")
        >>> article.published_date_time = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
        >>> json_ld(article)["datePublished"]
        '2026-03-14T09:30:00Z'
    """
    require_fields([type(article)], "JSON-LD", JSON_LD_FIELDS)
    if (error := publishing_error(article, "JSON-LD", related=True)) is not None:
        raise error
    return {"@context": CONTEXT} | _article(article)


def json_ld_graph(
    articles: Article | Iterable[Article],
    *,
    unpublished: bool = False,
    on_error: OnIncomplete = "raise",
) -> dict[str, Any]:
    """Return one JSON-LD document of many articles.

    Args:
        articles: The articles, in the order of the document.
        unpublished: Whether to include articles with `published: false`.
        on_error: Whether to `raise` or to `skip` an article without a URL or a date.

    Returns:
        The document. Its `@graph` lists the data that `json_ld` returns for each article.

    Raises:
        SerializeError: If an article has no URL or no date.
        TypeError: If the model of an article lacks a field that the data has.
        ValueError: If `on_error` is neither `raise` nor `skip`.

    Example:
        >>> json_ld_graph([])
        {'@context': 'https://schema.org', '@graph': []}
    """
    chosen = published(
        articles, "JSON-LD", unpublished, on_error, fields=JSON_LD_FIELDS, related=True
    )
    with gc_paused():
        return {"@context": CONTEXT, "@graph": [_article(article) for article in chosen]}


def json_ld_script(article: Article) -> str:
    """Return the HTML script element that contains the JSON-LD of an article.

    Args:
        article: The article to export.

    Returns:
        The element. No string of the article can end it, since `<`, `>` and `&` are JSON escapes
        (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).

    Raises:
        SerializeError: If the article has no URL or no date.
        TypeError: If the model of the article lacks a field that the data has.

    Example:
        >>> from datetime import UTC, datetime
        >>> article = Article("</script> in a title", web_url="https://harbour.example/tide")
        >>> article.published_date_time = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
        >>> json_ld_script(article).count("</script>")
        1
    """
    text = to_json(json_ld(article)).translate(_UNSAFE)
    return f'<script type="application/ld+json">\n{text}\n</script>'
