"""Match the pairs of an edited mapping with those of the old one: changed, renamed or moved."""

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from ...equality import is_unchanged, is_unchanged_field
from ...pairs import Pair, kind_in, pairs_of
from ...scalars import Kind
from ...schema import Field, Type
from .list_diff import increasing


class MappingDiff(NamedTuple):
    """The pairs of two mappings by key, and which pairs of the second one are new or different."""

    was: dict[str, Pair]
    now: dict[str, Pair]
    changed: dict[str, Pair]
    renamed: dict[str, str]  # the old key by the new one
    fields: dict[str, Field]  # of a model

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed, also not the order."""
        has_same_keys = self.was.keys() == self.now.keys()
        return has_same_keys and not self.changed and self.free(self.was) == self.free(self.now)

    def keeps_any(self, keys: Iterable[str]) -> bool:
        """Return whether any of the keys of the file stays, perhaps under another name."""
        return any(key in self.now or key in self.renamed.values() for key in keys)

    def free(self, keys: Iterable[str]) -> list[str]:
        """Return the keys without those of fields, whose order is canonical."""
        return [key for key in keys if key not in self.fields]


def diff_mappings(type_: Type, old: Any, new: Any) -> MappingDiff:
    """Return the differences of two mappings or two instances of a model."""
    fields = type_.schema.fields if kind_in(type_, new) is Kind.MODEL else {}
    diff = MappingDiff(pairs_of(type_, old), pairs_of(type_, new), {}, {}, fields)
    was, now, changed, renamed, _ = diff
    for key, pair in now.items():
        if key in was and key in fields:
            is_same = is_unchanged_field(fields[key], old, new)
        else:
            is_same = key in was and is_unchanged(pair.type, was[key].value, pair.value)
        if not is_same:
            changed[key] = pair
    if was.keys() == now.keys():
        return diff  # nothing went and nothing came
    went, came = _slots(diff.free(was), now), _slots(diff.free(now), was)
    for slot in went.keys() & came.keys():
        before, after = was[went[slot]], now[came[slot]]
        if is_unchanged(after.type, before.value, after.value):
            renamed[came[slot]] = went[slot]
    return diff


def _slots(keys: list[str], others: Container[str]) -> dict[tuple[str, int], str]:
    """Return the keys that are not among others, by the other key above and the number of lines."""
    slots = {}
    above, count = "", 0
    for key in keys:
        if key in others:
            above, count = key, 0
        else:
            slots[above, count] = key
            count += 1
    return slots


def arranged(diff: MappingDiff, kept: dict[str, int], present: set[int]) -> list[int | str]:
    """Return a new order: the increasing indexes of pairs that stay, among new and moved keys.

    A new field follows the canonical order, and a new unknown key of a model is the last pair. The
    order of all other keys is that of the new mapping. `kept` has the index of each pair whose key
    is in it or stays, and `present` contains the indexes of all pairs that are not removed.
    """
    above: defaultdict[int, list[str]] = defaultdict(list)
    below: defaultdict[int, list[str]] = defaultdict(list)
    after = -1
    # Absent fields included: one of them may have a null that stays.
    for key in diff.fields:
        after = kept.get(key, after)
        if key in diff.changed and key not in kept:
            below[after].append(key)
    free = [key for key in diff.free(diff.now) if key in kept or key in diff.changed]
    places = [kept[key] for key in free if key in kept]
    staying = places
    if places != sorted(places):
        staying = [index for index, _ in increasing([(each, at) for at, each in enumerate(places)])]
    stays = sorted(present.difference(places).union(staying))
    if not below and len(free) == len(staying):
        return [*stays]
    passed, is_last = 0, not staying
    for key in free:
        if passed < len(staying) and kept.get(key) == staying[passed]:
            passed += 1
        elif staying and not passed:
            above[staying[0]].append(key)
        else:
            is_last |= passed == len(staying) and key not in kept and bool(diff.fields)
            below[max(stays, default=-1) if is_last else staying[passed - 1]].append(key)
    order: list[int | str] = [*below[-1]]
    for index in stays:
        order += [*above[index], index, *below[index]]
    return order
