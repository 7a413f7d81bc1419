"""The front matter engine: parse YAML front matter into models and write it back losslessly.

The public names are markers for `Annotated` type hints and for classes, and a function that prints
patterns:

- `QUOTED`: the canonical form of the string is double-quoted.
- `SECTION`: the canonical form has an empty line before the key.
- `ONE_OR_MANY`: a list that may be written as a single scalar.
- `UTC`: the datetime is written in UTC, whatever its offset is.
- `Key`: the key of a field.
- `As`: the written form of any Python type.
- `Tagged`: a value with a tag of its own, such as `!include x.yml`.
- `keys`: a class decorator that names the keys, in camel case for example.
- `grammar`: return the regular expressions that match the canonical form of a model.
"""

from .markers import ONE_OR_MANY, QUOTED, SECTION, UTC, As, Key, Tagged, keys
from .read.canonical import grammar

__all__ = ["ONE_OR_MANY", "QUOTED", "SECTION", "UTC", "As", "Key", "Tagged", "grammar", "keys"]
