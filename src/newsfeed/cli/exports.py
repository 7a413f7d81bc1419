"""The feeds and JSON documents of `newsfeed convert`, and the command `newsfeed schema`."""

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from .._util.extras import import_extra
from ..errors import NewsfeedError, ParseError
from ..export import api, feeds, json_schema, jsonfeed, jsonld
from ..export.publishing import published_at, publishing_error
from ..models import Article, require_fields
from .inputs import Found, usage_error
from .settings import model_option
from .terminal import echo, echo_error

_OF_FEEDS = ("title", "home_page_url", "feed_url", "description", "language")


class _Export(NamedTuple):
    """A format that puts all articles into one document."""

    name: str
    function: Callable[..., Any]  # it returns a string, or data for JSON
    fields: tuple[str, ...]  # the fields that a model needs
    options: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()  # at least one option of each tuple is required
    is_xml: bool = False  # whether it needs the package feedgenerator


# Atom and RSS require a link: to the home page or to the feed itself.
_TITLE_AND_URL = (("title",), ("home_page_url", "feed_url"))
EXPORTS = {
    "api": _Export("the API", api.api_page, api.API_FIELDS, ("page", "page_size")),
    "jsonfeed": _Export(
        "JSON Feed", jsonfeed.json_feed, jsonfeed.JSON_FEED_FIELDS, _OF_FEEDS, (("title",),)
    ),
    "atom": _Export("Atom", feeds.atom, feeds.ENTRY_FIELDS, _OF_FEEDS, _TITLE_AND_URL, is_xml=True),
    "rss": _Export("RSS", feeds.rss, feeds.ENTRY_FIELDS, _OF_FEEDS, _TITLE_AND_URL, is_xml=True),
    "jsonld": _Export("JSON-LD", jsonld.json_ld_graph, jsonld.JSON_LD_FIELDS),
}


def check_needs(form: str, options: dict[str, Any]) -> None:
    """Raise ClickException if an option, a field of the model, or a package is missing."""
    chosen = EXPORTS[form]
    try:
        require_fields([options["model"]], chosen.name, chosen.fields)
    except TypeError as error:
        raise click.UsageError(f"--model: {error}") from None
    missing = [each for each in chosen.needs if not any(options[name] for name in each)]
    if missing:
        said = [" or ".join(map(option, each)) for each in missing]
        raise click.UsageError(f"{form} needs {' and '.join(said)}")
    if chosen.is_xml:
        try:
            import_extra("feedgenerator", "feeds", f"a feed of {chosen.name}")
        except ImportError as error:
            raise usage_error(error) from None


def option(name: str) -> str:
    """Return an option as users type it, such as `--feed-url`."""
    return f"--{name.replace('_', '-')}"


def publishable(form: str, found: Found, unpublished: bool) -> tuple[list[Article], int, int]:
    """Return articles, newest first, how many others are reported, and how many unpublished."""
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
    return sorted(kept, key=published_at, reverse=True), failed, hidden


def exported(form: str, articles: list[Article], options: dict[str, Any]) -> tuple[str, int]:
    """Export articles as one document, and return it with the number of articles in it."""
    chosen = EXPORTS[form]
    # Options that are None are not passed on, so that the defaults of the format apply.
    given = {name: options[name] for name in chosen.options if options[name] is not None}
    made = chosen.function(articles, unpublished=True, **given)
    if form == "api":  # the pages of the news aggregator's own API have no final newline
        return api.to_json(made), len(made["value"])
    text = made if isinstance(made, str) else api.to_json(made)
    return f"{text}\n", len(articles)


@click.command()
@click.option(
    "--extra/--no-extra",
    default=True,
    show_default=True,
    help="Allow keys that the model does not define, or reject them.",
)
@model_option
def schema(extra: bool, model: type[Any]) -> None:
    """Print the JSON Schema of a model.

    Editors use it to complete and check the keys of front matter.

    \b
    Example:
      newsfeed schema > article.schema.json
    """
    echo(api.to_json(json_schema(model, extra=extra)))
