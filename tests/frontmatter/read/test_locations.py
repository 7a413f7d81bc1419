"""The locations of a text: where each value stands, and how it is written."""

import subprocess
import sys

import pytest
from hypothesis import given
from loops import each
from spelling import Foreign, foreign_texts
from strategies import examples

from newsfeed import Article, ParseError, parse
from newsfeed.errors import KeyPath
from newsfeed.frontmatter.read.locations import Location, is_canonical, locate_values
from newsfeed.frontmatter.schema import schema_of

pytestmark = pytest.mark.usefixtures("each_loader")

SCHEMA = schema_of(Article)


def text_at(text: str, mark: tuple[int, int]) -> str:
    """What stands behind a place, up to the end of its line."""
    return text.split("\n")[mark[0] - 1][mark[1] - 1 :]


TEXT = """\
---
# The 𝔗ide
title: 'Tide'   # turns
"excerpt" : >-
  It turns
  early.
topics: [Sea, "Moon",   3 ]
provider: {name: Post, "domain":a.example, images: []}
images:
- url: a
  width:
    50
-   url: !!str b
? heat
: 3
related:
  - &first
    title: |
      Moon

  - {title: 𝔐oon, quality: ~}
none:
deep: [[1, [2]], {a: {}}]
---
title: no
"""

EXPECTED = {
    (): ("title", "title", None, False),
    ("title",): ("title: 'Tide'", "'Tide'   # turns", "Tide", False),
    ("excerpt",): ('"excerpt" : >-', ">-", "It turns early.", False),
    ("topics",): ("topics", '[Sea, "Moon"', None, False),
    ("topics", "[0]"): ("Sea", "Sea", "Sea", True),
    ("topics", "[1]"): ('"Moon"', '"Moon"', "Moon", False),
    ("topics", "[2]"): ("3 ]", "3 ]", "3", True),
    ("provider",): ("provider", "{name", None, False),
    ("provider", "name"): ("name", "Post", "Post", True),
    ("provider", "domain"): ('"domain"', "a.example", "a.example", True),
    ("provider", "images"): ("images", "[]}", None, False),
    ("images",): ("images:", "- url: a", None, False),
    ("images", "[0]"): ("url: a", "url: a", None, False),
    ("images", "[0]", "url"): ("url: a", "a", "a", True),
    ("images", "[0]", "width"): ("width:", "50", "50", True),
    ("images", "[1]"): ("url: !!str b", "url: !!str b", None, False),
    ("images", "[1]", "url"): ("url: !!str b", "!!str b", "b", False),
    ("heat",): ("heat", "3", "3", True),
    ("related",): ("related:", "- &first", None, False),
    ("related", "[0]"): ("&first", "&first", None, False),
    ("related", "[0]", "title"): ("title: |", "|", "Moon\n", False),
    ("related", "[1]"): ("{title: 𝔐oon", "{title: 𝔐oon", None, False),
    ("related", "[1]", "title"): ("title: 𝔐oon", "𝔐oon", "𝔐oon", True),
    ("related", "[1]", "quality"): ("quality: ~", "~}", "~", True),
    ("none",): ("none:", "", "", True),
    ("deep",): ("deep:", "[[1", None, False),
    ("deep", "[0]"): ("[1, [2]]", "[1, [2]]", None, False),
    ("deep", "[0]", "[0]"): ("1, [2]]", "1, [2]]", "1", True),
    ("deep", "[0]", "[1]"): ("[2]]", "[2]]", None, False),
    ("deep", "[0]", "[1]", "[0]"): ("2]]", "2]]", "2", True),
    ("deep", "[1]"): ("{a: {}}", "{a: {}}", None, False),
    ("deep", "[1]", "a"): ("a: {}", "{}}", None, False),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_every_value_has_its_place_and_its_scalar_in_the_order_of_the_text(
    newline: str, bom: str
) -> None:
    text = bom + TEXT.replace("\n", newline)
    found = locate_values(text)
    assert list(found) == list(EXPECTED)
    for path, (key, value, scalar, plain) in EXPECTED.items():
        entry = found[path]
        assert text_at(text, entry.key).startswith(key), path
        assert text_at(text, entry.value).startswith(value), path
        assert (entry.scalar, entry.unquoted) == (scalar, plain), path


def places(block: str) -> dict[KeyPath, Location]:
    return locate_values(f"---\n{block}\n---\n")


def test_an_alias_stands_where_it_is_written_and_what_is_in_it_at_its_anchor() -> None:
    found = places("a: &x {b: 1}\nc: *x\nd: [*x]")
    assert found["c",] == Location((3, 1), (3, 4), None, False)
    assert found["c", "b"] == found["a", "b"] == Location((2, 8), (2, 11), "1", True)
    assert found["d", "[0]"] == Location((4, 5), (4, 5), None, False)
    assert places("a: &x b\nc: *x")["c",] == Location((3, 1), (3, 4), "b", True)


def test_a_merge_key_stands_as_it_is_written_and_gives_its_record_no_values() -> None:
    found = places("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2")
    assert ("c", "b") not in found
    assert found["c", "<<"].key == (4, 3)
    assert found["c", "d"].value == (5, 6)


def test_places_count_code_points_and_lines_end_with_line_feeds_alone() -> None:
    found = places('title: "𝔗\u2028ide\x85" \nheat: 3')
    assert found["heat",].value == (3, 7)
    assert places('{"𝔗𝔗": 1, a: "\u2028", b: 2}')["b",].value == (2, 22)


@pytest.mark.parametrize(
    "text",
    ["---\n---\n", "---\n...\n", "---\n# only this\n\n---\n", "---\r\n---\r\nbody: 1\r\n"],
    ids=["nothing", "dots", "comment", "CRLF"],
)
def test_the_outline_of_an_empty_block_is_empty(text: str) -> None:
    assert locate_values(text) == {}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("word", [()]),
        ("[a, b]", [(), ("[0]",), ("[1]",)]),
        ("{}", [()]),
        ("{a: 1}", [(), ("a",)]),
    ],
)
def test_a_block_that_is_no_record_has_an_outline_all_the_same(
    block: str, expected: list[KeyPath]
) -> None:
    assert list(places(block)) == expected


