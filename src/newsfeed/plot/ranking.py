"""The most frequent names have a place of their own, the rest has one together."""

from collections import Counter
from collections.abc import Collection, Iterable

from ..display.texts import counted
from .labels import distinct, fitted

_NAME_WIDTH = 40


class Ranking:
    """The places of names by how many articles have them.

    Args:
        records: The names that each article has; of those without a name, none.
        top: How many names have a place of their own.
        noun: What a name is, such as `topic`.

    Example:
        >>> ranking = Ranking([["Sea"], ["Moon", "Sea"], ["Towns"], []], 1, "topic")
        >>> ranking.labels, ranking.named, ranking.places(["Moon", "Sea"])
        (['Sea', '2 other topics', 'no topic'], 1, {1: None, 0: None})
    """

    labels: list[str]
    """What is shown for each place, no two alike."""

    named: int
    """How many places are those of a name: the first ones."""

    def __init__(self, records: Collection[Collection[str]], top: int, noun: str) -> None:
        counts = Counter(name for names in records for name in dict.fromkeys(names))
        first = counts.most_common(top)
        self._places = {name: place for place, (name, _) in enumerate(first)}
        self.named = len(first)
        rest = [counted(len(counts) - len(first), f"other {noun}")] if len(counts) > top else []
        self._rest = self.named
        self._none = self.named + len(rest)
        labels = [fitted(name, _NAME_WIDTH) for name, _ in first]
        self.labels = distinct([*labels, *rest, *([f"no {noun}"] if not all(records) else [])])

    def places(self, names: Iterable[str]) -> dict[int, None]:
        """List the places of an article that has these names, each once."""
        rest = self._rest
        return dict.fromkeys(self._places.get(name, rest) for name in names) or {self._none: None}
