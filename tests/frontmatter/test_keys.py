"""Keys: the name of an attribute by default, another naming of its class, or a `Key` of its own."""

import keyword
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import attrs
import pytest
from blocks import messages
from loops import each

from newsfeed import Article, Document, SerializeError, parse, serialize
from newsfeed.export import json_schema
from newsfeed.frontmatter import Key, grammar, keys
from newsfeed.frontmatter.assignment import Assignment
from newsfeed.frontmatter.assignment.edit import Edit
from newsfeed.frontmatter.path import FieldPath
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of


def model_of(*names: str) -> type[Any]:
    """Return a model with attributes of these names."""
    return attrs.make_class("Note", {name: attrs.field(type=str) for name in names})


def keys_of(model: type[Any]) -> list[str]:
    return list(schema_of(model).fields)


# --- Namings --------------------------------------------------------------------------------------


@each(
    "name, key",
    [
        ("title", "title"),
        ("read_time", "read_time"),
        ("readTime", "readTime"),
        ("_id", "_id"),
        ("class_", "class"),
        ("from_", "from"),
        ("None_", "None"),
        ("type_", "type_"),
        ("match_", "match_"),
        ("title_", "title_"),
        ("class__", "class__"),
        ("_class_", "_class_"),
    ],
)
def test_a_key_is_the_name_without_the_underscore_after_a_keyword(name: str, key: str) -> None:
    assert keys_of(model_of(name)) == [key]


@each(
    "name, key",
    [
        ("title", "title"),
        ("amp_web_url", "ampWebUrl"),
        ("_id", "_id"),
        ("__private_name", "__privateName"),
        ("is_cached", "isCached"),
        ("a_b_c", "aBC"),
        ("x2_y", "x2Y"),
        ("web_url", "webUrl"),
        ("X_ray", "XRay"),
        ("__a_b", "__aB"),
        ("class_", "class"),
    ],
)
def test_a_name_in_snake_case_becomes_a_key_in_camel_case(name: str, key: str) -> None:
    assert keys_of(keys("camel")(model_of(name))) == [key]


@each(
    "name, key",
    [
        ("title", "title"),
        ("amp_web_url", "amp-web-url"),
        ("_id", "_id"),
        ("__private_name", "__private-name"),
        ("x2_y", "x2-y"),
        ("X_ray", "X-ray"),
        ("class_", "class"),
    ],
)
def test_a_name_in_snake_case_becomes_a_key_in_kebab_case(name: str, key: str) -> None:
    assert keys_of(keys("kebab")(model_of(name))) == [key]


@each(
    "naming, expected",
    [
        (str, ["read_time", "class"]),
        (str.upper, ["READ_TIME", "CLASS"]),
        (lambda name: f"x-{name}", ["x-read_time", "x-class"]),
        (partial(str.replace, "a b", "b"), ["a read_time", "a class"]),
    ],
)
def test_a_function_may_name_the_keys(naming: Callable[[str], str], expected: list[str]) -> None:
    assert keys_of(keys(naming)(model_of("read_time", "class_"))) == expected


def test_the_decorator_returns_the_class_itself() -> None:
    model = model_of("read_time")
    assert keys("camel")(model) is model


def test_the_decorator_may_come_before_or_after_that_of_attrs() -> None:
    @keys("kebab")
    @attrs.define
    class After:
        read_time: int

    @attrs.define
    @keys("kebab")
    class Before:
        read_time: int

    @attrs.define(slots=False)
    @keys("kebab")
    class BeforeWithoutSlots:
        read_time: int

    for model in (After, Before, BeforeWithoutSlots):
        assert keys_of(model) == ["read-time"]


# --- Subclasses and nested models -----------------------------------------------------------------


@keys("camel")
@attrs.define
class Boat:
    hull_width: int


@attrs.define
class Yacht(Boat):
    sail_area: int


@keys("kebab")
@attrs.define
class Tug(Boat):
    pull_force: int


@attrs.define(kw_only=True)
class Post(Article):
    read_time: int | None = None


@keys("kebab")
class Named:
    """A base that is no model."""


@attrs.define
class Buoy(Named):
    light_color: str


@each(
    "model, expected",
    [
        (Boat, ["hullWidth"]),
        (Yacht, ["hullWidth", "sailArea"]),
        (Tug, ["hull-width", "pull-force"]),
        (Buoy, ["light-color"]),
        (Post, [*keys_of(Article), "readTime"]),
    ],
)
def test_a_subclass_has_the_naming_of_its_base_unless_it_has_its_own(
    model: type[Any], expected: list[str]
) -> None:
    assert keys_of(model) == expected


