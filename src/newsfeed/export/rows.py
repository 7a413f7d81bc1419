"""Correspondences: which key of a format holds what of an article."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from ..frontmatter.codegen import compiled
from ..frontmatter.schema import schema_of
from ..models import Article, Provider

Item = TypeVar("Item")

Make = Callable[..., dict[str, Any]]
"""What makes a dict of a record and, where its rows need them, the options of the export."""


class Row(NamedTuple):
    """One correspondence of a format; the page on exports is made of these.

    Args:
        key: The key of the format.
        source: The field of the record, such as `web_url`; empty where it has none.
        note: What the page says besides.
        convert: What makes the value of the field's, where that is not None.
        value: What makes it of the record and the options of the export, where more than the field
            is needed; or a text that it always is. Without either it is the field's, and null
            without a field.
    """

    key: str
    source: str = ""
    note: str = ""
    convert: Callable[[Any], Any] | None = None
    value: Callable[[Any, Any], Any] | str | None = None


def complete(rows: Sequence[Row]) -> Make:
    """Return what makes a dict with every key, null where a value is missing.

    Example:
        >>> from newsfeed import Image
        >>> rows = [Row("src", "url"), Row("alt", "title"), Row("size", "width", convert=str)]
        >>> complete(rows)(Image("https://daily.example/ice.jpg", width=640))
        {'src': 'https://daily.example/ice.jpg', 'alt': None, 'size': '640'}
    """
    pairs = ", ".join(f"{key!r}: {value}" for key, value in _expressions(rows))
    return compiled("record, options=None", [f"return {{{pairs}}}"], _functions(rows))


def present(rows: Sequence[Row]) -> Make:
    """Return what makes a dict of the values that are not None.

    Example:
        >>> from newsfeed import Image
        >>> present([Row("src", "url"), Row("alt", "title")])(Image("ice.jpg"))
        {'src': 'ice.jpg'}
    """
    lines = ["found = {}"]
    for key, value in _expressions(rows):
        lines.append(f"value = {value}")
        lines.append(f"if value is not None: found[{key!r}] = value")
    return compiled("record, options=None", [*lines, "return found"], _functions(rows))


def _expressions(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Write as Python what finds each value."""
    for index, row in enumerate(rows):
        field = f"record.{row.source}" if row.source else "None"
        if isinstance(row.value, str):
            field = repr(row.value)
        elif row.value is not None:
            field = f"value{index}(record, options)"
        elif row.convert is not None:
            field = f"None if (field := {field}) is None else convert{index}(field)"
        yield row.key, f"({field})"


def _functions(rows: Sequence[Row]) -> dict[str, Any]:
    converts = {f"convert{index}": row.convert for index, row in enumerate(rows)}
    return converts | {f"value{index}": row.value for index, row in enumerate(rows)}


def unknown(record: Any, key: str) -> Any:
    """Return what a record has for a key that our models do not know, but others may."""
    if type(record) in (Article, Provider):
        return record.extra.get(key)
    field = schema_of(type(record)).fields.get(key)
    if field is None:
        return record.extra.get(key)
    value = getattr(record, field.name)
    return None if field.type.is_absent(value) else value


def listed(items: list[Item]) -> list[Item] | None:
    """Copy a list, if there is anything in it."""
    return items.copy() or None


def filled(text: str) -> str | None:
    """Return a text, if it holds more than blanks."""
    return None if not text or text.isspace() else text
