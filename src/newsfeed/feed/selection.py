"""Conditions that select articles, and the values by which they are sorted and grouped."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ..frontmatter.path import FieldPath
from ..frontmatter.timestamps import Instant, instant
from ..models import Article

Test = Callable[[Article], bool]

SortKey = str | Callable[[Article], Any]
"""The path of a field, such as `provider.name`, or a function of an article."""


def tests(
    topic: str | Iterable[str] | None,
    provider: str | Iterable[str] | None,
    since: Instant | None,
    until: Instant | None,
    published: bool | None,
    *,
    min_quality: int | None,
) -> Iterator[Test]:
    """Yield a predicate per given condition: see `Feed.where`."""
    if topic is not None:
        topics = _set(topic)
        yield lambda article: not topics.isdisjoint(article.topics)
    if provider is not None:
        providers = _set(provider)
        yield lambda article: not providers.isdisjoint(_names(article))
    if since is not None:
        first = instant(since)
        yield lambda article: (when := article.published_date_time) is not None and when >= first
    if until is not None:
        end = instant(until)
        yield lambda article: (when := article.published_date_time) is not None and when < end
    if published is not None:
        yield lambda article: (article.published is not False) == published
    if min_quality is not None:
        yield lambda article: article.quality is not None and article.quality >= min_quality


def _set(names: str | Iterable[str]) -> set[str]:
    return {names} if isinstance(names, str) else set(names)


def _names(article: Article) -> tuple[str | None, ...]:
    provider = article.provider
    return () if provider is None else (provider.name, provider.domain)


def getter(by: SortKey, model: type[Any]) -> Callable[[Any], Any]:
    """Return a function that gets the value from an article; ValueError if there is no field."""
    return FieldPath(by, model).get if isinstance(by, str) else by


def sort_key(value: Any) -> Any:
    """Return a key by which a value is sorted: dates and naive datetimes are in UTC."""
    return instant(value) if isinstance(value, date) else value


def group_keys(value: Any) -> Iterator[Any]:
    """Yield the groups of an article with this value, for a list those of its items."""
    if isinstance(value, list):
        inner = (key for each in value for key in group_keys(each))
        yield from dict.fromkeys(inner) or [None]
        return
    if value.__hash__ is None:  # such as a nested model
        kind = type(value).__name__
        raise TypeError(f"expected a value to group by, such as provider.name, found {kind}")
    yield value
