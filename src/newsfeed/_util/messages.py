"""Parts of messages: the name that was meant, and values that are cut."""

from collections.abc import Collection


def shortened(text: str, width: int = 60) -> str:
    """Return a text for a message, cut to so many characters.

    Example:
        >>> shortened("Harbour Post", width=10)
        'Harbour...'
    """
    return text if len(text) <= width else f"{text[: width - 3]}..."


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return the end of a message about an unknown name; empty if no known name is near.

    Example:
        >>> did_you_mean("ttile", ["title", "webUrl"])
        '; did you mean title?'
    """
    near = lookalike(name, known)
    return f"; did you mean {near}?" if near else ""


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
