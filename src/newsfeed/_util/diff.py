"""Differences between two texts, as `diff -u` and git show them."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import PurePath

# Only LF ends a line here, as for git; `splitlines` knows nine others.
_LINE_OF_TEXT = re.compile(r"[^\n]*\n|[^\n]+")


def diff(old: str, new: str, path: PurePath) -> Iterator[str]:
    r"""Show how a file changes, in the unified format, three lines of context around each change.

    Args:
        old: What it holds.
        new: What it shall hold.
        path: Its path, shown with slashes on every system; of an absolute one that from the root,
            since no patch names another.

    Yields:
        The lines without line ends, a CR before them kept; none if the texts are the same.

    Example:
        >>> print(*diff("heat: 12\n", "heat: 13\n", PurePath("tide.md")), sep="\n")
        --- a/tide.md
        +++ b/tide.md
        @@ -1 +1 @@
        -heat: 12
        +heat: 13
    """
    lines = _LINE_OF_TEXT.findall(old), _LINE_OF_TEXT.findall(new)
    name = path.relative_to(path.anchor).as_posix()
    # As git has it, `patch` finds the end of a name with blanks by the tab.
    name = f"{name}\t" if " " in name else name
    for line in unified_diff(*lines, f"a/{name}", f"b/{name}", lineterm="\n"):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
