"""The general way to read a text: as YAML, whatever its form."""

from typing import Any

from ....errors import KeyPath
from ...limits import LIMIT, most_values
from ...scalars import Kind
from ...schema import Schema, Type
from ...text.delimiters import split_text
from ..nodes import Reading
from .composer import compose
from .convert import model_of_nodes, value_of_node


def read_yaml(text: str, schema: Schema, limit: int = LIMIT) -> Reading:
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
    parts = split_text(text, limit)
    root = compose(parts, most_values(limit))
    roles = {"body": text[parts.body :]} if schema.body else {}
    return Reading(parts, root, model_of_nodes(parts, root, schema, roles), limit)


def read_value(text: str, type_: Type, path: KeyPath = ()) -> Any:
    """Read a value as it would stand behind a key.

    Args:
        text: The value: a text as it stands, all else as YAML on one line.
        type_: What the value may be.
        path: The keys and indexes that lead to it, for errors.

    Returns:
        The value; None for null.

    Raises:
        ParseError: If it is not such a value.
        ValueError: If it is more than a value.

    Example:
        >>> read_value("[Sea, Clocks]", Type(Kind.LIST, item=Type(Kind.TEXT)))
        ['Sea', 'Clocks']
    """
    if type_.kind is Kind.TEXT:
        return text
    if text.lstrip().startswith("#"):
        raise ValueError("expected a value, found a comment; put it in quotes")
    parts = split_text(f"---\nvalue: {text}\n---\n")
    root = compose(parts, most_values(LIMIT))
    if root is None or root.pairs is None or len(root.pairs) != 1 or "\n" in text:
        raise ValueError("expected one value on one line")
    return value_of_node(parts, root.pairs[0][1], type_, path)
