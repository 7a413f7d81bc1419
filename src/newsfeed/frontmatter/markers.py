"""Markers for `Annotated`: properties of a field that its type hint cannot express."""

from enum import Enum, auto
from typing import NamedTuple


class Marker(Enum):
    """A marker without arguments."""

    QUOTED = auto()
    SECTION = auto()


QUOTED = Marker.QUOTED
"""The canonical form of the string is double-quoted; without the marker, unquoted if possible."""

SECTION = Marker.SECTION
"""The canonical form has an empty line before the key."""


class Key(NamedTuple):
    """A marker that sets the key of a field, if it is not the attribute's name in camel case.

    Args:
        name: The key, such as `_id`.
    """

    name: str


def camel_case(name: str) -> str:
    """Return the key of an attribute: `amp_web_url` -> `ampWebUrl`."""
    bare = name.lstrip("_")
    first, *rest = bare.split("_")
    return name[: -len(bare)] + first + "".join(word.capitalize() for word in rest)
