"""The class Feed: a sequence of articles to select, group, edit, export and plot."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, Self, overload

from .._util.diff import diff
from .._util.garbage import gc_paused
from .._util.messages import shortened
from .._util.progress import with_progress
from ..checks import check
from ..display.texts import counted
from ..document import serialize
from ..errors import NewsfeedError, ParseError, Problem, SerializeError
from ..export import api_page, atom, json_feed, json_ld_graph, rss
from ..files import write_serialized
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import is_model
from ..models import Article, Model, Model_co
from ..plot import Plots
from ..scanning import PATTERN, OnError, Root, Scan, batches, outcomes
from ..tables.tabular import Tabular
from .selection import Selectable

# The number of files that a worker process reads before it returns the articles.
_FILES_PER_TASK = 500


class Feed(Selectable[Model_co], Tabular, Generic[Model_co]):  # noqa: PLW1641  # mutable articles
    """An immutable sequence of articles; the articles themselves can be edited.

    The articles may be of any model: `Feed[Post]` in type hints. Charts and exports need the fields
    of `Article` that they show, and raise a TypeError that names a missing one.

    Args:
        articles: The articles, in order.
        errors: The errors of the files that could not be read.

    Raises:
        TypeError: If an item is not an instance of a model, such as the path of a file.

    Example:
        >>> feed = Feed([Article("Tide", topics=["Sea"]), Article("Moon")])
        >>> len(feed), feed[-1].title, len(feed.where(topic="Sea"))
        (2, 'Moon', 1)
    """

    # Feed is not a subclass of Sequence, which Polars would treat as a column, not as a table.
    __slots__ = ("__weakref__", "_articles", "_model", "errors")

    errors: tuple[ParseError, ...]
    """The errors of files that could not be read; a part of a feed has the errors of the whole."""

    def __init__(
        self, articles: Iterable[Model_co] = (), errors: Iterable[ParseError] = ()
    ) -> None:
        is_one = isinstance(articles, str | bytes | Mapping) or not isinstance(articles, Iterable)
        given: Iterable[Any] = [articles] if is_one else articles
        self._articles: tuple[Model_co, ...] = tuple(given)
        self.errors = tuple(errors)
        self._model: type[Any] = type(self._articles[0]) if self._articles else Article
        for found in dict(zip(map(type, self._articles), self._articles, strict=True)).values():
            if not is_model(type(found)):
                raise TypeError(f"expected articles, found {found!r}; to read files, use Feed.read")

    @classmethod
    def read(
        cls,
        root: Root,
        *,
        pattern: str = PATTERN,
        model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
        on_error: OnError = "raise",
        workers: int = 1,
        progress: bool | None = None,
    ) -> "Feed[Model]":
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
        reading: Scan[Any] = Scan(read, on_error, root=root)
        with gc_paused():
            articles = tuple(reading)
        made: Any = cls(articles, reading.errors)
        made._model = model
        return made  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Model_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Feed[Model_co]": ...
    def __getitem__(self, index: int | slice) -> "Model_co | Feed[Model_co]":
        found = self._articles[index]
        return self._part(found) if isinstance(found, tuple) else found

    def __iter__(self) -> Iterator[Model_co]:
        return iter(self._articles)

    def __reversed__(self) -> Iterator[Model_co]:
        return reversed(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def __add__(self, other: "Feed[Model]") -> "Feed[Model_co | Model]":
        if not isinstance(other, Feed):
            return NotImplemented
        return Feed(self._articles + other._articles, self.errors + other.errors)

    def __eq__(self, other: object) -> bool:
        return self._articles == other._articles if isinstance(other, Feed) else NotImplemented

    def __repr__(self) -> str:
        errors = f", {counted(len(self.errors), 'error')}" if self.errors else ""
        return f"<Feed: {counted(len(self), 'article')}{errors}>"

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

    def _part(self, articles: Iterable[Any]) -> Self:
        part = type(self)(articles, self.errors)
        part._model = self._model  # an empty part has the same columns
        return part

    def check(
        self, *, select: Collection[str] | None = None, ignore: Collection[str] = ()
    ) -> list[Problem]:
        r"""Check all articles: see `newsfeed.checks.check`.

        Args:
            select: The codes or prefixes of codes to apply; by default, the rules on by default.
            ignore: The codes or prefixes of codes to skip.

        Returns:
            The problems, article by article, each with its path.

        Raises:
            ValueError: If a code or prefix matches no rule.

        Example:
            >>> import newsfeed
            >>> tide = newsfeed.parse("---\ntitle: Tide\nwebUrl: /tide\n---\n", path="tide.md")
            >>> [(f"{each.path}:{each.line}", each.code) for each in Feed([tide]).check()]
            [('tide.md:3', 'NF104')]
        """
        return [each for article in self for each in check(article, select=select, ignore=ignore)]

    def diff(self) -> str:
        """Return the changes that `write` would make.

        Returns:
            The unified diffs of all changed files; empty without changes.

        Raises:
            SerializeError: If an article cannot be written.
        """
        return "".join(
            f"{line}\n"
            for article, text, path in _edited(self)
            for line in diff(origin_of(article).source or "", text, path)
        )

    def write(self) -> list[Path]:
        """Write edited articles back to their files, without touching other files.

        Each file is replaced atomically: see `newsfeed.write`. All articles are serialized and
        verified before any file is written. An article with a path but no source gets a new file.

        Returns:
            The paths of the changed files.

        Raises:
            SerializeError: If an article cannot be written, or has no path. No file is written.
            ConflictError: If a file was changed since its article was read. Earlier files are
                written, and a note gives their number.
            OSError: If a file cannot be written, with the same note.
        """
        edited = list(_edited(self))
        done: list[Path] = []
        for article, text, path in edited:
            try:
                if write_serialized(article, text, path):
                    done.append(path)
            except (NewsfeedError, OSError) as error:
                error.add_note(f"{len(done):,} of {len(edited):,} files were written before")
                raise
        return done


def _edited(articles: Iterable[Any]) -> Iterator[tuple[Any, str, Path]]:
    """Yield each edited article with its new text and its path; SerializeError if it has none."""
    for article in articles:
        text, (source, path) = serialize(article), origin_of(article)
        if text == source:
            continue
        if path is None:
            raise SerializeError(f"{shortened(repr(article))} has no path; set one")
        yield article, text, Path(path)
