"""Time steps, from a day to a millennium, in UTC."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

By = Literal["day", "week", "month", "year"]

# How many steps a chart has at most by default: more bars would be too thin.
_STEPS_SHOWN = 132
# A chart has more steps than articles only up to this number: more would mostly be gaps.
_FEW = 12

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400_000  # milliseconds
_CYCLE = 146_097  # days in 400 years, after which the calendar repeats


class Step(NamedTuple):
    """A length of time that a chart counts articles by."""

    name: str
    unit: str  # the time unit of Vega
    size: int  # how many of these units a step has
    format: str  # of a step in a tooltip, as d3 writes time formats
    label: str  # the format of the beginning of a step on the axis
    every: tuple[int, ...]  # how many steps there may be from one label to the next

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
        """Return the ordinal of the first day of a step; January 1 of year 1 has the ordinal 1."""
        if self.unit == "day":
            return number
        if self.unit == "week":
            return number * 7 + 1
        months = number if self.unit == "month" else number * self.size * 12
        # `date` has the years 1 to 9999 only: compute in years 400 to 799 and add whole cycles.
        cycles, month = divmod(months, 4800)
        return date(400 + month // 12, month % 12 + 1, 1).toordinal() + (cycles - 1) * _CYCLE

    def first_day(self, number: int) -> str:
        """Return the first day of a step, such as `2026-03-14`."""
        return date.fromordinal(max(1, self.begin(number))).isoformat()

    def milliseconds(self, number: int) -> int:
        """Return the beginning of a step in milliseconds since 1970."""
        return (self.begin(number) - _EPOCH_DAY) * _DAY


# The last item has the numbers of steps that people expect between two labels.
_YEARS = 1, 2, 5, 10, 20, 50
STEPS = (
    Step("day", "day", 1, "%-d %B %Y", "%-d %b %Y", (1, 2, 4, 7, 14, 28, 56, 84)),
    Step("week", "week", 1, "week of %-d %B %Y", "%-d %b %Y", (1, 2, 4, 13, 26)),
    Step("month", "month", 1, "%B %Y", "%b %Y", (1, 2, 3, 6, 12, 24, 60)),
    Step("year", "year", 1, "%Y", "%Y", _YEARS),
    Step("decade", "year", 10, "%Ys", "%Y", _YEARS),
    Step("century", "year", 100, "century from %Y", "%Y", _YEARS),
    Step("millennium", "year", 1000, "millennium from %Y", "%Y", _YEARS),
)


def step_for(days: Iterable[date], by: By | None, limit: int) -> Step:
    """Return the shortest step from `by` on that needs at most `limit` steps for the days."""
    names = [step.name for step in STEPS[:4]]
    if by is not None and by not in names:
        raise ValueError(f"by: expected {', '.join(names)} or None, found {by!r}")
    allowed = STEPS if by is None else STEPS[names.index(by) :]
    found = list(days)
    if not found:
        return allowed[0]
    first, last = min(found), max(found)
    if by is None:  # the limit also depends on the number of days, which is one per article
        limit = min(limit, _STEPS_SHOWN, max(_FEW, len(found)))
    fitting = (step for step in allowed if step.number(last) - step.number(first) < limit)
    return next(fitting, STEPS[-1])
