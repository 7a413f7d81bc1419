"""Charts of articles that hold whatever may be; and as images, and without Altair."""

import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from paths import ROOT
from plotting import CHARTS, LIMIT, at, labels, png, rows, size, svg

from newsfeed import Article, Feed, Provider, RelatedItem
from newsfeed.plot import Plots

COUNT = 100_000
WAVES = "🌊" * 5000
# Brackets, quotes, what is no XML, what turns the text round, half a character.
ODD = "a.b[0]['c']\"\\\n\r\t{{}}</text>&amp;\x00\x1b\ufffe\u202e\ud83c"
DAY = at("2026-03-14")


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
    """A hundred thousand items for each, the same for all."""
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
    assert size(getattr(plots, chart)(**arguments)) < LIMIT


@pytest.mark.parametrize("chart", CHARTS)
def test_odd_texts_are_drawn(chart: str) -> None:
    feed = [
        Article(
            title,
            topics=[title],
            provider=Provider(title),
            published_date_time=DAY,
            quality=1,
            heat=1,
            related=[RelatedItem(title, provider=Provider(title))],
        )
        for title in (ODD, WAVES, "", "\u202e", "丘の便り" * 99)
    ]
    drawn = getattr(Plots(feed), chart)()
    text = svg(drawn)
    assert png(drawn).startswith(b"\x89PNG")
    assert not {"\x00", "\x1b", "\ufffe", "\u202e"} & set(text)
    assert "a.b[0]" in text


def test_odd_topics_keep_their_words() -> None:
    drawn = Plots([Article("Tide", topics=[ODD, ODD + "!"], published_date_time=DAY)]).topics()
    assert labels(drawn) == [
        "a.b[0]['c']\"\\ {{}}</text>&amp;\ufffd\ufffd\ufffd\ufffd\ufffd",
        "a.b[0]['c']\"\\ {{}}</text>&amp;\ufffd\ufffd\ufffd\ufffd\ufffd!",
    ]


# --- Images ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn_from_what_it_holds(chart: str) -> None:
    feed = Feed.read(ROOT / "examples" / "articles")
    drawn = getattr(feed.plot, chart)()
    text = svg(drawn)
    assert drawn.title.text in text
    marks = {"timeline": "bar", "providers": "bar", "topics": "rect mark", "quality": "circle"}
    shown = text.count(f'aria-roledescription="{marks.get(chart, "circle")}"')
    layers = [1, 2] if chart == "related" else [None]
    assert shown == sum(len(rows(drawn, layer)) for layer in layers)
    if chart == "timeline":
        assert 'aria-label="March 2026, Towns: 1"' in text


@pytest.mark.parametrize("chart", CHARTS)
def test_of_no_articles_there_is_a_title_and_nothing_else(chart: str) -> None:
    drawn = getattr(Plots([]), chart)()
    text = svg(drawn)
    assert drawn.title.text in text
    assert "0 articles" in text
    assert 'aria-roledescription="bar"' not in text
    assert not re.search('d="[^"]*NaN', text)


def test_charts_are_changed_and_combined_as_any_other() -> None:
    plots = Plots([Article("Tide", topics=["Sea"], published_date_time=DAY, quality=1, heat=1)])
    both = plots.timeline().properties(width=200) & (plots.quality() | plots.providers())
    all_of_them = both & plots.topics().properties(title="When") & plots.related()
    assert "When" in svg(all_of_them)


# --- Altair ---------------------------------------------------------------------------------------


def test_plots_say_what_there_is() -> None:
    expected = "<Plots of 2,000 articles: timeline, providers, topics, quality, related>"
    assert repr(Plots([Article("Tide")] * 2000)) == expected


def test_altair_is_imported_when_a_chart_is_drawn() -> None:
    code = "import sys, newsfeed; newsfeed.Feed().plot; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = names.stdout.split()
    assert "newsfeed.plot" in modules
    assert "altair" not in modules


@pytest.mark.parametrize("chart", CHARTS)
def test_without_altair_the_line_that_installs_it_is_said(
    chart: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"^Feed.plot needs altair.*\n.*frontmatter\[plot\]'$"):
        getattr(Feed().plot, chart)()
