"""The two readers, which parse a document into a model instance.

`canonical` parses machine-written files with one regular expression that is derived from the
schema. `yaml` parses every other file and writes every error message; it is imported on first use,
because it needs PyYAML. Both readers return equal instances.
"""

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
        from .yaml import read_yaml

        instance = read_yaml(text, schema, limit).model
    elif schema.all_plain and schema.source and schema.path:
        return instance  # the canonical reader has set both fields already
    set_origin(instance, schema, text, path)
    return instance
