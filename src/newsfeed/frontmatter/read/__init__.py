"""Reading: from text to model. Two readers give one answer.

`canonical` reads machine-written files by one regular expression, derived from the schema. `yaml`
reads every other text, and words every error. It needs PyYAML, so it is loaded when first used.
"""

from pathlib import Path
from typing import Any

from ..limits import LIMIT
from ..origin import set_origin
from ..schema import Schema
from ..text.delimiters import split_text
from .canonical import read_canonical


def read_model(text: str, schema: Schema, limit: int = LIMIT, path: Path | None = None) -> Any:
    """Return the model instance of a text, with its origin.

    Args:
        text: The whole text.
        schema: The schema of the model.
        limit: The most code points that the front matter may have.
        path: The file of the text, if any.

    Raises:
        ParseError: With every problem found.
    """
    if len(text) > limit:
        split_text(text, limit)
    model = read_canonical(text, schema, path)
    if model is None:
        from .yaml import read_yaml

        model = read_yaml(text, schema, limit).model
    elif schema.plain and schema.source and schema.path:
        return model
    set_origin(model, schema, text, path)
    return model
