"""Any attrs class can be a model: a file of a person, read, edited and written."""

import copy
import pickle
from pathlib import Path
from typing import Annotated, Any, Optional

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, read, serialize, write
from newsfeed.frontmatter import QUOTED, SECTION, Key, keys

PERSON = """---
name: "Ada Keeper"
bio: "Keeps the light: every night | \\"Tides\\" & storms"
location: Saltmarsh, ZZ
type: "profile"
heat: 101

affiliation:
  name: The Daily Example
  domain: daily.example

website: https://keeper.example/

twitter:
  username: adakeeper
  url: https://social.example/adakeeper
  followers: 15541

linkedin:
  url: https://work.example/in/adakeeper

topics:
  - Sea

images:
  - url: https://daily.example/ada_400x400.jpg
    width: 400
    height: 400
    isCached: true
    title: "Ada Keeper"

secured: "AAAA;BBBB=="
---

"""


@attrs.define
class Account:
    username: str | None = None
    url: str | None = None
    followers: int | None = None


@attrs.define
class Employer:
    name: str
    domain: str | None = None


@keys("camel")
@attrs.define
class Picture:
    url: str
    width: int | None = None
    height: int | None = None
    is_cached: bool | None = None
    title: str | None = None


@attrs.define
class Person:
    name: str
    bio: str | None = None
    location: str | None = None
    type: str | None = None
    heat: int | None = None
    affiliation: Employer | None = None
    website: str | None = None
    twitter: Account | None = None
    linkedin: Account | None = None
    topics: list[str] = attrs.field(factory=list)
    images: list[Picture] = attrs.field(factory=list)
    secured: str | None = None


@attrs.define
class QuotedPicture:
    url: str
    width: int | None = None
    height: int | None = None
    cached: Annotated[bool | None, Key("isCached")] = None
    title: Annotated[str, QUOTED] | None = None


@attrs.define(kw_only=True)
class CanonicalPerson:
    name: Annotated[str, QUOTED]
    bio: Annotated[str | None, QUOTED] = None
    location: str | None = None
    type: Annotated[Optional[str], QUOTED] = None  # noqa: UP045
    heat: int | None = None
    affiliation: Annotated[Employer | None, SECTION] = None
    website: Annotated[str | None, SECTION] = None
    twitter: Annotated[Account | None, SECTION] = None
    linkedin: Annotated[Account | None, SECTION] = None
    topics: Annotated[list[str], SECTION] = attrs.field(factory=list)
    images: Annotated[list[QuotedPicture], SECTION] = attrs.field(factory=list)
    secured: Annotated[str | None, QUOTED, SECTION] = None
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"
    source: str | None = attrs.field(default=None, eq=False, repr=False)
    path: Path | None = attrs.field(default=None, eq=False, repr=False)


MODELS: list[type[Any]] = [Person, CanonicalPerson]


@pytest.mark.parametrize("model", MODELS)
def test_a_person_comes_back_as_it_was(model: type[Any]) -> None:
    person = parse(PERSON, model=model)
    assert person.name == "Ada Keeper"
    assert person.affiliation == Employer("The Daily Example", "daily.example")
    assert person.twitter.followers == 15541
    assert person.images[0].title == "Ada Keeper"
    assert serialize(person) == PERSON


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_of_a_person_changes_what_it_names(model: type[Any], newline: str) -> None:
    text = PERSON.replace("\n", newline)
    person = parse(text, model=model)
    person.twitter.followers += 1
    person.name = 'Ada "A" Keeper'
    person.linkedin = None
    person.topics.insert(0, "Moon")
    person.images[0].width = None
    expected = (
        PERSON.replace("15541", "15542")
        .replace('name: "Ada Keeper"', 'name: "Ada \\"A\\" Keeper"')
        .replace("linkedin:\n  url: https://work.example/in/adakeeper\n\n", "")
        .replace("  - Sea", "  - Moon\n  - Sea")
        .replace("    width: 400\n", "")
    )
    assert serialize(person) == expected.replace("\n", newline)


