"""Work in several processes: its order, its bounds, and how it ends."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from systems import posix

from newsfeed import ParseError, Provider, serialize
from newsfeed.errors import NewsfeedError
from newsfeed.frontmatter.origin import origin_of
from newsfeed.scanning import batches, outcomes
from newsfeed.scanning.processes import _call, map_in_processes

pytestmark = pytest.mark.filterwarnings(
    # Since Python 3.12 a fork beside threads is warned of, and other tests may have left some.
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

WORKERS = pytest.mark.parametrize("workers", [1, 2, 3])


def squared(number: int) -> int:
    return number * number


def refusing_five(number: int) -> int:
    if number == 5:
        raise KeyError("five")
    return number


def killed_at_five(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class TwoArgumentsError(Exception):
    """An exception that is pickled, but cannot be unpickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def refusing_with_two_arguments(number: int) -> int:
    error = TwoArgumentsError("it", "failed")
    error.add_note(f"while reading {number}")
    raise error


def refusing_with_a_function(_: int) -> int:
    raise ValueError("it failed", lambda: None)


def process_of(_: int) -> int:
    return os.getpid()


class Counted:
    """Numbers, and how many of them were taken."""

    def __init__(self, count: int) -> None:
        self.taken = 0
        self._count = count

    def __iter__(self) -> Iterator[int]:
        for number in range(self._count):
            self.taken += 1
            yield number


@WORKERS
def test_the_results_are_in_the_order_of_the_items(workers: int) -> None:
    assert list(map_in_processes(squared, range(100), workers)) == [
        number**2 for number in range(100)
    ]


@WORKERS
def test_of_no_items_there_are_no_results(workers: int) -> None:
    assert list(map_in_processes(squared, [], workers)) == []


@WORKERS
def test_one_item_is_enough(workers: int) -> None:
    assert list(map_in_processes(squared, [3], workers)) == [9]


def test_one_worker_is_this_process() -> None:
    assert set(map_in_processes(process_of, range(3), 1)) == {os.getpid()}


def test_more_workers_are_others() -> None:
    assert os.getpid() not in set(map_in_processes(process_of, range(9), 2))


@WORKERS
def test_items_are_taken_as_the_results_are(workers: int) -> None:
    numbers = Counted(1_000)
    results = map_in_processes(squared, numbers, workers)
    assert numbers.taken == 0
    for done in range(50):
        assert next(results) == done**2
        assert numbers.taken <= done + 1 + 2 * workers
    results.close()  # type: ignore[attr-defined]
    assert numbers.taken <= 50 + 2 * workers


@WORKERS
def test_an_error_of_the_function_comes_in_its_turn(workers: int) -> None:
    results = map_in_processes(refusing_five, range(50), workers)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(KeyError, match="five"):
        next(results)
    assert list(results) == []


@WORKERS
def test_an_error_of_the_items_comes_through(workers: int) -> None:
    def some() -> Iterator[int]:
        yield from range(20)
        raise FileNotFoundError("no more")

    results = map_in_processes(squared, some(), workers)
    with pytest.raises(FileNotFoundError, match="no more"):
        list(results)
    assert list(results) == []


@WORKERS
def test_the_results_before_an_error_of_the_items_come_first(workers: int) -> None:
    def some() -> Iterator[int]:
        yield from range(3)
        raise FileNotFoundError("no more")

    results = map_in_processes(squared, some(), workers)
    assert [next(results) for _ in range(3)] == [0, 1, 4]


@posix
def test_a_worker_that_is_killed_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(NewsfeedError, match=r"a worker process ended.*take fewer workers"):
        list(map_in_processes(killed_at_five, range(50), 2))


def test_an_exception_that_cannot_be_pickled_is_shown() -> None:
    with pytest.raises(RuntimeError, match="TwoArgumentsError: it failed") as caught:
        list(map_in_processes(refusing_with_two_arguments, [1], 2))
    assert caught.value.__notes__ == ["while reading 1"]
    with pytest.raises(RuntimeError, match=r"ValueError: .*it failed"):
        list(map_in_processes(refusing_with_a_function, [1], 2))


def test_a_worker_raises_what_can_be_pickled() -> None:
    assert _call(squared, 3) == 9
    with pytest.raises(KeyError, match="five"):
        _call(refusing_five, 5)
    with pytest.raises(RuntimeError, match="TwoArgumentsError: it failed") as caught:
        _call(refusing_with_two_arguments, 5)
    assert caught.value.__notes__ == ["while reading 5"]
    assert caught.value.__context__ is None


@pytest.mark.parametrize("workers", [0, -1])
def test_there_must_be_a_worker(workers: int) -> None:
    with pytest.raises(ValueError, match=f"expected at least one worker, found {workers}"):
        next(map_in_processes(squared, [1], workers))


def test_what_cannot_be_pickled_is_an_error_and_no_hang() -> None:
    with pytest.raises(Exception, match=r"(?i)pickle|local object"):
        list(map_in_processes(lambda number: number, range(50), 2))


def test_what_a_worker_hands_over_keeps_what_is_beside_a_model(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nname: Daily\n---\n")
    (tmp_path / "b.md").write_text("---\ndomain: daily.example\n---\n")
    (batch,) = batches(tmp_path, size=9)
    daily, error = outcomes([batch], Provider, workers=2)
    assert (daily, origin_of(daily).path) == (Provider("Daily"), tmp_path / "a.md")
    assert serialize(daily) == "---\nname: Daily\n---\n"
    assert isinstance(error, ParseError)
