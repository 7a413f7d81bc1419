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
        split_text(text, limit)  # raises ParseError only if the front matter is too long
    model = read_canonical(text, schema, path)
    if model is None:
        from .yaml import read_yaml

        model = read_yaml(text, schema, limit).model
    elif schema.plain and schema.source and schema.path:
        return model  # the canonical reader has set both fields already
    set_origin(model, schema, text, path)
    return model
