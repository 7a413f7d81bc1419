"""Pydantic classes of every kind, and those that cannot be models."""

import dataclasses
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import pytest
from loops import each
from pydantic import (
    BaseModel,
    Field,
    PrivateAttr,
    ValidationError,
    computed_field,
)
from pydantic import dataclasses as pydantic_dataclasses

from newsfeed import parse, read, serialize
from newsfeed.frontmatter.schema import schema_of

T = TypeVar("T")


def edited(text: str, model: type[Any], name: str, value: Any) -> str:
    """Return a text with one attribute of its instance set, after a check of the round trip."""
    note = parse(text, model=model)
    assert serialize(note) == text
    setattr(note, name, value)
    changed = serialize(note)
    assert getattr(parse(changed, model=model), name) == value
    return changed


# --- Classes that are models ----------------------------------------------------------------------


class Roles(BaseModel):
    title: str
    seen: int = Field(default=0, exclude=True)
    extra: dict[str, Any] = {}
    body: str = ""
    source: str | None = Field(default=None, exclude=True, max_length=3)
    path: Path | None = Field(default=None, exclude=True)


def test_excluded_fields_are_roles_or_no_part_of_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: 'Tide'  # wet\nseen: 3\n---\nBody\n"
    path = tmp_path / "tide.md"
    path.write_text(text)
    note = read(path, model=Roles)
    assert (note.title, note.seen, note.extra, note.body) == ("Tide", 0, {"seen": 3}, "Body\n")
    assert (note.source, note.path) == (text, path)
    note.seen = 7
    assert serialize(note) == text


def test_a_source_that_is_not_excluded_is_a_field() -> None:
    class Quote(BaseModel):
        source: str
        path: str = ""

    assert (
        edited("---\nsource: 'Ada'\n---\n", Quote, "source", "Bea") == "---\nsource: 'Bea'\n---\n"
    )


class Private(BaseModel):
    title: str
    _seen: int = PrivateAttr(default=0)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def slug(self) -> str:
        return self.title.lower()


def test_private_attributes_and_computed_fields_are_no_part_of_the_text() -> None:
    text = "---\ntitle: 'Tide'\n_seen: 3\nslug: b\n---\n"
    assert edited(text, Private, "title", "Moon") == text.replace("Tide", "Moon")
    note = Private(title="Tide")
    note._seen = 4
    assert serialize(note) == "---\ntitle: Tide\n---\n\n"


class Frozen(BaseModel, frozen=True):
    title: str
    names: tuple[str, ...] = ()
    source: str | None = Field(default=None, exclude=True)


@each("text", ["---\ntitle: Tide\n---\n", "---\ntitle: 'Tide'  # wet\n---\n"])
def test_a_frozen_model_is_edited_as_a_copy(text: str) -> None:
    note = parse(text, model=Frozen)
    assert serialize(note) == text
    assert serialize(note.model_copy(update={"title": "Moon"})) == text.replace("Tide", "Moon")
    assert hash(note) == hash(parse(text, model=Frozen))


class Assigned(BaseModel, validate_assignment=True):
    title: str = Field(max_length=4)
    heat: int = 0


def test_an_assignment_may_be_validated() -> None:
    text = "---\ntitle: 'Tide'  # wet\nheat: 3\n---\n"
    note = parse(text, model=Assigned)
    with pytest.raises(ValidationError):
        note.title = "Too long"
    note.heat = "4"  # type: ignore[assignment]
    assert serialize(note) == text.replace("3", "4")


class Factories(BaseModel):
    title: str = "Tide"
    slug: str = Field(default_factory=lambda data: data["title"].lower())
    names: list[str] = Field(default_factory=lambda: ["sea"])
    tags: list[str] = Field(default_factory=list)


@each("text", ["---\n---\n", "---\ntitle:\nslug: ~\nnames: null\ntags:\n---\n"])
def test_a_missing_or_null_key_has_its_default(text: str) -> None:
    one, other = parse(text, model=Factories), parse(text, model=Factories)
    assert one == Factories() == Factories(title="Tide", slug="tide", names=["sea"], tags=[])
    assert one.names is not other.names
    assert serialize(one) == text
    one.names = []
    assert parse(serialize(one), model=Factories).names == []


def test_defaults_are_written_without_source_except_empty_lists() -> None:
    expected = "---\ntitle: Moon\nslug: moon\nnames:\n  - sea\n---\n\n"
    assert serialize(Factories(title="Moon")) == expected


class Color(Enum):
    RED = "red"


class Strict(BaseModel, strict=True):
    heat: int = 0
    price: Decimal = Decimal(1)
    length: float = 1.0
    seen: date | None = None
    moment: datetime | None = None
    color: Color | None = None
    names: tuple[str, ...] = ()
    again: "Strict | None" = None


def test_a_strict_model_is_given_values_of_its_types() -> None:
    text = (
        "---\nheat: '3'\nprice: 1.5\nlength: 2\nseen: 2026-03-14\nmoment: 2026-03-14T10:00:00Z\n"
        "color: red\nnames: [a]\nagain: {heat: 4}\n---\n"
    )
    assert edited(text, Strict, "heat", 5) == text.replace("'3'", "'5'")
    note = parse(text, model=Strict)
    assert (note.price, note.length, note.seen) == (Decimal("1.5"), 2.0, date(2026, 3, 14))
    assert (note.moment, note.color) == (datetime(2026, 3, 14, 10, tzinfo=UTC), Color.RED)


