"""Which item of an edited list is which item of the old one."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import Any

import attrs

from ...equality import comparison_key, is_equal
from ...scalars import Kind
from ...schema import ANYTHING, Type

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


def diff_lists(type_: Type, old: list[Any], new: list[Any]) -> ListDiff:
    """Return which item of a list is which of another; the type is that of the items.

    Items stay where both lists begin or end alike; those between are aligned.
    """
    first = _alike(type_, old, new)
    last = _alike(type_, old[first:][::-1], new[first:][::-1])
    middles = old[first : len(old) - last], new[first : len(new) - last]
    values = ([comparison_key(type_, item) for item in each] for each in middles)
    names = ([_name(type_, item) for item in each] for each in middles)
    plan = align_values(*values, *names)
    between = ({j + first: i + first for j, i in each.items()} for each in (plan.stays, plan.moved))
    stays, moved = between
    begin = {index: index for index in range(first)}
    end = {len(new) - count: len(old) - count for count in range(last, 0, -1)}
    return ListDiff(begin | stays | end, moved, begin.keys() | end.keys())


def _alike(type_: Type, old: list[Any], new: list[Any]) -> int:
    """Count the items that two lists begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((at for at, pair in pairs if not is_equal(type_, *pair)), shorter)


def _name(type_: Type, item: Any) -> Any:
    """Tell what an item is known by: its first required field, such as a URL, or first value."""
    if isinstance(item, dict) and item:
        return comparison_key(ANYTHING, next(iter(item.values())))
    if type_.kind is not Kind.RECORD or item is None:
        return None
    required = (field.name for field in type_.record.fields.values() if field.required)
    return getattr(item, next(required, ""), None)


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
