"""Conversion of the rows of Arrow tables to articles."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from .._util.messages import did_you_mean, first_line
from ..document import parse
from ..errors import Code, ParseError, Problem
from ..frontmatter.origin import set_origin
from ..frontmatter.path import FieldPath
from ..frontmatter.schema import Schema, schema_of
from ..scanning.columnar import construct_rows
from .arrays import untyped_values, values_of
from .columns import OPTIONAL_TEXT, Column, known_columns
from .unknown import to_tagged_json

_PROBLEM = re.compile(r"^(?! {4}).*?:([0-9]+):([0-9]+): (.*)$", re.MULTILINE)


class _Columns(NamedTuple):
    """The columns of a table by what their values are to an article."""

    known: list[Column]  # fields and roles
    keys: dict[str, str]  # the other columns, with the unknown keys that they are
    errors: bool  # whether the column `error` has the errors of files that could not be read
    complete: bool  # whether there are columns for all values of an article


def read_rows(stream: Any, model: type[Any], extra_columns: str = "raise") -> Iterator[Any]:
    """Yield the rows of any object with `__arrow_c_stream__` as articles or ParseErrors."""
    try:
        reader = pa.RecordBatchReader.from_stream(stream)
    except (pa.ArrowException, TypeError, ValueError) as error:
        expected = f"expected a table, such as of Arrow or pandas, found {type(stream).__name__}"
        raise TypeError(f"{expected}, which is no table of Arrow: {first_line(error)}") from None
    # pandas and Dask add columns such as `__index_level_0__` for an index.
    names = [name for name in reader.schema.names if not name.startswith("__")]
    columns = _columns(names, schema_of(model), extra_columns)
    for batch in reader:
        yield from _articles(batch, columns, model)


def _columns(names: list[str], schema: Schema, extra_columns: str) -> _Columns:
    if extra_columns not in ("raise", "ignore", "extra"):
        expected = "expected extra_columns 'raise', 'ignore' or 'extra'"
        raise ValueError(f"{expected}, found {extra_columns!r}")
    if not names:
        raise ValueError("expected a table with columns, found none")
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"there are {times} columns {name!r}")
    known = known_columns(schema)
    has_errors = "error" in names and "error" not in known
    others = [name for name in names if name not in known and not (has_errors and name == "error")]
    if others and not schema.is_open:
        # The path of a field is not the name of a key.
        paths = [name for name in others if re.split(r"[.\[]", name)[0] in known.keys() - {"extra"}]
        keeps = schema.extra and not paths
        if extra_columns == "raise" or (extra_columns == "extra" and not keeps):
            name = (paths or others)[0]
            hint = did_you_mean(name, known)
            way = "extra_columns='ignore' leaves it out"
            way += ", 'extra' keeps it in `extra`" * keeps
            raise ValueError(f"there is no column {name!r} in {schema.model.__name__}{hint}; {way}")
        others = others if extra_columns == "extra" else []
    fields = {name for name, each in known.items() if not each.role}
    return _Columns(
        known=[known[name] for name in names if name in known],
        keys={name: name.removeprefix("extra.") for name in others},
        errors=has_errors,
        complete=fields | (known.keys() & {"extra", "body"}) <= set(names),
    )


def _articles(batch: pa.RecordBatch, columns: _Columns, model: type[Any]) -> Iterator[Any]:
    schema, rows, count = schema_of(model), None, len(batch)
    if columns.errors:
        errors = _errors(batch)
        yield from filter(None, errors)
        rows = [error is None for error in errors]
        count = sum(rows)
    lists = {
        name: values_of(type_, batch[name], name, schema.factories.get(name), rows)
        for name, type_, *_ in columns.known
    }
    roles = {each.name for each in columns.known if each.role}
    sources = lists.pop("source") if "source" in roles else [None] * count
    paths = lists.pop("path") if "path" in roles else [None] * count
    paths = [None if path is None else Path(path) for path in paths]
    has_keys, is_partial = columns.keys or schema.is_open, any(sources) and not columns.complete
    originals: list[Any] = [None] * count
    if has_keys or is_partial:  # only the original text has the values that have no column
        originals = [
            None if source is None else parse(source, model=model, path=path)
            for source, path in zip(sources, paths, strict=True)
        ]
    if has_keys:
        keys = [untyped_values(batch[name], name, rows) for name in columns.keys]
        extras = _with_keys(lists.get("extra") or [{}] * count, keys, columns)
        lists["extra"] = [
            extra if original is None else _merged(original, extra, columns)
            for original, extra in zip(originals, extras, strict=True)
        ]
    if is_partial:
        yield from _edited(lists, originals)
        return
    for field in schema.fields.values():
        if field.required and field.name not in lists:
            raise ValueError(f"there is no column {field.name!r}, which {model.__name__} requires")
    if {"source", "path"} <= schema.arguments.keys() and schema.source and schema.path:
        lists |= {"source": sources, "path": paths}
        yield from construct_rows(model, lists, count)
        return
    articles = construct_rows(model, lists, count)
    for article, source, path in zip(articles, sources, paths, strict=True):
        if source is not None or path is not None:
            set_origin(article, schema, source, path)
        yield article


def _errors(batch: pa.RecordBatch) -> list[ParseError | None]:
    """Return the error of each row, or None for an article."""
    texts = values_of(OPTIONAL_TEXT, batch["error"], "error")
    paths = batch["path"].to_pylist() if "path" in batch.schema.names else repeat(None)
    found = zip(texts, paths, strict=False)
    return [None if text is None else _parse_error(text, path) for text, path in found]


def _parse_error(text: str, path: str | None) -> ParseError:
    """Return the error that has this text, as far as the text says what it was."""
    problems = [
        Problem(Code.FILE, message, int(line), int(column))
        for line, column, message in _PROBLEM.findall(text)
    ]
    problems = problems or [Problem(Code.FILE, text, 1, 1)]
    return ParseError(problems, "", None if path is None else Path(path))


def _with_keys(
    extras: list[dict[str, Any]], lists: list[list[Any]], columns: _Columns
) -> Iterator[dict[str, Any]]:
    """Yield unknown keys together with those of columns, which are absent where these are null."""
    for extra, *values in zip(extras, *lists, strict=True):
        own = zip(columns.keys.values(), values, strict=True)
        yield extra | {key: value for key, value in own if value is not None}


def _merged(article: Any, new: dict[str, Any], columns: _Columns) -> dict[str, Any]:
    """Return the keys of an original text in their order, with the values that a table changed."""
    found = {}
    for key, value in article.extra.items():
        if key in new:
            found[key] = value if _is_same(value, new[key]) else new[key]
        elif value is None or key not in columns.keys.values():
            found[key] = value
    others = {key: value for key, value in new.items() if key not in found}
    return found | {key: each for key, each in others.items() if not _is_path(key, each, article)}


def _is_same(old: Any, new: Any) -> bool:
    """Return whether a table has an old value, which is JSON in a column of several kinds."""
    # A table has 1 and 1.5 as floats, and timestamps in UTC.
    is_equal = old == new and isinstance(old, bool) == isinstance(new, bool)
    return is_equal or (isinstance(new, str) and to_tagged_json(old) == new)


def _is_path(key: str, value: Any, article: Any) -> bool:
    """Return whether a column is a path to a value of the original text; ValueError if edited."""
    try:
        found = FieldPath(f"extra.{key}", type(article)).get(article)
    except ValueError:  # a key may be any text
        return False
    if found is None or _is_same(found, value):
        return found is not None
    raise ValueError(f"column {key!r}: expected {found!r} as in the text, found {value!r}")


def _edited(lists: dict[str, list[Any]], originals: list[Any]) -> Iterator[Any]:
    """Set the fields that have a column in the articles of the original texts."""
    for article, *values in zip(originals, *lists.values(), strict=True):
        if article is None:
            raise ValueError("column 'source': expected a text, since columns are missing")
        for name, value in zip(lists, values, strict=True):
            try:
                setattr(article, name, value)
            except AttributeError:  # its class is frozen
                object.__setattr__(article, name, value)
        yield article
