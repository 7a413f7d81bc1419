"""Charts of how many articles there are: over time, by name, by quality and heat."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import altair as alt

from .._util.messages import distinct
from ..display.texts import counted
from ..models import Article
from ..news.slug import utc_day
from . import look
from .steps import By, Step, step_for

# How many steps the axis shows at least: a single day would otherwise fill the width of the chart.
_FEWEST_STEPS = 8
# How many labels fit on the axis.
_LABELS = 10
# How many Latin letters wide the name of a topic or provider is.
_NAME_WIDTH = 40
# How many different pairs of numbers are drawn as circles; more pairs are drawn as a heat map.
_POINTS_DRAWN = 300
# How many Latin letters wide a title in a tooltip is.
_TOOLTIP_WIDTH = 60
# How many columns and rows a heat map has at most; there can be one more because they are aligned.
_QUALITY_CELLS, _HEAT_CELLS = 40, 30
# JavaScript, and so Vega, cannot represent every integer beyond this one.
_LARGEST_INTEGER = 2**53 - 1

Point = tuple[int, int]


class Ranking:
    """The positions of the `top` most frequent names, of all others together and of no name."""

    def __init__(self, records: Collection[Collection[str]], top: int, noun: str) -> None:
        # An article counts once per name, even if it has the same name twice.
        counts = Counter(name for names in records for name in dict.fromkeys(names))
        first = counts.most_common(top)
        self._places = {name: place for place, (name, _) in enumerate(first)}
        self.named: int = len(first)  # how many of the first positions belong to one name each
        rest = [counted(len(counts) - len(first), f"other {noun}")] if len(counts) > top else []
        self._none = self.named + len(rest)  # the position of articles without a name
        rest += [] if all(records) else [f"no {noun}"]
        labels = [look.fitted(name, _NAME_WIDTH) for name, _ in first]
        self.labels: list[str] = distinct([*labels, *rest])  # of each position

    def places(self, names: Iterable[str]) -> dict[int, None]:
        """Return the positions of an article with these names, each once."""
        found = dict.fromkeys(self._places.get(name, self.named) for name in names)
        return found or {self._none: None}


class Counts:
    """The number of articles in each step of time; one counts once for each of its topics."""

    def __init__(self, articles: Sequence[Article], by: By | None, top: int) -> None:
        days = ((utc_day(article.published_date_time), article.topics) for article in articles)
        dated = [(day, topics) for day, topics in days if day is not None]
        ranking = Ranking([topics for _, topics in dated], top, "topic")
        most = look.CELLS // max(1, len(ranking.labels))
        step = step_for((day for day, _ in dated), by, most)
        self.step: Step = step
        self.ranking: Ranking = ranking  # of the topics
        self.cells: Counter[tuple[int, int]] = Counter(  # by the numbers of a step and a label
            (step.number(day), place) for day, topics in dated for place in ranking.places(topics)
        )
        self.notes: list[str] = [counted(len(dated), "article")]
        if self.cells.total() > len(dated):
            self.notes[0] += "; articles with several topics are counted once per topic"
        if rest := len(articles) - len(dated):
            self.notes.append(f"Not shown: {counted(rest, 'article')} without a date")


def timeline(articles: Sequence[Article], by: By | None, top: int) -> look.Chart:
    """Draw a stacked bar for each step of time: see `Plots.timeline`."""
    counts = Counts(articles, by, top)
    heights: Counter[int] = Counter()
    for (number, _), height in counts.cells.items():
        heights[number] += height
    labels, named = counts.ranking.labels, counts.ranking.named
    colors = [*look.PALETTE[:named], *look.GREYS][: len(labels)]
    scale = alt.Scale(domain=labels, range=colors)
    legend = alt.Legend(labelLimit=0) if labels else None
    bars = alt.MarkDef("bar", orient="vertical")
    return _base(counts, f"Articles per {counts.step.name}, by topic", bars, look.HEIGHT).encode(
        y=alt.Y("articles:Q", title="Articles", axis=alt.Axis(**look.whole(heights))),
        color=alt.Color("topic:N", title="Topic", scale=scale, legend=legend),
        order=alt.Order("place:Q"),
    )


def topics(articles: Sequence[Article], by: By | None, top: int) -> look.Chart:
    """Draw a row for each topic: see `Plots.topics`."""
    counts = Counts(articles, by, top)
    title, rectangles = f"Articles by topic and {counts.step.name}", alt.MarkDef("rect")
    axis = alt.Axis(labelLimit=0)
    return _base(counts, title, rectangles, alt.Step(22)).encode(
        y=alt.Y("topic:N", title=None, sort=counts.ranking.labels, axis=axis),
        color=look.shades("Articles", counts.cells),
    )


def _base(counts: Counts, title: str, mark: alt.MarkDef, height: int | alt.Step) -> look.Chart:
    """Create a chart with its data, its topics and an axis of time."""
    step = counts.step
    cells = [
        {"start": step.first_day(number), "place": place, "articles": articles}
        for (number, place), articles in sorted(counts.cells.items())
    ]
    names = [{"place": place, "topic": label} for place, label in enumerate(counts.ranking.labels)]
    data, heading = look.rows(cells, dates=["start"]), look.titled(title, counts.notes)
    titles = {"when:N": step.name.capitalize(), "topic:N": "Topic", "articles:Q": "Articles"}
    return (
        look.Chart(data, mark=mark, title=heading, width=look.WIDTH, height=height)
        # Topics can be long: store each once and look it up, instead of repeating it in each row.
        .transform_lookup("place", alt.LookupData(look.rows(names), key="place", fields=["topic"]))
        .transform_calculate(
            end=f"utcOffset('{step.unit}', datum.start, {step.size})",
            when=f"utcFormat(datum.start, '{step.format}')",
            # For screen readers: the default description has local times instead of UTC.
            said=f"datum.when + ', ' + datum.topic + ': ' + {look.ARTICLES}",
        )
        .encode(x=_axis(counts), x2="end", description="said:N", tooltip=look.tooltip(titles))
    )


def _axis(counts: Counts) -> alt.X:
    """Create the axis of time, on which positions are in milliseconds since 1970."""
    step, filled = counts.step, [number for number, _ in counts.cells]
    first, end = min(filled, default=0), max(filled, default=-1) + 1
    around = max(0, _FEWEST_STEPS - (end - first)) // 2 if filled else 0
    numbers = range(first - around, end + around)
    every = next((n for n in step.every if len(numbers) <= n * _LABELS), len(numbers))
    marked = [step.milliseconds(number) for number in numbers if number % every == 0]
    ends = [step.milliseconds(numbers.start), step.milliseconds(numbers.stop)]
    scale = alt.Scale(type="utc", domain=ends if filled else alt.Undefined)
    axis = alt.Axis(grid=False, format=step.label, values=marked)
    title = f"{step.name.capitalize()} of publication (UTC)"
    return alt.X("start:T", title=title, scale=scale, axis=axis)


def providers(articles: Sequence[Article], top: int) -> look.LayerChart:
    """Draw a bar for each provider: see `Plots.providers`."""
    records = [[each.provider.name] if each.provider is not None else [] for each in articles]
    ranking = Ranking(records, top, "provider")
    counts = Counter(place for names in records for place in ranking.places(names))
    bars = [
        {
            "provider": label,
            "articles": counts[place],
            "share": round(counts[place] / len(articles), 6),
            "named": place < ranking.named,
        }
        for place, label in enumerate(ranking.labels)
    ]
    # Leave room for the number beside the longest bar.
    scale = alt.Scale(domain=[0, max(counts.values(), default=1) * 1.12], nice=False)
    share = alt.Tooltip("share:Q", title="Share", format=".1%")
    base = alt.Chart().encode(
        y=alt.Y("provider:N", title=None, sort=ranking.labels, axis=alt.Axis(labelLimit=0)),
        x=alt.X("articles:Q", title="Articles", axis=alt.Axis(**look.whole(counts)), scale=scale),
        description="said:N",
        tooltip=[*look.tooltip({"provider:N": "Provider", "articles:Q": "Articles"}), share],
    )
    color = alt.when("datum.named").then(alt.value(look.BLUE)).otherwise(alt.value(look.GREYS[0]))
    count = alt.Text("articles:Q", format=",d")
    numbers = base.mark_text(align="left", aria=False, dx=4, color=look.INK).encode(text=count)
    return look.LayerChart(
        data=look.rows(bars),
        layer=[base.mark_bar().encode(color=color), numbers],
        title=look.titled("Articles by provider", [counted(len(articles), "article")]),
        width=look.WIDTH,
        height=alt.Step(22),
    ).transform_calculate(said=f"datum.provider + ': ' + {look.ARTICLES}")


def quality(articles: Sequence[Article]) -> look.Chart:
    """Draw quality against heat: see `Plots.quality`."""
    groups: dict[Point, list[str]] = {}
    for article in articles:
        quality, heat = article.quality, article.heat
        if quality is None or heat is None or max(abs(quality), abs(heat)) > _LARGEST_INTEGER:
            continue
        groups.setdefault((quality, heat), []).append(article.title)
    drawn = sum(map(len, groups.values()))
    notes = [counted(drawn, "article")]
    if rest := len(articles) - drawn:
        notes.append(f"Not shown: {counted(rest, 'article')} without a quality or a heat")
    draw = _points if len(groups) <= _POINTS_DRAWN else _cells
    title = look.titled("Quality and heat", notes)
    return draw(groups).properties(title=title, width=look.WIDTH, height=look.HEIGHT)


def _points(groups: dict[Point, list[str]]) -> look.Chart:
    """Draw a circle for each pair of numbers, large circles first, so that none is hidden."""
    counts = Counter({pair: len(titles) for pair, titles in groups.items()})
    values = []
    for (quality, heat), count in counts.most_common():
        first = look.fitted(groups[quality, heat][0], _TOOLTIP_WIDTH)
        title = first if count == 1 else f"{first} and {count - 1:,} more"
        values.append({"quality": quality, "heat": heat, "articles": count, "title": title})
    legend = alt.Legend(**look.whole(counts)) if max(counts.values(), default=1) > 1 else None
    sizes = alt.Scale(domainMin=1, range=[60, 900])
    names = {"title:N": "Title", "quality:Q": "Quality", "heat:Q": "Heat", "articles:Q": "Articles"}
    circles = alt.MarkDef("circle", color=look.BLUE, opacity=0.65, size=80)
    return look.Chart(look.rows(values), mark=circles).encode(
        x=alt.X("quality:Q", title="Quality", scale=alt.Scale(zero=False, padding=12)),
        y=alt.Y("heat:Q", title="Heat", scale=alt.Scale(zero=False, padding=12)),
        size=alt.Size("articles:Q", title="Articles", scale=sizes, legend=legend),
        tooltip=look.tooltip(names),
    )


def _cells(groups: dict[Point, list[str]]) -> look.Chart:
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
        look.Chart(look.rows(values), mark=alt.MarkDef("rect"))
        .transform_calculate(
            quality_end=f"datum.quality + {width}",
            heat_end=f"datum.heat + {height}",
            quality_range=_span("quality", width),
            heat_range=_span("heat", height),
            said="'quality ' + datum.quality_range + ', heat ' + datum.heat_range + ': ' + "
            + look.ARTICLES,
        )
        .encode(
            x=alt.X("quality:Q", title="Quality", scale=scale),
            x2="quality_end",
            y=alt.Y("heat:Q", title="Heat", scale=scale),
            y2="heat_end",
            description="said:N",
            color=look.shades("Articles", counts),
            tooltip=look.tooltip(names),
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
