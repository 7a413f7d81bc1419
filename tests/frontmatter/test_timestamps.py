"""Timestamps: what people write, read the same way everywhere, and written as the old one was."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import Article, ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.timestamps import (
    read_date,
    read_timestamp,
    rewrite_timestamp,
    write_timestamp,
)

ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"]


@pytest.fixture(params=ZONES)
def machine_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Move the machine to another time zone for a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def refuses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return True
    return False


READINGS = {
    # ISO 8601 and YAML 1.1, those of https://yaml.org/type/timestamp.html among them
    "2021-12-10T14:30:00Z": "2021-12-10T14:30:00+00:00",
    "2021-12-10T14:30:00+00:00": "2021-12-10T14:30:00+00:00",
    "2021-12-10T14:30:00-08:00": "2021-12-10T14:30:00-08:00",
    "2021-12-10T14:30:00+0530": "2021-12-10T14:30:00+05:30",
    "2021-12-10T14:30:00+05": "2021-12-10T14:30:00+05:00",
    "2021-12-10T14:30:00": "2021-12-10T14:30:00+00:00",
    "2021-12-10T14:30Z": "2021-12-10T14:30:00+00:00",
    "2021-12-10T14:30": "2021-12-10T14:30:00+00:00",
    "2021-12-10 14:30:00 -0800": "2021-12-10T14:30:00-08:00",
    "2021-12-10 14:30:00 Z": "2021-12-10T14:30:00+00:00",
    "2021-12-10 14:30:00Z": "2021-12-10T14:30:00+00:00",
    "2021-12-10 14:30:00": "2021-12-10T14:30:00+00:00",
    "2021-12-10 14:30": "2021-12-10T14:30:00+00:00",
    "2021-12-10   14:30:00": "2021-12-10T14:30:00+00:00",
    "2021-12-10\t14:30:00": "2021-12-10T14:30:00+00:00",
    "2021-12-10t14:30:00z": "2021-12-10T14:30:00+00:00",
    "2001-12-15T02:59:43.1Z": "2001-12-15T02:59:43.100000+00:00",
    "2001-12-14t21:59:43.10-05:00": "2001-12-14T21:59:43.100000-05:00",
    "2001-12-14 21:59:43.10 -5": "2001-12-14T21:59:43.100000-05:00",
    "2001-12-15 2:59:43.10": "2001-12-15T02:59:43.100000+00:00",
    "2001-1-5 2:59:43": "2001-01-05T02:59:43+00:00",
    "2021-12-10T14:30:00.123456Z": "2021-12-10T14:30:00.123456+00:00",
    "2021-12-10T14:30:00.1234569Z": "2021-12-10T14:30:00.123456+00:00",
    "2021-12-10T14:30:00.000Z": "2021-12-10T14:30:00+00:00",
    "2021-12-10T14:30:00,5Z": "2021-12-10T14:30:00.500000+00:00",
    "0999-01-02T03:04:05Z": "0999-01-02T03:04:05+00:00",
    # a date alone
    "2021-12-10": "2021-12-10T00:00:00+00:00",
    "2021-1-5": "2021-01-05T00:00:00+00:00",
    # basic form, week dates
    "20211210T143000Z": "2021-12-10T14:30:00+00:00",
    "20211210T143000+0100": "2021-12-10T14:30:00+01:00",
    "20211210": "2021-12-10T00:00:00+00:00",
    "2021-W49-5": "2021-12-10T00:00:00+00:00",
    "2021-W49-5T14:30:00Z": "2021-12-10T14:30:00+00:00",
    "2021W495": "2021-12-10T00:00:00+00:00",
    # RFC 2822, and names of zones
    "Fri, 10 Dec 2021 14:30:00 GMT": "2021-12-10T14:30:00+00:00",
    "Fri, 10 Dec 2021 14:30:00 +0100": "2021-12-10T14:30:00+01:00",
    "10 Dec 2021 14:30:00 -0800": "2021-12-10T14:30:00-08:00",
    "10 Dec 2021 14:30 UTC": "2021-12-10T14:30:00+00:00",
    "10 Dec 2021 14:30 EST": "2021-12-10T14:30:00-05:00",
    "10 Dec 2021 14:30 PDT": "2021-12-10T14:30:00-07:00",
    "10 Dec 2021 14:30 CET": "2021-12-10T14:30:00+01:00",
    "10 Jul 2021 14:30 CEST": "2021-07-10T14:30:00+02:00",
    "2021-12-10 14:30:00 CET": "2021-12-10T14:30:00+01:00",
    "2021-12-10 14:30:00 UTC": "2021-12-10T14:30:00+00:00",  # Ruby's Time#to_s
    # what else can be read in one way only
    "December 10, 2021": "2021-12-10T00:00:00+00:00",
    "Dec 10, 2021 2:30 PM": "2021-12-10T14:30:00+00:00",
    "10 December 2021": "2021-12-10T00:00:00+00:00",
    "25/12/2021": "2021-12-25T00:00:00+00:00",
    "12/25/2021 14:30": "2021-12-25T14:30:00+00:00",
    "2021/12/25": "2021-12-25T00:00:00+00:00",
    "10/10/2021": "2021-10-10T00:00:00+00:00",
}

REFUSED = [
    *["10/12/2021", "10-12-2021", "10.12.2021", "1/2/2021 14:30"],
    *["10 Dec 21", "12/25/21", "21-12-10", "Fri, 10 Dec 21 14:30:00 GMT"],
    *["2021", "2021-12", "Dec 2021", "December", "10 Dec", "Friday", "Fri 14:30", "14:30", "noon"],
    *["now", "today", "yesterday", "soon", "", " ", "Z", "T", "-", "GMT", "AM"],
    *[
        "2021-12-10 14:30 JST",
        "10 Dec 2021 14:30 JST",
        "10 Dec 2021 14:30 XYZ",
        "10 Dec 2021 14:30 BST",
    ],
    # a POSIX reader takes them for west of Greenwich, a person for east
    *["10 Dec 2021 14:30 GMT+3", "10 Dec 2021 14:30 UTC-5", "Fri, 10 Dec 2021 14:30:00 UTC+0300"],
    *["2021-12-10 14:30 LINT", "10 Dec 2021 14:30 NZDT"],
    *["2021-02-30", "2021-13-01", "2021-00-10", "2021-12-00", "30 Feb 2021", "2021-02-29"],
    *["2021-12-10T25:00:00Z", "2021-12-10T14:60:00Z", "2021-12-10T14:30:61Z"],
    *["0000-01-01", "10000-01-01", "2021-12-10T14:30:00+25:00", "2021-12-10T14:30:00+05:75"],
    *["2021-12-10T14:30:00Z extra", "2021-12-10x14:30:00Z", "2021-12-10T", "2021-12-10T14:30:00ZZ"],
    *["1639146600", "16391466000", "3.5", "٢٠٢١-١٢-١٠", "２０２１-12-10"],
    pytest.param("9" * 5000, id="many digits"),
    pytest.param("2021-12-10" * 50, id="many dates"),
    pytest.param("Dec " * 1000, id="many months"),
    *["(" * 60, "10 Dec 2021 " + "0" * 50],
]


@pytest.mark.parametrize("text", READINGS)
def test_a_timestamp_is_read_with_its_own_offset_and_is_always_aware(text: str) -> None:
    assert read_timestamp(text).isoformat() == READINGS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_single_moment_is_refused(text: str) -> None:
    assert refuses(read_timestamp, text)


def test_the_zone_of_the_machine_changes_no_reading(machine_zone: str) -> None:
    assert time.tzname[0]
    found = {text: read_timestamp(text).isoformat() for text in READINGS}
    assert found == READINGS, machine_zone


@pytest.mark.parametrize("text", REFUSED)
def test_the_zone_of_the_machine_changes_no_refusal(text: str, machine_zone: str) -> None:
    assert refuses(read_timestamp, text)
    assert machine_zone in ZONES


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_first_and_the_last_moment_are_read_and_written_on_any_machine(text: str) -> None:
    value = read_timestamp(text)
    assert serialize(Article("a", published_date_time=value)) == (
        f'---\ntitle: "a"\npublishedDateTime: {text}\n---\n\n'
    )


def test_the_machine_does_move() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        name = time.tzname[0]
    time.tzset()
    assert name == "JST"


@pytest.mark.parametrize("text", [text for text in READINGS if "\t" not in text])
@pytest.mark.parametrize("quote", ["", "'", '"'], ids=["plain", "single", "double"])
def test_a_field_takes_a_timestamp_quoted_or_not(text: str, quote: str) -> None:
    source = f"---\ntitle: Rain\npublishedDateTime: {quote}{text}{quote}\n---\n"
    article = parse(source)
    assert article.published_date_time is not None
    assert article.published_date_time.isoformat() == READINGS[text]
    assert serialize(article) == source


@pytest.mark.parametrize("text", ["10/12/2021", "2026-02-30", "'2021'", "[2021-12-10]", "soon"])
def test_a_field_refuses_what_is_no_timestamp(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\npublishedDateTime: {text}\n---\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.key) == (3, 20, "publishedDateTime")


@given(st.text(max_size=70))
def test_any_other_text_is_read_as_an_aware_timestamp_or_refused(text: str) -> None:
    try:
        value = read_timestamp(text)
    except ValueError:
        return
    assert value.utcoffset() is not None


# Dates


@pytest.mark.parametrize("text", ["2021-12-10", "2021-1-5"])
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == read_timestamp(text).date()


@pytest.mark.parametrize("text", ["2021-12-10T00:00:00Z", "2021-02-30", "10 Dec 2021", "", "2021"])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refuses(read_date, text)


# Writing


PACIFIC = timezone(timedelta(hours=-8))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2021, 12, 10, 14, 30, tzinfo=UTC), "2021-12-10T14:30:00Z"),
        (datetime(2021, 12, 10, tzinfo=UTC), "2021-12-10T00:00:00Z"),
        (datetime(2021, 12, 10, 20, 30, tzinfo=PACIFIC), "2021-12-11T04:30:00Z"),
        (datetime(2021, 12, 10, 14, 30, 0, 500_000, UTC), "2021-12-10T14:30:00.5Z"),
        (datetime(2021, 12, 10, 14, 30, 0, 1, UTC), "2021-12-10T14:30:00.000001Z"),
        (datetime(999, 1, 2, 3, 4, 5, tzinfo=UTC), "0999-01-02T03:04:05Z"),
        (datetime.min.replace(tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59:59.999999Z"),
    ],
    ids=str,
)
def test_the_canonical_form_is_utc_with_a_fraction_only_where_there_is_one(
    value: datetime, text: str
) -> None:
    assert write_timestamp(value) == text
    assert read_timestamp(text) == value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), id="year 0"),
        pytest.param(datetime.max.replace(tzinfo=PACIFIC), id="year 10000"),
    ],
)
def test_a_timestamp_that_utc_cannot_hold_is_refused(value: datetime) -> None:
    with pytest.raises(OverflowError):
        write_timestamp(value)
    article = parse("---\ntitle: Rain\n---\n")
    article.published_date_time = value
    with pytest.raises(SerializeError, match="publishedDateTime"):
        serialize(article)


NEW = datetime(2022, 1, 1, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        # the gap and the zone
        ("2021-12-10T14:30:00Z", NEW, "2022-01-01T04:05:00Z"),
        ("2021-12-10t14:30:00z", NEW, "2022-01-01t04:05:00z"),
        ("2021-12-10 14:30:00Z", NEW, "2022-01-01 04:05:00Z"),
        ("2021-12-10 14:30:00 Z", NEW, "2022-01-01 04:05:00 Z"),
        ("2021-12-10 14:30:00 -0800", NEW, "2021-12-31 20:05:00 -0800"),
        ("2021-12-10T14:30:00-08:00", NEW, "2021-12-31T20:05:00-08:00"),
        ("2021-12-10T14:30:00+05", NEW, "2022-01-01T09:05:00+05"),
        ("2021-12-10T14:30:00+00:00", NEW, "2022-01-01T04:05:00+00:00"),
        ("2021-12-10 14:30:00", NEW, "2022-01-01 04:05:00"),
        ("2021-12-10T14:30:00Z", NEW.astimezone(PACIFIC), "2022-01-01T04:05:00Z"),
        # the seconds
        ("2021-12-10 14:30", NEW, "2022-01-01 04:05"),
        ("2021-12-10 14:30", NEW.replace(second=6), "2022-01-01 04:05:06"),
        ("2021-12-10 14:30 -0800", NEW, "2021-12-31 20:05 -0800"),
        # the fraction
        ("2021-12-10T14:30:00.000Z", NEW, "2022-01-01T04:05:00.000Z"),
        ("2021-12-10T14:30:00.000Z", NEW.replace(microsecond=500_000), "2022-01-01T04:05:00.500Z"),
        ("2021-12-10T14:30:00.5Z", NEW.replace(microsecond=250_000), "2022-01-01T04:05:00.25Z"),
        ("2021-12-10T14:30:00Z", NEW.replace(microsecond=1), "2022-01-01T04:05:00.000001Z"),
        ("2021-12-10 14:30", NEW.replace(microsecond=500_000), "2022-01-01 04:05:00.5"),
        # a date alone
        ("2021-12-10", datetime(2022, 1, 1, tzinfo=UTC), "2022-01-01"),
        ("2021-12-10", NEW, "2022-01-01T04:05:00Z"),
        ("2021-12-10", datetime(2022, 1, 1, tzinfo=PACIFIC), "2022-01-01T08:00:00Z"),
        # what has no spelling of its own
        ("Fri, 10 Dec 2021 14:30:00 GMT", NEW, "2022-01-01T04:05:00Z"),
        ("20211210T143000Z", NEW, "2022-01-01T04:05:00Z"),
    ],
)
def test_a_changed_timestamp_keeps_the_spelling_of_the_old_one(
    old: str, value: datetime, new: str
) -> None:
    assert rewrite_timestamp(old, value) == new
    for quote in ("", "'", '"'):
        before = f"---\ntitle: Rain\npublishedDateTime:  {quote}{old}{quote}  # then\n---\n"
        article = parse(before)
        article.published_date_time = value
        assert serialize(article) == before.replace(old, new)


offsets = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)


@given(
    st.sampled_from(sorted(READINGS)),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=offsets),
)
def test_every_respelling_reads_back_as_the_value(old: str, value: datetime) -> None:
    assert read_timestamp(rewrite_timestamp(old, value)) == value
    assert read_timestamp(write_timestamp(value)) == value


@pytest.mark.parametrize("old", ["0001-01-01T00:00:00+01:00", "9999-12-31 23:59:59 -1"])
def test_a_timestamp_that_utc_cannot_hold_still_comes_back(old: str) -> None:
    text = f"---\ntitle: Rain\npublishedDateTime: {old}\nx: {old}\n---\n"
    try:
        article = parse(text)
    except ParseError:
        return
    assert serialize(article) == text


@given(st.datetimes(timezones=offsets))
def test_setting_a_timestamp_to_the_same_moment_changes_nothing(value: datetime) -> None:
    text = f"---\ntitle: Rain\npublishedDateTime: {value.isoformat(' ')}\n---\n"
    try:
        article = parse(text)
        article.published_date_time = value.astimezone(PACIFIC)
    except (ParseError, OverflowError):
        return
    assert serialize(article) == text


def test_a_date_is_no_timestamp() -> None:
    article = parse("---\ntitle: Rain\n---\n")
    article.published_date_time = date(2021, 12, 10)  # type: ignore[assignment]
    with pytest.raises(SerializeError, match="publishedDateTime"):
        serialize(article)
