"""The commands `newsfeed show` and `newsfeed new`."""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from ..document import serialize
from ..errors import ConflictError, NewsfeedError
from ..export.rows import as_data
from ..files import write
from ..models import Article
from .edit import parse_assignments
from .formats import as_json
from .inputs import message_of, read_article
from .terminal import console, echo, echo_bytes, echo_error, is_output_error

_FILE = click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=Path)


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
