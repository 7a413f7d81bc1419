"""The feeds and JSON documents of `newsfeed convert`, and the command `newsfeed schema`."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs
import click

from .._util.extras import import_extra
from ..errors import NewsfeedError, ParseError
from ..models import Article
from .inputs import usage_error
from .terminal import echo, echo_error

_FEED_OPTIONS = ("title", "home_page_url", "feed_url", "description", "language")


class _Export(NamedTuple):
    """A format that puts all articles into one document."""

    name: str
    function: str  # in newsfeed.export; it returns a string, or data for JSON
    options: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()  # at least one option of each tuple is required
    is_xml: bool = False  # whether it needs the package feedgenerator


# Atom and RSS require a link: to the home page or to the feed itself.
_TITLE_AND_URL = (("title",), ("home_page_url", "feed_url"))
EXPORTS = {
    "api": _Export("the API", "api_page", ("page", "page_size")),
    "jsonfeed": _Export("JSON Feed", "json_feed", _FEED_OPTIONS, (("title",),)),
    "atom": _Export("Atom", "atom", _FEED_OPTIONS, _TITLE_AND_URL, is_xml=True),
    "rss": _Export("RSS", "rss", _FEED_OPTIONS, _TITLE_AND_URL, is_xml=True),
    "jsonld": _Export("JSON-LD", "json_ld_graph"),
}


@attrs.frozen
class Exported:
    """An exported document, with counts of the articles in it and of those left out."""

    text: str
    articles: int
    failed: int  # unreadable files, and articles without a URL or a date
    unpublished: int  # articles left out because of `published: false`


def check_needs(form: str, options: dict[str, Any]) -> None:
    """Raise ClickException if a required option is missing or a package is not installed."""
    export = EXPORTS[form]
    missing = [each for each in export.needs if not any(options[name] for name in each)]
    if missing:
        said = [" or ".join(map(option, each)) for each in missing]
        raise click.UsageError(f"{form} needs {' and '.join(said)}")
    if export.is_xml:
        try:
            import_extra("feedgenerator", "feeds", f"a feed of {export.name}")
        except ImportError as error:
            raise usage_error(error) from None


def option(name: str) -> str:
    """Return an option as users type it, such as `--feed-url`."""
    return f"--{name.replace('_', '-')}"


def exported(
    form: str, found: Iterable[Article | ParseError], unpublished: bool, options: dict[str, Any]
) -> Exported:
    """Export articles as one document, newest first, and report those that cannot be published.

    Options that are None are not passed on, so that the defaults of the format apply.
    """
    # Import here, so that commands which check or edit files start faster.
    from .. import export
    from ..export.publishing import published_at, publishing_error

    kept: list[Article] = []
    failed = hidden = 0
    for outcome in found:
        if isinstance(outcome, ParseError):
            error: NewsfeedError | None = outcome
        elif outcome.published is False and not unpublished:
            hidden += 1
            continue
        elif (error := publishing_error(outcome, EXPORTS[form].name)) is None:
            kept.append(outcome)
            continue
        echo_error(str(error))
        failed += 1
    newest = sorted(kept, key=published_at, reverse=True)
    given = {name: value for name, value in options.items() if value is not None}
    made = getattr(export, EXPORTS[form].function)(newest, unpublished=True, **given)
    articles = len(made["value"] if form == "api" else newest)
    text = made if isinstance(made, str) else export.to_json(made)
    # The pages of the news aggregator's own API have no final newline.
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
    from .. import export

    echo(export.to_json(export.json_schema(extra=extra)))
