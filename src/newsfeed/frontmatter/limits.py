"""How much a front matter may hold: this bounds the time and the memory that any text can take."""

LIMIT = 1 << 20
"""How many code points a front matter may have by default."""

RAISE_LIMIT = "if the file is trusted, raise `limit`"

SHORT = LIMIT // 5
"""How many code points of canonical form cannot hold too many values: each takes more than two."""

DEEPEST = 100
"""How many levels of collections a front matter may have."""

MOST_PROBLEMS = 1_000
"""How many problems of one text are collected."""

LONGEST_TAG = 100
"""How many code points a tag may have, its prefix written out; each node holds its own."""


def most_values(limit: int) -> int:
    """Tell how many values a front matter may hold, and its aliases may stand for.

    Args:
        limit: How many code points it may have.

    Returns:
        One for ten code points, as a node takes some 400 bytes and a text may cost twenty times its
        own; but never fewer than by default.
    """
    return max(limit, LIMIT) // 10
