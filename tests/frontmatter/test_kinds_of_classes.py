"""Attrs classes of every kind are models: frozen, validated, recursive, without slots."""

from typing import Any

import attrs
import pytest

from newsfeed import Image, ParseError, parse, serialize


@attrs.frozen
class Frozen:
    title: str
    heat: int = 0
    body: str = ""
    source: str | None = attrs.field(default=None, eq=False)


@attrs.frozen
class FrozenWithout:
    title: str
    heat: int = 0


@pytest.mark.parametrize("model", [Frozen, FrozenWithout])
def test_frozen_models_are_read_and_written(model: type[Any]) -> None:
    text = "---\nheat: 3 # c\ntitle: a\n---\nbody"
    note = parse(text, model=model)
    assert (note.title, note.heat) == ("a", 3)
    assert serialize(note) == text
    assert hash(note) == hash(parse(text.encode(), model=model))


def test_a_frozen_model_with_a_source_is_edited_by_evolve() -> None:
    text = "---\nheat: 3 # c\ntitle: a\n---\nbody"
    note = attrs.evolve(parse(text, model=Frozen), heat=4)
    assert serialize(note) == text.replace("3", "4")


def positive(_: Any, __: Any, value: int) -> None:
    if value <= 0:
        raise ValueError("must be positive")


@attrs.define
class Checked:
    title: str = attrs.field(validator=attrs.validators.min_len(2))
    heat: int = attrs.field(default=1, validator=positive)


@pytest.mark.parametrize(
    ("lines", "column", "message"),
    [
        ("title: ab\nheat: 0\n", 7, "heat: must be positive"),
        ("heat: 1\ntitle: a\n", 8, "title: Length of 'title' must be >= 2: 1"),
    ],
)
def test_a_validator_that_refuses_is_a_problem_of_the_text(
    lines: str, column: int, message: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{lines}---\n", model=Checked)
    [problem] = caught.value.problems
    assert (problem.line, problem.column, problem.message) == (3, column, message)


def test_a_validator_that_agrees_changes_nothing() -> None:
    text = "---\ntitle: ab\nheat: 5\n---\n"
    assert serialize(parse(text, model=Checked)) == text


def refuse_tides(_: object, __: object, value: str) -> None:
    if value == "Tides":
        raise KeyError("no tides")


@attrs.define
class Strict:
    title: str = attrs.field(validator=refuse_tides)


def test_whatever_a_model_raises_is_a_problem_of_the_text() -> None:
    with pytest.raises(ParseError, match=r"^<text>:2:8: title: 'no tides'\n"):
        parse("---\ntitle: Tides\n---\n", model=Strict)


def stripped(text: str) -> str:
    return text.strip()


def in_order(words: list[str]) -> list[str]:
    return sorted(words)


@attrs.define
class Converted:
    title: str = attrs.field(converter=stripped)
    words: list[str] = attrs.field(factory=list, converter=in_order)


def test_a_converter_works_and_the_text_stays() -> None:
    text = "---\ntitle: ' a '\nwords: [b, a]\n---\n"
    note = parse(text, model=Converted)
    assert note.title == "a"
    assert note.words == ["a", "b"]
    assert serialize(note) == text
    note.title = "c"
    assert serialize(note) == text.replace("' a '", "'c'")


@attrs.define
class Private:
    _id: str
    _heat: int = attrs.field(default=0, alias="temperature")
    cached: int = attrs.field(default=5, init=False)
    seen: int = attrs.field(default=0, eq=False)

    def show(self) -> tuple[str, int]:
        return self._id, self._heat

    def warm(self) -> None:
        self._heat += 1


def test_private_names_are_read_and_written_under_their_own_name() -> None:
    text = "---\n_id: a.example\n_heat: 3\n---\n"
    note = parse(text, model=Private)
    assert note.show() == ("a.example", 3)
    assert serialize(note) == text
    note.warm()
    assert serialize(note) == text.replace("3", "4")
    assert parse(serialize(Private("b", temperature=2)), model=Private).show() == ("b", 2)


def test_fields_that_are_no_part_of_equality_or_of_init_are_no_part_of_the_text() -> None:
    note = Private("a")
    note.seen, note.cached = 9, 9
    assert serialize(note) == "---\n_id: a\n_heat: 0\n---\n\n"
    note = parse("---\n_id: a\nseen: 3\ncached: 4\n---\n", model=Private)
    assert (note.seen, note.cached) == (0, 5)


@attrs.define
class Comment:
    text: str
    replies: list["Comment"] = attrs.field(factory=list)
    first: "Comment | None" = None


def test_a_model_may_hold_itself() -> None:
    text = "---\ntext: a\nreplies:\n  - text: b\n    replies:\n      - text: c\n---\n\n"
    comment = parse(text, model=Comment)
    assert comment == Comment("a", [Comment("b", [Comment("c")])])
    assert serialize(comment) == text
    comment.replies[0].replies[0].first = Comment("d")
    assert serialize(comment) == text.replace(
        "- text: c\n", "- text: c\n        first:\n          text: d\n"
    )
    assert serialize(Comment("a", [Comment("b", [Comment("c")])])) == text


@attrs.define(weakref_slot=False)
class NoReferences:
    title: str


@attrs.define(slots=False)
class NoSlots:
    title: str
    image: Image | None = None


def test_a_model_without_weak_references_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="NoReferences"):
        parse("---\ntitle: a\n---\n", model=NoReferences)


def test_a_model_without_slots_is_read_and_written() -> None:
    text = "---\ntitle: a\nimage: {url: b, alt: c}\n---\n"
    note = parse(text, model=NoSlots)
    assert note == NoSlots("a", Image("b", extra={"alt": "c"}))
    assert serialize(note) == text
