"""Pydantic classes that cannot be models, and models that refuse unknown keys."""

import dataclasses
import warnings
from typing import Annotated, Any

import pytest
from blocks import messages
from loops import each
from pydantic import (
    AliasChoices,
    AliasGenerator,
    AliasPath,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    RootModel,
    create_model,
    model_validator,
)
from pydantic import dataclasses as pydantic_dataclasses

from newsfeed import ParseError, parse, serialize
from newsfeed.frontmatter import As, Key
from newsfeed.frontmatter.schema import schema_of


class Base(BaseModel):
    heat: int = 0


class Early(BaseModel):
    heat: int = 0


class Before(BaseModel):
    title: str = ""

    @model_validator(mode="before")
    @classmethod
    def rename(cls, data: Any) -> Any:
        return data


class BelowBefore(Before):
    more: int = 0


class Root(RootModel[list[str]]):
    pass


class HasRoot(BaseModel):
    root_: Root


@pydantic_dataclasses.dataclass
class WithInitVar:
    heat: dataclasses.InitVar[int] = 0


@pydantic_dataclasses.dataclass(config=ConfigDict(extra="allow"))
class Allowing:
    heat: int = 0


def with_field(hint: Any = str, config: ConfigDict | None = None, **options: Any) -> type[Any]:
    """Return a model with one field of these options."""
    with warnings.catch_warnings(action="ignore"):
        return create_model("Note", title=(hint, Field(**options)), __config__=config)


@each(
    "model, message",
    [
        (with_field(validation_alias=AliasChoices("a", "b")), r"Note\.title: .*one string"),
        (with_field(validation_alias=AliasPath("a", 0)), r"Note\.title: .*one string"),
        (with_field(serialization_alias="b"), r"Note\.title: .*found title and b"),
        (with_field(alias="a", serialization_alias="b"), r"Note\.title: .*found a and b"),
        (
            with_field(
                config=ConfigDict(alias_generator=AliasGenerator(serialization_alias=str.upper))
            ),
            r"Note\.title: .*found title and TITLE",
        ),
        (with_field(config=ConfigDict(extra="allow")), r"Note: .*add the field extra: dict"),
        (Allowing, r"Allowing: .*add the field extra: dict"),
        (Before, "Before: rename changes the keys .*; use a field validator"),
        (BelowBefore, "BelowBefore: rename changes the keys .*; use a field validator"),
        (Root, "Root: a RootModel has no keys; use a BaseModel"),
        (HasRoot, "Root: a RootModel has no keys; use a BaseModel"),
        (WithInitVar, r"WithInitVar\.heat: InitVar is not supported"),
        (with_field(set[str]), r"Note\.title: .*set\[str\].* As\(str, read=\.\.\., write=\.\.\.\)"),
        (with_field(HttpUrl), r"Note\.title: .*HttpUrl.* As\(str, read=\.\.\., write=\.\.\.\)"),
        (with_field(Base | Early), r"Note\.title: the text does not tell the members"),
    ],
)
def test_a_class_that_newsfeed_cannot_read_is_refused_with_a_way_out(
    model: type[Any], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        schema_of(model)


def test_the_way_out_of_an_unsupported_type_is_as() -> None:
    class Linked(BaseModel):
        link: Annotated[HttpUrl, As(str, read=HttpUrl, write=str), Key("url")]

    text = "---\nurl: 'https://tide.example/'\n---\n"
    note = parse(text, model=Linked)
    assert note.link == HttpUrl("https://tide.example/")
    assert serialize(note) == text
    note.link = HttpUrl("https://moon.example/")
    assert serialize(note) == text.replace("tide", "moon")


# --- Unknown keys ---------------------------------------------------------------------------------


class Closed(BaseModel, extra="forbid"):
    title: str = ""
    read_time: int = 0
    stop: Annotated[Base | None, Field(alias="firstStop")] = None


@pydantic_dataclasses.dataclass(config=ConfigDict(extra="forbid"))
class ClosedNote:
    title: str = ""


def test_a_forbidden_key_is_a_problem_that_names_a_near_spelling() -> None:
    text = "---\ntilte: a\nread-time: 1\ntitle: b\nmood: calm\nfirst_stop: {}\n---\n"
    with pytest.raises(ParseError) as caught:
        parse(text, model=Closed)
    problems = caught.value.problems
    assert [(each.line, each.column, each.key, each.message) for each in problems] == [
        (2, 1, "tilte", "tilte: there is no such key; did you mean title?"),
        (3, 1, "read-time", "read-time: there is no such key; did you mean read_time?"),
        (5, 1, "mood", "mood: there is no such key"),
        (6, 1, "first_stop", "first_stop: there is no such key; did you mean firstStop?"),
    ]
    assert messages("---\nTitle: a\n---\n", ClosedNote) == [
        "Title: there is no such key; did you mean title?"
    ]


def test_extra_takes_the_keys_that_a_class_forbids() -> None:
    class Open(Closed):
        extra: dict[str, Any] = {}

    assert parse("---\nmood: calm\n---\n", model=Open).extra == {"mood": "calm"}
