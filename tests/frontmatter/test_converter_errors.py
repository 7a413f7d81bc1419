"""Refusals of converters and validators: each at its field, with its message alone, all at once."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from attrs import converters, validators
from blocks import messages
from loops import each

from newsfeed import ParseError, parse, serialize


def by(converter: Any) -> dict[str, Any]:
    """Return the option of a field with a converter, whose type mypy need not know."""
    return {"converter": converter}


def places(text: str, model: type[Any]) -> list[tuple[int, int, str, str]]:
    """Return the line, column, key and message, without the key, of each problem."""
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    return [
        (each.line, each.column, each.key, each.message.removeprefix(f"{each.key}: "))
        for each in caught.value.problems
    ]


def model_of(hint: Any = str, **options: Any) -> type[Any]:
    """Return a model whose attribute `value` has these options."""
    title = attrs.field(type=str, default="")
    return attrs.make_class("Note", {"value": attrs.field(type=hint, **options), "title": title})


# --- Positions and messages -----------------------------------------------------------------------


@each(
    "value, line, column",
    [
        (" a", 2, 8),
        ("   'a'  # b", 2, 10),
        (' "a"', 2, 8),
        (" >\n  a", 2, 8),
        (" |-\n  a", 2, 8),
        ("\n  a", 3, 3),
        (" &x a", 2, 8),
        (" !!str a", 2, 8),
    ],
)
def test_a_refusal_is_at_the_value_of_its_field(value: str, line: int, column: int) -> None:
    refusing: list[dict[str, Any]] = [
        {"converter": int},
        {"validator": validators.in_(["b"])},
        {"converter": converters.pipe(str.strip, int)},
        {"validator": validators.and_(validators.min_len(0), validators.matches_re("b+"))},
    ]
    for options in refusing:
        for title in "title: a", "title: 'a'":
            for newline in "\n", "\r\n":
                text = f"---\nvalue:{value}\n{title}\n---\n".replace("\n", newline)
                ((*place, _),) = places(text, model_of(**options))
                assert place == [line, column, "value"]


EACH_SHORT: Any = validators.deep_iterable(validators.max_len(1))


def fail(*_: object) -> None:
    raise ValueError("too wet", "really")


@each(
    "hint, options, value, message",
    [
        (str, {"converter": int}, "a", "invalid literal for int() with base 10: 'a'"),
        (str, {"converter": converters.optional(int)}, "a", "invalid literal for int() with"),
        (str, {"validator": validators.in_(["b", "c"])}, "a", "'value' must be in ['b', 'c']"),
        (str, {"validator": validators.matches_re("b+")}, "a", "'value' must match regex 'b+'"),
        (str, {"validator": validators.min_len(2)}, "a", "Length of 'value' must be >= 2: 1"),
        (int, {"validator": validators.lt(3)}, "3", "'value' must be < 3: 3"),
        (int, {"validator": [validators.gt(0), validators.lt(3)]}, "3", "'value' must be < 3: 3"),
        (Any, {"validator": validators.instance_of(int)}, "a", "'value' must be <class 'int'>"),
        (
            str,
            {"validator": validators.optional(validators.max_len(0))},
            "a",
            "Length of 'value' must",
        ),
        (list[str], {"validator": EACH_SHORT}, "[ab]", "Length of 'value' must be <= 1: 2"),
        (str, {"validator": fail}, "a", "('too wet', 'really')"),
    ],
)
def test_a_refusal_has_its_message_alone(
    hint: Any, options: dict[str, Any], value: str, message: str
) -> None:
    (found,) = messages(f"---\nvalue: {value}\n---\n", model_of(hint, **options))
    assert found.startswith(f"value: {message}")
    assert "Attribute(" not in found


@each(
    "error",
    [
        *(ValueError, TypeError, KeyError, IndexError, LookupError, AssertionError),
        *(ZeroDivisionError, OverflowError, ArithmeticError, UnicodeError),
    ],
)
def test_five_kinds_of_exceptions_are_refusals(error: type[Exception]) -> None:
    def refuse(*_: object) -> None:
        raise error("too wet")

    def refuse_in_silence(*_: object) -> None:
        raise error

    for key in "converter", "validator":
        for value in "a", "'a'  # b":
            with pytest.raises(ParseError) as caught:
                parse(f"---\nvalue: {value}\n---\n", model=model_of(**{key: refuse}))
            assert type(caught.value.__cause__) is error
            assert caught.value.problems[0].key == "value"
            assert "too wet" in caught.value.problems[0].message
            silent = model_of(**{key: refuse_in_silence})
            assert messages(f"---\nvalue: {value}\n---\n", silent) == [f"value: {error.__name__}"]


@each("error", [AttributeError, NameError, RuntimeError, RecursionError, OSError, StopIteration])
def test_other_exceptions_are_raised_as_they_are(error: type[Exception]) -> None:
    def refuse(*_: object) -> None:
        raise error("a fault")

    for key in "converter", "validator":
        for value in "a", "'a'  # b":
            with pytest.raises(error, match="a fault"):
                parse(f"---\nvalue: {value}\n---\n", model=model_of(**{key: refuse}))


# --- Several --------------------------------------------------------------------------------------


@attrs.define
class Stop:
    name: str = attrs.field(validator=validators.min_len(2))
    lines: int = attrs.field(default=1, validator=validators.gt(0))
    price: str = attrs.field(**by(Decimal), default="0")


@attrs.define
class Walk:
    title: str = attrs.field(default="", validator=validators.max_len(4))
    heat: int = 0
    code: str = attrs.field(**by(int), default="0")
    first: Stop | None = None
    stops: list[Stop] = attrs.field(factory=list)
    by_name: dict[str, Stop] = attrs.field(factory=dict)


MANY = """\
---
title: Tides
heat: hot
code: x
first: {name: a}
stops:
- name: b
  lines: 0
