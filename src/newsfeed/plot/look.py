"""How charts look: their colours and sizes, their titles, how they hold their data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

WIDTH = 600
HEIGHT = 300

PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
"""The colours of Okabe and Ito, which people tell apart whatever colours they see."""

BLUE, ORANGE = "#3388C8", "#D55E00"
"""What stands out on white and on black."""

GREYS = ["#8C8C8C", "#C8C8C8"]
"""The colours of the rest, and of what has no name."""

SHADES = ["rgba(51, 136, 200, 0.16)", "rgba(51, 136, 200, 1)"]
"""Few to many: the blue that lets a light or dark background through."""

# Charts are held to 200 KB of JSON; a cell of two places and a number takes about 90 bytes of it.
CELLS = 1900


def titled(text: str, notes: Iterable[str]) -> alt.TitleParams:
    """Make the title of a chart, with a line for each note below it."""
    return alt.TitleParams(text, subtitle=list(notes), anchor="start", offset=12)


def rows(values: Sequence[dict[str, Any]], dates: Iterable[str] = ()) -> alt.InlineData:
    """Make the data of a chart, which needs no data frame and has no limit.

    Args:
        values: The rows.
        dates: The fields that are days.
    """
    form = {"type": "json", "parse": dict.fromkeys(dates, "date")} if dates else alt.Undefined
    return alt.InlineData(values, format=form)


def whole(counts: Counter[Any]) -> dict[str, Any]:
    """Return how an axis or a legend shows counts: without halves of an article."""
    return {"format": ",d", "tickCount": min(5, max(counts.values(), default=1))}
