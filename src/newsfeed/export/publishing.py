"""Which articles are published, and when they were."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from .._util.messages import shortened
from ..errors import SerializeError
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from ..news.urls import address

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

OnIncomplete = Literal["raise", "skip"]
"""What to do about an article that has no address or no date."""


def published(
    articles: Article | Iterable[Article],
    form: str,
    *,
    unpublished: bool,
    on_error: OnIncomplete,
    zone: tzinfo = UTC,
    related: bool = False,
) -> Iterator[Article]:
    """Choose the articles that a format takes.

    Args:
        articles: The articles, or one.
        form: The name of the format, for the error.
        unpublished: Whether articles with `published: false` are meant too.
        on_error: What to do about an article that has no address or no date.
        zone: The zone in which its date will be written.
        related: Whether the dates of related items will be too.

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
        error = lack(article, form, zone, related=related)
        if error is None:
            yield article
        elif on_error == "raise":
            error.message += ", or leave such articles out with on_error='skip'"
            raise error


def lack(
    article: Article, form: str, zone: tzinfo = UTC, *, related: bool = False
) -> SerializeError | None:
    """Find out what an article lacks to be published.

    Args:
        article: The article.
        form: The name of the format.
        zone: The zone in which its date will be written.
        related: Whether the dates of related items will be too.

    Returns:
        The error of an article that has no address or no date, or one that cannot be written.
    """
    if article.published_date_time is None:
        return _lacks(article, "publishedDateTime", f"{form} needs a date", None)
    wrong = wrong_time(article, zone, related=related)
    if wrong is not None or address(article) is not None:
        return wrong
    key, url = "webUrl", article.web_url
    if not url and article.original_url:
        key, url = "originalUrl", article.original_url
    return _lacks(article, key, f"{form} needs an absolute http or https URL", url)


def wrong_time(
    article: Article, zone: tzinfo = UTC, *, related: bool = False
) -> SerializeError | None:
    """Find out whether a date cannot be written in a zone, and return the error if so."""
    when = article.published_date_time
    items = article.related if related else ()
    if not items and (when is None or when.tzinfo is zone):
        return None
    times = {"publishedDateTime": when}
    for index, item in enumerate(items):
        times[f"related[{index}].publishedDateTime"] = item.published_date_time
    for key, when in times.items():
        try:
            if when is not None:
                in_zone(when, zone)
        except SerializeError as error:
            return _lacks(article, key, error.message, when)
    return None


def _lacks(article: Article, key: str, expected: str, found: object) -> SerializeError:
    said = "none" if found is None else repr(shortened(str(found)))
    message = f"{expected}, and {shortened(article.title)!r} has {said}; give it one"
    return SerializeError(message, key, article.path)


def published_at(article: Article) -> timedelta:
    """Return when a published article was: two times of one zone are compared by their clocks."""
    assert article.published_date_time is not None
    return article.published_date_time - _EPOCH


def utc(when: datetime) -> datetime:
    """Return a time in UTC.

    Raises:
        SerializeError: If it has no zone, or UTC has no such year.
    """
    return in_zone(when, UTC)


def in_zone(when: datetime, zone: tzinfo, key: str = "publishedDateTime") -> datetime:
    """Return a time in a zone.

    Args:
        when: The time.
        zone: The zone.
        key: Its key, for the error.

    Raises:
        SerializeError: If it has no zone itself, or the other zone has no such year.
    """
    if when.tzinfo is zone:
        return when
    if when.utcoffset() is None:  # without a zone, or with one that does not know
        raise SerializeError("expected a time with a zone", key)
    try:
        return when.astimezone(zone)
    except OverflowError:
        message = f"expected a time that in {zone} is of the years 1 to 9999"
        raise SerializeError(message, key) from None


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
