"""How times, imports and memory are measured."""

import compileall
import gc
import os
import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs

import newsfeed

# Seconds that an operation has in each round, in as many passes as fit.
_LEAST = 0.02

Operations = dict[str, Callable[[Any], object]]


@attrs.frozen
class Row:
    """A line of the table: times of several libraries at one piece of work.

    Args:
        title: The work.
        unit: The unit of the values.
        values: The values, by library.
        note: What the work was done with, such as how many of how many files.
    """

    title: str
    unit: str
    values: dict[str, float]
    note: str = ""


@attrs.frozen
class Target:
    """A ratio that is to be reached: at most the limit."""

    title: str
    measured: float
    limit: float

    @property
    def is_met(self) -> bool:
        """Whether it was reached."""
        return self.measured <= self.limit


def microseconds(operations: Operations, items: Sequence[Any], rounds: int) -> dict[str, float]:
    """Time operations over the same items, interleaved; the best pass of each counts.

    Args:
        operations: What to time, by name.
        items: What to do it with.
        rounds: How often.

    Returns:
        Microseconds an item, by name.
    """
    best = dict.fromkeys(operations, float("inf"))
    for _ in range(rounds):
        for name, operation in operations.items():
            gc.collect()
            # The first pass behind other libraries finds the caches empty.
            spent = 0.0
            while spent < _LEAST:
                start = time.perf_counter()
                for item in items:
                    operation(item)
                passed = time.perf_counter() - start
                best[name] = min(best[name], passed)
                spent += passed
    return {name: seconds / len(items) * 1e6 for name, seconds in best.items()}


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Leave this process and those that it starts no more than some of the cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def compile_package() -> None:
    """Compile as pip does on installing; nothing else does where Python writes no bytecode."""
    compileall.compile_dir(newsfeed.__path__[0], quiet=1)


def cold_imports(modules: Sequence[str], rounds: int) -> dict[str, float]:
    """Measure fresh interpreters that import a module and end; `sys` for the interpreter alone."""
    return cold_runs({module: f"import {module}" for module in modules}, rounds)


def cold_runs(codes: dict[str, str], rounds: int) -> dict[str, float]:
    """Measure the processor time of fresh interpreters that run some code and end.

    Args:
        codes: The code, by name.
        rounds: How often each.

    Returns:
        Milliseconds, by name, the best of all rounds.
    """
    compile_package()
    best = dict.fromkeys(codes, float("inf"))
    for _ in range(rounds):
        for name, code in codes.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best[name] = min(best[name], spent * 1e3)
    return best


def bytes_held(files: Sequence[bytes], count: int) -> float:
    """Measure the memory that articles take, each read from a text of its own.

    Args:
        files: The files, taken in turn.
        count: How many articles to hold.

    Returns:
        Bytes an article, source included.
    """
    newsfeed.parse(files[0])
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        articles = [newsfeed.parse(files[index % len(files)].decode()) for index in range(count)]
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / len(articles)


# Not ru_maxrss: a process begins with that of the one that started it.
_PEAK = """
import re
with open("/proc/self/status") as file:
    print(re.search(r"VmHWM:\\s*(\\d+) kB", file.read())[1])
"""


def peak_memory(code: str, *arguments: str) -> float:
    """Measure the most memory that a fresh interpreter has taken when it has run some code.

    Args:
        code: The code, which prints nothing.
        arguments: What it finds in `sys.argv`.

    Returns:
        Megabytes.
    """
    compile_package()
    run = [sys.executable, "-c", code + _PEAK, *arguments]
    return int(subprocess.run(run, check=True, capture_output=True).stdout) / 1e3
