"""Which files of a folder are meant: `**/*.md`."""

import re
from collections.abc import Iterator
from fnmatch import translate
from itertools import pairwise

_TOKEN = re.compile(r"(?P<any>\*+)|(?P<one>\?)|(?P<set>\[!?\]?[^\]]*\])|(?P<self>.)", re.S)
_MAGIC = re.compile(r"[*?\[]")
_FOLDER = r"(?!\.)[^/]+/"
_END = r")\Z"


class Pattern:
    """A pattern of paths, as in a shell.

    A star stands for any part of a name, `?` for one character, `[ab]` and `[!ab]` for one of
    these or none of them, and a part `**` for any folders. Names that begin with a dot are meant
    only where the pattern has that dot. Case makes no difference, on any system.

    Args:
        text: The pattern, with slashes on every system.

    Example:
        >>> pattern = Pattern("**/*.md")
        >>> pattern.matches("2026/03/tide.md"), pattern.matches("2026/03/tide.jpg")
        (True, False)
        >>> Pattern("2026/*.md").may_hold("2025/")
        False
    """

    def __init__(self, text: str) -> None:
        # Several ** in a row mean what one does.
        pairs = pairwise(["", *text.split("/")])
        parts = [part for before, part in pairs if not before == part == "**"]
        self.text = text
        folders = parts if parts[-1] == "**" else parts[:-1]
        self._path = re.compile("".join(_parts(parts)), re.S | re.I)
        self._folder = re.compile(_folders(folders), re.S | re.I)

    def matches(self, path: str) -> bool:
        """Tell whether a file is meant, by its path in the folder."""
        return self._path.fullmatch(path) is not None

    def may_hold(self, folder: str) -> bool:
        """Tell whether a folder, its path with a slash behind it, may hold a file that is meant."""
        return self._folder.fullmatch(folder) is not None


def _parts(parts: list[str]) -> Iterator[str]:
    *folders, last = parts
    for part in folders:
        yield f"(?:{_FOLDER})*" if part == "**" else f"{_name(part)}/"
    yield f"(?:{_FOLDER})*(?!\\.)[^/]+" if last == "**" else _name(last)


def _folders(parts: list[str]) -> str:
    """Write the pattern of the folders on the way to what is meant."""
    if not parts:
        return ""
    if parts[0] == "**":
        return f"(?:{_FOLDER})*{_folders(parts[1:])}"
    return f"(?:{_name(parts[0])}/{_folders(parts[1:])})?"


def _name(part: str) -> str:
    hidden = "" if part.startswith(".") else r"(?!\.)"
    return hidden + "".join(map(_token, _TOKEN.finditer(part)))


def _token(token: re.Match[str]) -> str:
    if token["any"]:
        return "[^/]*"
    if token["one"]:
        return "[^/]"
    if token["set"]:
        return rf"(?!/){translate(token[0]).removeprefix('(?s:')[: -len(_END)]}"
    return re.escape(token[0])


def split_magic(path: str) -> tuple[str, str]:
    """Split a path into the folder before the first part that is a pattern, and the pattern.

    Args:
        path: The path, with slashes.

    Returns:
        The folder, with a slash behind it unless it is empty, and the pattern; that is empty if no
        part is one.

    Example:
        >>> split_magic("posts/2026-*/*.md")
        ('posts/', '2026-*/*.md')
    """
    magic = _MAGIC.search(path)
    if magic is None:
        return path, ""
    start = path.rfind("/", 0, magic.start()) + 1
    return path[:start], path[start:]
