"""Optional dependencies: the extras of the package."""

from importlib import import_module
from typing import Any


def import_extra(module: str, extra: str, what: str) -> Any:
    """Import a module of an extra; if it is missing, the error shows how to install it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).partition(".")[0]
        line = f"    pip install 'newsfeed-frontmatter[{extra}]'"
        message = f"{what} needs {package}, which is not installed. Install it with\n{line}"
        raise ImportError(message, name=package) from None
