"""Generated functions: their names, and the lines that a traceback shows of them."""

import traceback

import attrs
import pytest

from newsfeed.frontmatter.codegen import compiled
from newsfeed.frontmatter.read.canonical import root_pattern
from newsfeed.frontmatter.read.canonical.compare import comparator
from newsfeed.frontmatter.read.canonical.construct import constructor
from newsfeed.frontmatter.schema import schema_of


def test_a_traceback_shows_the_line_of_a_function_that_was_generated() -> None:
    divide = compiled("divide_<lambda>", "a, b", ["c = a", "return c / b"], {})
    with pytest.raises(ZeroDivisionError) as error:
        divide(1, 0)
    assert divide.__name__ == "divide__lambda_"
    assert traceback.format_exception(error.value)[-2].splitlines()[1].strip() == "return c / b"


@attrs.define
class Inner:
    url: str


def test_generated_functions_are_named_after_their_model() -> None:
    record = root_pattern(schema_of(Inner), "---\n")
    assert constructor(record).__name__ == "construct_Inner"
    assert comparator(record).__name__ == "compare_Inner"
