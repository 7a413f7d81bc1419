"""Integers that are no `int`, such as those of NumPy: they are written as their digits."""

from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pydantic
import pytest
from loops import each
from refusals import refusal

from newsfeed import Article, Document, Feed, Image, parse, serialize

THREE: Any = np.int64(3)


@attrs.define
class Note:
    count: int = 0
    ratio: float = 0.0
    price: Decimal = Decimal()
    either: int | str = ""
    counts: list[int] = attrs.field(factory=list)
    pair: tuple[int, ...] = ()
    by_name: dict[str, int] = attrs.field(factory=dict)
    anything: Any = None
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


FIELDS: dict[str, tuple[Any, str]] = {
    "count": (THREE, "count: 3"),
    "ratio": (THREE, "ratio: 3"),
    "price": (THREE, "price: 3"),
    "either": (THREE, "either: 3"),
    "counts": ([np.uint8(200), 1], "counts:\n  - 200\n  - 1"),
    "pair": ((THREE,), "pair:\n  - 3"),
    "by_name": ({"a": THREE}, "by_name:\n  a: 3"),
    "anything": (np.int16(-3), "anything: -3"),
    "extra": ({"a": {"b": [THREE]}}, "a:\n  b:\n    - 3"),
}


@each("name", FIELDS)
def test_an_integer_of_numpy_is_written_wherever_an_integer_may_be(name: str) -> None:
    value, written = FIELDS[name]
    note = Note(**{name: value})
    assert f"\n{written}\n" in serialize(note)
    read = parse("---\ncount: 1  # one\n---\n", model=Note)
    setattr(read, name, value)
    edited = serialize(read)
    assert f"\n{written}".replace("count: 3", "count: 3  # one") in edited
    assert serialize(parse(edited, model=Note)) == edited


@each("text", ['---\ntitle: "Tide"\nheat: 3\n---\n', "---\ntitle: 'Tide'\nheat: 0x3  # c\n---\n"])
def test_an_equal_integer_changes_nothing_and_another_one_its_digits(text: str) -> None:
    article = parse(text)
    article.heat = THREE
    assert serialize(article) == text
    article.heat = THREE + 1
    assert parse(serialize(article)).heat == 4
    assert serialize(article).partition("heat")[0] == text.partition("heat")[0]


def test_a_document_and_nested_models_take_integers_of_numpy() -> None:
    note = parse("---\na: 3  # c\nb: x\n---\n", model=Document)
    note["a"] = THREE
    assert serialize(note) == note.source
    note["b"] = [THREE]
    assert serialize(note) == "---\na: 3  # c\nb:\n  - 3\n---\n"
    article = Article("Tide", images=[Image("a", width=THREE)])
    assert "    width: 3\n" in serialize(article)


class Pydantic(pydantic.BaseModel):
    count: Any = None


def test_a_model_of_pydantic_takes_integers_of_numpy() -> None:
    assert serialize(Pydantic(count=THREE)) == "---\ncount: 3\n---\n\n"


@each("value", [np.True_, np.float32(1.5), np.datetime64("2026-03-14")])
def test_other_scalars_of_numpy_are_refused(value: Any) -> None:
    assert refusal(Document({"a": value})).key == "a"


@each("value", [THREE, True])
def test_an_integer_is_no_text_and_a_boolean_no_integer(value: Any) -> None:
    wrong = {"title": value} if value is THREE else {"title": "a", "heat": value}
    assert refusal(Article(**wrong)).key == list(wrong)[-1]


def test_tables_hold_integers_of_numpy() -> None:
    pytest.importorskip("pyarrow")
    feed = Feed([Article("Tide", heat=THREE, extra={"a": [THREE]})])
    (row,) = feed.to_arrow().to_pylist()
    assert (row["heat"], row["extra"]) == (3, '{"a": [3]}')


def test_every_column_holds_integers_of_numpy() -> None:
    rows = pytest.importorskip("newsfeed.tables.rows")
    note = Note(count=THREE, ratio=THREE, price=THREE, either=THREE, counts=[THREE])
    (row,) = rows.table_of([note], rows.TableLayout(Note)).to_pylist()
    found = [row[name] for name in ("count", "ratio", "price", "either", "counts")]
    assert found == [3, 3.0, Decimal(3), "3", [3]]
