"""Functions that compare a match with a model, without making another one from its groups.

They are written for a pattern, like those that make a model: see there for the names in them. Each
adds to a list the scalars that are others now, and tells whether that is all that has changed; if
keys or items have come or gone, or it cannot know, as of a class that changes or refuses what it is
given, it says no.
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
from .patterns import ListPattern, Part, RecordPattern, group_width


class Change(NamedTuple):
    """A scalar that is another one now.

    Args:
        form: How it was recognized.
        type: Its type.
        match: The match that it is in.
        group: The number of its group.
        was: The value that is read from the group.
        now: The value that it has in the model, whatever that is.
    """

    form: ScalarPattern
    type: Type
    match: re.Match[str]
    group: int
    was: Any
    now: Any


def changes_in(record: RecordPattern, match: re.Match[str], model: Any) -> list[Change] | None:
    """List the scalars of the front matter that a model has changed, without reading it all.

    Args:
        record: How the front matter is recognized.
        match: The match of it.
        model: The model, checked or not; its body is not compared.

    Returns:
        The changes; an empty list proves that reading the text gives that model. None where keys or
        items have come or gone, or where only reading the text would tell.
    """
    changes: list[Change] = []
    try:
        is_all = comparator(record)(match, model, changes)
    except Exception:
        return None
    return changes if is_all else None


@cache
def comparator(record: RecordPattern) -> Callable[[re.Match[str], Any, list[Change]], bool]:
    """Return the function that compares a match of a record's pattern with a model."""
    names = {**NAMES, "Change": Change}
    lines = [groups_of(record), *_record(record, 0, names), "return True"]
    return compiled(f"compare_{record.schema.model.__name__}", "match, r0, changes", lines, names)


@cache
def item_comparator(part: ListPattern) -> Callable[[re.Match[str], Any, list[Change]], bool]:
    """Return the function that compares a match of a list's pattern with an item."""
    if isinstance(part.item, RecordPattern):
        return comparator(part.item)
    names = {**NAMES, "Change": Change}
    lines = ["g1 = match[1]", *_value(part.item, part.type, 1, names), "return True"]
    return compiled(f"compare_{part.item.type}", "match, value, changes", lines, names)


def compare_record(
    record: RecordPattern, match: re.Match[str], group: int, value: Any, changes: list[Change]
) -> bool:
    """Compare the lines of a record with its value."""
    inner = record.pattern.fullmatch(match.string, *match.span(group))
    return inner is not None and comparator(record)(inner, value, changes)


def compare_items(
    part: ListPattern, match: re.Match[str], group: int, values: Any, changes: list[Change]
) -> bool:
    """Compare the lines of a list with its value, of which one item may have changed.

    Of several that have, one may stand in the place of another.
    """
    compare, next_match = item_comparator(part), part.pattern.match
    start, end = match.span(group)
    is_changed = False
    for value in values if type(values) is list else ():
        item, known = next_match(match.string, start, end), len(changes)
        if item is None or not compare(item, value, changes):
            return False
        if len(changes) > known:
            if is_changed:
                return False
            is_changed = True
        start = item.end()
    return start == end


def _record(record: RecordPattern, first: int, names: dict[str, Any]) -> list[str]:
    """Write the comparison of the record whose groups come after the first one."""
    schema, target = record.schema, f"r{first}"
    if not (schema.plain and (record.tail or not schema.body)):
        return ["return False"]
    names[f"model{first}"] = schema.model
    lines = [f"if type({target}) is not model{first}: return False"]
    if schema.extra:
        is_other = f"{target}.extra or type({target}.extra) is not dict"
        lines.append(f"if {is_other}: return False")
    for key, field in schema.fields.items():
        lines.append(f"value = {target}.{field.name}")
        absent = [f"if not ({_is_default(field.default)}): return False"]
        if key in record.parts:
            group = first + record.groups[key]
            present = _value(record.parts[key], field.type, group, names)
            is_absent = [f"if g{group} is None:", *indented(absent), "else:", *indented(present)]
            lines += present if field.required else is_absent
        else:
            lines += absent
    return lines


def _is_default(default: Any) -> str:
    """Write the test of a value that the class sets where the key is missing."""
    if default is None:
        return "value is None"
    if type(default) in (list, dict):
        return f"type(value) is {type(default).__name__} and not value"
    return f"type(value) is {type(default).__name__} and value == {default!r}"


def _value(part: Part, type_: Type, group: int, names: dict[str, Any]) -> list[str]:
    """Write the comparison of a value with its groups."""
    if isinstance(part, ScalarPattern):
        names |= {f"form{group}": part, f"type{group}": type_}
        return [
            f"was = {part.value.format(f'g{group}')}",
            f"if not (value == was and type(value) is {part.type}):",
            " if value is None: return False",
            f" changes.append(Change(form{group}, type{group}, match, {group}, was, value))",
        ]
    names[f"compare{group}"] = (
        partial(compare_items, part)
        if isinstance(part, ListPattern)
        else partial(compare_record, part)
    )
    is_other = f"if not compare{group}(match, {group}, value, changes): return False"
    if not part.inner:
        return [is_other]
    if isinstance(part, RecordPattern):
        return [f"r{group} = value", *_record(part, group, names)]
    return [
        f"if g{group + group_width(part) - 1}:",
        f" {is_other}",
        "elif type(value) is not list or len(value) != 1: return False",
        "else:",
        *indented(_only_item(part.item, type_.items, group, names)),
    ]


def _only_item(
    item: ScalarPattern | RecordPattern, type_: Type, group: int, names: dict[str, Any]
) -> list[str]:
    """Write the comparison of the only item of a list."""
    if isinstance(item, ScalarPattern):
        return ["value = value[0]", *_value(item, type_, group + 1, names)]
    return [f"r{group} = value[0]", *_record(item, group, names)]
