"""The canonical reader, which parses front matter in canonical form with regular expressions.

It returns None for a document that differs from canonical form in any character; another reader
then parses that document. Possessive quantifiers do not backtrack, so its run time is linear in the
length of the document, matched or not. `grammar` returns the regular expressions.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...._util.lazy import cached_in_owner
from ...limits import MAX_UNCOUNTED
from ...scalars import ScalarPattern
from ...schema import Schema, schema_of
from .characters import is_readable
from .construct import constructor
from .patterns import ListPattern, ModelPattern


def read_canonical(text: str, schema: Schema, path: Path | None = None) -> Any:
    """Return the instance that the YAML reader would return, or None if another must read it."""
    pattern = root_pattern(schema, text)
    match = match_canonical(pattern, text)
    return None if match is None else instance_of(pattern, match, path)


def instance_of(pattern: ModelPattern, match: re.Match[str], path: Path | None = None) -> Any:
    """Return the model instance for a match, or None if another reader must read it."""
    try:
        return constructor(pattern)(match, path)
    except Exception:
        # An invalid escape, an invalid date or a validator: the YAML reader reports the position.
        return None


def match_canonical(pattern: ModelPattern, text: str) -> re.Match[str] | None:
    """Match front matter with its delimiters; return None if another reader must read it."""
    match = pattern.regex.match(text)
    # Longer front matter may contain too many values, which the YAML reader counts.
    if match is None or match.end() > MAX_UNCOUNTED or not is_readable(match[0], pattern.newline):
        return None
    return match


def root_pattern(schema: Schema, text: str) -> ModelPattern:
    """Return the pattern of front matter with its delimiters, for the newline of a document."""
    return _root_patterns(schema)[text.startswith("---\r\n")]


@cached_in_owner
def _root_patterns(schema: Schema) -> list[ModelPattern]:
    """Return the patterns for LF and for CRLF, whose expressions are compiled on first use."""
    plain = schema.all_plain
    return [ModelPattern(schema, newline, plain, is_root=True) for newline in ("\n", "\r\n")]


def grammar(model: type[Any], newline: str = "\n") -> str:
    r"""Return the regular expressions that match a model's front matter in canonical form.

    Args:
        model: The class, such as `newsfeed.Article`.
        newline: The line ending, LF or CRLF.

    Returns:
        Verbose regular expressions, first that of the front matter, then those of the nested
        collections that are matched separately.

    Raises:
        TypeError: If the class cannot be a model.

    Example:
        >>> import attrs
        >>> @attrs.define
        ... class Page:
        ...     number: int
        ...     draft: bool = False
        >>> print(grammar(Page))
        # front matter
        \-\-\-\n
        number:\ (-?(?:0|[1-9][0-9]{0,17}))\n  # integer
        (?:draft:\ (true|false)\n)?+  # boolean
        ---(?:\n|\Z)
    """
    root = root_pattern(schema_of(model), f"---{newline}")
    return "\n\n".join(_sections("front matter", root, set()))


def _sections(key: str, pattern: ModelPattern | ListPattern, shown: set[Any]) -> Iterator[str]:
    """Yield each regular expression with its key as a comment, each model once per branch."""
    if not pattern.inlined:
        yield f"# {key}\n{pattern.source}"
    mapping = pattern.item if isinstance(pattern, ListPattern) else pattern
    if isinstance(mapping, ModelPattern) and mapping.schema.model not in shown:
        for name, inner in mapping.value_patterns.items():
            if not isinstance(inner, ScalarPattern):
                yield from _sections(name, inner, shown | {mapping.schema.model})
