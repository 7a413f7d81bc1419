"""The three readers, which parse a document into a model instance.

`canonical` parses machine-written files with one regular expression that is derived from the
schema. `entries` parses nearly every hand-written file, entry by entry. `yaml` parses all the rest
and reports every problem; it is imported on first use, because it needs PyYAML. The first two
return what the third would return, or leave the document to it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ..limits import LIMIT
from ..origin import set_origin
from ..schema import Schema
from ..text.delimiters import split_text
from .canonical import read_canonical


def read_model(text: str, schema: Schema, limit: int = LIMIT, path: Path | None = None) -> Any:
    """Parse a document into a model instance with its origin; raise ParseError for problems."""
    if len(text) > limit:
        # Raises ParseError if the front matter is too long.
        split_text(text, limit, optional=schema.is_open)
    instance = read_canonical(text, schema, path)
    if instance is None:
        instance = read_hand_written(text, schema, limit)
    elif schema.all_plain and schema.source and schema.path:
        return instance  # the canonical reader has set both fields already
    set_origin(instance, schema, text, path)
    return instance


def read_hand_written(text: str, schema: Schema, limit: int = LIMIT) -> Any:
    """Parse a document that is not in canonical form into a model instance without origin."""
    instance = _entry_reader()(text, schema)
    if instance is None:
        from .yaml import read_yaml

        instance = read_yaml(text, schema, limit).model
    return instance


@cache
def _entry_reader() -> Callable[[str, Schema], Any]:
    """Import the entry reader, which programs that read canonical documents do not need."""
    from .entries import read_entries

    return read_entries
