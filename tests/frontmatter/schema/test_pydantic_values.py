"""Values that the validators and the settings of a pydantic model change."""

from collections import Counter
from enum import Enum
from typing import Annotated, Any

import pytest
from blocks import messages
from loops import each
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WrapValidator,
    field_validator,
    model_validator,
)

from newsfeed import SerializeError, parse, serialize
from newsfeed.frontmatter import As
from newsfeed.frontmatter.schema import schema_of


class Settings(BaseModel, str_strip_whitespace=True, str_to_lower=True):
    title: str
    tags: list[str] = []
    heat: int = 0
    body: str = ""


class Methods(BaseModel):
    title: str
    tags: list[str] = []
    heat: int = 0
    body: str = ""

    @field_validator("title", "body", mode="before")
    @classmethod
    def simple(cls, text: str) -> str:
        return text.strip().lower()

    @field_validator("tags")
    @classmethod
    def simple_tags(cls, tags: list[str]) -> list[str]:
        return [tag.strip().lower() for tag in tags]


Simple = Annotated[str, BeforeValidator(str.strip), AfterValidator(str.lower)]


class Types(BaseModel):
    title: Annotated[str, WrapValidator(lambda text, handler: handler(text).strip().lower())]
    tags: list[Simple] = []
    heat: int = 0
    body: Annotated[str, PlainValidator(lambda text: text.strip().lower())] = ""


class Hooked(BaseModel):
    title: str
    tags: list[str] = []
    heat: int = 0
    body: str = ""

    @model_validator(mode="after")
    def simple(self) -> "Hooked":
        self.title, self.body = self.title.strip().lower(), self.body.strip().lower()
        self.tags = [tag.strip().lower() for tag in self.tags]
        return self


FAST = '---\ntitle: "Tide "\ntags:\n  - Sea\n  - " Moon"\nheat: 3\n---\n Body\n'
HAND = "---\ntags: [Sea, ' Moon']  # both\ntitle: 'Tide '\nheat: 3  # of 10\n---\n Body\n"
MODELS: list[Any] = [Settings, Methods, Types, Hooked]


@each("model", MODELS)
def test_a_changed_value_does_not_change_its_text(model: Any) -> None:
    for text in FAST, HAND:
        note = parse(text, model=model)
        assert (note.title, note.tags, note.body) == ("tide", ["sea", "moon"], "body")
        assert serialize(note) == text
        note.heat = 4
        assert serialize(note) == text.replace("3", "4")
        note.title = "star"
        assert serialize(note) == text.replace("3", "4").replace("Tide ", "star")


@each("model", MODELS)
def test_an_edit_of_a_changed_value_is_written(model: Any) -> None:
    for text in FAST, HAND:
        for tags in ["sea", "moon", "star"], ["moon", "sea"], ["sea"], ["star", "moon"], []:
            note = parse(text, model=model)
            note.tags = tags
            assert parse(serialize(note), model=model).tags == tags
        note.body = "text"
        assert serialize(note).endswith("---\ntext")


@each("model", MODELS)
def test_a_value_that_the_model_would_change_again_is_refused(model: Any) -> None:
    for text in FAST, HAND:
        for name, value in ("title", "Star"), ("tags", ["sea", "Star"]), ("body", "Text"):
            note = parse(text, model=model)
            setattr(note, name, value)
            with pytest.raises(SerializeError, match=rf"{name}.*the result would read back as"):
                serialize(note)


class Inside(BaseModel):
    name: str = ""
    first: Settings | None = None
    stops: list[Settings] = []


INSIDE = """\
---
name: a
first: {title: 'Tide '}
stops:
- title: 'Pier '
  tags: [Sea]
- title: Hill  # steep
  tags: [Moon]
---
"""


