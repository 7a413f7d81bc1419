"""Functions compiled from source code that is generated for one model."""

import linecache
import re
import weakref
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

_NUMBERS = count(1)  # gives each generated function a file name of its own


def compiled(
    name: str, parameters: str, lines: list[str], names: dict[str, Any]
) -> Callable[..., Any]:
    """Return a function compiled from the statements of its body and the `names` they use.

    Strings that come from a file must be inserted into `lines` with `repr`.
    """
    name = re.sub(r"\W", "_", name)  # the name of a class may be any string
    source = "\n ".join([f"def {name}({parameters}):", *lines]) + "\n"
    # Register the source with linecache, as attrs does, so that tracebacks show the line.
    file = f"<newsfeed {name} {next(_NUMBERS)}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    names = dict(names)  # exec adds to it
    exec(compile(source, file, "exec"), names)
    function: Callable[..., Any] = names[name]
    weakref.finalize(function, linecache.cache.pop, file, None).atexit = False
    return function


def indented(lines: Iterable[str]) -> list[str]:
    """Return the statements of a nested block, indented by one space."""
    return [f" {line}" for line in lines]
