"""The graph of related items: which articles and items it contains, and their order."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import chain, islice, zip_longest
from statistics import fmean
from typing import TypeVar

from ..models import Article, RelatedItem

# How many related items are read from an article, and how many the chart shows in total.
_ITEMS_READ, _ITEMS_SHOWN = 50, 30

# How often both sides are sorted to reduce crossings; more rounds hardly change the order.
_ROUNDS = 12

ItemKey = tuple[str, str]
Vertex = TypeVar("Vertex", bound=Hashable)


class Graph:
    """The `top` articles that share related items, or else have the most of them."""

    items: dict[ItemKey, RelatedItem]  # the items of all articles, by URL or else by title
    owners: dict[ItemKey, list[int]]  # the indexes of the articles that have an item
    left: list[int]  # the indexes of the articles to show, from top to bottom
    right: list[ItemKey]  # the items to show, from top to bottom
    edges: list[tuple[int, ItemKey]]  # each article shown with each of its items shown

    def __init__(self, articles: Sequence[Article], top: int) -> None:
        self.items, self.owners = {}, {}
        for number, article in enumerate(articles):
            for key, item in _keyed(article).items():
                self.items.setdefault(key, item)
                self.owners.setdefault(key, []).append(number)
        self.left = self._chosen(articles, top)
        having = {number: list(_keyed(articles[number])) for number in self.left}
        self.right = _first(having.values())
        shown = set(self.right)
        self.edges = [(number, key) for number in having for key in having[number] if key in shown]
        self._untangle()

    def _chosen(self, articles: Sequence[Article], top: int) -> list[int]:
        """Choose articles with the most widely shared items, then articles with the most items."""
        shared = (numbers for numbers in self.owners.values() if len(numbers) > 1)
        frequent = sorted(shared, key=len, reverse=True)
        # Of the articles that share one item choose a third of `top`: others need room as well.
        some = chain.from_iterable(numbers[: max(2, top // 3)] for numbers in frequent)
        having = [number for number, article in enumerate(articles) if article.related]
        having.sort(key=lambda number: len(articles[number].related), reverse=True)
        return list(islice(dict.fromkeys(chain(some, having)), top))

    def _untangle(self) -> None:
        """Sort each side by the mean positions of its neighbors, so that few edges cross."""
        for _ in range(_ROUNDS):
            left = places(self.left)
            self.right = _by_mean(self.right, ((key, left[number]) for number, key in self.edges))
            right = places(self.right)
            self.left = _by_mean(self.left, ((number, right[key]) for number, key in self.edges))


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
