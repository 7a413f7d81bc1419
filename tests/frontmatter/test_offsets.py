"""Offsets: a datetime is written with the offset that it has, in a field marked `UTC` in UTC."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import Document, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, QUOTED, As, markers
from newsfeed.frontmatter.timestamps import instant, rewrite_with_offset

InUtc = Annotated[datetime, markers.UTC]
WEST = timezone(timedelta(hours=-8))
EAST = timezone(timedelta(hours=5, minutes=30))
NEW = datetime(2022, 1, 2, 9, 5, tzinfo=WEST)
IN_EAST = NEW.replace(tzinfo=EAST)
IN_UTC = NEW.replace(tzinfo=UTC)
NAIVE = NEW.replace(tzinfo=None)
MIDNIGHT = datetime(2022, 1, 2, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@attrs.define
class Note:
    own: datetime | None = None
    utc: InUtc | None = None
    either: date | datetime | None = None
    either_utc: Annotated[date | datetime | str | None, markers.UTC] = None
    anything: Any = None
    owns: list[datetime] = attrs.field(factory=list)
    utcs: list[InUtc] = attrs.field(factory=list)
    only: Annotated[list[InUtc], ONE_OR_MANY] = attrs.field(factory=list)
    days: dict[str, InUtc] = attrs.field(factory=dict)
    pair: tuple[InUtc, ...] = ()
    year: Annotated[int | None, As(InUtc, read=lambda at: at.year, write=lambda _: NEW)] = None


# Without an old timestamp


@each(
    "value, text",
    [
        (NEW, "2022-01-02T09:05:00-08:00"),
        (IN_EAST, "2022-01-02T09:05:00+05:30"),
        (IN_UTC, "2022-01-02T09:05:00Z"),
        (IN_UTC.replace(tzinfo=ZoneInfo("Europe/London")), "2022-01-02T09:05:00Z"),
        (NEW.replace(microsecond=500_000), "2022-01-02T09:05:00.5-08:00"),
        (NAIVE, "2022-01-02T09:05:00"),
        # an offset with seconds, which YAML does not have: +00:19:32
        (datetime(1900, 1, 1, tzinfo=AMSTERDAM), "1899-12-31T23:40:28Z"),
    ],
)
def test_a_new_timestamp_has_the_offset_of_its_datetime(value: datetime, text: str) -> None:
    assert rewrite_with_offset("", value) == text
    note = Document({"at": value, "more": [value]}, body="")
    assert serialize(note) == f"---\nat: {text}\nmore:\n  - {text}\n---\n"
    if value.tzinfo:
        assert yaml.safe_load(text) == value
        assert serialize(Note(own=value, owns=[value], either=value, anything=value)) == (
            f"---\nown: {text}\neither: {text}\nanything: {text}\nowns:\n  - {text}\n---\n\n"
        )


def test_a_new_timestamp_that_is_marked_is_in_utc() -> None:
    note = Note(
        utc=NEW, utcs=[NEW], only=[NEW], either_utc=NEW, days={"a": NEW}, pair=(NEW,), year=2022
    )
    assert serialize(note) == (
        "---\nutc: 2022-01-02T17:05:00Z\neither_utc: 2022-01-02T17:05:00Z\n"
        "utcs:\n  - 2022-01-02T17:05:00Z\nonly:\n  - 2022-01-02T17:05:00Z\n"
        "days:\n  a: 2022-01-02T17:05:00Z\npair:\n  - 2022-01-02T17:05:00Z\n"
        "year: 2022-01-02T17:05:00Z\n---\n\n"
    )
    other = Note(utc=None, either_utc=date(2022, 1, 2), anything={"a": NEW})
    assert serialize(other) == (
        "---\neither_utc: 2022-01-02\nanything:\n  a: 2022-01-02T09:05:00-08:00\n---\n\n"
    )


@each("value", [datetime.min.replace(tzinfo=EAST), datetime.max.replace(tzinfo=WEST)])
@each("old", ["", "own: 2021-12-10T14:30:00Z\nanything: 2021-12-10T14:30:00Z\n"])
@each("name", ["own", "utc", "anything"])
def test_a_datetime_that_utc_does_not_have_is_rejected(
    value: datetime, old: str, name: str
) -> None:
    note = parse(f"---\n{old}---\n", model=Note)
    setattr(note, name, value)
    with pytest.raises(SerializeError, match=f"{name}: expected a timestamp"):
        serialize(note)


# In place of an old timestamp

TYPED = [
    # the same offset: the zone stays
    ("2021-12-10 14:30 EST", NEW.replace(tzinfo=timezone(-timedelta(hours=5))), "{} 09:05 EST"),
    ("2021-12-10 14:30 GMT", IN_UTC, "{} 09:05 GMT"),
    ("2021-12-10t14:30:00z", IN_UTC, "{}t09:05:00z"),
    ("2021-12-10T14:30:00-00:00", IN_UTC, "{}T09:05:00-00:00"),
    # another offset, in the form of the old one
    ("2021-12-10 14:30 EST", NEW, "{} 09:05 -08:00"),
    ("2021-12-10 14:30 EST", IN_UTC, "{} 09:05 Z"),
    ("2021-12-10t14:30:00z", NEW, "{}t09:05:00-08:00"),
    ("2021-12-10 14:30 -0500", NEW, "{} 09:05 -0800"),
    ("2021-12-10 14:30 -0500", IN_UTC, "{} 09:05 +0000"),
    ("2021-12-10 14:30:00.000-05:00", IN_EAST, "{} 09:05:00.000+05:30"),
    ("2021-12-10 14:30:00-05:00", IN_UTC, "{} 09:05:00+00:00"),
    ("2021-12-10T14:30:00-05", NEW, "{}T09:05:00-08"),
    ("2021-12-10T14:30:00-05", IN_UTC, "{}T09:05:00+00"),
    ("2021-12-10T14:30:00-05", IN_EAST, "{}T09:05:00+05:30"),
    ("2021-12-10T14:30:00  -5", NEW, "{}T09:05:00  -8"),
    ("2021-12-10T14:30:00  -5", IN_UTC, "{}T09:05:00  +0"),
    ("2021-12-10T14:30:00-5", IN_EAST, "{}T09:05:00+5:30"),
    ("2021-12-10T14:30:00-5", NEW.replace(tzinfo=timezone(timedelta(hours=11))), "{}T09:05:00+11"),
    ("2021-12-10 14:30 -0500", datetime(1900, 1, 1, tzinfo=AMSTERDAM), "1899-12-31 23:40:28 +0000"),
    # no zone, which means UTC
    ("2021-12-10 14:30", IN_UTC, "{} 09:05"),
    ("2021-12-10 14:30", NEW, "{} 09:05 -08:00"),
    ("2021-12-10T14:30", NEW, "{}T09:05-08:00"),
    # a date
    ("2021-12-10", MIDNIGHT, "2022-01-02"),
    ("2021-12-10", NEW, "{}T09:05:00-08:00"),
    ("2021-12-10", MIDNIGHT.replace(tzinfo=WEST), "2022-01-02T00:00:00-08:00"),
    # no form of YAML
    ("Fri, 10 Dec 2021 14:30:00 GMT", NEW, "{}T09:05:00-08:00"),
]


@each("old, value, new", TYPED)
def test_a_changed_timestamp_has_the_offset_of_its_datetime_in_the_old_form(
    old: str, value: datetime, new: str
) -> None:
    new = new.format("2022-01-02")
    assert rewrite_with_offset(old, value) == new
    for quote in ("", "'", '"'):
        for place in (f"own: {quote}{old}{quote} # c", f"owns:\n- {quote}{old}{quote}  # c"):
            note = parse(f"---\n{place}\n---\n", model=Note)
            if note.own:
                note.own = value
            else:
                note.owns[0] = value
            text = serialize(note)
            assert text == f"---\n{place}\n---\n".replace(old, new)
            again = parse(text, model=Note)
            found = again.own or again.owns[0]
            assert (found, found.utcoffset()) == (value, rounded(value))


def rounded(value: datetime) -> timedelta | None:
    """Return the offset of a datetime, or that of UTC if it has seconds."""
    offset = value.utcoffset()
    return timedelta(0) if offset and offset % timedelta(minutes=1) else offset


@each(
    "old, value, new",
    [
        ("2021-12-10 14:30:05", NEW, "2022-01-02 09:05:00 -08:00"),
        ("2021-12-10 14:30:05", IN_UTC, "2022-01-02 09:05:00 Z"),
        ("2021-12-10T14:30:05", IN_UTC, "2022-01-02T09:05:00Z"),
        ("2021-12-10 14:30:05 -0500", NAIVE, "2022-01-02 09:05:00"),
        ("2021-12-10 14:30:05 -0500", NEW, "2022-01-02 09:05:00 -0800"),
        ("2021-12-10T14:30:05Z", NAIVE, "2022-01-02T09:05:00"),
        ("2021-12-10", MIDNIGHT, "2022-01-02T00:00:00Z"),
        ("2021-12-10", MIDNIGHT.replace(tzinfo=None), "2022-01-02T00:00:00"),
        ("2021-12-10 14:30:05 Z", MIDNIGHT.date(), "2022-01-02"),
        # with a tag, which makes any form a datetime
        (
            "!!timestamp 2021-12-10",
            MIDNIGHT.replace(tzinfo=None),
            "!!timestamp 2022-01-02",
        ),
        ("!!timestamp 2021-12-10 14:30 EST", NEW, "!!timestamp 2022-01-02 09:05 -08:00"),
    ],
)
def test_an_untyped_datetime_is_followed_with_its_offset_or_without(
    old: str, value: Any, new: str
) -> None:
    for place in ("at: {} # c", "at: [{}]", "at:\n  more: {}"):
        note = parse(f"---\n{place.format(old)}\n---\n", model=Document)
        if place == "at: [{}]":
            note["at"][0] = value
        elif place == "at: {} # c":
            note["at"] = value
        else:
            note["at"]["more"] = value
        text = serialize(note)
        assert text == f"---\n{place.format(new)}\n---\n"
        assert parse(text, model=Document) == note


@each(
    "old, new",
    [
        ("2021-12-10 14:30 -0500", "2022-01-02 12:05 -0500"),
        ("2021-12-10T14:30:00Z", "2022-01-02T17:05:00Z"),
        ("2021-12-10 14:30", "2022-01-02 17:05"),
        ("2021-12-10", "2022-01-02T17:05:00Z"),
    ],
)
def test_a_marked_timestamp_keeps_the_offset_of_the_file(old: str, new: str) -> None:
    text = (
        f"---\nutc: {old} # c\nutcs: [{old}]\nonly: {old}\ndays:\n  a: '{old}'\nyear: {old}\n---\n"
    )
    note = parse(text, model=Note)
    note.utc = note.utcs[0] = note.only[0] = note.days["a"] = NEW
    note.year = 2022
    assert serialize(note) == text.replace(old, new)


def test_a_marked_union_reads_and_keeps_dates_and_datetimes() -> None:
    text = "---\neither_utc: 2021-12-10 14:30:00 -0500\neither: '2021-12-10'\n---\n"
    note = parse(text, model=Note)
    assert (type(note.either_utc), note.either) == (datetime, date(2021, 12, 10))
    assert serialize(note) == text
    note.either_utc = NEW
    assert serialize(note) == text.replace("2021-12-10 14:30:00 -0500", "2022-01-02 12:05:00 -0500")
    tagged = parse("---\neither_utc: !!timestamp 2021-12-10 14:30:00Z\n---\n", model=Note)
    assert tagged.either_utc == datetime(2021, 12, 10, 14, 30, tzinfo=UTC)


@each("name", ["own", "utc", "either", "anything"])
@each("old", ["2021-12-10 14:30:00 -0500", "2021-12-10T14:30:00Z", "2021-12-10T14:30:00+05"])
def test_the_same_instant_with_another_offset_is_no_change(name: str, old: str) -> None:
    text = f"---\n{name}: {old}\n---\n"
    note = parse(text, model=Note)
    for zone in (EAST, WEST, UTC):
        setattr(note, name, getattr(note, name).astimezone(zone))
        assert serialize(note) == text


# The marker


@each("hint", [InUtc, InUtc | None, date | InUtc, As(InUtc, read=str, write=str).type])
def test_the_marker_may_be_in_a_union(hint: Any) -> None:
    model: Any = attrs.make_class("Marked", {"at": attrs.field(type=hint)})
    note = parse("---\nat: 2021-12-10 14:30:00 -0500\n---\n", model=model)
    assert serialize(attrs.evolve(note)) == "---\nat: 2021-12-10T19:30:00Z\n---\n\n"


@each(
    "hint",
    [str, date, int | None, list[datetime], dict[str, datetime], Any, Annotated[str, QUOTED]],
)
def test_only_a_datetime_has_this_marker(hint: Any) -> None:
    marked: Any = Annotated[hint, markers.UTC]
    model = attrs.make_class("Wrong", {"at": attrs.field(type=marked)})
    with pytest.raises(TypeError, match=r"Wrong\.at: UTC is for datetimes, found "):
        parse("---\nat: x\n---\n", model=model)


# Any old form, any datetime

GAPS, ZONES = ["T", "t", " ", "  "], ["", "Z", " Z", "+00:00", " -0500", "-05", " -5", "+05:30"]
CLOCKS = ["14:30:05", "14:30:05.5", "14:30:05.000"]
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
VALUES = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 30), timezones=OFFSETS | st.just(UTC))


@examples(100)
@given(*map(st.sampled_from, (GAPS, CLOCKS, ZONES)), VALUES, st.booleans())
def test_any_datetime_reads_back_with_its_offset(
    gap: str, clock: str, zone: str, value: datetime, is_naive: bool
) -> None:
    old = f"2021-12-10{gap}{clock}{zone}"
    text = "---\nbefore: x\n{0}: {1} # c\nafter: x\n---\n"
    for name in ("own", "utc", "either", "anything"):
        new = value.replace(tzinfo=None) if is_naive and name == "anything" else value
        note = parse(text.format(name, old), model=Note)
        setattr(note, name, new)
        found = getattr(parse(serialize(note), model=Note), name)
        assert found == new
        if name != "utc" and new != getattr(parse(text.format(name, old), model=Note), name):
            assert found.utcoffset() == new.utcoffset()
        line = serialize(note).split("\n")[2]
        assert serialize(note) == text.format(name, "old").replace(f"{name}: old # c", line)
        if zone != " -0500":  # which PyYAML reads as text
            assert instant(yaml.safe_load(line)[name]) == instant(found)
