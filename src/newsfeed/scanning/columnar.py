"""Model instances as lists of values, one list per field, for pickling and for tables."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any

from .._util.lazy import cached_in_owner
from ..frontmatter.codegen import compiled
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import ANYTHING, Schema, Type, schema_of

Packed = Any
"""A list of values; for instances a dict of such lists, for lists of them also their lengths."""


def construct_rows(model: type[Any], lists: dict[str, list[Any]], count: int) -> Iterator[Any]:
    """Create so many model instances from lists of values, one list per attribute."""
    construct = row_constructors(schema_of(model))(tuple(lists))
    # Not `map`, which a StopIteration of the model would end without an error.
    for values in zip(*lists.values(), strict=True) if lists else repeat((), count):
        yield construct(*values)


@cached_in_owner
def row_constructors(schema: Schema) -> Callable[[tuple[str, ...]], Callable[..., Any]]:
    """Return a function that returns, for attributes, what makes an instance of their values."""
    return cache(partial(_row_constructor, schema))


def _row_constructor(schema: Schema, names: tuple[str, ...]) -> Callable[..., Any]:
    # Attributes of a plain class are assigned, in half the time of a call of it with keywords.
    model = schema.model
    if not schema.plain:
        arguments = [schema.arguments[each] for each in names]
        return lambda *values: model(**dict(zip(arguments, values, strict=True)))
    lines = ["made = new(model)"]
    for attribute, default in schema.defaults.items():
        value = f"{attribute}_" if attribute in names else repr(default)
        lines.append(f"made.{attribute} = {value}")
    parameters = ", ".join(f"{each}_" for each in names)
    globals_ = {"new": object.__new__, "model": model}
    return compiled(f"construct_{model.__name__}", parameters, [*lines, "return made"], globals_)


def pack(type_: Type, values: list[Any]) -> Packed:
    """Split values into lists, which are pickled in a tenth of the time of the instances."""
    if not values:  # ends the recursion of a class that contains itself
        return values
    if type_.kind is Kind.LIST and type_.items.kind is Kind.MODEL:
        lengths = [None if value is None else len(value) for value in values]
        return lengths, pack(type_.items, list(chain.from_iterable(filter(None, values))))
    if type_.kind is not Kind.MODEL or not type_.schema.plain:
        return values
    present = [value is not None for value in values]
    instances = [value for value in values if value is not None]
    return present, {
        name: pack(each, list(map(attrgetter(name), instances))) for name, each in _fields(type_)
    }


def unpack(type_: Type, packed: Packed) -> list[Any]:
    """Return the values that were given to `pack`."""
    if not packed:
        return []
    if type_.kind is Kind.LIST and type_.items.kind is Kind.MODEL:
        lengths, inner = packed
        items = iter(unpack(type_.items, inner))
        return [None if length is None else list(islice(items, length)) for length in lengths]
    if type_.kind is not Kind.MODEL or not type_.schema.plain:
        return packed  # type: ignore[no-any-return]
    present, lists = packed
    fields = dict(_fields(type_))
    unpacked = {name: unpack(fields[name], lists[name]) for name in lists}
    instances = construct_rows(type_.schema.model, unpacked, sum(present))
    return [next(instances) if each else None for each in present]


def _fields(type_: Type) -> Iterator[tuple[str, Type]]:
    """Yield each attribute of a nested model with the type of its values."""
    schema = type_.schema
    types = {field.name: field.type for field in schema.fields.values()}
    return ((name, types.get(name, ANYTHING)) for name in schema.defaults)
