"""Selection of articles: filter, sort, group and count them by the values of their fields."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import ge, lt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Self

from .._util.messages import did_you_mean, shortened
from ..frontmatter.path import FieldPath
from ..frontmatter.schema import ANYTHING, schema_of
from ..frontmatter.timestamps import Instant, instant
from ..models import Model_co, require_fields
from ..tables.tabular import model_of

Test = Callable[[Any], object]
"""A function of the value of a field, whose result is true for articles to keep."""

_MONTH_OR_YEAR = re.compile(r"\d{4}(-\d{2})?")


class Selectable(Generic[Model_co]):
    """Base class of `Feed` with what selects and orders its articles."""

    __slots__ = ()

    if TYPE_CHECKING:  # defined by Feed
        _model: type[Any]

        def __iter__(self) -> Iterator[Model_co]: ...
        def _part(self, articles: Iterable[Any]) -> Self: ...

    def where(
        self,
        fields: Mapping[str, object] = MappingProxyType({}),
        /,
        *,
        topic: str | Iterable[str] | None = None,
        provider: str | Iterable[str] | None = None,
        since: Instant | None = None,
        until: Instant | None = None,
        published: bool | None = None,
        min_quality: float | None = None,
        predicate: Callable[[Model_co], object] | None = None,
        **others: object,
    ) -> Self:
        """Select the articles that meet every given condition.

        Args:
            fields: Values by field, for names that are no Python names, such as `provider.name`, or
                that are those of other arguments, such as the key `published` of a Document.
            topic: A topic, or several topics of which an article needs one.
            provider: The name or domain of a provider, or several of them.
            since: The earliest time of publication, inclusive; a date, a month such as `2026-03` or
                a year such as `2026` is its first moment in UTC.
            until: The latest time of publication, exclusive; likewise.
            published: Whether the site shows an article: unless its field `published` is False.
            min_quality: The lowest quality, inclusive.
            predicate: A function that returns True for articles to keep.
            others: The value of any other field, or a list of values of which an article needs one.
                Of a field with a list, one item needs the value. None selects articles without a
                value.

        Returns:
            A new feed in the same order. Undated articles never match `since` or `until`.

        Raises:
            TypeError: If the model lacks the field that a condition is about, as a `Document` does.
            ValueError: If no article has a field of this name, or a string is not a date or a time.

        Example:
            >>> from newsfeed import Article, Feed
            >>> feed = Feed([Article("Tide", heat=3, quality=70), Article("Moon", heat=3)])
            >>> [article.title for article in feed.where({"title": "Tide"}, heat=3)]
            ['Tide']
        """
        conditions: dict[str, tuple[str, Any, Callable[[Any], Test]]] = {
            "topic": ("topics", topic, _one_of),
            "provider": ("provider", provider, _provided_by),
            "since": ("published_date_time", _moment("since", since), partial(_bound, ge)),
            "until": ("published_date_time", _moment("until", until), partial(_bound, lt)),
            "published": ("published", published, _shown),
            "min_quality": ("quality", min_quality, partial(_bound, ge)),
        }
        found = list(self)
        for name, (field, wanted, test_for) in conditions.items():
            if wanted is not None:
                require_fields(map(type, self), f"where({name}=...)", [field])
                test = test_for(wanted)
                found = [each for each in found if test(getattr(each, field))]
        for field, wanted in {**fields, **others}.items():
            test, value = _one_of(wanted), _getter(list(self), self._model, field, conditions)
            found = [each for each in found if test(value(each))]
        return self._part(found if predicate is None else filter(predicate, found))

    def sorted(self, by: str | Callable[[Model_co], Any], *, reverse: bool = False) -> Self:
        """Sort the articles by a value; articles without a value come last.

        Args:
            by: A field path, such as `heat` or `provider.name`; or a function of an article.
            reverse: Whether the greatest value comes first.

        Returns:
            A new feed, in which articles with equal values keep their order.

        Raises:
            TypeError: If values are of kinds that Python does not compare.
            ValueError: If no article has such a field.

        Example:
            >>> from newsfeed import Article, Feed
            >>> feed = Feed([Article("Tide"), Article("Moon", heat=1), Article("Sea", heat=2)])
            >>> [article.title for article in feed.sorted("heat", reverse=True)]
            ['Sea', 'Moon', 'Tide']
        """
        keyed = self._keyed(by)
        present = [pair for pair in keyed if pair[0] is not None]
        try:
            present.sort(key=lambda pair: _comparable(pair[0]), reverse=reverse)
        except TypeError as error:
            raise TypeError(f"{by}: expected values of one kind; {error}") from None
        missing = (article for key, article in keyed if key is None)
        return self._part([*(article for _, article in present), *missing])

    def group_by(self, by: str | Callable[[Model_co], Any]) -> dict[Any, Self]:
        """Group the articles by a value; for a list, an article is in the group of each item.

        Args:
            by: A field path, such as `topics` or `provider.name`; or a function of an article.

        Returns:
            The groups by value, or by None without a value, in the order of their first articles.

        Raises:
            TypeError: If a value is not hashable, such as a nested model.
            ValueError: If no article has such a field.

        Example:
            >>> from newsfeed import Article, Feed
            >>> feed = Feed([Article("Tide", topics=["Sea", "Moon"]), Article("Gulls")])
            >>> {topic: len(group) for topic, group in feed.group_by("topics").items()}
            {'Sea': 1, 'Moon': 1, None: 1}
        """
        groups: dict[Any, list[Model_co]] = {}
        for value, article in self._keyed(by):
            for key in _group_keys(value):
                groups.setdefault(key, []).append(article)
        return {key: self._part(articles) for key, articles in groups.items()}

    def _keyed(self, by: str | Callable[[Model_co], Any]) -> list[tuple[Any, Model_co]]:
        """Return the articles, each after its value."""
        articles = list(self)
        value = _getter(articles, self._model, by) if isinstance(by, str) else by
        return [(value(article), article) for article in articles]

    def topics(self) -> Counter[str]:
        """Count the articles by topic, the most frequent topic first.

        Raises:
            TypeError: If the model has no field `topics`.

        Example:
            >>> from newsfeed import Article, Feed
            >>> Feed([Article("Tide", topics=["Sea"])]).topics()
            Counter({'Sea': 1})
        """
        require_fields(map(type, self), "topics()", ["topics"])
        found: Iterable[Any] = self
        names = (name for article in found for name in _group_keys(article.topics))
        return _counts(name for name in names if name is not None)

    def providers(self) -> Counter[str]:
        """Count the articles by the name of their provider, the most frequent name first.

        Raises:
            TypeError: If the model has no field `provider`.
        """
        require_fields(map(type, self), "providers()", ["provider"])
        found: Iterable[Any] = self
        names = (_names_of(each.provider)[0] for each in found)
        return _counts(name for name in names if name is not None)


def _getter(
    articles: Sequence[Any], model: type[Any], field: str, others: Iterable[str] = ()
) -> Callable[[Any], Any]:
    """Return the function for the value of a field or unknown key; ValueError if none has it."""
    schema = schema_of(model_of(articles, model))
    if schema.extra and any(field in each.extra for each in articles):  # the key may have a dot
        return lambda each: each.extra.get(field)
    path = FieldPath(field, schema.model)
    known = [each.name for each in schema.fields.values()]
    is_unknown = path.leaf == ANYTHING and field not in (*known, *schema.fields)
    if is_unknown and articles and all(path.get(each) is None for each in articles):
        known += dict.fromkeys(str(key) for each in articles for key in getattr(each, "extra", ()))
        hint = did_you_mean(field, [*known, *others], cutoff=0.6)
        listed = shortened(f"; expected one of {', '.join(known)}", 200)
        raise ValueError(f"no article has a field {field}{hint or listed}")
    return path.get


def _one_of(wanted: Any) -> Test:
    """Return a test whether a value, or an item of a list, is the wanted one or one of several."""
    is_one = isinstance(wanted, str | bytes | Mapping) or not isinstance(wanted, Iterable)
    is_in = ([wanted] if is_one else list(wanted)).__contains__
    # An empty list is no value, as in `group_by`.
    return lambda v: any(map(is_in, v or [None])) if isinstance(v, list) else is_in(v)


def _provided_by(wanted: str | Iterable[str]) -> Test:
    test = _one_of(wanted)
    return lambda who: any(map(test, filter(None, _names_of(who))))


def _names_of(provider: Any) -> tuple[Any, ...]:
    """Return the name and the domain of a provider, which another model may have as a string."""
    if isinstance(provider, str | None):
        return (provider,)
    return provider.name, getattr(provider, "domain", None)


def _moment(name: str, when: Instant | None) -> date | None:
    """Return the time of the argument `name`; a month or a year is its first day."""
    text = when if isinstance(when, str) else ""
    try:
        if _MONTH_OR_YEAR.fullmatch(text):
            return instant(f"{text}-01-01"[:10])
        return None if when is None else instant(when)
    except (TypeError, ValueError) as error:
        message = f"{name}: expected a datetime, a date or a text, found {when!r}"
        raise type(error)(f"{message}; write 2026-03-14, 2026-03 or 2026") from None


def _bound(compare: Callable[[Any, Any], bool], bound: Any) -> Test:
    return lambda value: value is not None and compare(_comparable(value), bound)


def _shown(wanted: bool) -> Test:
    return lambda published: (published is not False) == wanted


def _comparable(value: Any) -> Any:
    """Return a value as it is compared: dates and naive datetimes are in UTC."""
    return instant(value) if isinstance(value, date) else value


def _group_keys(value: Any) -> Iterator[Any]:
    """Yield the groups of an article with this value, for a list those of its items."""
    if isinstance(value, list):
        inner = (key for each in value for key in _group_keys(each))
        yield from dict.fromkeys(inner) or [None]
        return
    if value.__hash__ is None:  # such as a nested model
        kind = type(value).__name__
        raise TypeError(f"expected a value to group by, such as provider.name, found {kind}")
    yield value


def _counts(names: Iterable[str]) -> Counter[str]:
    return Counter(dict(Counter(names).most_common()))
