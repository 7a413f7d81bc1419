"""Naive datetimes in untyped values: what a file says without an offset, and how it is written.

Typed fields are aware: there a timestamp without an offset is in UTC.
"""

import dataclasses
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import pandas as pd
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import exact, examples

from newsfeed import Article, Document, SerializeError, parse, serialize

NOON = datetime(2026, 3, 14, 12, 30, 5)
LATER = datetime(2027, 1, 2, 3, 4, 5)
EAST = timezone(timedelta(hours=5, minutes=30))


@attrs.define
class Note:
    anything: Any = None
    mapping: dict[str, Any] = attrs.field(factory=dict)
    bare: dict = attrs.field(factory=dict)  # type: ignore[type-arg]
    items: list[Any] = attrs.field(factory=list)
    nested: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    when: datetime | None = None
    day_or_time: date | datetime | None = None
    times: dict[str, datetime] = attrs.field(factory=dict)
    list_of_times: list[datetime] = attrs.field(factory=list)
    extra: dict[str, Any] = attrs.field(factory=dict)


UNTYPED: dict[str, Callable[[Any], Any]] = {
    "anything": lambda value: value,
    "mapping": lambda value: {"a": value, "b": [value]},
    "bare": lambda value: {"a": {"b": value}},
    "items": lambda value: [value, {"a": value}],
    "nested": lambda value: {"a": {"b": value}},
    "extra": lambda value: {"seen": value, "more": {"a": [value]}},
}
TYPED: dict[str, Callable[[Any], Any]] = {
    "when": lambda value: value,
    "day_or_time": lambda value: value,
    "times": lambda value: {"a": value},
    "list_of_times": lambda value: [value],
}


def read(text: str) -> Any:
    """Read a value under an unknown key."""
    return parse(f"---\nseen: {text}\n---\n", model=Document)["seen"]


def written(value: Any, old: str | None = None) -> str:
    """Write a value under an unknown key, in the place of an old text if there is one."""
    note = Document(body="\n") if old is None else parse(f"---\nseen: {old}\n---\n", model=Document)
    note["seen"] = value
    text = serialize(note)
    assert exact(parse(text, model=Document)) == exact(note)
    found = re.fullmatch(r"---\nseen: (.*)\n---\n\n?", text)
    assert found
    return found[1]


# Read

NAIVE = [
    ("2026-03-14 12:30:05", NOON),
    ("2026-03-14T12:30:05", NOON),
    ("2026-03-14t12:30:05", NOON),
    ("2026-03-14  12:30:05", NOON),
    ("2026-3-14 12:30:05", NOON),
    ("2026-03-14 12:30:05.25", NOON.replace(microsecond=250_000)),
    ("2026-03-14T12:30:05.", NOON),
    ("2026-03-14T12:30:05.1234567", NOON.replace(microsecond=123_456)),
    ("2026-03-14 0:00:00", datetime(2026, 3, 14)),
    ("0001-01-01 00:00:00", datetime.min),
    ("9999-12-31T23:59:59.999999", datetime.max),
    ("!!timestamp 2026-03-14 12:30:05", NOON),
    ("!!timestamp '2026-03-14T12:30:05'", NOON),
    ("!!timestamp 2026-03-14 12:30", NOON.replace(second=0)),
    ("!!timestamp 2026-03-14", datetime(2026, 3, 14)),
]
AWARE = [
    ("2026-03-14T12:30:05Z", NOON.replace(tzinfo=UTC)),
    ("2026-03-14 12:30:05 Z", NOON.replace(tzinfo=UTC)),
    ("2026-03-14 12:30:05+05:30", NOON.replace(tzinfo=EAST)),
    ("2026-03-14 12:30:05 +0530", NOON.replace(tzinfo=EAST)),
    ("!!timestamp 2026-03-14T12:30:05Z", NOON.replace(tzinfo=UTC)),
    ("!!timestamp '2026-03-14 12:30:05+05:30'", NOON.replace(tzinfo=EAST)),
    ("0001-01-01 00:00:00Z", datetime.min.replace(tzinfo=UTC)),
    ("9999-12-31 23:59:59.999999Z", datetime.max.replace(tzinfo=UTC)),
]


@pytest.mark.usefixtures("each_loader")
@each("text, expected", NAIVE + AWARE)
def test_a_timestamp_is_naive_exactly_if_it_has_no_offset(text: str, expected: datetime) -> None:
    found = read(text)
    assert type(found) is datetime
    assert found == expected
    assert found.utcoffset() == expected.utcoffset()
    assert read(f"{{a: [{text}]}}") == {"a": [expected]}


