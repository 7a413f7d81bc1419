"""Defaults: the value of a missing key, and whether a value that equals the default is written."""

from datetime import date
from typing import List, Optional  # noqa: UP035

import attrs
import pytest

from newsfeed import SerializeError, parse, serialize


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
    assert "heat: 9" in edited.replace('"', "")
    assert "untitled" not in edited
    assert parse(edited, model=Defaults) == note


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
class Counted:
    """A model whose default depends on the record."""

    name: str
    length: int = attrs.field()

    @length.default
    def _length(self) -> int:
        return len(self.name)


def test_a_default_that_depends_on_the_record_is_left_out_where_it_was() -> None:
    text = "---\nname: tide\n---\n"
    counted = parse(text, model=Counted)
    assert (counted.length, serialize(counted)) == (4, text)
    counted.length = 5
    assert serialize(counted) == "---\nname: tide\nlength: 5\n---\n"
