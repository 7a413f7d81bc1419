"""Values that `As` does not read or write, and forms that lose a difference."""

import math
from collections.abc import Callable
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated, Any

import pytest
from hinted import (
    QUOTE_LIST,
    QUOTE_MAPPING,
    canonical,
    edited,
    model_of,
    note_of,
    problems_of,
    refusal_of,
    type_error,
    value_of,
)
from loops import each

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, As

HOME = IPv4Address("192.0.2.1")
ADDRESS = Annotated[IPv4Address, As(str, read=IPv4Address, write=str)]
NUMBER = Annotated[float, As(str, read=float, write=str)]
WHOLE = Annotated[float, As(int, read=float, write=int)]
LOWER = Annotated[str, As(str, read=str.lower, write=str.upper)]
BARE = Annotated[str, As(str, read=str.strip, write=str)]
WORDS = Annotated[frozenset[str], As(list[str], read=frozenset, write=sorted)]
OCTETS = "Expected 4 octets in 'sea'"
REJECTIONS = [
    ValueError("no storm"),
    TypeError("no storm"),
    KeyError("no storm"),
    IndexError("no storm"),
    ZeroDivisionError("no storm"),
    AssertionError("no storm"),
    UnicodeError("no storm"),
]
FAULTS = [AttributeError("gone"), RuntimeError("gone"), OSError("gone"), RecursionError("gone")]


class Colour(Enum):
    RED = "red"


def raising(error: Exception) -> Callable[[Any], Any]:
    """Return a function that raises an error."""

    def function(_: Any) -> Any:
        raise error

    return function


# --- Errors of `read` -----------------------------------------------------------------------------


@each(
    "hint, written, found",
    [
        (ADDRESS, "sea", [f"8 value: {OCTETS}"]),
        (ADDRESS | None, "'sea'", [f"8 value: {OCTETS}"]),
        (ADDRESS, "[192.0.2.1]", [f"8 value: expected text, found a list{QUOTE_LIST}"]),
        (ADDRESS, "{a: b}", [f"8 value: expected text, found a mapping{QUOTE_MAPPING}"]),
        (WHOLE, "sea", ["8 value: expected an integer, found 'sea'"]),
        (WORDS, "sea", ["8 value: expected a list, found 'sea'"]),
        (
            WORDS,
            "[a, ~, {}]",
            [
                "12 value[1]: expected text, found null",
                f"15 value[2]: expected text, found a mapping{QUOTE_MAPPING}",
            ],
        ),
        (
            list[ADDRESS],
            "[sea, 192.0.2.1, sea]",
            [f"9 value[0]: {OCTETS}", f"25 value[2]: {OCTETS}"],
        ),
        (list[ADDRESS], "[192.0.2.1, ~]", ["20 value[1]: expected text, found null"]),
        (
            dict[str, ADDRESS],
            "{a: sea, b c: sea}",
            [f"12 value.a: {OCTETS}", f"22 value.b c: {OCTETS}"],
        ),
        (tuple[list[ADDRESS], ...], "[[sea]]", [f"10 value[0][0]: {OCTETS}"]),
        (Annotated[list[ADDRESS], ONE_OR_MANY], "sea", [f"8 value: {OCTETS}"]),
    ],
)
def test_a_text_that_the_type_rejects_is_a_problem_in_its_place(
    hint: Any, written: str, found: list[str]
) -> None:
    assert problems_of(hint, written) == found


@each("error", REJECTIONS)
def test_read_may_reject_a_text_with_any_of_these_errors(error: Exception) -> None:
    hint = Annotated[IPv4Address, As(str, read=raising(error), write=str)]
    with pytest.raises(ParseError) as caught:
        parse("---\nvalue: sea\n---\n", model=model_of(hint))
    assert caught.value.__cause__ is error
    assert "no storm" in str(caught.value)
    with pytest.raises(ParseError, match="no storm"):
        parse("---\nvalue: {a: [sea]}\n---\n", model=model_of(dict[str, list[hint]]))


def test_an_error_without_a_message_says_what_was_expected() -> None:
    hint = Annotated[IPv4Address, As(str, read=raising(ValueError()), write=str)]
    assert problems_of(hint, "sea") == ["8 value: expected text, found 'sea'"]


@each("error", FAULTS)
def test_a_fault_of_the_functions_is_raised_as_it_is(error: Exception) -> None:
    reading = model_of(Annotated[IPv4Address, As(str, read=raising(error), write=str)])
    writing = model_of(Annotated[IPv4Address, As(str, read=IPv4Address, write=raising(error))])
    with pytest.raises(type(error), match="gone"):
        parse("---\nvalue: sea\n---\n", model=reading)
    with pytest.raises(type(error), match="gone"):
        serialize(writing(value=HOME))


# --- Errors of `write` ----------------------------------------------------------------------------


@each("error", REJECTIONS)
def test_write_may_reject_a_value_with_any_of_these_errors(error: Exception) -> None:
    hint = Annotated[IPv4Address, As(str, read=IPv4Address, write=raising(error))]
    for written in (None, " 192.0.2.1"):
        note = model_of(hint)(value=HOME)
        if written:
            note = parse(f"---\nvalue:{written}\n---\n", model=model_of(hint))
            note.value = IPv4Address("192.0.2.9")
        with pytest.raises(SerializeError, match="no storm") as caught:
            serialize(note)
        assert caught.value.key == "value"


