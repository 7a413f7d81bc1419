"""Law 5 on values: the entry reader returns what the YAML reader returns, with the same types.

Or it returns None: for what the YAML reader must read, or rejects.
"""

import datetime as dt
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, Literal

import attrs
import pydantic
import pytest
from entry_reader import document, entry_value, exactly, yaml_value
from entry_texts import DOCUMENTS, EITHER, LEFT, LEFT_AT_THE_TOP, LEFT_DOCUMENTS, OWNED
from hinted import model_of
from loops import each
from wild_files import MODELS, AttrsNote

from newsfeed import Article, Document
from newsfeed.frontmatter import ONE_OR_MANY, QUOTED, As

NOTE = """\
---
title: 'It''s: the tide'  # high
date: 2024-03-01 10:00:00
tags: sea
draft: No
weight: 2.50
author:
- Ada  # first
- "Ben \\t"
mood: {calm: [1, 2.5, ~], deep: {er: yes}}
list:
  - - 3
  - name: x
    when: 2024-03-01
  -
long: >-
  one
  two

  three
quoted: "one
two"
---
Body
"""
ARTICLE = """\
---
# hand-written
title: Tide turns
publishedDateTime: 2024-03-01T10:00:00+02:00
quality:
published: true
topics: [Sea, 'Moon']
provider:
  name: Harbour Post
  images:
  - url: https://harbour.example/a.png
    width: 50
    note: own
related:
  - title: Moon
    provider: {name: Daily, images: []}
heat:   3
own: [x]
---
"""


class Mood(Enum):
    CALM = "calm"
    LIST = 3


class Level(IntEnum):
    LOW = 1


@attrs.define
class Stop:
    name: str
    lines: int | None = None
    next: "Stop | None" = None


def upper(value: str) -> str:
    return value.upper()


@attrs.define
class Hooked:
    name: str = attrs.field(converter=upper)
    lines: int = 3


class Closed(pydantic.BaseModel):
    model_config = {"extra": "forbid"}
    name: str
    lines: int | None = None


@attrs.define
class Open:
    name: str = ""
    extra: dict[str, Any] = attrs.field(factory=dict)


@attrs.define
class Named:
    name: str = "default"


