"""The limits of the entry reader: beyond them, the YAML reader reads."""

import os
import subprocess
import sys
from typing import Any

import pytest
from entry_reader import document, entry_value, exactly, is_owned, yaml_value
from loops import each
from wild_files import AttrsNote

from newsfeed import Document, parse, serialize
from newsfeed.frontmatter.limits import MAX_UNCOUNTED
from newsfeed.frontmatter.read import entries
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.write.patch.hand_written import hand_written_text


def mapping_at(column: int) -> str:
    return f"a:\n{' ' * column}b: c\nd: e"


def list_at(column: int) -> str:
    return f"a:\n{' ' * column}- b\n{' ' * column}-  # c\nd: e"


def mapping_in_list_at(column: int) -> str:
    return f"a:\n{' ' * (column - 2)}- b: c\n{' ' * column}d: e\nf: g"


def levels(depth: int) -> str:
    lines = [f"{' ' * level}a:" for level in range(depth)]
    return "\n".join([*lines, f"{' ' * depth}a: b", "b: c"])


def items(depth: int) -> str:
    return f"a:\n{'- ' * depth}b\nb: c"


def brackets(depth: int) -> str:
    return f"a: {'[' * depth}b{']' * depth}\nb: c"


def braces(depth: int) -> str:
    return f"a: {'{c: ' * depth}b{'}' * depth}\nb: c"


def key_of(length: int) -> str:
    return f"{'k' * length}: a\nb: c"


def flow_key_of(length: int) -> str:
    return f"a: {{{'k' * length}: a}}\nb: c"


def front_matter_of(length: int) -> str:
    return f"a: {'x' * (length - 4)}"


@each(
    "make, most",
    [
        (mapping_at, 64),
        (list_at, 64),
        (mapping_in_list_at, 64),
        (levels, 64),
        (items, 33),
        (brackets, 16),
        (braces, 16),
        (key_of, 128),
        (flow_key_of, 128),
        (front_matter_of, MAX_UNCOUNTED // 2),
    ],
)
def test_the_yaml_reader_reads_what_is_beyond_a_limit(make: Any, most: int) -> None:
    models: list[type[Any]] = [Document, AttrsNote]
    for model in models:
        owned, beyond = document(make(most)), document(make(most + 1))
        assert is_owned(owned)
        assert exactly(entry_value(owned, model)) == exactly(yaml_value(owned, model))
        assert not is_owned(beyond)
        assert entry_value(beyond, model) is None
        note = parse(beyond, model=model)
        note.extra["b"] = "x"
        assert hand_written_text(beyond, schema_of(model), note) is None


@each("length", [127, 128, 129, 1022, 1023, 1024, 1025, 1100])
@each("key", ["'{}'", '"{}"', "k{}", "'k'{}", "{}"])
def test_no_key_is_longer_than_yaml_allows(key: str, length: int) -> None:
    """YAML counts up to the colon, and allows 1,024 characters."""
    filling = " " if "k" in key else "k"
    written = key.format(filling * length)
    for block in (
        f"{written}: a",
        f"a:\n  {written}: b",
        f"a:\n- {written}: b",
        f"a: {{{written}: b}}",
    ):
        assert is_owned(document(block)) in (True, False)  # if it is, then YAML allows it


def test_an_edit_must_not_make_front_matter_too_long() -> None:
    text = document(front_matter_of(MAX_UNCOUNTED // 2 - 8))
    note = parse(text, model=Document)
    schema = schema_of(Document)
    assert hand_written_text(text, schema, note) == text
    note["a"] += "x" * 8
    assert hand_written_text(text, schema, note) == text.replace("x", "x" * 9, 1) == serialize(note)
    note["a"] += "x"
    assert hand_written_text(text, schema, note) is None
    assert serialize(note) == text.replace("x", "x" * 10, 1)


def test_python_with_faulty_quantifiers_reads_no_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython 3.11.0 to 3.11.4 must not use possessive quantifiers."""
    text = document("a: b  # c")
    assert is_owned(text)
    monkeypatch.setattr(entries, "POSSESSIVE", False)
    assert not is_owned(text)
    assert entry_value(text, Document) is None
    note = parse(text, model=Document)
    assert note.extra == {"a": "b"}
    note["a"] = "c"
    assert serialize(note) == text.replace("b", "c", 1)


LOADED = """
import os, sys
from newsfeed import Document, parse, serialize
from newsfeed.frontmatter import keys
text = os.environ["TEXT"]
def loaded():
    print(*({"yaml", "dateutil"} & sys.modules.keys()))
note = parse(text, model=Document)
assert serialize(note) == text
loaded()
note["title"] = "Tide turns"
serialize(note)
loaded()
note["tags"].append("moon")
note["more"]["deep"] = [1]
serialize(note)
loaded()
note["new"] = {"a": "b"}
del note["date"]
serialize(note)
loaded()
note["title"] = "two\\nlines"
serialize(note)
loaded()
"""
TEXT = """\
---
title: 'Tide'  # high
date: 2024-03-01
tags:
- sea
more: {calm: 1}
---
"""


@each("newline", ["\n", "\r\n"])
def test_hand_written_front_matter_is_read_and_edited_without_pyyaml(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    run = [sys.executable, "-c", LOADED]
    environment = {**os.environ, "TEXT": text}
    done = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.split("\n") == ["", "", "", "", "", ""]
