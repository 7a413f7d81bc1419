"""JSON Schema of models: their names, their markers, what is said of them, the command."""

from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
import yaml
from command import COMMAND, run, run_process
from jsonschema import Draft202012Validator
from systems import linux

from newsfeed import Article, Image, serialize
from newsfeed.export import json_schema, to_json
from newsfeed.frontmatter import QUOTED, SECTION, Key


@attrs.define
class Pier:
    length: int


# --- Names ----------------------------------------------------------------------------------------


@attrs.define
class Isle:
    name: str
    bridge: "Isle | None" = None
    isles: "list[Isle]" = attrs.field(factory=list)


@attrs.define
class Sea:
    isle: Isle


def test_a_model_may_hold_itself() -> None:
    me = {"$ref": "#"}
    assert json_schema(Isle)["properties"]["bridge"] == {"anyOf": [me, {"type": "null"}]}
    assert json_schema(Isle)["properties"]["isles"] == {"type": ["array", "null"], "items": me}
    assert "$defs" not in json_schema(Isle)
    [inner] = json_schema(Sea)["$defs"].values()
    assert inner["properties"]["isles"]["items"] == {"$ref": "#/$defs/Isle"}


@pytest.mark.parametrize("name", ["C", 3])
def test_a_rule_holds_however_deep_a_model_holds_itself(name: object) -> None:
    isle = {"name": "A", "bridge": {"name": "B", "isles": [{"name": name}]}}
    assert Draft202012Validator(json_schema(Isle)).is_valid(isle) == (name == "C")
    assert Draft202012Validator(json_schema(Sea)).is_valid({"isle": isle}) == (name == "C")


def named(name: str, **hints: Any) -> type[Any]:
    """Make a class of fields that have these hints."""
    made: type[Any] = type(name, (), {"__annotations__": hints, "__module__": __name__})
    return attrs.define(made)


def test_of_two_models_of_one_name_each_has_its_own_rules() -> None:
    ours = named("Image", depth=int)
    schema = json_schema(named("Both", a=Image, b=ours, c=list[ours]))  # type: ignore[valid-type]
    Draft202012Validator.check_schema(schema)
    assert list(schema["$defs"]) == ["Image", "Image2"]
    assert schema["properties"]["a"] == {"$ref": "#/$defs/Image"}
    assert schema["properties"]["c"]["items"] == {"$ref": "#/$defs/Image2"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"a": {"url": "x"}, "b": {"depth": 3}, "c": []})
    assert not validator.is_valid({"a": {"url": "x"}, "b": {"url": "x"}, "c": []})
    assert not validator.is_valid({"a": {"depth": 3}, "b": {"depth": 3}, "c": []})


def test_a_model_may_hold_another_of_its_name() -> None:
    schema = json_schema(named("Image", inner=Image))
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "Image"
    assert schema["properties"]["inner"] == {"$ref": "#/$defs/Image"}
    assert Draft202012Validator(schema).is_valid({"inner": {"url": "x"}})
    assert not Draft202012Validator(schema).is_valid({"inner": {"inner": {"url": "x"}}})


@pytest.mark.parametrize(
    "names",
    [
        ("Quay", "Quay", "Quay"),
        ("Quay", "Quay", "Quay2"),
        ("Quay2", "Quay", "Quay"),
    ],
    ids=["alike", "number-last", "number-first"],
)
def test_no_model_takes_the_place_of_another(names: tuple[str, str, str]) -> None:
    one, two, three = map(lambda name, hint: named(name, held=hint), names, (int, str, bool))
    schema = json_schema(named("All", one=one, two=two, three=three))
    Draft202012Validator.check_schema(schema)
    assert len(schema["$defs"]) == 3
    validator = Draft202012Validator(schema)
    data: dict[str, Any] = {"one": {"held": 3}, "two": {"held": "a"}, "three": {"held": True}}
    assert validator.is_valid(data)
    for key, other in (("one", "two"), ("two", "three"), ("three", "one")):
        assert not validator.is_valid({**data, key: data[other]})


@pytest.mark.parametrize("name", ["Größe", "港"], ids=["german", "chinese"])
def test_a_reference_is_a_uri_in_whatever_script_a_model_is_called(name: str) -> None:
    schema = json_schema(named("Sea", size=named(name, depth=int)))
    Draft202012Validator.check_schema(schema)
    assert list(schema["$defs"]) == [name]
    assert Draft202012Validator(schema).is_valid({"size": {"depth": 3}})
    assert not Draft202012Validator(schema).is_valid({"size": {"depth": "3"}})


