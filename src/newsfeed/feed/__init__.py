"""Many articles at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from .._util.garbage import uncollected
from ..errors import ParseError
from ..export.methods import Exportable
from ..frontmatter.timestamps import Instant
from ..models import Article
from ..scanning import PATTERN, OnError, Root, Scan, batches, outcomes
from ..tables.tabular import Tabular, model_of
from .selection import SortKey, getter, keys, tests

if TYPE_CHECKING:
    from ..plot import Plots

# How many files one process reads before it hands the articles over.
_FILES_PER_TASK = 500


class Feed(Tabular, Exportable):  # noqa: PLW1641  # nor has an article a hash, which can be edited
    """An immutable sequence of articles; the articles themselves can be edited.

    Args:
        articles: The articles, in their order.
        errors: Why files are not among them.

    Example:
        >>> feed = Feed([Article("Tide", topics=["Sea"]), Article("Moon")])
        >>> len(feed), feed[-1].title, len(feed.where(topic="Sea"))
        (2, 'Moon', 1)
    """

    # Not a subclass of Sequence: Polars would take it for a column then, not for a table.
    __slots__ = ("_articles", "errors")

    errors: tuple[ParseError, ...]
    """Why files could not be read; a part of a feed has those of the whole."""

    def __init__(self, articles: Iterable[Article] = (), errors: Iterable[ParseError] = ()) -> None:
        self._articles = tuple(articles)
        self.errors = tuple(errors)

    @classmethod
    def read(
        cls,
        root: Root,
        *,
        pattern: str = PATTERN,
        model: type[Article] = Article,
        on_error: OnError = "raise",
        workers: int = 1,
        progress: bool | None = None,
    ) -> "Feed":
        """Read the articles of many files: see `scan`.

        Args:
            root: A file, a folder, a glob, an archive or a URL, or several of them.
            pattern: Which files are meant in a folder or an archive.
            model: The class to read into.
            on_error: What to do about a file that cannot be read: `raise`, or `collect` its error
                in `errors` and go on.
            workers: How many processes read.
            progress: Whether to show a bar on standard error while that is a terminal.

        Returns:
            The feed, in the order of the paths.

        Raises:
            ParseError: For a file that is no article, or cannot be read.
            FileNotFoundError: If there is no such root, or no file in it is meant.
            ImportError: If a package that a URL needs is not installed.
            ValueError: If an argument has none of the values that it can have.
        """
        found = batches(root, pattern=pattern, size=_FILES_PER_TASK)
        read: Iterator[Any] = outcomes(found, model, workers)
        if progress:
            from .._util.progress import tracked

            read = tracked(read, "Reading")
        reading: Scan[Article] = Scan(read, on_error)
        with uncollected():
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
        """Show the first articles as a table in a notebook."""
        from ..display.listing import listing

        return listing(self)

    @property
    def plot(self) -> "Plots":
        """Charts of the articles, as `newsfeed.plot.Plots` has them."""
        from ..plot import Plots

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
        """Choose the articles that pass every test given.

        Args:
            topic: It has this topic, or one of these.
            provider: Its provider has this name or domain, or one of these.
            since: It was published then or later; a date is its first moment, in UTC.
            until: It was published before.
            published: Whether the site shows it: it does unless `published` is False.
            min_quality: Its quality is as high, or higher.
            predicate: The function says so.

        Returns:
            The articles in their order; without a date, none is since or until anything.

        Raises:
            ValueError: If a text is no time.

        Example:
            >>> feed = Feed([Article("Tide", quality=70), Article("Moon")])
            >>> [article.title for article in feed.where(min_quality=60)]
            ['Tide']
        """
        chosen = tests(
            topic=topic,
            provider=provider,
            since=since,
            until=until,
            published=published,
            min_quality=min_quality,
            predicate=predicate,
        )
        articles: Iterable[Article] = self._articles
        for test in chosen:
            articles = filter(test, articles)
        return self._part(articles)

    def sorted(self, by: SortKey, *, reverse: bool = False) -> "Feed":
        """Sort the articles; those without a value come last, equal ones stay in their order.

        Args:
            by: The path of a field, such as `published_date_time` or `provider.name`; or a function
                of an article.
            reverse: Whether the greatest comes first.

        Returns:
            The articles in the new order.

        Raises:
            ValueError: If no article has such a field.

        Example:
            >>> feed = Feed([Article("Tide"), Article("Moon", heat=1), Article("Sea", heat=2)])
            >>> [article.title for article in feed.sorted("heat", reverse=True)]
            ['Sea', 'Moon', 'Tide']
        """
        value = getter(by, model_of(self._articles))
        keyed = [(value(article), article) for article in self._articles]
        having = [pair for pair in keyed if pair[0] is not None]
        having.sort(key=lambda pair: pair[0], reverse=reverse)
        missing = (article for key, article in keyed if key is None)
        return self._part([*(article for _, article in having), *missing])

    def group_by(self, by: SortKey) -> "dict[Any, Feed]":
        """Group the articles by a value; by a list, each article is in the group of every item.

        Args:
            by: The path of a field, such as `topics` or `provider.name`; or a function of an
                article.

        Returns:
            The groups by value, in the order of their first articles; None for those without.

        Raises:
            TypeError: If there can be no group of a value, such as a record.
            ValueError: If no article has such a field.

        Example:
            >>> feed = Feed([Article("Tide", topics=["Sea", "Moon"]), Article("Gulls")])
            >>> {topic: len(group) for topic, group in feed.group_by("topics").items()}
            {'Sea': 1, 'Moon': 1, None: 1}
        """
        value = getter(by, model_of(self._articles))
        groups: dict[Any, list[Article]] = {}
        for article in self._articles:
            for key in keys(value(article)):
                groups.setdefault(key, []).append(article)
        return {key: self._part(articles) for key, articles in groups.items()}

    def topics(self) -> Counter[str]:
        """Count the articles by topic, the most frequent topic first.

        Example:
            >>> Feed([Article("Tide", topics=["Sea"])]).topics()
            Counter({'Sea': 1})
        """
        return _counts(topic for article in self for topic in dict.fromkeys(article.topics))

    def providers(self) -> Counter[str]:
        """Count the articles by the name of their provider, the most frequent one first."""
        return _counts(each.provider.name for each in self if each.provider is not None)

    def diff(self) -> str:
        """Show what `write` would change.

        Returns:
            The differences of all files that it would, in the unified format; empty without any.

        Raises:
            SerializeError: If an article cannot be written.
        """
        from .edits import diff_of_edits

        return diff_of_edits(self)

    def write(self) -> list[Path]:
        """Write the articles that were edited back to their files; no other file is touched.

        Each file is replaced as a whole or not at all: see `newsfeed.write`. All texts are made and
        proved before the first one is written. An article that has a path but no source gets a new
        file.

        Returns:
            The paths of the files that changed.

        Raises:
            SerializeError: If an article cannot be written, or has no path; then none is.
            ConflictError: If a file holds another text than the one that its article was read from;
                files before it are written, and a note says how many.
            OSError: If a file cannot be written; likewise.
        """
        from .edits import write_edits

        return write_edits(self)


def _counts(names: Iterable[str]) -> Counter[str]:
    return Counter(dict(Counter(names).most_common()))
