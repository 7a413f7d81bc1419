"""What the docstring of a class says of it and of its arguments."""

import inspect
import re

_ARGUMENTS = re.compile(r"^Args:\n((?:    .*\n|\n)*)", re.MULTILINE)
_ARGUMENT = re.compile(r"^    (\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)


def summary(model: type) -> str:
    """Return the first sentence of a docstring; an empty text without one.

    Example:
        >>> from newsfeed import Image
        >>> summary(Image)
        'A picture.'
    """
    return _one_line((_own(model)).partition("\n\n")[0])


def arguments(model: type) -> dict[str, str]:
    """Return what is said of each argument, also in the docstrings of the classes it stands on.

    Example:
        >>> from newsfeed import Image
        >>> arguments(Image)["width"]
        'Its width in pixels.'
    """
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        section = _ARGUMENTS.search(_own(each) + "\n")
        for name, text in _ARGUMENT.findall(section[1] if section else ""):
            found[name] = _one_line(text)
    return found


def _own(model: type) -> str:
    return inspect.cleandoc(model.__dict__.get("__doc__") or "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
