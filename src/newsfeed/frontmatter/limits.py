"""Limits on the size of front matter, which bound the run time and memory of any document."""

LIMIT = 1 << 20
"""The default maximum length of front matter, in code points."""

RAISE_LIMIT = "if the file is trusted, raise `limit`"

# A node, which is a key or a value, takes two code points or more: `max_nodes` allows as many.
MAX_UNCOUNTED = LIMIT // 5
"""The maximum length, in code points, of canonical front matter whose values are not counted."""

MAX_DEPTH = 100
"""The maximum number of nested collections."""

MAX_INDENT = 64
"""The maximum number of spaces before a line of a collection; the YAML reader reads deeper ones."""

MAX_KEY_LENGTH = 128
"""The maximum length of a key, above which the YAML reader reads it: it allows 1,024."""

MAX_PROBLEMS = 1_000
"""The maximum number of problems that are collected from one document."""

MAX_TAG_LENGTH = 100
"""The maximum length of a tag with its prefix expanded, in code points; each node stores one."""


def max_nodes(limit: int) -> int:
    """Return the maximum number of nodes in front matter of a maximum length, aliases expanded."""
    # A node takes about 400 bytes, so that one node per ten code points bounds the memory to a
    # multiple of the document's size. A limit below the default allows as many as the default.
    return max(limit, LIMIT) // 10
