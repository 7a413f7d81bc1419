"""Dataclasses of every kind: with slots, with code of their own, inherited, generic and nested."""

import copy
import dataclasses
import pickle
import sys
import types
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from blocks import messages
from loops import each

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.schema import schema_of

TEXTS = ["---\nheat: 1\n---\n", "---\nheat: 1  # of 10\n---\n"]
"""One text in canonical form, which its own reader reads, and one for the YAML reader."""


# --- Slots ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Slotted:
    title: str


@dataclass(slots=True)
class SlottedWithSource:
    title: str
    source: str | None = field(default=None, compare=False)


@dataclass(slots=True, frozen=True)
class SlottedInside:
    stop: Slotted
    stops: list[Slotted] = field(default_factory=list)
    source: str | None = field(default=None, compare=False)


@each("text", ["---\ntitle: Tide\n---\n", "---\ntitle: 'Tide'\n---\n"])
def test_slots_without_weak_references_need_a_field_for_the_source(text: str) -> None:
    with pytest.raises(TypeError, match=r"Slotted: .*source.*weakref_slot=True"):
        parse(text, model=Slotted)
    note = parse(text, model=SlottedWithSource)
    note.title = "Moon"
    assert serialize(note) == text.replace("Tide", "Moon")


def test_slots_without_weak_references_are_written_without_source() -> None:
    assert serialize(Slotted("Tide")) == "---\ntitle: Tide\n---\n\n"


def test_nested_slots_need_no_weak_references() -> None:
    text = "---\nstop:\n  title: Tide\nstops:\n  - title: Moon\n---\n"
    for each_text in text, text.replace("Moon", "'Moon'"):
        note = parse(each_text, model=SlottedInside)
        changed = dataclasses.replace(note, stops=[Slotted("Star")])
        assert serialize(changed) == each_text.replace("Moon", "Star")


def test_copies_with_a_source_keep_their_text() -> None:
    text = "---\ntitle: 'Tide'  # wet\n---\n"
    note = parse(text, model=SlottedWithSource)
    for twin in copy.copy(note), copy.deepcopy(note), pickle.loads(pickle.dumps(note)):
        twin.title = "Moon"
        assert serialize(twin) == text.replace("Tide", "Moon")


# --- Code of the class ----------------------------------------------------------------------------


@dataclass
class Span:
    start: int
    end: int = 9

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("it ends before it starts")


@dataclass
class Day:
    title: str = ""
    span: Span | None = None
    spans: list[Span] = field(default_factory=list)


def places_of(text: str, model: type[Any]) -> list[tuple[int, int, str, str]]:
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    return [(each.line, each.column, each.key, each.message) for each in caught.value.problems]


