"""The engine: front matter to models and back, without loss.

Its public names say in `Annotated` what a type hint cannot say about a field, and show what the
canonical form of a model is:

- `QUOTED`: the canonical form of a string is double-quoted.
- `SECTION`: an empty line comes before the key.
- `Key`: the key of a field, if it is not the attribute's name in camel case.
- `grammar`: the regular expressions that recognize the canonical form of a model.
"""

from .markers import QUOTED, SECTION, Key
from .read.canonical import grammar

__all__ = ["QUOTED", "SECTION", "Key", "grammar"]
