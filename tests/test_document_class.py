"""`Document` is a mapping of keys that are text, with a body, a source and a path."""

import copy
import json
import pickle
from collections.abc import Callable, MutableMapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from loops import each

from newsfeed import Article, Document, parse

TEXT = """---
title: 'Tide'  # at noon
tags: [sea, moon]
place: {name: Quay, depths: [3, 4.5]}
day: 2026-03-14
draft: false
note:
---
Body
"""
VALUES: dict[str, Any] = {
    "title": "Tide",
    "tags": ["sea", "moon"],
    "place": {"name": "Quay", "depths": [3, 4.5]},
    "day": date(2026, 3, 14),
    "draft": False,
    "note": None,
}


@pytest.fixture
def note() -> Document:
    return parse(TEXT, model=Document, path="tide.md")


# A mapping


def test_it_is_a_mapping_in_the_order_of_the_file(note: Document) -> None:
    assert isinstance(note, MutableMapping)
    assert list(note) == list(VALUES)
    assert list(note.items()) == list(VALUES.items())
    assert list(note.values()) == list(VALUES.values())
    assert list(reversed(note)) == list(VALUES)[::-1]
    assert len(note) == 6
    assert dict(note) == VALUES
    assert {**note} == VALUES


def test_a_key_is_looked_up(note: Document) -> None:
    assert note["title"] == "Tide"
    assert note.get("title") == "Tide"
    assert note.get("heat") is None
    assert note.get("heat", 3) == 3
    assert "note" in note
    assert "heat" not in note
    assert 3 not in note  # type: ignore[comparison-overlap]


@each("operation", [lambda note: note["heat"], lambda note: note.pop("heat")])
def test_a_key_that_is_not_there_is_a_key_error(operation: Callable[[Document], Any]) -> None:
    with pytest.raises(KeyError) as caught:
        operation(Document(VALUES))
    assert caught.value.args == ("heat",)


def test_a_key_that_is_not_there_cannot_be_removed(note: Document) -> None:
    with pytest.raises(KeyError, match="heat"):
        del note["heat"]


def test_keys_are_set_and_removed(note: Document) -> None:
    note["heat"] = 3
    note["title"] = "Moon"
    assert list(note)[-1] == "heat"
    assert next(iter(note)) == "title"
    del note["tags"]
    assert note.pop("day") == date(2026, 3, 14)
    assert note.pop("day", None) is None
    assert note.setdefault("heat", 4) == 3
    assert note.setdefault("mood", "calm") == "calm"
    note.update({"draft": True}, author="Ada")
    note.update([("a b", 1)])
    assert dict(note) == {
        **{"title": "Moon", "place": VALUES["place"], "draft": True, "note": None},
        **{"heat": 3, "mood": "calm", "author": "Ada", "a b": 1},
    }
    assert note.popitem() == ("a b", 1)
    note.clear()
    assert dict(note) == {}


def test_nested_values_are_plain_lists_and_dicts(note: Document) -> None:
    assert type(note["tags"]) is list
    assert type(note["place"]) is dict
    assert type(note["place"]["depths"]) is list
    assert json.loads(json.dumps(note["place"])) == VALUES["place"]


def test_every_key_of_a_file_is_text() -> None:
    note = parse("---\n1: a\ntrue: b\nnull: c\n2026-03-14: d\n---\n", model=Document)
    assert dict(note) == {"1": "a", "true": "b", "null": "c", "2026-03-14": "d"}


OPERATIONS: list[Callable[[Document, Any], Any]] = [
    lambda note, key: note.__setitem__(key, 1),
    lambda note, key: note.setdefault(key, 1),
    lambda note, key: note.update({key: 1}),
    lambda note, key: note.update([(key, 1)]),
    lambda note, key: note.rename("title", key),
    lambda note, key: setattr(note, "extra", {key: 1}),
    lambda _, key: Document({key: 1}),
    lambda _, key: Document([(key, 1)]),
]


@each("key", [3, None, True, b"a", ("a",), date(2026, 3, 14)])
@each("operation", OPERATIONS)
def test_a_key_that_is_no_text_is_a_type_error(
    operation: Callable[[Document, Any], Any], key: Any
) -> None:
    note = Document(VALUES)
    with pytest.raises(TypeError) as caught:
        operation(note, key)
    assert str(caught.value) == f"expected text as key, found {key!r}"
    assert dict(note) == VALUES


@each("name", ["extra", "body", "source", "path", "title", "rename", "__init__"])
def test_names_of_attributes_are_keys_like_any_other(name: str) -> None:
    note = parse(f"---\n{name}: 1\n---\nBody", model=Document)
    assert dict(note) == {name: 1}
    assert note.body == "Body"
    note[name] = 2
    assert (note[name], note.body) == (2, "Body")


# Its attributes


