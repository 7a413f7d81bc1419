"""Text edits are applied to the original offsets, and must not overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import SerializeError
from newsfeed.frontmatter.text.edits import TextEdit, apply_edits


@each(
    "edits, result",
    [
        ([], "abcdef"),
        ([TextEdit(0, 6, "x")], "x"),
        ([TextEdit(0, 0, "x"), TextEdit(6, 6, "y")], "xabcdefy"),
        ([TextEdit(4, 5, "y"), TextEdit(1, 2, "x")], "axcdyf"),
        ([TextEdit(2, 2, "x"), TextEdit(2, 2, "y")], "abxycdef"),
        ([TextEdit(2, 4), TextEdit(4, 4, "x")], "abxef"),
        ([TextEdit(2, 4, "y"), TextEdit(2, 2, "x")], "abxyef"),
        ([TextEdit(1, 3), TextEdit(2, 5)], "af"),
        ([TextEdit(1, 5), TextEdit(2, 3)], "af"),
        ([TextEdit(1, 3, "x"), TextEdit(3, 5, "y")], "axyf"),
    ],
)
def test_edits_are_applied_to_the_original_offsets(edits: list[TextEdit], result: str) -> None:
    assert apply_edits("abcdef", edits) == result


@pytest.mark.parametrize(
    "edits",
    [
        [TextEdit(1, 3, "x"), TextEdit(2, 4, "y")],
        [TextEdit(1, 4), TextEdit(2, 3, "x")],
        [TextEdit(1, 4, "x"), TextEdit(2, 2, "y")],
        [TextEdit(1, 4, "x"), TextEdit(2, 5)],
    ],
)
def test_edits_that_overlap_are_refused(edits: list[TextEdit]) -> None:
    with pytest.raises(SerializeError):
        apply_edits("abcdef", edits)
    with pytest.raises(SerializeError):
        apply_edits("abcdef", edits[::-1])


@examples(100)
@given(st.text(max_size=30), st.data())
def test_edits_that_do_not_overlap_give_what_they_say(text: str, data: st.DataObject) -> None:
    """`apply_edits(t, edits)` is the text between the edits, with their texts in between."""
    offsets = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True))
        if len(text) > 1
        else [0, len(text)]
    )
    texts = data.draw(st.lists(st.text(max_size=3), min_size=4, max_size=4))
    pairs = list(zip(offsets[::2], offsets[1::2], strict=False))
    edits = [TextEdit(*pair, each) for pair, each in zip(pairs, texts, strict=False)]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert apply_edits(text, data.draw(st.permutations(edits))) == expected


def test_edits_that_fall_on_one_place_are_refused_with_a_way_out() -> None:
    with pytest.raises(SerializeError) as caught:
        apply_edits("abcdef", [TextEdit(1, 3, "x"), TextEdit(2, 4, "y")])
    message = "two of the edits fall on one place; make them one after the other"
    assert str(caught.value) == message
