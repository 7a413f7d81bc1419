"""Pydantic models: their keys, their roles, fields of every kind, and the guarantees."""

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Optional

from hypothesis import given
from hypothesis import strategies as st
from loops import each
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from strategies import examples, instants, texts

from newsfeed import parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, QUOTED, SECTION, Key, keys
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Stop(BaseModel):
    name: str
    lines: int = Field(default=1, ge=0)


class Walk(BaseModel):
    title: Annotated[str, QUOTED]
    heat: int = Field(default=3, ge=0, lt=10)
    price: Decimal = Decimal("1.50")
    open: bool = True
    color: Color | None = None
    kind: Literal["long", "short"] = "long"
    seen: date | None = None
    moment: datetime | None = None
    tags: Annotated[list[str], ONE_OR_MANY] = []
    names: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    first: Annotated[Stop | None, SECTION] = None
    last: Optional[Stop] = None  # noqa: UP045
    stops: list[Stop] = []
    extra: dict[str, Any] = {}
    body: str = ""
    source: str | None = Field(default=None, exclude=True)
    path: Path | None = Field(default=None, exclude=True)


class Own(Walk):
    """The same without fields for the source and the path."""

    source: ClassVar[None] = None  # type: ignore[misc]
    path: ClassVar[None] = None  # type: ignore[misc]


CANONICAL = """\
---
title: "Tide"
heat: 4
price: 2.50
open: false
color: blue
kind: short
seen: 2026-03-14
moment: 2026-03-14T10:00:00Z
tags:
  - sea
names:
  - Ada
counts:
  child: 3

first:
  name: Quay
  lines: 2
last:
  name: Lock
  lines: 1
stops:
  - name: Pier
    lines: 2
  - name: Hill
    lines: 3
---
Body
"""
HAND = """\
---
title: 'Tide'   # wet
mood: calm
stops:
- {name: Pier, lines: 2}
# uphill
- name: Hill  # steep
  lines: 3
counts: {child: 3}
names: [Ada]
tags: sea
moment: 2026-03-14 10:00:00Z
seen: 2026-03-14
kind: short
color: "blue"
open: No
price: 2.50
heat: 4
last: {lines: 1, name: Lock}
first:
  name: Quay
  lines: 2
---
Body
"""
EDITS: list[tuple[str, Any, str, str]] = [
    ("title", "Moon", "Tide", "Moon"),
    ("heat", 5, "heat: 4", "heat: 5"),
    ("price", Decimal("3.25"), "2.50", "3.25"),
    ("color", Color.RED, "blue", "red"),
    ("kind", "long", "short", "long"),
    ("seen", date(2026, 3, 15), "2026-03-14\n", "2026-03-15\n"),
    ("moment", datetime(2026, 3, 14, 11, tzinfo=UTC), "10:00", "11:00"),
    ("tags", ["moon"], "sea", "moon"),
    ("names", ("Bea",), "Ada", "Bea"),
    ("counts", {"child": 5}, "child: 3", "child: 5"),
    ("first", Stop(name="Weir", lines=2), "Quay", "Weir"),
    ("stops", [Stop(name="Pier", lines=2), Stop(name="Hill", lines=9)], "lines: 3", "lines: 9"),
    ("body", "Text\n", "---\nBody", "---\nText"),
]


def values_of(note: BaseModel) -> dict[str, Any]:
    """Return the attributes of an instance, except those that contain its origin."""
    return {name: each for name, each in note if name not in ("source", "path")}


@each("model", [Walk, Own])
def test_an_untouched_model_gives_its_text(model: type[Walk]) -> None:
    for text in CANONICAL, HAND, CANONICAL.replace("\n", "\r\n"), HAND.replace("\n", "\r\n"):
        note = parse(text, model=model)
        assert (note.title, note.price, note.color) == ("Tide", Decimal("2.50"), Color.BLUE)
        assert (note.tags, note.names, note.counts) == (["sea"], ("Ada",), {"child": 3})
        assert (note.first, note.last) == (Stop(name="Quay", lines=2), Stop(name="Lock"))
        assert serialize(note) == text


