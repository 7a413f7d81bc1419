"""The commands `newsfeed get` and `newsfeed set`."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from .._util.diff import diff
from .._util.progress import with_progress
from ..document import serialize
from ..errors import NewsfeedError
from ..files import write
from ..frontmatter.path import FieldPath
from ..frontmatter.schema import schema_of
from ..models import Article
from .formats import as_line, as_text
from .inputs import PATH, found_files, message_of, paths_argument, read_article, shown_path
from .terminal import echo, echo_bytes, echo_error, is_output_error, print_diff

# A field has no slash, so that an argument such as `./a=b.md` is a path.
_ASSIGNMENT = re.compile(r"([^=\s/\\]+)=(.*)", re.DOTALL)


def _as_path(_: click.Context, __: click.Parameter, text: str) -> FieldPath:
    try:
        return FieldPath(text, Article)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _keys(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the keys that a shell offers as completions of a field."""
    return [key for key in schema_of(Article).fields if key.startswith(incomplete)]


def _keys_or_files(ctx: click.Context, param: click.Parameter, text: str) -> list[CompletionItem]:
    """Return completions of FIELD=VALUE or PATH: keys that match, or else files."""
    keys = [CompletionItem(f"{key}=") for key in _keys(ctx, param, text)]
    return keys or [CompletionItem(text, type="file")]


@click.command()
@click.argument("field", callback=_as_path, shell_complete=_keys)
@paths_argument
def get(field: FieldPath, paths: tuple[Path, ...]) -> None:
    """Print a field of each file.

    FIELD is written as in errors: heat, provider.name, images[0].width; images[].url has the
    URLs of all images. Keys may be written as in Python: web_url. A text is printed as it is, a
    list or a record as JSON, a missing field as nothing. Of several files each line begins with
    the path and a tab.

    \b
    Example:
      newsfeed get title article.md
      newsfeed get provider.name _posts | cut -f2 | sort | uniq -c
    """
    files = found_files(paths)
    alone = len(files) == 1 and not paths[0].is_dir()

    def show(path: Path) -> bool:
        value = field.get(read_article(path))
        echo(as_text(value) if alone else f"{shown_path(path)}\t{as_line(value)}")
        return True

    _, failed = _each(files, show)
    sys.exit(1 if failed else 0)


@click.command("set")
@click.argument(
    "assignments",
    metavar="FIELD=VALUE... PATH...",
    nargs=-1,
    required=True,
    shell_complete=_keys_or_files,
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
def set_(assignments: tuple[str, ...], dry_run: bool) -> None:
    """Change fields of files, and nothing else in them.

    FIELD is written as in errors: heat, provider.name, images[0].width. topics[]=AI appends,
    webUrl= clears. Where a text belongs VALUE is taken as it stands; elsewhere it is read as YAML:
    3, true, [AI, Sea]. What leads to a field is made where it is missing, a key of your own with
    extra.mood=calm. Only files whose text changes are written, each as a whole or not at all; a
    file that cannot be changed is reported and left alone. Standard input is written to standard
    output.

    \b
    Example:
      newsfeed set published=false heat= _posts/2026-03-14-tide-clock.md
      newsfeed set 'topics[]=Sea' _posts --dry-run
    """
    fields, rest = parse_assignments(assignments)
    if not fields or not rest:
        missing = "PATH" if fields else "FIELD=VALUE"
        raise click.UsageError(f"Missing argument '{missing}...'.")
    files = found_files([PATH.convert(each, None, None) for each in rest])
    # A progress bar would mix with the diffs of a dry run.
    shown = files if dry_run else with_progress(files, "Editing", len(files))

    def edit(path: Path) -> bool:
        article = read_article(path)
        for field, text in fields:
            field.set(article, text)
        return _show(article, path) if dry_run else _write(article)

    changed, failed = _each(shown, edit)
    done = "would be changed" if dry_run else "changed"
    echo_error(f"{changed:,} of {len(files):,} files {done}, {failed:,} failed.")
    sys.exit(1 if failed else 0)


def parse_assignments(arguments: tuple[str, ...]) -> tuple[list[tuple[FieldPath, str]], list[str]]:
    """Split arguments into leading FIELD=VALUE pairs and the rest; raise UsageError if invalid."""
    fields: list[tuple[FieldPath, str]] = []
    for index, argument in enumerate(arguments):
        match = _ASSIGNMENT.fullmatch(argument)
        if match is None:
            return fields, list(arguments[index:])
        try:
            field = FieldPath(match[1], Article)
            field.read(match[2] or "null")
            fields.append((field, match[2]))
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    return fields, []


def _write(article: Article) -> bool:
    """Write an article to its file, or to standard output, and return whether it changed."""
    if article.path is not None:  # it is None for standard input
        return write(article)
    text = serialize(article)
    echo_bytes(text.encode())
    return text != article.source


def _show(article: Article, path: Path) -> bool:
    """Print the diff that writing an article would make and return whether there is one."""
    text, old = serialize(article), article.source or ""
    print_diff(diff(old, text, Path(shown_path(path))))
    return text != old


def _each(files: Iterable[Path], act: Callable[[Path], bool]) -> tuple[int, int]:
    """Call `act` for each file and return how many files changed and how many failed."""
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
