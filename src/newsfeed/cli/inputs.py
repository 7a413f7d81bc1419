"""The PATH arguments of commands: files, directories, standard input, archives and URLs."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from ..document import parse
from ..errors import ParseError, unreadable
from ..files import read
from ..models import Article
from ..scanning import BATCH_SIZE, PATTERN, batches, outcomes
from ..scanning.patterns import Pattern, split_magic
from ..scanning.places import place_of

# What is read: an article, or else the error of its file.
Found = Iterator[Article | ParseError]

STANDARD_INPUT = Path("-")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

# click does not check that a file is readable, so that it is reported like one that does not parse.
PATH = click.Path(exists=True, readable=False, allow_dash=True, path_type=Path)
_ROOT = click.Path(readable=False, allow_dash=True)
paths_argument: Decorator = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=PATH
)


def found_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files at paths, each once; a directory without files raises UsageError."""
    found: dict[str, Path] = {}
    for path in paths:
        for each in _files_in(path) if path.is_dir() else [path]:
            # Compare absolute paths, not link targets, which would need a system call per file.
            found.setdefault(os.path.normcase(os.path.abspath(each)), each)  # noqa: PTH100
    return list(found.values())


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a directory, and the path of each subdirectory that cannot be listed."""
    try:
        for batch in batches(folder, size=BATCH_SIZE):
            yield from (Path(path) for path, _ in batch.files)
    except FileNotFoundError:
        raise click.UsageError(f"expected files *.md in {folder}, found none") from None


def _existing_roots(_: click.Context, __: click.Parameter, roots: tuple[str, ...]) -> list[str]:
    """Return the roots, each once, after checking that local files and directories exist."""
    for root in roots:
        # Globs and URLs are checked when they are read, after the roots before them.
        if root != "-" and not _is_remote(root):
            path = place_of(root)[1]
            if not os.path.exists(path) and not split_magic(path)[1]:  # noqa: PTH110
                raise click.BadParameter(f"Path {root!r} does not exist.")
    return list(dict.fromkeys(roots))


# The argument PATH..., as `newsfeed.scan` accepts it; commands have it together with --pattern.
roots_argument: Decorator = click.argument(
    "roots", metavar="PATH...", nargs=-1, required=True, type=_ROOT, callback=_existing_roots
)
pattern_option: Decorator = click.option(
    "--pattern",
    default=PATTERN,
    show_default=True,
    help="Which files are meant in a folder or an archive.",
)


def read_roots(roots: list[str], pattern: str) -> Found:
    """Yield an article or an error for each file at the roots, as `newsfeed.scan` finds them."""
    for is_standard_input, group in groupby(roots, "-".__eq__):
        if is_standard_input:
            yield article_or_error(STANDARD_INPUT)
            continue
        # A single root without files raises UsageError; one of several yields an error.
        root = list(group) if len(roots) > 1 else roots[0]
        try:
            yield from outcomes(batches(root, pattern=pattern, size=BATCH_SIZE), Article)
        except (FileNotFoundError, ValueError, ImportError) as error:
            raise usage_error(error) from None


class _MissingPackage(click.ClickException):
    exit_code = 2


def usage_error(error: OSError | ValueError | ImportError) -> click.ClickException:
    """Convert an error that `newsfeed.scan` raises for its arguments to an error of the command."""
    if isinstance(error, ImportError):
        return _MissingPackage(str(error))
    if isinstance(error, OSError):
        return click.UsageError(f"{error.filename}: {error.strerror}")
    return click.UsageError(str(error))


def is_input(path: Path, roots: Iterable[str], pattern: str) -> bool:
    """Return whether an existing file is one of the files to read from the roots."""
    # If the file is a link, compare both the link and its target.
    files = {Path(os.path.realpath(path)), Path(os.path.abspath(path))}  # noqa: PTH100
    local = [place_of(root)[1] for root in roots if not _is_remote(root)]
    return any(_means(root, pattern, file) for root in local for file in files)


def _means(root: str, pattern: str, file: Path) -> bool:
    """Return whether a file is the root itself, or matches its glob or the pattern."""
    if os.path.isfile(root):  # noqa: PTH113
        return file.samefile(root)
    folder, magic = (root, pattern) if os.path.isdir(root) else split_magic(root)  # noqa: PTH112
    folder = folder or "."
    return os.path.isdir(folder) and any(  # noqa: PTH112
        above.samefile(folder) and Pattern(magic).matches(file.relative_to(above).as_posix())
        for above in file.parents
    )


def _is_remote(root: str) -> bool:
    # A file: URL is a local path in another form.
    return "://" in root and not root.startswith("file://")


def shown_path(path: Path) -> str:
    """Return a path as it is printed: with slashes on every operating system."""
    return "<stdin>" if path == STANDARD_INPUT else path.as_posix()


def read_article(path: Path) -> Article:
    """Read an article from a file, or from standard input, where its `path` is None."""
    if path != STANDARD_INPUT:
        return read(path)
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    # The path is for error messages only: `write` must not create a file of that name.
    article = parse(sys.stdin.buffer.read(), path=shown_path(path))
    article.path = None
    return article


def article_or_error(path: Path) -> Article | ParseError:
    """Read an article, or return the error that prevents it."""
    try:
        return read_article(path)
    except ParseError as error:
        return error
    except OSError as error:
        return unreadable(error, shown_path(path))


def message_of(error: Exception, path: Path) -> str:
    """Return the message of an error, starting with the file path."""
    if getattr(error, "path", None) is not None:  # an error of the library, which names the file
        return str(error)
    said = (isinstance(error, OSError) and error.strerror) or error
    return f"{shown_path(path)}: {said}"