# --- Markers, roles, descriptions -----------------------------------------------------------------


@attrs.define
class Organization:
    """Who rings the bells.

    Args:
        identifier: Where it is found.
        name: What it is called,
            in full.
        ours: Whether it is ours.
        body: More of it.
    """

    identifier: Annotated[str, Key("_id")]
    name: Annotated[str, QUOTED]
    _ours: bool = attrs.field(default=False)
    domain: str | None = None
    aliases: Annotated[list[Annotated[str, QUOTED]], SECTION] = attrs.field(factory=list)
    secret: str = attrs.field(default="", eq=False)
    derived: str = attrs.field(default="", init=False)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"
    source: str | None = attrs.field(default=None, eq=False, repr=False)
    path: Path | None = attrs.field(default=None, eq=False, repr=False)


def test_markers_give_keys_and_roles_have_none() -> None:
    schema = json_schema(Organization)
    assert schema["description"] == "Who rings the bells."
    assert schema["required"] == ["_id", "name"]
    assert {key: each.get("description") for key, each in schema["properties"].items()} == {
        "_id": "Where it is found.",
        "name": "What it is called, in full.",
        "_ours": "Whether it is ours.",
        "domain": None,
        "aliases": None,
    }
    bells = Organization("swiftfield.example", "The Bell Society", aliases=["Bells", "NO"])
    block = serialize(bells).removeprefix("---\n").partition("---\n")[0]
    Draft202012Validator(json_schema(Organization, extra=False)).validate(yaml.safe_load(block))


def test_a_role_with_a_key_is_a_field() -> None:
    keyed = Annotated[str, Key("body")]
    schema = json_schema(named("Note", body=keyed, source=str))
    assert list(schema["properties"]) == ["body", "source"]


def test_without_a_docstring_nothing_is_described() -> None:
    schema = json_schema(Pier)
    assert "description" not in schema
    assert schema["properties"]["length"] == {"type": "integer"}


@attrs.define
class Report(Article):
    """An article with a score.

    Args:
        score: What its readers gave it.
        heat: How hot it is.
    """

    score: float | None = attrs.field(default=None, kw_only=True)


def test_a_subclass_of_article_has_the_keys_of_both() -> None:
    ours, theirs = json_schema(Report), json_schema()
    assert (ours["title"], ours["description"]) == ("Report", "An article with a score.")
    assert list(ours["properties"]) == [*theirs["properties"], "score"]
    assert ours["properties"].pop("score") == {
        "description": "What its readers gave it.",
        "type": ["number", "null"],
    }
    assert ours["properties"].pop("heat")["description"] == "How hot it is."
    del theirs["properties"]["heat"]
    assert (ours["properties"], ours["$defs"]) == (theirs["properties"], theirs["$defs"])


# --- What is no model -----------------------------------------------------------------------------

WRONG = [bytes, set[str], tuple[int, str], dict[int, str], list[int] | list[str]]


@pytest.mark.parametrize("hint", WRONG, ids=str)
def test_a_hint_that_no_text_can_hold_is_an_error(hint: Any) -> None:
    for model in (named("Wrong", held=hint), named("Outer", inner=named("Wrong", held=hint))):
        with pytest.raises(TypeError, match=r"^Wrong\.held: "):
            json_schema(model)


@pytest.mark.parametrize("model", [int, Article("Tide"), "Article", None], ids=repr)
def test_what_is_no_model_class_is_an_error(model: Any) -> None:
    with pytest.raises(TypeError, match=r"expected an attrs class, .* as model, found "):
        json_schema(model)


# --- The command ----------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", [None, "--extra", "--no-extra"])
def test_the_schema_is_printed(extra: str | None, tmp_path: Path) -> None:
    done = run("schema", *([extra] if extra else []), cwd=tmp_path)
    expected = json_schema(extra=extra != "--no-extra")
    assert done.stdout == f"{to_json(expected)}\n".encode()
    assert done.err == ""


def test_the_schema_is_not_that_of_a_file(tmp_path: Path) -> None:
    done = run("schema", "posts", cwd=tmp_path, code=2)
    assert "Got unexpected extra argument (posts)" in done.err


@linux
def test_a_full_disk_has_no_schema(tmp_path: Path) -> None:
    shell = ("sh", "-c", 'exec "$0" "$@" >/dev/full', COMMAND)
    done = run_process("schema", cwd=tmp_path, code=1, program=shell)
    assert done.err == "newsfeed: No space left on device\n"
