"""The edits of many articles: show them as a diff, write them to the files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .._util.diff import diff
from .._util.messages import shortened
from ..document import serialize
from ..errors import NewsfeedError, SerializeError
from ..files import write_serialized
from ..frontmatter.origin import origin_of
from ..models import Article


class Editable:
    """Base class of `Feed` with its edits: show them, write them to the files."""

    __slots__ = ()

    def diff(self: Iterable[Article]) -> str:
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

    def write(self: Iterable[Article]) -> list[Path]:
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


def _edited(articles: Iterable[Article]) -> Iterator[tuple[Article, str, Path]]:
    """Yield each edited article with its new text and its path; SerializeError if it has none."""
    for article in articles:
        text, (source, path) = serialize(article), origin_of(article)
        if text == source:
            continue
        if path is None:
            raise SerializeError(f"{shortened(repr(article))} has no path; set one")
        yield article, text, Path(path)
