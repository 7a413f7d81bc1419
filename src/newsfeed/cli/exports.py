"""The feeds and other JSON that `newsfeed convert` writes, and `newsfeed schema`."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs
import click

from .._util.extras import needed
from ..errors import NewsfeedError, ParseError
from ..models import Article
from .inputs import refused
from .terminal import complain, echo

_FEED_OPTIONS = ("title", "home_page_url", "feed_url", "description", "language")


class _Export(NamedTuple):
    """A format of one document for all articles.

    Args:
        name: What it is called.
        function: What makes it, of `newsfeed.export`: a text, or what JSON can hold.
        options: Which options it takes.
        needs: Which of them it must have, each time one of these.
        is_xml: Whether feedgenerator writes it.
    """

    name: str
    function: str
    options: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    is_xml: bool = False


_ADDRESSED = (("title",), ("home_page_url", "feed_url"))
EXPORTS = {
    "api": _Export("the API", "api_page", ("page", "page_size")),
    "jsonfeed": _Export("JSON Feed", "json_feed", _FEED_OPTIONS, (("title",),)),
    "atom": _Export("Atom", "atom", _FEED_OPTIONS, _ADDRESSED, is_xml=True),
    "rss": _Export("RSS", "rss", _FEED_OPTIONS, _ADDRESSED, is_xml=True),
    "jsonld": _Export("JSON-LD", "json_ld_graph"),
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
    """Check that a format has the options and the package that it must have.

    Raises:
        click.UsageError: If it has not the options.
        click.ClickException: If the package is not installed.
    """
    export = EXPORTS[form]
    missing = [each for each in export.needs if not any(options[name] for name in each)]
    if missing:
        said = [" or ".join(map(option, each)) for each in missing]
        raise click.UsageError(f"{form} needs {' and '.join(said)}")
    if export.is_xml:
        try:
            needed("feedgenerator", "feeds", f"a feed of {export.name}")
        except ImportError as error:
            raise refused(error) from None


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
    """
    # Who checks or edits files does not wait for it.
    from .. import export
    from ..export.publishing import lack, published_at

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
    newest = sorted(kept, key=published_at, reverse=True)
    given = {name: value for name, value in options.items() if value is not None}
    made = getattr(export, EXPORTS[form].function)(newest, unpublished=True, **given)
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
    from .. import export

    echo(export.to_json(export.json_schema(extra=extra)))
