"""Markers: properties of a field or of a class that a type hint cannot express."""

import keyword
from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple, TypeVar

import attrs

Model = TypeVar("Model", bound=type[Any])
Naming = Callable[[str], str]

SCHEMAS = "__newsfeed_schemas__"
"""The attribute of a model class with its schemas, by the arguments of a generic class."""

# The attribute of a class that contains the function of `keys`.
_NAMING = "__newsfeed_keys__"


Marker = Enum("Marker", ["QUOTED", "SECTION", "ONE_OR_MANY", "UTC"])
"""A marker without arguments, for `Annotated`."""

QUOTED = Marker.QUOTED
"""The canonical form of the string is double-quoted; without the marker, unquoted if possible."""

SECTION = Marker.SECTION
"""The canonical form has an empty line before the key."""

ONE_OR_MANY = Marker.ONE_OR_MANY
"""The list may be written as a single scalar, `tags: sea`, and null is an empty list.

A scalar is never split at commas. A list of one item keeps the form that it has in its source;
without source it is written as a list.
"""

UTC = Marker.UTC
"""A timestamp is in UTC if it is new, and in its old time zone if it changes."""


class Key(NamedTuple):
    """A marker that sets the key of a field, for `Annotated`.

    Args:
        name: The key, such as `_id`.
    """

    name: str


class As(NamedTuple):
    r"""A marker for `Annotated` that says how the values of any Python type are written.

    Args:
        type: The type hint of the written value, such as `str`.
        read: Returns the Python value of a written value. It may raise ValueError, whose message is
            reported with the line and column.
        write: Returns the written value of a Python value.

    Example:
        >>> from typing import Annotated
        >>> from ipaddress import IPv4Address
        >>> import attrs, newsfeed
        >>> @attrs.define
        ... class Server:
        ...     address: Annotated[IPv4Address, As(str, read=IPv4Address, write=str)]
        >>> newsfeed.parse("---\naddress: 192.0.2.1\n---\n", model=Server)
        Server(address=IPv4Address('192.0.2.1'))
    """

    type: Any
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


@attrs.frozen(order=True)
class Tagged:
    r"""A value with a tag of its own program, such as `!include x.yml`, which newsfeed never runs.

    `Document`, `extra` and fields with the hint `Any` may contain such values. JSON exports contain
    text with its tag, as in `"!include x.yml"`, but a list or a mapping without its tag.

    Args:
        tag: The tag, such as `!include` or `!<tag:example.com,2026:note>`.
        value: A string, also for `!t 3` and `!t`; or a list or a dict.

    Example:
        >>> import newsfeed
        >>> note = newsfeed.parse("---\ndate: !r Sys.Date()\n---\n", model=newsfeed.Document)
        >>> note["date"]
        Tagged(tag='!r', value='Sys.Date()')
    """

    tag: str
    value: Any


def keys(naming: str | Naming) -> Callable[[Model], Model]:
    r"""Return a class decorator that names the keys of a class and its subclasses.

    Without it, the key of a field is the name of its attribute, where an underscore after a Python
    keyword is dropped: the attribute `class_` has the key `class`.

    Args:
        naming: `camel` for keys such as `readTime`, `kebab` for `read-time`, or a function that
            returns the key of an attribute's name.

    Returns:
        A decorator that returns the class itself.

    Raises:
        TypeError: From the decorator, if the class has been used as a model before.
        ValueError: If there is no such naming.

    Example:
        >>> import attrs, newsfeed
        >>> @keys("kebab")
        ... @attrs.define
        ... class Note:
        ...     read_time: int
        >>> newsfeed.parse("---\nread-time: 4\n---\n", model=Note)
        Note(read_time=4)
    """
    function = _NAMINGS.get(naming) if isinstance(naming, str) else naming
    if not callable(function):
        raise ValueError(f"expected 'camel', 'kebab' or a function, found {naming!r}")

    def decorated(model: Model) -> Model:
        if SCHEMAS in vars(model):
            raise TypeError(f"{model.__name__}: its keys are in use; apply keys as a decorator")
        setattr(model, _NAMING, staticmethod(function))  # no method of the instances
        return model

    return decorated


def key_of(model: type[Any], name: str) -> str:
    """Return the key of an attribute of a model that has no `Key`."""
    bare = name[:-1] if name[-1:] == "_" and keyword.iskeyword(name[:-1]) else name
    name_key: Naming = getattr(model, _NAMING, str)
    return name_key(bare)


def _camel_case(name: str) -> str:
    """Return a name in camel case: `amp_web_url` -> `ampWebUrl`."""
    bare = name.lstrip("_")
    first, *rest = bare.split("_")
    return name[: len(name) - len(bare)] + first + "".join(word.capitalize() for word in rest)


def _kebab_case(name: str) -> str:
    """Return a name with hyphens: `read_time` -> `read-time`."""
    bare = name.lstrip("_")
    return name[: len(name) - len(bare)] + bare.rstrip("_").replace("_", "-")


_NAMINGS: dict[str, Naming] = {"camel": _camel_case, "kebab": _kebab_case}
