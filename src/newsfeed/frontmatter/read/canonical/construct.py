r"""Generated functions that construct model instances from a match, one for each pattern.

The function for a plain model with two fields, and with the groups shown in `patterns`, is

    def construct_Person(match, path=None):
        g1, g2, g3, g4, = match.groups()
        r0 = new(model0)
        r0.name = unescaped(g1) if "\\" in g1 or '"' in g1 else g1
        if g2 is None: r0.tags = []
        else:
            if g4: v2 = read2(g2)
            else:
                v2 = [unescaped(g3[1:-1]) if g3[0] == '"' else g3]
            r0.tags = v2
        return r0

`read2` parses all lines of group 2. A nested instance with its lines in group 12 is `r12`.
Assignments take a fifth of the time of a call with 22 arguments. A model that is not plain, or
contains one that is not, is called after all: `r0 = {}`, `r0['name'] = ...`, `r0 = model0(**r0)`.
Nested ones stay a `Call` until the whole document is read, so that a class is called once, even if
the YAML reader must read the document after all.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from ...._util.lazy import cached_in_owner
from ...codegen import compiled, indented
from ...scalars import ScalarPattern
from ...schema import Schema
from .characters import NAMES
from .patterns import ListPattern, ModelPattern, ValuePattern, group_count, group_width


class Call(NamedTuple):
    """A call of a model class that is still to be made."""

    schema: Schema
    arguments: dict[str, Any]


def built(value: Any, *, outside: bool = False) -> Any:
    """Return a value with the calls in it made, unless the class outside makes them itself."""
    if type(value) is Call:
        nested = value.schema.builds_nested
        given = value.arguments.items()
        arguments = {name: built(each, outside=nested) for name, each in given}
        return arguments if outside and nested else value.schema.model(**arguments)
    if type(value) is list and value and type(value[0]) is Call:
        return [built(each, outside=outside) for each in value]
    return value


@cached_in_owner
def constructor(pattern: ModelPattern | ListPattern) -> Callable[..., Any]:
    """Return the function that constructs an instance, or an item of a list, from a match."""
    names = {**NAMES, "new": object.__new__, "Call": Call, "built": built}
    if isinstance(pattern, ModelPattern):
        name = f"construct_{pattern.schema.model.__name__}"
        lines = [groups_of(pattern), *_instance(pattern, 0, names), "return r0"]
        return compiled(name, "match, path=None", lines, names)
    if isinstance(pattern.item, ModelPattern):
        return constructor(pattern.item)
    lines = ["g1 = match[1]", f"return {pattern.item.value.format('g1')}"]
    return compiled(f"construct_{pattern.item.type}", "match", lines, names)


def groups_of(pattern: ModelPattern) -> str:
    """Return the statement that assigns the groups of a match to `g1`, `g2` and so on."""
    names = "".join(f"g{group}, " for group in range(1, group_count(pattern) + 1))
    return f"{names}= match.groups()" if names else ""


def read_instance(pattern: ModelPattern, lines: str) -> Any:
    """Parse the lines of a mapping into an instance; raise ValueError if they differ."""
    match = pattern.regex.fullmatch(lines)
    if match is None:
        raise ValueError
    return constructor(pattern)(match)


def read_items(pattern: ListPattern, lines: str) -> list[Any]:
    """Parse the lines of a list into its items; raise ValueError if they differ."""
    match, construct_item = pattern.regex.match, constructor(pattern)
    items, start, end = [], 0, len(lines)
    while start < end:
        item = match(lines, start)
        if item is None:
            raise ValueError
        items.append(construct_item(item))
        start = item.end()
    return items


def _instance(pattern: ModelPattern, first: int, names: dict[str, Any]) -> list[str]:
    """Return the statements that construct an instance; its groups follow group `first`."""
    schema, target, is_root = pattern.schema, f"r{first}", pattern.is_root
    is_plain = schema.all_plain and (is_root or not schema.body)
    names |= {f"model{first}": schema.model, f"schema{first}": schema}
    put = f"{target}.{{}} = {{}}" if is_plain else f"{target}[{{!r}}] = {{}}"
    lines = [f"{target} = new(model{first})" if is_plain else f"{target} = {{}}"]
    for key, field in schema.fields.items():
        name = field.name if is_plain else schema.arguments[field.name]
        absent = put.format(name, repr(field.default)) if is_plain else "pass"
        if key not in pattern.value_patterns:
            lines.append(absent)
            continue
        group = first + pattern.groups[key]
        value, given = _value(pattern.value_patterns[key], group, names)
        given = [*given, put.format(name, value)]
        is_absent = [f"if g{group} is None: {absent}", "else:"]
        lines += given if field.required else [*is_absent, *indented(given)]
    lines += [put.format(*role) for role in _roles(schema, is_root, is_plain)]
    if is_plain:
        return lines
    call = f"Call(schema{first}, {target})"
    if is_root:
        call = f"model{first}(**{target})" if schema.nested_plain else f"built({call})"
    return [*lines, f"{target} = {call}"]


def _roles(schema: Schema, is_root: bool, is_plain: bool) -> Iterator[tuple[str, str]]:
    """Yield the fields that are not keys, each with the expression of its value."""
    names = {name: name for name in schema.defaults} if is_plain else schema.arguments
    if schema.extra:
        yield names["extra"], "{}"
    if schema.body and is_root:
        yield names["body"], "match.string[match.end():]"
    # If the model is not plain, `set_origin` sets these fields later.
    if schema.source and is_plain:
        yield "source", "match.string" if is_root else "None"
    if schema.path and is_plain:
        yield "path", "path" if is_root else "None"


def _value(pattern: ValuePattern, group: int, names: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the expression of a value, and the statements that must precede it."""
    if isinstance(pattern, ScalarPattern):
        return pattern.value.format(f"g{group}"), []
    if isinstance(pattern, ModelPattern) and pattern.inlined:
        return f"r{group}", _instance(pattern, group, names)
    read: Any = read_items if isinstance(pattern, ListPattern) else read_instance
    names[f"read{group}"] = partial(read, pattern)
    if isinstance(pattern, ModelPattern) or not pattern.inlined:
        return f"read{group}(g{group})", []
    if isinstance(pattern.item, ScalarPattern):
        item, given = _value(pattern.item, group + 1, names)
    else:
        item, given = f"r{group}", _instance(pattern.item, group, names)
    others = f"g{group + group_width(pattern) - 1}"
    return f"v{group}", [
        f"if {others}: v{group} = read{group}(g{group})",
        "else:",
        *indented([*given, f"v{group} = [{item}]"]),
    ]
