"""Which articles and related items a graph shows, and in what order."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, islice, zip_longest
from statistics import fmean
from typing import TypeVar

from ..models import Article, RelatedItem

# Of an article, no more related items are looked at; of all articles, no more are shown.
_LOOKED_AT = 50
_ITEMS = 30

# After so many rounds the order hardly changes.
_ROUNDS = 12

ItemKey = tuple[str, str]
Vertex = TypeVar("Vertex", bound=Hashable)


class Graph:
    """The articles that share related items, or else have most of them.

    Args:
        articles: The articles.
        top: How many of them are shown.
    """

    items: dict[ItemKey, RelatedItem]
    """The related items of all articles, by what tells them apart: address, or else title."""

    owners: dict[ItemKey, list[int]]
    """The numbers of the articles that have an item."""

    left: list[int]
    """The numbers of the articles to show, from top to bottom."""

    right: list[ItemKey]
    """The items to show, from top to bottom."""

    edges: list[tuple[int, ItemKey]]
    """Which of the articles shown has which of the items."""

    def __init__(self, articles: Sequence[Article], top: int) -> None:
        self.items, self.owners = {}, {}
        for number, article in enumerate(articles):
            for key, item in _keyed(article).items():
                self.items.setdefault(key, item)
                self.owners.setdefault(key, []).append(number)
        self.left = self._telling(articles, top)
        having = {number: list(_keyed(articles[number])) for number in self.left}
        self.right = _first(having.values())
        shown = set(self.right)
        self.edges = [(number, key) for number in having for key in having[number] if key in shown]
        self._untangle()

    def _telling(self, articles: Sequence[Article], top: int) -> list[int]:
        """Choose the articles of the items that most have, then those of most items."""
        shared = (numbers for numbers in self.owners.values() if len(numbers) > 1)
        frequent = sorted(shared, key=len, reverse=True)
        # No item takes all the places.
        some = chain.from_iterable(numbers[: max(2, top // 3)] for numbers in frequent)
        having = [number for number, article in enumerate(articles) if article.related]
        having.sort(key=lambda number: len(articles[number].related), reverse=True)
        return list(islice(dict.fromkeys(chain(some, having)), top))

    def _untangle(self) -> None:
        """Put what belongs together side by side, so that few edges cross.

        Each side in turn is sorted by the mean of the places of what it has on the other one.
        """
        for _ in range(_ROUNDS):
            left = places(self.left)
            self.right = _by_mean(self.right, ((key, left[number]) for number, key in self.edges))
            right = places(self.right)
            self.left = _by_mean(self.left, ((number, right[key]) for number, key in self.edges))


def _keyed(article: Article) -> dict[ItemKey, RelatedItem]:
    items: dict[ItemKey, RelatedItem] = {}
    for item in islice(article.related, _LOOKED_AT):
        items.setdefault(("url", item.web_url) if item.web_url else ("title", item.title), item)
    return items


def _first(having: Iterable[list[ItemKey]]) -> list[ItemKey]:
    """Choose the items of several articles, then of each article the first, the second and so on.

    So an article of many items leaves room for those of others.
    """
    lists = list(having)
    counts = Counter(chain.from_iterable(lists))
    shared = (key for key, count in counts.most_common() if count > 1)
    turns = chain.from_iterable(zip_longest(*lists))
    chosen = dict.fromkeys(key for key in chain(shared, turns) if key is not None)
    return list(islice(chosen, _ITEMS))


def places(nodes: Sequence[Vertex]) -> dict[Vertex, float]:
    """Return how far down each is: both sides are as high."""
    return {node: (index + 0.5) / len(nodes) for index, node in enumerate(nodes)}


def _by_mean(nodes: list[Vertex], across: Iterable[tuple[Vertex, float]]) -> list[Vertex]:
    """Sort by the mean of the places that each has across; one without any stays where it is."""
    found: dict[Vertex, list[float]] = {}
    for node, place in across:
        found.setdefault(node, []).append(place)
    own = places(nodes)
    return sorted(nodes, key=lambda node: fmean(found.get(node, [own[node]])))
