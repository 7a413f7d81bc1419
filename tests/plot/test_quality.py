"""What the chart of quality and heat shows."""

from collections import Counter
from random import Random

import pytest
from plotting import notes, rows, svg

from newsfeed import Article
from newsfeed.plot import Plots


def test_articles_of_the_same_numbers_are_one_circle_and_the_large_ones_lie_below() -> None:
    feed = [
        Article("Tide", quality=61, heat=3),
        Article("Moon\n  rises", quality=70, heat=-1),
        Article("Gulls", quality=70, heat=-1),
        Article("Ropes", quality=70),
        Article("Salt", heat=3),
    ]
    chart = Plots(feed).quality()
    assert rows(chart) == [(2, -1, 70, "Moon rises and 1 more"), (1, 3, 61, "Tide")]
    assert notes(chart) == ["3 articles", "Not shown: 2 articles without a quality or a heat"]


def test_where_each_has_numbers_of_its_own_there_is_no_legend_of_sizes() -> None:
    feed = [Article("Tide", quality=number, heat=0) for number in range(300)]
    chart = Plots(feed).quality()
    assert len(rows(chart)) == 300
    assert chart.to_dict()["encoding"]["size"]["legend"] is None
    assert Plots(feed * 2).quality().to_dict()["encoding"]["size"]["legend"] is not None


@pytest.mark.parametrize(
    ("quality", "heat", "width", "height"),
    [(40, 30, 1, 1), (41, 31, 2, 2), (200, 151, 5, 10), (201, 301, 10, 20), (900, 2000, 50, 100)],
)
def test_many_pairs_of_numbers_are_counted_in_ranges(
    quality: int, heat: int, width: int, height: int
) -> None:
    rng = Random(8)
    pairs = [(rng.randrange(quality) - 5, rng.randrange(heat)) for _ in range(3000)]
    pairs += [(-5, 0), (quality - 6, heat - 1)]
    feed = [Article("Tide", quality=one, heat=two) for one, two in pairs]
    chart = Plots(feed).quality()
    counts: Counter[tuple[int, int]] = Counter()
    for one, two in pairs:
        counts[one - one % width, two - two % height] += 1
    assert {(one, two): count for count, two, one in rows(chart)} == counts
    ends = [each["calculate"] for each in chart.to_dict()["transform"][:2]]
    assert ends == [f"datum.quality + {width}", f"datum.heat + {height}"]


def test_ranges_are_said_in_words() -> None:
    feed = [Article("Tide", quality=n, heat=n % 30) for n in range(1000, 2200)]
    text = svg(Plots(feed).quality())
    assert 'aria-label="quality 1,000 to 1,049, heat 10: 2 articles"' in text


@pytest.mark.parametrize(
    "number", [2**53, -(2**53), 10**400, -(10**5000)], ids=["first", "least", "large", "huge"]
)
def test_what_has_no_exact_number_in_a_browser_is_left_out(number: int) -> None:
    feed = [Article("Tide", quality=number, heat=1), Article("Moon", quality=1, heat=2**53 - 1)]
    chart = Plots(feed).quality()
    assert rows(chart) == [(1, 2**53 - 1, 1, "Moon")]
    assert notes(chart)[1] == "Not shown: 1 article without a quality or a heat"
