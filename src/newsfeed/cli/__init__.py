"""The command `newsfeed` and its subcommands."""

import os
import sys
from pathlib import Path

import click

from .. import __version__
from .articles import get, new, show
from .check import check_files
from .convert import convert
from .edit import rename, set_, unset
from .exports import schema
from .stats import stats

__all__ = ["newsfeed"]


@click.group(
    commands=[check_files, get, set_, unset, rename, show, new, convert, stats, schema],
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def newsfeed() -> None:
    """Check, edit, show and convert text files with YAML front matter.

    PATH is a file, a folder (its .md files, except hidden and ignored ones), or - for standard
    input.

    \b
    Example:
      newsfeed check _posts
      newsfeed set published=false _posts/2026-03-14-tide-clock.md
    """
    if sys.stdout is None:  # the parent process closed it
        # Not closed here: it stays open for as long as the command runs.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115
    # Print an escape for a character that the terminal cannot show, as standard error does already.
    # Never write "\r\n" for "\n", so that other programs get the same output on every system.
    sys.stdout.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
