"""The edits of many articles: show them as a diff, write them to the files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .._util.diff import diff
from ..document import serialize
from ..errors import NewsfeedError, SerializeError
from ..files import write_serialized
from ..models import Article


def edits(articles: Iterable[Article]) -> Iterator[tuple[Article, str, Path]]:
    """Yield each edited article with its new text and its path; SerializeError if it has none."""
    for article in articles:
        text = serialize(article)
        if text == article.source:
            continue
        if article.path is None:
            raise SerializeError(f"the article {article.title!r} has no path; set one")
        yield article, text, Path(article.path)


def diff_of_edits(articles: Iterable[Article]) -> str:
    """Return the edits of all articles as one unified diff."""
    lines = (
        line
        for article, text, path in edits(articles)
        for line in diff(article.source or "", text, path)
    )
    return "".join(f"{line}\n" for line in lines)


def write_edits(articles: Iterable[Article]) -> list[Path]:
    """Write the edited articles and return the paths of the changed files."""
    # Serializes all articles before the first is written, so that an error leaves all files alone.
    edited = list(edits(articles))
    done: list[Path] = []
    for article, text, path in edited:
        try:
            if write_serialized(article, text, path):
                done.append(path)
        except (NewsfeedError, OSError) as error:
            error.add_note(f"{len(done):,} of {len(edited):,} files were written before")
            raise
    return done