@each("value", [HOME, IPv4Address("192.0.2.9")])
def test_a_value_that_cannot_be_written_may_stay(value: IPv4Address) -> None:
    hint = Annotated[IPv4Address, As(str, read=IPv4Address, write=raising(ValueError("no")))]
    note = model_of(hint)
    text = f"---\ntitle: Rain\nvalue: '{value}'  # c\n---\n"
    instance = parse(text, model=note)
    assert serialize(instance) == text
    instance.title = "Sun"
    assert serialize(instance) == text.replace("Rain", "Sun")


@each(
    "hint, value, key",
    [
        (ADDRESS, "192.0.2.1", "value"),
        (ADDRESS, 3, "value"),
        (ADDRESS, IPv6Address(1), "value"),
        (ADDRESS, [HOME], "value"),
        (list[ADDRESS], [HOME, "192.0.2.1"], "value[1]"),
        (list[ADDRESS], [HOME, None], "value[1]"),
        (list[ADDRESS], HOME, "value"),
        (dict[str, ADDRESS], {"a b": "sea"}, "value.a b"),
        (dict[str, list[ADDRESS]], {"a": [HOME, 3]}, "value.a[1]"),
        (WORDS, frozenset([1]), "value[0]"),
        (tuple[ADDRESS, ...], (HOME, "sea"), "value[1]"),
    ],
)
def test_a_value_of_another_type_is_refused_by_its_key(hint: Any, value: Any, key: str) -> None:
    assert refusal_of(hint, value).startswith(f"{key}: expected ")


@each("wrong", [3, None, ["sea"], {"a": 1}, HOME])
def test_a_written_form_of_another_type_is_refused_with_what_it_should_be(wrong: Any) -> None:
    hint = Annotated[IPv4Address, As(str, read=IPv4Address, write=lambda _: wrong)]
    message = refusal_of(hint, IPv4Address("192.0.2.9"), " 192.0.2.1")
    assert message.startswith(f"value: expected text, found {wrong!r}")


# --- Forms that lose a difference -----------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (WHOLE, " 3 # c", 4.5),
        (WHOLE, " 3 # c", 3.5),
        (LOWER, " sea # c", "Moon"),
        (LOWER, " Sea # c", "SEA"),
        (BARE, " sea # c", " sea "),
        (BARE, " sea # c", " moon"),
        (WORDS, " [sea] # c", ["moon"]),
        (list[WHOLE], " [3, 4] # c", [3.0, 4.5]),
        (dict[str, WHOLE], " {a: 3} # c", {"a": 3.5}),
        (dict[str, list[BARE]], "\n  a: # c\n    - sea", {"a": ["sea "]}),
        (tuple[WHOLE, ...], " [3, 4] # c", (3.5, 4.0)),
        (Annotated[list[BARE], ONE_OR_MANY], " sea # c", [" sea"]),
    ],
)
def test_a_value_that_would_read_back_as_another_is_refused(
    hint: Any, written: str, value: Any
) -> None:
    assert "would read back as another value" in refusal_of(hint, value, written)
    assert "would read back as another value" in refusal_of(hint, value)


@each(
    "hint, written, value, new",
    [
        (WHOLE, " 3 # c", 4.0, " 4 # c"),
        (LOWER, " SEA # c", "moon", " MOON # c"),
        (LOWER, " Sea # c", "sea", " Sea # c"),
        (BARE, " ' sea ' # c", "sea", " ' sea ' # c"),
        (BARE, " ' sea ' # c", "moon", " 'moon' # c"),
    ],
)
def test_a_value_that_reads_back_is_written(hint: Any, written: str, value: Any, new: str) -> None:
    assert edited(hint, written, value) == new


@each(
    "hint, written",
    [
        (NUMBER, "nan"),
        (NUMBER, "'NaN'"),
        (list[NUMBER], "[nan, '1']"),
        (
            Annotated[
                list[float],
                As(
                    list[str],
                    lambda texts: [*map(float, texts)],
                    lambda floats: [*map(str, floats)],
                ),
            ],
            "[nan]",
        ),
    ],
)
def test_a_nan_in_a_form_is_equal_to_itself(hint: Any, written: str) -> None:
    found = value_of(hint, written)
    first = found[0] if isinstance(found, list) else found
    assert math.isnan(first)


def test_a_changed_value_of_a_mutable_type_is_found() -> None:
    hint = Annotated[set[str], As(list[str], read=set, write=sorted)]
    note = note_of(hint, " [sea] # c")
    note.value.add("moon")
    assert "value: [moon, sea] # c\n" in serialize(note)
    assert canonical(hint, note.value) == "\n  - moon\n  - sea"


# --- Hints ----------------------------------------------------------------------------------------


@each(
    "hint",
    [
        ADDRESS | str,
        str | ADDRESS,
        ADDRESS | int | None,
        ADDRESS | WHOLE,
        ADDRESS | list[str],
        Colour | ADDRESS,
    ],
)
def test_a_form_is_no_member_of_a_union(hint: Any) -> None:
    assert "As" in type_error(hint)


@each("written", [bytes, set[str], dict[int, str], str | bytes, Exception])
def test_a_form_in_a_type_that_yaml_does_not_have_is_a_type_error(written: Any) -> None:
    hint = Annotated[IPv4Address, As(written, read=IPv4Address, write=str)]
    assert "is not supported; use str" in type_error(hint)
