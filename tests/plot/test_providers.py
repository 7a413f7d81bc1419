"""What the chart of providers shows."""

from random import Random

from plotting import notes, rows

from newsfeed import Article, Feed, Provider
from newsfeed.plot import Plots


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
