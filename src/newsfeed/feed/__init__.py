"""The class Feed: a sequence of articles to select, group, edit, export and plot."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, overload

from .._util.garbage import gc_paused
from .._util.progress import with_progress
from ..errors import ParseError
from ..export import api_page, atom, json_feed, json_ld_graph, rss
from ..frontmatter.path import FieldPath
from ..frontmatter.timestamps import Instant, instant
from ..models import Article
from ..plot import Plots
from ..scanning import PATTERN, OnError, Root, Scan, batches, outcomes
from ..tables.tabular import Tabular, model_of
from .edits import Editable

SortKey = str | Callable[[Article], Any]
"""The path of a field, such as `provider.name`, or a function of an article."""

# The number of files that a worker process reads before it returns the articles.
_FILES_PER_TASK = 500


class Feed(Tabular, Editable):  # noqa: PLW1641  # articles are mutable, so they have no hash
    """An immutable sequence of articles; the articles themselves can be edited.

    Args:
        articles: The articles, in order.
        errors: The errors of the files that could not be read.

    Example:
        >>> feed = Feed([Article("Tide", topics=["Sea"]), Article("Moon")])
        >>> len(feed), feed[-1].title, len(feed.where(topic="Sea"))
        (2, 'Moon', 1)
    """

    # Feed is not a subclass of Sequence, which Polars would treat as a column, not as a table.
    __slots__ = ("__weakref__", "_articles", "errors")

    errors: tuple[ParseError, ...]
    """The errors of files that could not be read; a part of a feed has the errors of the whole."""

    def __init__(self, articles: Iterable[Any] = (), errors: Iterable[ParseError] = ()) -> None:
        self._articles: tuple[Article, ...] = tuple(articles)
        self.errors = tuple(errors)

    @classmethod
    def read(
        cls,
        root: Root,
        *,
        pattern: str = PATTERN,
        model: type[Any] = Article,
        on_error: OnError = "raise",
        workers: int = 1,
        progress: bool | None = None,
    ) -> "Feed":
        """Read the articles of many files: see `scan`.

        Args:
            root: A file, a folder, a glob, an archive or a URL, or several of them.
            pattern: A glob that selects files by their path in a folder or an archive.
            model: The schema class to read into.
            on_error: `raise` errors of invalid or unreadable files, or `collect` them in `errors`.
            workers: The number of processes that read files.
            progress: Whether to show a progress bar if standard error is a terminal.

        Returns:
            A feed in the order of the paths.

        Raises:
            ParseError: If a file is invalid or unreadable.
            FileNotFoundError: If the root does not exist or contains no matching file.
            ImportError: If a package that a URL needs is not installed.
            ValueError: If an argument has an invalid value.
        """
        found = batches(root, pattern=pattern, size=_FILES_PER_TASK)
        read: Iterator[Any] = outcomes(found, model, workers)
        if progress:
            read = with_progress(read, "Reading")
        reading: Scan[Article] = Scan(read, on_error)
        with gc_paused():
            articles = tuple(reading)
        return cls(articles, reading.errors)

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> "Feed": ...
    def __getitem__(self, index: int | slice) -> "Article | Feed":
        found = self._articles[index]
        return self._part(found) if isinstance(found, tuple) else found

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __reversed__(self) -> Iterator[Article]:
        return reversed(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def __add__(self, other: "Feed") -> "Feed":
        if not isinstance(other, Feed):
            return NotImplemented
        return Feed(self._articles + other._articles, self.errors + other.errors)

    def __eq__(self, other: object) -> bool:
        return self._articles == other._articles if isinstance(other, Feed) else NotImplemented

    def __repr__(self) -> str:
        errors = f", {len(self.errors):,} errors" if self.errors else ""
        return f"<Feed: {len(self):,} articles{errors}>"

    def _repr_html_(self) -> str | None:
        """Return the first articles as an HTML table for a notebook."""
        from ..display.card import listing

        return listing(self)

    # Functions become methods: `self` is their first argument, the articles.
    api_page = api_page
    atom = atom
    json_feed = json_feed
    json_ld_graph = json_ld_graph
    rss = rss

    @property
    def plot(self) -> Plots:
        """Charts of the articles; `newsfeed.plot.Plots` describes them."""
        return Plots(self)

    def _part(self, articles: Iterable[Article]) -> "Feed":
        return Feed(articles, self.errors)

    def where(
        self,
        *,
        topic: str | Iterable[str] | None = None,
        provider: str | Iterable[str] | None = None,
        since: Instant | None = None,
        until: Instant | None = None,
        published: bool | None = None,
        min_quality: int | None = None,
        predicate: Callable[[Article], bool] | None = None,
    ) -> "Feed":
        """Select the articles that meet every given condition.

        Args:
            topic: A topic, or several topics of which an article needs one.
            provider: The name or domain of a provider, or several of them.
            since: The earliest time of publication, inclusive; a date is midnight UTC.
            until: The latest time of publication, exclusive; a date is midnight UTC.
            published: Whether the site shows an article: unless its field `published` is False.
            min_quality: The lowest quality, inclusive.
            predicate: A function that returns True for articles to keep.

        Returns:
            A new feed in the same order. Undated articles never match `since` or `until`.

        Raises:
            ValueError: If a string is not a date or a time.

        Example:
            >>> feed = Feed([Article("Tide", quality=70), Article("Moon")])
            >>> [article.title for article in feed.where(min_quality=60)]
            ['Tide']
        """
        found: Iterable[Article] = self._articles
        if topic is not None:
            topics = _set(topic)
            found = (each for each in found if not topics.isdisjoint(each.topics))
        if provider is not None:
            names = _set(provider)
            found = (
                each for each in found if (who := each.provider) and names & {who.name, who.domain}
            )
        if since is not None:
            first = instant(since)
            found = (each for each in found if (when := each.published_date_time) and when >= first)
        if until is not None:
            end = instant(until)
            found = (each for each in found if (when := each.published_date_time) and when < end)
        if published is not None:
            found = (each for each in found if (each.published is not False) == published)
        if min_quality is not None:
            found = (
                each for each in found if (own := each.quality) is not None and own >= min_quality
            )
        return self._part(found if predicate is None else filter(predicate, found))

    def sorted(self, by: SortKey, *, reverse: bool = False) -> "Feed":
        """Sort the articles by a value; articles without a value come last.

        Args:
            by: A field path, such as `heat` or `provider.name`; or a function of an article.
            reverse: Whether the greatest value comes first.

        Returns:
            A new feed, in which articles with equal values keep their order.

        Raises:
            ValueError: If the model has no such field.

        Example:
            >>> feed = Feed([Article("Tide"), Article("Moon", heat=1), Article("Sea", heat=2)])
            >>> [article.title for article in feed.sorted("heat", reverse=True)]
            ['Sea', 'Moon', 'Tide']
        """
        keyed = self._keyed(by)
        present = [pair for pair in keyed if pair[0] is not None]
        present.sort(key=lambda pair: _sort_key(pair[0]), reverse=reverse)
        missing = (article for key, article in keyed if key is None)
        return self._part([*(article for _, article in present), *missing])

    def group_by(self, by: SortKey) -> "dict[Any, Feed]":
        """Group the articles by a value; for a list, an article is in the group of each item.

        Args:
            by: A field path, such as `topics` or `provider.name`; or a function of an article.

        Returns:
            The groups by value, or by None without a value, in the order of their first articles.

        Raises:
            TypeError: If a value is not hashable, such as a nested model.
            ValueError: If the model has no such field.

        Example:
            >>> feed = Feed([Article("Tide", topics=["Sea", "Moon"]), Article("Gulls")])
            >>> {topic: len(group) for topic, group in feed.group_by("topics").items()}
            {'Sea': 1, 'Moon': 1, None: 1}
        """
        groups: dict[Any, list[Article]] = {}
        for value, article in self._keyed(by):
            for key in _group_keys(value):
                groups.setdefault(key, []).append(article)
        return {key: self._part(articles) for key, articles in groups.items()}

    def _keyed(self, by: SortKey) -> list[tuple[Any, Article]]:
        """Return the articles, each after its value."""
        model = model_of(self._articles)
        value = FieldPath(by, model).get if isinstance(by, str) else by
        return [(value(article), article) for article in self._articles]

    def topics(self) -> Counter[str]:
        """Count the articles by topic, the most frequent topic first.

        Example:
            >>> Feed([Article("Tide", topics=["Sea"])]).topics()
            Counter({'Sea': 1})
        """
        return _counts(topic for article in self for topic in dict.fromkeys(article.topics))

    def providers(self) -> Counter[str]:
        """Count the articles by the name of their provider, the most frequent name first."""
        return _counts(each.provider.name for each in self if each.provider is not None)


def _set(names: str | Iterable[str]) -> set[str]:
    return {names} if isinstance(names, str) else set(names)


def _sort_key(value: Any) -> Any:
    """Return a key by which a value is sorted: dates and naive datetimes are in UTC."""
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
