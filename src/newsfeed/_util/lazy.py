"""Regular expressions that are compiled on first use."""

import re
from typing import Any, cast


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
