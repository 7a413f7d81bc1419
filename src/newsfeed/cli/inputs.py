"""The PATH arguments of commands: files, directories, standard input, archives and URLs."""

import errno
import os
import sys
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from ..document import Document, parse
from ..errors import ConflictError, ParseError, unreadable
from ..files import read
from ..frontmatter.origin import origin_of, set_origin
from ..frontmatter.schema import schema_of
from ..frontmatter.text.delimiters import other_format
from ..models import Article, Model
from ..scanning import BATCH_SIZE, Batch, Root, batches, outcomes
from ..scanning.patterns import Pattern, split_magic
from ..scanning.places import LOCAL, place_of
from ..scanning.roots import walk
from ..scanning.rules import FileFilter, parent
from .settings import Choice, Decorator, absolute, once

# An instance of the model for each file, or the ParseError of the file.
Found = Iterator[Any]

STANDARD_INPUT = Path("-")

# click does not check that a file is readable, so that it is reported like one that does not parse.
PATH = click.Path(exists=True, readable=False, allow_dash=True, path_type=Path)
_ROOT = click.Path(readable=False, allow_dash=True)
paths_argument: Decorator = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=PATH
)


def found_files(paths: Iterable[Path], choice: Choice) -> list[Path]:
    """Return the files at paths, each once; a directory without files raises UsageError."""
    found: dict[str, Path] = {}
    try:
        for root in _kept(map(Path.as_posix, paths), choice):
            files = _walked(root, choice) if _is_folder(root) else [(root, None)]
            for each, _ in files:
                # Links to a file are the same file, which must not be edited twice.
                found.setdefault(os.path.normcase(os.path.realpath(each)), Path(each))
    except (OSError, ImportError) as error:
        raise usage_error(error) from None
    return list(found.values())


def scannable(roots: list[str], choice: Choice, *, is_only: bool = True) -> Root:
    """Return roots for `newsfeed.scanning`: the files of each local folder, other roots as given.

    A root without files raises FileNotFoundError if it is the only one of the command.
    """
    kept = _kept(roots, choice)
    is_only = is_only and len(roots) == 1
    # A single root that does not exist raises; one of several counts as an unreadable file.
    return kept[0] if kept and is_only and not _is_folder(kept[0]) else _each(kept, choice, is_only)


def _each(roots: list[str], choice: Choice, is_only: bool) -> Iterator[Any]:
    for root in roots:
        if not _is_folder(root):
            yield root
            continue
        try:
            yield from (Batch(LOCAL, (file,)) for file in _walked(place_of(root)[1], choice))
        except FileNotFoundError as error:
            if is_only:
                raise
            yield Batch(LOCAL, ((root, unreadable(error, root)),))


def _local_path(root: str) -> str | None:
    """Return the path of a root, or None for standard input and URLs."""
    # A file: URL is a local path in another form.
    is_remote = "://" in root and not root.startswith("file://")
    return None if root == "-" or is_remote else place_of(root)[1]


def _is_folder(root: str) -> bool:
    path = _local_path(root)
    return path is not None and os.path.isdir(path)  # noqa: PTH112


def _kept(roots: Iterable[str], choice: Choice) -> list[str]:
    """Return the roots without those that --force-exclude leaves out."""
    filter_of = cache(choice.filter)

    def is_kept(root: str) -> bool:
        if (local := _local_path(root)) is None:
            return True
        path = absolute(local, is_folder=_is_folder(root))
        return not filter_of(path if path.endswith("/") else parent(path)).leaves_out(path)

    return list(filter(is_kept, roots) if choice.force_exclude else roots)


def _walked(root: str, choice: Choice) -> Iterator[tuple[str, ParseError | None]]:
    """Yield the files of a local folder, and the error of each folder that cannot be listed."""
    files = choice.filter(absolute(root, is_folder=True))
    folder = (root if root.endswith("/") else f"{root}/").removeprefix("./")
    is_empty = True
    for path, error in walk(folder, files, LOCAL.list_folder):
        is_empty = False
        # The error may be that of a .gitignore file, and names it.
        shown = getattr(error, "filename", None) or path
        yield shown, unreadable(error, shown) if isinstance(error, Exception) else None
    if is_empty:
        what = f"expected files {files.text}, found none{_hints(folder, files, choice)}"
        raise FileNotFoundError(errno.ENOENT, what, root)


def _hints(folder: str, files: FileFilter, choice: Choice) -> str:
    """Return which options would find files in a folder, for the error message."""
    wider = choice._replace(pattern="**/*").filter(files.folder)
    paths = (Path(path) for path, _ in walk(folder, wider, LOCAL.list_folder))
    named = (path for path in paths if path.suffix[1:].isalnum())
    counts = Counter(path.suffix for path in named if _has_front_matter(path))
    hints = [f"--pattern '**/*{each}' finds {count:,}" for each, count in counts.most_common(1)]
    hints += [f"{count:,} excluded by {rule}" for rule, count in files.left_out.items()]
    hints += ["use --no-gitignore to read them"] * (".gitignore" in files.left_out)
    return "".join(f"; {hint}" for hint in hints)


