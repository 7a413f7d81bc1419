"""Models of one kind inside those of another, and what is derived from models of every kind."""

import subprocess
import sys
from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypedDict, TypeVar

import attrs
import jsonschema
import pytest
from loops import each
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic import dataclasses as pydantic_dataclasses

from newsfeed import Feed, parse, scan, serialize
from newsfeed.export import json_schema
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of

T = TypeVar("T")


@attrs.define
class AttrsStop:
    name: str
    lines: int | None = None


@dataclass
class DataStop:
    name: str
    lines: int | None = None


class PydanticStop(BaseModel):
    name: str
    lines: int | None = None


@pydantic_dataclasses.dataclass
class RecordStop:
    name: str
    lines: int | None = None


STOPS: list[type[Any]] = [AttrsStop, DataStop, PydanticStop, RecordStop]


def walks_with(stop: Any) -> list[type[Any]]:
    """Return a model of each kind that contains instances of another model."""
    first, stops, by_name = stop | None, list[stop], dict[str, stop]
    config = ConfigDict(arbitrary_types_allowed=True)
    attributes = {
        "title": attrs.field(type=str),
        "first": attrs.field(type=first, default=None),
        "stops": attrs.field(type=stops, factory=list),
        "by_name": attrs.field(type=by_name, factory=dict),
    }
    members: dict[str, Any] = {
        "title": (str, ...),
        "first": (first, None),
        "stops": (stops, []),
        "by_name": (by_name, {}),
    }
    data, record = (
        make_dataclass(
            "Walk",
            [
                ("title", str),
                ("first", first, None),
                ("stops", stops, field(default_factory=list)),
                ("by_name", by_name, field(default_factory=dict)),
            ],
        )
        for _ in range(2)
    )
    return [
        attrs.make_class("Walk", attributes),
        data,
        create_model("Walk", __config__=config, **members),
        pydantic_dataclasses.dataclass(record, config=config),
    ]


FAST = """\
---
title: Tide
first:
  name: Quay
stops:
  - name: Pier
    lines: 2
  - name: Hill
    lines: 3
---
"""
CANONICAL = FAST.replace("3\n---", "3\nby_name:\n  lock:\n    name: Lock\n---")
HAND = """\
---
by_name: {lock: {name: Lock}}  # one
stops:
- {name: 'Pier', lines: 2}
- lines: 3
  name: Hill  # steep
first: {name: "Quay"}
title: 'Tide'
---
"""


@each("stop", STOPS)
def test_models_of_any_kind_contain_models_of_any_kind(stop: type[Any]) -> None:
    for model in walks_with(stop):
        for text in FAST, CANONICAL, HAND:
            note = parse(text, model=model)
            assert note.first == stop(name="Quay")
            assert note.stops == [stop(name="Pier", lines=2), stop(name="Hill", lines=3)]
            assert serialize(note) == text
            note.title, note.stops[1].lines, note.first.name = "Moon", 9, "Mole"
            expected = text.replace("Tide", "Moon").replace("lines: 3", "lines: 9")
            assert serialize(note) == expected.replace("Quay", "Mole")
            assert parse(serialize(note), model=model) == note
            note.stops.insert(0, stop(name="Weir"))
            note.first = None
            assert parse(serialize(note), model=model) == note
        twin = model(**{name: getattr(parse(CANONICAL, model=model), name) for name in NAMES})
        assert serialize(twin) == CANONICAL + "\n"


NAMES = ["title", "first", "stops", "by_name"]


@each("stop", STOPS)
def test_both_readers_agree_on_models_in_models(stop: type[Any]) -> None:
    for model in walks_with(stop):
        schema = schema_of(model)
        fast = read_canonical(FAST, schema)
        assert fast is not None
        assert fast == read_yaml(FAST, schema).model


@dataclass
class Box(Generic[T]):
    item: T
    items: list[T] = field(default_factory=list)


@dataclass
class Boxes(Box[str]):
    number: Box[int] | None = None
    texts: Box[str] | None = None
    more: int = 0


def test_generic_dataclasses_have_the_types_of_their_arguments() -> None:
    text = "---\nitem: 1\nitems: [2]\nnumber: {item: 1}\ntexts: {item: 1}\n---\n"
    boxes = parse(text, model=Boxes)
    assert boxes == Boxes("1", ["2"], Box(1), Box("1"))
    assert serialize(boxes) == text
    boxes.number, boxes.items = Box(3), ["2", "4"]
    assert serialize(boxes) == text.replace("number: {item: 1", "number: {item: 3").replace(
        "[2]", '[2, "4"]'
    )
    model: Any = Box
    assert parse("---\nitem: 1\nitems: [a]\n---\n", model=model) == model(1, ["a"])


