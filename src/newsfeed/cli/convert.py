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
from ..models import Article
from ..news.urls import uri
from ..tables import write_parquet
from ..tables.columns import columns_of
from .check import split_list
from .exports import EXPORTS, check_needs, exported, option, publishable
from .formats import JSON, NDJSON, csv_form
from .inputs import Found, is_input, pattern_option, read_roots, roots_argument, usage_error
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
@pattern_option
@click.option(
    "--to", "form", type=_CHOICE, help="What to write; by default what the ending of OUT says."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(dir_okay=False, readable=False, allow_dash=True),
    default="-",
    help="The file to write, as a whole or not at all; by default standard output.",
)
@click.option(
    "--columns", metavar="NAMES", callback=_names, help="Only these columns of parquet or csv."
)
@click.option("--flat", is_flag=True, help="Give parquet a column for each field of a record.")
@click.option("--source", is_flag=True, help="Give parquet the text of each file too.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="How many processes read for parquet; by default as many as there are processors.",
)
@click.option("--title", metavar="TEXT", help="The name of a feed.")
@click.option(
    "--home-page-url", metavar="URL", callback=_url, help="The page that a feed belongs to."
)
@click.option("--feed-url", metavar="URL", callback=_url, help="Where a feed itself will be.")
@click.option("--description", metavar="TEXT", help="What a feed is about.")
@click.option("--language", metavar="CODE", help="The language of a feed, such as en-US.")
@click.option("--page", type=click.IntRange(1), help="Which page of api; by default the first.")
@click.option("--page-size", type=click.IntRange(1), help="How many items it has; by default 25.")
@click.option(
    "--unpublished", is_flag=True, help="Take articles with published: false into a feed too."
)
def convert(roots: list[str], pattern: str, form: str | None, output: str, **options: Any) -> None:
    """Write the articles of many files into one, for programs that read tables, JSON or feeds.

    A PATH may also be a glob, a zip or tar archive, or a URL such as s3://bucket/posts. A file
    that cannot be read is reported, and the others are converted. NAMES are columns, commas
    between: title,provider_name.

    api is a page of the publisher's API. It and the feeds hold published articles, the newest
    first; one without a URL or a date is reported and left out.

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
    _check_output(form, output, roots, pattern)
    try:
        if form == "parquet":
            articles, failed, rest = _to_parquet(roots, pattern, output, options)
        else:
            write = _to_export if form in EXPORTS else _to_text
            articles, failed, rest = write(form, _read(roots, pattern, output), output, options)
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
        if value not in (None, False) and name not in _OPTIONS_OF_FORMAT[form]:
            takers = ", ".join(each for each, names in _OPTIONS_OF_FORMAT.items() if name in names)
            raise click.UsageError(f"{option(name)} is for {takers}, not for {form}")
    if form in EXPORTS:
        check_needs(form, options)
        return
    try:
        columns_of(Article, columns=options["columns"], flat=options["flat"] or form == "csv")
    except ValueError as error:
        raise click.UsageError(f"--columns: {error}") from None


def _check_output(form: str, output: str, roots: list[str], pattern: str) -> None:
    """Raise UsageError before anything is read if the output file could not be written."""
    if form == "parquet" and (output == "-" or "-" in roots):
        what = "-o names no file" if output == "-" else "a PATH is -"
        raise click.UsageError(f"parquet is read from files and written to a file; {what}")
    if output == "-":
        return
    path = Path(output)
    if not path.parent.is_dir():
        raise click.UsageError(f"-o {output}: there is no folder {path.parent}")
    if path.exists() and not path.is_file():
        raise click.UsageError(f"-o {output}: expected a regular file")
    if path.exists() and is_input(path, roots, pattern):
        raise click.UsageError(f"-o {output}: it is one of the files to read")


def _to_parquet(roots: list[str], pattern: str, output: str, options: dict[str, Any]) -> Summary:
    """Write a Parquet file, and its file of errors to standard error too."""
    try:
        # A single root that does not exist raises; one of several counts as an unreadable file.
        root = roots if len(roots) > 1 else roots[0]
        given = {name: options[name] for name in _OPTIONS_OF_FORMAT["parquet"]}
        written = write_parquet(root, output, pattern=pattern, **given)
    except (FileNotFoundError, ValueError, ImportError) as error:
        raise usage_error(error) from None
    if not written.errors:
        return written.articles, 0, ""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(written.errors_path) as table:
        for row in (row for batch in table.iter_batches() for row in batch.to_pylist()):
            echo_error(f"{row['path']}:{row['line']}:{row['column']}: {row['message']}")
    return written.articles, written.errors, f"; why is also in {written.errors_path}"


def _read(roots: list[str], pattern: str, output: str) -> Found:
    """Read articles, with a progress bar unless it would mix with output on the same terminal."""
    found = read_roots(roots, pattern)
    return found if output == "-" and sys.stdout.isatty() else with_progress(found, "Converting")


def _to_text(form: str, found: Found, output: str, options: dict[str, Any]) -> Summary:
    """Write articles one by one."""
    layout = NDJSON if form == "ndjson" else JSON
    if form == "csv":
        layout = csv_form(columns_of(Article, columns=options["columns"], flat=True))
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