def test_items_whose_values_were_changed_are_edited_moved_and_removed() -> None:
    pier, hill = "- title: 'Pier '\n  tags: [Sea]\n", "- title: Hill  # steep\n  tags: [Moon]\n"

    def edited(action: Any) -> str:
        note = parse(INSIDE, model=Inside)
        action(note)
        assert parse(serialize(note), model=Inside) == note
        return serialize(note)

    assert edited(lambda note: note.stops.reverse()) == INSIDE.replace(pier + hill, hill + pier)
    assert edited(lambda note: note.stops.pop(0)) == INSIDE.replace(pier, "")
    assert edited(lambda note: setattr(note, "name", "b")) == INSIDE.replace(": a\n", ": b\n")
    changed = edited(lambda note: setattr(note.stops[1], "title", "lock"))
    assert changed == INSIDE.replace("Hill", "lock")
    new = edited(lambda note: note.stops.insert(1, Settings(title="New")))
    assert new == INSIDE.replace(pier, f"{pier}- title: new\n  heat: 0\n")


# --- Settings -------------------------------------------------------------------------------------


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Values(BaseModel, use_enum_values=True):
    color: Color
    colors: list[Color] = []
    title: str = ""


def test_a_model_may_keep_the_values_of_an_enum() -> None:
    text = "---\ncolor: red  # warm\ncolors: [blue]\n---\n"
    note: Any = parse(text, model=Values)
    assert (note.color, note.colors) == ("red", ["blue"])
    note.title = "Tide"
    assert serialize(note) == text.replace("]\n", "]\ntitle: Tide\n")
    note.color = "blue"
    assert parse(serialize(note), model=Values).color == "blue"  # type: ignore[comparison-overlap]


class Located(BaseModel):
    model_config = ConfigDict(loc_by_alias=False, populate_by_name=True)

    heat: int = Field(alias="Heat", gt=0)


def test_a_refusal_has_its_key_whatever_pydantic_calls_it() -> None:
    assert messages("---\nHeat: 0\n---\n", Located) == ["Heat: Input should be greater than 0"]


class ByName(BaseModel):
    model_config = ConfigDict(validate_by_alias=False, validate_by_name=True)

    heat: int = Field(alias="Heat")


def test_a_model_may_be_called_by_the_names_of_its_fields() -> None:
    (key,) = schema_of(ByName).fields
    text = f"---\n{key}: 3\n---\n"
    note = parse(text, model=ByName)
    note.heat = 4
    assert serialize(note) == text.replace("3", "4")


class Either(BaseModel):
    words: str | list[Annotated[str, Field(max_length=3)]] = ""
    day: str | Annotated[int, Field(gt=0)] = 1


def test_a_refusal_of_a_union_is_that_of_the_member_that_was_read() -> None:
    assert messages("---\nwords: [a, long]\nday: 0\n---\n", Either) == [
        "words[1]: String should have at most 3 characters",
        "day: Input should be greater than 0",
    ]


# --- Calls ----------------------------------------------------------------------------------------

CALLS: Counter[str] = Counter()


def counted(name: str) -> Any:
    def count(value: Any) -> Any:
        CALLS[name] += 1
        return value

    return count


class Counted(BaseModel):
    title: Annotated[str, AfterValidator(counted("title"))]


class Counting(Counted):
    first: Counted
    stops: list[Counted] = []
    words: list[str] = []
    end: str = ""
    heat: Annotated[int, As(int, read=counted("heat"), write=int)] = 0


COUNTING = "---\ntitle: a\nfirst:\n  title: b\nstops:\n  - title: c\n  - title: d\n---\n"


@each("end", ["", "end: a\n", 'end: "a" # "b"\n', "words:\n  - a\n  - 'b'\n", "heat: 3\n"])
def test_validators_run_once_for_an_accepted_text(end: str) -> None:
    CALLS.clear()
    note = parse(COUNTING.replace("d\n---", f"d\n{end}---"), model=Counting)
    assert len(note.stops) == 2
    assert Counter(title=4, heat=int(note.heat == 3)) == CALLS


class Loud(BaseModel):
    title: str
    inner: "Loud | None" = None

    @model_validator(mode="after")
    def shout(self) -> "Loud":
        self.title += "!"
        return self


def test_model_validators_of_nested_models_run_once() -> None:
    note = parse("---\ntitle: a\ninner: {title: b, inner: {title: c}}\n---\n", model=Loud)
    data = {"title": "a", "inner": {"title": "b", "inner": {"title": "c"}}}
    assert repr(note) == repr(Loud.model_validate(data))
