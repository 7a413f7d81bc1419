"""The look that all charts share: colors, sizes and titles, and the form of their data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

# The size of a chart in pixels.
WIDTH, HEIGHT = 600, 300

# The colors of Okabe and Ito, which people with color blindness can distinguish.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
# Colors with enough contrast on white and on black.
BLUE, ORANGE = "#3388C8", "#D55E00"
# For all other names together, and for articles without a name; the first one also for text.
GREYS = ["#8C8C8C", "#C8C8C8"]
# For the smallest and the largest count: transparent, so that they fit light and dark backgrounds.
_SHADES = ["rgba(51, 136, 200, 0.16)", "rgba(51, 136, 200, 1)"]

# How many counts a chart contains at most: each takes about 90 bytes of 200 KB of JSON.
CELLS = 1900


def titled(text: str, notes: Iterable[str]) -> alt.TitleParams:
    """Create the title of a chart, with the notes as lines of its subtitle."""
    return alt.TitleParams(text, subtitle=list(notes), anchor="start", offset=12)


def rows(values: Sequence[dict[str, Any]], dates: Iterable[str] = ()) -> alt.InlineData:
    """Create inline data, which avoids Altair's limit of 5,000 rows; `dates` names date fields."""
    form = {"type": "json", "parse": dict.fromkeys(dates, "date")} if dates else alt.Undefined
    return alt.InlineData(values, format=form)


def tooltip(titles: dict[str, str]) -> list[alt.Tooltip]:
    """Create a tooltip from fields and their titles; it shows quantities as whole numbers."""
    formats = {field: ",d" if field.endswith(":Q") else alt.Undefined for field in titles}
    return [alt.Tooltip(field, title=titles[field], format=formats[field]) for field in titles]


def whole(counts: Counter[Any]) -> dict[str, Any]:
    """Return the arguments of an axis or a legend of counts, which has whole numbers only."""
    return {"format": ",d", "tickCount": min(5, max(counts.values(), default=1))}


def shades(title: str, counts: Counter[Any]) -> alt.Color:
    """Create the color encoding of a heat map of counts, with its legend."""
    scale = alt.Scale(range=_SHADES, domainMin=0)
    return alt.Color("articles:Q", title=title, scale=scale, legend=alt.Legend(**whole(counts)))
