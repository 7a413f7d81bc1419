"""What a terminal shows."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"-": "red", "+": "green", "@": "cyan"}


def console(*, stderr: bool = False) -> "Console":
    """Return a console that adds nothing to a text but colours, and these for a terminal only."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=True)


def printable(text: str, *, lines: bool = False) -> str:
    """Show what a terminal would obey, such as the escape that clears it, as a question mark.

    Args:
        text: A text of anybody.
        lines: Whether it may have several lines.

    Returns:
        The text, of which a terminal shows every character; tabs stay.
    """
    if text.isprintable():
        return text
    kept = "\t\n" if lines else "\t"
    return "".join(char if char.isprintable() or char in kept else "\ufffd" for char in text)


def echo(text: str) -> None:
    """Write a line to standard output: to a pipe as it is, to a terminal what that can show."""
    shown = printable(text, lines=True) if sys.stdout.isatty() else text
    sys.stdout.write(f"{shown}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write a message to standard error."""
    click.echo(printable(text, lines=True), err=True)


def is_of_output(error: Exception) -> bool:
    """Tell whether writing to standard output failed, and not a file: these have names."""
    return isinstance(error, OSError) and error.filename is None


def print_diff(lines: Iterable[str]) -> None:
    """Print a unified diff, coloured for a terminal."""
    from rich.text import Text

    out = console()
    for line in lines:
        if not out.is_terminal:
            # To the byte, so that it can be applied.
            sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "surrogateescape"))
            sys.stdout.buffer.flush()
            continue
        style = "bold" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
        out.print(Text(printable(line), style))
