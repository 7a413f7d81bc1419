"""Reading many articles: from folders, globs, archives and URLs, one at a time."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar, overload

from ..errors import ParseError
from ..models import Article
from .batches import PATTERN, Batch, Root, batches
from .outcomes import outcomes

__all__ = [
    "BATCH_SIZE",
    "PATTERN",
    "Batch",
    "OnError",
    "Root",
    "Scan",
    "batches",
    "check_on_error",
    "outcomes",
    "scan",
]

Model = TypeVar("Model")

OnError = Literal["raise", "collect"]

BATCH_SIZE = 2000
"""How many files a table, a Dask partition or a Spark partition takes at once by default."""

# How many files are asked for at once of a remote file system.
_FILES_REQUESTED = 256


def check_on_error(on_error: OnError) -> None:
    """Check what to do about a file that cannot be read.

    Raises:
        ValueError: If it is neither `raise` nor `collect`.
    """
    if on_error not in ("raise", "collect"):
        raise ValueError(f"expected on_error 'raise' or 'collect', found {on_error!r}")


class Scan(Iterator[Model], Generic[Model]):
    """The articles of many files, one after the other; `scan` makes it.

    Args:
        read: Articles, and a ParseError for each file that holds none.
        on_error: Whether to raise such an error, or to collect it in `errors` and go on.
    """

    errors: list[ParseError]

    def __init__(self, read: Iterable[Model | ParseError], on_error: OnError) -> None:
        check_on_error(on_error)
        self.errors = []
        self._articles = _sifted(read, on_error, self.errors)

    def __next__(self) -> Model:
        return next(self._articles)


def _sifted(
    read: Iterable[Model | ParseError], on_error: OnError, errors: list[ParseError]
) -> Iterator[Model]:
    for outcome in read:
        if not isinstance(outcome, ParseError):
            yield outcome
        elif on_error == "raise":
            raise outcome
        else:
            errors.append(outcome)


@overload
def scan(root: Root, *, pattern: str = PATTERN, on_error: OnError = "raise") -> Scan[Article]: ...
@overload
def scan(
    root: Root, *, pattern: str = PATTERN, model: type[Model], on_error: OnError = "raise"
) -> Scan[Model]: ...
def scan(
    root: Root,
    *,
    pattern: str = PATTERN,
    model: type[Any] = Article,
    on_error: OnError = "raise",
) -> Scan[Any]:
    """Read the articles of many files one at a time, in bounded memory.

    They come in the order of their paths, by code point; of several roots in the order of these.
    The first ones come before all files are found. Hidden files and folders are left out, and links
    to folders are not followed.

    Args:
        root: A file; a folder; a glob such as `posts/2026-*/*.md`; a zip or tar archive; a URL that
            fsspec knows, such as `s3://bucket/posts`; or an iterable of these.
        pattern: Which files are meant in a folder or an archive, by their paths in it: a star
            stands for any part of a name, `**` for any folders; case makes no difference.
        model: The class to read into.
        on_error: What to do about a file that cannot be read: `raise`, or `collect` its error in
            `errors` of the iterator and go on.

    Returns:
        An iterator over the articles, with a list `errors`.

    Raises:
        ParseError: While iterating, for a file that is no article, or cannot be read (NF014).
        FileNotFoundError: While iterating, if there is no such root, or no file in it is meant.
        ImportError: While iterating, if a package that a URL needs is not installed.
        ValueError: If `on_error` is none, or, while iterating, the URL.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import newsfeed
        >>> folder = Path(tempfile.mkdtemp())
        >>> for title in "Tide", "Moon":
        ...     newsfeed.write(newsfeed.Article(title), folder / f"{title.lower()}.md")
        True
        True
        >>> [article.title for article in scan(folder)]
        ['Moon', 'Tide']
    """
    return Scan(outcomes(batches(root, pattern=pattern, size=_FILES_REQUESTED), model), on_error)