@each("text", ["'2026-03-14 12:30:05'", '"2026-03-14T12:30:05"', "!!str 2026-03-14 12:30:05"])
def test_a_quoted_timestamp_is_text(text: str) -> None:
    assert read(text) == text.removeprefix("!!str ").strip("'\"")


@each("text", ["2026-03-14 24:00:00", "2026-02-30 12:00:00", "2026-03-14 12:30", "2026-03-14 12"])
def test_what_is_no_timestamp_of_yaml_is_text(text: str) -> None:
    assert read(text) == text


@each("name", UNTYPED)
def test_every_untyped_value_may_be_naive(name: str) -> None:
    value = UNTYPED[name]("2026-03-14 12:30:05")
    shown = json.dumps(value).replace('"', "")
    text = f"---\n{name}: {shown}\n---\n\n"
    if name == "extra":
        text = "---\nseen: 2026-03-14 12:30:05\nmore: {a: [2026-03-14 12:30:05]}\n---\n\n"
    note = parse(text, model=Note)
    assert getattr(note, name) == UNTYPED[name](NOON)
    assert serialize(note) == text


@each("name", TYPED)
def test_a_typed_timestamp_without_offset_is_in_utc(name: str) -> None:
    value = json.dumps(TYPED[name]("2026-03-14 12:30:05")).replace('"', "")
    text = f"---\n{name}: {value}\n---\n"
    note = parse(text, model=Note)
    assert getattr(note, name) == TYPED[name](NOON.replace(tzinfo=UTC))
    assert serialize(note) == text


# Written

FORMATS = [
    (None, NOON, "2026-03-14T12:30:05"),
    (None, NOON.replace(microsecond=250_000), "2026-03-14T12:30:05.25"),
    (None, datetime(2026, 3, 14), "2026-03-14T00:00:00"),
    (None, datetime.min, "0001-01-01T00:00:00"),
    (None, datetime.max, "9999-12-31T23:59:59.999999"),
    (None, NOON.replace(fold=1), "2026-03-14T12:30:05"),
    ("2021-12-10 14:30:05", NOON, "2026-03-14 12:30:05"),
    ("2021-12-10 14:30:05", NOON.replace(microsecond=1), "2026-03-14 12:30:05.000001"),
    ("2021-12-10 14:30:05.5", NOON, "2026-03-14 12:30:05.0"),
    ("2021-12-10 14:30:05.250", NOON, "2026-03-14 12:30:05.000"),
    ("2021-12-10T14:30:05", NOON, "2026-03-14T12:30:05"),
    ("2021-12-10t14:30:05", NOON, "2026-03-14t12:30:05"),
    ("2021-12-10 14:30:05", datetime.min, "0001-01-01 00:00:00"),
    ("2021-12-10 14:30:05", datetime.max, "9999-12-31 23:59:59.999999"),
    ("0001-01-01 00:00:00", NOON, "2026-03-14 12:30:05"),
    ("!!timestamp 2021-12-10 14:30", NOON, "!!timestamp 2026-03-14 12:30:05"),
    ("!!timestamp 2021-12-10", NOON, "!!timestamp 2026-03-14T12:30:05"),
    ("!!timestamp '2021-12-10 14:30:05'", NOON, "!!timestamp '2026-03-14 12:30:05'"),
    ("2021-12-10", NOON, "2026-03-14T12:30:05"),
    ("soon", NOON, "2026-03-14T12:30:05"),
    ("'2021-12-10 14:30:05'", NOON, "2026-03-14T12:30:05"),
    ("[a, b]", NOON, "2026-03-14T12:30:05"),
    ("2021-12-10 14:30:05  # c", NOON, "2026-03-14 12:30:05  # c"),
]


@pytest.mark.usefixtures("each_loader")
@each("old, value, text", FORMATS)
def test_a_naive_datetime_is_written_in_the_format_of_the_old_text(
    old: str | None, value: datetime, text: str
) -> None:
    assert written(value, old) == text


@each("old", ["2026-03-14 12:30:05", "2026-03-14T12:30:05", "2026-03-14 12:30:05.000"])
@each("zone", [UTC, EAST])
def test_an_offset_is_a_change_of_a_naive_datetime(old: str, zone: tzinfo) -> None:
    found = read(written(NOON.replace(tzinfo=zone), old))
    assert (found.tzinfo is None, found) == (False, NOON.replace(tzinfo=zone))


