"""Flow trivia: commas stay with their pair or item."""

from loops import each

from newsfeed.frontmatter.text.edits import apply_edits
from newsfeed.frontmatter.write.patch.flow_trivia import FlowTrivia
from newsfeed.frontmatter.write.patch.spans import Span

FLOW = "[a, b,  c]"


@each(
    "order, text",
    [
        ("12", "[b,  c]"),
        ("02", "[a, c]"),
        ("01", "[a, b]"),
        ("2", "[c]"),
        ("0", "[a]"),
        ("1", "[b]"),
        ("n012", "[n, a, b,  c]"),
        ("012n", "[a, b,  c, n]"),
        ("0n2", "[a, n, c]"),
    ],
)
def test_the_items_of_a_flow_list_keep_their_commas(order: str, text: str) -> None:
    chunks = FlowTrivia(FLOW, [Span(1, 2), Span(4, 5), Span(8, 9)])
    pieces = [chunks.new_text("n") if each == "n" else int(each) for each in order]
    assert apply_edits(FLOW, chunks.rearranged(pieces)) == text