@attrs.define
class Quay:
    first_boat: Boat
    all_tugs: list[Tug]


@keys("camel")
@attrs.define
class Port:
    main_quay: Quay


def test_each_nested_model_has_its_own_naming() -> None:
    text = """\
---
mainQuay:
  first_boat:
    hullWidth: 3
  all_tugs:
    - hull-width: 4
      pull-force: 50
---

"""
    port = Port(Quay(Boat(3), [Tug(4, 50)]))
    assert parse(text, model=Port) == port
    assert serialize(port) == text


# --- Keys of their own ----------------------------------------------------------------------------


def test_a_key_of_its_own_is_preferred_to_any_naming() -> None:
    class Note:
        read_time: int
        web_url: Annotated[str, Key("web_url")]
        identifier: Annotated[str, Key("_id")]
        kind: Annotated[str, Key("class_")]

    own = ["web_url", "_id", "class_"]
    assert keys_of(attrs.define(Note)) == ["read_time", *own]
    assert keys_of(keys("camel")(attrs.define(Note))) == ["readTime", *own]
    assert keys_of(keys(str.upper)(attrs.define(Note))) == ["READ_TIME", *own]


# --- Errors ---------------------------------------------------------------------------------------


@each("naming", ["snake", "Camel", "", None, 3, ["camel"]])
def test_an_unknown_naming_is_refused(naming: Any) -> None:
    with pytest.raises(ValueError, match="expected 'camel', 'kebab' or a function") as caught:
        keys(naming)
    assert str(caught.value).endswith(f", found {naming!r}")


@each("key", [None, 3, b"time", ["time"]])
def test_a_function_that_returns_no_text_is_a_type_error_of_the_field(key: Any) -> None:
    model = keys(lambda name: key if name == "read_time" else name)(model_of("title", "read_time"))
    with pytest.raises(TypeError) as caught:
        parse("---\n---\n", model=model)
    assert str(caught.value) == f"Note.read_time: expected text as key, found {key!r}"


@each(
    "model, key",
    [
        (keys("camel")(model_of("web_url", "webUrl")), "webUrl"),
        (keys(str.upper)(model_of("tide", "Tide")), "TIDE"),
        (keys(lambda _: "same")(model_of("tide", "moon")), "same"),
        (
            attrs.make_class(
                "Note",
                {
                    "class_": attrs.field(type=str),
                    "kind": attrs.field(type=Annotated[str, Key("class")]),  # type: ignore[call-overload]
                },
            ),
            "class",
        ),
    ],
)
def test_two_fields_with_one_key_are_a_type_error(model: type[Any], key: str) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=f"^Note.*: another field has the key {key}$"):
            schema_of(model)


# --- Round trips ----------------------------------------------------------------------------------


@attrs.define
class Ferry:
    """A ferry with a key of each kind."""

    line_name: str
    _id: int
    stop_count: int | None = None
    first_boat: Boat | None = None
    in_: list[str] = attrs.field(factory=list)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


@keys("kebab")
@attrs.define
class KebabFerry(Ferry):
    pass


@keys("camel")
@attrs.define
class CamelFerry(Ferry):
    pass


KEYS: dict[type[Ferry], list[str]] = {
    Ferry: ["line_name", "stop_count", "first_boat"],
    KebabFerry: ["line-name", "stop-count", "first-boat"],
    CamelFerry: ["lineName", "stopCount", "firstBoat"],
}
CANONICAL = """\
---
{0}: Quay Line
_id: 7
{1}: 4
{2}:
  hullWidth: 3
in:
  - June
---

"""
HAND_WRITTEN = """\
---
# The night ferry
in: [June]
"{1}": 0x4   # with the pier
{0} : 'Quay Line'
{2}: {{hullWidth: 3}}
_id: 7
---
By night
"""


@each("model", KEYS)
@each("form, body", [(CANONICAL, "\n"), (HAND_WRITTEN, "By night\n")])
def test_a_file_comes_back_as_it_was(model: type[Ferry], form: str, body: str) -> None:
    text = form.format(*KEYS[model])
    ferry = parse(text, model=model)
    assert ferry == model("Quay Line", 7, 4, Boat(3), ["June"], body=body)
    assert serialize(ferry) == text


