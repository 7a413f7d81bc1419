"""The command line: what the library does, for files, from a shell."""

import os
import sys
from pathlib import Path

import click

from .. import __version__
from .check import check_files
from .convert import convert
from .edit import get, set_
from .exports import schema
from .show import new, show
from .stats import stats

__all__ = ["newsfeed"]


@click.group(context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def newsfeed() -> None:
    """Check, edit and show news articles kept as text files with YAML front matter.

    A PATH is a file, a folder, in which every file *.md is meant, or - for standard input.

    \b
    Example:
      newsfeed check _posts
      newsfeed set published=false _posts/2026-03-14-tide-clock.md
    """
    if sys.stdout is None:  # closed by who started the command
        # For as long as the command runs.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115
    # A terminal that cannot show a character shows its escape; standard error does so by itself.
    # Lines end as they are written: another program gets the same on every system.
    sys.stdout.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


newsfeed.add_command(check_files)
newsfeed.add_command(get)
newsfeed.add_command(set_)
newsfeed.add_command(show)
newsfeed.add_command(new)
newsfeed.add_command(convert)
newsfeed.add_command(stats)
newsfeed.add_command(schema)
