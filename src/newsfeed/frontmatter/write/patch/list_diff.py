"""Match the items of an edited list with those of the old list: unchanged, edited or moved."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence, Set
from itertools import pairwise, takewhile
from typing import Any

import attrs

from ...equality import comparison_key, field_key, is_unchanged
from ...pairs import kind_in
from ...scalars import Kind
from ...schema import ANYTHING, Type

Values = Sequence[Hashable]
Indexed = Iterable[tuple[int, Hashable]]
IndexPairs = list[tuple[int, int]]


@attrs.frozen
class ListDiff:
    """The old index of each item that stays in place or moves, edited or not, by its new index."""

    stays: dict[int, int]
    moved: dict[int, int]
    same: Set[int] = frozenset()  # the new indexes, zero-based as all, of items known to be equal


def diff_lists(type_: Type, old: list[Any], new: list[Any]) -> ListDiff:
    """Return which items of a list another list keeps; the type is that of the items."""
    # Equal items at the beginning and the end stay, so that only the items between are aligned.
    first = _count_equal(type_, old, new)
    last = _count_equal(type_, old[first:][::-1], new[first:][::-1])
    middles = old[first : len(old) - last], new[first : len(new) - last]
    values = ([comparison_key(type_, item) for item in each] for each in middles)
    names = ([_name(type_, item) for item in each] for each in middles)
    diff = align_values(*values, *names)
    begin = {index: index for index in range(first)}
    end = {len(new) - count: len(old) - count for count in range(last, 0, -1)}
    stays = {j + first: i + first for j, i in diff.stays.items()}
    moved = {j + first: i + first for j, i in diff.moved.items()}
    return ListDiff(begin | stays | end, moved, begin.keys() | end.keys())


def _count_equal(type_: Type, old: list[Any], new: list[Any]) -> int:
    """Return how many equal items two lists begin with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: is_unchanged(type_, *pair), pairs))


def _name(type_: Type, item: Any) -> Any:
    """Return what identifies an item: its first required field, such as a URL, or first value."""
    if isinstance(item, dict) and item:
        return comparison_key(ANYTHING, next(iter(item.values())))
    if item is None or kind_in(type_, item) is not Kind.MODEL:
        return None
    field = next((each for each in type_.schema.fields.values() if each.required), None)
    return field and field_key(field, item)


def align_values(old: Values, new: Values, old_names: Values, new_names: Values) -> ListDiff:
    """Align two lists by value, then by name, then by position, in time n log n."""
    # A name, such as a URL or None, identifies an item whose value changes.
    matched = _matches(enumerate(old), enumerate(new))
    old_matched, new_matched = {i for i, _ in matched}, {j for _, j in matched}
    named = ((i, n) for i, n in enumerate(old_names) if i not in old_matched and n is not None)
    matched += _matches(named, ((j, n) for j, n in enumerate(new_names) if j not in new_matched))
    in_place = increasing(sorted(matched, key=lambda pair: pair[1]))
    moved = {j: i for i, j in set(matched).difference(in_place)}
    rest = _by_position(in_place, moved, len(old), len(new))
    return ListDiff({j: i for i, j in sorted(in_place + rest)}, moved)


def _by_position(in_place: IndexPairs, moved: dict[int, int], old: int, new: int) -> IndexPairs:
    """Return the index pairs of items left over between those in place, first with first."""
    rest: IndexPairs = []
    moved_away = set(moved.values())
    for (i, j), (k, m) in pairwise([(-1, -1), *in_place, (old, new)]):
        olds = (index for index in range(i + 1, k) if index not in moved_away)
        news = (index for index in range(j + 1, m) if index not in moved)
        rest += zip(olds, news, strict=False)
    return rest


def _matches(old: Indexed, new: Indexed) -> IndexPairs:
    """Return the index pairs of equal items, the first of several with the first."""
    indexes: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, item in old:
        indexes[item].append(index)
    return [(indexes[item].popleft(), index) for index, item in new if indexes[item]]


def increasing(pairs: IndexPairs) -> IndexPairs:
    """Return the longest subsequence of pairs with increasing old indexes; the new ones do."""
    # Patience sorting: for each length, the least old index that ends a subsequence of it.
    ends: list[int] = []
    chains: list[Any] = [()]  # the same subsequences: the last pair, and the chain before it
    for pair in pairs:
        length = bisect_left(ends, pair[0])
        ends[length : length + 1] = [pair[0]]
        chains[length + 1 : length + 2] = [(pair, chains[length])]
    chosen, chain = [], chains[-1]
    while chain:
        pair, chain = chain
        chosen.append(pair)
    return chosen[::-1]
