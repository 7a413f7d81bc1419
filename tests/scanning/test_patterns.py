"""Patterns of paths, against a slow matcher that follows the documentation to the letter."""

import warnings
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed.scanning.patterns import Pattern, split_magic

_NAMES = st.text("abAB.x", min_size=1, max_size=4).filter(lambda name: name.strip("."))
_PATHS = st.lists(_NAMES, min_size=1, max_size=4).map("/".join)
_PARTS = st.one_of(
    st.sampled_from(["**", "*", "?*", "*.a", ".*", "[ab]*", "[!ab]*", "[]a]", "[", "[!]", "***"]),
    st.text("abB.*?[]!", min_size=1, max_size=5),
)
_PATTERNS = st.lists(_PARTS, min_size=1, max_size=4).map("/".join)


def slow(pattern: list[str], path: list[str]) -> bool:
    """Tell whether a path is meant, part by part."""
    if not pattern or not path:
        return not pattern and not path
    first, *rest = pattern
    is_visible = not path[0].startswith(".")
    if first != "**":
        is_meant = (is_visible or first.startswith(".")) and slow_name(first, path[0].lower())
        return is_meant and slow(rest, path[1:])
    if not rest:
        return all(not name.startswith(".") for name in path)
    return slow(rest, path) or (is_visible and slow(pattern, path[1:]))


def slow_name(pattern: str, name: str) -> bool:
    """Tell whether a name is meant, character by character."""
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(slow_name(pattern[1:], name[start:]) for start in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == "?":
        return slow_name(pattern[1:], name[1:])
    is_not = pattern.startswith("[!")
    start = 2 if is_not else 1
    end = pattern.find("]", start + 1) if pattern[0] == "[" else -1
    if end > 0:
        chosen = (name[0] in pattern[start:end].lower()) != is_not
        return chosen and slow_name(pattern[end + 1 :], name[1:])
    return pattern[0].lower() == name[0] and slow_name(pattern[1:], name[1:])


@example("[!]a]", "b")
@example("**/a/**", "a/a")
@example("[", "[")
@given(_PATTERNS, _PATHS)
@examples(500)
def test_a_pattern_means_what_its_documentation_says(pattern: str, path: str) -> None:
    assert Pattern(pattern).matches(path) == slow(pattern.split("/"), path.split("/"))


def folders_of(path: str) -> list[str]:
    """Every folder on the way to a file, a slash behind each."""
    return list(accumulate(f"{name}/" for name in path.split("/")[:-1]))


@given(_PATTERNS, _PATHS)
@examples(500)
def test_no_folder_on_the_way_to_a_file_that_is_meant_is_left_out(pattern: str, path: str) -> None:
    if Pattern(pattern).matches(path):
        assert all(map(Pattern(pattern).may_hold, folders_of(path)))


def test_a_hidden_folder_is_found_behind_any_folders() -> None:
    pattern = Pattern("**/.news/*.md")
    assert pattern.matches("a/.news/x.md")
    assert pattern.may_hold("a/")
    assert pattern.may_hold("a/.news/")
    assert not pattern.may_hold("a/.git/")


@each(
    "pattern, path, is_meant",
    [
        ("**/*.md", "x.md", True),
        ("**/*.md", "a/b/c/x.MD", True),
        ("**/*.MD", "x.md", True),
        ("**/*.md", ".md", False),
        ("**/*.md", ".x.md", False),
        ("**/*.md", "a/.b/x.md", False),
        ("**/*.md", "a/../x.md", False),
        ("**/.*.md", "a/.x.md", True),
        (".a/*.md", ".a/x.md", True),
        ("*.md", "a/x.md", False),
        ("**", "a/b", True),
        ("**", "a/.b", False),
        ("a/**", "a", False),
        ("**/a/**/x", "a/x", True),
        ("*.md", "two\nlines.md", True),
        ("?.md", "😀.md", True),
        ("?.md", "ab.md", False),
        ("[a-c].md", "b.md", True),
        ("[!a-c].md", "b.md", False),
        ("[^a].md", "^.md", True),
        ("[\\d].md", "\\.md", True),
        ("[\\d].md", "5.md", False),
        ("[[].md", "[.md", True),
        ("[]].md", "].md", True),
        ("(a|b)+$.md", "(a|b)+$.md", True),
        ("a.md", "a.md\n", False),
        ("axmd", "a.md", False),
        ("a.md", "axmd", False),
        ("É.md", "é.md", True),
        ("*.md", "\udcff.md", True),
        ("", "a", False),
    ],
)
def test_a_path_is_meant_or_not(pattern: str, path: str, is_meant: bool) -> None:
    assert Pattern(pattern).matches(path) == is_meant


@pytest.mark.parametrize("text", ["[b-a]", "**/[z-a]*"])
def test_a_set_that_runs_backwards_holds_nothing(text: str) -> None:
    assert not any(map(Pattern(text).matches, ["a", "b", "z", "-"]))


@pytest.mark.parametrize("text", ["[a&&b]", "[a||b]", "[a~~b]", "[a--b]"])
def test_no_set_is_taken_for_an_operation_on_sets(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Pattern(text).matches("b")


def test_a_set_never_holds_the_slash_between_two_names() -> None:
    assert not Pattern("a[+-9]b.md").matches("a/b.md")
    assert not Pattern("a[!x]b.md").matches("a/b.md")


def test_any_folders_may_stand_more_than_once() -> None:
    # A pattern that tried each way to share the folders out would take hours.
    pattern = Pattern("**/" * 6 + "*.md")
    assert not pattern.matches("a/" * 12 + "x.txt")
    assert pattern.matches("a/" * 12 + "x.md")


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("posts/2026-*/*.md", ("posts/", "2026-*/*.md")),
        ("*.md", ("", "*.md")),
        ("/*.md", ("/", "*.md")),
        ("a/b.md", ("a/b.md", "")),
        ("a/x[1]/b.md", ("a/", "x[1]/b.md")),
        ("s3://bucket/??/b.md", ("s3://bucket/", "??/b.md")),
        ("", ("", "")),
    ],
)
def test_a_glob_is_a_folder_and_a_pattern(path: str, parts: tuple[str, str]) -> None:
    assert split_magic(path) == parts