@each(
    "text",
    ["", "a: 1\n", "---\na: 1\n", "---\na: [\n---\n", "---\na: *b\n---\n", "---\n\x00\n---\n"],
)
def test_a_text_that_cannot_be_read_has_no_outline(text: str) -> None:
    with pytest.raises(ParseError):
        locate_values(text)


def test_a_front_matter_longer_than_the_limit_has_an_outline_too(low_limit: int) -> None:
    found = places(f"title: '{'a' * (low_limit + 1)}'\nheat: 3")
    assert found["heat",].value == (3, 7)


def starts_of(scalar: str) -> tuple[str, ...]:
    """How a scalar may begin in a text: with properties, an indicator or a character of its own."""
    return (*"&!*\"'|>", scalar[:1])


@examples(60)
@given(foreign_texts())
def test_what_stands_at_a_place_begins_the_value(foreign: Foreign) -> None:
    """In a text of any spelling; values in an alias are at their anchor."""
    found = locate_values(foreign.text)
    assert found[()].scalar is None
    for path, entry in found.items():
        key, value = text_at(foreign.text, entry.key), text_at(foreign.text, entry.value)
        if entry.unquoted and entry.scalar and value[0] != "*":
            assert value.startswith((entry.scalar.split(" ")[0], "&"))
        elif entry.scalar:
            assert value.startswith(starts_of(entry.scalar))
        if path and not path[-1].startswith("["):
            assert key.startswith((*"\"'?&", path[-1]))


# --- Canonical texts ------------------------------------------------------------------------------

CANONICAL = """\
---
category: news
title: "Tide"
publishedDateTime: 2026-03-14T09:30:00Z
heat: 3

topics:
  - Sea
---
"""


@each("newline", ["\n", "\r\n"])
@each(
    "old, new, expected",
    [
        ("", "", True),  # canonical
        (": news", ": no", True),  # word that needs quotes
        (": news", ': "no"', True),  # word in quotes
        ("---\n", "---\n# comment\n", False),  # comment
        ('"Tide"', "Tide", False),  # text without quotes
        ('"Tide"', "'Tide'", False),  # single quotes
        ("heat: 3\n", "heat: 3\nmood: calm\n", False),  # unknown key
        ("heat: 3\n", "heat: 3\nquality: 3\n", False),  # key behind its place
        ("heat: 3\n\n", "heat: 3\n", True),  # no blank line
        ("heat: 3\n\n", "heat: 3\n\n\n", False),  # two blank lines
        ("  - Sea", "- Sea", False),  # other indent
        ("09:30:00Z", "09:30:00", False),  # no zone
        ("heat: 3", "heat: 0x3", False),  # hexadecimal
        ("heat: 3", "heat:  3", False),  # two blanks
        ("---\ncat", "\ufeff---\ncat", False),  # BOM
    ],
)
def test_a_text_is_canonical_if_each_key_and_value_is_written_so(
    newline: str, old: str, new: str, expected: bool
) -> None:
    text = CANONICAL.replace(old, new, 1).replace("\n", newline)
    assert parse(text).title == "Tide"
    assert is_canonical(text, SCHEMA) is expected


def test_what_was_read_with_a_higher_limit_has_an_outline_all_the_same(low_limit: int) -> None:
    text = f"---\ntitle: Tide\ntopics: [{'a,' * 1_200}a]\n---\n"
    with pytest.raises(ParseError, match="at most 1,000 values"):
        parse(text, limit=low_limit)
    assert len(parse(text, limit=2 * low_limit).topics) == 1_201
    assert locate_values(text)["topics", "[1200]"].scalar == "a"


CHECK = """
import sys
from newsfeed import Article, parse
from newsfeed.checks import check
from newsfeed.frontmatter.path import FieldPath
assert check(parse(sys.argv[1])) == []
assert FieldPath("heat", Article).get(parse(sys.argv[1])) == 3
assert "yaml" not in sys.modules
"""


def test_what_is_canonical_and_right_is_checked_without_a_parser_of_yaml() -> None:
    subprocess.run([sys.executable, "-c", CHECK, CANONICAL], check=True)