NATIVE = As(str, read=lambda text: text.split("-"), write="-".join)
VALUES: list[tuple[Any, list[str]]] = [
    (
        str,
        [" Tide", " 'It''s'", ' "\\x41"', "\n  Tide", " |\n  Tide", " 3", " NO", " a\n  b", " ''"],
    ),
    (str | None, [" ~", "", " null", " 'null'", " # none", " Tide # x"]),
    (Annotated[str, QUOTED], [" Tide", ' "Tide"']),
    (int, [" 3", " -3", " 0x1F", " 1_000", " 017", "\n  3", " 3  # x", " '3'"]),
    (float, [" 3", " 2.5", " 1e3", " .inf", " -.INF", " .nan", ' "2.5"']),
    (bool, [" true", " NO", " on", " False  "]),
    (Decimal, [" 2.50", " 3", " '2.50'"]),
    (dt.date, [" 2024-03-01", " 2024-3-1", ' "2024-03-01"']),
    (dt.datetime, [" 2024-03-01T10:00:00Z", " 2024-03-01 10:00:00 -0800", " '2024-03-01'"]),
    (int | str, [" 3", " '3'", " Tide", ' "\\x33"', " 0x1F", " yes"]),
    (int | float | None, [" 3", " 2.5", " ~", ""]),
    (bool | str, [" true", " 'true'", " yes", " Tide"]),
    (float | str, [" 3", " 2.5", " '2.5'", " Tide"]),
    (dt.date | dt.datetime, [" 2024-03-01", " 2024-03-01T10:00:00Z", " '2024-03-01'"]),
    (Decimal | None, [" 2.50", ""]),
    (
        list[str],
        [" [a, b]", " []", "\n- a\n- 'b'", "\n  - a # x\n\n  - b", " ['a', \"b\"]", " ['a: b']"],
    ),
    (list[int], [" [1, 2]", "\n- 1\n- 0x2", "\n-  1\n-   2"]),
    (list[str | None], [" [a, ~, null]", "\n-\n- a\n- ~", "\n- 'null'"]),
    (list[Any], [" [a, 1, [b], {c: d}]", "\n- - 1\n  - 2\n- a: b\n-", "\n- |\n  a\n- 'b\n  c'"]),
    (list[list[int]], [" [[1], []]", "\n- [1]\n- - 2\n  - 3\n-   - 4"]),
    (list, [" [a, 1]", "\n- 1\n-"]),
    (tuple[str, ...], [" [a, b]", "\n- a\n- b", " []"]),
    (tuple[int, ...] | None, ["", "\n  - 1"]),
    (list[str] | str, [" a", " [a]", "\n- a", " 'a'"]),
    (str | list[str] | None, [" ~", "\n  - a", " |\n  a"]),
    (Annotated[list[str], ONE_OR_MANY], [" a", " [a]", "\n- a\n- b", " 'a'", "", " ~", ' "\\x41"']),
    (Annotated[list[int | str], ONE_OR_MANY], [" 3", " a", " '3'", " [3, a]", "\n  3"]),
    (Annotated[tuple[str, ...], ONE_OR_MANY], [" a", "\n- a", ""]),
    (dict[str, int], [" {a: 1, b: 2}", "\n  a: 1\n  'b': 0x2", " {}", "\n  a : 1 # x\n\n  b: 2"]),
    (dict[str, int | None], ["\n  a:\n  b: 1", " {a: ~}"]),
    (dict[str, list[str]], ["\n  a: [b]\n  c:\n  - d", " {a: [b, c]}"]),
    (dict[str, dict[str, int]], ["\n  a:\n    b: 1\n  c: {d: 2}"]),
    (dict[str, Any], ["\n  a:\n  b: 1\n  c: [d, {e: f}]", " {a: 'b'}"]),
    (dict, ["\n  a: b"]),
    (dict[str, Decimal], ["\n  a: 2.50"]),
    (Any, [" 3", " '3'", " [a]", "\n  a: b", "\n- a", "", " 2024-03-01", " NO", " 1e3", " .nan"]),
    (Mood, [" calm", " 'calm'", " 3"]),
    (Mood | None, ["", " calm"]),
    (list[Mood], [" [calm, 3]", "\n- calm"]),
    (dict[str, Mood], ["\n  a: calm"]),
    (Level, [" 1"]),
    (Literal["a", 1, True], [" a", " 1", " true", " 'a'"]),
    (Annotated[list[str], NATIVE], [" a-b", " 'a-b'", " |-\n  a-b"]),
    (list[Annotated[list[str], NATIVE]], [" [a-b, c]", "\n- a-b"]),
    (
        Stop,
        ["\n  name: a\n  lines: 3", "\n  name: a\n  next:\n    name: b", " {name: a, lines: 3}"],
    ),
    (Stop | None, ["", "\n  name: a\n  lines:", "\n  name: a\n  own: b"]),
    (Stop | str, [" a", "\n  name: a", "\n  # x\n  'name': a"]),
    (list[Stop], ["\n- name: a\n  lines: 3\n-   name: b", " [{name: a}]", "\n-\n  name: a", " []"]),
    (list[Stop | str], ["\n- a\n- name: b", "\n- 'a'\n- name: b\n  next: {name: c}"]),
    (dict[str, Stop], ["\n  a:\n    name: b", " {a: {name: b}}"]),
    (Hooked, ["\n  name: a", " {name: a, lines: 4}"]),
    (list[Hooked], ["\n- name: a\n- name: b\n  lines: 4"]),
    (Closed, ["\n  name: a\n  lines: 3"]),
    (dict[str, Closed], ["\n  a:\n    name: b"]),
    (Named, ["\n  name:", "\n  name: a\n  own: b", " {name: ~}"]),
    (Open, ["\n  name: a\n  own: [1]", " {own: {a: b}}"]),
    (AttrsNote, ["\n  title: a\n  tags: b\n  own: c"]),
]
WRONG: list[tuple[Any, list[str]]] = [
    (str, [" [a]", "\n  a: b", "\n- a"]),
    (int, [" a", " 2.5", " true", " [1]", "\n  a\n  b", " 'a'"]),
    (float, [" a", " true"]),
    (bool, [" 1", " 'true'", " maybe", ' "true"']),
    (Decimal, [" a", " true"]),
    (bool | str, [" 3", " [a]"]),
    (dt.date, [" 2024-13-01", " a", " 2024-03-01T10:00:00Z"]),
    (dt.datetime, [" a", " 3", " 2024-03-01T25:00:00Z"]),
    (int | bool, [" a", " 'a'", " 2.5"]),
    (
        list[str],
        [" a", "\n  a: b", " [a, ~]", "\n- a\n-", " [[a]]", "\n- [a]", "\n- a: b", " {a: b}"],
    ),
    (list[int], [" [a]", "\n- 1\n- b", "\n- - 1"]),
    (list[list[int]], [" [1]", "\n- 1"]),
    (tuple[int, ...], [" [a]", " 3"]),
    (dict[str, int], [" a", " {a: b}", "\n  a: b", "\n  a:\n  b: 1", " {a: ~}", " [1]", "\n- 1"]),
    (dict[str, dict[str, int]], ["\n  a: 1", "\n  a:\n    b: c"]),
    (Annotated[list[int], ONE_OR_MANY], [" a", "\n  a: 1", " [a]"]),
    (Mood, [" wild", " '3'", " [calm]"]),
    (list[Mood], [" [wild]", "\n- wild"]),
    (Literal["a", 1], [" b", " 2", " true"]),
    (Stop, [" a", " [a]", "\n  lines: 3", "\n  name:", "\n  name: a\n  lines: b", " {lines: 3}"]),
    (Stop | str, [" [a]", "\n  lines: 3"]),
    (list[Stop], ["\n- a", "\n- lines: 3", "\n- name: a\n-"]),
    (Closed, ["\n  name: a\n  own: b", "\n  own: b"]),
    (Hooked, ["\n  lines: 3", "\n  name: [a]"]),
]


