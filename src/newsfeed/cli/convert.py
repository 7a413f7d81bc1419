"""The command `newsfeed convert`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from .._util.progress import with_progress
from ..display.texts import counted
from ..errors import NewsfeedError, ParseError
from ..files import replacing
from ..frontmatter.schema import schema_of
from ..news.urls import uri
from ..tables import write_parquet
from ..tables.columns import columns_of
from .exports import EXPORTS, check_needs, exported, option, publishable
from .formats import JSON, NDJSON, csv_form
from .inputs import Found, is_input, read_roots, roots_argument, scannable, usage_error
from .settings import Choice, files_options, split_list
from .terminal import echo, echo_bytes, echo_error

# The format of an output file by its suffix, for a command without --to.
_FORMATS = {
    ".jsonl": "ndjson",
    **{f".{name}": name for name in ("parquet", "csv", "ndjson", "json", "atom", "rss", "jsonld")},
}
# The options that each format accepts in addition to those that all formats accept.
_OPTIONS_OF_FORMAT: dict[str, tuple[str, ...]] = {
    "parquet": ("columns", "flat", "source", "workers"),
    "csv": ("columns",),
    "ndjson": (),
    "json": (),
    **{name: (*export.options, "unpublished") for name, export in EXPORTS.items()},
}
_CHOICE = click.Choice(list(_OPTIONS_OF_FORMAT))
# How many articles were written, how many files failed, and what else to report.
Summary = tuple[int, int, str]


def _names(_: click.Context, __: click.Parameter, text: str | None) -> tuple[str, ...] | None:
    """Split the value of --columns at its commas."""
    names = None if text is None else tuple(split_list(text))
    if names == ():
        raise click.BadParameter("expected names of columns, such as title,path")
    return names


def _url(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """Check the value of an option that takes a URL."""
    if text is not None and uri(text) is None:
        raise click.BadParameter(f"expected an absolute http or https URL, found {text!r}")
    return text


@click.command()
@roots_argument
@files_options
@click.option(
    "--to", "form", type=_CHOICE, help="The output format; by default, that of the suffix of OUT."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(dir_okay=False, readable=False, allow_dash=True),
    default="-",
    help="The output file, replaced only if all goes well. The default is standard output.",
)
@click.option(
    "--columns", metavar="NAMES", callback=_names, help="Write only these columns (parquet, csv)."
)
@click.option("--flat", is_flag=True, help="Write a column for each nested field (parquet).")
@click.option("--source", is_flag=True, help="Add a column with the original text (parquet).")
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="The number of processes that read files (parquet). The default is one per processor.",
)
@click.option("--title", metavar="TEXT", help="The title of the feed.")
@click.option(
    "--home-page-url", metavar="URL", callback=_url, help="The URL of the website of the feed."
)
@click.option("--feed-url", metavar="URL", callback=_url, help="The URL of the feed itself.")
@click.option("--description", metavar="TEXT", help="A description of the feed.")
@click.option("--language", metavar="CODE", help="The language of the feed, such as en-US.")
@click.option("--page", type=click.IntRange(1), help="The page number (api), by default 1.")
@click.option("--page-size", type=click.IntRange(1), help="Articles per page (api), by default 25.")
@click.option(
    "--unpublished", is_flag=True, help="Include articles with published: false in api and feeds."
)
def convert(
    roots: list[str], choice: Choice, form: str | None, output: str, **options: Any
) -> None:
    """Convert many files to one table, JSON document or feed.

    PATH may also be a glob, a zip or tar archive, or a URL such as s3://bucket/posts. Files that
    cannot be read are reported and skipped. NAMES are names of columns, separated by commas:
    title,provider_name.

    The format api is a page of the news aggregator's API. It and the feeds contain the published
    articles, newest first. Articles without a URL or a date are reported and skipped.

    \b
    Example:
      newsfeed convert _posts -o news.parquet
      newsfeed convert 'posts/2026-*/*.md' --to ndjson | jq .title
      newsfeed convert _posts -o feed.rss --title Tides --home-page-url URL
    """
    form = form or _FORMATS.get(Path(output).suffix.lower())
    if form is None:
        raise click.UsageError(f"expected --to with one of {', '.join(_OPTIONS_OF_FORMAT)}")
    _check_options(form, options)
    _check_output(form, output, roots, choice)
    try:
        if form == "parquet":
            articles, failed, rest = _to_parquet(roots, choice, output, options)
        else:
            write = _to_export if form in EXPORTS else _to_text
            found = _read(roots, choice, output, options["model"])
            articles, failed, rest = write(form, found, output, options)
    except (NewsfeedError, OSError) as error:
        if output == "-":  # newsfeed.__main__ reports it
            raise
        where = (error.filename or output) if isinstance(error, OSError) else "newsfeed"
        echo_error(f"{where}: {getattr(error, 'strerror', None) or error}")
        sys.exit(1)
    where = "" if output == "-" else f" to {output}"
    echo_error(f"{counted(articles, 'article')} written{where}, {failed:,} failed{rest}.")
    sys.exit(1 if failed else 0)


def _check_options(form: str, options: dict[str, Any]) -> None:
    """Raise UsageError for an option that the format does not take, or a column that is unknown."""
    for name, value in options.items():
        if name != "model" and value not in (None, False) and name not in _OPTIONS_OF_FORMAT[form]:
            takers = ", ".join(each for each, names in _OPTIONS_OF_FORMAT.items() if name in names)
            raise click.UsageError(f"{option(name)} is for {takers}, not for {form}")
    if form in EXPORTS:
        check_needs(form, options)
    if "columns" in _OPTIONS_OF_FORMAT[form]:
        _check_columns(form, **options)


def _check_columns(
    form: str, model: type[Any], columns: tuple[str, ...] | None, flat: bool, **_: Any
) -> None:
    """Raise UsageError if a table of the model cannot have the columns."""
    if form == "csv" and columns is None and schema_of(model).is_open:
        message = "a document has no fixed columns; name its keys, such as --columns title,path"
        raise click.UsageError(f"csv: {message}")
    try:
        columns_of(model, columns=columns, flat=flat or form == "csv")
    except (ValueError, TypeError) as error:
        wrong = "--model" if columns is None else "--columns"
        raise click.UsageError(f"{wrong}: {error}") from None


def _check_output(form: str, output: str, roots: list[str], choice: Choice) -> None:
    """Raise UsageError before anything is read if the output file could not be written."""
    if form == "parquet" and (output == "-" or "-" in roots):
        wrong = "an output file: give -o FILE" if output == "-" else "files as PATH, not -"
        raise click.UsageError(f"parquet needs {wrong}")
    if output == "-":
        return
    path = Path(output)
    if not path.parent.is_dir():
        raise click.UsageError(f"-o {output}: there is no folder {path.parent}")
    if path.exists() and not path.is_file():
        raise click.UsageError(f"-o {output}: expected a regular file")
    if path.exists() and is_input(path, roots, choice):
        raise click.UsageError(f"-o {output}: it is one of the files to read")


def _to_parquet(roots: list[str], choice: Choice, output: str, options: dict[str, Any]) -> Summary:
    """Write a Parquet file, and its file of errors to standard error too."""
    try:
        root = scannable(roots, choice)
        given = {name: options[name] for name in _OPTIONS_OF_FORMAT["parquet"]}
        written = write_parquet(root, output, pattern=choice.glob, model=options["model"], **given)
    except (FileNotFoundError, ValueError, ImportError) as error:
        raise usage_error(error) from None
    if not written.errors:
        return written.articles, 0, ""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(written.errors_path) as table:
        for row in (row for batch in table.iter_batches() for row in batch.to_pylist()):
            echo_error(f"{row['path']}:{row['line']}:{row['column']}: {row['message']}")
    return written.articles, written.errors, f"; the errors are also in {written.errors_path}"


def _read(roots: list[str], choice: Choice, output: str, model: type[Any]) -> Found:
    """Read articles, with a progress bar unless it would mix with output on the same terminal."""
    found = read_roots(roots, choice, model)
    return found if output == "-" and sys.stdout.isatty() else with_progress(found, "Converting")


def _to_text(form: str, found: Found, output: str, options: dict[str, Any]) -> Summary:
    """Write articles one by one."""
    layout = NDJSON if form == "ndjson" else JSON
    if form == "csv":
        layout = csv_form(columns_of(options["model"], columns=options["columns"], flat=True))
    articles = failed = 0
    with _opened(output) as write:
        write(layout.begin.encode())
        for outcome in found:
            if isinstance(outcome, ParseError):
                echo_error(str(outcome))
                failed += 1
                continue
            write(f"{layout.between if articles else ''}{layout.text(outcome)}".encode())
            articles += 1
        write(layout.end.encode())
    return articles, failed, ""


def _to_export(form: str, found: Found, output: str, options: dict[str, Any]) -> Summary:
    """Write a feed or another export."""
    kept, failed, hidden = publishable(form, found, options["unpublished"])
    text, articles = exported(form, kept, options)
    with _opened(output) as write:
        write(text.encode())
    return articles, failed, f", {hidden:,} unpublished left out" if hidden else ""


@contextmanager
def _opened(output: str) -> Iterator[Callable[[bytes], object]]:
    """Yield the `write` of standard output, or of a file that is replaced only if all succeeds."""
    if output != "-":
        with replacing(output) as file:
            yield file.write
    elif sys.stdout.isatty():
        yield lambda data: echo(data.decode().replace("\r\n", "\n"), end="")
    else:
        yield echo_bytes