class Named(NamedTuple):
    title: str


class Typed(TypedDict):
    title: str


@each("model", [Named, Typed, dict, object, DataStop("a"), PydanticStop(name="a"), "DataStop"])
def test_a_class_of_another_kind_is_a_type_error_that_names_the_kinds(model: Any) -> None:
    with pytest.raises(TypeError, match="expected an attrs class, a dataclass or a pydantic model"):
        parse("---\ntitle: Tide\n---\n", model=model)


# --- Tables, JSON Schema, processes ---------------------------------------------------------------


class Walk(BaseModel):
    """A walk.

    Args:
        title: The title.
    """

    title: str
    read_time: int = Field(default=3, alias="readTime", gt=0)
    tags: list[str] = []
    stops: list[PydanticStop] = []
    data: DataStop | None = None
    source: str | None = Field(default=None, exclude=True)
    path: Path | None = Field(default=None, exclude=True)


@dataclass
class Road:
    title: str
    read_time: int = 3
    tags: list[str] = field(default_factory=list)
    stops: list[PydanticStop] = field(default_factory=list)
    data: DataStop | None = None
    source: str | None = field(default=None, compare=False)
    path: Path | None = field(default=None, compare=False)


BLOCK = "title: 'Tide'\n{}: 4\ntags: [sea]\nstops:\n- name: a  # b\ndata: {{name: c}}\n"
KINDS: list[tuple[type[Any], str]] = [(Walk, "readTime"), (Road, "read_time")]


@each("model, key", KINDS)
def test_a_table_has_the_attributes_as_columns(model: type[Any], key: str) -> None:
    text = f"---\n{BLOCK.format(key)}---\n"
    feed = Feed([parse(text, model=model, path="a.md"), model(title="Moon")])
    table = feed.to_arrow(source=True)
    assert table.column_names == ["title", "read_time", "tags", "stops", "data", "path", "source"]
    assert table["read_time"].to_pylist() == [4, 3]
    found = list(Feed.from_arrow(table, model=model))
    assert found == list(feed)
    assert serialize(found[0]) == text
    part = table.slice(0, 1).drop(["tags", "stops"]).set_column(0, "title", [["a"]])
    (edited,) = Feed.from_arrow(part, model=model)
    assert serialize(edited) == text.replace("Tide", "a")


@each("model, key", KINDS)
def test_json_schema_has_the_keys_of_the_model(model: type[Any], key: str) -> None:
    schema = json_schema(model)
    assert list(schema["properties"]) == ["title", key, "tags", "stops", "data"]
    assert schema["required"] == ["title"]
    assert set(schema["$defs"]) == {"PydanticStop", "DataStop"}
    data = {"title": "a", key: 3, "stops": [{"name": "b"}], "data": None}
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "stops": [{"lines": 3}]}, schema)


def test_json_schema_allows_no_key_that_the_model_forbids() -> None:
    class Closed(BaseModel, extra="forbid"):
        title: str

    assert json_schema(Closed)["additionalProperties"] is False


@each("model, key", KINDS)
def test_files_are_read_in_processes(model: type[Any], key: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(f"---\n{BLOCK.format(key)}---\n")
    feed = Feed.read(tmp_path, model=model, workers=2)
    assert list(feed) == list(scan(tmp_path, model=model))
    feed[0].title = "Moon"
    assert serialize(feed[0]) == f"---\n{BLOCK.format(key)}---\n".replace("Tide", "Moon")


CHECK = """
import sys
from dataclasses import dataclass
import attrs
from newsfeed import Document, SerializeError, ParseError, parse, serialize
from newsfeed.export import json_schema

@attrs.define
class Walk:
    title: str = attrs.field(validator=attrs.validators.max_len(4))

@dataclass
class Stop:
    title: str
    walk: Walk | None = None

text = "---\\ntitle: 'Tide'\\n---\\n"
for model in Walk, Stop, Document:
    assert serialize(parse(text, model=model)) == text
for model in Walk, Stop:
    json_schema(model)
    for bad in text.replace("Tide", "Tides").replace("'", ""), text.replace("title", "name"):
        try:
            parse(bad, model=model)
        except ParseError:
            pass
class Other:
    pass
try:
    parse(text, model=Other)
except TypeError:
    pass
assert not [name for name in sys.modules if name.partition(".")[0].startswith("pydantic")]
"""


def test_pydantic_is_not_imported_for_other_models() -> None:
    subprocess.run([sys.executable, "-c", CHECK], check=True)
