"""Every bad text of `cases/errors` has one exact answer: where it is wrong, how, and what to do."""

import copy
import pickle
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from loops import each
from paths import CASES

from newsfeed import ConflictError, NewsfeedError, ParseError, Problem, SerializeError, parse
from newsfeed.errors import Code

pytestmark = pytest.mark.usefixtures("each_loader")

FILES = CASES / "errors"
NAMES = sorted(path.stem for path in FILES.glob("*.md"))


def error_of(source: str | bytes, path: str | Path | None = None) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(source, path=path)
    return caught.value


@cache
def case(name: str, _: str) -> tuple[bytes, ParseError]:
    """Return the text of a case and its error, which each parser of YAML finds once."""
    source = (FILES / f"{name}.md").read_bytes()
    return source, error_of(source, f"{name}.md")


def test_every_case_has_a_text_and_an_answer() -> None:
    assert NAMES
    assert sorted(path.stem for path in FILES.glob("*.txt")) == NAMES


@each("name", NAMES)
def test_a_bad_text_is_answered_with_every_problem_and_its_place(
    name: str, each_loader: str
) -> None:
    expected = (FILES / f"{name}.txt").read_text(encoding="utf-8")
    assert f"{case(name, each_loader)[1]}\n" == expected


@each("name", NAMES)
def test_every_place_lies_in_the_text_and_places_come_in_order(name: str, each_loader: str) -> None:
    source, error = case(name, each_loader)
    lines = source.decode("utf-8", "replace").split("\n")
    for problem in error.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    places = [(problem.line, problem.column) for problem in error.problems]
    assert places == sorted(places)


@each("name", NAMES)
def test_no_error_of_the_yaml_parser_is_chained(name: str, each_loader: str) -> None:
    _, error = case(name, each_loader)
    assert error.__cause__ is None
    assert error.__suppress_context__
    assert "During handling of" not in "".join(traceback.format_exception(error))


def test_every_code_has_a_case(each_loader: str) -> None:
    errors = [case(name, each_loader)[1] for name in NAMES]
    found = {problem.code for error in errors for problem in error.problems}
    # No check of the articles' own classes can fail yet; what is too long is no file here, and what
    # cannot be read at all is no text.
    assert found == set(Code) - {Code.VALUE, Code.SIZE, Code.FILE}


def test_a_value_that_the_model_refuses_is_a_problem_with_its_place() -> None:
    @attrs.define
    class Reading:
        level: int = attrs.field(validator=attrs.validators.ge(0))

    with pytest.raises(ParseError) as caught:
        parse("---\nlevel: -3\n---\n", model=Reading)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == (Code.VALUE, 2, 8)
    assert problem.key == "level"
    assert problem.message == "level: 'level' must be >= 0: -3"


@each(
    "block",
    [
        "heat: " + "7" * 100_000,  # digits
        "heat: '" + "7" * 100_000 + "'",  # digits in quotes
        "publishedDateTime: " + "2021 " * 20_000,  # timestamp
        "published: " + "y" * 100_000,  # boolean
        "images: " + "x" * 100_000,  # list
        "y" * 100_000 + ": 1\n" + "y" * 100_000 + ": 2",  # key
    ],
)
def test_a_huge_value_makes_no_huge_message_line(block: str) -> None:
    error = error_of(f"---\ntitle: Rain\n{block}\n---\n")
    assert len(error.problems) == 1
    assert len(str(error).splitlines()[1]) < 200


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("[" * 100_000, id="open brackets"),
        pytest.param("{" * 100_000, id="open braces"),
        pytest.param("- " * 50_000, id="dashes"),
        pytest.param("? " * 50_000, id="question marks"),
        pytest.param("x: " + "[" * 100_000 + "]" * 100_000, id="closed brackets"),
        pytest.param("&a " * 50_000, id="anchors"),
        pytest.param("x: " + "[{a: " * 50_000, id="brackets and braces"),
    ],
)
def test_no_depth_ends_the_process(block: str) -> None:
    (problem,) = error_of(f"---\n{block}\n---\n").problems
    assert problem.line == 2


def nested(levels: int) -> str:
    """Write a text of so many levels; the keys of the block are the first."""
    return f"---\ntitle: Rain\nx: {'[' * (levels - 1)}{']' * (levels - 1)}\n---\n"


