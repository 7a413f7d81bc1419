"""Real files of many sites, those that are wrong, and models of six fields for the others."""

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import attrs
import pydantic
from strategies import exact

from newsfeed import Document
from newsfeed.errors import Code
from newsfeed.frontmatter import ONE_OR_MANY

COUNT = 496
Tags = Annotated[list[str], ONE_OR_MANY]


# The module of `date` has another name here: a field `date` would hide the class.
@attrs.define
class AttrsNote:
    title: str | None = None
    date: dt.date | dt.datetime | None = None
    tags: Tags = attrs.field(factory=list)
    draft: bool | None = None
    weight: int | float | None = None
    author: str | list[str] | None = None
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


@dataclasses.dataclass
class DataclassNote:
    title: str | None = None
    date: dt.date | dt.datetime | None = None
    tags: Tags = dataclasses.field(default_factory=list)
    draft: bool | None = None
    weight: int | float | None = None
    author: str | list[str] | None = None
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)
    body: str = ""


class PydanticNote(pydantic.BaseModel):
    title: str | None = None
    date: dt.date | dt.datetime | None = None
    tags: Tags = []
    draft: bool | None = None
    weight: int | float | None = None
    author: str | list[str] | None = None
    extra: dict[str, Any] = {}
    body: str = ""


TYPED: list[type[Any]] = [AttrsNote, DataclassNote, PydanticNote]
MODELS = [Document, *TYPED]
FIELDS = ("title", "date", "tags", "draft", "weight", "author")


class Refusal(NamedTuple):
    """The first problem of a file that is wrong, and a part of the line that it is in.

    Args:
        codes: Its code, which is another one where the model has a hint for the key.
    """

    codes: tuple[Code, ...]
    key: str
    line: str


# Templates of other programs, with quotes inside quotes or braces without any; a bad example.
QUOTES = Refusal((Code.SYNTAX,), "", '"{{ replace .Name "-" " " | title }}"')
BRACES = Refusal((Code.KEY, Code.TYPE), "title", "title: {{ replace .File.ContentBaseName")
BRACKET = Refusal((Code.SYNTAX,), "", "---")
NO_YAML = {
    **dict.fromkeys(["197e08332593", "317db7c50a99", "37585bd7e9ea", "385b73ec7ccc"], QUOTES),
    **dict.fromkeys(["a17a8d900f6e", "b939487dcce7", "f26a19ae24cf"], QUOTES),
    **dict.fromkeys(["2a449843cc9e", "3178c127670e"], BRACES),
    "da2ee5124435": BRACKET,
}
# Code of another program instead of a date, and a date with its year twice.
NO_DATE = {
    "09ea39b2eed4": Refusal((Code.TYPE,), "date", "Sys.Date()"),
    "3d2255e6f697": Refusal((Code.TYPE,), "date", "2023-01-29 18:30:22 2023 -0800"),
}


def refused_by(model: type[Any]) -> dict[str, Refusal]:
    return NO_YAML if model is Document else {**NO_YAML, **NO_DATE}


@cache
def texts_in(shared: Path) -> dict[str, str]:
    paths = sorted((shared / "corpus/wild").glob("*.md"))
    assert len(paths) == COUNT
    return {path.stem: path.read_bytes().decode() for path in paths}


def accepted(shared: Path, model: type[Any]) -> list[str]:
    """Return the texts that a model can be read from."""
    refused = refused_by(model)
    return [text for name, text in texts_in(shared).items() if name not in refused]


def values(note: Any) -> list[Any]:
    return [exact(getattr(note, name)) for name in (*FIELDS, "extra", "body")]
