"""Charts of topics over time."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from ..display.texts import counted
from ..models import Article
from .look import CELLS, GREYS, HEIGHT, PALETTE, SHADES, WIDTH, rows, titled, whole
from .ranking import Ranking
from .steps import By, Step, step_for, utc_day

# Where there are fewer steps than that, the axis is made longer: one day is no bar as wide as that.
_SHOWN = 8
# There is room for so many labels.
_LABELS = 10


class Counts(NamedTuple):
    """How many articles there are of each topic in each step of time.

    Args:
        step: The step.
        labels: The topics; the most frequent first, then the rest, then those without.
        named: How many of them are one topic.
        cells: How many articles there are, by the number of the step and the place of the topic.
        notes: What is to be said.
    """

    step: Step
    labels: list[str]
    named: int
    cells: Counter[tuple[int, int]]
    notes: list[str]


def counted_by_step(articles: Sequence[Article], by: By | None, top: int) -> Counts:
    """Count articles by time and topic; one of several topics counts for each."""
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
    """Draw a stack of bars for each step of time: see `Plots.timeline`."""
    counts = counted_by_step(articles, by, top)
    heights: Counter[int] = Counter()
    for (number, _), height in counts.cells.items():
        heights[number] += height
    colours = [*PALETTE[: counts.named], *GREYS][: len(counts.labels)]
    chart: alt.Chart = (
        _base(counts, f"Articles a {counts.step.name} by topic")
        .mark_bar(orient="vertical")
        .encode(
            y=alt.Y("articles:Q", title="Articles", axis=alt.Axis(**whole(heights))),
            color=alt.Color(
                "topic:N",
                title="Topic",
                scale=alt.Scale(domain=counts.labels, range=colours),
                legend=alt.Legend(labelLimit=0) if counts.labels else None,
            ),
            order=alt.Order("place:Q"),
        )
        .properties(height=HEIGHT)
    )
    return chart


def topics(articles: Sequence[Article], by: By | None, top: int) -> alt.Chart:
    """Draw a row for each topic: see `Plots.topics`."""
    counts = counted_by_step(articles, by, top)
    name = f"Articles a {counts.step.name}"
    chart: alt.Chart = (
        _base(counts, f"Topics by {counts.step.name}")
        .mark_rect()
        .encode(
            y=alt.Y("topic:N", title=None, sort=counts.labels, axis=alt.Axis(labelLimit=0)),
            color=alt.Color(
                "articles:Q",
                title=name,
                scale=alt.Scale(range=SHADES, domainMin=0),
                legend=alt.Legend(**whole(counts.cells)),
            ),
        )
        .properties(height=alt.Step(22))
    )
    return chart


def _base(counts: Counts, title: str) -> alt.Chart:
    """Make a chart with its data, their names and an axis of time."""
    step = counts.step
    cells = [
        {"start": step.first_day(number), "place": place, "articles": articles}
        for (number, place), articles in sorted(counts.cells.items())
    ]
    names = [{"place": place, "topic": label} for place, label in enumerate(counts.labels)]
    return (
        alt.Chart(rows(cells, dates=["start"]), title=titled(title, counts.notes))
        # The names stand once, not in each row: they can be long.
        .transform_lookup("place", alt.LookupData(rows(names), key="place", fields=["topic"]))
        .transform_calculate(
            end=f"utcOffset('{step.unit}', datum.start, {step.size})",
            when=f"utcFormat(datum.start, '{step.format}')",
        )
        # For who does not see the chart: it would be the times in the zone of the reader.
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
            tooltip=[
                alt.Tooltip("when:N", title=step.name.capitalize()),
                alt.Tooltip("topic:N", title="Topic"),
                alt.Tooltip("articles:Q", title="Articles", format=",d"),
            ],
        )
        .properties(width=WIDTH)
    )


def _range(counts: Counts) -> range:
    """Return the numbers of the steps that the axis shows."""
    numbers = [number for number, _ in counts.cells]
    first, last = min(numbers, default=0), max(numbers, default=-1)
    around = max(0, _SHOWN - (last - first + 1)) // 2 if numbers else 0
    return range(first - around, last + 1 + around)


def _domain(counts: Counts) -> Any:
    """Return from when to when the axis goes."""
    steps = _range(counts)
    ends = [counts.step.milliseconds(end) for end in (steps.start, steps.stop)]
    return ends if steps else alt.Undefined


def _marked(counts: Counts) -> list[int]:
    """Return where the axis has labels: as many as there is room for."""
    steps = _range(counts)
    every = next((n for n in counts.step.every if len(steps) <= n * _LABELS), len(steps))
    return [counts.step.milliseconds(number) for number in steps if number % every == 0]
