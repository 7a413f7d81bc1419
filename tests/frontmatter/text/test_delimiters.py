"""Delimiters: front matter ends where Jekyll ends it, and the body is the rest."""

import pytest
from loops import each

from newsfeed import ParseError, parse, serialize
from newsfeed.frontmatter.text.delimiters import Lines, position

BODIES = [
    "",  # empty
    "\n",  # one line end
    "Text",  # without line end
    "\n\n  indented\n\ttabbed  \n\n\n",  # blanks
    "\n---\nA rule above, another below\n\n---\n",  # rules
    "...\n---\ntitle: not ours\n---\n",  # another front matter
    "a\r\nb\nc\rd\u2028e\x85f",  # every line end
    "\ufeff\x00\x07{{ liquid }}\x1b",  # characters that YAML refuses
    "雨 😀 e\u0301",  # every script
]


@each("closing", ["---", "..."])
@each("blanks", ["", " ", "  \t"])
@each("newline", ["\n", "\r\n"])
@each("bom", ["", "\ufeff"])
def test_fences_may_have_blanks_behind_them_and_either_line_end(
    closing: str, blanks: str, newline: str, bom: str
) -> None:
    text = f"{bom}---{blanks}{newline}title: Rain{newline}{closing}{blanks}{newline}Body"
    article = parse(text)
    assert (article.title, article.body) == ("Rain", "Body")
    assert article.source == text
    assert serialize(article) == text


@each("body", BODIES)
@each("newline", ["\n", "\r\n"])
def test_the_body_is_all_that_follows_the_line_end_of_the_closing_fence(
    body: str, newline: str
) -> None:
    text = f"---{newline}title: Rain{newline}---{newline}{body}"
    article = parse(text)
    assert article.body == body
    article.title = "Sun"
    assert serialize(article) == text.replace("Rain", "Sun")


@pytest.mark.parametrize("closing", ["---", "...", "--- ", "...\t"])
def test_the_closing_fence_may_end_the_text_without_a_line_end(closing: str) -> None:
    text = f"---\ntitle: Rain\n{closing}"
    article = parse(text)
    assert article.body == ""
    assert serialize(article) == text


@pytest.mark.parametrize(
    ("block", "body"),
    [
        pytest.param("title: |\n  Rain\n---\n  Sun\n---\n", "  Sun\n---\n", id="block scalar"),
        pytest.param("title: Rain\n...\n---\n", "---\n", id="dots before dashes"),
        pytest.param("title: Rain\n# note\n---\nx: 1\n...\n", "x: 1\n...\n", id="comment"),
    ],
)
def test_the_first_fence_closes_the_block_whatever_yaml_makes_of_it(block: str, body: str) -> None:
    assert parse(f"---\n{block}").body == body


@pytest.mark.parametrize("quote", ["'", '"'], ids=["single", "double"])
def test_a_fence_inside_quoted_text_closes_the_block_and_leaves_the_quote_open(quote: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: {quote}Rain\n---\nSun{quote}\n---\n")
    assert caught.value.problems[0].line <= 3


@each(
    "line, value",
    [
        ("  ----", "----"),  # four dashes
        ("  --- x", "--- x"),  # text behind
        ("  ---", "---"),  # indented
        ("  ...", "..."),  # indented dots
        ("  ....", "...."),  # four dots
        ("  --", "--"),  # two dashes
    ],
)
def test_what_only_looks_like_a_fence_belongs_to_the_block(line: str, value: str) -> None:
    article = parse(f"---\ntitle: |\n{line}\nheat: 3\n---\nBody")
    assert (article.title, article.heat, article.body) == (f"{value}\n", 3, "Body")


@each(
    "line", ["----", "--- x", "---x", " ---", "....", "... x", "--", "-- -", "---\u00a0", "---\x0b"]
)
def test_a_text_without_a_true_closing_fence_is_refused(line: str) -> None:
    with pytest.raises(ParseError, match="closing fence"):
        parse(f"---\ntitle: Rain\n{line}\n")


@each(
    "line", ["----", "--- x", "---x", " ---", "...", "--", "\n---", "---\r", "\ufeff\ufeff---", ""]
)
def test_a_text_without_a_true_opening_fence_is_refused(line: str) -> None:
    with pytest.raises(ParseError, match="opening fence"):
        parse(f"{line}\ntitle: Rain\n".replace("\r\n", "\r") + "---\n")


@pytest.mark.parametrize("text", ["---", "---\n", "--- \r\n", "---\ntitle: Rain"])
def test_an_opening_fence_alone_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match="fence"):
        parse(text)


@each("block", ["", "\n", "\n\n", "# a note\n", "  \n", "\r\n"])
def test_an_empty_block_lacks_the_required_keys_only(block: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block}---\nBody")
    assert [problem.key for problem in caught.value.problems] == ["title"]


def test_blank_lines_and_comments_may_stand_anywhere_between_the_fences() -> None:
    text = "---\n\n# first\n\ntitle: Rain  # beside\n\n  # indented\n\n# last\n\n---\nBody"
    article = parse(text)
    assert (article.title, article.body) == ("Rain", "Body")


def test_a_huge_body_costs_nothing_in_the_block() -> None:
    body = "---\n" * 2_000_000
    assert parse(f"---\ntitle: Rain\n---\n{body}").body == body


@each("text", ["", "a", "\n", "a\n", "a\r\nb\n\n雨\u2028c\x85\rd\n", "\n\na"])
def test_the_lines_of_a_text_place_each_offset_as_the_text_does(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        expected = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        assert lines.position(offset) == position(text, offset) == expected
