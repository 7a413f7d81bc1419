"""Parts of messages: shortened values, suggestions for misspelled names, and numbered names."""

from collections.abc import Collection, Container, Iterable
from itertools import chain, count


def shortened(text: str, width: int = 60) -> str:
    """Return a string cut to `width` characters, with an ellipsis at the end if it is longer."""
    return text if len(text) <= width else f"{text[: width - 3]}..."


def first_line(error: Exception) -> str:
    """Return the first line of the message of an error, such as one of Arrow with many lines."""
    return str(error).partition("\n")[0]


def did_you_mean(name: str, known: Collection[str], cutoff: float = 0.85) -> str:
    """Return a suggestion to append to a message; empty if no known name has about its letters."""
    from difflib import get_close_matches

    letters = {_letters(each): each for each in known}
    own = _letters(name)
    nearest = get_close_matches(own, letters, n=1, cutoff=cutoff)
    nearest += [each for each in letters if sorted(each) == sorted(own)]
    return f"; did you mean {letters[nearest[0]]}?" if nearest else ""


def respelled(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs in case, hyphens and underscores alone, if any does."""
    letters = _letters(name)
    return next((each for each in known if _letters(each) == letters), None)


def distinct(
    names: Iterable[str], form: str = "{} ({})", reserved: Container[str] = ()
) -> list[str]:
    """Number repeated names, such as `Sea` and `Sea (2)`; no new name is a `reserved` one."""
    found: dict[str, None] = {}
    for name in names:
        numbered = (new for n in count(2) if (new := form.format(name, n)) not in reserved)
        found[next(each for each in chain([name], numbered) if each not in found)] = None
    return list(found)


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
