"""The entry reader takes linear time, also without its limit for the length of front matter.

Each text is three times as long as the limit, so that what is quadratic would take minutes.
"""

import sys

import pytest
from entry_reader import document, entry_value
from loops import each

from newsfeed import Document
from newsfeed.frontmatter.limits import MAX_UNCOUNTED
from newsfeed.frontmatter.read import entries
from newsfeed.frontmatter.read.entries import nodes_of_entries
from newsfeed.frontmatter.read.entries.cutting import NotOwned
from newsfeed.frontmatter.text.delimiters import split_text

SIZE = 3 * MAX_UNCOUNTED // 2


def filled(piece: str, size: int = SIZE) -> str:
    return piece * (size // len(piece))


def numbered(pattern: str, count: int) -> str:
    return "".join(pattern.format(number) for number in range(count))


def deep(line: str) -> str:
    """Write lines below sixty keys, each below the one above it."""
    keys = "".join(f"{' ' * level}a:\n" for level in range(60))
    return keys + filled(f"{' ' * 60}{line}\n")


SPACES, LINES, COMMENTS = filled(" "), filled("\n"), filled("  # a\n")
OWNED = {
    "spaces in an unquoted scalar": f"x: a{SPACES}b\n  c",
    "spaces in a quoted scalar": f"x: 'a{SPACES}b\n  c'",
    "spaces in a double-quoted scalar": f'x: "a{SPACES}b\n  c"',
    "spaces after a scalar": f"x: a{SPACES}\ny: 'b'{SPACES}\nz: [c]{SPACES}",
    "spaces in flow": f"x: [a{SPACES},{SPACES}b{SPACES}]",
    "hashes after scalars": f"x: a{filled(' #')}\ny: 'b'{filled(' #')}",
    "comments": f"x:\n{COMMENTS}- b\n{COMMENTS}\ny: d",
    "comments at depth": deep("# a") + " " * 60 + "b: c",
    "empty lines": f"x: a\n{LINES}  b{LINES}\ny: |\n  c{LINES}\n  d",
    "lines of spaces": "x: 'a\n" + filled("  \n") + "b'\ny: >\n  a\n" + filled("  \n") + "  b",
    "lines of text": "x: a\n" + filled("  b c\n") + "y: 'd\n" + filled("e\n") + "'",
    "escapes": 'x: "' + filled("\\x41") + '"\ny: "' + filled("\\\\") + '"',
    "quotes": "x: '" + filled("''") + "'\ny: a" + filled("'"),
    "colons": f"x: {filled('a:')}b",
    "quotes at many keys": numbered("k{}: '\n", 10_000),
    "pairs in flow": f"x: {{{numbered('k{}: a, ', 20_000)}}}",
    "keys": numbered("k{}: a\n", 20_000),
}
LEFT = {
    "colons without a space": f"x: {filled('a:')}",
    "colons in a key": f"{filled('a:')} b",
    "spaces before a colon": f"x{SPACES}: a",
    "open quote above quotes": "x: '\n" + filled("''"),
    "open quote above escapes": 'x: "\n' + filled("\\\\"),
    "open brackets": filled("x: [a\n"),
    "brackets in brackets": f"x: {filled('[')}",
    "braces and quotes": filled("x: {a: ['\"\n"),
    "quotes in every order": filled("x: '[\"{'\"\n"),
    "open quotes in brackets": "x: [" + filled("'a'\""),
    "dashes": "x:\n" + filled("- "),
    "comments above a wrong line": f"x:\n{COMMENTS}y",
    "comments at depth above a wrong line": deep("# a") + "b",
}


@pytest.fixture(autouse=True)
def _without_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MAX_UNCOUNTED", sys.maxsize)


@each("name", OWNED)
def test_texts_made_to_take_long_are_read(name: str) -> None:
    text = document(OWNED[name])
    is_read = entry_value(text, Document) is not None
    assert is_read
    nodes_of_entries(split_text(text))


@each("name", LEFT)
def test_texts_made_to_take_long_are_left_to_the_yaml_reader(name: str) -> None:
    text = document(LEFT[name])
    assert entry_value(text, Document) is None
    with pytest.raises(NotOwned):
        nodes_of_entries(split_text(text))