class Base(BaseModel):
    heat: int = Field(gt=0)
    tags: list[str] = []


class Sub(Base):
    heat: int = Field(default=5, gt=3)
    more: str = ""


def test_a_subclass_inherits_fields_and_may_replace_them() -> None:
    assert list(schema_of(Sub).fields) == ["heat", "tags", "more"]
    assert parse("---\nmore: a\n---\n", model=Sub) == Sub(heat=5, more="a")
    assert edited("---\nheat: 4\n---\n", Sub, "heat", 6) == "---\nheat: 6\n---\n"


class Box(BaseModel, Generic[T]):
    item: T
    items: list[T] = []


class Texts(Box[str]):
    pass


class Boxes(BaseModel):
    box: Box[int]
    boxes: list[Box[str]] = []


def test_generic_models_have_the_types_of_their_arguments() -> None:
    text = "---\nitem: 1\nitems: [2]\n---\n"
    for model, item in (Box[int], 1), (Texts, "1"), (Box[Any], 1):
        note: Any = parse(text, model=model)
        assert note.item == item
        assert edited(text, model, "items", [type(item)(3)]).startswith("---\nitem: 1\n")
    nested = parse("---\nbox: {item: 1}\nboxes: [{item: 1}]\n---\n", model=Boxes)
    assert (nested.box.item, nested.boxes[0].item) == (1, "1")


def test_a_generic_model_without_arguments_contains_anything() -> None:
    box: Any = parse("---\nitem: 1\nitems: [a]\n---\n", model=Box)
    assert (box.item, box.items) == (1, ["a"])


class Early(BaseModel):
    later: "Later | None" = None
    early: "list[Early]" = []


class Later(BaseModel):
    heat: int


def test_forward_references_are_resolved() -> None:
    text = "---\nlater: {heat: 1}\nearly: [{later: {heat: 2}}]\n---\n"
    note = parse(text, model=Early)
    assert note == Early(later=Later(heat=1), early=[Early(later=Later(heat=2))])
    assert edited(text, Early, "later", Later(heat=3)) == text.replace("1", "3")


def test_forward_references_out_of_sight_need_model_rebuild() -> None:
    class Inner(BaseModel):
        heat: int

    class Outer(BaseModel):
        inner: "Unseen"  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(TypeError, match=r"Outer: .* call model_rebuild with the names"):
        schema_of(Outer)
    Outer.model_rebuild(_types_namespace={"Unseen": Inner})
    assert edited("---\ninner: {heat: 1}\n---\n", Outer, "inner", Inner(heat=2)).count("heat: 2")


# --- Pydantic dataclasses -------------------------------------------------------------------------


@pydantic_dataclasses.dataclass
class Stop:
    heat: Annotated[int, Field(gt=0)]
    name: str = Field(default="", alias="Name")
    made: int = dataclasses.field(default=1, init=False)
    source: str | None = Field(default=None, exclude=True)


@pydantic_dataclasses.dataclass
class Road:
    stops: "list[Stop]"
    river: "River | None" = None
    roads: "list[Road]" = dataclasses.field(default_factory=list)


@pydantic_dataclasses.dataclass
class River:
    stops: list[Stop]


@pydantic_dataclasses.dataclass(slots=True, frozen=True)
class Slotted:
    heat: int
    source: str | None = Field(default=None, exclude=True)


@pydantic_dataclasses.dataclass
class Compared:
    heat: int
    source: str | None = dataclasses.field(default=None, compare=False)


def test_a_pydantic_dataclass_is_a_model() -> None:
    text = "---\nName: 'a'\nheat: 3  # of 10\nmade: 4\n---\n"
    note = parse(text, model=Stop)
    assert (note.name, note.heat, note.made, note.source) == ("a", 3, 1, text)
    assert edited(text, Stop, "heat", 4) == text.replace("heat: 3", "heat: 4")


def test_a_pydantic_dataclass_may_refer_to_a_class_below_it() -> None:
    text = "---\nstops: [{heat: 1}]\nriver: {stops: [{heat: 2}]}\nroads: [{stops: []}]\n---\n"
    road = parse(text, model=Road)
    assert road == Road([Stop(1)], River([Stop(2)]), [Road([])])
    assert edited(text, Road, "stops", [Stop(3)]) == text.replace("1", "3")


@each("text", ["---\nheat: 3\n---\n", "---\nheat: '3'\n---\n"])
def test_a_pydantic_dataclass_with_slots_has_a_field_for_its_source(text: str) -> None:
    note = parse(text, model=Slotted)
    assert serialize(note) == text
    assert serialize(dataclasses.replace(note, heat=4)) == text.replace("3", "4")


def test_a_role_of_a_pydantic_dataclass_may_be_left_out_of_comparisons() -> None:
    text = "---\nheat: '3'\n---\n"
    note = parse(text, model=Compared)
    assert note.source == text
    assert edited(text, Compared, "heat", 4) == text.replace("3", "4")
