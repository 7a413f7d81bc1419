"""The locations_in of a text: where each value stands, and how it is written."""

from collections.abc import Iterator
from typing import NamedTuple

from ...errors import KeyPath
from ..limits import LIMIT, most_values
from ..schema import Schema
from ..text.delimiters import Lines, split_text
from .canonical import match_canonical, root_pattern
from .nodes import Node

Position = tuple[int, int]
"""A line and a column, both one-based, in code points."""


class Location(NamedTuple):
    """A value of a text.

    Args:
        key: Where its key begins, or its value where that is an item.
        value: Where it begins itself.
        scalar: The text of a scalar, after folding and unescaping; None for other values.
        plain: Whether it is a scalar without quotes and without tag.
    """

    key: Position
    value: Position
    scalar: str | None
    plain: bool


def locations_in(text: str) -> dict[KeyPath, Location]:
    r"""List the values of a front matter.

    Args:
        text: The whole text; one that can be read.

    Returns:
        The values by their paths, in the order of the text, but for those behind a merge key.

    Raises:
        ParseError: If the text cannot be read.

    Example:
        >>> found = locations_in("---\ntitle: Rain\ntopics: [Weather]\n---\n")
        >>> list(found)
        [(), ('title',), ('topics',), ('topics', '[0]')]
        >>> found["title",].value
        (2, 8)
    """
    # What is canonical and right needs no locations_in, and so no PyYAML.
    from .yaml.composer import compose

    parts = split_text(text)
    # No text has more values than characters.
    root = compose(parts, max(most_values(LIMIT), len(text)))
    lines = Lines(text[: parts.closing])
    if root is None:
        return {}
    return {
        path: Location(
            lines.position(key.start),
            lines.position(value.start),
            value.value if value.is_scalar else None,
            value.is_scalar and not (value.style or value.tag),
        )
        for path, key, value in _walked((), root, root)
    }


def is_canonical(text: str, schema: Schema) -> bool:
    """Tell whether the keys of a text stand in canonical order and its values in canonical style.

    Words that need quotes, and the blank lines before sections, are not looked at.

    Args:
        text: The whole text, which can be read.
        schema: The schema of the model that it is read into.

    Returns:
        Whether they do; False as well for some texts that the recognizer leaves to others.
    """
    return match_canonical(root_pattern(schema.model, text), text) is not None


def _walked(path: KeyPath, key: Node, value: Node) -> Iterator[tuple[KeyPath, Node, Node]]:
    yield path, key, value
    for index, item in enumerate(value.items or ()):
        yield from _walked((*path, f"[{index}]"), item, item)
    for name, inner in value.pairs or ():
        yield from _walked((*path, name.value), name, inner)
