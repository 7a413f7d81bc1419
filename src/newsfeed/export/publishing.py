"""Selection of the articles that can be published, and their timestamps."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal

from .._util.messages import shortened
from ..errors import SerializeError
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import is_model
from ..frontmatter.timestamps import write_timestamp
from ..models import Article, require_fields
from ..news.urls import address

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

OnIncomplete = Literal["raise", "skip"]
"""Whether to raise an error for an article without a URL or a date, or to skip it."""


def published(
    articles: Article | Iterable[Article],
    form: str,
    unpublished: bool,
    on_error: OnIncomplete,
    *,
    fields: Collection[str] = (),
    zone: tzinfo = UTC,
    related: bool = False,
) -> Iterator[Article]:
    """Yield the articles that can be published; skip others, or raise their error."""
    if on_error not in ("raise", "skip"):
        raise ValueError(f"expected on_error 'raise' or 'skip', found {on_error!r}")
    given: Any = [articles] if is_model(type(articles)) else articles
    for article in given:
        require_fields([type(article)], form, fields)
        if article.published is False and not unpublished:
            continue
        error = publishing_error(article, form, zone, related=related)
        if error is None:
            yield article
        elif on_error == "raise":
            error.message += ", or leave such articles out with on_error='skip'"
            raise error


def publishing_error(
    article: Article, form: str, zone: tzinfo = UTC, *, related: bool = False
) -> SerializeError | None:
    """Return the error of an article that has no URL, or no date that `zone` can express."""
    if article.published_date_time is None:
        return _lacks(article, "publishedDateTime", f"{form} needs a date", None)
    wrong = time_error(article, zone, related)
    if wrong is not None or address(article) is not None:
        return wrong
    # The message names the URL that the article has, since either of them would do.
    key, url = "webUrl", article.web_url
    if not url and article.original_url:
        key, url = "originalUrl", article.original_url
    return _lacks(article, key, f"{form} needs an absolute http or https URL", url)


def time_error(item: Article, zone: tzinfo = UTC, related: bool = False) -> SerializeError | None:
    """Return the error of the first date that cannot be converted to a zone, if any."""
    times = {"publishedDateTime": item.published_date_time}
    for index, each in enumerate(item.related if related else ()):
        times[f"related[{index}].publishedDateTime"] = each.published_date_time
    for key, when in times.items():
        try:
            if when is not None:
                in_zone(when, zone)
        except SerializeError as error:
            return _lacks(item, key, error.message, when)
    return None


def _lacks(article: Article, key: str, expected: str, found: object) -> SerializeError:
    shown = "none" if found is None else repr(shortened(str(found)))
    message = f"{expected}, and {shortened(article.title)!r} has {shown}; give it one"
    return SerializeError(message, key, origin_of(article).path)


def published_at(article: Article) -> timedelta:
    """Return the time since 1970 of a published article, as a sort key."""
    # Python compares datetimes of one zone by wall clock, which repeats when summer time ends.
    assert article.published_date_time is not None
    return article.published_date_time - _EPOCH


def in_zone(when: datetime, zone: tzinfo = UTC, key: str = "publishedDateTime") -> datetime:
    """Return a datetime converted to a zone; raise if it is naive or leaves the years 1 to 9999."""
    if when.tzinfo is zone:
        return when
    if when.utcoffset() is None:  # naive, or a zone object without an offset
        raise SerializeError("expected a time with a zone", key)
    try:
        return when.astimezone(zone)
    except OverflowError:
        message = f"expected a time that in {zone} is of the years 1 to 9999"
        raise SerializeError(message, key) from None


def timestamp(when: datetime) -> str:
    """Format a datetime in UTC as RFC 3339 requires."""
    when = in_zone(when)
    if when.microsecond:
        return write_timestamp(when)
    # This is faster than `isoformat`, which computes the offset, and than an f-string.
    parts = when.year, when.month, when.day, when.hour, when.minute, when.second
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % parts  # noqa: UP031
