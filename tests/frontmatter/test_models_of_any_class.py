"""Any attrs class can be a model."""

import copy
import gc
import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, List, Optional  # noqa: UP035

import attrs
import pytest

from newsfeed import Image, ParseError, SerializeError, parse, read, serialize, write
from newsfeed.frontmatter import QUOTED, SECTION, Key, origin

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


# --- Reading and writing --------------------------------------------------------------------------


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


# --- Kinds of classes -----------------------------------------------------------------------------


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


@attrs.define
class Defaults:
    title: str = "untitled"
    heat: int = 7
    words: list[str] = attrs.field(factory=lambda: ["default"])
    when: date = date(2020, 1, 1)


def test_what_a_text_does_not_say_has_its_default() -> None:
    note = parse("---\n---\n", model=Defaults)
    assert note == Defaults()
    note = parse("---\nheat: 8\n---\n", model=Defaults)
    assert note == Defaults(heat=8)


@pytest.mark.parametrize(
    "text", ["---\n---\n", "---\n{}\n---\n", "---\nheat: 8 # c\n---\n", "---\ntitle: a\n---\n"]
)
def test_defaults_are_written_where_they_are_edited_only(text: str) -> None:
    note = parse(text, model=Defaults)
    assert serialize(note) == text
    note.heat = 9
    edited = serialize(note)
    assert "heat: 9" in edited
    assert "untitled" not in edited
    assert parse(edited, model=Defaults) == note


@attrs.define
class Rated:
    average: float | None = None


def test_a_number_is_no_word() -> None:
    assert parse("---\naverage: 4.6\n---\n", model=Rated).average == 4.6
    with pytest.raises(ParseError, match="average: expected a number, found 'good'"):
        parse("---\naverage: good\n---\n", model=Rated)


@pytest.mark.parametrize(
    "note",
    [
        Defaults(),
        Defaults("a", 0, ["b", ""], date(1, 2, 3)),
        Defaults(words=["default"], heat=0),
    ],
)
def test_values_beside_defaults_read_back(note: Defaults) -> None:
    """`parse(serialize(a)) == a`, also where an empty list is not the default."""
    assert parse(serialize(note), model=Defaults) == note


def test_an_empty_list_where_the_class_has_another_default_is_not_lost() -> None:
    """`parse(serialize(a)) == a`, or `serialize` raises."""
    try:
        text = serialize(Defaults(words=[]))
    except SerializeError:
        return
    assert parse(text, model=Defaults).words == []


def positive(_: Any, __: Any, value: int) -> None:
    if value <= 0:
        raise ValueError("must be positive")


@attrs.define
class Checked:
    title: str = attrs.field(validator=attrs.validators.min_len(2))
    heat: int = attrs.field(default=1, validator=positive)


@pytest.mark.parametrize(
    "text", ["---\ntitle: ab\nheat: 0\n---\n", "---\nheat: 1\ntitle: a\n---\n"]
)
def test_a_validator_that_refuses_is_a_problem_of_the_text(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, model=Checked)
    assert "Checked" in str(caught.value)
    assert caught.value.problems[0].line in (2, 3)


def test_a_validator_that_agrees_changes_nothing() -> None:
    text = "---\ntitle: ab\nheat: 5\n---\n"
    assert serialize(parse(text, model=Checked)) == text


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


@attrs.define
class Everything:
    anything: Any = None
    mapping: dict[str, Any] | None = None
    number: float | None = None
    day: date | None = None
    moment: datetime | None = None
    grid: list[list[int]] = attrs.field(factory=list)
    sparse: list[str | None] = attrs.field(factory=list)
    body: str = ""


EVERYTHING = """---
anything: [1, 1.5, true, a, ~, 2021-12-10]
mapping: {a: {b: [c]}, d: null}
number: 1e3
day: 2021-12-10
moment: 2021-12-10 14:30 +0100
grid:
- [1, 2]
- - 3
sparse: [a, ~, null, 'null']
---
"""


