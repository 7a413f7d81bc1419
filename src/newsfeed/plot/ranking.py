"""Rank names by frequency, and combine the less frequent names into one."""

from collections import Counter
from collections.abc import Collection, Iterable

from ..display.texts import counted
from .labels import distinct, fitted

# How many Latin letters wide the name of a topic or provider is.
_NAME_WIDTH = 40


class Ranking:
    """The positions of the `top` most frequent names, of all other names together, and of no name.

    Example:
        >>> ranking = Ranking([["Sea"], ["Moon", "Sea"], ["Towns"], []], 1, "topic")
        >>> ranking.labels, ranking.named, ranking.places(["Moon", "Sea"])
        (['Sea', '2 other topics', 'no topic'], 1, {1: None, 0: None})
    """

    labels: list[str]  # the distinct label of each position
    named: int  # how many of the first positions belong to one name each

    def __init__(self, records: Collection[Collection[str]], top: int, noun: str) -> None:
        # An article counts once per name, even if it has the same name twice.
        counts = Counter(name for names in records for name in dict.fromkeys(names))
        first = counts.most_common(top)
        self._places = {name: place for place, (name, _) in enumerate(first)}
        self.named = len(first)
        rest = [counted(len(counts) - len(first), f"other {noun}")] if len(counts) > top else []
        self._none = self.named + len(rest)  # the position of articles without a name
        labels = [fitted(name, _NAME_WIDTH) for name, _ in first]
        self.labels = distinct([*labels, *rest, *([f"no {noun}"] if not all(records) else [])])

    def places(self, names: Iterable[str]) -> dict[int, None]:
        """Return the positions of an article with these names, each once."""
        found = dict.fromkeys(self._places.get(name, self.named) for name in names)
        return found or {self._none: None}
