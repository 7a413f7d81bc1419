"""Texts of a `Document`: with and without delimiters, edited, and made in Python."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import attrs
import pydantic
import pytest
from loops import each

from newsfeed import Article, Document, ParseError, SerializeError, parse, serialize
from newsfeed.errors import Code


def document(text: str) -> Document:
    return parse(text, model=Document)


# Texts without an opening delimiter

BODIES = [
    *("", "\n", "Tide", "Tide\n\nMoon\n", "Tide\r\nMoon\r\n", "a\rb", "# Tide\n\n---\n\nMoon\n"),
    *(" ---\na: 1\n---\n", "--\n", "----\n", "--- a\n", "---a\n", "\n---\na: 1\n---\n", "a: 1\n"),
    *("...\n", "- a\n- b\n", "{a: 1}\n", "\t", "\x00", "é😀"),
    *('+++\ntitle = "a"\n+++\n', "posts/tide.md"),
]


@pytest.mark.usefixtures("each_loader")
@each("mark", ["", "\ufeff"])
@each("body", BODIES)
@each("as_bytes", [False, True])
def test_a_text_without_an_opening_delimiter_is_all_body(
    mark: str, body: str, as_bytes: bool
) -> None:
    text = mark + body
    note = parse(text.encode() if as_bytes else text, model=Document)
    assert dict(note) == {}
    assert (note.body, note.source) == (body, text)
    assert serialize(note) == text


@each("mark", ["", "\ufeff"])
@each("body", BODIES)
def test_the_first_key_brings_the_delimiters(mark: str, body: str) -> None:
    note = document(mark + body)
    note["title"] = "Tide"
    newline = "\r\n" if "\r\n" in body else "\n"
    text = serialize(note)
    assert text == f"{mark}---\ntitle: Tide\n---\n".replace("\n", newline) + body
    assert document(text) == note


@each("newline", ["\n", "\r\n"])
def test_the_first_keys_have_the_line_ending_of_the_body(newline: str) -> None:
    note = document(f"Body{newline}")
    note.update(tags=["sea", "moon"], place={"name": "Quay"})
    block = "---\ntags:\n  - sea\n  - moon\nplace:\n  name: Quay\n---\nBody\n"
    assert serialize(note) == block.replace("\n", newline)


@each("body", ["---", "---\n", "---\na: 1\n---\n", "--- \t\r\nb", "\ufeff", "\ufeff---\n"])
@each("text", ["Tide\n", "Tide\r\n", "", "\ufeffTide\n"])
def test_a_body_that_looks_like_an_opening_gets_delimiters_above(text: str, body: str) -> None:
    note = document(text)
    note.body = body
    newline = "\r\n" if "\r" in text else "\n"
    mark = text[: text.startswith("\ufeff")]
    assert serialize(note) == f"{mark}---{newline}---{newline}{body}"
    assert document(serialize(note)) == note


@each("text, body", [("Tide", "Moon"), ("\ufeffTide", "Moon"), ("Tide", ""), ("", "Moon\n")])
def test_another_body_replaces_a_text_without_delimiters(text: str, body: str) -> None:
    note = document(text)
    note.body = body
    assert serialize(note) == text[: text.startswith("\ufeff")] + body


@each("text", ["---", "---\n", "---\na: 1\n", "\ufeff---\n", "---\r\na: 1", "--- \t\na\n--\n"])
def test_an_opening_delimiter_without_a_closing_one_is_an_error(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        document(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.key) == (Code.FENCE, 1, 1, "")
    assert "closing" in problem.message


@attrs.define
class AttrsNote:
    title: str | None = None
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


@dataclass
class DataclassNote:
    title: str | None = None
    body: str = ""


class PydanticNote(pydantic.BaseModel):
    title: str | None = None
    body: str = ""


@each("model", [Article, AttrsNote, DataclassNote, PydanticNote])
@each("text", ["", "Tide", "\ufeffTide\r\n", " ---\ntitle: a\n---\n"])
def test_a_typed_model_needs_the_opening_delimiter(model: type[Any], text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.key) == (Code.FENCE, 1, 1, "")
    assert "opening" in problem.message


@each("text", ["---\n- a\n---\n", "---\nTide\n---\n"])
def test_front_matter_that_is_no_mapping_is_an_error(text: str) -> None:
    with pytest.raises(ParseError, match="expected keys and values"):
        document(text)


# Edits

TEXT = "---\n# about the tide\n\ntitle: 'Tide'\ntags: [sea]  # and more\nheat: 3\n---\nBody\n"

EDITS: list[tuple[Callable[[Document], Any], str, str]] = [
    (lambda note: note.update(title="Moon"), "'Tide'", "'Moon'"),
    (lambda note: note["tags"].append("moon"), "[sea]", "[sea, moon]"),
    (lambda note: note.update(heat=3.5), "heat: 3\n", "heat: 3.5\n"),
    (lambda note: note.pop("tags"), "tags: [sea]  # and more\n", ""),
    (lambda note: note.update(day=date(2026, 3, 14)), "heat: 3\n", "heat: 3\nday: 2026-03-14\n"),
    (lambda note: note.rename("heat", "warmth"), "heat: 3\n", "warmth: 3\n"),
    (lambda note: setattr(note, "body", "Sea"), "Body\n", "Sea"),
    (lambda note: note.update(title="Tide", tags=["sea"], heat=3), "", ""),
]


@each("newline", ["\n", "\r\n"])
@each("mark", ["", "\ufeff"])
@each("edit, old, new", EDITS)
def test_an_edit_changes_the_lines_of_its_key(
    edit: Callable[[Document], Any], old: str, new: str, newline: str, mark: str
) -> None:
    text = mark + TEXT.replace("\n", newline)
    note = document(text)
    edit(note)
    expected = TEXT.replace(old, new).replace("\n", newline)
    if note.body == "Sea":
        expected = expected.removesuffix(newline)
    assert serialize(note).removeprefix(mark) == expected
    assert document(serialize(note)) == note


@each("old", ["title", "tags", "heat"])
@each("text", [TEXT, "---\n{title: Tide, tags: [sea], heat: 3}\n---\n"])
def test_a_renamed_key_keeps_its_place_in_the_file(text: str, old: str) -> None:
    note = document(text)
    expected = ["name" if key == old else key for key in note]
    note.rename(old, "name")
    back = document(serialize(note))
    assert list(back) == list(note) == expected
    assert back == note


def test_all_keys_are_renamed_at_once() -> None:
    note = document(TEXT)
    for key in list(note):
        note.rename(key, f"old {key}")
    assert list(document(serialize(note))) == ["old title", "old tags", "old heat"]


CLEARED = [
    ("---\ntitle: Tide\n---\nBody", "---\n---\nBody"),
    ("---\r\ntitle: Tide\r\n...\r\nBody", "---\r\n...\r\nBody"),
    ("\ufeff---\ntitle: Tide\ntags:\n- sea\n---\n", "\ufeff---\n---\n"),
    ("---\n{title: Tide, heat: 3}\n---\nBody", "---\n{}\n---\nBody"),
    ("---\ntitle: Tide\n---", "---\n---"),
    ("---\n# about\n\ntitle: Tide\n---\n", "---\n# about\n---\n"),
    ("Body", "Body"),
]


@each("text, cleared", CLEARED)
def test_delimiters_stay_when_all_keys_go(text: str, cleared: str) -> None:
    note = document(text)
    note.clear()
    assert serialize(note) == cleared
    assert document(cleared) == note
    note["heat"] = 4
    assert dict(document(serialize(note))) == {"heat": 4}


# Without a source

MADE: list[tuple[Document, str]] = [
    (Document(), ""),
    (Document(body="Body"), "Body"),
    (Document({"title": "Tide"}, body="Body\n"), "---\ntitle: Tide\n---\nBody\n"),
    (Document({"title": "Tide"}), "---\ntitle: Tide\n---\n"),
    (Document({"on": "NO", "a b": None, "": []}), '---\n"on": "NO"\na b: null\n"": []\n---\n'),
    (Document({"a": {"b": [1, {"c": "x: y"}]}}), '---\na:\n  b:\n    - 1\n    - c: "x: y"\n---\n'),
    (Document(body="---\na: 1\n---\n"), "---\n---\n---\na: 1\n---\n"),
    (Document(body="\ufeffBody"), "---\n---\n\ufeffBody"),
]


@each("made, text", MADE)
def test_a_document_without_source_is_written_in_canonical_form(made: Document, text: str) -> None:
    assert serialize(made) == text
    assert document(text) == made
    assert serialize(Document(dict(document(text)), body=made.body)) == text


def test_the_line_ending_of_a_new_document_can_be_chosen() -> None:
    made = Document({"tags": ["sea"]}, body="Body\n")
    assert serialize(made, newline="\r\n") == "---\r\ntags:\r\n  - sea\r\n---\r\nBody\n"


WRONG: list[tuple[Any, str]] = [
    ((1, 2), "title"),
    (b"a", "title"),
    ([1, {2}], "title[1]"),
    ({"a": {1: 2}}, "title.a"),
    (Document(), "title"),
    ("\ud800", "title"),
]


@each("value, key", WRONG)
@each("text", ["---\ntitle: Tide\n---\n", "---\nheat: 3\n---\n", "Body"])
def test_a_value_that_no_file_has_is_refused_with_its_key(value: Any, key: str, text: str) -> None:
    note = document(text)
    note["title"] = value
    for each_note in (note, Document({"title": value})):
        with pytest.raises(SerializeError) as caught:
            serialize(each_note)
        assert caught.value.key == key
