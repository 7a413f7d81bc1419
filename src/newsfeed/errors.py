"""What can go wrong, and where.

NewsfeedError
├── ParseError (ValueError)       a text is not an article: every problem found, each with its place
├── SerializeError (ValueError)   an article cannot be written so that it reads back as itself
└── ConflictError                 a file no longer holds the text that the article was read from
"""

import os
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import attrs

# A drive of Windows has one letter.
_URL = re.compile(r"\A[a-z][a-z0-9+.-]+:/(?=[^/])")
_SHOWN_PROBLEMS = 20
_SHOWN_WIDTH = 100
_LONGEST_PATH = 200


class Code(StrEnum):
    """The kinds of problem that reading a text can find; each says what should be."""

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
    TAG = "NF007", "A tag is one of YAML's own, and fits its value."
    KEY = "NF008", "A key is text."
    DUPLICATE_KEY = "NF009", "A key stands once."
    MISSING_KEY = "NF010", "A required key is there."
    TYPE = "NF011", "A value is of the type of its key."
    VALUE = "NF012", "A value is one that its model takes."
    SIZE = "NF013", "The front matter is no longer than any article needs."
    FILE = "NF014", "The file can be read."


@attrs.frozen
class Problem:
    """One thing that is wrong in a text.

    Args:
        code: A stable code such as `NF011`, one of `newsfeed.errors.Code`.
        message: What was expected, what was found and, where it helps, what to do.
        line: The line in the file, one-based; 0 for an article that has no text.
        column: The column in that line, one-based, in code points; 0 likewise.
        key: The path of the key, such as `related[2].images[0].width`; empty for the whole text.
    """

    code: str
    message: str
    line: int
    column: int
    key: str = ""


KeyPath = tuple[str, ...]
"""Keys, and zero-based indexes in brackets: `("images", "[0]", "url")`; `()` for the whole text."""


def problem_at(code: str, message: str, place: tuple[int, int], path: KeyPath) -> Problem:
    """Make a problem of a value; its message names the key first.

    Args:
        code: Its code.
        message: What was expected, what was found and, where it helps, what to do.
        place: Line and column, as in `Problem`.
        path: The keys and indexes that lead to the value.

    Returns:
        The problem.
    """
    key = key_path(path)
    return Problem(code, f"{key}: {message}" if key else message, *place, key)


def key_path(parts: KeyPath) -> str:
    """Write the path of a key, such as `related[2].images[0].width`.

    Args:
        parts: Keys, and zero-based indexes in brackets.

    Returns:
        The keys joined by dots, each index directly behind its key; cut in the middle where it is
        very long, since each of a thousand problems may have it.
    """
    path = ".".join(parts).replace(".[", "[")
    half = _LONGEST_PATH // 2
    return path if len(path) <= _LONGEST_PATH else f"{path[:half]}...{path[-half:]}"


class NewsfeedError(Exception):
    """The base of every error that the library raises on purpose."""


class ParseError(NewsfeedError, ValueError):
    r"""A text that cannot be read, with every problem found in it.

    Args:
        problems: The problems, in the order of their places; at least one.
        source: The text they were found in.
        path: The file it came from, if any.

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
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.source = source
        self.path = path

    def __str__(self) -> str:
        return "\n".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        lines = self.source.split("\n", max((problem.line for problem in self.problems), default=0))
        where = "<text>" if self.path is None else path_text(self.path)
        for problem in self.problems[:_SHOWN_PROBLEMS]:
            yield f"{where}:{problem.line}:{problem.column}: {problem.message}"
            yield from pointed_at(lines[problem.line - 1], problem.column)
        if len(self.problems) > _SHOWN_PROBLEMS:
            yield f"and {len(self.problems) - _SHOWN_PROBLEMS} more problems"


def unreadable(error: Exception, path: str | Path) -> ParseError:
    """Make the error of a file that cannot be read.

    Args:
        error: Why not.
        path: The file.

    Returns:
        The error, with one problem at the beginning of the file.
    """
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
    """A file that no longer holds the text that the article was read from.

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
    r"""Write a path as a text that can be encoded.

    Args:
        path: The path.

    Returns:
        The path, with slashes on every system; bytes in it that are not UTF-8 are shown as escapes,
        and a URL has both its slashes, of which a path keeps one.

    Example:
        >>> path_text(Path("s3://bucket/tide.md"))
        's3://bucket/tide.md'
    """
    text = str(path).replace(os.sep, "/")
    if not text.isascii():
        text = text.encode("utf-8", "backslashreplace").decode()
    return _URL.sub(r"\g<0>/", text) if ":/" in text else text


def pointed_at(line: str, column: int) -> Iterator[str]:
    """Show a line with a caret below the column, or the part of a long line around it.

    Args:
        line: The line.
        column: The column, one-based, in code points.

    Yields:
        Two lines, indented; none for a blank line.
    """
    first = max(0, column - 1 - _SHOWN_WIDTH // 2) if len(line) > _SHOWN_WIDTH else 0
    shown = line[first : first + _SHOWN_WIDTH].rstrip("\r")
    if shown.strip():
        printable = "".join(char if char.isprintable() else " " for char in shown)
        yield f"    {printable}"
        yield f"    {' ' * (column - 1 - first)}^"
