"""The files of a folder that a command works on: globs, exclude patterns and .gitignore files."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from .._util.extras import import_extra
from .patterns import Pattern

Rules = tuple[tuple[str, Any], ...]
"""Patterns of pathspec, each with its folder; the last one that matches decides."""


def rules_of(lines: Sequence[str], folder: str) -> Rules:
    """Parse lines of a .gitignore file of a folder, or raise ValueError for a wrong line.

    Folders are absolute paths with slashes, and end in a slash.
    """
    spec = import_extra("pathspec", "cli", "listing a folder").GitIgnoreSpec
    try:
        patterns = spec.from_lines(map(_below_x, lines)).patterns
    except (ValueError, re.error) as error:  # re.error for `[z-a]`, in pathspec before 1.1
        expected = "expected a pattern as in .gitignore"
        raise ValueError(f"{expected}, found {', '.join(lines)!r}") from error
    return tuple((folder, each) for each in patterns if each.include is not None)


def inside(rules: Rules, named: str) -> Rules:
    """Return the rules without those that exclude the folder `named` itself, unless it is empty."""
    if not (named and excludes(rules, named, above=True)):
        return rules
    return tuple(rule for rule in rules if not excludes((rule,), named, above=True))


def excludes(rules: Rules, path: str, *, above: bool = False) -> bool:
    """Return whether rules exclude a path, or a folder above it; a folder ends in a slash."""
    if above:
        return any(excludes(rules, path[: end.end()]) for end in re.finditer(r"/|\Z", path))
    for folder, pattern in reversed(rules):
        inner = f"x/{path.removeprefix(folder)}"
        found = pattern.match_file(inner) if path.startswith(folder) else None
        # pathspec also matches what is below a matching folder, and marks where that ends. For git
        # such a match does not count, so `!a/` does not take back what `*.md` excludes.
        if found and found.match.end(found.match.lastindex or 0) == len(inner):
            return bool(pattern.include)
    return False


def _below_x(line: str) -> str:
    """Return a line for paths below a folder x, since pathspec matches `*` alone in another way."""
    sign, text = ("!", line[1:]) if line.startswith("!") else ("", line)
    if line.startswith("#") or not text.strip("/ "):
        return line
    # `a/**` matches what is in a; pathspec would match a too.
    text = re.sub(r"(^|/)\*\*(/?)$", r"\1**/*\2", text)
    depth = "" if "/" in text.rstrip(" ").rstrip("/") else "**/"
    return f"{sign}/x/{depth}{text.lstrip('/')}"


class FileFilter(Pattern):
    """The files of a folder that match a glob, except those that a rule excludes.

    Globs match paths relative to the folder or to `base`, which is the folder or one above it. If
    the folder `is_named`, the rules of .gitignore files that exclude it do not apply.
    """

    def __init__(
        self,
        folder: str,
        globs: Sequence[str],
        base: str,
        excluded: Rules,
        *,
        gitignore: bool,
        is_named: bool,
    ) -> None:
        self.text: str = ", ".join(globs)
        self.left_out: Counter[str] = Counter()
        self.folder = folder
        self._globs = [Pattern(each) for each in globs]
        self._prefixes = {"", folder.removeprefix(base)}
        self._excluded = excluded
        self._gitignore = gitignore
        self._named = folder if is_named else ""
        self._top = _repository(folder)
        self._ignored: dict[str, Rules] = {}

    def matches(self, path: str) -> bool:
        """Return whether a file matches; count it if a rule excludes it."""
        return self._matches(path) and not self._excludes(path)

    def may_hold(self, folder: str) -> bool:
        """Return whether a folder may contain such files; count it if a rule excludes it."""
        may_hold = any(each.may_hold(p + folder) for each in self._globs for p in self._prefixes)
        return may_hold and not self._excludes(folder)

    def leaves_out(self, path: str) -> bool:
        """Return whether to skip a path that was named: the folder itself, or a file in it."""
        name = path.removeprefix(self.folder)
        rules = (*self._rules_in(self.folder), *self._excluded)
        return bool(name and not self._matches(name)) or excludes(rules, path, above=True)

    def _matches(self, path: str) -> bool:
        return any(each.matches(start + path) for each in self._globs for start in self._prefixes)

    def _excludes(self, path: str) -> bool:
        full = self.folder + path
        if excludes(self._excluded, full):
            self.left_out["exclude patterns"] += 1
        elif excludes(self._rules_in(parent(full)), full):
            self.left_out[".gitignore"] += 1
        else:
            return False
        return True

    def _rules_in(self, folder: str) -> Rules:
        """Return the rules of the .gitignore files that apply to the contents of a folder."""
        if not self._gitignore:
            return ()
        if folder not in self._ignored:
            # A repository in another one starts again.
            is_top = folder == self._top or os.path.lexists(f"{folder}.git")
            above = () if is_top else self._rules_in(parent(folder))
            self._ignored[folder] = (*above, *inside(_gitignore(folder), self._named))
        return self._ignored[folder]


def parent(path: str) -> str:
    """Return the folder that contains a file or folder, with a slash at the end."""
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def _repository(folder: str) -> str:
    """Return the root of the git repository that contains a folder, or else the folder."""
    above = folder
    while not os.path.lexists(f"{above}.git"):  # in a worktree or a submodule it is a file
        if parent(above) == above:
            return folder
        above = parent(above)
    return above


def _gitignore(folder: str) -> Rules:
    """Return the rules of the .gitignore file of a folder, if there is one."""
    path = Path(f"{folder}.gitignore")
    if not os.path.isfile(path):  # noqa: PTH113  # `Path.is_file` raises PermissionError
        return ()
    rules: list[tuple[str, Any]] = []
    # Bytes that are not UTF-8 are decoded in the same way as in file names.
    for line in path.read_bytes().decode("utf-8-sig", "surrogateescape").split("\n"):
        with suppress(ValueError):  # git skips such a line
            rules += rules_of([line], folder)
    return tuple(rules)
