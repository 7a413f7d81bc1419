"""Packages that only some need: the extras."""

from importlib import import_module
from typing import Any


def needed(module: str, extra: str, what: str) -> Any:
    """Import a module of an extra.

    Args:
        module: The module, such as `pyarrow.parquet`.
        extra: The extra that brings it.
        what: What needs it, for the error.

    Returns:
        The module.

    Raises:
        ImportError: If it is not installed, with the line that installs it.

    Example:
        >>> needed("nowhere", "arrow", "to_arrow")
        Traceback (most recent call last):
        ...
        ImportError: to_arrow needs nowhere, which is not installed. Install it with
            pip install 'newsfeed-frontmatter[arrow]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).partition(".")[0]
        line = f"    pip install 'newsfeed-frontmatter[{extra}]'"
        message = f"{what} needs {package}, which is not installed. Install it with\n{line}"
        raise ImportError(message, name=package) from None