@each("model", [Walk, Own])
def test_an_edit_changes_what_it_names(model: type[Walk]) -> None:
    for text in CANONICAL, HAND:
        for name, value, old, new in EDITS:
            note = parse(text, model=model)
            setattr(note, name, value)
            assert serialize(note) == text.replace(old, new)
            assert values_of(parse(serialize(note), model=model)) == values_of(note)


def test_items_move_with_their_comments() -> None:
    note = parse(HAND, model=Walk)
    note.stops.reverse()
    lines = "# uphill\n- name: Hill  # steep\n  lines: 3\n"
    pier = "- {name: Pier, lines: 2}\n"
    assert serialize(note) == HAND.replace(pier + lines, lines + pier)


def test_a_model_without_source_is_written_in_canonical_form() -> None:
    assert serialize(parse(CANONICAL, model=Walk).model_copy(update={"source": None})) == CANONICAL
    assert serialize(parse(CANONICAL, model=Own).model_copy()) == CANONICAL


def test_copies_with_a_source_keep_their_text() -> None:
    note = parse(HAND, model=Walk)
    for twin in note.model_copy(), copy.deepcopy(note), pickle.loads(pickle.dumps(note)):
        twin.title = "Moon"
        assert serialize(twin) == HAND.replace("Tide", "Moon")


def walks() -> st.SearchStrategy[Walk]:
    stops = st.builds(Stop, name=texts(), lines=st.integers(0, 99))
    return st.builds(
        Walk,
        title=texts(),
        heat=st.integers(0, 9),
        price=st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**6),
        open=st.booleans(),
        color=st.none() | st.sampled_from(Color),
        kind=st.sampled_from(["long", "short"]),
        seen=st.none() | st.dates(),
        moment=st.none() | instants(),
        tags=st.lists(texts(), max_size=2),
        names=st.lists(texts(), max_size=2).map(tuple),
        counts=st.dictionaries(st.sampled_from(["child", "on", "3", "a b"]), st.integers(0, 9)),
        first=st.none() | stops,
        stops=st.lists(stops, max_size=2),
        body=texts(),
    )


@examples(200)
@given(note=walks())
def test_any_instance_comes_back_from_both_readers(note: Walk) -> None:
    text, schema = serialize(note), schema_of(Walk)
    found = read_yaml(text, schema).model
    assert values_of(found) == values_of(note)
    canonical = read_canonical(text, schema)
    assert canonical is None or repr(values_of(canonical)) == repr(values_of(found))


# --- Keys -----------------------------------------------------------------------------------------


class Aliased(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    read_time: int
    web_url: Annotated[str, Key("URL")] = ""
    id_: str = Field(default="", alias="_id")
    old_name: str = Field(default="", validation_alias="n m", serialization_alias="n m")


@keys("kebab")
class Named(BaseModel):
    read_time: int
    class_: str = ""
    web_url: str = Field(default="", alias="url")
    amp_url: Annotated[str, Key("amp")] = Field(default="", alias="other")
    org_name: str = Field(default="", validation_alias="orgName")


class Inherited(Named):
    more_of: int = 0


@each(
    "model, names",
    [
        (Aliased, ["readTime", "URL", "_id", "n m"]),
        (Named, ["read-time", "class", "url", "amp", "orgName"]),
        (Inherited, ["read-time", "class", "url", "amp", "orgName", "more-of"]),
    ],
)
def test_a_key_is_that_of_a_marker_an_alias_or_the_naming(
    model: type[BaseModel], names: list[str]
) -> None:
    assert list(schema_of(model).fields) == names
    text = f"---\n{names[0]}: 4\n" + "".join(f"{name}: a  # b\n" for name in names[1:5]) + "---\n"
    note = parse(text, model=model)
    assert serialize(note) == text
    for field in schema_of(model).fields.values():
        if field.key in names[1:5]:
            setattr(note, field.name, "c")
    assert serialize(note) == text.replace(": a ", ": c ")


def test_the_name_of_an_attribute_with_an_alias_is_an_unknown_key() -> None:
    note = parse("---\nreadTime: 4\nread_time: 5\n---\n", model=Aliased)
    assert note.read_time == 4
    note.read_time = 6
    assert serialize(note) == "---\nreadTime: 6\nread_time: 5\n---\n"
    assert serialize(Aliased(read_time=3, _id="a")).startswith("---\nreadTime: 3\n")