def _has_front_matter(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(6).removeprefix(BOM_UTF8).startswith(b"---")
    return False


def _existing_roots(_: click.Context, __: click.Parameter, roots: tuple[str, ...]) -> list[str]:
    """Return the roots, each once, after checking that local files and directories exist."""
    for root in roots:
        # Globs and URLs are checked when they are read, after the roots before them.
        path = _local_path(root)
        if path is not None and not os.path.exists(path) and not split_magic(path)[1]:  # noqa: PTH110
            raise click.BadParameter(f"Path {root!r} does not exist.")
    return list(dict.fromkeys(roots))


# The argument PATH..., as `newsfeed.scan` accepts it; commands have it together with --pattern.
roots_argument: Decorator = click.argument(
    "roots", metavar="PATH...", nargs=-1, required=True, type=_ROOT, callback=_existing_roots
)


def read_roots(roots: list[str], choice: Choice, model: type[Any]) -> Found:
    """Yield an article or an error for each file at the roots."""
    for is_standard_input, group in groupby(roots, "-".__eq__):
        if is_standard_input:
            yield article_or_error(STANDARD_INPUT, model)
            continue
        try:
            root = scannable(list(group), choice, is_only=len(roots) == 1)
            yield from outcomes(batches(root, pattern=choice.glob, size=BATCH_SIZE), model)
        except (FileNotFoundError, ValueError, ImportError) as error:
            raise usage_error(error) from None


class _MissingPackage(click.ClickException):
    exit_code = 2


def usage_error(error: OSError | ValueError | ImportError) -> click.ClickException:
    """Convert an error that `newsfeed.scan` raises for its arguments to an error of the command."""
    kind = _MissingPackage if isinstance(error, ImportError) else click.UsageError
    return kind(f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error))


def is_input(path: Path, roots: Iterable[str], choice: Choice) -> bool:
    """Return whether an existing file is one of the files to read from the roots."""
    # If the file is a link, compare both the link and its target.
    files = {Path(os.path.realpath(path)), Path(os.path.abspath(path))}  # noqa: PTH100
    local = filter(None, map(_local_path, _kept(roots, choice)))
    return any(_means(root, choice, file) for root in local for file in files)


def _means(root: str, choice: Choice, file: Path) -> bool:
    """Return whether a file is the root itself, matches its glob, or is found in its folder."""
    if os.path.isfile(root):  # noqa: PTH113
        return file.samefile(root)
    folder, magic = (root, "") if os.path.isdir(root) else split_magic(root)  # noqa: PTH112
    folder = folder or "."
    meant = Pattern(magic) if magic else choice.filter(absolute(folder, is_folder=True))
    return os.path.isdir(folder) and any(  # noqa: PTH112
        above.samefile(folder) and meant.finds(file.relative_to(above).as_posix())
        for above in file.parents
    )


def shown_path(path: Path) -> str:
    """Return a path as it is printed: with slashes on every operating system."""
    return "<stdin>" if path == STANDARD_INPUT else path.as_posix()


def read_article(path: Path, model: type[Model]) -> Model:
    """Read an article from a file, or from standard input, where its `path` is None."""
    if path != STANDARD_INPUT:
        return read(path, model=model)
    # The path is for error messages only: `write` must not create a file of that name.
    article = parse(once(_standard_input), model=model, path=shown_path(path))
    set_origin(article, schema_of(model), origin_of(article).source, None)
    return article


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read()


def read_document(path: Path) -> Document:
    """Read any front matter; raise ValueError if it is in TOML or JSON."""
    document = read_article(path, Document)
    if hint := other_format(document.source or ""):
        raise ValueError(f"expected front matter between '---' lines; {hint}")
    return document


def article_or_error(path: Path, model: type[Any]) -> Any:
    """Read an article, or return the ParseError that prevents it."""
    try:
        return read_article(path, model)
    except ParseError as error:
        return error
    except OSError as error:
        return unreadable(error, shown_path(path))


def message_of(error: Exception, path: Path) -> str:
    """Return the message of an error, starting with the file path."""
    if isinstance(error, ConflictError):
        return f"{shown_path(path)}: another program changed the file; run this again"
    if getattr(error, "path", None) is not None:  # an error of the library, which names the file
        return str(error)
    said = (isinstance(error, OSError) and error.strerror) or error
    return f"{shown_path(path)}: {said}"


def completed_keys(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the keys that a shell offers as completions of a field."""
    *before, last = incomplete.split(",")
    return [",".join([*before, key]) for key in schema_of(Article).fields if key.startswith(last)]


def completion(ending: str) -> Callable[..., list[CompletionItem]]:
    """Return a function that completes a field with an ending, or else a path."""

    def complete(ctx: click.Context, param: click.Parameter, text: str) -> list[CompletionItem]:
        keys = [CompletionItem(f"{key}{ending}") for key in completed_keys(ctx, param, text)]
        return keys or [CompletionItem(text, type="file")]

    return complete
