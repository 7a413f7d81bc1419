"""Unified diffs of two strings, as `diff -u` and git show them."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import PurePath

# Only LF ends a line, as in git; `str.splitlines` also splits at nine other characters.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def diff(old: str, new: str, path: PurePath) -> Iterator[str]:
    """Yield the lines of a unified diff of a file's contents, each without its LF."""
    lines = _LINE.findall(old), _LINE.findall(new)
    # Relative to the root, since `patch` rejects absolute paths.
    name = path.relative_to(path.anchor).as_posix()
    # Like git, end a name that contains spaces with a tab, so that `patch` finds its end.
    name = f"{name}\t" if " " in name else name
    for line in unified_diff(*lines, f"a/{name}", f"b/{name}", lineterm="\n"):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
