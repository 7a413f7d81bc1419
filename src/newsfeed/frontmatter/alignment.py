"""Which item of an edited list is which item of the old one."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

import attrs

Pairs = list[tuple[int, int]]


@attrs.frozen
class Alignment:
    """What became of the items of a list; indexes are zero-based.

    Args:
        kept: Old and new index of the items that stay in place with their value.
        edited: Old and new index of the items that stay in place with another value.
        moved: The old index of an item that goes elsewhere with its value, by its new index.
    """

    kept: Pairs
    edited: Pairs
    moved: dict[int, int]


def align(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_names: Sequence[Hashable],
    new_names: Sequence[Hashable],
) -> Alignment:
    """Align two lists: by value first, then by name, then by place; in time n log n.

    Args:
        old: The old values.
        new: The new values.
        old_names: What the old items are known by, such as a URL; it may stay while the value
            changes.
        new_names: What the new items are known by.

    Returns:
        The alignment; what it leaves out is removed or inserted.

    Example:
        >>> align("abc", "cab", "abc", "cab")
        Alignment(kept=[(0, 1), (1, 2)], edited=[], moved={0: 2})
    """
    same = _matches(old, new)
    kept = _increasing(same)
    moved = {to: source for source, to in same if (source, to) not in set(kept)}
    gone, come = set(moved.values()), set(moved)
    edited = []
    for olds, news in _gaps(kept, len(old), len(new)):
        left = [index for index in olds if index not in gone]
        right = [index for index in news if index not in come]
        edited += [
            (left[i], right[j])
            for i, j in _by_name([old_names[i] for i in left], [new_names[j] for j in right])
        ]
    return Alignment(kept, edited, moved)


def _by_name(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Pair items by name, and those between two such pairs by place."""
    named = _increasing(_matches(old, new))
    yield from named
    for olds, news in _gaps(named, len(old), len(new)):
        yield from zip(olds, news, strict=False)


def _matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Pair equal items, the first of several with the first, in the order of the new list."""
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, item in enumerate(old):
        places[item].append(index)
    return [(places[item].popleft(), index) for index, item in enumerate(new) if places[item]]


def _increasing(pairs: Pairs) -> Pairs:
    """Select the longest run of pairs in which both indexes increase; the second do already."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, (source, _) in enumerate(pairs):
        length = bisect_left(ends, source)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [source]
        last[length : length + 1] = [place]
    chosen = []
    at = last[-1] if last else None
    while at is not None:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _gaps(pairs: Pairs, old: int, new: int) -> Iterator[tuple[range, range]]:
    """List what lies between pairs that increase: the ranges of old and of new indexes."""
    bounds = [(-1, -1), *pairs, (old, new)]
    for (i, j), (k, m) in pairwise(bounds):
        yield range(i + 1, k), range(j + 1, m)
