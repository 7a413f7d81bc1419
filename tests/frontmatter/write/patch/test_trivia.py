"""Trivia: comments and empty lines stay with their pair or item."""

from itertools import permutations

import pytest
from loops import each

from newsfeed import Document, parse, serialize
from newsfeed.frontmatter.text.delimiters import split_text
from newsfeed.frontmatter.text.edits import apply_edits
from newsfeed.frontmatter.write.patch.spans import Span
from newsfeed.frontmatter.write.patch.trivia import BlockTrivia

LINES = """---
# head

# of a
a: 1  # beside a
# of b
b:
  - x
  # inside b
    # deeper

# loose

c: 3
---
"""
OWN = [
    "# of a\na: 1  # beside a\n",
    "# of b\nb:\n  - x\n  # inside b\n    # deeper\n",
    "c: 3\n",
]


@pytest.fixture
def lines() -> BlockTrivia:
    """The chunks of the keys a, b and c."""
    parts = split_text(LINES)
    ends = [LINES.index("1  #") + 1, LINES.index("x\n") + 1, LINES.index("3\n") + 1]
    spans = [Span(LINES.index(f"\n{key}:") + 1, end) for key, end in zip("abc", ends, strict=True)]
    return BlockTrivia(parts, spans, parts.closing)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_chunk_owns_its_lines_and_its_comments(lines: BlockTrivia, index: int) -> None:
    piece = lines.text_of(index, [])
    assert piece.head + piece.tail == OWN[index]


@pytest.mark.parametrize("gone", [{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}])
def test_removing_chunks_leaves_all_other_lines(lines: BlockTrivia, gone: set[int]) -> None:
    left = apply_edits(LINES, lines.rearranged([index for index in range(3) if index not in gone]))
    expected = LINES
    for index in gone:
        expected = expected.replace(OWN[index], "")
    assert [line for line in left.split("\n") if line] == [
        line for line in expected.split("\n") if line
    ]


@pytest.mark.parametrize(
    ("order", "before"),
    [("n012", "# of a"), ("0n12", "# of b"), ("012n", "---\n")],
)
def test_a_new_chunk_stands_where_it_is_put(lines: BlockTrivia, order: str, before: str) -> None:
    piece = lines.new_text("n: 0\n")
    new = apply_edits(LINES, lines.rearranged([piece if c == "n" else int(c) for c in order]))
    head, _, tail = LINES.rpartition(before)
    assert new == f"{head}n: 0\n{before}{tail}"


@each("style", ["|+", "|", ">-"])
@each("empty", ["\n", "   \n", "        \n", "\n\n"])
@each("order", list(permutations(range(4))))
def test_block_scalars_move_above_and_below_lines_of_spaces(
    style: str, empty: str, order: tuple[int, ...]
) -> None:
    scalar = f"{style}\n    calm\n    sea\n"
    others = [f"x\n{empty}", "y\n", f"z\n{empty}"]
    for index in (0, 2, 3):
        values = [*others[:index], scalar, *others[index:]]
        mapping = "".join(f"{key}: {value}" for key, value in zip("abcd", values, strict=True))
        items = "".join(f"- {value}" for value in values)
        pairs = parse(f"---\n{mapping}# end\n---\n", model=Document)
        moved = {key: pairs[key] for key in ("abcd"[index] for index in order)}
        pairs.extra.clear()
        pairs.extra.update(moved)
        notes = parse(f"---\nnotes:\n{items}---\n", model=Document)
        notes["notes"][:] = [notes["notes"][index] for index in order]
        for instance in (pairs, notes):
            for key in ("", "tide"):
                instance.extra |= {key: 1} if key else {}
                assert parse(serialize(instance), model=Document) == instance
