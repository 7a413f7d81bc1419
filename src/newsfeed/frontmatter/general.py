"""The general way to read a text: as YAML, whatever its form."""

from typing import Any

from .composer import compose
from .envelope import Envelope, split
from .nodes import Node
from .reader import read_model
from .schema import Schema


def read_general(text: str, schema: Schema) -> tuple[Envelope, Node | None, Any]:
    """Read a text as YAML.

    Args:
        text: The whole text.
        schema: The schema of the model.

    Returns:
        Where its parts stand, the root of its nodes, or None for an empty block, and the instance
        of the model.

    Raises:
        ParseError: With every problem found.
    """
    envelope = split(text)
    root = compose(envelope)
    roles = {"body": text[envelope.body :]} if schema.body else {}
    return envelope, root, read_model(envelope, root, schema, roles)
