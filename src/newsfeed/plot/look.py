"""The look that all charts share: colors, sizes, titles and labels, and the form of their data."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

import altair as alt
from altair.utils import update_nested

from ..display.texts import printable

# The size of a chart in pixels.
WIDTH, HEIGHT = 600, 300

# The colors of Okabe and Ito, which people with color blindness can distinguish.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
# Colors with enough contrast on white and on black.
BLUE, ORANGE = "#3388C8", "#D55E00"
# For all other names together, and for articles without a name.
GREYS = ["#8C8C8C", "#C8C8C8"]
# Text has the color of the page around it. An image file, which no window draws, cannot know that
# color: its text is a grey with a contrast of at least 4.5:1 on white and on black.
INK = {"expr": "windowSize()[0] ? 'currentColor' : '#767676'"}
_TEXT_STYLES = "guide-label", "guide-title", "group-title", "group-subtitle"
_FAINT = "rgba(128, 128, 128, 0.4)"
# As SVG, a chart follows the page when the theme changes, and screen readers find its marks.
_PAGE_COLORS = {
    "background": "transparent",
    "config": {
        "axis": {"domainColor": _FAINT, "gridColor": _FAINT, "tickColor": _FAINT},
        "style": {name: {"fill": INK} for name in _TEXT_STYLES},
        "view": {"stroke": _FAINT},
    },
    "usermeta": {"embedOptions": {"renderer": "svg"}},
}
# How an expression of Vega says the number of articles to a screen reader.
ARTICLES = "format(datum.articles, ',d') + (datum.articles == 1 ? ' article' : ' articles')"
# For the smallest and the largest count: transparent, so that they fit light and dark backgrounds.
_SHADES = ["rgba(51, 136, 200, 0.16)", "rgba(51, 136, 200, 1)"]

# How many counts a chart contains at most: each takes about 90 bytes of 200 KB of JSON.
CELLS = 1900

# Characters that `printable` keeps and XML forbids, which would make an SVG image invalid.
_INVALID_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


class _InPageColors(alt.TopLevelMixin):
    def to_dict(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Add the colors of the page unless the chart or Altair's theme has colors of its own."""
        spec = super().to_dict(*args, **options)
        # Vega-Lite rejects colors in a chart that is a part of another, which has no "$schema".
        is_whole = "vega-lite" in spec.get("$schema", "")
        given = {*spec, *spec.get("config", ()), *spec.get("usermeta", {}).get("embedOptions", ())}
        if is_whole and not given & {"background", "theme"}:
            return {**update_nested(_PAGE_COLORS, spec, copy=True)}
        return spec


class Chart(_InPageColors, alt.Chart):
    """A chart in the colors of the page around it."""


class LayerChart(_InPageColors, alt.LayerChart):
    """A chart of several layers in the colors of the page around it."""


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


def fitted(text: str, width: int) -> str:
    """Put a string on one line, shortened to a width in Latin letters: `Tide tur…`, `丘の…`."""
    # Not cut by Vega at a width in pixels: vl-convert fails if that splits a character. The slice
    # keeps a string of megabytes from being split into words.
    line = printable(" ".join(text[: 10 * width].split())).translate(_INVALID_IN_XML)
    ends = list(accumulate(map(_width, line)))
    if ends and ends[-1] > width:
        line = line[: bisect(ends, width - 1)].rstrip() + "…"
    return line or "(blank)"


def _width(character: str) -> int:
    # Emoji and other characters beyond U+FFFF also take twice the bytes in JSON.
    return 2 if character > "\uffff" or east_asian_width(character) in "FW" else 1
