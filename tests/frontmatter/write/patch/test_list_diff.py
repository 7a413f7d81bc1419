"""The alignment of two lists: which items stay, move, change, come or go."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed.frontmatter.write.patch.list_diff import ListDiff, align_values


def aligned(old: str, new: str) -> ListDiff:
    """Align two texts by their characters; the name of each is its lower case."""
    return align_values(old, new, old.lower(), new.lower())


@each(
    "old, new, stays, moved",
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}, {}),
        ("", "ab", {}, {}),
        ("ab", "", {}, {}),
        ("abc", "ac", {0: 0, 1: 2}, {}),
        ("ac", "abc", {0: 0, 2: 1}, {}),
        ("abc", "aBc", {0: 0, 1: 1, 2: 2}, {}),
        ("abc", "axc", {0: 0, 1: 1, 2: 2}, {}),
        ("abc", "cab", {1: 0, 2: 1}, {0: 2}),
        ("abc", "bca", {0: 1, 1: 2}, {2: 0}),
        ("abc", "bcA", {0: 1, 1: 2}, {2: 0}),
        ("abcd", "axbyd", {0: 0, 2: 1, 3: 2, 4: 3}, {}),
        ("ab", "xxab", {2: 0, 3: 1}, {}),
        ("ab", "XB", {0: 0, 1: 1}, {}),
        ("aab", "ab", {0: 0, 1: 2}, {}),
        ("ab", "aab", {0: 0, 2: 1}, {}),
        ("aaa", "aaa", {0: 0, 1: 1, 2: 2}, {}),
    ],
)
def test_items_stay_or_move_edited_or_not(
    old: str, new: str, stays: dict[int, int], moved: dict[int, int]
) -> None:
    assert aligned(old, new) == ListDiff(stays, moved)


@pytest.mark.parametrize(
    ("old", "new", "stays", "moved"),
    [
        ("abc", "bac", {1: 0, 2: 2}, {0: 1}),
        ("abcd", "bcad", {0: 1, 1: 2, 3: 3}, {2: 0}),
        ("abcde", "badce", {1: 0, 3: 2, 4: 4}, {0: 1, 2: 3}),
    ],
)
def test_as_many_items_as_can_be_stay_in_place(
    old: str, new: str, stays: dict[int, int], moved: dict[int, int]
) -> None:
    assert align_values(old, new, old, new) == ListDiff(stays, moved)


_LISTS = st.lists(st.sampled_from("aAbBcCdD"), max_size=12)


@examples(100)
@given(_LISTS, _LISTS)
def test_an_alignment_gives_the_new_list(old: list[str], new: list[str]) -> None:
    """No item is used twice, those that stay do so in order, and nothing equal is left over."""
    plan = align_values(old, new, [each.lower() for each in old], [each.lower() for each in new])
    assert list(plan.stays) == sorted(plan.stays)
    assert list(plan.stays.values()) == sorted(plan.stays.values())
    assert not plan.stays.keys() & plan.moved.keys()
    used = [*plan.stays.values(), *plan.moved.values()]
    assert len(set(used)) == len(used)
    both = plan.stays | plan.moved
    for target, source in plan.moved.items():
        assert old[source].lower() == new[target].lower()
    gone = [item for index, item in enumerate(old) if index not in used]
    come = [item for index, item in enumerate(new) if index not in both]
    assert not set(gone) & set(come)
    rebuilt = [old[both[index]] if index in both else item for index, item in enumerate(new)]
    edited = [index for index, item in enumerate(rebuilt) if item != new[index]]
    common = sum(min(old.count(each), new.count(each)) for each in set(old))
    assert len(both) - len(edited) == common


@examples(100)
@given(_LISTS)
def test_a_list_is_aligned_with_itself_by_keeping_everything(items: list[str]) -> None:
    plan = align_values(items, items, items, items)
    assert plan == ListDiff({index: index for index in range(len(items))}, {})


@examples(100)
@given(st.permutations("abcdef"))
def test_a_reordering_keeps_as_many_items_in_place_as_can_be(new: Sequence[str]) -> None:
    old = "abcdef"
    plan = align_values(old, list(new), old, list(new))
    assert len(plan.stays) + len(plan.moved) == len(old)
    assert len(plan.stays) == _longest_increasing([old.index(each) for each in new])


def _longest_increasing(items: list[int]) -> int:
    best: list[int] = []
    for index, item in enumerate(items):
        best.append(1 + max((best[i] for i in range(index) if items[i] < item), default=0))
    return max(best)


def test_an_edited_item_is_found_by_its_name_first() -> None:
    assert align_values("abc", "xBC", "abc", "xbc") == ListDiff({0: 0, 1: 1, 2: 2}, {})
    assert align_values("abc", "BC", "abc", "bc") == ListDiff({0: 1, 1: 2}, {})
    assert align_values("ab", "xy", [None, None], [None, None]) == ListDiff({0: 0, 1: 1}, {})


def test_long_lists_are_aligned_quickly() -> None:
    old = list(range(20_000))
    new = old[::-1]
    plan = align_values(old, new, old, new)
    assert len(plan.stays) == 1
    assert len(plan.moved) == len(old) - 1
