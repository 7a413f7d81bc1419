"""A parallel map over processes that keeps the order and bounds memory."""

import pickle
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


def map_in_processes(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Iterator[Result]:
    """Yield the results of a picklable function in order, with few items in progress at once."""
    if workers < 1:
        raise ValueError(f"expected at least one worker, found {workers}")
    if workers == 1:
        yield from map(function, items)
        return
    _check_pickles(function)
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if sys.platform == "win32":  # Windows cannot wait for more processes at once
        workers = min(workers, 61)
    pool = ProcessPoolExecutor(workers)
    pending: deque[Future[Result]] = deque()
    faults: list[Exception] = []
    try:
        for item in _until_fault(items, faults):
            pending.append(pool.submit(_call, function, item))
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise NewsfeedError(_ENDED) from None
    finally:
        pool.shutdown(cancel_futures=True)
    # An error of the items is raised after the results of the items before it, as by `map`.
    for fault in faults:
        raise fault


def _call(function: Callable[[Item], Result], item: Item) -> Result:
    """Call a function in a worker process; its error is a RuntimeError if it cannot be pickled."""
    try:
        return function(item)
    except Exception as error:
        fault = error
    # Outside of the `except`, since another exception must not be its context.
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        # The pool would break, or report why the exception cannot be pickled.
        notes = getattr(fault, "__notes__", [])
        fault = RuntimeError(f"{type(fault).__name__}: {fault}")
        fault.__notes__ = notes
    raise fault


def _until_fault(items: Iterable[Item], faults: list[Exception]) -> Iterator[Item]:
    try:
        yield from items
    except Exception as error:
        faults.append(error)


def _check_pickles(function: Callable[..., object]) -> None:
    """Raise TypeError if a function cannot be pickled; a process pool would hang."""
    try:
        pickle.dumps(function)
    except Exception as error:
        message = f"workers cannot get what they need; take workers=1, or mend this: {error}"
        raise TypeError(message) from error
