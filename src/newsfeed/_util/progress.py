"""Progress bars on a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# The number of items that are finished before anybody could see a bar.
_FEWEST = 500
# The number of seconds between two updates of the count.
_INTERVAL = 0.1


def with_progress(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Yield items; if standard error is a terminal, show a progress bar labeled `what` there."""
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
    """Yield items; show a running count on one line, which is erased at the end."""
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
