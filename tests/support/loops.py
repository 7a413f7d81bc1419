"""Tables of small cases, each in one test: a test of its own takes longer than such a case."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def each(names: str, rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Call a test with each row of a table, as `pytest.mark.parametrize` does, but in a loop.

    Every row runs, also after one has failed. The rows share the fixtures of the test. The report
    of a run counts the rows as cases.

    Args:
        names: The names of the arguments, separated by commas.
        rows: Tuples with their values; without a comma in `names`, the values themselves.

    Returns:
        A decorator.
    """
    arguments = [name.strip() for name in names.split(",")]
    table = [row if len(arguments) > 1 else (row,) for row in rows]
    assert table, "a loop without cases cannot fail"

    def decorate(test: Test) -> Test:
        @wraps(test)
        def loop(**fixtures: Any) -> None:
            failures = []
            for row in table:
                case = dict(zip(arguments, row, strict=True))
                try:
                    test(**fixtures, **case)
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f"the failing case: {case}")
                    failures.append(failure)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(table)} cases", failures)

        signature = inspect.signature(test)
        fixtures = [each for each in signature.parameters.values() if each.name not in arguments]
        loop.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        loop.cases = len(table) * cases_of(test)  # type: ignore[attr-defined]
        return loop

    return decorate


def cases_of(test: object) -> int:
    """Return the number of cases in a test."""
    return getattr(test, "cases", 1)
