"""Glob patterns for paths, such as `**/*.md`."""

import re
from fnmatch import translate
from itertools import pairwise

_TOKEN = re.compile(r"(?P<any>\*+)|(?P<one>\?)|(?P<set>\[!?\]?[^\]]*\])|.", re.S)
_WILDCARDS: dict[str | None, str] = {"any": "[^/]*", "one": "[^/]"}
_MAGIC = re.compile(r"[*?\[]")
_FOLDERS = r"(?:(?!\.)[^/]+/)*"


class Pattern:
    """A glob pattern for paths with slashes that ignores case on every system.

    `*` matches any part of a name, `?` one character, `[ab]` one of these characters, `[!ab]` any
    other, and the part `**` any number of folders. A leading dot of a name must be in the pattern.
    """

    def __init__(self, text: str) -> None:
        # Consecutive `**` parts match the same paths as one, but would backtrack.
        pairs = pairwise(["", *text.split("/")])
        parts = [part for before, part in pairs if not before == part == "**"]
        *folders, name = [*parts, "*"] if parts[-1] == "**" else parts
        steps = [_FOLDERS if folder == "**" else f"{_name(folder)}/" for folder in folders]
        # The folders on the way to a match: `a/b/*` becomes (?:a/(?:b/)?)?
        way = "".join(f"(?:{step}" for step in steps) + ")?" * len(steps)
        self.text = text
        self._path = re.compile("".join(steps) + _name(name), re.S | re.I)
        self._folder = re.compile(way, re.S | re.I)

    def matches(self, path: str) -> bool:
        """Return whether the path of a file matches."""
        return self._path.fullmatch(path) is not None

    def may_hold(self, folder: str) -> bool:
        """Return whether a folder, whose path ends in a slash, may contain a matching file."""
        return self._folder.fullmatch(folder) is not None

    def finds(self, path: str) -> bool:
        """Return whether a file matches and is in folders that may hold it, as `walk` asks."""
        folders = (path[: end.end()] for end in re.finditer("/", path))
        return all(map(self.may_hold, folders)) and self.matches(path)


def _name(part: str) -> str:
    hidden = "" if part.startswith(".") else r"(?!\.)"
    return hidden + "".join(map(_token, _TOKEN.finditer(part)))


def _token(token: re.Match[str]) -> str:
    if token["set"]:  # without the group and the end that `translate` adds: (?s:[ab])\Z
        return rf"(?!/){translate(token[0]).removeprefix('(?s:')[:-3]}"
    return _WILDCARDS.get(token.lastgroup) or re.escape(token[0])


def split_magic(path: str) -> tuple[str, str]:
    """Split a path before its first part with a wildcard: `a/b-*/*.md` into `a/` and `b-*/*.md`."""
    magic = _MAGIC.search(path)
    start = path.rfind("/", 0, magic.start()) + 1 if magic else len(path)
    return path[:start], path[start:]
