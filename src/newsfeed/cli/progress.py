"""Progress, for who looks at a terminal."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Fewer are done before a bar could be seen.
_FEWEST = 500


def tracked(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Go through items, with a bar on standard error while that is a terminal.

    Args:
        items: The items.
        what: What is done with them.

    Yields:
        The items.
    """
    if len(items) < _FEWEST or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, what, console=Console(stderr=True), transient=True)
