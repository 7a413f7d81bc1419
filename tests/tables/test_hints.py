"""Tables of models with every kind of type hint: their columns, and the way back."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

import attrs
import pyarrow as pa
import pytest
from loops import each

from newsfeed import Feed, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, As


class Mood(Enum):
    CALM = "calm"
    ROUGH = "rough"


def seconds(text: str) -> float:
    return float(text.removesuffix(" s"))


Seconds = Annotated[float, As(str, read=seconds, write="{} s".format)]


@attrs.define
class Buoy:
    name: str
    mood: Mood | None = None
    price: Decimal = Decimal(0)


@attrs.define
class Log:
    mood: Mood | None = None
    layout: Literal["post", 3] = "post"
    moods: list[Mood] = attrs.field(factory=list)
    pair: tuple[Mood, ...] = ()
    by_name: dict[str, Mood] = attrs.field(factory=dict)
    by_day: dict[str, list[Mood]] = attrs.field(factory=dict)
    price: Decimal | None = None
    prices: list[Decimal] = attrs.field(factory=list)
    day: date | datetime | None = None
    author: str | list[str] | None = None
    tags: Annotated[list[str], ONE_OR_MANY] = attrs.field(factory=list)
    delay: Seconds | None = None
    buoy: Buoy | None = None
    marks: list[Buoy] = attrs.field(factory=list)
    lanes: tuple[Buoy, ...] = ()


TEXT = """\
---
mood: calm  # at noon
layout: 3
moods: [rough, calm]
pair: [calm]
by_name: {quay: rough}
by_day: {monday: [calm, rough]}
price: 12.50
prices: [100, 0.1]
day: 2026-03-14
author: [Ada, Ben]
tags: sea
delay: 1.5 s
buoy: {name: North, mood: rough, price: 3}
marks:
  - name: South
lanes: [{name: East}]
---
"""
LOGS: Any = [parse(TEXT, model=Log), Log(), Log(author="Ada", price=Decimal(-7), tags=["a", "b"])]


@each("flat", [False, True])
def test_each_hint_has_a_column(flat: bool) -> None:
    table = Feed(LOGS).to_arrow(flat=flat)
    assert table.schema.field("mood").type == pa.string()
    assert table.schema.field("price").type == pa.decimal128(38, 18)
    assert table.schema.field("pair").type == pa.list_(pa.string())
    assert table["mood"].to_pylist() == ["calm", None, None]
    assert table["delay"].to_pylist() == ["1.5 s", None, None]
    assert table["day"].to_pylist()[0] == '{"!date": "2026-03-14"}'
    if flat:
        assert table["buoy_mood"].to_pylist() == ["rough", None, None]


def test_a_table_gives_equal_instances_back() -> None:
    model: Any = Log
    back = Feed.from_arrow(Feed(LOGS).to_arrow(), model=model)
    assert list(back) == LOGS
    assert [str(each.price) for each in model_instances(back)] == ["12.5", "None", "-7"]
    again = Feed.from_arrow(Feed(LOGS).to_arrow(source=True), model=model)
    assert serialize(again[0]) == TEXT


def model_instances(feed: Any) -> list[Any]:
    return list(feed)


@each(
    "column, message",
    [
        ({"mood": ["stormy"]}, "column 'mood': expected calm or rough"),
        ({"delay": ["soon"]}, "column 'delay': could not convert string to float: 'soon'"),
        ({"price": ["dear"]}, "column 'price': expected decimal128"),
    ],
)
def test_a_value_that_the_hint_refuses_is_an_error_with_its_column(
    column: dict[str, list[Any]], message: str
) -> None:
    model: Any = Log
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        Feed.from_arrow(pa.table(column), model=model)


@each("changes", [{"mood": "calm"}, {"delay": 3}, {"price": 0.5}, {"moods": ["calm"]}])
def test_a_value_of_another_type_is_in_no_table(changes: dict[str, Any]) -> None:
    log: Any = Log(**changes)
    with pytest.raises(SerializeError, match="no table holds it"):
        Feed([log]).to_arrow()


@attrs.frozen
class Frozen:
    title: str
    mood: Mood = Mood.CALM


def test_columns_change_frozen_instances_of_their_source() -> None:
    text = "---\ntitle: Tide  # turns\nmood: rough\n---\n"
    model: Any = Frozen
    notes: Any = [parse(text, model=Frozen)]
    table = Feed(notes).to_arrow(columns=["title"], source=True)
    table = table.set_column(0, "title", pa.array(["Moon"]))
    (note,) = Feed.from_arrow(table, model=model)
    assert serialize(note) == text.replace("Tide", "Moon")
