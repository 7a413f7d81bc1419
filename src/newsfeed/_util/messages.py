"""Parts of error messages: shortened values and suggestions for misspelled names."""

from collections.abc import Collection, Iterable


def shortened(text: str, width: int = 60) -> str:
    """Return a string cut to `width` characters, with an ellipsis at the end if it is longer."""
    return text if len(text) <= width else f"{text[: width - 3]}..."


def first_line(error: Exception) -> str:
    """Return the first line of the message of an error, such as one of Arrow with many lines."""
    return str(error).partition("\n")[0]


def did_you_mean(name: str, known: Collection[str], cutoff: float = 0.85) -> str:
    """Return a suggestion to append to a message; empty if no known name is similar."""
    near = lookalike(name, known, cutoff)
    return f"; did you mean {near}?" if near else ""


def respelled(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs in case, hyphens and underscores alone, if any does."""
    letters = _letters(name)
    return next((each for each in known if _letters(each) == letters), None)


def lookalike(name: str, known: Collection[str], cutoff: float = 0.85) -> str | None:
    """Return the known name that has the same letters, or about six of seven in the same order.

    A lower `cutoff` is for a name that is wrong in any case.
    """
    from difflib import get_close_matches

    letters = {_letters(each): each for each in known}
    own = _letters(name)
    nearest = get_close_matches(own, letters, n=1, cutoff=cutoff)
    swapped = [each for each in letters if sorted(each) == sorted(own)]
    return letters[(nearest + swapped)[0]] if nearest or swapped else None


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
