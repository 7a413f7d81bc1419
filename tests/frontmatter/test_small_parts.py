"""The small parts: differences, slips of the pen, ambiguous words, zones, single values."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from strategies import exact, examples

from newsfeed import Image, ParseError
from newsfeed._util.diff import diff
from newsfeed._util.messages import lookalike
from newsfeed.frontmatter.read.yaml import read_value
from newsfeed.frontmatter.scalars import Kind, is_ambiguous
from newsfeed.frontmatter.schema import ANYTHING, Type
from newsfeed.frontmatter.timestamps import has_zone

# --- Differences ----------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("a", "b\n", ["@@ -1 +1 @@", "-a", NO_NEWLINE, "+b"], id="added"),
        pytest.param("a\n", "a", ["@@ -1 +1 @@", "-a", "+a", NO_NEWLINE], id="removed"),
        pytest.param("", "a", ["@@ -0,0 +1 @@", "+a", NO_NEWLINE], id="first line"),
        pytest.param("a\n", "", ["@@ -1 +0,0 @@", "-a"], id="last line"),
        pytest.param(
            "a\nb", "c\nb", ["@@ -1,2 +1,2 @@", "-a", "+c", " b", NO_NEWLINE], id="in context"
        ),
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


# --- Slips of the pen -----------------------------------------------------------------------------

KNOWN = ["title", "webUrl", "ampWebUrl", "width", "height", "publishedDateTime", "topics"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("web_url", "webUrl"),
        ("Web-URL", "webUrl"),
        ("ampweburl", "ampWebUrl"),
        ("topic", "topics"),
        ("ttile", "title"),
        ("heihgt", "height"),
        ("publishDateTime", "publishedDateTime"),
        ("title", "title"),
        ("mood", None),
        ("weight", None),
        ("url", None),
        ("", None),
        ("--", None),
    ],
)
def test_a_slip_is_taken_for_the_known_name_that_it_is_near(
    name: str, expected: str | None
) -> None:
    assert lookalike(name, KNOWN) == expected


def test_where_no_name_is_known_none_is_meant() -> None:
    assert lookalike("title", []) is None


# --- Ambiguous words ------------------------------------------------------------------------------

SAME = [
    *("true", "True", "FALSE", "null", "Null", "~", "0", "12", "-3", "+3", "0x1F", "1.5", ".5"),
    *("1.", "1.5e+3", ".inf", "-.INF", ".nan", "2026-03-14", "2026-03-14T09:30:00Z"),
    *("Sea", "no!", "yes.no", "1:60", "0.0.1", "1-2", "0xG", "0o9"),
]  # fmt: skip
DIFFERENT = [
    *("yes", "Yes", "NO", "no", "on", "Off", "0123", "09", "0o17", "10:00", "1:30:45", "190:20:30"),
    *("1e3", "1.0e3", "1e-3", "12e03", "-.5", "+.5"),
]  # fmt: skip
# What these two readers take alike, but others for something else: that of Ruby, or one that keeps
# to the letter of YAML 1.1 or 1.2.
DIFFERENT_ELSEWHERE = [
    *("y", "N", "tRue", "007", "0b101", "1_000", "1,000", "685_230.15", "0x_1F", "2026-3-4", "_"),
    *("=", "<<"),
]  # fmt: skip


def values(word: str) -> list[Any]:
    """What a reader of YAML 1.1 and one of YAML 1.2 take a word for."""
    return [exact(yaml.safe_load(word)), exact(YAML(typ="safe", pure=True).load(word))]


@pytest.mark.parametrize("word", SAME)
def test_a_word_that_all_readers_take_alike_is_not_ambiguous(word: str) -> None:
    first, second = values(word)
    assert first == second or word == ".nan"
    assert not is_ambiguous(word)


@pytest.mark.parametrize("word", DIFFERENT)
def test_a_word_that_readers_take_for_different_values_is_ambiguous(word: str) -> None:
    first, second = values(word)
    assert first != second
    assert is_ambiguous(word)
    assert is_ambiguous(word, is_text=True)


@pytest.mark.parametrize("word", DIFFERENT_ELSEWHERE)
def test_a_word_that_other_readers_take_for_something_else_is_ambiguous(word: str) -> None:
    if word not in ("=", "<<"):
        first, second = values(word)
        assert first == second
    assert is_ambiguous(word)


def test_a_date_is_ambiguous_where_a_text_is_meant_and_a_number_is_not() -> None:
    dates = ["2026-03-14", "2026-03-14T09:30:00Z"]
    words = [*dates, "3", "1.5", "true", "~", ""]
    assert [word for word in words if is_ambiguous(word, is_text=True)] == dates


# --- Zones ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14T09:30:00Z", True),
        ("2026-03-14t09:30:00.5z", True),
        ("2026-03-14 09:30 -0800", True),
        ("2026-03-14 09:30:00 +1", True),
        ("2026-03-14 09:30:00 UTC", True),
        ("2026-03-14 09:30 PST", True),
        ("20260314T093000+0100", True),
        ("2026-W11-6T09:30Z", True),
        ("Sat, 14 Mar 2026 09:30:00 GMT", True),
        ("14 March 2026 09:30 -08:00", True),
        ("2026-03-14", False),
        ("2026-3-14 9:30", False),
        ("2026-03-14T09:30:00.123", False),
        ("20260314T093000", False),
        ("2026-W11-6", False),
        ("14 March 2026", False),
        ("Sat, 14 Mar 2026 09:30:00", False),
    ],
)
def test_a_timestamp_has_a_zone_if_its_text_says_one(text: str, expected: bool) -> None:
    assert has_zone(text) is expected


@pytest.mark.parametrize("text", ["soon", "~", "01/02/2026", "2026-W99-1"])
def test_what_is_no_timestamp_has_neither(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        has_zone(text)


# --- Single values --------------------------------------------------------------------------------

LIST = Type(Kind.LIST, item=Type(Kind.TEXT))
IMAGE = Type(Kind.MODEL, model=Image)


@pytest.mark.usefixtures("each_loader")
@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        pytest.param(" a: [b\n", Type(Kind.TEXT), " a: [b\n", id="text as it stands"),
        pytest.param("", Type(Kind.TEXT), "", id="empty text"),
        pytest.param("0x1F", Type(Kind.INTEGER), 31, id="integer"),
        pytest.param("~", Type(Kind.INTEGER), None, id="null"),
        pytest.param("", LIST, None, id="nothing"),
        pytest.param("  [Sea, 'Moon: 3']  # two", LIST, ["Sea", "Moon: 3"], id="list and comment"),
        pytest.param("{url: a, b: 3}", IMAGE, Image("a", extra={"b": 3}), id="record"),
        pytest.param("{a: [1, NO]}", ANYTHING, {"a": [1, "NO"]}, id="anything"),
        pytest.param("&a [1, 2]", ANYTHING, [1, 2], id="anchor"),
        pytest.param("|", ANYTHING, "", id="empty block scalar"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_would_stand_behind_a_key(
    text: str, type_: Type, expected: Any
) -> None:
    assert exact(read_value(text, type_)) == exact(expected)


@pytest.mark.usefixtures("each_loader")
@pytest.mark.parametrize(
    "text", ["1\n2", "1\nb: 2", "1\n", "- a\n- b", "1\rb: 2", "\n"], ids=range(6)
)
def test_more_than_a_value_on_a_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_value(text, ANYTHING)
    assert (
        isinstance(caught.value, ParseError)
        or str(caught.value) == "expected one value on one line"
    )


@pytest.mark.usefixtures("each_loader")
def test_every_problem_of_a_value_has_its_key_within_it() -> None:
    with pytest.raises(ParseError) as caught:
        read_value("[{width: 3}, {url: [b]}]", Type(Kind.LIST, item=IMAGE))
    assert [problem.key for problem in caught.value.problems] == ["[0].url", "[1].url"]


@pytest.mark.parametrize("text", ["#5", " # none"])
def test_a_comment_is_no_value(text: str) -> None:
    with pytest.raises(ValueError, match="expected a value, found a comment; put it in quotes"):
        read_value(text, ANYTHING)
