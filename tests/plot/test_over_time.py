"""What the charts of topics over time show."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotting import CHARTS, LIMIT, at, axis, cells, labels, notes, rows, size, svg
from strategies import articles, examples

from newsfeed import Article, Feed
from newsfeed.plot import Plots

TOPICS = ["Sea", "Moon", "Towns", "Weather", "Clocks", "Ferries", "Gulls", "Ropes", "Salt"]

FIRST: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


@pytest.fixture(scope="module")
def tides() -> Feed:
    """Articles of 80 days, some without topics or a date, the first topics more frequent."""
    rng = Random(8)
    made = []
    for number in range(400):
        when = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(80 * 24))
        topics = [rng.choice(TOPICS[: rng.randint(1, 9)]) for _ in range(rng.randint(0, 3))]
        dated = when if rng.random() < 0.9 else None
        made.append(Article(f"Tide {number}", topics=topics, published_date_time=dated))
    return Feed(made)


def expected(feed: Iterable[Article], by: str, named: list[str]) -> Counter[tuple[str, str]]:
    """The counts by the first day of the step and the topic, or what stands for the rest."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in feed:
        if article.published_date_time is not None:
            start = FIRST[by](article.published_date_time.astimezone(UTC).date()).isoformat()
            topics = {topic if topic in named else "the rest" for topic in article.topics}
            counts.update((start, topic) for topic in topics or {"no topic"})
    return counts


@pytest.mark.parametrize("by", FIRST)
@pytest.mark.parametrize(("chart", "top"), [("timeline", 7), ("topics", 4), ("topics", 9)])
def test_articles_are_counted_by_step_and_topic(tides: Feed, chart: str, top: int, by: Any) -> None:
    drawn = getattr(tides.plot, chart)(by=by, top=top)
    dated = [article for article in tides if article.published_date_time]
    named = [topic for topic, _ in Feed(dated).topics().most_common(top)]
    rest = [f"{9 - top} other topics"] if top < 9 else []
    assert labels(drawn) == [*named, *rest, "no topic"]
    found = {
        (start, topic if topic not in rest else "the rest"): count
        for (start, topic), count in cells(drawn).items()
    }
    assert found == expected(tides, by, named)
    assert notes(drawn) == [
        f"{len(dated)} articles; articles with several topics are counted once per topic",
        f"Not shown: {400 - len(dated)} articles without a date",
    ]


def test_a_topic_counts_once_for_an_article_and_so_does_the_rest() -> None:
    topics = ["Sea", "Sea", "Moon", "Towns"]
    chart = Plots([Article("Tide", topics=topics, published_date_time=at("2026-03-14"))]).timeline(
        top=1
    )
    assert cells(chart) == {("2026-03-14", "Sea"): 1, ("2026-03-14", "2 other topics"): 1}


def test_days_are_those_of_utc() -> None:
    west = timezone(timedelta(hours=-8))
    late = Article("Tide", published_date_time=datetime(2026, 3, 14, 20, tzinfo=west))
    naive = Article("Moon", published_date_time=datetime(2026, 3, 14, 23, 59))
    chart = Plots([late, naive]).timeline()
    assert {start for start, _ in cells(chart)} == {"2026-03-14", "2026-03-15"}


def test_the_first_and_the_last_day_of_all_are_drawn_and_those_beyond_are_left_out() -> None:
    east, west = timezone(timedelta(hours=5)), timezone(timedelta(hours=-5))
    days = [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=east),
        datetime(9999, 12, 31, 23, tzinfo=west),
    ]
    feed = [Article("Tide", published_date_time=day) for day in days]
    chart = Plots(feed).timeline()
    assert cells(chart) == {("0001-01-01", "no topic"): 1, ("9000-01-01", "no topic"): 1}
    assert notes(chart) == ["2 articles", "Not shown: 2 articles without a date"]
    assert 'aria-label="millennium from 9000, no topic: 1 article"' in svg(chart)


@pytest.mark.parametrize("day", ["0001-01-01", "2026-03-14", "9999-12-31"])
@pytest.mark.parametrize("by", FIRST)
def test_one_day_is_a_bar_that_is_not_as_wide_as_the_chart(day: str, by: Any) -> None:
    chart = Plots([Article("Tide", published_date_time=at(day))]).timeline(by=by)
    (first, last), marked = axis(chart)
    width = {"day": 1, "week": 7, "month": 31, "year": 366}[by] * 86_400_000
    assert 6 * width < last - first < 10 * width
    [(start, _)] = cells(chart)
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC).timestamp() * 1000
    assert first < begin < last - width * 0.9
    assert 6 <= len(marked) <= 9
    assert begin in marked


@pytest.mark.parametrize("days", [20, 100, 900, 4000, 40_000])
def test_an_axis_has_labels_where_steps_begin_but_not_too_many(days: int) -> None:
    begin = datetime(1999, 12, 30, tzinfo=UTC)
    feed = [
        Article("Tide", published_date_time=begin + timedelta(days=day))
        for day in range(0, days, days // 20)
    ]
    _, marked = axis(Plots(feed * 7).timeline())
    assert 2 <= len(marked) <= 10
    gaps = {later - earlier for earlier, later in pairwise(marked)}
    assert max(gaps) < min(gaps) * 1.2


def test_a_topic_that_is_named_like_the_rest_is_told_apart() -> None:
    names = ["no topic", "2 other topics", "Sea", "Moon"]
    feed = [Article("Tide", topics=names), Article("Tide", topics=names[:2]), Article("Tide")]
    for article in feed:
        article.published_date_time = at("2026-03-14")
    chart = Plots(feed).timeline(top=2)
    assert labels(chart) == ["no topic", "2 other topics", "2 other topics (2)", "no topic (2)"]
    assert [articles for articles, _, _ in rows(chart)] == [2, 2, 1, 1]


@given(st.lists(articles(), max_size=6), st.sampled_from([None, *FIRST]))
@examples(15)
def test_any_articles_can_be_drawn(feed: list[Article], by: Any) -> None:
    plots = Plots(feed)
    for chart in CHARTS:
        assert size(getattr(plots, chart)()) < LIMIT
    timeline = plots.timeline(by=by)
    assert cells(timeline) == cells(plots.topics(by=by, top=7))
    dated = [article for article in feed if article.published_date_time is not None]
    topics = sum(len(set(article.topics)) or 1 for article in dated)
    if len({topic for article in dated for topic in article.topics}) <= 7:
        assert sum(cells(timeline).values()) == topics
