"""Parts of error messages: shortened values and suggestions for misspelled names."""

from collections.abc import Collection


def shortened(text: str, width: int = 60) -> str:
    """Return a string cut to `width` characters, with an ellipsis at the end if it is longer."""
    return text if len(text) <= width else f"{text[: width - 3]}..."


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a suggestion to append to a message; empty if no known name is similar.

    Example:
        >>> did_you_mean("ttile", ["title", "webUrl"])
        '; did you mean title?'
    """
    near = lookalike(name, known)
    return f"; did you mean {near}?" if near else ""


def lookalike(name: str, known: Collection[str]) -> str | None:
    """Return the known name that is most similar to an unknown one, if any is.

    Case, hyphens and underscores aside, it has the same letters in any order, or about six of seven
    letters in the same order.
    """
    from difflib import get_close_matches

    letters = {_letters(each): each for each in known}
    own = _letters(name)
    nearest = get_close_matches(own, letters, n=1, cutoff=0.85)
    swapped = [each for each in letters if sorted(each) == sorted(own)]
    return letters[(nearest + swapped)[0]] if nearest or swapped else None


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
