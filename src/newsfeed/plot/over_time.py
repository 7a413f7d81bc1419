"""Charts of topics over time."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from ..display.texts import counted
from ..models import Article
from .look import CELLS, GREYS, HEIGHT, PALETTE, WIDTH, rows, shades, titled, tooltip, whole
from .ranking import Ranking
from .steps import By, Step, step_for, utc_day

# How many steps the axis shows at least: a single day would otherwise fill the width of the chart.
_FEWEST_STEPS = 8
# How many labels fit on the axis.
_LABELS = 10


class Counts(NamedTuple):
    """The number of articles of each topic in each step of time."""

    step: Step
    labels: list[str]  # the most frequent topics, then "other topics" and "no topic" if needed
    named: int  # how many of the labels are topics
    cells: Counter[tuple[int, int]]  # articles by the numbers of a step and a label
    notes: list[str]  # the lines of the subtitle


def counted_by_step(articles: Sequence[Article], by: By | None, top: int) -> Counts:
    """Count articles by time and topic; an article counts once for each of its topics."""
    dated = [(day, article.topics) for article in articles if (day := utc_day(article)) is not None]
    ranking = Ranking([topics for _, topics in dated], top, "topic")
    step = step_for((day for day, _ in dated), by, CELLS // max(1, len(ranking.labels)))
    cells = Counter(
        (step.number(day), place) for day, topics in dated for place in ranking.places(topics)
    )
    notes = [counted(len(dated), "article")]
    if cells.total() > len(dated):
        notes[0] += "; one with several topics counts for each"
    if len(dated) < len(articles):
        notes.append(f"{counted(len(articles) - len(dated), 'article')} without a date left out")
    return Counts(step, ranking.labels, ranking.named, cells, notes)


def timeline(articles: Sequence[Article], by: By | None, top: int) -> alt.Chart:
    """Draw a stacked bar for each step of time: see `Plots.timeline`."""
    counts = counted_by_step(articles, by, top)
    heights: Counter[int] = Counter()
    for (number, _), height in counts.cells.items():
        heights[number] += height
    colors = [*PALETTE[: counts.named], *GREYS][: len(counts.labels)]
    chart: alt.Chart = (
        _base(counts, f"Articles a {counts.step.name} by topic", HEIGHT)
        .mark_bar(orient="vertical")
        .encode(
            y=alt.Y("articles:Q", title="Articles", axis=alt.Axis(**whole(heights))),
            color=alt.Color(
                "topic:N",
                title="Topic",
                scale=alt.Scale(domain=counts.labels, range=colors),
                legend=alt.Legend(labelLimit=0) if counts.labels else None,
            ),
            order=alt.Order("place:Q"),
        )
    )
    return chart


def topics(articles: Sequence[Article], by: By | None, top: int) -> alt.Chart:
    """Draw a row for each topic: see `Plots.topics`."""
    counts = counted_by_step(articles, by, top)
    chart: alt.Chart = (
        _base(counts, f"Topics by {counts.step.name}", alt.Step(22))
        .mark_rect()
        .encode(
            y=alt.Y("topic:N", title=None, sort=counts.labels, axis=alt.Axis(labelLimit=0)),
            color=shades(f"Articles a {counts.step.name}", counts.cells),
        )
    )
    return chart


def _base(counts: Counts, title: str, height: int | alt.Step) -> alt.Chart:
    """Create a chart with its data, its topics and an axis of time."""
    step = counts.step
    cells = [
        {"start": step.first_day(number), "place": place, "articles": articles}
        for (number, place), articles in sorted(counts.cells.items())
    ]
    names = [{"place": place, "topic": label} for place, label in enumerate(counts.labels)]
    return (
        alt.Chart(rows(cells, dates=["start"]), title=titled(title, counts.notes))
        # Topics can be long: store each once and look it up, instead of repeating it in each row.
        .transform_lookup("place", alt.LookupData(rows(names), key="place", fields=["topic"]))
        .transform_calculate(
            end=f"utcOffset('{step.unit}', datum.start, {step.size})",
            when=f"utcFormat(datum.start, '{step.format}')",
        )
        # For screen readers: the default description has local times instead of UTC.
        .transform_calculate(said="datum.when + ', ' + datum.topic + ': ' + datum.articles")
        .encode(
            x=alt.X(
                "start:T",
                title=f"{step.name.capitalize()} of publication (UTC)",
                scale=alt.Scale(type="utc", domain=_domain(counts)),
                axis=alt.Axis(grid=False, format=step.label, values=_marked(counts)),
            ),
            x2="end",
            description="said:N",
            tooltip=tooltip(
                {"when:N": step.name.capitalize(), "topic:N": "Topic", "articles:Q": "Articles"}
            ),
        )
        .properties(width=WIDTH, height=height)
    )


def _range(counts: Counts) -> range:
    """Return the numbers of the steps that the axis shows."""
    numbers = [number for number, _ in counts.cells]
    first, last = min(numbers, default=0), max(numbers, default=-1)
    around = max(0, _FEWEST_STEPS - (last - first + 1)) // 2 if numbers else 0
    return range(first - around, last + 1 + around)


def _domain(counts: Counts) -> Any:
    """Return the beginning and the end of the axis in milliseconds since 1970."""
    steps = _range(counts)
    ends = [counts.step.milliseconds(end) for end in (steps.start, steps.stop)]
    return ends if steps else alt.Undefined


def _marked(counts: Counts) -> list[int]:
    """Return the positions of the labels of the axis in milliseconds since 1970."""
    steps = _range(counts)
    every = next((n for n in counts.step.every if len(steps) <= n * _LABELS), len(steps))
    return [counts.step.milliseconds(number) for number in steps if number % every == 0]
