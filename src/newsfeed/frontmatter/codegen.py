"""Compile functions that are written for one model."""

import linecache
import re
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

_NUMBERS = count(1)


def compiled(
    name: str, parameters: str, lines: list[str], names: dict[str, Any]
) -> Callable[..., Any]:
    """Return a function made from source code, as attrs makes `__init__`.

    Its source is registered with `linecache`, so that a traceback shows the line that failed.

    Args:
        name: Its name, such as `construct_Article`.
        parameters: Its parameters, as Python.
        lines: The statements of its body. Text from a file must be inserted by `repr`.
        names: The names that the body uses.

    Example:
        >>> compiled("add", "a, b", ["return a + b + c"], {"c": 3})(1, 2)
        6
    """
    name = re.sub(r"\W", "_", name)  # the name of a class may be any string
    source = "\n ".join([f"def {name}({parameters}):", *lines]) + "\n"
    file = f"<newsfeed {name} {next(_NUMBERS)}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    names = dict(names)
    exec(compile(source, file, "exec"), names)
    function: Callable[..., Any] = names[name]
    return function


def indented(lines: Iterable[str]) -> list[str]:
    """Return the statements of a block, indented."""
    return [f" {line}" for line in lines]
