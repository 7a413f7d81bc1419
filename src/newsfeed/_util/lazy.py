"""What is made on first use: values kept in the object they belong to, and regular expressions."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Owner = TypeVar("Owner")
Result = TypeVar("Result")


def cached_in_owner(function: Callable[[Owner], Result]) -> Callable[[Owner], Result]:
    """Cache the result of a function of one object as an attribute of that object."""
    # `functools.cache` would keep the object, and the model class behind it, forever.
    attribute = f"_{function.__name__}"

    @wraps(function)
    def cached(owner: Any) -> Any:
        if attribute not in owner.__dict__:
            owner.__dict__[attribute] = function(owner)
        return owner.__dict__[attribute]

    return cached


class _LazyPattern:
    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._arguments = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._arguments), name)
        setattr(self, name, value)  # the next access does not call __getattr__
        return value


def lazy_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern that is compiled on first use, so that its module imports fast."""
    # Compiling took most of the time of imports, and files in canonical form need no pattern.
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
