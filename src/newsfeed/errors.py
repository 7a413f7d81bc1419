"""Errors and problems.

NewsfeedError
├── ParseError (ValueError)       a file cannot be read: every problem found, with its position
├── SerializeError (ValueError)   an article cannot be written so that it reads back as itself
└── ConflictError                 a file has changed since its article was read
"""

import os
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import attrs

# A URL scheme has two letters or more: one letter is a drive on Windows.
_URL = re.compile(r"\A[a-z][a-z0-9+.-]+:/(?=[^/])")
_SHOWN_PROBLEMS = 20  # problems in the text of one error
_SHOWN_WIDTH = 100  # characters of a line that is quoted
_LONGEST_PATH = 200  # characters of the path of a key


class Code(StrEnum):
    """The kinds of problem that parsing can find; each has the rule that is broken."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> "Code":  # noqa: D102  # as for any enum
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    ENCODING = "NF001", "The file is in UTF-8."
    FENCE = "NF002", "The front matter stands between two fences."
    CHARACTER = "NF003", "The front matter holds only characters that YAML can."
    SYNTAX = "NF004", "The front matter is one YAML document."
    DEPTH = "NF005", "The front matter is nested at most 100 levels deep."
    ALIAS = "NF006", "An alias stands for an anchor before it."
    TAG = "NF007", "In a typed field, a tag is one of YAML's own and fits its value."
    KEY = "NF008", "A key is text."
    DUPLICATE_KEY = "NF009", "A key stands once."
    MISSING_KEY = "NF010", "A required key is there."
    TYPE = "NF011", "A value is of the type of its key."
    VALUE = "NF012", "A value is one that its model takes."
    SIZE = "NF013", "The front matter is no longer than any article needs."
    FILE = "NF014", "The file can be read."


@attrs.frozen
class Problem:
    """A problem in a file.

    Args:
        code: A stable code such as `NF011`, of `newsfeed.errors.Code` or `newsfeed.checks.RULES`.
        message: What was expected, what was found and, where it helps, what to do.
        line: The line in the file, one-based; 0 for an article without source.
        column: The column in that line, one-based, in code points; 0 likewise.
        key: The path of the key, such as `related[2].images[0].width`; empty for the whole file.
        path: The path of the file, if any.
    """

    code: str
    message: str
    line: int
    column: int
    key: str = ""
    path: Path | None = None


KeyPath = tuple[str, ...]
"""Keys, and zero-based indexes in brackets: `("images", "[0]", "url")`; `()` for the whole text."""


def problem_at(
    code: str, message: str, place: tuple[int, int], path: KeyPath, file: Path | None = None
) -> Problem:
    """Return the problem of a value at a line and column; its message names the key first."""
    key = key_path(path)
    return Problem(code, f"{key}: {message}" if key else message, *place, key, file)


def key_path(parts: KeyPath) -> str:
    """Return the path of a key as a string, such as `related[2].images[0].width`."""
    # A very long path is cut in the middle, since each of a thousand problems may contain it.
    path = ".".join(parts).replace(".[", "[")
    half = _LONGEST_PATH // 2
    return path if len(path) <= _LONGEST_PATH else f"{path[:half]}...{path[-half:]}"


class NewsfeedError(Exception):
    """The base of every error that the library raises on purpose."""


class ParseError(NewsfeedError, ValueError):
    r"""A file that cannot be read, with every problem found in it.

    Args:
        problems: The problems, in the order of their positions; at least one.
        source: The contents of the file.
        path: The file, if any.

    Example:
        >>> import newsfeed
        >>> try:
        ...     newsfeed.parse("---\ntitle: Rain\nheat: hot\n---\n")
        ... except newsfeed.ParseError as error:
        ...     print(error)
        <text>:3:7: heat: expected an integer, found 'hot'
            heat: hot
                  ^
    """

    def __init__(
        self, problems: Sequence[Problem], source: str = "", path: Path | None = None
    ) -> None:
        super().__init__(problems, source, path)
        known = (attrs.evolve(each, path=each.path or path) for each in problems)
        self.problems: tuple[Problem, ...] = tuple(known)
        self.source = source
        self.path = path

    def __str__(self) -> str:
        lines = self.source.split("\n", max((problem.line for problem in self.problems), default=0))
        where = "<text>" if self.path is None else path_text(self.path)
        shown: list[str] = []
        for problem in self.problems[:_SHOWN_PROBLEMS]:
            shown.append(f"{where}:{problem.line}:{problem.column}: {problem.message}")
            # The text may be unknown, as that of an error in a table is.
            shown += pointed_at("".join(lines[problem.line - 1 : problem.line]), problem.column)
        if len(self.problems) > _SHOWN_PROBLEMS:
            shown.append(f"and {len(self.problems) - _SHOWN_PROBLEMS} more problems")
        return "\n".join(shown)


def unreadable(error: Exception, path: str | Path) -> ParseError:
    """Return the error of a file that the operating system, or an archive, cannot read."""
    said = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    problem = Problem(Code.FILE, f"the file cannot be read: {said}", 1, 1)
    return ParseError([problem], "", Path(path))


class SerializeError(NewsfeedError, ValueError):
    """An article that cannot be written so that it reads back as itself.

    Args:
        message: What was expected, what was found and, where it helps, what to do.
        key: The path of the key, such as `related[2].images[0].width`; empty for the whole article.
        path: The file that the article came from, if any.
    """

    def __init__(self, message: str, key: str = "", path: Path | None = None) -> None:
        super().__init__(message, key, path)
        self.message = message
        self.key = key
        self.path = path

    def __str__(self) -> str:
        return ": ".join(str(part) for part in (self.path, self.key, self.message) if part)


class ConflictError(NewsfeedError):
    """A file that has changed since its article was read.

    Args:
        message: What was found and what to do.
        path: The file.
    """

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def path_text(path: Path) -> str:
    """Return a path as a string that can be encoded, with slashes on every system."""
    text = str(path).replace(os.sep, "/")
    if not text.isascii():
        text = text.encode("utf-8", "backslashreplace").decode()
    # `s3:/bucket` gets back the slash that a path loses.
    return _URL.sub(r"\g<0>/", text) if ":/" in text else text


def pointed_at(line: str, column: int) -> Iterator[str]:
    """Yield a line that is not blank, or its part around a one-based column, and a caret below."""
    first = max(0, column - 1 - _SHOWN_WIDTH // 2) if len(line) > _SHOWN_WIDTH else 0
    shown = line[first : first + _SHOWN_WIDTH].rstrip("\r")
    if shown.strip():
        yield "    " + "".join(char if char.isprintable() else " " for char in shown)
        yield f"    {' ' * (column - 1 - first)}^"
