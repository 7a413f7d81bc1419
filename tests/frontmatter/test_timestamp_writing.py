"""Timestamps are written in UTC, or with the formatting of the timestamp that they replace."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.timestamps import read_timestamp, rewrite_timestamp, write_timestamp

PACIFIC = timezone(timedelta(hours=-8))


@each(
    "value, text",
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


@each(
    "old, value, new",
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


@pytest.mark.parametrize(
    "time_of_day",
    [
        pytest.param(timedelta(hours=1), id="hour"),
        pytest.param(timedelta(minutes=5), id="minute"),
        pytest.param(timedelta(seconds=5), id="second"),
        pytest.param(timedelta(microseconds=5), id="fraction"),
    ],
)
def test_a_date_alone_gives_way_to_any_time_of_day(time_of_day: timedelta) -> None:
    value = datetime(2022, 1, 1, tzinfo=UTC) + time_of_day
    written = rewrite_timestamp("2021-12-10", value)
    assert written.startswith("2022-01-01T")
    assert read_timestamp(written) == value


@pytest.mark.parametrize("old", ["0001-01-01T00:00:00+01:00", "9999-12-31 23:59:59 -1"])
def test_a_timestamp_that_utc_cannot_hold_still_comes_back(old: str) -> None:
    text = f"---\ntitle: Rain\npublishedDateTime: {old}\nx: {old}\n---\n"
    try:
        article = parse(text)
    except ParseError:
        return
    assert serialize(article) == text


offsets = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)


@examples(100)
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