def test_it_has_the_body_the_source_and_the_path(note: Document) -> None:
    assert note.body == "Body\n"
    assert note.source == TEXT
    assert note.path == Path("tide.md")


@each("given", [VALUES, list(VALUES.items()), iter(VALUES.items()), Document(VALUES)])
def test_it_is_made_from_a_mapping_or_from_pairs(given: Any) -> None:
    note = Document(given, body="Body\n")
    assert list(note.items()) == list(VALUES.items())
    assert (note.body, note.source, note.path) == ("Body\n", None, None)


def test_without_arguments_it_is_empty() -> None:
    note = Document()
    assert (dict(note), note.body, note.source, note.path) == ({}, "", None, None)
    assert not note


def test_it_keeps_no_reference_to_what_it_was_made_from() -> None:
    given = {"title": "Tide"}
    note = Document(given)
    note["title"] = "Moon"
    assert given == {"title": "Tide"}


def test_two_documents_share_no_defaults() -> None:
    Document()["title"] = "Tide"
    assert dict(Document()) == {}


# Rename


@each("old, new", [("title", "name"), ("place", "where"), ("note", "a: b"), ("tags", "tags")])
def test_a_renamed_key_keeps_its_place_and_its_value(old: str, new: str) -> None:
    note = Document(VALUES, body="Body")
    note.rename(old, new)
    expected = [(new if key == old else key, value) for key, value in VALUES.items()]
    assert list(note.items()) == expected
    assert note.body == "Body"


def test_a_key_takes_no_name_of_another() -> None:
    note = Document(VALUES)
    with pytest.raises(ValueError, match="there is a key 'tags' already"):
        note.rename("title", "tags")
    assert list(note.items()) == list(VALUES.items())


@each("old", ["heat", "", 3, None])
def test_only_a_key_that_is_there_is_renamed(old: Any) -> None:
    note = Document(VALUES)
    with pytest.raises(KeyError) as caught:
        note.rename(old, "name")
    assert caught.value.args == (old,)
    assert dict(note) == VALUES


# Equality


def test_documents_are_equal_by_their_keys_and_their_body(note: Document) -> None:
    assert note == Document(VALUES, body="Body\n")
    assert note == Document(reversed(VALUES.items()), body="Body\n")
    assert note == Document(VALUES, body="Body\n", source="other", path=Path("other.md"))
    assert note != Document(VALUES, body="Body")
    assert note != Document({**VALUES, "title": "Moon"}, body="Body\n")
    assert note != Document({**VALUES, "heat": 3}, body="Body\n")


@each("other", [VALUES, None, 3, "Tide", Article("Tide"), list(VALUES.items())])
def test_nothing_else_equals_a_document(other: Any) -> None:
    assert Document(VALUES) != other
    assert not Document(VALUES) == other  # noqa: SIM201  # both operators


def test_it_can_change_so_it_has_no_hash(note: Document) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(note)


# Representation


def test_the_representation_has_the_keys_and_their_values(note: Document) -> None:
    assert repr(note) == (
        "Document(title='Tide', tags=['sea', 'moon'], place={'name': 'Quay', 'depths': [3, 4.5]}, "
        "day=datetime.date(2026, 3, 14), draft=False, note=None)"
    )
    assert repr(Document()) == "Document()"


def test_long_values_are_cut_in_the_representation() -> None:
    shown = repr(Document({"title": "tide " * 1_000, "tags": ["sea"] * 1_000}))
    assert len(shown) < 200
    assert shown.startswith("Document(title='tide tide ")
    assert shown.count("...") == 2


def test_the_representation_of_a_thousand_keys_is_short() -> None:
    assert len(repr(Document({f"key {n}": "tide " * 100 for n in range(1_000)}))) < 10_000


def test_a_document_that_contains_itself_has_a_representation() -> None:
    note = Document({"place": {}})
    note["place"]["self"] = note["place"]
    assert repr(note) == "Document(place={'self': {...}})"


# Copies

COPIES: list[Callable[[Document], Document]] = [
    copy.copy,
    copy.deepcopy,
    attrs.evolve,
    *(lambda note, n=n: pickle.loads(pickle.dumps(note, n)) for n in range(2, 6)),
]


@each("duplicate", COPIES)
def test_a_copy_has_everything(duplicate: Callable[[Document], Document]) -> None:
    note = parse(TEXT, model=Document, path="tide.md")
    twin = duplicate(note)
    assert type(twin) is Document
    assert twin == note
    assert list(twin) == list(note)
    assert (twin.body, twin.source, twin.path) == (note.body, note.source, note.path)


@each("duplicate", COPIES)
def test_a_key_of_a_copy_is_its_own(duplicate: Callable[[Document], Document]) -> None:
    note = parse(TEXT, model=Document)
    twin = duplicate(note)
    twin["title"] = "Moon"
    twin.rename("tags", "topics")
    twin["seen"] = datetime(2026, 3, 14, 9)
    assert dict(note) == VALUES
