"""Regular expressions that are compiled when they are first used."""

import re
from typing import Any, cast


class _LazyPattern:
    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._arguments = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._arguments), name)
        setattr(self, name, value)  # the next look-up finds it without a call
        return value


def lazy_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern that is compiled on first use, so that importing its module costs nothing.

    The patterns of scalars and timestamps take 9 ms to compile, as long as half of the package
    takes to import, and canonical files need none of them.

    Example:
        >>> lazy_pattern("[0-9]+").fullmatch("42")
        <re.Match object; span=(0, 2), match='42'>
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
