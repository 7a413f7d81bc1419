"""The recognizer: canonical text to a model at the speed of regular expressions, or None.

What is not in canonical form, to the character, is left to the general reader. The time is linear
in the text whether it matches or not: what a possessive quantifier has matched is not tried again.
`grammar` shows the patterns.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ...limits import SHORT
from ...scalars import ScalarPattern
from ...schema import Schema, schema_of
from ...text.delimiters import Parts
from .characters import is_readable
from .construct import constructor
from .patterns import ListPattern, RecordPattern, escaped


def read_canonical(text: str, schema: Schema, path: Path | None = None) -> Any:
    """Return what the YAML reader would return, or None if the text is for that reader.

    An instance of a plain model that has a source and a path has these already.
    """
    record = root_pattern(schema.model, text)
    match = match_canonical(record, text)
    return None if match is None else construct(record, match, path)


def construct(record: RecordPattern, match: re.Match[str], path: Path | None = None) -> Any:
    """Return the model instance of a match, or None if a value of it is for the YAML reader."""
    try:
        return constructor(record)(match, path)
    except Exception:
        # An invalid escape or date, or a validator: the YAML reader says where.
        return None


def match_canonical(record: RecordPattern, text: str) -> re.Match[str] | None:
    """Match the front matter of a text, fences included, with a group for each part of the record.

    Args:
        record: How the front matter is recognized.
        text: The whole text.

    Returns:
        The match, or None if the text is for the general reader; a value in it still may be.
    """
    match = record.pattern.match(text)
    # Whether a longer one holds too many values is for the general reader to count.
    if match is None or match.end() > SHORT or not is_readable(match[0], record.newline):
        return None
    return match


def delimiters_of(match: re.Match[str]) -> Parts:
    """Return the delimiters of a text from its match."""
    text, end = match.string, match.end()
    newline = "\r\n" if text.startswith("---\r") else "\n"
    closing = text.rindex("---", 0, end)
    return Parts(text, newline, len("---" + newline), closing, end)


def root_pattern(model: type[Any], text: str) -> RecordPattern:
    """Return how the front matter of a text is recognized, fences included."""
    return _root(model, text.startswith("---\r\n"))  # type: ignore[arg-type]  # a class is hashable


@cache
def _root(model: Any, has_returns: bool) -> RecordPattern:
    newline = "\r\n" if has_returns else "\n"
    tail = rf"---(?:{escaped(newline)}|\Z)"
    return RecordPattern(schema_of(model), newline, f"---{newline}", tail)


def grammar(schema: Schema, newline: str = "\n") -> str:
    r"""Show the patterns by which the canonical form of a model is recognized.

    Args:
        schema: The schema of the model.
        newline: The line end, LF or CRLF.

    Returns:
        Verbose regular expressions: that of the front matter, and those of collections in it that
        have one of their own.

    Example:
        >>> from typing import Annotated
        >>> import attrs
        >>> from newsfeed.frontmatter import QUOTED
        >>> @attrs.define
        ... class Person:
        ...     name: Annotated[str, QUOTED]
        ...     born: int | None = None
        >>> print(grammar(schema_of(Person)))
        # front matter
        \-\-\-\n
        name:\ "(.*)"\n  # text
        (?:born:\ (-?(?:0|[1-9][0-9]{0,17}))\n)?+  # integer
        ---(?:\n|\Z)
    """
    root = root_pattern(schema.model, f"---{newline}")
    return "\n\n".join(_shown("front matter", root, set()))


def _shown(key: str, part: RecordPattern | ListPattern, shown: set[type[Any]]) -> Iterator[str]:
    if not part.inner:
        yield f"# {key}\n{part.source}"
    record = part.item if isinstance(part, ListPattern) else part
    if isinstance(record, RecordPattern) and record.schema.model not in shown:
        for name, inner in record.parts.items():
            if not isinstance(inner, ScalarPattern):
                yield from _shown(name, inner, shown | {record.schema.model})
