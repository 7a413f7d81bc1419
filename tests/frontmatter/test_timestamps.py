"""Timestamps and dates are read the same way on every machine, or rejected."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import Article, ParseError, parse, serialize
from newsfeed.frontmatter import timestamps
from newsfeed.frontmatter.timestamps import read_timestamp, rewrite_timestamp, write_timestamp

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
    *["2021-12-10 14:30 JST", "10 Dec 2021 14:30 JST", "10 Dec 2021 14:30 XYZ"],
    *["10 Dec 2021 14:30 BST"],
    # a POSIX reader takes them for west of Greenwich, a person for east
    *["10 Dec 2021 14:30 GMT+3", "10 Dec 2021 14:30 UTC-5", "Fri, 10 Dec 2021 14:30:00 UTC+0300"],
    *["2021-12-10 14:30 LINT", "10 Dec 2021 14:30 NZDT"],
    *["2021-02-30", "2021-13-01", "2021-00-10", "2021-12-00", "30 Feb 2021", "2021-02-29"],
    *["2021-12-10T25:00:00Z", "2021-12-10T14:60:00Z", "2021-12-10T14:30:61Z"],
    *["0000-01-01", "10000-01-01", "2021-12-10T14:30:00+25:00", "2021-12-10T14:30:00+05:75"],
    *["2021-12-10T14:30:00Z extra", "2021-12-10x14:30:00Z", "2021-12-10T", "2021-12-10T14:30:00ZZ"],
    *["1639146600", "16391466000", "3.5", "٢٠٢١-١٢-١٠", "２０２１-12-10"],
    "9" * 5000,  # many digits
    "2021-12-10" * 50,  # many dates
    "Dec " * 1000,  # many months
    *["(" * 60, "10 Dec 2021 " + "0" * 50],
]


@each("text", READINGS)
def test_a_timestamp_is_read_with_its_own_offset_and_is_always_aware(text: str) -> None:
    assert read_timestamp(text).isoformat() == READINGS[text]


@each("text", REFUSED)
def test_what_is_no_single_moment_is_refused(text: str) -> None:
    assert refuses(read_timestamp, text)


def test_the_zone_of_the_machine_changes_no_reading(machine_zone: str) -> None:
    assert time.tzname[0]
    found = {text: read_timestamp(text).isoformat() for text in READINGS}
    assert found == READINGS, machine_zone


@each("text", REFUSED)
def test_the_zone_of_the_machine_changes_no_refusal(text: str, machine_zone: str) -> None:
    assert refuses(read_timestamp, text)
    assert machine_zone in ZONES


@pytest.mark.usefixtures("machine_zone")
@each("text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
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


@each("text", [text for text in READINGS if "\t" not in text])
@each("quote", ["", "'", '"'])
def test_a_field_takes_a_timestamp_quoted_or_not(text: str, quote: str) -> None:
    source = f"---\ntitle: Rain\npublishedDateTime: {quote}{text}{quote}\n---\n"
    article = parse(source)
    assert article.published_date_time is not None
    assert article.published_date_time.isoformat() == READINGS[text]
    assert serialize(article) == source


@each("text", ["10/12/2021", "2026-02-30", "'2021'", "[2021-12-10]", "soon"])
def test_a_field_refuses_what_is_no_timestamp(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\npublishedDateTime: {text}\n---\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.key) == (3, 20, "publishedDateTime")


@examples(100)
@given(st.text(max_size=70))
def test_any_other_text_is_read_as_an_aware_timestamp_or_refused(text: str) -> None:
    try:
        value = read_timestamp(text)
    except ValueError:
        return
    assert value.utcoffset() is not None


@each(
    "text, shown",
    [
        ("2021-12-10T14:30:00+05:59", "2021-12-10T14:30:00+05:59"),
        ("2021-12-10 14:30 -0059", "2021-12-10T14:30:00-00:59"),
        ("2021-12-10T14:30:00+05:60", None),
        ("2021-12-10T14:30:00-0060", None),
        # the name of the zone behind its offset, as in mail
        ("Fri, 10 Dec 2021 14:30:00 +0100 (CET)", "2021-12-10T14:30:00+01:00"),
        ("Fri, 10 Dec 2021 14:30:00 -0800 (PST)", "2021-12-10T14:30:00-08:00"),
        ("Fri, 10 Dec 2021 14:30:00 +0200 (CET)", None),
        ("Fri, 10 Dec 2021 14:30:00 +0000 (CET)", None),
        ("Fri, 10 Dec 2021 14:30:00 +0000 (GMT)", "2021-12-10T14:30:00+00:00"),
        ("Fri, 10 Dec 2021 14:30:00 +0100 (XYZ)", None),
        # the year first
        ("2021/05/06", "2021-05-06T00:00:00+00:00"),
        ("2021/5/6 14:30", "2021-05-06T14:30:00+00:00"),
        ("2021.05.06", "2021-05-06T00:00:00+00:00"),
        # 2010-11-25 or 2025-11-10, at ten past eight
        ("25/11/10 2010", None),
        # sixty-four characters, and one more
        ("10 December 2021" + " " * 48, "2021-12-10T00:00:00+00:00"),
        ("10 December 2021" + " " * 49, None),
    ],
)
def test_a_moment_is_read_where_all_of_its_parts_agree(text: str, shown: str | None) -> None:
    try:
        found = read_timestamp(text).isoformat()
    except ValueError:
        found = None
    assert found == shown


@pytest.mark.parametrize("text", ["0001-01-01T00:59:59+01:00", "9999-12-31T23:00:00-01:00"])
def test_a_moment_outside_of_the_years_of_utc_is_a_problem_of_the_text(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\npublishedDateTime: {text}\n---\n")
    assert [problem.message for problem in caught.value.problems] == [
        f"publishedDateTime: expected a timestamp such as 2021-12-10T14:30:00Z, found '{text}'"
    ]


offsets = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)


@examples(100)
@given(
    st.sampled_from(sorted(READINGS)),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=offsets),
)
def test_every_respelling_reads_back_as_the_value(old: str, value: datetime) -> None:
    assert read_timestamp(rewrite_timestamp(old, value)) == value
    assert read_timestamp(write_timestamp(value)) == value


# A month name leaves the numbers one order, so that dateutil need not try the others.
DAYS = ["1", "12th", "31", "32", "0"]
MONTHS = ["December", "Dec.", "May", "Sept", "Monday"]
TIMES = ["", " 14:30", ", 3:05 PM", " 14:30:00 GMT", " 14:30 -0800", " 25:00", " 2:30 BST"]


@given(st.sampled_from(DAYS), st.sampled_from(MONTHS), st.sampled_from(TIMES), st.booleans())
@examples(100)
def test_a_month_name_leaves_one_order(day: str, month: str, clock: str, day_first: bool) -> None:
    text = f"{f'{day} {month}' if day_first else f'{month} {day},'} 2031{clock}"
    with pytest.MonkeyPatch.context() as patch:
        found = refuses(read_timestamp, text) or read_timestamp(text)
        patch.setattr(timestamps, "_MONTH_NAME", re.compile("(?!)"))
        assert found == (refuses(read_timestamp, text) or read_timestamp(text))
