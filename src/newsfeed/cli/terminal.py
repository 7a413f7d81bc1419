"""What a terminal shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"-": "red", "+": "green", "@": "cyan"}


def console(*, stderr: bool = False) -> "Console":
    """Return a console that adds nothing to a text but colours, and these for a terminal only."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=True)


def printable(text: str) -> str:
    """Show what a terminal would obey, such as the escape that clears it, as a question mark.

    Args:
        text: A text of anybody.

    Returns:
        The text, of which a terminal shows every character; LF and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)


def print_diff(lines: Iterable[str]) -> None:
    """Print a unified diff, coloured for a terminal."""
    from rich.text import Text

    out = console()
    for line in lines:
        style = "bold" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
        out.print(Text(line if not out.is_terminal else printable(line), style))
