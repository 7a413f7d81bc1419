"""Functions made for a model, where a loop over its fields would cost as much as the work."""

from collections.abc import Callable, Iterable
from typing import Any


def compiled(arguments: str, lines: list[str], names: dict[str, Any]) -> Callable[..., Any]:
    """Compile a function, as attrs compiles `__init__`.

    Args:
        arguments: Its parameters, as Python.
        lines: The statements of its body; what a text says must come into them by `repr`.
        names: What the body refers to.

    Returns:
        The function.

    Example:
        >>> compiled("a, b", ["return a + b + c"], {"c": 3})(1, 2)
        6
    """
    names = dict(names)
    exec("\n ".join([f"def function({arguments}):", *lines]), names)
    function: Callable[..., Any] = names["function"]
    return function


def indented(lines: Iterable[str]) -> list[str]:
    """Indent the statements of a block."""
    return [f" {line}" for line in lines]
