"""What the entry reader and the YAML reader make of the same document."""

import dataclasses
from decimal import Decimal
from typing import Any

import attrs
import pydantic
from strategies import exact

from newsfeed import ParseError
from newsfeed.frontmatter.limits import LIMIT
from newsfeed.frontmatter.read.entries import nodes_of_entries, read_entries
from newsfeed.frontmatter.read.entries.cutting import NotOwned
from newsfeed.frontmatter.read.nodes import Node
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.read.yaml.composer import compose
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.text.delimiters import split_text


def document(block: str) -> str:
    """Put lines between delimiters, above a body that looks like front matter."""
    return f"---\n{block}\n---\nkey: 'a\n"


def is_owned(text: str) -> bool:
    """Return whether the entry reader makes nodes of a document: then they are those of YAML."""
    parts = split_text(text, optional=True)
    try:
        root = nodes_of_entries(parts)
    except NotOwned:
        return False
    assert plain(root) == plain(compose(parts, LIMIT))
    return True


def plain(root: Node | None) -> Any:
    """Return every field of a node and of its children."""
    return root and attrs.asdict(root)


def entry_value(text: str, model: type[Any]) -> Any:
    """Return the instance that the entry reader reads, or None if it leaves it to the YAML one."""
    return read_entries(text, schema_of(model))


def yaml_value(text: str, model: type[Any]) -> Any:
    """Return the instance that the YAML reader reads, or None if it rejects the document."""
    try:
        return read_yaml(text, schema_of(model)).model
    except ParseError:
        return None


def exactly(value: Any) -> Any:
    """Return what makes two values the same, for tuples and instances of every kind of class too.

    Unlike for `strategies.exact`, the order of keys counts, and NaN is NaN.
    """
    if isinstance(value, pydantic.BaseModel):
        return type(value), exactly(dict(value))
    if dataclasses.is_dataclass(value):
        names = [each.name for each in dataclasses.fields(value)]
        return type(value), [exactly(getattr(value, name)) for name in names]
    if attrs.has(type(value)):
        names = [each.name for each in attrs.fields(type(value))]
        return type(value), [exactly(getattr(value, name)) for name in names]
    if isinstance(value, dict):
        return [(key, exactly(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [exactly(each) for each in value]
    return (type(value), repr(value)) if isinstance(value, float | Decimal) else exact(value)
