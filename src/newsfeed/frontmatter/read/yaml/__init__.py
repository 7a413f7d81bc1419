"""The YAML reader, which parses front matter in any YAML style and reports every problem."""

from typing import Any

from ....errors import KeyPath
from ...limits import LIMIT, max_nodes
from ...scalars import Kind
from ...schema import Schema, Type
from ...text.delimiters import split_text
from ..convert import Converter, converted
from ..nodes import Reading
from .composer import compose


def read_yaml(text: str, schema: Schema, limit: int = LIMIT) -> Reading:
    """Parse a document as YAML; raise ParseError with every problem found."""
    parts = split_text(text, limit, optional=schema.is_open)
    root = compose(parts, max_nodes(limit))
    return converted(parts, root, schema, limit)


def read_value(text: str, type_: Type, path: KeyPath = (), *, as_yaml: bool = False) -> Any:
    """Parse one value as written after a key, or raise ValueError.

    A string needs no quotes, unless it is read `as_yaml` like the others.
    """
    if type_.kind is Kind.TEXT and type_.conversion is None and not as_yaml:
        return text
    if text.lstrip().startswith("#"):
        raise ValueError("expected a value, found a comment; put it in quotes")
    parts = split_text(f"---\nvalue: {text}\n---\n")
    root = compose(parts, max_nodes(LIMIT))
    # A newline in the text could begin another pair, or fold into a longer value.
    if root is None or root.pairs is None or len(root.pairs) != 1 or "\n" in text:
        raise ValueError("expected one value on one line")
    converter = Converter(parts)
    return converter.checked(converter.value(type_, root.pairs[0][1], path))