def test_a_hundred_levels_are_read_and_one_more_is_not() -> None:
    assert parse(nested(100)).title == "Rain"
    assert [problem.code for problem in error_of(nested(101)).problems] == [Code.DEPTH]


def test_the_same_text_as_bytes_has_the_same_problems() -> None:
    text = "\ufeff---\r\ntitle: [Rain]\r\nheat: hot\r\n---\r\n"
    assert error_of(text).problems == error_of(text.encode()).problems


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param(None, "<text>", id="none"),
        pytest.param("posts/rain.md", str(Path("posts/rain.md")), id="text"),
        pytest.param(Path("posts/rain.md"), str(Path("posts/rain.md")), id="path"),
    ],
)
def test_the_text_of_an_error_begins_with_path_line_and_column(
    path: str | Path | None, shown: str
) -> None:
    error = error_of("---\ntitle: Rain\nheat: hot\n---\n", path)
    assert str(error).startswith(f"{shown}:3:7: heat: ")
    assert error.path == (None if path is None else Path(path))


def test_a_problem_holds_its_parts_as_fields() -> None:
    text = "---\ntitle: Rain\nrelated:\n  - title: A\n    images: [{url: a, width: wide}]\n---\n"
    (problem,) = error_of(text).problems
    assert isinstance(problem, Problem)
    assert problem.code == "NF011"
    assert (problem.line, problem.column) == (5, 30)
    assert problem.key == "related[0].images[0].width"
    assert problem.message == "related[0].images[0].width: expected an integer, found 'wide'"


def test_an_error_holds_the_text_that_it_found_the_problems_in() -> None:
    text = "\ufeff---\r\nheat: 3\r\n---\r\nBody\r\n"
    assert error_of(text.encode()).source == text


PROBLEM = Problem("NF011", "heat: expected an integer, found 'hot'", 2, 7, "heat")
ERRORS = [
    ParseError([PROBLEM], "---\nheat: hot\n---\n", Path("rain.md")),  # ParseError with path
    ParseError([PROBLEM], "---\nheat: hot\n---\n"),  # ParseError
    SerializeError("expected text", "topics[1]", Path("rain.md")),  # SerializeError
    SerializeError("expected text"),  # SerializeError of the whole
    ConflictError("the file is gone", Path("rain.md")),  # ConflictError
    PROBLEM,  # Problem
]


def parts(value: Any) -> dict[str, Any]:
    return attrs.asdict(value) if attrs.has(type(value)) else vars(value)


@each(
    "duplicate",
    [
        lambda value: pickle.loads(pickle.dumps(value)),  # pickle
        copy.copy,  # copy
        copy.deepcopy,  # deepcopy
    ],
)
@each("value", ERRORS)
def test_errors_survive_pickle_and_copy(value: Any, duplicate: Callable[[Any], Any]) -> None:
    result = duplicate(value)
    assert type(result) is type(value)
    assert str(result) == str(value)
    assert parts(result) == parts(value)


def test_an_error_that_parse_raised_survives_pickle() -> None:
    error = error_of("---\nheat: hot\n---\n", "rain.md")
    result = pickle.loads(pickle.dumps(error))
    assert str(result) == str(error)
    assert result.problems == error.problems


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(SerializeError("expected text"), "expected text", id="whole"),
        pytest.param(SerializeError("expected text", "title"), "title: expected text", id="key"),
        pytest.param(
            SerializeError("expected text", "title", Path("rain.md")),
            "rain.md: title: expected text",
            id="key and path",
        ),
        pytest.param(
            ConflictError("the file is gone", Path("rain.md")),
            "rain.md: the file is gone",
            id="conflict",
        ),
    ],
)
def test_the_other_errors_name_path_and_key_first(error: NewsfeedError, text: str) -> None:
    assert str(error) == text


def test_the_errors_form_one_tree() -> None:
    assert ParseError.__bases__ == (NewsfeedError, ValueError)
    assert SerializeError.__bases__ == (NewsfeedError, ValueError)
    assert ConflictError.__bases__ == (NewsfeedError,)
    assert NewsfeedError.__bases__ == (Exception,)


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        PROBLEM.line = 3  # type: ignore[misc]
