"""What a terminal shows."""

import errno
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..display.texts import printable

if TYPE_CHECKING:
    from rich.console import Console

_FULL = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DIFF_STYLES = {"-": "red", "+": "green", "@": "cyan"}


def console() -> "Console":
    """Return a console that adds nothing to a text but colours, and these for a terminal only."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=True)


def echo(text: str) -> None:
    """Write a line to standard output: to a pipe as it is, to a terminal what that can show."""
    shown = printable(text, lines=True) if sys.stdout.isatty() else text
    sys.stdout.write(f"{shown}\n")
    sys.stdout.flush()


def echo_bytes(data: bytes) -> None:
    """Write what is in UTF-8 to standard output, whatever the terminal has."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """Write a message to standard error."""
    click.echo(printable(text, lines=True), err=True)


def is_of_output(error: Exception) -> bool:
    """Tell whether standard output took no more; the faults of files have their names."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def print_diff(lines: Iterable[str]) -> None:
    """Print a unified diff, coloured for a terminal."""
    from rich.text import Text

    out = console()
    for line in lines:
        if not out.is_terminal:
            # To the byte, so that it can be applied.
            echo_bytes(f"{line}\n".encode("utf-8", "surrogateescape"))
            continue
        style = "bold" if line.startswith(("--- ", "+++ ")) else _DIFF_STYLES.get(line[:1], "")
        out.print(Text(printable(line), style))