def rows(table: list[tuple[Any, list[str]]]) -> list[tuple[Any, str]]:
    return [(hint, written) for hint, values in table for written in values]


def note(written: str) -> str:
    return document(f"title: Tide\nvalue:{written}\n# c\nheat: 3")


def assert_read(text: str, model: type[Any]) -> None:
    found = entry_value(text, model)
    assert found is not None
    assert exactly(found) == exactly(yaml_value(text, model))


@each("hint, written", rows(VALUES))
def test_a_value_of_any_hint_is_that_of_the_yaml_reader(hint: Any, written: str) -> None:
    assert_read(note(written), model_of(hint))


@each("hint, written", rows(WRONG))
def test_a_wrong_value_is_left_to_the_yaml_reader(hint: Any, written: str) -> None:
    assert yaml_value(note(written), model_of(hint)) is None
    assert entry_value(note(written), model_of(hint)) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("model", MODELS)
def test_every_kind_of_model_has_the_values_of_the_yaml_reader(
    model: type[Any], newline: str
) -> None:
    assert_read(NOTE.replace("\n", newline), model)


def test_an_article_has_the_values_of_the_yaml_reader() -> None:
    assert_read(ARTICLE, Article)


@each("block", OWNED.values())
def test_front_matter_of_every_style_is_read(block: str) -> None:
    assert_read(document(block), Document)
    assert_read("\ufeff" + document(block).replace("\n", "\r\n"), Document)


@each("text", DOCUMENTS.values())
def test_a_document_is_read(text: str) -> None:
    assert_read(text, Document)


@each("block", [*LEFT.values(), *LEFT_AT_THE_TOP.values()])
def test_other_front_matter_is_left_to_the_yaml_reader(block: str) -> None:
    assert entry_value(document(block), Document) is None


@each("block", LEFT.values())
def test_other_values_are_left_to_the_yaml_reader(block: str) -> None:
    indented = block.replace("\n", "\n  ")
    for model in model_of(Any), model_of(dict[str, Any]):
        assert entry_value(document(f"title: Tide\nvalue:\n  {indented}"), model) is None
    lines = block.replace("\n", "\n    ")
    assert entry_value(document(f"title: Tide\nvalue:\n  - {lines}"), Document) is None


@each("text", LEFT_DOCUMENTS.values())
def test_other_documents_are_left_to_the_yaml_reader(text: str) -> None:
    assert entry_value(text, Document) is None


@each("block", EITHER.values())
def test_no_value_is_another_one_than_that_of_the_yaml_reader(block: str) -> None:
    found = entry_value(document(block), Document)
    assert found is None or exactly(found) == exactly(yaml_value(document(block), Document))
