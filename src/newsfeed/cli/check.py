"""The command `newsfeed check`, and its settings: the table `[tool.newsfeed]` in pyproject.toml."""

import os
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import click

from .._util.progress import with_progress
from ..checks import check, selected
from ..errors import ParseError
from .inputs import article_or_error, found_files, paths_argument
from .reports import REPORTS, Result


class Selection(NamedTuple):
    """The rules to apply: see `newsfeed.checks.selected`."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


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
def check_files(paths: tuple[Path, ...], form: str, select: str | None, ignore: str | None) -> None:
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
    sys.exit(1 if bad else 0)


def _checked(path: Path, chosen: Selection) -> Result:
    """Return the problems of one file: broken rules, or the errors that stopped it from parsing."""
    found = article_or_error(path)
    if isinstance(found, ParseError):
        # `check` applies --ignore to rules only; here it applies to the codes of errors.
        problems = [each for each in found.problems if not each.code.startswith(chosen.ignore)]
    else:
        problems = check(found, select=chosen.select, ignore=chosen.ignore)
    return Result(path, problems, found.source or "")


def selection(select: str | None, ignore: str | None) -> Selection:
    """Return the comma-separated codes of the command line, or else those of pyproject.toml."""
    texts = {"select": select, "ignore": ignore}
    given = {n: _codes(f"--{n}", split_list(t)) for n, t in texts.items() if t is not None}
    return _settings()._replace(**given)


def split_list(text: str) -> list[str]:
    """Return the items of a list with commas between them, without spaces and empty items."""
    return [item.strip() for item in text.split(",") if item.strip()]


def _codes(origin: str, codes: list[str]) -> tuple[str, ...]:
    """Check that each code, or prefix of codes, matches a rule or an error."""
    try:
        selected(codes)
    except ValueError as error:
        raise click.UsageError(f"{origin}: {error}") from None
    return tuple(codes)


def _settings() -> Selection:
    """Read the settings in the nearest pyproject.toml, from the working directory upward."""
    path = _nearest()
    if path is None:
        return Selection()
    try:
        table: Any = tomllib.loads(path.read_bytes().decode())
    except (ValueError, OSError) as error:
        raise click.UsageError(f"{path}: {error}") from None
    for name in ("tool", "tool.newsfeed"):
        table = table.get(name.removeprefix("tool."), {})
        if not isinstance(table, dict):
            raise click.UsageError(f"{path}: {name}: expected a table, found {table!r}")
    return Selection(**{key: _value(path, key, value) for key, value in table.items()})


def _nearest() -> Path | None:
    try:
        folder = Path.cwd()
    except OSError:  # the working directory was removed
        return None
    paths = (each / "pyproject.toml" for each in (folder, *folder.parents))
    # `Path.is_file` would raise PermissionError for a directory that must not be searched.
    return next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113


def _value(path: Path, key: str, value: Any) -> tuple[str, ...]:
    origin = f"{path}: tool.newsfeed.{key}"
    if key not in Selection._fields:
        raise click.UsageError(f"{origin}: expected one of ignore, select")
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise click.UsageError(f"{origin}: expected a list of codes, found {value!r}")
    return _codes(origin, value)
