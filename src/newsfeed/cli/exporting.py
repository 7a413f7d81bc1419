"""The feeds and other JSON that `newsfeed convert` writes, and `newsfeed schema`."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NamedTuple

import attrs
import click

from .. import export
from ..errors import NewsfeedError, ParseError
from ..export.publishing import lack
from ..models import Article
from .terminal import complain, echo

_ABOUT = ("title", "home_page_url", "feed_url", "description", "language")


class _Export(NamedTuple):
    """A format of one document for all articles.

    Args:
        name: What it is called.
        make: What makes it: a text, or what JSON can hold.
        options: Which options it takes.
        needs: Which of them it must have.
    """

    name: str
    make: Callable[..., Any]
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


EXPORTS = {
    "api": _Export("the API", export.api_page, ("page", "page_size")),
    "jsonfeed": _Export("JSON Feed", export.json_feed, _ABOUT, ("title",)),
    "atom": _Export("Atom", export.atom, _ABOUT, ("title", "home_page_url")),
    "rss": _Export("RSS", export.rss, _ABOUT, ("title", "home_page_url")),
    "jsonld": _Export("JSON-LD", export.json_ld_graph),
}


@attrs.frozen
class Exported:
    """A document.

    Args:
        text: It.
        articles: How many articles are in it.
        failed: How many files could not be read, or cannot be published.
        unpublished: How many articles were left out for `published: false`.
    """

    text: str
    articles: int
    failed: int
    unpublished: int


def check_needs(form: str, options: dict[str, Any]) -> None:
    """Check that a format has the options that it must have.

    Raises:
        click.UsageError: If not.
    """
    missing = [option(name) for name in EXPORTS[form].needs if not options[name]]
    if missing:
        raise click.UsageError(f"{form} needs {' and '.join(missing)}")


def option(name: str) -> str:
    """Return an option as it is typed."""
    return f"--{name.replace('_', '-')}"


def exported(
    form: str, found: Iterable[Article | ParseError], unpublished: bool, options: dict[str, Any]
) -> Exported:
    """Make one document of articles, the newest first; report those that cannot be published.

    Args:
        form: The format, one of EXPORTS.
        found: Articles, and why files hold none.
        unpublished: Whether those with `published: false` are meant too.
        options: The options of the command; those that are None are left to the format.

    Raises:
        ImportError: If a package is not installed.
        ValueError: If an option is wrong.
    """
    kept: list[Article] = []
    failed = hidden = 0
    for outcome in found:
        if isinstance(outcome, ParseError):
            error: NewsfeedError | None = outcome
        elif outcome.published is False and not unpublished:
            hidden += 1
            continue
        else:
            error = lack(outcome, EXPORTS[form].name)
            kept += [outcome] if error is None else []
        if error is not None:
            complain(str(error))
            failed += 1
    newest = sorted(kept, key=attrgetter("published_date_time"), reverse=True)
    given = {name: value for name, value in options.items() if value is not None}
    made = EXPORTS[form].make(newest, unpublished=True, **given)
    articles = len(made["value"] if form == "api" else newest)
    text = made if isinstance(made, str) else export.to_json(made)
    # The publisher's own pages have no final newline.
    return Exported(text if form == "api" else f"{text}\n", articles, failed, hidden)


@click.command()
@click.option(
    "--extra/--no-extra",
    default=True,
    show_default=True,
    help="Whether keys that the library does not know may stand in a front matter.",
)
def schema(extra: bool) -> None:
    """Print the JSON Schema of the front matter, for editors that complete and check keys.

    \b
    Example:
      newsfeed schema > article.schema.json
    """
    echo(export.to_json(export.json_schema(extra=extra)))
