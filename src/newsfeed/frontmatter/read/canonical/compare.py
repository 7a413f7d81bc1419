r"""Generated functions that compare a match with a model instance, without constructing another.

Each appends the changed scalars to a list, and returns False if anything else changed or the model
is not plain. For the model in the docstring of `construct`, the function begins with

    def compare_Person(match, r0, changes):
        g1, g2, g3, g4, = match.groups()
        if type(r0) is not model0: return False
        value = r0.name
        was = unescaped(g1) if "\\" in g1 or '"' in g1 else g1
        if not (value == was and type(value) is str):
            if value is None: return False
            changes.append(Change(form1, type1, match, 1, was, value))
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

from ...codegen import compiled, indented
from ...scalars import ScalarPattern
from ...schema import Type
from .characters import NAMES
from .construct import groups_of
from .patterns import ListPattern, ModelPattern, ValuePattern, group_width


class Change(NamedTuple):
    """A changed scalar: the match and group that contain it, its old value and its new value."""

    form: ScalarPattern
    type: Type
    match: re.Match[str]
    group: int
    was: Any
    now: Any


def changed_scalars(pattern: ModelPattern, match: re.Match[str], model: Any) -> list[Change] | None:
    """Return the changed scalars, or None if anything else, except the body, may have changed."""
    changes: list[Change] = []
    try:
        is_complete = comparator(pattern)(match, model, changes)
    except Exception:
        # An invalid escape or date, or an attribute of any type whose `==` raises an exception.
        return None
    return changes if is_complete else None


@cache
def comparator(pattern: ModelPattern | ListPattern) -> Callable[..., bool]:
    """Return the function that compares a match with an instance, or with an item of a list."""
    names = {**NAMES, "Change": Change}
    if isinstance(pattern, ModelPattern):
        name, value = pattern.schema.model.__name__, "r0"
        lines = [groups_of(pattern), *_instance(pattern, 0, names)]
    elif isinstance(pattern.item, ModelPattern):
        return comparator(pattern.item)
    else:
        name, value = pattern.item.type, "value"
        lines = ["g1 = match[1]", *_value(pattern.item, pattern.type, 1, names)]
    return compiled(f"compare_{name}", f"match, {value}, changes", [*lines, "return True"], names)


def compare_instance(
    pattern: ModelPattern, match: re.Match[str], group: int, value: Any, changes: list[Change]
) -> bool:
    """Compare the lines of a mapping with an instance."""
    inner = pattern.regex.fullmatch(match.string, *match.span(group))
    return inner is not None and comparator(pattern)(inner, value, changes)


def compare_items(
    pattern: ListPattern, match: re.Match[str], group: int, values: Any, changes: list[Change]
) -> bool:
    """Compare the lines of a list with its items; return False if more than one item changed."""
    compare, next_match = comparator(pattern), pattern.regex.match
    start, end = match.span(group)
    changed_items = 0
    for value in values if type(values) is list else ():
        item, known = next_match(match.string, start, end), len(changes)
        if item is None or not compare(item, value, changes):
            return False
        changed_items += len(changes) > known
        start = item.end()
    # Several changed items may have been reordered, and then their lines must be moved.
    return start == end and changed_items <= 1


def _instance(pattern: ModelPattern, first: int, names: dict[str, Any]) -> list[str]:
    """Return the statements that compare an instance; its groups follow group `first`."""
    schema, target = pattern.schema, f"r{first}"
    if not (schema.plain and (pattern.is_root or not schema.body)):
        return ["return False"]
    names[f"model{first}"] = schema.model
    lines = [f"if type({target}) is not model{first}: return False"]
    if schema.extra:
        lines.append(f"if {target}.extra or type({target}.extra) is not dict: return False")
    for key, field in schema.fields.items():
        lines.append(f"value = {target}.{field.name}")
        absent = [f"if not ({_is_default(field.default)}): return False"]
        if key not in pattern.value_patterns:
            lines += absent
            continue
        group = first + pattern.groups[key]
        given = _value(pattern.value_patterns[key], field.type, group, names)
        is_absent = [f"if g{group} is None:", *indented(absent), "else:"]
        lines += given if field.required else [*is_absent, *indented(given)]
    return lines


def _is_default(default: Any) -> str:
    """Return the expression that tests for the default of a missing key."""
    if default is None:
        return "value is None"
    test = "not value" if type(default) in (list, dict) else f"value == {default!r}"
    return f"type(value) is {type(default).__name__} and {test}"


def _value(pattern: ValuePattern, type_: Type, group: int, names: dict[str, Any]) -> list[str]:
    """Return the statements that compare `value` with its groups."""
    if isinstance(pattern, ScalarPattern):
        names |= {f"form{group}": pattern, f"type{group}": type_}
        return [
            f"was = {pattern.value.format(f'g{group}')}",
            f"if not (value == was and type(value) is {pattern.type}):",
            " if value is None: return False",
            f" changes.append(Change(form{group}, type{group}, match, {group}, was, value))",
        ]
    names[f"compare{group}"] = (
        partial(compare_items, pattern)
        if isinstance(pattern, ListPattern)
        else partial(compare_instance, pattern)
    )
    compare = f"if not compare{group}(match, {group}, value, changes): return False"
    if not pattern.inlined:
        return [compare]
    if isinstance(pattern, ModelPattern):
        return [f"r{group} = value", *_instance(pattern, group, names)]
    if isinstance(pattern.item, ScalarPattern):
        only_item = ["value = value[0]", *_value(pattern.item, pattern.type, group + 1, names)]
    else:
        only_item = [f"r{group} = value[0]", *_instance(pattern.item, group, names)]
    return [
        f"if g{group + group_width(pattern) - 1}:",
        f" {compare}",
        "elif type(value) is not list or len(value) != 1: return False",
        "else:",
        *indented(only_item),
    ]
