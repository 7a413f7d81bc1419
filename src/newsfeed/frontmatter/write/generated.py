r"""Canonical form from values alone, by a function that is generated for each model.

The function of a model writes values of the usual types, and raises an exception for any other
value. Its text counts only if the canonical reader reads the same values from it. Otherwise the
emitter writes the instance, or reports its fault. For the model in the docstring of
`read.canonical.construct`, the function is

    def write_Person(instance, spaces):
        section = '' if spaces else '\n'
        return ''.join((
        f'{spaces}' 'name:' f' {write0(v)}\n'
        if type(v := instance.name) is type0 else absent0(v),
        f'{spaces}' 'tags:' f'\n{write1(v, spaces)}'
        if type(v := instance.tags) is type1 and v else absent1(v),
        ))

`write1` writes the items of a list, and `absent1` returns no text if the key is left out.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ..._util.lazy import cached_in_owner
from ..codegen import compiled
from ..read.canonical import match_canonical, root_pattern
from ..read.canonical.compare import changed_scalars
from ..scalars import SCALARS, Kind
from ..schema import Field, Schema, Type
from ..text.quoting import double_quoted, has_surrogate, key_text, unquoted
from ..validation import validate

_TIMESTAMP_TYPE = Type(Kind.TIMESTAMP)


def write_usual(instance: Any, schema: Schema, newline: str) -> str | None:
    """Return the canonical form of an instance, or None if the emitter must write it."""
    try:
        lines = _writer(schema)(instance, "").removeprefix("\n").replace("\n", newline)
        body = instance.body if schema.body else newline
        text = f"---{newline}{lines}---{newline}{body}"
        pattern = root_pattern(schema, text)
        match = match_canonical(pattern, text)
        if match is None or changed_scalars(pattern, match, instance) != []:
            return None
        is_whole = type(body) is str and match.end() + len(body) == len(text)
        return text if is_whole and schema.fields and not has_surrogate(body) else None
    except Exception:
        # The value or the code of the class is at fault. The slow way reports the fault.
        return None


@cached_in_owner
def _writer(schema: Schema) -> Callable[[Any, str], str]:
    """Return the function that writes the fields of an instance, given the spaces before a key."""
    names: dict[str, Any] = {}
    lines = [
        "section = '' if spaces else '\\n'",
        "return ''.join((",
        *(_field(field, n, names) for n, field in enumerate(schema.fields.values())),
        "))",
    ]
    return compiled(f"write_{schema.model.__name__}", "instance, spaces", lines, names)


def _field(field: Field, n: int, names: dict[str, Any]) -> str:
    """Return the expression of the lines of a field."""
    names[f"type{n}"], names[f"write{n}"] = _usual(field.type)
    names[f"absent{n}"] = partial(_absent, field)
    head = f"f'{'{section}' if field.section else ''}{{spaces}}' {key_text(field.key) + ':'!r}"
    is_usual, text = f"type(v := instance.{field.name}) is type{n}", f" {{write{n}(v)}}\\n"
    if field.type.kind not in SCALARS:
        text = f"\\n{{write{n}(v, spaces)}}"
        is_usual += " and v" if field.type.kind is Kind.LIST else ""
    absent = f"absent{n}(v)"
    if field.default is None:  # the usual defaults need no call
        absent = f"'' if v is None else {absent}"
    elif field.default == []:
        absent = f"'' if v == [] else {absent}"
    return f"{head} f'{text}' if {is_usual} else {absent},"


def _usual(type_: Type) -> tuple[type[Any] | None, Callable[..., str]]:
    """Return the class of the usual values of a type, and the function that writes them."""
    kind = Kind.ANYTHING if type_.conversion else type_.kind
    if kind is Kind.MODEL:
        schema = type_.schema
        # The function is looked up on use, since a model may contain itself.
        return schema.model, lambda value, spaces: _writer(schema)(value, spaces + "  ")
    if kind is Kind.LIST and type_.items.kind is not Kind.LIST:
        return list, _list_writer(type_.items)
    if kind not in SCALARS:
        return None, str  # the emitter must write all values, which only the YAML reader reads
    write = SCALARS[kind].write
    if kind is Kind.INTEGER:
        write = int.__repr__
    if kind is Kind.TIMESTAMP:
        write = partial(_timestamp, SCALARS[Kind.UTC_TIMESTAMP].write if type_.utc else write)
    if kind is Kind.TEXT:
        write = double_quoted if type_.quoted else unquoted
    return SCALARS[kind].type, write


def _list_writer(type_: Type) -> Callable[[list[Any], str], str]:
    """Return the function that writes the items of a list, given the spaces before its key."""
    usual, write = _usual(type_)

    def scalars(items: list[Any], spaces: str) -> str:
        # Without an item of another type, the text has another list, and does not count.
        return "".join([f"{spaces}  - {write(each)}\n" for each in items if type(each) is usual])

    def instances(items: list[Any], spaces: str) -> str:
        start = len(spaces) + 4  # the first key continues the line of the dash
        return "".join([f"{spaces}  - {write(each, spaces + '  ')[start:]}" for each in items])

    return instances if type_.kind is Kind.MODEL else scalars


def _timestamp(write: Callable[[datetime], str], value: datetime) -> str:
    if value.tzinfo is not UTC:
        validate(_TIMESTAMP_TYPE, value)
    return write(value)


def _absent(field: Field, value: object) -> str:
    """Return no text for a value whose key is left out; raise ValueError for any other value."""
    if field.omits(value):
        return ""
    raise ValueError
