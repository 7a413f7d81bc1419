"""The local proof, which reads back the new scalars instead of the whole new text.

The regular expression of canonical front matter matches line by line. An edited line keeps its key
or dash, stays one line, and matches again on its own. So all of it matches, with other groups for
the edited scalars only:

- No other field matches the line, since it begins with the key and its colon, or with the dash and
  them. It makes no difference whether fields are optional.
- The expression for several lines, such as those of a list, requires only the spaces at the start
  of each, or consists of the expressions of its lines.
- So there is one way to match the text, whether quantifiers are possessive or not.
- A line whose key has no pattern is in no canonical front matter.

A class that is not plain may derive other values from the new one, so it needs the full proof.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ...codegen import compiled
from ...limits import MAX_UNCOUNTED
from ...read.canonical.characters import NAMES
from ...read.canonical.compare import Change
from ...read.canonical.patterns import escaped
from ...scalars import ScalarPattern
from .in_place import scalar_edit


def proven_text(match: re.Match[str], newline: str, changes: list[Change]) -> str | None:
    """Return the source of a plain model with changed scalars, or None if that is not proven."""
    source = match.string
    parts, done = [], 0
    for change in changes:  # they are in the order of the text
        if type(change.now) is not type(change.was):
            return None
        try:
            start, end, text = scalar_edit(change)
            # No newline and no character that YAML forbids is printable.
            if not text.isprintable() or _reader(change.form, newline)(text) != change.now:
                return None
        except Exception:  # a value that cannot be written, or does not read back
            return None
        parts += [source[done:start], text]
        done = end
    new = "".join([*parts, source[done:]])
    return new if match.end() + len(new) - len(source) <= MAX_UNCOUNTED else None


@cache
def _reader(form: ScalarPattern, newline: str) -> Callable[[str], Any]:
    """Return the function that reads a scalar as its line does, or raises an exception."""
    line = f"{form.pattern}NEWLINE".replace("NEWLINE", escaped(newline))
    names = {**NAMES, "fullmatch": re.compile(line, re.VERBOSE).fullmatch}
    lines = [f"g1 = fullmatch(text + {newline!r})[1]", f"return {form.value.format('g1')}"]
    return compiled(f"read_{form.type}", "text", lines, names)
