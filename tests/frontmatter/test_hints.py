"""Type hints: the values that each one reads and writes, and the errors for unsupported hints."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from loops import each

from newsfeed import Article, ParseError, parse, serialize
from newsfeed.frontmatter import keys
from newsfeed.frontmatter.schema import schema_of


@attrs.define
class Everything:
    anything: Any = None
    mapping: dict[str, Any] | None = None
    number: float | None = None
    day: date | None = None
    moment: datetime | None = None
    grid: list[list[int]] = attrs.field(factory=list)
    sparse: list[str | None] = attrs.field(factory=list)
    body: str = ""


EVERYTHING = """---
anything: [1, 1.5, true, a, ~, 2021-12-10]
mapping: {a: {b: [c]}, d: null}
number: 1e3
day: 2021-12-10
moment: 2021-12-10 14:30 +0100
grid:
- [1, 2]
- - 3
sparse: [a, ~, null, 'null']
---
"""


def test_every_kind_of_hint_is_read_and_written() -> None:
    note = parse(EVERYTHING, model=Everything)
    assert note == Everything(
        [1, 1.5, True, "a", None, date(2021, 12, 10)],
        {"a": {"b": ["c"]}, "d": None},
        1000.0,
        date(2021, 12, 10),
        datetime(2021, 12, 10, 13, 30, tzinfo=UTC),
        [[1, 2], [3]],
        ["a", None, None, "null"],
    )
    assert serialize(note) == EVERYTHING
    assert parse(serialize(attrs.evolve(note)), model=Everything) == note


@each(
    "name, value, old, new",
    [
        ("number", 2.5, "1e3", "2.5"),
        ("number", 2, "1e3", "2"),
        ("number", float("-inf"), "1e3", "-.inf"),
        ("day", date(2022, 1, 1), "day: 2021-12-10", "day: 2022-01-01"),
        ("moment", datetime(2021, 12, 10, 14, tzinfo=UTC), "14:30 +0100", "14:00 +0000"),
        ("grid", [[1, 2, 3], [3]], "[1, 2]", "[1, 2, 3]"),
        ("grid", [[1, 2], [3, 4]], "- - 3\n", "- - 3\n  - 4\n"),
        ("grid", [[3], [1, 2]], "- [1, 2]\n- - 3\n", "- - 3\n- [1, 2]\n"),
        ("sparse", ["b", None, None, "null"], "[a, ~,", "[b, ~,"),
        ("anything", 3, "[1, 1.5, true, a, ~, 2021-12-10]", "3"),
        ("mapping", {"a": {"b": ["c", "e"]}, "d": None}, "[c]", "[c, e]"),
        ("mapping", {}, "{a: {b: [c]}, d: null}", "{}"),
    ],
)
def test_an_edit_of_any_kind_changes_what_it_names(
    name: str, value: Any, old: str, new: str
) -> None:
    note = parse(EVERYTHING, model=Everything)
    setattr(note, name, value)
    assert serialize(note) == EVERYTHING.replace(old, new)


def test_one_and_true_are_not_the_same_where_anything_may_stand() -> None:
    note = parse("---\nanything: 1\n---\n", model=Everything)
    for value in (True, 1.0, "1"):
        note.anything = value
        again = parse(serialize(note), model=Everything)
        assert (type(again.anything), again.anything) == (type(value), value)


@attrs.define
class Rated:
    average: float | None = None


def test_a_number_is_no_word() -> None:
    assert parse("---\naverage: 4.6\n---\n", model=Rated).average == 4.6
    with pytest.raises(ParseError, match="average: expected a number, found 'good'"):
        parse("---\naverage: good\n---\n", model=Rated)


def test_a_field_without_a_hint_holds_anything() -> None:
    model = attrs.make_class("Unhinted", ["thing"])
    assert parse("---\nthing: [1, a]\n---\n", model=model) == model([1, "a"])


# --- Unsupported hints ----------------------------------------------------------------------------


@attrs.define
class WithPair:
    pair: tuple[str, int] = ("", 0)


@attrs.define
class WithSet:
    good: str = ""
    bad_words: set[str] = attrs.field(factory=set)


@attrs.define
class WithUnion:
    either: list[int] | list[str] = attrs.field(factory=list)


@attrs.define
class WithKeys:
    table: dict[int, str] = attrs.field(factory=dict)


@attrs.define
class WithObject:
    where: Path | None = None


@attrs.define
class WithDeepFault:
    inner: list[list[bytes]] = attrs.field(factory=list)


@attrs.define
class WithUnknownName:
    other: "Missing" = None  # type: ignore[name-defined]  # noqa: F821


@each(
    "model, name",
    [
        (WithPair, "pair"),
        (WithSet, "bad_words"),
        (WithUnion, "either"),
        (WithKeys, "table"),
        (WithObject, "where"),
        (WithDeepFault, "inner"),
        (WithUnknownName, "Missing"),
    ],
)
def test_a_hint_that_the_format_cannot_hold_is_a_type_error_that_names_the_field(
    model: type[Any], name: str
) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=f"{model.__name__}.*{name}"):
            parse("---\n---\n", model=model)
        with pytest.raises(TypeError, match=f"{model.__name__}.*{name}"):
            serialize(model())


@attrs.define
class Outer:
    inner: WithSet | None = None


def test_a_fault_in_a_nested_model_names_that_model() -> None:
    with pytest.raises(TypeError, match=r"WithSet\.bad_words"):
        parse("---\ninner: {good: a}\n---\n", model=Outer)


WAY_OUT = (
    "use str, int, float, bool, Decimal, date, datetime, an enum, Literal, list[...], "
    "tuple[..., ...], dict[str, ...], Any or a model, or say how it is written with "
    "Annotated[..., As(str, read=..., write=...)]"
)


@each(
    "hint, message",
    [
        (bytes, "the type hint <class 'bytes'> is not supported"),
        (complex, "the type hint <class 'complex'> is not supported"),
        (set[str], "the type hint set[str] is not supported"),
        (tuple[int, str], "the type hint tuple[int, str] is not supported"),
        (dict[int, str], "the type hint dict[int, str] is not supported"),
        (
            list[int] | list[str],
            "the text does not tell the members of list[int] | list[str] apart",
        ),
    ],
)
def test_a_hint_that_the_format_cannot_hold_is_refused_with_those_that_it_can(
    hint: Any, message: str
) -> None:
    @attrs.define
    class Odd:
        thing: hint

    with pytest.raises(TypeError) as caught:
        schema_of(Odd)
    assert str(caught.value) == f"Odd.thing: {message}; {WAY_OUT}"


@keys("camel")
@attrs.define
class OneKeyTwice:
    web_url: str | None = None
    webUrl: str | None = None  # noqa: N815


@attrs.define
class Unreadable:
    inner: "list[OneKeyTwice] | None" = None


@pytest.mark.parametrize("model", [OneKeyTwice, Unreadable])
def test_two_fields_with_one_key_are_a_type_error_before_any_text(model: type[Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"OneKeyTwice.*: another field has the key webUrl"):
            parse("---\n---\n", model=model)


@attrs.define
class Misspelt:
    words: "Path.List" = None  # type: ignore[name-defined]


def test_a_hint_that_names_nothing_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="Misspelt: a type hint cannot be resolved"):
        parse("---\n---\n", model=Misspelt)


# --- Classes and values that are no models --------------------------------------------------------


class Unadorned:
    title: str = ""


@each("model", [Unadorned, dict, str, int, object])
def test_a_class_that_is_no_model_is_a_type_error(model: type[Any]) -> None:
    with pytest.raises(TypeError, match="attrs"):
        parse("---\n---\n", model=model)


@each("value", [Unadorned(), {}, None, "text", Outer, 3, [], Article, ...])
def test_what_is_not_an_instance_of_a_model_cannot_be_written(value: Any) -> None:
    with pytest.raises(TypeError, match="attrs"):
        serialize(value)


@each("model", [{}, [], None, "text", list])
def test_what_is_no_model_class_is_refused(model: Any) -> None:
    with pytest.raises(TypeError) as caught:
        schema_of(model)
    expected = "an attrs class, a dataclass or a pydantic model"
    assert str(caught.value) == f"expected {expected} as model, found {model!r}"
