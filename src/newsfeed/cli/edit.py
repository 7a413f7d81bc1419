"""The commands that edit fields: `newsfeed set`, `unset` and `rename`."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Any

import click

from .._util.diff import diff
from .._util.progress import with_progress
from ..errors import NewsfeedError
from ..files import write_serialized
from ..frontmatter.assignment import (
    Assignment,
    check_key,
    check_removable,
    is_assignment,
    split_assignment,
)
from ..frontmatter.assignment.edit import Edit
from ..frontmatter.path import FieldPath
from ..frontmatter.text.delimiters import FILE_SUFFIX, split_text
from .inputs import (
    PATH,
    STANDARD_INPUT,
    completion,
    found_files,
    message_of,
    read_document,
    shown_path,
)
from .settings import Choice, Decorator, files_options
from .terminal import echo_bytes, echo_error, is_output_error, print_diff

# A word that must be a path: it has a slash outside brackets, or is `-`, or has such a suffix.
_PATH_LIKE = re.compile(rf"^[^\[]*[/\\]|^-$|{FILE_SUFFIX}")

_dry_run = click.option(
    "--dry-run", is_flag=True, help="Show the changes as a diff, and write nothing."
)


def _editing(metavar: str, ending: str) -> Decorator:
    """Add the words and the options of a command that edits; a field is completed with `ending`."""
    complete = completion(ending)
    words = click.argument(
        "words", metavar=metavar, nargs=-1, required=True, shell_complete=complete
    )
    return lambda command: words(_dry_run(files_options(command)))


@click.command("set")
@click.option("--add-front-matter", is_flag=True, help="Add front matter to files that have none.")
@_editing("FIELD=VALUE... PATH...", "=")
def set_(
    words: tuple[str, ...], add_front_matter: bool, dry_run: bool, choice: Choice, model: type[Any]
) -> None:
    """Set fields of files, and change nothing else.

    FIELD is a path as for 'newsfeed get'. topics[]=Sea and images[].url=URL append an item, and
    'topics[=Sea]=Ocean' replaces the items that equal Sea. heat= removes the key. Missing parents
    are created.

    The model decides the type of its own fields. For other keys the current value decides: a string
    stays a string, and a number stays a number with the digits that you write. Anything else is
    YAML, such as true or [AI, Sea]. FIELD:=VALUE is always YAML: excerpt:='' is an empty string.

    Only the fields that you name must be valid. A file that cannot be changed is reported and left
    alone. Standard input is written to standard output.

    \b
    Example:
      newsfeed set published=false heat= _posts/2026-03-14-tide-clock.md
      newsfeed set 'topics[]=Sea' _posts --dry-run
    """
    assignments, rest = parse_assignments(words, model)
    files = _files(rest, "FIELD=VALUE", len(assignments), choice)
    check_known([each.field for each in assignments], files)

    def edit(changes: Edit) -> None:
        assign(changes, assignments)
        source = changes.source or ""
        if not changes.instance.extra or split_text(source, optional=True).is_delimited:
            return
        if re.match(r"\ufeff?\s*---(?!-)", source):
            raise ValueError("expected '---' as the whole first line of the front matter")
        if not add_front_matter:
            message = "the file has no front matter; use --add-front-matter to add it"
            raise ValueError(message)

    _change(files, edit, dry_run)


@click.command()
@_editing("FIELD... PATH...", "")
def unset(words: tuple[str, ...], dry_run: bool, choice: Choice, model: type[Any]) -> None:
    """Remove keys or list items from files, with their comments.

    FIELD is a path as for 'newsfeed get': 'topics[=Sea]' is the items that equal Sea, and
    images[].width is the width of every image. The first word that looks like a path, or is an
    existing file and not a field of the model, starts the list of paths; ./NAME is always a path.
    A file without the field is not changed.

    \b
    Example:
      newsfeed unset heat 'topics[=Sea]' _posts
    """
    count = 1 + len([*takewhile(lambda word: not _is_path(word, model), words[1:])])
    fields = field_paths(words[:count], model)
    with _usage_errors():
        for field in fields:
            check_key(field, "body")
            check_removable(field, field.fields[-1])
    if count == len(words) > 1:
        message = f"{words[-1]!r} is not an existing file or folder"
        raise click.UsageError(f"Missing argument 'PATH...'; {message}.")
    files = _files(words[count:], "FIELD", count, choice)
    check_known(fields, files)

    def edit(changes: Edit) -> None:
        changes.remove(fields)

    _change(files, edit, dry_run)


@click.command()
@_editing("OLD=NEW... PATH...", "=")
def rename(words: tuple[str, ...], dry_run: bool, choice: Choice, model: type[Any]) -> None:
    """Rename keys in files, and change nothing else.

    OLD is a path as for 'newsfeed get', and NEW is the new key: provider.name=title, or
    images[].url=src for every image. The key keeps its position, its value and its comments. A file
    without OLD is not changed. A file that already has NEW is reported and left alone.

    \b
    Example:
      newsfeed rename headline=title _posts
      newsfeed rename '["job title"]=role' _posts --dry-run
    """
    pairs = [split_assignment(word) for word in takewhile(is_assignment, words)]
    if wrong := [f"{name}:={new}" for name, colon, new in pairs if colon]:
        raise click.UsageError(f"expected OLD=NEW, found {wrong[0]!r}")
    olds = field_paths([name for name, _, _ in pairs], model)
    with _usage_errors():
        news = [field.beside(new) for field, (_, _, new) in zip(olds, pairs, strict=True)]
        for field in (*olds, *news):
            check_key(field)
    files = _files(words[len(pairs) :], "OLD=NEW", len(pairs), choice)
    check_known([*olds, *news], files)

    def edit(changes: Edit) -> None:
        for old, new in zip(olds, news, strict=True):
            changes.rename(old, new)

    _change(files, edit, dry_run)


def parse_assignments(
    words: Sequence[str], model: type[Any]
) -> tuple[list[Assignment], Sequence[str]]:
    """Split words into leading assignments and the rest; raise UsageError for a wrong one."""
    with _usage_errors():
        assignments = [Assignment.parse(word, model) for word in takewhile(is_assignment, words)]
    return assignments, words[len(assignments) :]


def assign(edit: Edit, assignments: Iterable[Assignment]) -> None:
    """Set values; raise ValueError for one that the file cannot have."""
    for each in assignments:
        unknown = each.field.unknown
        if unknown and unknown.is_mistake and not each.field.slots(edit.instance.extra):
            raise ValueError(unknown.message)
        edit.set(each)


def field_paths(names: Iterable[str], model: type[Any]) -> list[FieldPath]:
    """Parse field paths; raise UsageError for an invalid one."""
    with _usage_errors():
        return [FieldPath(name, model, any_key=True) for name in names]


@contextmanager
def _usage_errors() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _files(words: Sequence[str], what: str, count: int, choice: Choice) -> list[Path]:
    """Return the files at paths, which follow `count` other words; UsageError without either."""
    if not count and words:
        raise click.UsageError(f"Missing argument '{what}...' before {words[0]!r}.")
    if not words:
        raise click.UsageError("Missing argument 'PATH...'.")
    if late := [word for word in words if is_assignment(word) and not os.path.exists(word)]:  # noqa: PTH110
        raise click.UsageError(f"{late[0]}: {what} must come before PATH")
    return found_files([PATH.convert(word, None, None) for word in words], choice)


def _is_path(word: str, model: type[Any]) -> bool:
    """Return whether a word is a PATH of `unset`: not a field of the model, and like a path."""
    if _PATH_LIKE.search(word):
        return True
    with suppress(ValueError):
        if FieldPath(word, model, any_key=True).unknown is None:
            return False
    return os.path.exists(word)  # noqa: PTH110


def check_known(
    fields: Iterable[FieldPath], files: Iterable[Path], *, strict: bool = False
) -> None:
    """Raise UsageError for a field that neither the model nor any file has.

    Unless `strict`, check only fields that look like typos.
    """
    doubtful = [each for each in fields if each.unknown and (strict or each.unknown.is_mistake)]
    is_readable = not files
    for path in files:
        if not doubtful:
            return
        try:
            data = read_document(path).extra
        except (NewsfeedError, ValueError, OSError):  # it is reported later, and may have any key
            doubtful = [each for each in doubtful if each.unknown and each.unknown.is_mistake]
            continue
        is_readable = True
        doubtful = [each for each in doubtful if not each.slots(data)]
    for unknown in (each.unknown for each in doubtful if each.unknown and is_readable):
        rest = "" if unknown.is_mistake else ", and no file has such a key"
        raise click.UsageError(f"{unknown.message}{rest}")


def _change(files: Sequence[Path], edit: Callable[[Edit], None], dry_run: bool) -> None:
    """Edit files, print a summary, and exit."""

    def act(path: Path) -> bool:
        document = read_document(path)
        changes = Edit(document)
        edit(changes)
        old, new = changes.source or "", changes.text()
        if dry_run:
            print_diff(diff(old, new, Path(shown_path(path))))
        elif path == STANDARD_INPUT:
            echo_bytes(new.encode())
        elif new != old:
            return write_serialized(document, new, path)
        return new != old

    # A progress bar would mix with the diffs of a dry run.
    shown = files if dry_run else with_progress(files, "Editing", len(files))
    changed, failed = each_file(shown, act)
    done = "would be changed" if dry_run else "changed"
    echo_error(f"{changed:,} of {len(files):,} files {done}, {failed:,} failed.")
    sys.exit(1 if failed else 0)


def each_file(files: Iterable[Path], act: Callable[[Path], bool]) -> tuple[int, int]:
    """Call `act` for each file; return how many calls returned True and how many failed."""
    changed = failed = 0
    for path in files:
        try:
            changed += act(path)
        except (NewsfeedError, ValueError, OSError) as error:
            if is_output_error(error):  # the other files would fail as well
                raise
            echo_error(message_of(error, path))
            failed += 1
    return changed, failed