def test_every_kind_of_hint_is_read_and_written() -> None:
    note = parse(EVERYTHING, model=Everything)
    assert note == Everything(
        [1, 1.5, True, "a", None, date(2021, 12, 10)],
        {"a": {"b": ["c"]}, "d": None},
        1000.0,
        date(2021, 12, 10),
        datetime(2021, 12, 10, 13, 30, tzinfo=UTC),
        [[1, 2], [3]],
        ["a", None, None, "null"],
    )
    assert serialize(note) == EVERYTHING
    assert parse(serialize(attrs.evolve(note)), model=Everything) == note


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("number", 2.5, "1e3", "2.5"),
        ("number", 2, "1e3", "2"),
        ("number", float("-inf"), "1e3", "-.inf"),
        ("day", date(2022, 1, 1), "day: 2021-12-10", "day: 2022-01-01"),
        ("moment", datetime(2021, 12, 10, 14, tzinfo=UTC), "14:30 +0100", "15:00 +0100"),
        ("grid", [[1, 2, 3], [3]], "[1, 2]", "[1, 2, 3]"),
        ("grid", [[1, 2], [3, 4]], "- - 3\n", "- - 3\n  - 4\n"),
        ("grid", [[3], [1, 2]], "- [1, 2]\n- - 3\n", "- - 3\n- [1, 2]\n"),
        ("sparse", ["b", None, None, "null"], "[a, ~,", "[b, ~,"),
        ("anything", 3, "[1, 1.5, true, a, ~, 2021-12-10]", "3"),
        ("mapping", {"a": {"b": ["c", "e"]}, "d": None}, "[c]", "[c, e]"),
        ("mapping", {}, "{a: {b: [c]}, d: null}", "{}"),
    ],
)
def test_an_edit_of_any_kind_changes_what_it_names(
    name: str, value: Any, old: str, new: str
) -> None:
    note = parse(EVERYTHING, model=Everything)
    setattr(note, name, value)
    assert serialize(note) == EVERYTHING.replace(old, new)


def test_one_and_true_are_not_the_same_where_anything_may_stand() -> None:
    note = parse("---\nanything: 1\n---\n", model=Everything)
    for value in (True, 1.0, "1"):
        note.anything = value
        again = parse(serialize(note), model=Everything)
        assert (type(again.anything), again.anything) == (type(value), value)


# --- What cannot be a model -----------------------------------------------------------------------


@attrs.define
class WithTuple:
    words: tuple[str, ...] = ()


@attrs.define
class WithSet:
    good: str = ""
    bad_words: set[str] = attrs.field(factory=set)


@attrs.define
class WithUnion:
    either: int | str = 0


@attrs.define
class WithKeys:
    table: dict[int, str] = attrs.field(factory=dict)


@attrs.define
class WithObject:
    where: Path | None = None


@attrs.define
class WithDeepFault:
    inner: list[list[bytes]] = attrs.field(factory=list)


@attrs.define
class WithUnknownName:
    other: "Missing" = None  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (WithTuple, "words"),
        (WithSet, "bad_words"),
        (WithUnion, "either"),
        (WithKeys, "table"),
        (WithObject, "where"),
        (WithDeepFault, "inner"),
        (WithUnknownName, "Missing"),
    ],
)
def test_a_hint_that_the_format_cannot_hold_is_a_type_error_that_names_the_field(
    model: type[Any], name: str
) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=f"{model.__name__}.*{name}"):
            parse("---\n---\n", model=model)
        with pytest.raises(TypeError, match=f"{model.__name__}.*{name}"):
            serialize(model())


@attrs.define
class Outer:
    inner: WithSet | None = None


def test_a_fault_in_a_nested_model_names_that_model() -> None:
    with pytest.raises(TypeError, match=r"WithSet\.bad_words"):
        parse("---\ninner: {good: a}\n---\n", model=Outer)


class NotAttrs:
    title: str = ""


@pytest.mark.parametrize("model", [NotAttrs, dict, str, int, object])
def test_a_class_that_is_not_an_attrs_class_is_a_type_error(model: type[Any]) -> None:
    with pytest.raises(TypeError, match="attrs"):
        parse("---\n---\n", model=model)


