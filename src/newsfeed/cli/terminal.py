"""Output to standard output and standard error, for terminals and pipes."""

import errno
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ..display.texts import printable

if TYPE_CHECKING:
    from rich.console import Console

# The errors of writing to a closed pipe, a full disk, past a quota or a file size limit.
_FULL = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DIFF_STYLES = {"-": "red", "+": "green", "@": "cyan"}


def console() -> "Console":
    """Create a rich console that changes no text; it adds colors on a terminal only."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=True)


def echo(text: str, end: str = "\n") -> None:
    """Write a line to standard output, on a terminal with control characters replaced."""
    shown = printable(text, lines=True) if sys.stdout.isatty() else text
    sys.stdout.write(f"{shown}{end}")
    sys.stdout.flush()  # so that a failed write raises here, not at exit


def echo_json(data: dict[str, Any]) -> None:
    """Write JSON to standard output, in ASCII only, so that it is valid in every encoding."""
    echo(json.dumps(data, indent=2))


def echo_bytes(data: bytes) -> None:
    """Write UTF-8 to standard output, whatever its encoding is."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def echo_error(text: str) -> None:
    """Write a message to standard error."""
    click.echo(printable(text, lines=True), err=True)


def is_output_error(error: Exception) -> bool:
    """Return whether writing to standard output failed: errors of files have a file name."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def print_diff(lines: Iterable[str]) -> None:
    """Print a unified diff, with colors on a terminal."""
    from rich.text import Text

    out = console()
    for line in lines:
        if not out.is_terminal:
            # Keep every byte, so that `git apply` accepts the diff.
            echo_bytes(f"{line}\n".encode("utf-8", "surrogateescape"))
            continue
        style = "bold" if line.startswith(("--- ", "+++ ")) else _DIFF_STYLES.get(line[:1], "")
        out.print(Text(printable(line), style))
