"""Values of a wrong type are rejected before they are written, with their key."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from loops import each
from refusals import Nowhere, refusal

from newsfeed import (
    Article,
    Document,
    Image,
    Provider,
    RelatedItem,
    SerializeError,
    parse,
    serialize,
)


def looped() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


NAIVE = datetime(2021, 12, 10, 14, 30)
NOWHERE = NAIVE.replace(tzinfo=Nowhere())
TOO_EARLY = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
TOO_LATE = datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "naive timestamp": ({"published_date_time": NAIVE}, "publishedDateTime"),
    "date for timestamp": ({"published_date_time": date(2021, 12, 10)}, "publishedDateTime"),
    "text for timestamp": ({"published_date_time": "2021-12-10"}, "publishedDateTime"),
    "timestamp before year 1": ({"published_date_time": TOO_EARLY}, "publishedDateTime"),
    "timestamp after year 9999": ({"published_date_time": TOO_LATE}, "publishedDateTime"),
    "timestamp of no known offset in extra": ({"extra": {"x": {"y": [NOWHERE]}}}, "x.y[0]"),
    "surrogate in title": ({"title": "a\ud800b"}, "title"),
    "surrogate in category": ({"category": "\udfff"}, "category"),
    "surrogate in topic": ({"topics": ["a", "\ud83d"]}, "topics[1]"),
    "surrogate in body": ({"body": "\ud83d\n"}, "body"),
    "surrogate in extra": ({"extra": {"x": ["\ud83d"]}}, "x[0]"),
    "surrogate in extra key": ({"extra": {"x\ud83d": 1}}, ""),
    "None for title": ({"title": None}, "title"),
    "None for name": ({"provider": Provider(None)}, "provider.name"),  # type: ignore[arg-type]
    "None for url": ({"images": [Image("a"), Image(None)]}, "images[1].url"),  # type: ignore[arg-type]
    "None in topics": ({"topics": [None]}, "topics[0]"),
    "None in images": ({"images": [None]}, "images[0]"),
    "None for list": ({"topics": None}, "topics"),
    "None for body": ({"body": None}, "body"),
    "None for extra": ({"extra": None}, "extra"),
    "int for text": ({"title": 3}, "title"),
    "bytes for text": ({"title": b"a"}, "title"),
    "path for text": ({"category": Path("a")}, "category"),
    "list for text": ({"category": ["a"]}, "category"),
    "bool for int": ({"heat": True}, "heat"),
    "float for int": ({"heat": 3.0}, "heat"),
    "text for int": ({"heat": "3"}, "heat"),
    "huge int": ({"heat": 10**5000}, "heat"),
    "huge int in extra": ({"extra": {"x": [10**5000]}}, "x[0]"),
    "int for bool": ({"published": 1}, "published"),
    "text for bool": ({"published": "false"}, "published"),
    "text for list": ({"topics": "AI"}, "topics"),
    "tuple for list": ({"topics": ("AI",)}, "topics"),
    "dict for list": ({"images": {}}, "images"),
    "int in topics": ({"topics": ["a", 3]}, "topics[1]"),
    "list in topics": ({"topics": [["a"]]}, "topics[0]"),
    "dict for record": ({"provider": {"name": "a"}}, "provider"),
    "text for record": ({"provider": "Daily"}, "provider"),
    "wrong record class": ({"provider": Image("a")}, "provider"),
    "wrong record class in list": ({"images": [RelatedItem("a")]}, "images[0]"),
    "text for image": ({"images": ["a.jpg"]}, "images[0]"),
    "deep width": (
        {"related": [RelatedItem("a"), RelatedItem("b", images=[Image("c", width="3")])]},  # type: ignore[arg-type]
        "related[1].images[0].width",
    ),
    "extra holding a known key": ({"extra": {"heat": 3}}, "heat"),
    "extra holding a known key of an image": (
        {"images": [Image("a", extra={"isCached": True})]},
        "images[0].isCached",
    ),
    "set in extra": ({"extra": {"x": {1, 2}}}, "x"),
    "tuple in extra": ({"extra": {"x": (1,)}}, "x"),
    "bytes in extra": ({"extra": {"x": b"a"}}, "x"),
    "record in extra": ({"extra": {"x": Image("a")}}, "x"),
    "object in extra": ({"extra": {"x": {"y": object()}}}, "x.y"),
    "complex in extra": ({"extra": {"x": 1j}}, "x"),
    "list for extra": ({"extra": []}, "extra"),
    "int for body": ({"body": 3}, "body"),
    "naive midnight": ({"published_date_time": datetime(2021, 12, 10)}, "publishedDateTime"),
    "surrogate alone in title": ({"title": "\ud800"}, "title"),
    "surrogate alone in body": ({"body": "\ud800"}, "body"),
    "other surrogate in extra key": ({"extra": {"\udfff": 3}}, ""),
    "int as extra key": ({"extra": {3: "a"}}, ""),
    "None behind a topic": ({"topics": ["Sea", None]}, "topics[1]"),
    "wrong record class behind an image": ({"images": [Image("a"), Provider("b")]}, "images[1]"),
    "text for width": ({"images": [Image("a", width="3")]}, "images[0].width"),  # type: ignore[arg-type]
    "object in a list in extra": ({"extra": {"a": {"b": [1, object()]}}}, "a.b[1]"),
    "bytes for body": ({"body": b"a"}, "body"),
}


@each("source", [None, "---\ntitle: 'Rain'\n---\n"])
@each("name", WRONG)
def test_a_wrong_value_is_refused_with_its_key(name: str, source: str | None) -> None:
    changes, key = WRONG[name]
    article = attrs.evolve(parse(source) if source else Article("Rain"), **changes)
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    assert caught.value.key == key
    assert str(caught.value).startswith(key)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert len(str(caught.value)) < 300


def test_a_naive_timestamp_is_written_under_unknown_keys_only() -> None:
    article = Article("a", extra={"x": {"y": [NAIVE]}})
    assert parse(serialize(article)) == article


@each("key", [3, None, True, 1.5, ("a",), date(2021, 12, 10), b"a"])
@each("nested", [False, True])
def test_a_key_that_is_no_text_is_refused_and_shown(key: object, nested: bool) -> None:
    extra: dict[Any, Any] = {"x": {key: 1}} if nested else {key: 1}
    with pytest.raises(SerializeError) as caught:
        serialize(Article("a", extra=extra))
    assert repr(key) in str(caught.value)
    assert caught.value.key == ("x" if nested else "")


@pytest.mark.parametrize(
    "value", [looped(), {"a": looped()}, deep(200)], ids=["list", "dict", "deep"]
)
def test_what_holds_itself_or_is_too_deep_is_refused(value: object) -> None:
    with pytest.raises(SerializeError, match="x") as caught:
        serialize(Article("a", extra={"x": value}))
    assert caught.value.key.startswith("x")


def test_what_is_as_deep_as_can_be_read_can_be_written() -> None:
    article = Article("a", extra={"x": deep(99)})
    assert parse(serialize(article)) == article


@attrs.define
class Chest:
    things: dict[str, Any] = attrs.field(factory=dict)


def test_a_field_of_any_keys_takes_a_dict_only() -> None:
    error = refusal(Chest([]))  # type: ignore[arg-type]
    assert str(error) == "things: expected a dict, found [] (list)"


@each("month, day, fold, verb", [(10, 31, 0, "repeat"), (10, 31, 1, "repeat"), (3, 28, 0, "skip")])
def test_an_hour_that_clocks_repeat_or_skip_is_no_moment(
    month: int, day: int, fold: int, verb: str
) -> None:
    moment = datetime(2021, month, day, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=fold)
    fault = f"the clocks of Europe/Paris {verb} this hour: convert it with .astimezone(UTC); found "
    for error in (
        refusal(Article("a", published_date_time=moment)),
        refusal(Document({"publishedDateTime": moment})),
    ):
        assert error.key == "publishedDateTime"
        assert error.message.startswith(f"{fault}datetime.datetime(2021, {month}, {day}, 2, 30, ")
