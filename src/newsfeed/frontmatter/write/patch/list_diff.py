"""Which item of an edited list is which item of the old one."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import pairwise

import attrs

IndexPairs = list[tuple[int, int]]


@attrs.frozen
class ListDiff:
    """What became of the items of a list; indexes are zero-based.

    Args:
        stays: Old by new index of the items that stay in place, edited or not, in new order.
        moved: Old by new index of the items that go elsewhere, edited or not.
        same: New indexes of items that are known to have the same value.
    """

    stays: dict[int, int]
    moved: dict[int, int]
    same: Set[int] = frozenset()


def align_values(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_names: Sequence[Hashable],
    new_names: Sequence[Hashable],
) -> ListDiff:
    """Align two lists: by value first, then by name, then by place; in time n log n.

    Args:
        old: The old values.
        new: The new values.
        old_names: What the old items are known by, such as a URL, or None; it may stay while the
            value changes.
        new_names: What the new items are known by.

    Returns:
        The alignment; what it leaves out is removed or inserted.

    Example:
        >>> align_values("abc", "cab", "abc", "cab")
        ListDiff(stays={1: 0, 2: 1}, moved={0: 2}, same=frozenset())
    """
    same = _matches(enumerate(old), enumerate(new))
    known, come = {i for i, _ in same}, {j for _, j in same}
    same += _matches(
        [(i, name) for i, name in enumerate(old_names) if i not in known and name is not None],
        [(j, name) for j, name in enumerate(new_names) if j not in come],
    )
    in_place = _increasing(sorted(same, key=lambda pair: pair[1]))
    moved = {j: i for i, j in set(same).difference(in_place)}
    by_place = list(_by_place(in_place, set(moved.values()), set(moved), len(old), len(new)))
    return ListDiff({j: i for i, j in sorted(in_place + by_place)}, moved)


def _by_place(
    pairs: IndexPairs, gone: set[int], come: set[int], old: int, new: int
) -> Iterator[tuple[int, int]]:
    """Pair, between items that stay, the first of what is left over with the first, and so on."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (old, new)]):
        olds = (index for index in range(i + 1, k) if index not in gone)
        news = (index for index in range(j + 1, m) if index not in come)
        yield from zip(olds, news, strict=False)


def _matches(
    old: Iterable[tuple[int, Hashable]], new: Iterable[tuple[int, Hashable]]
) -> IndexPairs:
    """Pair equal items, the first of several with the first."""
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, item in old:
        places[item].append(index)
    return [(places[item].popleft(), index) for index, item in new if places[item]]


def _increasing(pairs: IndexPairs) -> IndexPairs:
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
