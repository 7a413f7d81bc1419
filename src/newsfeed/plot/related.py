"""The graph of articles and their related items as a chart."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from ..display.texts import counted
from ..models import Article, RelatedItem
from .graph import Graph, ItemKey, places
from .labels import distinct, fitted
from .look import BLUE, GREYS, ORANGE, rows, titled, tooltip

# In pixels: the distance between the two sides, and between the rows.
_EDGE_WIDTH, _LINE_HEIGHT = 200, 22

# How many Latin letters wide a label, and a title and a provider in a tooltip, are.
_LABEL_WIDTH, _TITLE_WIDTH, _PROVIDER_WIDTH = 58, 110, 40
# The kinds of nodes and their colors, in the order of the legend.
_KINDS = {"article": BLUE, "related item": GREYS[0], "item of several articles": ORANGE}
_ARTICLE, _ITEM, _SHARED = _KINDS


def related(articles: Sequence[Article], top: int) -> alt.LayerChart:
    """Draw the graph of articles and their related items: see `Plots.related`."""
    graph = Graph(articles, top)
    left, right = places(graph.left), places(graph.right)
    shown = [_node(articles[number], _ARTICLE, len(articles[number].related)) for number in left]
    items = [_node(graph.items[key], _kind(graph, key), len(graph.owners[key])) for key in right]
    edges = [
        {"from": round(left[number], 4), "to": round(right[key], 4), "kind": _kind(graph, key)}
        for number, key in graph.edges
    ]
    sides = [_side("left", shown, "Related items"), _side("right", items, "Articles")]
    chart: alt.LayerChart = alt.LayerChart(
        layer=[_lines(edges), *sides],
        title=titled("Articles and their related items", [_note(articles, graph)]),
        width=_EDGE_WIDTH,
        height=_LINE_HEIGHT * max(len(left), len(right), 2),
        view=alt.ViewBackground(stroke=None),
    ).resolve_scale(y="independent")
    return chart


def _note(articles: Sequence[Article], graph: Graph) -> str:
    having = sum(bool(article.related) for article in articles)
    if not having:
        return f"{counted(len(articles), 'article')}, none of them with related items"
    several = sum(len(numbers) > 1 for numbers in graph.owners.values())
    shown = f"{len(graph.left):,} of {counted(having, 'article')} with related items"
    items = f"{len(graph.right):,} of {counted(len(graph.items), 'item')}"
    return f"{shown}; {items}, {several:,} shared by several articles"


def _node(item: Article | RelatedItem, kind: str, links: int) -> dict[str, Any]:
    """Return the row of an article with `links` items, or of an item of `links` articles."""
    provider = "none" if item.provider is None else fitted(item.provider.name, _PROVIDER_WIDTH)
    title = fitted(item.title, _TITLE_WIDTH)
    return {"title": title, "provider": provider, "kind": kind, "links": links}


def _kind(graph: Graph, key: ItemKey) -> str:
    return _SHARED if len(graph.owners[key]) > 1 else _ITEM


def _lines(edges: list[dict[str, Any]]) -> Any:
    """Draw the edges from the left to the right."""
    return (
        alt.Chart(rows(edges))
        .mark_rule(opacity=0.6, strokeWidth=1.2)
        .encode(
            x=_x(0),
            x2=alt.datum(1),
            y=alt.Y("from:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True)),
            y2="to",
            color=_color(),
        )
    )


def _side(side: Literal["left", "right"], nodes: list[dict[str, Any]], links: str) -> Any:
    """Draw the articles or the items as circles, with their titles as labels of an axis."""
    labels = distinct(fitted(node["title"], _LABEL_WIDTH) for node in nodes)
    named = [{"label": label, **node} for label, node in zip(labels, nodes, strict=True)]
    axis = alt.Axis(
        orient=side, domain=False, ticks=False, grid=False, labelPadding=10, labelLimit=0
    )
    return (
        alt.Chart(rows(named))
        .mark_circle(size=70, opacity=1)
        .encode(
            x=_x(0 if side == "left" else 1),
            y=alt.Y("label:N", title=None, sort=None, axis=axis),
            color=_color(),
            tooltip=tooltip({"title:N": "Title", "provider:N": "Provider", "links:Q": links}),
        )
    )


def _x(place: int) -> alt.XDatum:
    return alt.XDatum(place, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))


def _color() -> alt.Color:
    return alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=[*_KINDS], range=[*_KINDS.values()]),
        legend=alt.Legend(orient="bottom", symbolOpacity=1),
    )
