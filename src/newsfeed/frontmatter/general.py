"""The general way to read a text: as YAML, whatever its form."""

from typing import Any, NamedTuple

from .composer import compose
from .envelope import Envelope, split
from .limits import LIMIT, most_values
from .nodes import Node
from .reader import read_model
from .schema import Schema


class Reading(NamedTuple):
    """What a text was read as.

    Args:
        envelope: The text, and where its parts stand.
        root: The root of its nodes, or None for an empty block.
        model: The instance of the model.
        limit: How many code points its front matter was allowed.
    """

    envelope: Envelope
    root: Node | None
    model: Any
    limit: int


def read_general(text: str, schema: Schema, limit: int = LIMIT) -> Reading:
    """Read a text as YAML.

    Args:
        text: The whole text.
        schema: The schema of the model.
        limit: How many code points the front matter may have.

    Returns:
        What it was read as.

    Raises:
        ParseError: With every problem found.
    """
    envelope = split(text, limit)
    root = compose(envelope, most_values(limit))
    roles = {"body": text[envelope.body :]} if schema.body else {}
    return Reading(envelope, root, read_model(envelope, root, schema, roles), limit)
