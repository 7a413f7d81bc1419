"""Spelling: which name was meant."""

from collections.abc import Collection


def lookalike(name: str, known: Collection[str]) -> str | None:
    """Find the known name that another one is a slip of.

    Args:
        name: The name that is not known.
        known: The known names.

    Returns:
        The nearest, if it is near: case, hyphens and underscores aside it has the same letters, or
        about six of seven in the same order.

    Example:
        >>> known = ["title", "webUrl", "ampWebUrl"]
        >>> [lookalike(name, known) for name in ("ampWeburl", "ttile", "mood")]
        ['ampWebUrl', 'title', None]
    """
    from difflib import get_close_matches

    letters = {_letters(each): each for each in known}
    own = _letters(name)
    nearest = get_close_matches(own, letters, n=1, cutoff=0.85)
    swapped = [each for each in letters if sorted(each) == sorted(own)]
    return letters[(nearest + swapped)[0]] if nearest or swapped else None


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
