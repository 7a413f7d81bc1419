"""The front matter engine: parse YAML front matter into models and write it back losslessly.

The public names are markers for `Annotated` type hints, and a function that prints patterns:

- `QUOTED`: the canonical form of the string is double-quoted.
- `SECTION`: the canonical form has an empty line before the key.
- `Key`: the key of a field, if it is not the attribute's name in camel case.
- `grammar`: return the regular expressions that match the canonical form of a model.
"""

from .markers import QUOTED, SECTION, Key
from .read.canonical import grammar

__all__ = ["QUOTED", "SECTION", "Key", "grammar"]
