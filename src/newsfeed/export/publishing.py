"""Which articles are published, and when they were."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, TypeVar

from ..errors import SerializeError
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from .addresses import address

Item = TypeVar("Item")

OnError = Literal["raise", "skip"]
"""What to do about an article that has no address or no date."""


def published(
    articles: Article | Iterable[Article], form: str, *, unpublished: bool, on_error: OnError
) -> Iterator[Article]:
    """Choose the articles that a format takes.

    Args:
        articles: The articles, or one.
        form: The name of the format, for the error.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article that has no address or no date.

    Yields:
        The articles, in their order.

    Raises:
        SerializeError: For an article without an address or a date, unless those are skipped.
        ValueError: If `on_error` is neither `raise` nor `skip`.
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f"expected on_error 'raise' or 'skip', found {on_error!r}")
    for article in [articles] if isinstance(articles, Article) else articles:
        if article.published is False and not unpublished:
            continue
        error = lack(article, form)
        if error is None:
            yield article
        elif on_error == "raise":
            error.message += ", or leave such articles out with on_error='skip'"
            raise error


def lack(article: Article, form: str) -> SerializeError | None:
    """Find out what an article lacks to be published.

    Args:
        article: The article.
        form: The name of the format.

    Returns:
        The error of an article that has no address or no date.
    """
    when = article.published_date_time
    if when is not None and when.tzinfo is UTC and address(article):
        return None
    if when is None:
        return _lacks(article, "publishedDateTime", f"{form} needs a date", None)
    wrong = wrong_time(article)
    if wrong is None and address(article) is None:
        url = article.web_url or article.original_url
        return _lacks(article, "webUrl", f"{form} needs an absolute http or https URL", url)
    return wrong


def wrong_time(article: Article) -> SerializeError | None:
    """Find out whether the date of an article can be written, and return the error if not."""
    when = article.published_date_time
    if when is None or when.tzinfo is UTC:
        return None
    try:
        utc(when)
    except SerializeError as error:
        return _lacks(article, "publishedDateTime", error.message, when)
    return None


def _lacks(article: Article, key: str, expected: str, found: object) -> SerializeError:
    name = article.title if len(article.title) <= 60 else f"{article.title[:57]}..."
    said = "none" if found is None else repr(str(found))
    message = f"{expected}, and {name!r} has {said}; give it one"
    return SerializeError(message, key, article.path)


def utc(when: datetime) -> datetime:
    """Return a time in UTC.

    Raises:
        SerializeError: If it has no zone, or UTC has no such year.
    """
    if when.tzinfo is UTC:
        return when
    if when.tzinfo is None:
        raise SerializeError("expected a time with a zone", "publishedDateTime")
    try:
        return when.astimezone(UTC)
    except OverflowError:
        message = "expected a time that in UTC is of the years 1 to 9999"
        raise SerializeError(message, "publishedDateTime") from None


def timestamp(when: datetime) -> str:
    """Write a time in UTC, as RFC 3339 has it.

    Raises:
        SerializeError: See `utc`.
    """
    when = utc(when)
    if when.microsecond:
        return write_timestamp(when)
    # Two thirds of the time of isoformat, which asks for the offset.
    parts = when.year, when.month, when.day, when.hour, when.minute, when.second
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % parts  # noqa: UP031  # half of an f-string's time


def listed(items: list[Item]) -> list[Item] | None:
    """Copy a list, if there is anything in it."""
    return items.copy() or None


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing but blanks."""
    return not text or text.isspace()
