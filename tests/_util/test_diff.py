"""Differences of texts, which `git apply` takes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed._util.diff import diff


def changed(old: str, new: str) -> list[str]:
    """A difference without its two lines of names."""
    lines = list(diff(old, new, Path("tide.md")))
    assert lines[:2] == ["--- a/tide.md", "+++ b/tide.md"]
    return lines[2:]


def test_texts_that_are_the_same_have_no_difference() -> None:
    assert list(diff("a\n", "a\n", Path("tide.md"))) == list(diff("", "", Path("tide.md"))) == []


def test_a_name_with_blanks_ends_with_a_tab_as_patch_needs_it() -> None:
    assert list(diff("", "a\n", Path("a b.md")))[:2] == ["--- a/a b.md\t", "+++ b/a b.md\t"]


def test_a_change_stands_between_three_lines_of_context() -> None:
    old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
    expected = ["@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"]
    assert changed(old, old.replace("5", "five")) == expected


NO_NEWLINE = "\\ No newline at end of file"


@each(
    "old, new, expected",
    [
        ("a", "b\n", ["@@ -1 +1 @@", "-a", NO_NEWLINE, "+b"]),  # added
        ("a\n", "a", ["@@ -1 +1 @@", "-a", "+a", NO_NEWLINE]),  # removed
        ("", "a", ["@@ -0,0 +1 @@", "+a", NO_NEWLINE]),  # first line
        ("a\n", "", ["@@ -1 +0,0 @@", "-a"]),  # last line
        ("a\nb", "c\nb", ["@@ -1,2 +1,2 @@", "-a", "+c", " b", NO_NEWLINE]),  # in context
    ],
)
def test_a_last_line_without_line_end_is_marked(old: str, new: str, expected: list[str]) -> None:
    assert changed(old, new) == expected


def test_only_a_line_feed_ends_a_line() -> None:
    assert changed("a\r\nb\r\n", "a\r\nc\r\n") == ["@@ -1,2 +1,2 @@", " a\r", "-b\r", "+c\r"]
    odd = "a\x85b\u2028c\x0cd\re"
    assert changed(f"{odd}\n", f"{odd}f\n") == ["@@ -1 +1 @@", f"-{odd}", f"+{odd}f"]


LINES = st.lists(
    st.sampled_from(["a", "b", "", "-", "+a", " ", "\\", "a\r", "--- a", "+++ b", "@@ -1 +1 @@"])
    | st.sampled_from(["a\x85b", "a\u2028b", "a\x0cb", "é", "\t", "diff --git a b"]),
    max_size=12,
)  # fmt: skip


# An empty file is one that is not there, to git.
TEXTS = st.tuples(LINES, st.sampled_from(["", "\n"])).map(
    lambda drawn: "\n".join(["---", *drawn[0]]) + drawn[1]
)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
@examples(10)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=20, max_size=40))
def test_git_makes_the_new_text_of_the_old_one_and_the_difference(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("diffs")
    patch: list[str] = []
    for number, (old, new) in enumerate(pairs):
        (folder / f"{number}.md").write_bytes(old.encode())
        patch += diff(old, new, Path(f"{number}.md"))
    assert git_apply(folder, patch) == [new for _, new in pairs]


def git_apply(folder: Path, patch: list[str]) -> list[str]:
    """The texts of the files in a folder after a patch."""
    if patch:
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        text = "".join(f"{line}\n" for line in patch)
        subprocess.run(command, cwd=folder, input=text.encode(), check=True, capture_output=True)
    count = len(list(folder.iterdir()))
    return [(folder / f"{number}.md").read_bytes().decode() for number in range(count)]
