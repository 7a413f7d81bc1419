"""Folding: strings on several lines that readers join with spaces, as in `>` block scalars.

After a change, the lines before and after it stay. Here `closed` becomes `open again at last`:

    The harbour          The harbour
    is closed until  ->  is open again at
    the tide turns.      last until
                         the tide turns.
"""

import re
from collections.abc import Sequence

# The least width of new lines, in columns, where the old text has one line.
_WIDTH = 80


def refolded(old: Sequence[tuple[str, str]], new: str, first: str, indent: str) -> list[str]:
    """Return the lines that fold to a string; those of the old text stay where they can.

    The old lines come as they are written, and without indentation. New ones break only at single
    spaces, and a newline of the string is an empty line.
    """
    # Readers do not fold an indented line. No word is a space, so such a line never stays.
    rows = [[" "] if text.startswith((" ", "\t")) else _words(text or "\n") for _, text in old]
    words, lines = _words(new), [line for line, _ in old]
    width = max(map(len, lines)) if len(lines) > 1 else max(len(lines[0]), _WIDTH)
    kept, used = _count_kept(rows, words)
    rows, words = rows[kept:], words[used:]
    last, used = _count_kept([row[::-1] for row in rows[::-1]], words[::-1])
    changed = _wrapped(words[: len(words) - used], indent if kept else first, indent, width)
    if changed and not kept:
        lines[0] = indent + old[0][1]  # perhaps it is no longer the first
    return lines[:kept] + changed + lines[len(lines) - last :]


def _words(text: str) -> list[str]:
    """Return the words of a string, of which some may be empty, and its newlines."""
    return [word for line in re.split("(\n)", text) if line for word in line.split(" ")]


def _count_kept(rows: Sequence[list[str]], words: list[str]) -> tuple[int, int]:
    """Return with how many rows a list of words begins, and how many words these have."""
    kept = used = end = 0
    for count, row in enumerate(rows, 1):
        start, end = end, end + len(row)
        if words[start:end] != row:
            break
        if end == len(words) or _is_edge(words[end]):
            kept, used = count, end
    return kept, used


def _wrapped(words: list[str], first: str, indent: str, width: int) -> list[str]:
    """Return lines with words, of at most a width in columns where they can break."""
    lines: list[str] = []
    for word in words:
        if word == "\n":
            lines.append("")
        elif not (lines and lines[-1]):
            lines.append((indent if lines else first) + word)
        elif _is_edge(word) and _is_edge(lines[-1][-1]) and len(lines[-1]) + len(word) >= width:
            lines.append(indent + word)
        else:
            lines[-1] += " " + word
    return lines


def _is_edge(word: str) -> bool:
    """Return whether a line may begin or end with a word: readers may drop or keep other spaces."""
    return word != "" and word.strip(" \t") == word
