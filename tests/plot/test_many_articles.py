"""Charts of many articles are small: their size does not grow with the number of articles."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from plotting import DAY, LIMIT, ODD, WAVES, size

from newsfeed import Article, Provider, RelatedItem
from newsfeed.plot import Plots

# A chart has no room for so many names, steps or pairs of numbers. With five times as many articles
# nothing grows but the counts: a chart has up to 2,000, of which each may get one more digit.
COUNT = 20_000
DIGITS = 2_000


def spread(number: int, days: int) -> datetime:
    """A time within so many days."""
    return datetime(1825, 1, 1, tzinfo=UTC) + timedelta(days=number * days // COUNT)


def distinct() -> Iterable[Article]:
    """Each with names and numbers of its own, over 200 years."""
    for number in range(COUNT):
        yield Article(
            WAVES,
            topics=[f"{number}{WAVES[:60]}"],
            provider=Provider(f"{number}{WAVES[:60]}"),
            published_date_time=spread(number, 73_000),
            quality=number,
            heat=number * 7919 % COUNT,
        )


def dense() -> Iterable[Article]:
    """Sixty topics in each of eleven years' months, and 300 pairs of numbers."""
    topics = [f"{WAVES[:50]}{number}" for number in range(60)]
    days = [spread(number, 4017) for number in range(0, COUNT, COUNT // 2000)]
    for number in range(COUNT // 10):
        day = days[number % 2000]
        yield Article(
            WAVES,
            topics=topics[number % 7 :: 7],
            published_date_time=day,
            quality=number % 300,
            heat=number % 300,
        )


def shared() -> Iterable[Article]:
    """As many items for each as there are articles, the same for all."""
    provider = Provider(WAVES)
    items = [RelatedItem(f"{number}{WAVES[:120]}", provider=provider) for number in range(COUNT)]
    yield from [Article(WAVES, related=items, provider=provider)] * COUNT


def huge() -> Iterable[Article]:
    """Numbers as large as they can be, and odd texts."""
    yield Article(ODD, topics=[ODD, WAVES], quality=10**400, heat=-(10**400))
    for number in range(400):
        high = 2**53 - 1 - number * 10**12
        yield Article(ODD, provider=Provider(ODD), quality=high, heat=-high)
    yield from [Article(ODD, topics=[ODD] * 3, published_date_time=DAY)] * COUNT


@pytest.fixture(scope="module", params=[distinct, dense, shared, huge])
def plots(request: pytest.FixtureRequest) -> Plots:
    return Plots(request.param())


@pytest.mark.parametrize(
    ("chart", "arguments"),
    [
        ("timeline", {}),
        ("timeline", {"by": "day"}),
        ("timeline", {"by": "day", "top": 1}),
        ("topics", {}),
        ("topics", {"by": "day", "top": 50}),
        ("providers", {"top": 50}),
        ("quality", {}),
        ("related", {"top": 30}),
    ],
    ids=str,
)
def test_a_chart_of_many_articles_stays_under_200_kb(
    plots: Plots, chart: str, arguments: dict[str, Any]
) -> None:
    assert size(getattr(plots, chart)(**arguments)) < LIMIT - DIGITS
