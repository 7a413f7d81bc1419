"""Model instances made from lists of values, one list per attribute, and pickled as values."""

import copyreg
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO
from itertools import repeat
from operator import attrgetter
from typing import Any

from .._util.lazy import cached_in_owner
from ..frontmatter.codegen import compiled
from ..frontmatter.schema import Schema, schema_of


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


def pickled(model: type[Any], values: list[Any]) -> bytes:
    """Pickle a list with model instances, which takes half the time of `pickle.dumps`."""
    from pickle import HIGHEST_PROTOCOL, Pickler

    schemas = [schema_of(model)]
    for schema in schemas:  # and those of its nested models, which are added here
        for field in schema.fields.values():
            schemas += [each for each in field.type.schemas if each not in schemas]
    file = BytesIO()
    pickler = Pickler(file, HIGHEST_PROTOCOL)
    # For one attribute, `attrgetter` returns no tuple.
    own = {each.model: _reducer(each) for each in schemas if each.plain and len(each.defaults) > 1}
    pickler.dispatch_table = {**copyreg.dispatch_table, **own}
    pickler.dump(values)
    return file.getvalue()


def _reducer(schema: Schema) -> Callable[[Any], tuple[Any, ...]]:
    values, make = attrgetter(*schema.defaults), _Result(_constructor, schema.model)
    return lambda instance: (make, values(instance))


class _Result(partial[Callable[..., Any]]):
    """A call that is pickled as its result, once in a list."""

    def __reduce__(self) -> tuple[Any, ...]:
        return self.func, self.args


def _constructor(model: type[Any]) -> Callable[..., Any]:
    schema = schema_of(model)
    return row_constructors(schema)(tuple(schema.defaults))
