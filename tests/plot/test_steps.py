"""Which step of time a chart has."""

from datetime import UTC, datetime, timedelta

import pytest
from plotting import at

from newsfeed import Article
from newsfeed.plot import Plots


@pytest.mark.parametrize(
    ("days", "count", "step"),
    [
        (1, 1, "day"),
        (12, 2, "day"),
        (13, 2, "week"),
        (80, 80, "day"),
        (80, 9, "week"),
        (132, 1000, "day"),
        (133, 1000, "week"),
        (1000, 1000, "month"),
        (5000, 1000, "year"),
        (73_000, 1000, "decade"),
        (730_000, 1000, "century"),
    ],
)
def test_the_step_suits_the_time_and_the_number_of_articles(
    days: int, count: int, step: str
) -> None:
    begin = datetime(1, 1, 1, tzinfo=UTC)
    ends = [begin, begin + timedelta(days=days - 1)]
    feed = [Article("Tide", published_date_time=ends[number % 2]) for number in range(count)]
    assert Plots(feed).timeline().title.text == f"Articles per {step}, by topic"
    assert Plots(feed).topics().title.text == f"Articles by topic and {step}"


def test_a_step_that_is_too_fine_for_a_chart_is_made_longer() -> None:
    ends = [Article("Tide", published_date_time=at(day)) for day in ("2020-01-01", "2026-01-01")]
    assert Plots(ends).timeline(by="day").title.text == "Articles per week, by topic"
    assert Plots(ends).timeline(by="month").title.text == "Articles per month, by topic"


@pytest.mark.parametrize("chart", ["timeline", "topics"])
def test_a_step_that_is_none_is_an_error(chart: str) -> None:
    message = "^by: expected day, week, month, year or None, found 'decade'$"
    with pytest.raises(ValueError, match=message):
        getattr(Plots([]), chart)(by="decade")
