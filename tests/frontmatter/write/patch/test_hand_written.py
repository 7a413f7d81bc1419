"""A changed scalar on one line is written without nodes, and without reading the result."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Any

import attrs
import pytest
from local_proof import edited, full_outcome, is_local, updating
from loops import each
from wild_files import TYPED

from newsfeed import Document, SerializeError, parse, serialize
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.write.patch.hand_written import hand_written_text

TEXT = """\
---
# by hand
title: Tide  # high
'quoted': 'It''s'
"double"  : "a b"   # c

count: 0x10
level: 2.50  # m
day: 2024-03-01
at: 2024-03-01 10:00:00 +0100
seen: TRUE
below:
  # why
  value  # here

  # after
list:
- sea
- [moon]
more: {calm: 1}
long: >-
  one
  two
lines: one
  two
nothing:
---
Body
"""
NOON = datetime(2031, 2, 3, 12, 30, 5, tzinfo=UTC)
LOCAL: dict[tuple[str, str], list[Any]] = {
    ("title", "Tide"): [
        "Moon",
        "a: b",
        "it's",
        "3",
        "",
        " a ",
        "- x",
        "é 😀",
        "# x",
        '"',
        "\\",
        "null",
    ],
    ("quoted", "'It''s'"): ["Moon", "it's", "3", "", "a: b", "\\"],
    ("double", '"a b"'): ["Moon", "it's", '"x"', "\\", "", "a\x85b", "\ufeff"],
    ("count", "0x10"): [3, -1, 0, 10**20],
    ("level", "2.50"): [3.5, -0.25, 1e22, float("nan")],
    ("day", "2024-03-01"): [date(2031, 2, 3)],
    ("at", "2024-03-01 10:00:00 +0100"): [
        NOON,
        NOON.astimezone(timezone(timedelta(hours=-8))),
        NOON.replace(tzinfo=None),
    ],
    ("seen", "TRUE"): [False],
    ("below", "value"): ["Moon", "a: b", "- x"],
}
FULL: dict[str, list[Any]] = {
    "title": [3, None, True, NOON, ["a"], {"a": "b"}, "\ud800"],
    "count": ["3", 2.5, None, True],
    "level": [3, None],
    "day": [NOON, "2031-02-03"],
    "at": [NOON.date()],
    "seen": ["No", 1],
    "nothing": ["a", 3],
    "list": [["sea"], ["sea", ["moon"], "x"], "sea", [], None],
    "more": [{"calm": 2}, {}, "x"],
    "long": ["x", "one"],
    "lines": ["x"],
    "quoted": ["two\nlines"],
    "double": ["two\nlines"],
    "new": ["x"],
}
TEXTS = [TEXT, "\ufeff" + TEXT.replace("\n", "\r\n"), TEXT.replace("---\nBody", "... \nBody")]


@each("text", TEXTS)
@each("key, old, new", [(*where, new) for where, values in LOCAL.items() for new in values])
def test_a_scalar_on_one_line_is_one_edit_in_its_style(
    text: str, key: str, old: str, new: Any
) -> None:
    note = parse(text, model=Document)
    note[key] = new
    assert is_local(note)
    result = serialize(note)
    assert result == full_outcome(note)
    before, after = text.split(f" {old}", 1)
    assert result.startswith(f"{before} ")
    assert result.endswith(after)
    assert "\n" not in result.removeprefix(before).removesuffix(after)


@each("text", TEXTS)
@each("key, new", [(key, new) for key, values in FULL.items() for new in values])
def test_any_other_change_goes_the_other_way(text: str, key: str, new: Any) -> None:
    assert not edited(partial(parse, text, model=Document), updating(key, new))


def remove(note: Document) -> None:
    del note["title"]


def move(note: Document) -> None:
    note["title"] = note.pop("title")


def rename(note: Document) -> None:
    note.rename("title", "name")


def append(note: Document) -> None:
    note["list"].append("x")


def change_nested(note: Document) -> None:
    note["title"] = "Moon"
    note["more"]["calm"] = 2


def change_body(note: Document) -> None:
    note["title"] = "Moon"
    note.body = "Other\n"


def remove_body(note: Document) -> None:
    note.body = ""


@each("text", TEXTS)
@each("change", [remove, rename, append, change_nested, change_body, remove_body])
def test_a_change_of_more_than_scalars_goes_the_other_way(
    text: str, change: Callable[[Document], None]
) -> None:
    assert not edited(partial(parse, text, model=Document), change)


@each("text", TEXTS)
def test_keys_that_move_have_the_text_of_the_full_proof(text: str) -> None:
    edited(partial(parse, text, model=Document), move)


@each("text", TEXTS)
def test_several_scalars_change_at_once(text: str) -> None:
    note = parse(text, model=Document)
    note.update({"seen": False, "title": "Moon", "count": 3, "quoted": "x", "below": "low"})
    assert is_local(note)
    result = text.replace("Tide", "Moon").replace("TRUE", "FALSE").replace("0x10", "3")
    assert serialize(note) == result.replace("'It''s'", "'x'").replace("value", "low")
    assert serialize(note) == full_outcome(note)
    note["new"] = 1
    assert not is_local(note)


@each("text", TEXTS)
@each("model", [Document, *TYPED])
def test_what_has_not_changed_is_the_source(text: str, model: type[Any]) -> None:
    note = parse(text, model=model)
    assert hand_written_text(text, schema_of(model), note) == text
    del note.extra["nothing"]
    note.extra["nothing"] = None
    assert serialize(note) == text


def test_a_source_that_is_not_owned_goes_the_other_way() -> None:
    for text in (TEXT.replace("list:", "list: &a"), TEXT.replace("# why", "#\twhy")):
        note = parse(text, model=Document)
        note["title"] = "Moon"
        assert not is_local(note)
        assert serialize(note) == text.replace("Tide", "Moon")


@attrs.define
class Signed:
    """A note whose class adds a line to its body."""

    title: str
    body: str = ""

    def __attrs_post_init__(self) -> None:
        self.body = f"{self.title}.\n"


def test_a_class_that_makes_another_body_of_the_new_value_is_refused() -> None:
    note = parse("---\ntitle: Tide  # high\n---\n", model=Signed)
    note.title = "Moon"
    with pytest.raises(SerializeError, match="another value"):
        serialize(note)
    note.body = "Moon.\n"
    assert "title: Moon  # high" in serialize(note)