- lines: many
  name: bc
- lines: 2
- name: cd
- {name: d, lines: -1, price: 'x'}
by_name: {e: {name: f}}
---
"""


def test_all_refusals_and_all_wrong_types_are_reported_at_once() -> None:
    found = places(MANY, Walk)
    assert [each[:3] for each in found] == [
        (2, 8, "title"),
        (3, 7, "heat"),
        (4, 7, "code"),
        (5, 15, "first.name"),
        (7, 9, "stops[0].name"),
        (8, 10, "stops[0].lines"),
        (9, 10, "stops[1].lines"),
        (11, 3, "stops[2].name"),
        (13, 10, "stops[4].name"),
        (13, 20, "stops[4].lines"),
        (13, 31, "stops[4].price"),
        (14, 21, "by_name.e.name"),
    ]
    assert found[7][3] == "this key is missing"


def test_a_fixed_value_is_no_longer_reported() -> None:
    text = MANY
    fixed = {"Tides": "Tide", "hot": "3", "code: x": "code: 7", "{name: a}": "{name: ab}"}
    fixed |= {"name: b\n  lines: 0": "name: bb", "many": "3", "- lines: 2\n": ""}
    fixed |= {"{name: d, lines: -1, price: 'x'}": "{name: dd}", "{name: f}": "{name: ff}"}
    for old, new in fixed.items():
        before = len(places(text, Walk))
        text = text.replace(old, new)
        if new != "{name: ff}":
            assert len(places(text, Walk)) < before
    assert serialize(parse(text, model=Walk)) == text


# --- Validators and converters that read other attributes -----------------------------------------


@attrs.define
class Span:
    start: int = attrs.field()
    end: int = 9
    size: int = attrs.field(default=1)

    @start.validator
    def _check_start(self, _: object, value: int) -> None:
        if value > self.end:
            raise ValueError("it ends before it starts")

    @size.validator
    def _check_size(self, _: object, value: int) -> None:
        if value > 5:
            raise ValueError("it is too large")


def test_a_validator_may_read_another_attribute() -> None:
    reason = "it ends before it starts"
    assert places("---\nstart: 3\nend: 2\n---\n", Span) == [(2, 8, "start", reason)]
    assert places("---\nend: 2\nsize: 6\nstart: '3'\n---\n", Span) == [
        (3, 7, "size", "it is too large"),
        (4, 8, "start", reason),
    ]
    assert places("---\nstart: 3\nend: late\n---\n", Span) == [
        (3, 6, "end", "expected an integer, found 'late'")
    ]


def test_a_validator_may_read_the_default_of_another_attribute() -> None:
    assert places("---\nstart: 10\n---\n", Span) == [(2, 8, "start", "it ends before it starts")]
    found = places("---\nstart: 10\nsize: 6\n---\n", Span)
    assert [each[2] for each in found] == ["start", "size"]


def scaled(size: int, instance: Any) -> int:
    return size * instance.factor  # type: ignore[no-any-return]


@attrs.define
class Scaled:
    factor: int = 2
    size: int = attrs.field(**by(attrs.Converter(scaled, takes_self=True)), default=1)
    title: str = attrs.field(default="", validator=validators.max_len(4))


def test_a_converter_may_read_another_attribute() -> None:
    assert [each[2] for each in places("---\nfactor: 3\ntitle: Tides\n---\n", Scaled)] == ["title"]
    assert [each[2] for each in places("---\nfactor: x\nsize: 3\n---\n", Scaled)] == ["factor"]
    assert [each[2] for each in places("---\nsize: 3\ntitle: Tides\n---\n", Scaled)] == ["title"]


def test_a_refused_default_is_at_the_opening_delimiter() -> None:
    model = model_of(int, default=-1, validator=validators.ge(0))
    for title in "a", "'a'":
        assert places(f"---\ntitle: {title}\n---\n", model) == [
            (1, 1, "", "'value' must be >= 0: -1")
        ]


def test_validators_that_are_disabled_refuse_nothing() -> None:
    with validators.disabled():
        text = "---\ntitle: Tides\n---\n"
        assert serialize(parse(text, model=Walk)) == text
        assert [each[2] for each in places(text.replace("s\n", "s\nheat: hot\n"), Walk)] == ["heat"]


def test_a_refusal_of_an_edit_names_its_field() -> None:
    @attrs.define(on_setattr=attrs.setters.NO_OP)
    class Note:
        title: str = attrs.field(validator=validators.max_len(4))

    for text in "---\ntitle: Tide\n---\n", "---\ntitle: 'Tide'\n---\n":
        note = parse(text, model=Note)
        note.title = "Tides"
        with pytest.raises(ValueError, match="title: ") as caught:
            serialize(note)
        assert "must be <= 4" in str(caught.value)
