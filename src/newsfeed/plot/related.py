"""The graph of articles and their related items, and its chart."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import chain, islice, zip_longest
from statistics import fmean
from typing import Any, Literal, TypeVar

import altair as alt

from .._util.messages import distinct
from ..display.texts import counted
from ..models import Article, RelatedItem
from .look import BLUE, GREYS, ORANGE, LayerChart, fitted, rows, titled, tooltip

# How many related items are read from an article, and how many the chart shows in total.
_ITEMS_READ, _ITEMS_SHOWN = 50, 30
# How often both sides are sorted to reduce crossings; more rounds hardly change the order.
_ROUNDS = 12
# In pixels: the distance between the two sides, and between the rows.
_EDGE_WIDTH, _LINE_HEIGHT = 200, 22
# How many Latin letters wide a label, and a title and a provider in a tooltip, are.
_LABEL_WIDTH, _TITLE_WIDTH, _PROVIDER_WIDTH = 58, 110, 40
# The kinds of nodes and their colors, in the order of the legend.
_KINDS = {"article": BLUE, "related item": GREYS[0], "item shared by several articles": ORANGE}
_ARTICLE, _ITEM, _SHARED = _KINDS

ItemKey = tuple[str, str]
Vertex = TypeVar("Vertex", bound=Hashable)


class Graph:
    """The `top` articles that share related items, or else have the most of them."""

    def __init__(self, articles: Sequence[Article], top: int) -> None:
        self.items: dict[ItemKey, RelatedItem] = {}  # those of all articles
        self.owners: dict[ItemKey, list[int]] = {}  # the indexes of the articles with an item
        for number, article in enumerate(articles):
            for key, item in _keyed(article).items():
                self.items.setdefault(key, item)
                self.owners.setdefault(key, []).append(number)
        # The indexes of the articles to show, and the items to show, from top to bottom.
        self.left: list[int] = self._chosen(articles, top)
        having = {number: list(_keyed(articles[number])) for number in self.left}
        self.right: list[ItemKey] = _first(having.values())
        shown = set(self.right)
        self.edges: list[tuple[int, ItemKey]] = [
            (number, key) for number in having for key in having[number] if key in shown
        ]
        # Sort each side by the mean positions of its neighbors, so that few edges cross.
        for _ in range(_ROUNDS):
            left = places(self.left)
            self.right = _by_mean(self.right, ((key, left[number]) for number, key in self.edges))
            right = places(self.right)
            self.left = _by_mean(self.left, ((number, right[key]) for number, key in self.edges))

    def _chosen(self, articles: Sequence[Article], top: int) -> list[int]:
        """Choose articles with the most widely shared items, then articles with the most items."""
        shared = (numbers for numbers in self.owners.values() if len(numbers) > 1)
        frequent = sorted(shared, key=len, reverse=True)
        # Of the articles that share one item choose a third of `top`: others need room as well.
        some = chain.from_iterable(numbers[: max(2, top // 3)] for numbers in frequent)
        having = [number for number, article in enumerate(articles) if article.related]
        having.sort(key=lambda number: len(articles[number].related), reverse=True)
        return list(islice(dict.fromkeys(chain(some, having)), top))


def _keyed(article: Article) -> dict[ItemKey, RelatedItem]:
    """Return the related items of an article by URL, or else by title."""
    items: dict[ItemKey, RelatedItem] = {}
    for item in islice(article.related, _ITEMS_READ):
        items.setdefault(("url", item.web_url) if item.web_url else ("title", item.title), item)
    return items


def _first(lists: Collection[list[ItemKey]]) -> list[ItemKey]:
    """Choose the items of several articles, then one item of each article in turn."""
    counts = Counter(chain.from_iterable(lists))
    shared = (key for key, count in counts.most_common() if count > 1)
    turns = chain.from_iterable(zip_longest(*lists))  # None after the end of a shorter list
    chosen = dict.fromkeys(key for key in chain(shared, turns) if key is not None)
    return list(islice(chosen, _ITEMS_SHOWN))


def places(nodes: Sequence[Vertex]) -> dict[Vertex, float]:
    """Return the position of each node, evenly spaced from 0 at the top to 1 at the bottom."""
    return {node: (index + 0.5) / len(nodes) for index, node in enumerate(nodes)}


def _by_mean(nodes: list[Vertex], across: Iterable[tuple[Vertex, float]]) -> list[Vertex]:
    """Sort nodes by the mean position of their neighbors; one without any keeps its position."""
    found: dict[Vertex, list[float]] = {}
    for node, place in across:
        found.setdefault(node, []).append(place)
    own = places(nodes)
    return sorted(nodes, key=lambda node: fmean(found.get(node, [own[node]])))


def related(articles: Sequence[Article], top: int) -> LayerChart:
    """Draw the graph of articles and their related items: see `Plots.related`."""
    graph = Graph(articles, top)
    left, right = places(graph.left), places(graph.right)
    shown = [_node(articles[number], _ARTICLE, len(articles[number].related)) for number in left]
    items = [_node(graph.items[key], _kind(graph, key), len(graph.owners[key])) for key in right]
    edges = [
        {"from": round(left[number], 4), "to": round(right[key], 4), "kind": _kind(graph, key)}
        for number, key in graph.edges
    ]
    y = alt.Y("from:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True))
    rule = alt.MarkDef("rule", aria=False, opacity=0.6, strokeWidth=1.2)
    lines = alt.Chart(rows(edges), mark=rule)
    lines = lines.encode(x=_x(0), x2=alt.datum(1), y=y, y2="to", color=_color())
    sides = [_side("left", shown, "Related items"), _side("right", items, "Articles")]
    return LayerChart(
        layer=[lines, *sides],
        title=titled("Articles and their related items", _notes(articles, graph)),
        width=_EDGE_WIDTH,
        height=_LINE_HEIGHT * max(len(left), len(right), 2),
        view=alt.ViewBackground(stroke=None),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(y="independent")),
    )


def _notes(articles: Sequence[Article], graph: Graph) -> list[str]:
    having = sum(bool(article.related) for article in articles)
    if not having:
        return [f"{counted(len(articles), 'article')}, none with related items"]
    several = sum(len(numbers) > 1 for numbers in graph.owners.values())
    shared = [f"{counted(several, 'item')} shared by several articles"] if several else []
    shown = f"{len(graph.left):,} of {counted(having, 'article')} with related items"
    items = f"{len(graph.right):,} of {counted(len(graph.items), 'related item')}"
    return [f"{shown} and {items}", *shared]


def _node(item: Article | RelatedItem, kind: str, links: int) -> dict[str, Any]:
    """Return the row of an article with `links` items, or of an item of `links` articles."""
    name = "no provider" if item.provider is None else item.provider.name
    title, provider = fitted(item.title, _TITLE_WIDTH), fitted(name, _PROVIDER_WIDTH)
    return {"title": title, "provider": provider, "kind": kind, "links": links}


def _kind(graph: Graph, key: ItemKey) -> str:
    return _SHARED if len(graph.owners[key]) > 1 else _ITEM


def _side(side: Literal["left", "right"], nodes: list[dict[str, Any]], links: str) -> alt.Chart:
    """Draw the articles or the items as circles, with their titles as labels of an axis."""
    labels = distinct(fitted(node["title"], _LABEL_WIDTH) for node in nodes)
    named = [{"label": label, **node} for label, node in zip(labels, nodes, strict=True)]
    axis = alt.Axis(
        orient=side, domain=False, ticks=False, grid=False, labelPadding=10, labelLimit=0
    )
    circles = alt.Chart(rows(named), mark=alt.MarkDef("circle", size=70, opacity=1))
    said = "datum.kind + ': ' + datum.title + ', ' + datum.provider"
    return circles.transform_calculate(said=said).encode(
        description="said:N",
        x=_x(0 if side == "left" else 1),
        y=alt.Y("label:N", title=None, sort=None, axis=axis),
        color=_color(),
        tooltip=tooltip({"title:N": "Title", "provider:N": "Provider", "links:Q": links}),
    )


def _x(place: int) -> alt.XDatum:
    return alt.XDatum(place, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))


def _color() -> alt.Color:
    scale = alt.Scale(domain=[*_KINDS], range=[*_KINDS.values()])
    legend = alt.Legend(orient="bottom", symbolOpacity=1)
    return alt.Color("kind:N", title=None, scale=scale, legend=legend)
