"""A schema is derived once, also for many threads at the same time."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import attrs
import pytest

from newsfeed import parse, serialize
from newsfeed.frontmatter.schema import Schema, schema_of

THREADS = 8
TRIALS = 20


@pytest.fixture(autouse=True)
def frequent_switches() -> Iterator[None]:
    """Let threads switch after each few operations."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def in_threads(call: Callable[[int], Any]) -> list[Any]:
    """Call a function in several threads at the same time; return the results or exceptions."""
    barrier = Barrier(THREADS)

    def start(number: int) -> Any:
        barrier.wait()
        try:
            return call(number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(start, range(THREADS)))


def nested_models(hint: Any) -> list[type[Any]]:
    """Return models of which each contains the next; the last one has a field of a type."""
    models = [attrs.make_class("Last", {"value": attrs.field(type=hint)})]
    for number in range(20):
        inner = {"inner": attrs.field(type=models[-1]), "width": attrs.field(type=int, default=0)}
        models.append(attrs.make_class(f"Level{number}", inner))
    return models


def test_every_thread_gets_the_same_schema() -> None:
    for _ in range(TRIALS):
        models = nested_models(str)
        found = in_threads(lambda _, models=models: [schema_of(each) for each in models])  # type: ignore[misc]
        for schemas in zip(*found, strict=True):
            assert isinstance(schemas[0], Schema)
            assert all(schema is schemas[0] for schema in schemas)


def test_threads_that_begin_anywhere_get_the_same_schemas() -> None:
    for _ in range(TRIALS):
        models = nested_models(str)
        found = in_threads(lambda number, models=models: schema_of(models[number]))  # type: ignore[misc]
        assert found == [schema_of(each) for each in models[:THREADS]]


def test_an_invalid_nested_hint_is_a_type_error_in_every_thread() -> None:
    for _ in range(TRIALS):
        models = nested_models(complex)
        found = in_threads(lambda number, models=models: schema_of(models[-1 - number % 2]))  # type: ignore[misc]
        assert {type(each) for each in found} == {TypeError}
        assert {str(each).split(":")[0] for each in found} == {"Last.value"}


def test_a_new_model_is_read_and_written_in_every_thread() -> None:
    text = "---\ntitle: Rain\ntopics:\n  - Sea\n---\n"
    for _ in range(TRIALS // 4):
        fields = {"title": attrs.field(type=str), "topics": attrs.field(type=list[str])}
        model = attrs.make_class("Note", fields)
        found = in_threads(lambda _, model=model: serialize(parse(text, model=model)))  # type: ignore[misc]
        assert found == [text] * THREADS
