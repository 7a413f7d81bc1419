"""Charts of topics over time."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from ..display.texts import counted
from ..models import Article
from ..news.slug import utc_day
from . import look
from .steps import By, Step, step_for

# How many steps the axis shows at least: a single day would otherwise fill the width of the chart.
_FEWEST_STEPS = 8
# How many labels fit on the axis.
_LABELS = 10


class Counts(NamedTuple):
    """The number of articles of each topic in each step of time."""

    step: Step
    ranking: look.Ranking  # the labels of the topics
    cells: Counter[tuple[int, int]]  # articles by the numbers of a step and a label
    notes: list[str]  # the lines of the subtitle


def counted_by_step(articles: Sequence[Article], by: By | None, top: int) -> Counts:
    """Count articles by time and topic; an article counts once for each of its topics."""
    days = ((utc_day(article.published_date_time), article.topics) for article in articles)
    dated = [(day, topics) for day, topics in days if day is not None]
    ranking = look.Ranking([topics for _, topics in dated], top, "topic")
    step = step_for((day for day, _ in dated), by, look.CELLS // max(1, len(ranking.labels)))
    cells = Counter(
        (step.number(day), place) for day, topics in dated for place in ranking.places(topics)
    )
    notes = [counted(len(dated), "article")]
    if cells.total() > len(dated):
        notes[0] += "; one with several topics counts for each"
    if len(dated) < len(articles):
        notes.append(f"{counted(len(articles) - len(dated), 'article')} without a date left out")
    return Counts(step, ranking, cells, notes)


def timeline(articles: Sequence[Article], by: By | None, top: int) -> alt.Chart:
    """Draw a stacked bar for each step of time: see `Plots.timeline`."""
    counts = counted_by_step(articles, by, top)
    heights: Counter[int] = Counter()
    for (number, _), height in counts.cells.items():
        heights[number] += height
    labels, named = counts.ranking.labels, counts.ranking.named
    colors = [*look.PALETTE[:named], *look.GREYS][: len(labels)]
    bars = alt.MarkDef("bar", orient="vertical")
    return _base(counts, f"Articles a {counts.step.name} by topic", bars, look.HEIGHT).encode(
        y=alt.Y("articles:Q", title="Articles", axis=alt.Axis(**look.whole(heights))),
        color=alt.Color(
            "topic:N",
            title="Topic",
            scale=alt.Scale(domain=labels, range=colors),
            legend=alt.Legend(labelLimit=0) if labels else None,
        ),
        order=alt.Order("place:Q"),
    )


def topics(articles: Sequence[Article], by: By | None, top: int) -> alt.Chart:
    """Draw a row for each topic: see `Plots.topics`."""
    counts = counted_by_step(articles, by, top)
    labels, rectangles = counts.ranking.labels, alt.MarkDef("rect")
    return _base(counts, f"Topics by {counts.step.name}", rectangles, alt.Step(22)).encode(
        y=alt.Y("topic:N", title=None, sort=labels, axis=alt.Axis(labelLimit=0)),
        color=look.shades(f"Articles a {counts.step.name}", counts.cells),
    )


def _base(counts: Counts, title: str, mark: alt.MarkDef, height: int | alt.Step) -> alt.Chart:
    """Create a chart with its data, its topics and an axis of time."""
    step = counts.step
    cells = [
        {"start": step.first_day(number), "place": place, "articles": articles}
        for (number, place), articles in sorted(counts.cells.items())
    ]
    names = [{"place": place, "topic": label} for place, label in enumerate(counts.ranking.labels)]
    data, heading = look.rows(cells, dates=["start"]), look.titled(title, counts.notes)
    return (
        alt.Chart(data, mark=mark, title=heading, width=look.WIDTH, height=height)
        # Topics can be long: store each once and look it up, instead of repeating it in each row.
        .transform_lookup("place", alt.LookupData(look.rows(names), key="place", fields=["topic"]))
        .transform_calculate(
            end=f"utcOffset('{step.unit}', datum.start, {step.size})",
            when=f"utcFormat(datum.start, '{step.format}')",
            # For screen readers: the default description has local times instead of UTC.
            said="datum.when + ', ' + datum.topic + ': ' + datum.articles",
        )
        .encode(
            x=_axis(step, _range(counts)),
            x2="end",
            description="said:N",
            tooltip=look.tooltip(
                {"when:N": step.name.capitalize(), "topic:N": "Topic", "articles:Q": "Articles"}
            ),
        )
    )


def _range(counts: Counts) -> range:
    """Return the numbers of the steps that the axis shows."""
    numbers = [number for number, _ in counts.cells]
    first, last = min(numbers, default=0), max(numbers, default=-1)
    around = max(0, _FEWEST_STEPS - (last - first + 1)) // 2 if numbers else 0
    return range(first - around, last + 1 + around)


def _axis(step: Step, numbers: range) -> alt.X:
    """Create the axis of time, on which positions are in milliseconds since 1970."""
    ends = [step.milliseconds(end) for end in (numbers.start, numbers.stop)]
    every = next((n for n in step.every if len(numbers) <= n * _LABELS), len(numbers))
    marked = [step.milliseconds(number) for number in numbers if number % every == 0]
    return alt.X(
        "start:T",
        title=f"{step.name.capitalize()} of publication (UTC)",
        scale=alt.Scale(type="utc", domain=ends if numbers else alt.Undefined),
        axis=alt.Axis(grid=False, format=step.label, values=marked),
    )
