"""Spelling: which name was meant."""

from collections.abc import Collection


def lookalike(name: str, known: Collection[str]) -> str | None:
    """Find the known name that another one is a slip of.

    Args:
        name: The name that is not known.
        known: The known names.

    Returns:
        The nearest, if it is near: the same but for case, hyphens and underscores, or alike in
        about six letters of seven.

    Example:
        >>> lookalike("ampWeburl", ["webUrl", "ampWebUrl"]), lookalike("mood", ["title"])
        ('ampWebUrl', None)
    """
    from difflib import get_close_matches

    letters = {_letters(each): each for each in known}
    nearest = get_close_matches(_letters(name), letters, n=1, cutoff=0.85)
    return letters[nearest[0]] if nearest else None


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
