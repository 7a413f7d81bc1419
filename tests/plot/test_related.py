"""What the chart of articles and their related items shows."""

from random import Random
from typing import Any

from plotting import data, notes, rows

from newsfeed import Article, RelatedItem
from newsfeed.plot import Plots


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
    shared = "item shared by several articles"
    assert kinds == {"on a": (shared, 2), "TALE": (shared, 2), "on b": ("related item", 1)}
    assert notes(chart) == [
        "2 of 2 articles with related items and 3 of 3 related items",
        "2 items shared by several articles",
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
    assert notes(chart) == [
        "3 of 4 articles with related items and 30 of 42 related items",
        "1 item shared by several articles",
    ]


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
    assert [provider for _, _, _, provider, _ in found] == ["no provider"] * 3


def test_of_an_article_no_more_than_fifty_items_are_looked_at() -> None:
    items = [RelatedItem(f"Item {number}") for number in range(60)]
    feed = [Article("Tide", related=items), Article("Moon", related=items[50:])]
    chart = Plots(feed).related()
    assert notes(chart) == ["2 of 2 articles with related items and 30 of 60 related items"]
    assert [links for _, _, links, _, _ in rows(chart, layer=1)] == [60, 10]


def test_without_related_items_the_chart_says_so() -> None:
    assert notes(Plots([Article("Tide")]).related()) == ["1 article, none with related items"]