@each("heat", ["start: 10", "start: '10'"])
def test_a_refusal_of_post_init_is_at_the_opening_delimiter(heat: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{heat}\n---\n", model=Span)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.key) == (1, 1, "")
    assert problem.message == "it ends before it starts"
    assert type(caught.value.__cause__) is ValueError


def test_each_nested_refusal_of_post_init_is_at_its_mapping() -> None:
    text = "---\nspan:\n  start: 10\nspans:\n  - start: 1\n  - end: 2\n    start: 3\n---\n"
    reason = "it ends before it starts"
    expected = [(3, 3, "span", f"span: {reason}"), (6, 5, "spans[1]", f"spans[1]: {reason}")]
    assert places_of(text, Day) == expected
    message = "title: expected text, found a list; text that begins with [ needs quotes"
    wrong = (7, 8, "title", message)
    assert places_of(text.replace("---\n", "---\ntitle: [a]\n", 1), Day) == [
        (2, 8, *wrong[2:]),
        *((line + 1, column, key, message) for line, column, key, message in expected),
    ]


def test_post_init_is_not_called_for_an_instance_with_a_wrong_value() -> None:
    assert messages("---\nstart: 10\nend: late\n---\n", Span) == [
        "end: expected an integer, found 'late'"
    ]


@dataclass
class Slug:
    title: str
    slug: str = ""
    length: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.title = self.title.strip()
        self.slug = self.slug or self.title.lower()
        self.length = len(self.title)


@each("text", ["---\ntitle: Tide\n---\nBody", "---\ntitle: ' Tide '  # wet\n---\nBody"])
def test_post_init_may_change_values(text: str) -> None:
    note = parse(text, model=Slug)
    assert (note.title, note.slug, note.length) == ("Tide", "tide", 4)
    assert serialize(note) == text
    note.slug = "sea"
    quote = "'" if "'" in text else ""
    assert serialize(note) == text.replace("---\nBody", f"slug: {quote}sea{quote}\n---\nBody")
    note.title = " Moon "
    with pytest.raises(SerializeError, match="title: the result would read back as another"):
        serialize(note)


class Doubling(type):
    def __call__(cls, heat: int) -> Any:
        return super().__call__(heat * 2)


@dataclass
class Plain:
    heat: int


@dataclass
class ByPostInit(Plain):
    def __post_init__(self) -> None:
        self.heat *= 2


@dataclass(init=False)
class ByInit(Plain):
    def __init__(self, heat: int) -> None:
        self.heat = heat * 2


class ByBareInit(Plain):
    def __init__(self, heat: int) -> None:
        super().__init__(heat * 2)


@dataclass
class BySetattr(Plain):
    def __setattr__(self, name: str, value: int) -> None:
        super().__setattr__(name, value * 2)


@dataclass
class ByCall(Plain, metaclass=Doubling):
    pass


@dataclass
class ByNew(Plain):
    def __new__(cls, heat: int) -> Any:
        made = super().__new__(cls)
        made.seen = heat  # type: ignore[attr-defined]
        return made


@each("model", [ByPostInit, ByInit, ByBareInit, BySetattr, ByCall, ByNew])
def test_a_class_with_code_of_its_own_is_called(model: type[Any]) -> None:
    assert not schema_of(model).plain
    for text in TEXTS:
        note = parse(text, model=model)
        assert note.heat == 2 or note.seen == 1
        assert serialize(note) == text


def test_a_fault_in_post_init_is_raised_as_it_is() -> None:
    @dataclass
    class Faulty:
        title: str

        def __post_init__(self) -> None:
            self.missing.strip()  # type: ignore[attr-defined]

    with pytest.raises(AttributeError, match="missing"):
        parse("---\ntitle: Tide\n---\n", model=Faulty)


# --- Inheritance ----------------------------------------------------------------------------------

MODULES = {
    "moons": """
from __future__ import annotations
from dataclasses import KW_ONLY, dataclass, field
Text = int
@dataclass
class Old:
    text: Text
    _: KW_ONLY
    inner: list[Text] = field(default_factory=list)
    again: Old | None = None
""",
    "tides": """
from __future__ import annotations
from dataclasses import dataclass
import moons
Text = str
@dataclass
class New(moons.Old):
    other: Text = ""
class Bare(New):
    ignored: Nothing
""",
}


def test_a_name_is_resolved_where_the_attribute_is_defined(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, source in MODULES.items():
        module = types.ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(source, vars(module))
    for name in "New", "Bare":
        model = vars(sys.modules["tides"])[name]
        text = "---\ntext: 1\nother: 2\ninner: [3]\nagain: {text: 4}\n---\n"
        found = parse(text, model=model)
        assert (found.text, found.other, found.inner, found.again.text) == (1, "2", [3], 4)
        assert list(schema_of(model).fields) == ["text", "inner", "again", "other"]
        found.again.text = 5
        assert serialize(found) == text.replace("4", "5")


def test_only_the_hints_of_attributes_are_resolved() -> None:
    @dataclass
    class Note:
        heat: int
        known: "ClassVar[Missing]"  # type: ignore[name-defined]  # noqa: F821

    assert parse("---\nheat: 3\n---\n", model=Note) == Note(3)


def test_a_subclass_may_have_another_default_and_another_hint() -> None:
    @dataclass
    class Other(Plain):
        heat: str = "hot"  # type: ignore[assignment]
        more: int = 0

    assert parse("---\nmore: 1\n---\n", model=Other) == Other("hot", 1)
    assert parse("---\nheat: 3\n---\n", model=Other).heat == "3"


def test_a_class_attribute_of_a_subclass_without_the_decorator_is_no_default() -> None:
    class Bare(Day):
        title = "Moon"

    assert [parse(f"---\n{title}---\n", model=Bare).title for title in ("", "{}\n")] == ["", ""]


def test_a_hint_that_cannot_be_resolved_is_a_type_error() -> None:
    @dataclass
    class Lost:
        stop: "Nowhere"  # type: ignore[name-defined]  # noqa: F821

    message = "Lost: a type hint cannot be resolved: name 'Nowhere' is not defined; define the name"
    with pytest.raises(TypeError, match=message):
        schema_of(Lost)
