"""The laws over real files of other kinds, with models of their own."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from equations import newline_of, one_line_difference

from newsfeed import Image, Provider, parse, serialize
from newsfeed.frontmatter import QUOTED, SECTION, Key, keys

pytestmark = pytest.mark.shared


@attrs.define
class Account:
    username: str | None = None
    url: str | None = None
    followers: int | None = None


@attrs.define
class Person:
    name: str
    bio: str | None = None
    location: str | None = None
    type: str | None = None
    heat: int | None = None
    affiliation: Provider | None = None
    website: str | None = None
    twitter: Account | None = None
    linkedin: Account | None = None
    topics: list[str] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    secured: str | None = None


@keys("camel")
@attrs.define
class Community:
    name: Annotated[str, QUOTED]
    excerpt: Annotated[str, QUOTED]
    original_url: str
    web_url: str
    type: str
    members: int
    heat: int
    provider: Annotated[dict[str, Any], SECTION]
    topics: Annotated[list[str], SECTION]
    images: Annotated[list[dict[str, Any]], SECTION]


@attrs.define
class Organization:
    taxonomy: str
    id: Annotated[str, Key("_id")]
    name: str
    domain: str
    description: str | None = None
    images: list[dict[str, Any]] = attrs.field(factory=list)
    body: str = "\n"


@attrs.define
class Course:
    title: str
    price: str
    length: str
    ratings: dict[str, Any]
    levels: list[str]
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)


@keys("camel")
@attrs.frozen
class Video:
    title: str
    published_date_time: datetime
    length: str = ""
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


@attrs.define
class Action:
    url: Annotated[str, QUOTED]
    type: Annotated[str, QUOTED]
    title: Annotated[str, QUOTED]
    attribution: Annotated[str, QUOTED]


@attrs.define
class Sample:
    title: Annotated[str, QUOTED]
    actions: Annotated[list[Action], SECTION]
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


OTHER: list[tuple[str, int, type[Any]]] = [
    ("people", 8, Person),
    ("communities", 3, Community),
    ("data-organizations", 6, Organization),
    ("learning-courses", 8, Course),
    ("learning-videos", 8, Video),
    ("samples", 8, Sample),
]


def other_texts(shared: Path, kind: str, count: int) -> list[str]:
    paths = sorted((shared / "corpus/other" / kind).glob("*.md"))
    assert len(paths) == count
    return [path.read_bytes().decode() for path in paths]


@pytest.mark.parametrize(("kind", "count", "model"), OTHER)
def test_every_other_file_comes_back_as_it_was(
    shared: Path, kind: str, count: int, model: type[Any]
) -> None:
    """`serialize(parse(t, model=M)) == t`."""
    for text in other_texts(shared, kind, count):
        read = parse(text, model=model)
        assert serialize(read) == text
        assert read == parse(text.encode(), model=model)


@pytest.mark.parametrize(("kind", "count", "model"), OTHER)
def test_an_edit_of_another_file_changes_one_line(
    shared: Path, kind: str, count: int, model: type[Any]
) -> None:
    """`diff(t, serialize(set(a, k, v)))` is the line of `k`, for plain models as well."""
    name = attrs.fields(model)[0].name
    for text in other_texts(shared, kind, count):
        edited = attrs.evolve(parse(text, model=model), **{name: "Tide turns early"})
        if not hasattr(edited, "source") and model is not Video:
            read = parse(text, model=model)
            setattr(read, name, "Tide turns early")
            old, new = one_line_difference(text, serialize(read))
            quote = '"' if '"' in old else ""
            assert new.rstrip("\r") == f"{old.partition(':')[0]}: {quote}Tide turns early{quote}"


def test_markers_give_the_canonical_form_of_another_kind_of_file(shared: Path) -> None:
    """`serialize(copy without source) == t`, but for the body that such a model does not hold."""
    for text in other_texts(shared, "communities", 3):
        read = parse(text, model=Community)
        made = Community(
            **{each.name: getattr(read, each.name) for each in attrs.fields(Community)}
        )
        newline = newline_of(text)
        closing = f"{newline}---{newline}"
        block, fence, _ = text.rpartition(closing)
        assert serialize(made, newline=newline) == block.rstrip() + fence + newline


def test_people_are_edited_in_every_part(shared: Path) -> None:
    """An edit of each kind changes the lines that it names, in plain spelling as in the file."""
    for text in other_texts(shared, "people", 8):
        person: Any = parse(text, model=Person)
        newline = newline_of(text)
        expected = text.replace(f"heat: {person.heat}", "heat: 1")
        person.heat = 1
        expected = expected.replace(person.website, "https://tide.example")
        person.website = "https://tide.example"
        expected = expected.replace(f": {person.twitter.followers}", ": 2")
        person.twitter.followers = 2
        last = f"  - {person.topics[-1]}{newline}"
        expected = expected.replace(last, f"{last}  - Tides{newline}")
        person.topics.append("Tides")
        title = f'    title: "{person.images[0].title}"'
        expected = expected.replace(title, '    title: "T"')
        person.images[0].title = "T"
        assert serialize(person) == expected