@pytest.mark.parametrize("model", MODELS)
def test_a_person_in_another_spelling_is_edited_in_its_own(model: type[Any]) -> None:
    text = "---\r\n# who\r\nname : 'Ada'   # her name\r\ntwitter: {url: a, followers: 0x10}\r\n---"
    person = parse(text, model=model)
    person.name = "Ada's"
    person.twitter.followers = 17
    assert serialize(person) == text.replace("'Ada'", "'Ada''s'").replace("0x10", "17")


def test_markers_give_the_canonical_form() -> None:
    person = parse(PERSON, model=CanonicalPerson)
    # A field stands where its class has it, not where a text had it.
    expected = PERSON
    assert serialize(attrs.evolve(person, source=None)) == expected
    assert serialize(attrs.evolve(person, source=None), newline="\r\n") == (
        PERSON.removesuffix("\n").replace("\n", "\r\n") + "\n"
    )


def test_without_markers_text_is_plain_where_it_can_be() -> None:
    person = Person("Ada", bio="a: b", topics=["NO"], twitter=Account(followers=3))
    assert serialize(person) == (
        '---\nname: Ada\nbio: "a: b"\ntwitter:\n  followers: 3\ntopics:\n  - "NO"\n---\n\n'
    )
    assert parse(serialize(person), model=Person) == person


def test_unknown_keys_and_body_survive_in_a_model_without_fields_for_them() -> None:
    text = "---\nname: Ada\nlayout: person  # unknown\ntwitter:\n  id: 3\n---\nHer body\n---\n"
    person = parse(text, model=Person)
    assert not hasattr(person, "extra")
    person.heat = 3
    person.twitter = Account(url="a")
    edited = serialize(person)
    assert "layout: person  # unknown\n" in edited
    assert edited.endswith("---\nHer body\n---\n")
    assert parse(edited, model=Person) == person


def test_a_model_with_fields_for_them_holds_unknown_keys_and_body() -> None:
    person = parse("---\nname: Ada\nlayout: person\n---\nHer body\n", model=CanonicalPerson)
    assert person.extra == {"layout": "person"}
    assert person.body == "Her body\n"
    assert person.source is not None
    person.body = "Another"
    person.extra["on"] = ["a", 1]
    assert serialize(person) == '---\nname: Ada\nlayout: person\n"on":\n  - a\n  - 1\n---\nAnother'


def test_files_of_any_model_are_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "ada.md"
    path.write_bytes(PERSON.encode())
    person = read(path, model=Person)
    assert not write(person)
    person.heat = 3
    assert write(person)
    assert not write(person)
    assert path.read_bytes().decode() == PERSON.replace("heat: 101", "heat: 3")
    person.heat = 4
    assert write(person)
    assert read(path, model=Person).heat == 4


def test_a_problem_names_the_key_of_the_text() -> None:
    with pytest.raises(ParseError) as caught:
        parse(PERSON.replace("15541", "many").replace("400", "wide", 2), model=Person)
    assert [problem.key for problem in caught.value.problems] == ["twitter.followers"]


def test_a_wrong_value_is_refused_by_the_key_of_the_text() -> None:
    person = CanonicalPerson(name="Ada", images=[QuotedPicture("a", cached="yes")])  # type: ignore[arg-type]
    with pytest.raises(SerializeError) as caught:
        serialize(person)
    assert caught.value.key == "images[0].isCached"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, attrs.evolve])
def test_copies_of_a_model_without_source_are_written(duplicate: Any) -> None:
    twin = duplicate(parse(PERSON, model=Person))
    assert parse(serialize(twin), model=Person) == twin


def test_pickles_of_a_model_without_source_are_written() -> None:
    twin = pickle.loads(pickle.dumps(parse(PERSON, model=Person)))
    assert parse(serialize(twin), model=Person) == twin
