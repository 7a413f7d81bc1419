"""Functions that make the models of a match, written for a pattern as attrs writes `__init__`.

A record whose groups begin at 12 is `r12` in them, and its groups are `g12`, `g13` and so on. A
class that only keeps what it is given is filled by assignments, which was measured to take a sixth
of the time of calling it with 22 keywords; every other class is called.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from ...codegen import compiled, indented
from ...scalars import ScalarPattern
from ...schema import Schema
from .characters import NAMES, NotCanonicalError
from .patterns import ListPattern, Part, RecordPattern, group_count, group_width


@cache
def constructor(record: RecordPattern) -> Callable[..., Any]:
    """Return the function that makes the model from a match of a record's pattern.

    It takes the match and, of a front matter, the path of the file. Only a plain model that is that
    of the whole text gets to know the text and the path.
    """
    names = {**NAMES, "new": object.__new__}
    lines = [groups_of(record), *_record(record, 0, names), "return r0"]
    return compiled(f"construct_{record.schema.model.__name__}", "match, path=None", lines, names)


def groups_of(record: RecordPattern) -> str:
    """Write the statement that names the groups of a match, from `g1` on."""
    names = "".join(f"g{group}, " for group in range(1, group_count(record) + 1))
    return f"{names}= match.groups()" if names else ""


def read_record(record: RecordPattern, lines: str) -> Any:
    """Read the lines of a record; raises NotCanonicalError."""
    match = record.pattern.fullmatch(lines)
    if match is None:
        raise NotCanonicalError
    return constructor(record)(match)


def read_items(part: ListPattern, lines: str) -> list[Any]:
    """Read the lines of a list; raises NotCanonicalError."""
    match, make = part.pattern.match, item_constructor(part)
    items, start, end = [], 0, len(lines)
    while start < end:
        item = match(lines, start)
        if item is None:
            raise NotCanonicalError
        items.append(make(item))
        start = item.end()
    return items


@cache
def item_constructor(part: ListPattern) -> Callable[[re.Match[str]], Any]:
    """Return the function that makes an item from a match of a list's pattern."""
    if isinstance(part.item, RecordPattern):
        return constructor(part.item)
    lines = ["g1 = match[1]", f"return {part.item.value.format('g1')}"]
    return compiled(f"construct_{part.item.type}", "match", lines, NAMES)


def _record(record: RecordPattern, first: int, names: dict[str, Any]) -> list[str]:
    """Write how the record is made whose groups come after the first one."""
    schema, target, is_root = record.schema, f"r{first}", bool(record.tail)
    is_plain = schema.plain and (is_root or not schema.body)
    names[f"model{first}"] = schema.model
    put = f"{target}.{{}} = {{}}" if is_plain else f"{target}[{{!r}}] = {{}}"
    lines = [f"{target} = new(model{first})" if is_plain else f"{target} = {{}}"]
    for key, field in schema.fields.items():
        name = field.name if is_plain else field.argument
        absent = put.format(name, repr(field.default)) if is_plain else "pass"
        if key not in record.parts:
            lines.append(absent)
            continue
        group = first + record.groups[key]
        value, given = _value(record.parts[key], group, names)
        given = [*given, put.format(name, value)]
        is_absent = [f"if g{group} is None: {absent}", "else:"]
        lines += given if field.required else [*is_absent, *indented(given)]
    lines += [put.format(*role) for role in _roles(schema, is_root, is_plain)]
    return lines if is_plain else [*lines, f"{target} = model{first}(**{target})"]


def _roles(schema: Schema, is_root: bool, is_plain: bool) -> Iterator[tuple[str, str]]:
    """List the fields that are not keys, each with what sets it."""
    if schema.extra:
        yield "extra", "{}"
    if schema.body and is_root:
        yield "body", "match.string[match.end():]"
    if schema.source and is_plain:
        yield "source", "match.string" if is_root else "None"
    if schema.path and is_plain:
        yield "path", "path" if is_root else "None"


def _value(part: Part, group: int, names: dict[str, Any]) -> tuple[str, list[str]]:
    """Write the expression of a value, and the statements that go before it."""
    if isinstance(part, ScalarPattern):
        return part.value.format(f"g{group}"), []
    if isinstance(part, ListPattern):
        names[f"read{group}"] = partial(read_items, part)
        return _items(part, group, names) if part.inner else (f"read{group}(g{group})", [])
    if part.inner:
        return f"r{group}", _record(part, group, names)
    names[f"read{group}"] = partial(read_record, part)
    return f"read{group}(g{group})", []


def _items(part: ListPattern, group: int, names: dict[str, Any]) -> tuple[str, list[str]]:
    """Write the same for a list that has groups for its first item and one for all others."""
    if isinstance(part.item, ScalarPattern):
        item, given = _value(part.item, group + 1, names)
    else:
        item, given = f"r{group}", _record(part.item, group, names)
    others = f"g{group + group_width(part) - 1}"
    return f"v{group}", [
        f"if {others}: v{group} = read{group}(g{group})",
        "else:",
        *indented([*given, f"v{group} = [{item}]"]),
    ]
