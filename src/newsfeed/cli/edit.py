"""The commands for articles: `newsfeed get`, `set`, `show` and `new`."""

import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from .._util.diff import diff
from .._util.progress import with_progress
from ..document import serialize
from ..errors import ConflictError, NewsfeedError
from ..export.rows import as_data
from ..files import write
from ..frontmatter.path import FieldPath
from ..frontmatter.schema import schema_of
from ..models import Article
from .formats import as_json, as_line, as_text
from .inputs import PATH, found_files, message_of, paths_argument, read_article, shown_path
from .terminal import console, echo, echo_bytes, echo_error, is_output_error, print_diff

# A field has no slash, so that an argument such as `./a=b.md` is a path.
_ASSIGNMENT = re.compile(r"[^=\s/\\]+=.*", re.DOTALL)
_FILE = click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=Path)


def _as_path(_: click.Context, __: click.Parameter, text: str) -> FieldPath:
    try:
        return FieldPath(text, Article)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _keys(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the keys that a shell offers as completions of a field."""
    return [key for key in schema_of(Article).fields if key.startswith(incomplete)]


def _complete(ctx: click.Context, param: click.Parameter, text: str) -> list[CompletionItem]:
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
    "words", metavar="FIELD=VALUE... PATH...", nargs=-1, required=True, shell_complete=_complete
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
def set_(words: tuple[str, ...], dry_run: bool) -> None:
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
    fields, rest = parse_assignments(words)
    if not fields or not rest:
        missing = "PATH" if fields else "FIELD=VALUE"
        raise click.UsageError(f"Missing argument '{missing}...'.")
    files = found_files([PATH.convert(each, None, None) for each in rest])
    # A progress bar would mix with the diffs of a dry run.
    shown = files if dry_run else with_progress(files, "Editing", len(files))
    changed, failed = _each(shown, lambda path: _edit(path, fields, dry_run))
    done = "would be changed" if dry_run else "changed"
    echo_error(f"{changed:,} of {len(files):,} files {done}, {failed:,} failed.")
    sys.exit(1 if failed else 0)


def parse_assignments(arguments: tuple[str, ...]) -> tuple[list[tuple[FieldPath, str]], list[str]]:
    """Split arguments into leading FIELD=VALUE pairs and the rest; raise UsageError if invalid."""
    fields: list[tuple[FieldPath, str]] = []
    try:
        for argument in takewhile(_ASSIGNMENT.fullmatch, arguments):
            name, _, text = argument.partition("=")
            field = FieldPath(name, Article)
            field.read(text or "null")
            fields.append((field, text))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return fields, list(arguments[len(fields) :])


def _edit(path: Path, fields: Iterable[tuple[FieldPath, str]], dry_run: bool) -> bool:
    """Set the fields of an article, write it or print the diff, and return whether it changed."""
    article = read_article(path)
    for field, text in fields:
        field.set(article, text)
    if article.path is not None and not dry_run:  # it is None for standard input
        return write(article)
    new, old = serialize(article), article.source or ""
    if dry_run:
        print_diff(diff(old, new, Path(shown_path(path))))
    else:
        echo_bytes(new.encode())
    return new != old


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


@click.command()
@click.argument("path", type=_FILE)
@click.option("--json", "json_", is_flag=True, help="Print the front matter and the body as JSON.")
def show(path: Path, json_: bool) -> None:
    """Show one article as a card.

    \b
    Example:
      newsfeed show _posts/2026-03-14-tide-clock.md
      newsfeed show - --json < article.md
    """
    try:
        article = read_article(path)
    except (NewsfeedError, OSError) as error:
        echo_error(message_of(error, path))
        sys.exit(1)
    if json_:
        echo(as_json({**as_data(article), "body": article.body}, indent=2))
    else:
        console().print(article, soft_wrap=False)


@click.command()
@click.option("--title", required=True, help="The headline.")
@click.argument("assignments", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write it to its file in this folder, YYYY-MM-DD-slug.md, and print the path; a file that "
    "is there is left alone.",
)
def new(title: str, assignments: tuple[str, ...], output: Path | None) -> None:
    """Write a new article in canonical form, dated now unless publishedDateTime= is given.

    \b
    Example:
      newsfeed new --title "Tide turns early" 'topics=[Sea, Moon]'
      newsfeed new --title "Tide turns early" -o _posts published=false
    """
    fields, rest = parse_assignments(assignments)
    if not title.strip():
        raise click.UsageError("expected a title, found nothing but blanks")
    if rest:
        raise click.UsageError(f"expected FIELD=VALUE, found {rest[0]!r}")
    article = Article(title, published_date_time=datetime.now(UTC).replace(microsecond=0))
    try:
        for field, text in fields:
            field.set(article, text)
        if output is None:
            echo_bytes(serialize(article).encode())
        else:
            echo(str(_written(article, output)))
    except (NewsfeedError, ValueError, OSError) as error:
        if is_output_error(error):  # newsfeed.__main__ reports it
            raise
        echo_error(f"newsfeed: {error}")
        sys.exit(1)


def _written(article: Article, folder: Path) -> Path:
    """Write an article to a new file in a directory and return its path."""
    if article.file_name is None:
        dated = article.published_date_time is not None
        what = "the title has no letter of ASCII" if dated else "it has no date"
        raise ValueError(f"no file name follows from the article: {what}")
    path = folder / article.file_name
    # `write` raises for a file with other contents, and returns False for one with the same.
    with suppress(ConflictError):
        if write(article, path):
            return path
    raise ValueError(f"{path}: the file is there already, and is left alone")
