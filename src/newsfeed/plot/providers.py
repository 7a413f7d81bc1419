"""The bar chart of providers."""

from collections import Counter
from collections.abc import Sequence

import altair as alt

from ..display.texts import counted
from ..models import Article
from .look import BLUE, GREYS, WIDTH, Ranking, rows, titled, tooltip, whole


def providers(articles: Sequence[Article], top: int) -> alt.LayerChart:
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
    base = alt.Chart().encode(
        y=alt.Y("provider:N", title=None, sort=ranking.labels, axis=alt.Axis(labelLimit=0)),
        x=alt.X(
            "articles:Q",
            title="Articles",
            axis=alt.Axis(**whole(counts)),
            # Leave room for the number beside the longest bar.
            scale=alt.Scale(domain=[0, max(counts.values(), default=1) * 1.12], nice=False),
        ),
        tooltip=[
            *tooltip({"provider:N": "Provider", "articles:Q": "Articles"}),
            alt.Tooltip("share:Q", title="Share", format=".1%"),
        ],
    )
    color = alt.when("datum.named").then(alt.value(BLUE)).otherwise(alt.value(GREYS[0]))
    count = alt.Text("articles:Q", format=",d")
    numbers = base.mark_text(align="left", dx=4, color=GREYS[0]).encode(text=count)
    return alt.LayerChart(
        data=rows(bars),
        layer=[base.mark_bar().encode(color=color), numbers],
        title=titled("Articles by provider", [counted(len(articles), "article")]),
        width=WIDTH,
        height=alt.Step(22),
    )
