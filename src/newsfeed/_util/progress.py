"""Progress, for who looks at a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# Fewer are done before a bar could be seen.
_FEWEST = 500

# Seconds between two looks at the count.
_INTERVAL = 0.1


def tracked(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Go through items, with a bar on standard error while that is a terminal.

    Args:
        items: The items.
        what: What is done with them.
        total: How many there are, if that is known.

    Yields:
        The items.
    """
    few = total is not None and total < _FEWEST
    if few or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    try:
        from rich.console import Console
        from rich.progress import track
    except ModuleNotFoundError:
        yield from _counted(items, what)
        return
    yield from track(items, what, total, console=Console(stderr=True), transient=True)


def _counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Show how many are done, on one line, which goes in the end."""
    shown = time.monotonic()
    try:
        for done, item in enumerate(items):
            if time.monotonic() - shown > _INTERVAL:
                shown = time.monotonic()
                sys.stderr.write(f"\r{what} {done:,}")
                sys.stderr.flush()
            yield item
    finally:
        sys.stderr.write("\r\x1b[K")
