"""What the charts of providers, of quality and heat, and of related items show."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from plotting import data, notes, rows, svg

from newsfeed import Article, Feed, Provider, RelatedItem
from newsfeed.plot import Plots

# --- Providers ------------------------------------------------------------------------------------


def of(name: str | None) -> Article:
    return Article("Tide", provider=None if name is None else Provider(name))


def test_the_most_frequent_providers_come_first_then_the_others_then_none() -> None:
    names = ["Post"] * 3 + ["Watch"] * 4 + ["Oka", "Elm", "Ash"] + [None] * 5
    chart = Plots(map(of, names)).providers(top=2)
    assert rows(chart) == [
        (4, True, "Watch", 0.266667),
        (3, True, "Post", 0.2),
        (3, False, "3 other providers", 0.2),
        (5, False, "no provider", 0.333333),
    ]
    assert notes(chart) == ["15 articles"]
    sort = chart.to_dict()["layer"][0]["encoding"]["y"]["sort"]
    assert sort == ["Watch", "Post", "3 other providers", "no provider"]


def test_all_providers_are_counted_as_the_feed_counts_them() -> None:
    rng = Random(8)
    feed = Feed(of(rng.choice(["Post", "Watch", "Oka", None])) for _ in range(200))
    counts = {name: articles for articles, _, name, _ in rows(feed.plot.providers())}
    assert counts.pop("no provider") == 200 - feed.providers().total()
    assert list(counts.items()) == list(feed.providers().items())


def test_one_other_provider_is_named_in_the_singular() -> None:
    found = rows(Plots(map(of, ["Post", "Watch"])).providers(top=1))
    assert [name for _, _, name, _ in found] == ["Post", "1 other provider"]


# --- Quality --------------------------------------------------------------------------------------


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
    assert notes(chart) == ["3 articles", "2 articles without both numbers left out"]


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
    assert 'aria-label="quality 1,000 to 1,049, heat 10: 2"' in text


@pytest.mark.parametrize(
    "number", [2**53, -(2**53), 10**400, -(10**5000)], ids=["first", "least", "large", "huge"]
)
def test_what_has_no_exact_number_in_a_browser_is_left_out(number: int) -> None:
    feed = [Article("Tide", quality=number, heat=1), Article("Moon", quality=1, heat=2**53 - 1)]
    chart = Plots(feed).quality()
    assert rows(chart) == [(1, 2**53 - 1, 1, "Moon")]
    assert notes(chart)[1] == "1 article without both numbers left out"


# --- Related items --------------------------------------------------------------------------------


def with_items(title: str, *items: str) -> Article:
    """An article with related items, by their addresses, or their titles in capitals."""
    related = [
        RelatedItem(item) if item.isupper() else RelatedItem(f"on {item}", web_url=item)
        for item in items
    ]
    return Article(title, related=related)


def graph(chart: Any) -> tuple[list[str], list[str], set[tuple[str, str]]]:
    """The titles on both sides, and which are joined."""
    spec = chart.to_dict()
    lines, left, right = (data(layer, spec) for layer in spec["layer"])

    def nearest(nodes: list[Any], place: float) -> str:
        return str(nodes[round(place * len(nodes) - 0.5)]["title"])

    edges = {(nearest(left, line["from"]), nearest(right, line["to"])) for line in lines}
    return [row["title"] for row in left], [row["title"] for row in right], edges


def test_items_are_the_same_by_their_address_or_else_their_title() -> None:
    feed = [with_items("Tide", "a", "TALE"), with_items("Moon", "a", "b", "TALE", "TALE")]
    chart = Plots(feed).related()
    left, right, edges = graph(chart)
    assert sorted(left) == ["Moon", "Tide"]
    assert sorted(right) == ["TALE", "on a", "on b"]
    assert edges == {
        *(("Tide", "on a"), ("Tide", "TALE")),
        *(("Moon", "on a"), ("Moon", "on b"), ("Moon", "TALE")),
    }
    kinds = {title: (kind, links) for kind, _, links, _, title in rows(chart, layer=2)}
    shared = "item of several articles"
    assert kinds == {"on a": (shared, 2), "TALE": (shared, 2), "on b": ("related item", 1)}
    assert notes(chart) == [
        "2 of 2 articles with related items; 3 of 3 items, 2 shared by several articles"
    ]


def test_articles_that_share_items_come_before_those_that_have_many() -> None:
    feed = [
        with_items("Long", *(f"l{number}" for number in range(40))),
        with_items("Short", "s"),
        with_items("Tide", "a"),
        Article("Bare"),
        with_items("Moon", "a"),
    ]
    left, right, edges = graph(Plots(feed).related(top=3))
    assert sorted(left) == ["Long", "Moon", "Tide"]
    assert len(right) == 30
    assert edges == {
        *(("Tide", "on a"), ("Moon", "on a")),
        *(("Long", f"on l{number}") for number in range(29)),
    }
    chart = Plots(feed).related(top=3)
    assert notes(chart)[0].startswith("3 of 4 articles with related items; 30 of 42 items, 1 ")


def test_no_item_takes_all_the_places_and_no_article_all_the_items() -> None:
    crowd = [with_items(f"Crowd {number}", "a") for number in range(50)]
    pair = [with_items(f"Pair {number}", "b") for number in range(2)]
    many = [with_items(f"Many {one}", *(f"{one}-{two}" for two in range(50))) for one in "xyz"]
    left, right, _ = graph(Plots([*crowd, *pair, *many]).related(top=9))
    expected = [*(f"Crowd {number}" for number in range(3)), "Pair 0", "Pair 1"]
    assert sorted(left) == sorted([*expected, "Many x", "Many y", "Many z", "Crowd 3"])
    assert {"on a", "on b", "on x-0", "on y-0", "on z-0"} <= set(right)


def test_articles_stand_beside_what_they_have() -> None:
    feed = [with_items(str(number), f"{number}-a", f"{number}-b") for number in range(9)]
    shuffled = Random(8).sample(feed, 9)
    left, right, _ = graph(Plots(shuffled).related())
    assert [title.split()[1][0] for title in right[::2]] == left
    assert [title.split()[1][0] for title in right[1::2]] == left


def test_titles_that_are_alike_are_told_apart_and_long_ones_are_cut_off() -> None:
    long = "The tide clock runs again after ninety years and " * 4
    feed = [with_items(long, "a"), with_items(f"{long}!", "a"), with_items(" ", "a")]
    found = rows(Plots(feed).related(), layer=1)
    assert [label for _, label, *_ in found] == [
        "The tide clock runs again after ninety years and The tide…",
        "The tide clock runs again after ninety years and The tide… (2)",
        "(blank)",
    ]
    assert [len(title) for *_, title in found] == [110, 110, 7]
    assert [provider for _, _, _, provider, _ in found] == ["none"] * 3


def test_of_an_article_no_more_than_fifty_items_are_looked_at() -> None:
    items = [RelatedItem(f"Item {number}") for number in range(60)]
    feed = [Article("Tide", related=items), Article("Moon", related=items[50:])]
    chart = Plots(feed).related()
    assert "30 of 60 items, 0 shared" in notes(chart)[0]
    assert [links for _, _, links, _, _ in rows(chart, layer=1)] == [60, 10]


def test_without_related_items_the_chart_says_so() -> None:
    assert notes(Plots([Article("Tide")]).related()) == [
        "1 article, none of them with related items"
    ]
