"""The front matter engine: parse YAML front matter into models and write it back losslessly.

The public names are markers for `Annotated` type hints and for classes, the class `Tagged` for
values with tags, and `grammar`, which prints patterns.
"""

from .markers import ONE_OR_MANY, QUOTED, SECTION, UTC, As, Key, Tagged, keys
from .read.canonical import grammar

__all__ = ["ONE_OR_MANY", "QUOTED", "SECTION", "UTC", "As", "Key", "Tagged", "grammar", "keys"]
