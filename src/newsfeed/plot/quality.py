"""The scatter plot and heat map of quality against heat."""

from collections import Counter
from collections.abc import Sequence

import altair as alt

from ..display.texts import counted
from ..models import Article
from .look import BLUE, HEIGHT, WIDTH, fitted, rows, shades, titled, tooltip, whole

# How many different pairs of numbers are drawn as circles; more pairs are drawn as a heat map.
_POINTS_DRAWN = 300
# How many Latin letters wide a title in a tooltip is.
_TOOLTIP_WIDTH = 60
# How many columns and rows a heat map has at most; there can be one more because they are aligned.
_QUALITY_CELLS, _HEAT_CELLS = 40, 30
# JavaScript, and so Vega, cannot represent every integer beyond this one.
_LARGEST_INTEGER = 2**53 - 1

Point = tuple[int, int]


def quality(articles: Sequence[Article]) -> alt.Chart:
    """Draw quality against heat: see `Plots.quality`."""
    groups: dict[Point, list[str]] = {}
    for article in articles:
        quality, heat = article.quality, article.heat
        if quality is None or heat is None or max(abs(quality), abs(heat)) > _LARGEST_INTEGER:
            continue
        groups.setdefault((quality, heat), []).append(article.title)
    drawn = sum(map(len, groups.values()))
    notes = [counted(drawn, "article")]
    if drawn < len(articles):
        notes.append(f"{counted(len(articles) - drawn, 'article')} without both numbers left out")
    draw = _points if len(groups) <= _POINTS_DRAWN else _cells
    title = titled("Quality against heat", notes)
    return draw(groups).properties(title=title, width=WIDTH, height=HEIGHT)


def _points(groups: dict[Point, list[str]]) -> alt.Chart:
    """Draw a circle for each pair of numbers, large circles first, so that none is hidden."""
    counts = Counter({pair: len(titles) for pair, titles in groups.items()})
    values = []
    for (quality, heat), count in counts.most_common():
        first = fitted(groups[quality, heat][0], _TOOLTIP_WIDTH)
        title = first if count == 1 else f"{first} and {count - 1:,} more"
        values.append({"quality": quality, "heat": heat, "articles": count, "title": title})
    legend = alt.Legend(**whole(counts)) if max(counts.values(), default=1) > 1 else None
    sizes = alt.Scale(domainMin=1, range=[60, 900])
    names = {"title:N": "Title", "quality:Q": "Quality", "heat:Q": "Heat", "articles:Q": "Articles"}
    circles = alt.MarkDef("circle", color=BLUE, opacity=0.65, size=80)
    return alt.Chart(rows(values), mark=circles).encode(
        x=alt.X("quality:Q", title="Quality", scale=alt.Scale(zero=False, padding=12)),
        y=alt.Y("heat:Q", title="Heat", scale=alt.Scale(zero=False, padding=12)),
        size=alt.Size("articles:Q", title="Articles", scale=sizes, legend=legend),
        tooltip=tooltip(names),
    )


def _cells(groups: dict[Point, list[str]]) -> alt.Chart:
    """Draw a heat map: a rectangle for each range of quality and heat."""
    width = _range([quality for quality, _ in groups], _QUALITY_CELLS)
    height = _range([heat for _, heat in groups], _HEAT_CELLS)
    counts: Counter[Point] = Counter()
    for (quality, heat), titles in groups.items():
        counts[quality // width * width, heat // height * height] += len(titles)
    values = [
        {"quality": quality, "heat": heat, "articles": articles}
        for (quality, heat), articles in sorted(counts.items())
    ]
    scale = alt.Scale(zero=False, nice=False)
    names = {"quality_range:N": "Quality", "heat_range:N": "Heat", "articles:Q": "Articles"}
    return (
        alt.Chart(rows(values), mark=alt.MarkDef("rect"))
        .transform_calculate(
            quality_end=f"datum.quality + {width}",
            heat_end=f"datum.heat + {height}",
            quality_range=_span("quality", width),
            heat_range=_span("heat", height),
            said="'quality ' + datum.quality_range + ', heat ' + datum.heat_range"
            " + ': ' + datum.articles",
        )
        .encode(
            x=alt.X("quality:Q", title="Quality", scale=scale),
            x2="quality_end",
            y=alt.Y("heat:Q", title="Heat", scale=scale),
            y2="heat_end",
            description="said:N",
            color=shades("Articles", counts),
            tooltip=tooltip(names),
        )
    )


def _range(numbers: list[int], count: int) -> int:
    """Return a size (1, 2, 5, 10, 20, ...) of ranges so that about `count` ranges are enough."""
    least = (max(numbers) - min(numbers)) // count + 1
    power: int = 10 ** (len(str(least)) - 1)
    return next(size * power for size in (1, 2, 5, 10) if size * power >= least)


def _span(name: str, size: int) -> str:
    first = f"format(datum.{name}, ',d')"
    return first if size == 1 else f"{first} + ' to ' + format(datum.{name} + {size - 1}, ',d')"
