"""Block scalars stay block scalars where they can, and keep the empty lines that are theirs."""

import pytest
from loops import each

from newsfeed import parse, serialize

pytestmark = pytest.mark.usefixtures("each_loader")


@each(
    "old, new, written",
    [
        ("|  \n  old", "new\n", "|  \n  new"),  # blanks behind the header
        ("| # in MAX\n  old", "new\n", "| # in MAX\n  new"),  # comment behind it
        ("|\n  old", "To MAX\n", "|\n  To MAX"),  # capitals at the end
        ("|\n  old", "X marks\nit\n", "|\n  X marks\n  it"),  # capital at the start
        ("|\n  old", "A rose\n", "|\n  A rose"),  # word of one letter
        ("|\n  old", "A\n", "|\n  A"),  # one letter
        ("|\n  old", "new  \n", "|\n  new  "),  # blanks at the end
        ("|\n  old\n    er", "new\n", "|\n  new"),  # last line deeper
        ("|2\n    old", "  new\n", "|2\n    new"),  # indentation indicator
        ("|2+\n    old", "  new\n", "|2+\n    new"),  # both indicators
        ("|+2\n    old", "  new\n", "|2+\n    new"),  # both indicators, reversed
        ("|-\n  old", "new\n", "|\n  new"),  # stripped before
        ("|\n  old", "new", "|-\n  new"),  # stripped now
        ("|\n  old", "new\n\n", '"new\\n\\n"'),  # blank line that would be lost
        ("|+\n  old", "new\n\n\n", "|+\n  new\n\n"),  # blank lines that are kept
        ("|\n  old", " new\n", '" new\\n"'),  # blank that would be indentation
        ("|\n  old", "\nnew\n", '"\\nnew\\n"'),  # blank line at the start
        ("|\n  old", "a\n b\n", "|\n  a\n   b"),  # literal line that stands in
        (">\n  old", "a\n b\n", "|\n  a\n   b"),  # folded line that stands in
        (">\n  old", "a\n\nb\n", ">\n  a\n\n\n  b"),  # folded blank line
        ("|\n  old", "a\u0100\n", "|\n  a\u0100"),  # letter of another script
        ("|\n  old", "\x9f\n", '"\\x9F\\n"'),  # control character
        ("|\n  old", "\u2028\n", '"\\u2028\\n"'),  # line separator
    ],
)
def test_a_block_scalar_stays_one_where_it_can_hold_the_text(
    old: str, new: str, written: str
) -> None:
    before = f"---\ntitle: Harbour\nexcerpt: {old}\nheat: 3\n---\n"
    after = f"---\ntitle: Harbour\nexcerpt: {written}\nheat: 3\n---\n"
    article = parse(before)
    article.excerpt = new
    assert serialize(article) == after
    assert parse(after).excerpt == new


LITERALS = [
    "|\n  Closed.",  # clipped
    ">-\n  Closed.",  # stripped
    "|\n  Slow + late",  # plus in its text
    "|\n  # 1 +\n  2",  # plus and hash in its text
    "| # 1 + 2\n  Closed.",  # plus beside its header
]


@each("literal", LITERALS)
def test_the_blank_lines_behind_a_block_are_its_own_only_if_its_header_says_so(
    literal: str,
) -> None:
    article = parse(f"---\ntitle: Rain\nexcerpt: {literal}\n\n\nheat: 3\n---\n")
    article.type = "note"
    expected = f"---\ntitle: Rain\nexcerpt: {literal}\ntype: note\n\n\nheat: 3\n---\n"
    assert serialize(article) == expected


@each("literal", LITERALS)
def test_a_section_behind_a_block_has_its_blank_line(literal: str) -> None:
    article = parse(f"---\ntitle: Rain\nexcerpt: {literal}\n---\n")
    article.topics.append("Sea")
    expected = f"---\ntitle: Rain\nexcerpt: {literal}\n\ntopics:\n  - Sea\n---\n"
    assert serialize(article) == expected


@pytest.mark.parametrize("line", ["Ferry X", "Ferry  ", "Ferry\t", "Ferry\u2003"])
def test_a_block_ends_with_the_last_character_of_its_text(line: str) -> None:
    text = f"---\ntitle: Rain\nexcerpt: |\n  Late:\n  {line}\n\nheat: 3\n---\n"
    article = parse(text)
    assert article.excerpt == f"Late:\n{line}\n"
    article.excerpt = "Closed.\n"
    assert serialize(article) == text.replace(f"Late:\n  {line}", "Closed.")