@each("model", KEYS)
@each("form", [CANONICAL, HAND_WRITTEN])
@each(
    "change, old, new",
    [
        ({"line_name": "Bay Line"}, "Quay Line", "Bay Line"),
        ({"_id": 8}, "_id: 7", "_id: 8"),
        ({"first_boat": Boat(4)}, "hullWidth: 3", "hullWidth: 4"),
        ({"in_": ["July"]}, "June", "July"),
    ],
)
def test_an_edit_changes_the_line_of_its_key(
    model: type[Ferry], form: str, change: dict[str, Any], old: str, new: str
) -> None:
    text = form.format(*KEYS[model])
    ferry = parse(text, model=model)
    for name, value in change.items():
        setattr(ferry, name, value)
    assert serialize(ferry) == text.replace(old, new)
    assert parse(serialize(ferry), model=model) == ferry


@each("model", KEYS)
def test_an_edit_adds_and_removes_the_line_of_a_key(model: type[Ferry]) -> None:
    text = CANONICAL.format(*KEYS[model])
    ferry = parse(text, model=model)
    ferry.stop_count = None
    without = serialize(ferry)
    assert without == text.replace(f"{KEYS[model][1]}: 4\n", "")
    ferry = parse(without, model=model)
    ferry.stop_count = 4
    assert serialize(ferry) == text


@each("model", KEYS)
def test_without_source_the_canonical_form_is_written(model: type[Ferry]) -> None:
    text = CANONICAL.format(*KEYS[model])
    ferry = model("Quay Line", 7, 4, Boat(3), ["June"])
    assert serialize(ferry) == text
    assert serialize(attrs.evolve(parse(text, model=model))) == text
    assert read_canonical(text, schema_of(model)) == ferry
    assert read_yaml(text, schema_of(model)).model == ferry


def test_the_spelling_of_another_naming_is_an_unknown_key() -> None:
    text = CANONICAL.format(*KEYS[KebabFerry]).replace("in:\n", "line_name: Bay Line\nin:\n")
    ferry = parse(text, model=KebabFerry)
    assert (ferry.line_name, ferry.extra) == ("Quay Line", {"line_name": "Bay Line"})
    assert serialize(ferry) == text


def test_every_python_keyword_is_a_key_that_comes_back() -> None:
    model = model_of(*(f"{word}_" for word in keyword.kwlist))
    assert keys_of(model) == keyword.kwlist
    words = model(*keyword.kwlist)
    assert parse(serialize(words), model=model) == words


# --- Wherever a key is named ----------------------------------------------------------------------


def test_problems_name_the_key() -> None:
    text = "---\n_id: 7\nstop-count: many\nfirst-boat: {hullWidth: wide}\n---\n"
    assert messages(text, KebabFerry) == [
        "line-name: this key is missing",
        "stop-count: expected an integer, found 'many'",
        "first-boat.hullWidth: expected an integer, found 'wide'",
    ]
    with pytest.raises(SerializeError) as caught:
        serialize(KebabFerry("Quay Line", 7, first_boat=Boat("wide")))  # type: ignore[arg-type]
    assert caught.value.key == "first-boat.hullWidth"


def test_schemas_and_patterns_have_the_keys() -> None:
    expected = ["line-name", "_id", "stop-count", "first-boat", "in"]
    assert list(json_schema(KebabFerry)["properties"]) == expected
    assert "(?:stop\\-count:\\ " in grammar(KebabFerry)


@each("path", ["first-boat.hullWidth", "first_boat.hull_width"])
def test_a_path_is_keys_or_attributes(path: str) -> None:
    edit = Edit(Document({"line-name": "Quay Line"}))
    edit.set(Assignment.parse(f"{path}=3", KebabFerry))
    assert edit.text() == "---\nline-name: Quay Line\nfirst-boat:\n  hullWidth: 3\n---\n"
    assert FieldPath(path, KebabFerry).get(KebabFerry("Quay Line", 7, first_boat=Boat(3))) == 3


def test_the_keys_of_a_class_that_is_in_use_do_not_change() -> None:
    @attrs.define
    class Late:
        read_time: int = 0

    parse("---\nread_time: 1\n---\n", model=Late)
    with pytest.raises(TypeError, match=r"^Late: its keys are in use; apply keys as a decorator$"):
        keys("kebab")(Late)
