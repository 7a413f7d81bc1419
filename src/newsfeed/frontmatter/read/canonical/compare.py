r"""Generated functions that compare a match with a model instance.

Each appends the changed scalars to a list, and returns False if anything else changed. For a plain
model they compare with the groups, so that no other instance is constructed. For the model in the
docstring of `construct`, the function begins with

    def compare_Person(match, r0, changes, o0=None):
        g1, g2, g3, g4, = match.groups()
        if type(r0) is not model0: return False
        value = r0.name
        was = unescaped(g1) if "\\" in g1 or '"' in g1 else g1
        if not (value == was and type(value) is str):
            if value is None: return False
            changes.append(Change(form1, type1, match, 1, was, value))

The class of another model may change what it is given. The function then compares with an instance
`o0` that was constructed from the match: `was = o0.name`.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from ...._util.lazy import cached_in_owner
from ...codegen import compiled, indented
from ...equality import is_unchanged_field
from ...scalars import ScalarPattern
from ...schema import Field, Type
from ...schema.conversions import is_same
from .characters import NAMES
from .construct import constructor, groups_of
from .patterns import ListPattern, ModelPattern, ValuePattern, group_width


class Change(NamedTuple):
    """A changed scalar: the match and group that contain it, its old value and its new value."""

    form: ScalarPattern
    type: Type
    match: re.Match[str]
    group: int
    was: Any
    now: Any


Match = re.Match[str]
Changes = list[Change]


def changed_scalars(pattern: ModelPattern, match: Match, model: Any) -> Changes | None:
    """Return the changed scalars, or None if anything else, except the body, may have changed."""
    changes: Changes = []
    try:
        old = None if pattern.plain else constructor(pattern)(match)
        if old is not None and pattern.schema.body and old.body != match.string[match.end() :]:
            return None  # the class changes the body
        is_complete = comparator(pattern)(match, model, changes, old)
    except Exception:
        # An invalid escape or date, a class that rejects its arguments, or an attribute of any type
        # whose `==` raises an exception.
        return None
    return changes if is_complete else None


@cached_in_owner
def comparator(pattern: ModelPattern | ListPattern) -> Callable[..., bool]:
    """Return the function that compares a match with an instance, or with an item of a list."""
    writer = _Writer(pattern.plain)
    if isinstance(pattern, ModelPattern):
        name, value, old = pattern.schema.model.__name__, "r0", "o0"
        lines = [groups_of(pattern), *writer.instance(pattern, 0)]
    elif isinstance(pattern.item, ModelPattern):
        return comparator(pattern.item)
    else:
        name, value, old = pattern.item.type, "value", "was"
        lines = ["g1 = match[1]", *writer.scalar(pattern.item, pattern.type, 1)]
    parameters = f"match, {value}, changes, {old}=None"
    return compiled(f"compare_{name}", parameters, [*lines, "return True"], writer.names)


def compare_instance(
    pattern: ModelPattern, match: Match, group: int, value: Any, changes: Changes, old: Any = None
) -> bool:
    """Compare the lines of a mapping with an instance."""
    inner = pattern.regex.fullmatch(match.string, *match.span(group))
    return inner is not None and comparator(pattern)(inner, value, changes, old)


def compare_items(
    pattern: ListPattern, match: Match, group: int, values: Any, changes: Changes, olds: Any = None
) -> bool:
    """Compare the lines of a list with its items; return False if more than one item changed."""
    if type(values) is not list:
        return False
    if pattern.plain:
        olds = values  # not used
    elif type(olds) is not list or len(olds) != len(values):
        return False
    compare, next_match = comparator(pattern), pattern.regex.match
    start, end = match.span(group)
    changed_items = 0
    for value, old in zip(values, olds, strict=True):
        item, known = next_match(match.string, start, end), len(changes)
        if item is None or not compare(item, value, changes, old):
            return False
        changed_items += len(changes) > known
        start = item.end()
    # Several changed items may have been reordered, and then their lines must be moved.
    return start == end and changed_items <= 1


class _Writer:
    """Writes the statements of one function, and collects the names that they use."""

    def __init__(self, plain: bool) -> None:
        self.plain = plain  # the old values are those of the groups, else of the instance `o0`
        self.names: dict[str, Any] = {**NAMES, "Change": Change, "is_same": is_same}

    def instance(self, pattern: ModelPattern, first: int) -> list[str]:
        """Return the statements that compare an instance; its groups follow group `first`."""
        schema, new, old = pattern.schema, f"r{first}", f"o{first}"
        self.names[f"model{first}"] = schema.model
        instances = [new] if self.plain else [new, old]
        lines = [f"if type({each}) is not model{first}: return False" for each in instances]
        if schema.extra:
            is_unchanged = "not {0}.extra and type({0}.extra) is dict"
            lines += [f"if not ({is_unchanged.format(each)}): return False" for each in instances]
        for field in schema.fields.values():
            lines.append(f"value = {new}.{field.name}")
            if not self.plain:
                lines.append(f"was = {old}.{field.name}")
            lines += self.field(pattern, field, first)
        return lines

    def field(self, pattern: ModelPattern, field: Field, first: int) -> list[str]:
        """Return the statements that compare the value of a field."""
        absent = [f"if not ({self.is_unchanged(field, first)}): return False"]
        if field.key not in pattern.value_patterns:
            return absent
        group = first + pattern.groups[field.key]
        given = self.value(pattern.value_patterns[field.key], field.type, group)
        if field.required:
            return given
        return [f"if g{group} is None:", *indented(absent), "else:", *indented(given)]

    def is_unchanged(self, field: Field, first: int) -> str:
        """Return the expression that tests the value of a field whose key is missing."""
        default = field.default
        if self.plain and default is None:
            return "value is None"
        if self.plain:
            test = "not value" if type(default) in (list, dict) else f"value == {default!r}"
            return f"type(value) is {type(default).__name__} and {test}"
        name = f"is_same{first}_{field.name}"
        self.names[name] = partial(is_unchanged_field, field, ordered=False)
        # Two empty lists are the usual case.
        are_empty = "type(value) is type(was) is list and not (value or was)"
        return f"value is was or {are_empty} or {name}(r{first}, o{first})"

    def value(self, pattern: ValuePattern, type_: Type, group: int) -> list[str]:
        """Return the statements that compare `value` with its groups."""
        if isinstance(pattern, ScalarPattern):
            return self.scalar(pattern, type_, group)
        compare: Any = compare_items if isinstance(pattern, ListPattern) else compare_instance
        self.names[f"compare{group}"] = partial(compare, pattern)
        old = "" if self.plain else ", was"
        whole = f"if not compare{group}(match, {group}, value, changes{old}): return False"
        if not pattern.inlined:
            return [whole]
        if isinstance(pattern, ModelPattern):
            return [*self.assigned(group, ""), *self.instance(pattern, group)]
        lists = ["value"] if self.plain else ["value", "was"]
        return [
            f"if g{group + group_width(pattern) - 1}:",
            f" {whole}",
            *(f"elif type({each}) is not list or len({each}) != 1: return False" for each in lists),
            "else:",
            *indented(self.only_item(pattern, group)),
        ]

    def only_item(self, pattern: ListPattern, group: int) -> list[str]:
        """Return the statements that compare the item of a list of one item."""
        if isinstance(pattern.item, ModelPattern):
            return [*self.assigned(group, "[0]"), *self.instance(pattern.item, group)]
        lines = ["value = value[0]"] if self.plain else ["value, was = value[0], was[0]"]
        return [*lines, *self.scalar(pattern.item, pattern.type, group + 1)]

    def assigned(self, group: int, index: str) -> list[str]:
        """Return the statements that name an instance and its old instance after their group."""
        old = [] if self.plain else [f"o{group} = was{index}"]
        return [f"r{group} = value{index}", *old]

    def scalar(self, pattern: ScalarPattern, type_: Type, group: int) -> list[str]:
        """Return the statements that compare `value` with its group."""
        self.names |= {f"form{group}": pattern, f"type{group}": type_}
        was = [f"was = {pattern.value.format(f'g{group}')}"] if self.plain else []
        test = f"type(value) is {pattern.type} and value == was"
        return [
            *was,
            f"if not ({test if self.plain else f'{test} or is_same(value, was)'}):",
            " if value is None: return False",
            f" changes.append(Change(form{group}, type{group}, match, {group}, was, value))",
        ]
