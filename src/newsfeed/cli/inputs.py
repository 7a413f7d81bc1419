"""What a command works on: files, folders, standard input."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from ..document import parse
from ..errors import ConflictError, ParseError, SerializeError
from ..files import read
from ..models import Article

Command = TypeVar("Command", bound=Callable[..., Any])

STANDARD_INPUT = Path("-")
_SUFFIX = ".md"

# A file that cannot be read is reported like one that cannot be parsed.
PATH = click.Path(exists=True, readable=False, allow_dash=True, path_type=Path)


def paths_argument(command: Command) -> Command:
    """Give a command the argument PATH..."""
    return click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)(command)


def found_files(paths: Iterable[Path]) -> list[Path]:
    """List the files that are meant.

    Args:
        paths: Files and folders, and `-` for standard input.

    Returns:
        The files, each once; those of a folder in the order of their paths, hidden ones left out.

    Raises:
        UsageError: If a folder holds none.
    """
    found: dict[str, Path] = {}
    for path in paths:
        inside = sorted(_files_in(path)) if path.is_dir() else [path]
        if not inside:
            raise click.UsageError(f"expected files *{_SUFFIX} in {path}, found none")
        for each in inside:
            # By name, not by what links lead to: that is found without a look at the disk.
            found.setdefault(os.path.abspath(each), each)  # noqa: PTH100
    return list(found.values())


def _files_in(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(_SUFFIX) and not name.startswith("."):
                yield Path(place, name)
    # Who reads such a folder as a file is told why it cannot be.
    yield from (Path(error.filename) for error in closed)


def shown_path(path: Path) -> str:
    """Return how a message calls a file."""
    return "<stdin>" if path == STANDARD_INPUT else str(path)


def read_article(path: Path) -> Article:
    """Read an article from a file, or from standard input.

    Raises:
        ParseError: With every problem found.
        OSError: If the file cannot be read.
    """
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        article = parse(sys.stdin.buffer.read(), path=shown_path(path))
        article.path = None
        return article
    return read(path)


def reason(error: Exception, path: Path) -> str:
    """Say why a file cannot be worked on, its path first."""
    if isinstance(error, ParseError | SerializeError | ConflictError) and error.path is not None:
        return str(error)
    said = (isinstance(error, OSError) and error.strerror) or error
    return f"{shown_path(path)}: {said}"
