"""Work in several processes, in order and with bounded memory."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..errors import NewsfeedError

_ENDED = (
    "a worker process ended before its work; if it was killed for want of memory, take fewer "
    'workers; a script that starts processes needs `if __name__ == "__main__":`'
)

Item = TypeVar("Item")
Result = TypeVar("Result")


def mapped(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Iterator[Result]:
    """Apply a function to items in several processes; few items are on their way at once.

    Args:
        function: A function that can be pickled.
        items: What to apply it to; taken as the results are.
        workers: How many processes; with 1 it is this one.

    Yields:
        The results, in the order of the items.

    Raises:
        NewsfeedError: If a process ended, killed for example.
        TypeError: If the function cannot be pickled.
        ValueError: If there is no worker.
    """
    if workers < 1:
        raise ValueError(f"expected at least one worker, found {workers}")
    if workers == 1:
        yield from map(function, items)
        return
    _check_pickles(function)
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if sys.platform == "win32":  # it waits for no more processes at once
        workers = min(workers, 61)
    pool = ProcessPoolExecutor(workers)
    pending: deque[Future[Result]] = deque()
    faults: list[Exception] = []
    try:
        for item in _until_fault(items, faults):
            pending.append(pool.submit(function, item))
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise NewsfeedError(_ENDED) from None
    finally:
        pool.shutdown(cancel_futures=True)
    # As with one worker, after the results of the items before it.
    for fault in faults:
        raise fault


def _until_fault(items: Iterable[Item], faults: list[Exception]) -> Iterator[Item]:
    try:
        yield from items
    except Exception as error:
        faults.append(error)


def _check_pickles(function: Callable[..., object]) -> None:
    """Check that workers can get a function; a pool would wait for it for ever."""
    import pickle

    try:
        pickle.dumps(function)
    except Exception as error:
        message = f"workers cannot get what they need; take workers=1, or mend this: {error}"
        raise TypeError(message) from error
