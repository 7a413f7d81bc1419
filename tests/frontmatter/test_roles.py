"""Attributes with a role instead of a key: extra, body, source and path."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Annotated, Any

import attrs
import pytest

from newsfeed import Feed, parse, read, scan, serialize
from newsfeed.frontmatter import Key
from newsfeed.frontmatter.schema import schema_of

ROLES = ["extra", "body", "source", "path"]


def with_role(name: str, hint: Any) -> type[Any]:
    """Return a model with a title and an attribute of this name."""
    role = attrs.field(type=hint, default=None, eq=name in ("extra", "body"))
    return attrs.make_class("Note", {"title": attrs.field(type=str), name: role})


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        *(("extra", each) for each in (dict, dict[str, Any], dict[str, object], Any, object)),
        *(("extra", each) for each in (dict[str, Any] | None, Mapping[str, Any], None | dict)),
        *(("body", each) for each in (str, str | None, Any, object)),
        *(("source", each) for each in (str, str | None, Any)),
        *(
            ("path", each)
            for each in (Path, Path | None, PurePath, os.PathLike, os.PathLike[str], Any)
        ),
    ],
    ids=str,
)
def test_a_role_has_a_type_hint_that_accepts_its_value(name: str, hint: Any) -> None:
    schema = schema_of(with_role(name, hint))
    assert [role for role in ROLES if getattr(schema, role)] == [name]
    assert list(schema.fields) == ["title"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        *(("extra", each) for each in (str, list[str], dict[str, int], dict[int, Any])),
        *(("body", each) for each in (int, bytes, list[str], dict[str, Any], int | None)),
        *(("source", each) for each in (bytes, Path, int)),
        *(("path", each) for each in (str, str | None, int, dict)),
    ],
    ids=str,
)
def test_another_type_hint_is_a_type_error_of_the_model(name: str, hint: Any) -> None:
    model = with_role(name, hint)
    with pytest.raises(TypeError, match=rf"Note\.{name}: it contains the .*, found ") as caught:
        parse("---\ntitle: Rain\n---\n", model=model)
    assert f"rename it, with Key('{name}') as a key" in str(caught.value)


def test_the_way_out_makes_a_key_of_it() -> None:
    @attrs.define
    class Note:
        extras: Annotated[str, Key("extra")]
        text: Annotated[int, Key("body")]

    text = "---\nextra: a\nbody: 1\n---\n\n"
    assert parse(text, model=Note) == Note("a", 1)
    assert serialize(Note("a", 1)) == text


@attrs.define
class Aliased:
    title: str
    extra: dict[str, Any] = attrs.field(factory=dict, alias="unknown_fields")
    body: str = attrs.field(default="", alias="text")
    source: str | None = attrs.field(default=None, eq=False, alias="raw")
    path: Path | None = attrs.field(default=None, eq=False, alias="file")


@attrs.frozen
class AliasedAndFrozen:
    title: str
    extra: dict[str, Any] = attrs.field(factory=dict, alias="unknown_fields")
    body: str = attrs.field(default="", alias="text")
    source: str | None = attrs.field(default=None, eq=False, alias="raw")
    path: Path | None = attrs.field(default=None, eq=False, alias="file")


@pytest.mark.parametrize("model", [Aliased, AliasedAndFrozen])
@pytest.mark.parametrize("title", ["Rain", "'Rain'"], ids=["canonical", "hand-written"])
@pytest.mark.parametrize("known", ["", "mood: calm\n"], ids=["known", "unknown"])
def test_a_role_may_have_an_alias(model: type[Any], title: str, known: str, tmp_path: Path) -> None:
    text = f"---\ntitle: {title}\n{known}---\nBody\n"
    path = tmp_path / "rain.md"
    path.write_text(text)
    expected = model("Rain", unknown_fields={"mood": "calm"} if known else {}, text="Body\n")
    for found in read(path, model=model), next(iter(scan(path, model=model))):
        assert found == expected
        assert (found.source, found.path) == (text, path)
        assert serialize(found) == text
    assert parse(serialize(expected), model=model) == expected
    if title == "Rain":
        assert serialize(expected) == text


@pytest.mark.parametrize("model", [Aliased, AliasedAndFrozen])
def test_an_alias_of_a_role_makes_no_difference_to_tables(model: type[Any], tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text("---\ntitle: 'Rain'\nmood: calm\n---\nBody\n")
    feed = Feed(scan(tmp_path, model=model))
    for columns in ["title", "extra", "body", "path", "source"], ["title", "body", "source"]:
        table = feed.to_arrow(columns=columns)
        (found,) = Feed.from_arrow(table, model=model)
        assert found == feed[0]
        assert found.source == feed[0].source


def test_an_attribute_that_is_no_argument_has_no_role() -> None:
    @attrs.define
    class Note:
        title: str
        extra: dict[str, Any] = attrs.field(factory=dict, init=False)
        body: int = attrs.field(default=0, init=False)

    text = "---\ntitle: 'Rain'\nmood: calm\n---\nBody\n"
    note = parse(text, model=Note)
    assert (note.extra, note.body) == ({}, 0)
    assert serialize(note) == text
    note.title = "Sun"
    assert serialize(note) == text.replace("Rain", "Sun")


@pytest.mark.parametrize("name", ["source", "path"])
def test_a_role_that_the_reader_sets_later_needs_a_default(name: str) -> None:
    hint = {"source": str, "path": Path}[name]
    role: Any = attrs.field(eq=False, type=hint, kw_only=True)
    model = attrs.make_class("Note", {"title": attrs.field(type=str), name: role})
    with pytest.raises(TypeError, match=rf"Note\.{name}: it contains the .*; give it a default"):
        schema_of(model)
