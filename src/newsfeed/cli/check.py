"""The command `newsfeed check`."""

import sys
from pathlib import Path
from typing import Any

import click

from .._util.progress import with_progress
from ..checks import check
from ..errors import ParseError
from ..frontmatter.origin import origin_of
from .inputs import article_or_error, found_files, paths_argument
from .reports import REPORTS, Result
from .settings import Choice, checked, files_options, split_list


@click.command("check")
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="The report format: text, JSON, annotations for GitHub workflows, or SARIF 2.1.0 for code "
    "scanning.",
)
@click.option("--select", metavar="CODES", help="Apply only these rules, such as NF10,NF121.")
@click.option("--ignore", metavar="CODES", help="Skip these rules and errors.")
@files_options
def check_files(
    paths: tuple[Path, ...],
    form: str,
    select: str | None,
    ignore: str | None,
    choice: Choice,
    model: type[Any],
) -> None:
    """Check files for errors and broken rules.

    CODES are codes or prefixes of codes, separated by commas. Set defaults in pyproject.toml:

    \b
      [tool.newsfeed]
      select = ["NF1"]
      ignore = ["NF110"]

    The exit code is 0 without problems, 1 with problems, and 2 if the command itself is wrong.

    \b
    Example:
      newsfeed check _posts --ignore NF103
      newsfeed check . --format github
    """
    chosen = _chosen(choice, select, ignore)
    files = found_files(paths, choice)
    shown = with_progress(files, "Checking", len(files))
    results = (_checked(path, chosen, model) for path in shown)
    # Keep only the files with problems: there may be a million files without any.
    bad = [result for result in results if result.problems]
    REPORTS[form](bad, len(files))
    sys.exit(1 if bad else 0)


def _checked(path: Path, chosen: Choice, model: type[Any]) -> Result:
    """Return the problems of one file: broken rules, or the errors that stopped it from parsing."""
    found = article_or_error(path, model)
    if isinstance(found, ParseError):
        # `check` applies --ignore to rules only; here it applies to the codes of errors.
        problems = [each for each in found.problems if not each.code.startswith(chosen.ignore)]
        return Result(path, problems, found.source)
    problems = check(found, select=chosen.select, ignore=chosen.ignore)
    return Result(path, problems, origin_of(found).source or "")


def _chosen(own: Choice, select: str | None, ignore: str | None) -> Choice:
    """Return the settings, with the comma-separated codes of the command line instead."""
    texts = {"select": select, "ignore": ignore}
    given: dict[str, Any] = {
        n: checked(f"--{n}", "codes", split_list(t)) for n, t in texts.items() if t is not None
    }
    return own._replace(**given)
