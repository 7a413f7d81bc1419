"""What a command works on: files, folders, standard input; archives, URLs."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import click

from ..document import parse
from ..errors import ConflictError, ParseError, SerializeError, unreadable
from ..files import read
from ..models import Article
from ..scanning import PATTERN, batches, outcomes
from ..scanning.patterns import Pattern, split_magic
from ..scanning.places import place_of

Command = TypeVar("Command", bound=Callable[..., Any])

STANDARD_INPUT = Path("-")

# So many paths are asked for at once.
_FILES_LISTED = 1000

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
        for each in _files_in(path) if path.is_dir() else [path]:
            # By name, not by what links lead to: that is found without a look at the disk.
            found.setdefault(os.path.normcase(os.path.abspath(each)), each)  # noqa: PTH100
    return list(found.values())


def _files_in(folder: Path) -> Iterator[Path]:
    """List the files of a folder; who reads one that cannot be listed is told why."""
    try:
        for batch in batches(folder, size=_FILES_LISTED):
            yield from (Path(path) for path, _ in batch.files)
    except FileNotFoundError:
        raise click.UsageError(f"expected files *.md in {folder}, found none") from None


def _existing_roots(_: click.Context, __: click.Parameter, roots: tuple[str, ...]) -> list[str]:
    """Check that what is named is there, as far as that can be told by a look."""
    for root in roots:
        # What else may be missing `scan` finds out, but then the others are read already.
        if root != "-" and not _is_remote(root):
            path = place_of(root)[1]
            if not os.path.exists(path) and not split_magic(path)[1]:  # noqa: PTH110
                raise click.BadParameter(f"Path {root!r} does not exist.")
    return list(dict.fromkeys(roots))


def roots_argument(command: Command) -> Command:
    """Give a command the argument PATH... of all that `newsfeed.scan` takes, and its --pattern."""
    argument = click.argument(
        "roots",
        metavar="PATH...",
        nargs=-1,
        required=True,
        type=click.Path(readable=False, allow_dash=True),
        callback=_existing_roots,
    )
    option = click.option(
        "--pattern",
        default=PATTERN,
        show_default=True,
        help="Which files are meant in a folder or an archive.",
    )
    return argument(option(command))


def read_roots(roots: list[str], pattern: str) -> Iterator[Article | ParseError]:
    """Read the articles of many files one at a time, in bounded memory: see `newsfeed.scan`.

    Args:
        roots: Files, folders, globs, archives and URLs, and `-` for standard input.
        pattern: Which files are meant in a folder or an archive.

    Yields:
        Articles, and the error of each file that holds none.

    Raises:
        UsageError: If there is no such root, or no file in it is meant, and it is the only one; of
            several it is an error like that of a file.
        ClickException: If a package that a URL needs is not installed.
    """
    for is_standard_input, group in groupby(roots, "-".__eq__):
        if is_standard_input:
            yield _of_standard_input()
        else:
            some = list(group)
            yield from _of_files(some if len(roots) > 1 else some[0], pattern)


def _of_files(root: str | list[str], pattern: str) -> Iterator[Article | ParseError]:
    try:
        yield from outcomes(batches(root, pattern=pattern, size=_FILES_LISTED), Article)
    except (FileNotFoundError, ValueError, ImportError) as error:
        raise refused(error) from None


def _of_standard_input() -> Article | ParseError:
    try:
        return read_article(STANDARD_INPUT)
    except ParseError as error:
        return error
    except OSError as error:
        return unreadable(error, shown_path(STANDARD_INPUT))


class _MissingPackage(click.ClickException):
    exit_code = 2


def refused(error: OSError | ValueError | ImportError) -> click.ClickException:
    """Make a fault of the command of what `newsfeed.scan` raises on its arguments."""
    if isinstance(error, ImportError):
        return _MissingPackage(str(error))
    if isinstance(error, OSError):
        return click.UsageError(f"{error.filename}: {error.strerror}")
    return click.UsageError(str(error))


def is_meant(path: Path, roots: Iterable[str], pattern: str) -> bool:
    """Tell whether a file is one of those that roots mean.

    Args:
        path: The file, which need not be there.
        roots: Files, folders, globs, archives and URLs.
        pattern: Which files are meant in a folder or an archive.
    """
    if not path.exists():
        return False
    # By the place that is written, and by that of a link to it.
    files = {Path(os.path.realpath(path)), Path(os.path.abspath(path))}  # noqa: PTH100
    local = [place_of(root)[1] for root in roots if not _is_remote(root)]
    return any(_means(root, pattern, file) for root in local for file in files)


def _means(root: str, pattern: str, file: Path) -> bool:
    if os.path.isfile(root):  # noqa: PTH113
        return file.samefile(root)
    folder, magic = (root, pattern) if os.path.isdir(root) else split_magic(root)  # noqa: PTH112
    folder = folder or "."
    return os.path.isdir(folder) and any(  # noqa: PTH112
        above.samefile(folder) and Pattern(magic).matches(file.relative_to(above).as_posix())
        for above in file.parents
    )


def _is_remote(root: str) -> bool:
    return "://" in root and not root.startswith("file://")


def shown_path(path: Path) -> str:
    """Return how people and programs get a file named: with slashes on every system."""
    return "<stdin>" if path == STANDARD_INPUT else path.as_posix()


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
