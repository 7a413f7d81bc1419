"""The command `newsfeed check`."""

from pathlib import Path

import click

from .._util.progress import with_progress
from ..checks import check
from ..errors import ParseError
from .inputs import failure, found_files, paths_argument, read_article
from .reports import REPORTS, Result
from .settings import Selection, selection


@click.command("check")
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="How to report: for people, for programs, as annotations of a GitHub workflow, or in "
    "SARIF 2.1.0 for code scanning.",
)
@click.option("--select", metavar="CODES", help="Apply these rules only, such as NF10,NF121.")
@click.option("--ignore", metavar="CODES", help="Leave these rules and errors out.")
@click.pass_context
def check_files(
    context: click.Context,
    paths: tuple[Path, ...],
    form: str,
    select: str | None,
    ignore: str | None,
) -> None:
    """Find what is wrong in files: what cannot be read, and what breaks a rule.

    CODES are codes or their beginnings, commas between. Defaults may stand in pyproject.toml:

    \b
      [tool.newsfeed]
      select = ["NF1"]
      ignore = ["NF110"]

    Exits with 0 if nothing is wrong, 1 if something is, 2 if the command itself is.

    \b
    Example:
      newsfeed check _posts --ignore NF103
      newsfeed check . --format github
    """
    chosen = selection(select, ignore)
    files = found_files(paths)
    results = (_checked(path, chosen) for path in with_progress(files, "Checking", len(files)))
    # Keep only the files with problems: there may be a million files without any.
    bad = [result for result in results if result.problems]
    REPORTS[form](bad, len(files))
    context.exit(1 if bad else 0)


def _checked(path: Path, chosen: Selection) -> Result:
    """Return the problems of one file: broken rules, or the errors that stopped it from parsing."""
    try:
        article = read_article(path)
    except (ParseError, OSError) as error:
        failed = failure(error, path)
        # `check` applies --ignore to rules only; here it applies to the codes of errors.
        kept = [each for each in failed.problems if not each.code.startswith(chosen.ignore)]
        return Result(path, kept, failed.source)
    problems = check(article, select=chosen.select, ignore=chosen.ignore)
    return Result(path, problems, article.source or "")
