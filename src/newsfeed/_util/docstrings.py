"""What the docstring of a class says of it and of its arguments."""

import inspect
import re

_SECTION = re.compile(r"^(?:Args|Arguments|Attributes):\n((?:    .*\n|\n)*)", re.MULTILINE)
_ARGUMENT = re.compile(
    r"""
    ^ [ ]{4} (\w+) (?: [ ] \( [^)]* \) )? :   # its name, and its type where that is there too
    (.* (?: \n [ ]{5,} .* )* )                 # what is said of it, and the lines that go on
    """,
    re.MULTILINE | re.VERBOSE,
)


def summary(model: type) -> str:
    """Return the first paragraph of a docstring; an empty text without one.

    Example:
        >>> from newsfeed import Image
        >>> summary(Image)
        'A picture.'
    """
    first = _own(model).partition("\n\n")[0]
    return "" if _SECTION.match(f"{first}\n") else _one_line(first)


def arguments(model: type) -> dict[str, str]:
    """Return what is said of each argument, also in the docstrings of the classes it stands on.

    Example:
        >>> from newsfeed import Image
        >>> arguments(Image)["width"]
        'Its width in pixels.'
    """
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        section = _SECTION.search(f"{_own(each)}\n")
        for name, text in _ARGUMENT.findall(section[1] if section else ""):
            found[name] = _one_line(text)
    return found


def _own(model: type) -> str:
    return inspect.cleandoc(model.__dict__.get("__doc__") or "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
