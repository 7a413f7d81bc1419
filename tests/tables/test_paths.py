"""Columns of nested values, by the paths of fields."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pyarrow as pa
import pytest
from loops import each
from round_trips import Log, Mood, feed_of

from newsfeed import Article, Feed, Image, Provider, RelatedItem

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
ARTICLES = [
    Article(
        "Tide",
        provider=Provider("Post", extra={"founded": 1905}),
        images=[Image("a", width=1), Image("b", extra={"by": {"name": "Ada"}})],
        related=[RelatedItem("r", provider=Provider("Q"), images=[Image("c")])],
        extra={"author": "Ada", "seen": NOON, "any": 1, "a": {"b": [1, 2]}},
    ),
    Article("Moon", extra={"any": "x"}),
]


@each(
    "name, type_, values",
    [
        ("provider.name", "string", ["Post", None]),
        ("provider.images", None, [[], None]),
        ("images[0].url", "string", ["a", None]),
        ("images[].url", "list<item: string>", [["a", "b"], []]),
        ("images[].width", "list<item: int64>", [[1, None], []]),
        ("related[0].provider.name", "string", ["Q", None]),
        ("related[].images[].url", "list<item: list<item: string>>", [[["c"]], []]),
        ("extra.author", "string", ["Ada", None]),
        ("extra.seen", "timestamp[us, tz=UTC]", [NOON, None]),
        ("extra.any", "string", ["1", '"x"']),
        ("extra.a", "string", ['{"b": [1, 2]}', None]),
        ("extra.a.b", "list<item: int64>", [[1, 2], None]),
        ("extra.a.b[1]", "int64", [2, None]),
        ("provider.extra.founded", "int64", [1905, None]),
        ("images[].extra.by.name", "string", ['[null, "Ada"]', "[]"]),
        ("a.b", "list<item: int64>", [[1, 2], None]),
    ],
)
def test_a_path_is_a_column(name: str, type_: str | None, values: list[Any]) -> None:
    table = Feed(ARTICLES).to_arrow(columns=["title", name])
    assert table.column_names == ["title", name]
    assert table[name].to_pylist() == values
    if type_:
        assert str(table.schema.field(name).type) == type_


@each(
    "name, message",
    [
        ("provider.names", "'provider.names': Provider has no field names; did you mean name?"),
        ("providr.name", "'providr.name': Article has no field providr; did you mean provider?"),
        ("topics.name", "'topics.name': topics.name: expected an index such as"),
        ("extra.authors", "'extra.authors': no article has a value there; did you mean author?"),
        ("extra.a.c", "'extra.a.c': no article has a value there"),
        ("provider..name", "'provider..name': expected a field such as"),
        ("author", "'author'"),
        ("provider_nam", "'provider_nam'"),
    ],
)
def test_a_path_without_a_value_is_an_error(name: str, message: str) -> None:
    with pytest.raises(ValueError, match="there is no column ") as caught:
        Feed(ARTICLES).to_arrow(columns=[name])
    assert message in str(caught.value)


def test_an_empty_feed_has_any_path() -> None:
    schema = Feed().to_arrow(columns=["extra.author", "provider.name"]).schema
    assert schema == pa.schema([("extra.author", pa.string()), ("provider.name", pa.string())])


@attrs.define
class Book:
    log: Log | None = None
    thing: Any = None


def test_paths_lead_into_models_of_ones_own() -> None:
    books = [Book(), Book(feed_of("attrs")[0], {"a": 3})]
    names = ["log.mood", "log.moods", "log.by_name.a", "thing.a", "thing", "log.buoys[].depth"]
    assert Feed(books).to_arrow(columns=names).to_pylist() == [
        dict.fromkeys(names),
        {
            **{"log.mood": Mood.ROUGH.value, "log.moods": ["calm", "rough"], "log.by_name.a": 1},
            **{"thing.a": 3, "thing": '{"a": 3}', "log.buoys[].depth": [None, -1]},
        },
    ]
    with pytest.raises(ValueError, match=r"'thing\.b': no article has a value there$"):
        Feed(books).to_arrow(columns=["thing.b"])
