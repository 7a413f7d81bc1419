"""The summary and the argument descriptions in the docstring of a class."""

import inspect
import re

_SECTION = re.compile(r"^(?:Args|Arguments|Attributes):\n((?:    .*\n|\n)*)", re.MULTILINE)
_ARGUMENT = re.compile(
    r"""
    ^ [ ]{4} (\w+) (?: [ ] \( [^)]* \) )? :   # its name, and its type if given
    (.* (?: \n [ ]{5,} .* )* )                 # its description, and continuation lines
    """,
    re.MULTILINE | re.VERBOSE,
)


def summary(model: type) -> str:
    """Return the first paragraph of a class's docstring, or an empty string without one."""
    first = _own(model).partition("\n\n")[0]
    return "" if _SECTION.match(f"{first}\n") else _one_line(first)


def arguments(model: type) -> dict[str, str]:
    """Return the description of each argument of a class, including those of its base classes."""
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