@pytest.mark.parametrize("value", [NotAttrs(), {}, None, "text", Person])
def test_what_is_not_an_instance_of_an_attrs_class_cannot_be_written(value: Any) -> None:
    with pytest.raises(TypeError, match="attrs"):
        serialize(value)


# --- The origin of models that do not hold it -----------------------------------------------------


def test_the_origin_is_forgotten_with_its_model() -> None:
    gc.collect()
    before = len(origin._BESIDE)
    people = [parse(PERSON, model=Person) for _ in range(10)]
    assert len(origin._BESIDE) == before + 10
    del people
    gc.collect()
    assert len(origin._BESIDE) == before


def test_models_that_are_equal_keep_their_own_texts() -> None:
    one = parse("---\nname: Ada\n---\n", model=Person)
    other = parse("---\nname: 'Ada'\n---\n", model=Person)
    assert one == other
    assert serialize(one) == "---\nname: Ada\n---\n"
    assert serialize(other) == "---\nname: 'Ada'\n---\n"


def test_a_new_model_in_the_place_of_a_dead_one_has_no_origin() -> None:
    for number in range(200):
        person = parse("---\nname: 'Ada'\n---\n", model=Person)
        assert person.name == "Ada"
        del person
        made = Person(f"Ada {number}")
        assert serialize(made) == f"---\nname: Ada {number}\n---\n\n"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, attrs.evolve])
def test_copies_of_a_model_without_source_are_written(duplicate: Any) -> None:
    twin = duplicate(parse(PERSON, model=Person))
    assert parse(serialize(twin), model=Person) == twin


def test_pickles_of_a_model_without_source_are_written() -> None:
    twin = pickle.loads(pickle.dumps(parse(PERSON, model=Person)))
    assert parse(serialize(twin), model=Person) == twin


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


@attrs.define
class Preset:
    draft: bool | None = True
    words: list[str] = attrs.field(factory=lambda: ["default"])
    aliases: Optional[List[str]] = None  # noqa: UP006, UP045


@pytest.mark.parametrize(
    ("note", "block"),
    [
        (Preset(None), "draft: null\nwords:\n  - default\n"),
        (Preset(words=[]), "draft: true\nwords: []\n"),
        (Preset(aliases=["a"]), "draft: true\nwords:\n  - default\naliases:\n  - a\n"),
    ],
)
def test_what_a_default_would_replace_is_written(note: Preset, block: str) -> None:
    assert serialize(note) == f"---\n{block}---\n\n"
    assert parse(serialize(note), model=Preset) == note


def test_a_value_is_cleared_where_the_default_is_another() -> None:
    note = parse("---\ndraft: false # yet\nwords: [b]\n---\n", model=Preset)
    note.draft, note.words = None, []
    assert serialize(note) == "---\ndraft: null # yet\nwords: []\n---\n"


@attrs.define
class OneKeyTwice:
    web_url: str | None = None
    webUrl: str | None = None  # noqa: N815


@attrs.define
class Unreadable:
    inner: "list[OneKeyTwice] | None" = None


@pytest.mark.parametrize("model", [OneKeyTwice, Unreadable])
def test_two_fields_with_one_key_are_a_type_error_before_any_text(model: type[Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="OneKeyTwice: two fields have the key webUrl"):
            parse("---\n---\n", model=model)


@attrs.define
class Misspelt:
    words: "Path.List" = None  # type: ignore[name-defined]


def test_a_hint_that_names_nothing_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="Misspelt: a type hint cannot be resolved"):
        parse("---\n---\n", model=Misspelt)


def refuse_tides(_: object, __: object, value: str) -> None:
    if value == "Tides":
        raise KeyError("no tides")


@attrs.define
class Strict:
    title: str = attrs.field(validator=refuse_tides)


def test_whatever_a_model_raises_is_a_problem_of_the_text() -> None:
    with pytest.raises(ParseError, match="Strict refuses it: 'no tides'"):
        parse("---\ntitle: Tides\n---\n", model=Strict)