@each("old", ["2026-03-14 12:30:05Z", "2026-03-14T12:30:05+05:30", "2026-03-14 12:30:05 -8"])
def test_the_loss_of_an_offset_is_a_change_of_an_aware_datetime(old: str) -> None:
    assert read(written(NOON, old)) == NOON
    assert read(written(read(old).replace(tzinfo=None), old)) == NOON


@each("text", [text for text, _ in NAIVE + AWARE])
def test_an_equal_datetime_changes_nothing(text: str) -> None:
    value = read(text)
    assert written(value.replace(), text) == text
    if value.tzinfo is not None:
        assert written(value.astimezone(UTC), text) == text


@examples(60)
@given(st.datetimes(), st.sampled_from([None, *(text for text, _ in NAIVE + AWARE)]))
def test_every_naive_datetime_reads_back(value: datetime, old: str | None) -> None:
    text = written(value, old)
    assert exact(read(text)) == exact(value)


def test_naive_and_aware_items_of_a_list_are_told_apart() -> None:
    aware = NOON.replace(tzinfo=UTC)
    text = "---\nseen: [2026-03-14 12:30:05, 2026-03-14 12:30:05Z]\n---\n"
    note = parse(text, model=Document)
    note["seen"] = [aware, NOON]
    assert exact(parse(serialize(note), model=Document)["seen"]) == exact([aware, NOON])
    note["seen"] = [NOON, aware]
    assert serialize(note) == text


@each("name", UNTYPED)
@each("source", [True, False])
def test_a_naive_datetime_may_be_written_in_every_untyped_value(name: str, source: bool) -> None:
    note = parse("---\nwhen: 2021-12-10\n---\n\n", model=Note) if source else Note()
    setattr(note, name, UNTYPED[name](LATER))
    text = serialize(note)
    assert "2027-01-02T03:04:05\n" in text
    assert exact(parse(text, model=Note)) == exact(note)


@dataclasses.dataclass
class DataclassNote:
    when: datetime | None = None
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)


class PydanticNote(pydantic.BaseModel):
    when: datetime | None = None
    extra: dict[str, Any] = {}


@each("model", [Article, DataclassNote, PydanticNote])
def test_the_unknown_keys_of_every_kind_of_model_may_be_naive(model: type[Any]) -> None:
    text = "---\ntitle: Tide\nseen: 2026-03-14 12:30:05\n---\n"
    note = parse(text, model=model)
    assert note.extra["seen"] == NOON
    note.extra["seen"] = LATER
    assert serialize(note) == text.replace("2026-03-14 12:30:05", "2027-01-02 03:04:05")


# Refused


@each("name", TYPED)
@each("old", ["2021-12-10 14:30:05", "2021-12-10T14:30:05Z", None])
def test_a_typed_field_refuses_a_naive_datetime(name: str, old: str | None) -> None:
    shown = json.dumps(TYPED[name](old)).replace('"', "")
    note = parse(f"---\n{name}: {shown}\n---\n", model=Note) if old else Note()
    setattr(note, name, TYPED[name](LATER))
    with pytest.raises(SerializeError) as caught:
        serialize(note)
    assert (caught.value.key or "").partition(".")[0].partition("[")[0] == name
    assert "time zone" in str(caught.value)


class Nowhere(tzinfo):
    """A time zone without an offset."""

    def utcoffset(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None

    def dst(self, _: datetime | None) -> None:
        return None


@each(
    "value", [pd.NaT, NOON.replace(tzinfo=Nowhere()), pd.Timestamp("2026-03-14 12:30:05.000000001")]
)
@each("old", [None, "2021-12-10 14:30:05", "2021-12-10 14:30:05Z", "soon"])
def test_what_is_no_point_in_time_is_refused(value: Any, old: str | None) -> None:
    with pytest.raises(SerializeError) as caught:
        written(value, old)
    assert caught.value.key == "seen"


def test_a_timestamp_of_pandas_is_a_datetime() -> None:
    note = parse("---\nseen: 2021-12-10 14:30:05\n---\n", model=Document)
    note["seen"] = pd.Timestamp(NOON)
    note["more"] = [pd.Timestamp(NOON, tz="UTC")]
    assert serialize(note) == (
        "---\nseen: 2026-03-14 12:30:05\nmore:\n  - 2026-03-14 12:30:05 Z\n---\n"
    )
