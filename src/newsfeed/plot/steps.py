"""Steps of time, from a day to a millennium, in UTC."""

from collections.abc import Iterable
from datetime import UTC, date
from typing import Literal, NamedTuple

from ..frontmatter.timestamps import instant
from ..models import Article

By = Literal["day", "week", "month", "year"]

# Where there are more, the bars are too thin to tell apart.
_STEPS_SHOWN = 132
# Where there are fewer, a finer step shows gaps rather than articles.
_FEW = 12

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400_000
_CYCLE = 146_097  # days in 400 years, after which the calendar begins again


class Step(NamedTuple):
    """A step of time.

    Args:
        name: What it is called.
        unit: The unit that charts know it by.
        size: How many of these units it has.
        format: How a chart shows one, as d3 writes formats of time.
        label: How an axis shows where one begins.
        every: Every how many there may be a label.
    """

    name: str
    unit: str
    size: int
    format: str
    label: str
    every: tuple[int, ...]

    def number(self, day: date) -> int:
        """Return the number of the step that a day is in."""
        if self.unit == "day":
            return day.toordinal()
        if self.unit == "week":  # the first day of year 1 is a Monday
            return (day.toordinal() - 1) // 7
        if self.unit == "month":
            return day.year * 12 + day.month - 1
        return day.year // self.size

    def begin(self, number: int) -> int:
        """Return the ordinal of the first day of a step; that of 1 January of year 1 is 1."""
        if self.unit == "day":
            return number
        if self.unit == "week":
            return number * 7 + 1
        months = number if self.unit == "month" else number * self.size * 12
        cycles, month = divmod(months, 4800)
        return date(400 + month // 12, month % 12 + 1, 1).toordinal() + (cycles - 1) * _CYCLE

    def first_day(self, number: int) -> str:
        """Return the first day of a step, as `2026-03-14`."""
        return date.fromordinal(max(1, self.begin(number))).isoformat()

    def milliseconds(self, number: int) -> int:
        """Return when a step begins, in milliseconds since 1970."""
        return (self.begin(number) - _EPOCH_DAY) * _DAY


_DAYS = 1, 2, 4, 7, 14, 28, 56, 84
_WEEKS = 1, 2, 4, 13, 26
_MONTHS = 1, 2, 3, 6, 12, 24, 60
_YEARS = 1, 2, 5, 10, 20, 50

STEPS = (
    Step("day", "day", 1, "%-d %B %Y", "%-d %b %Y", _DAYS),
    Step("week", "week", 1, "week of %-d %B %Y", "%-d %b %Y", _WEEKS),
    Step("month", "month", 1, "%B %Y", "%b %Y", _MONTHS),
    Step("year", "year", 1, "%Y", "%Y", _YEARS),
    Step("decade", "year", 10, "%Ys", "%Y", _YEARS),
    Step("century", "year", 100, "from %Y", "%Y", _YEARS),
    Step("millennium", "year", 1000, "from %Y", "%Y", _YEARS),
)


def utc_day(article: Article) -> date | None:
    """Return the day of publication in UTC; None without one in the years 1 to 9999."""
    when = article.published_date_time
    try:
        return None if when is None else instant(when).astimezone(UTC).date()
    except OverflowError:
        return None


def step_for(days: Iterable[date], by: By | None, limit: int) -> Step:
    """Choose the step for days: the finest that is meant and of which there are not too many.

    Args:
        days: The days, one for each article.
        by: The finest step that is meant; None for that which suits the days.
        limit: How many steps there may be.

    Raises:
        ValueError: If there is no such step.
    """
    names = [step.name for step in STEPS[:4]]
    if by is not None and by not in names:
        raise ValueError(f"by: expected {', '.join(names)} or None, found {by!r}")
    found = list(days)
    if not found:
        return STEPS[0 if by is None else names.index(by)]
    first, last = min(found), max(found)
    if by is None:
        limit = min(limit, _STEPS_SHOWN, max(_FEW, len(found)))
    meant = STEPS[0 if by is None else names.index(by) :]
    fitting = (step for step in meant if step.number(last) - step.number(first) < limit)
    return next(fitting, STEPS[-1])
