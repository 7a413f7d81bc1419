"""What holds of every chart: its size, its image, its texts, and what it says without Altair."""

import re
import subprocess
import sys

import pytest
from paths import ROOT
from plotting import CHARTS, DAY, LIMIT, ODD, WAVES, labels, png, rows, size, svg

from newsfeed import Article, Feed, Provider, RelatedItem
from newsfeed.plot import Plots


@pytest.mark.parametrize(
    ("chart", "most"), [("timeline", 7), ("providers", 50), ("topics", 50), ("related", 30)]
)
def test_what_a_chart_has_no_room_for_is_an_error(chart: str, most: int) -> None:
    draw = getattr(Plots([]), chart)
    assert size(draw(top=most)) < LIMIT
    for top in (0, -1, most + 1):
        with pytest.raises(ValueError, match=rf"^top: expected 1 to {most}, found {top}$"):
            draw(top=top)


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
        assert 'aria-label="March 2026, Towns: 1 article"' in text


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


def test_a_label_is_cut_by_the_width_of_its_letters() -> None:
    topics = ["The tide\n turns early at the old harbour, and late", "丘の便り" * 6, " "]
    drawn = Plots([Article("Tide", topics=topics, published_date_time=DAY)]).topics()
    early, hill = "The tide turns early at the old harbour…", "丘の便り" * 4 + "丘の便…"
    assert labels(drawn) == [early, hill, "(blank)"]
