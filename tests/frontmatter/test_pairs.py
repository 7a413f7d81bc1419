"""Pairs: the keys and values that are written, in canonical order, without absent ones."""

import pytest

from newsfeed import Article, Image, Provider, serialize
from newsfeed.frontmatter.pairs import pairs_of
from newsfeed.frontmatter.schema import schema_of


def test_entries_are_in_canonical_order_with_the_unknown_keys_last() -> None:
    image = Image("a", extra={"z": 1, "alt": None}, height=3)
    found = pairs_of(schema_of(Image).type, image)
    assert list(found) == ["url", "height", "z", "alt"]
    provider = Provider("a", images=[])
    assert list(pairs_of(schema_of(Provider).type, provider)) == ["name"]


@pytest.mark.parametrize(
    ("article", "block"),
    [
        pytest.param(Article("a"), 'title: "a"\n', id="title alone"),
        pytest.param(Article("a", topics=["b"]), 'title: "a"\n\ntopics:\n  - b\n', id="section"),
        pytest.param(
            Article("a", secured="s", images=[]), 'title: "a"\n\nsecured: "s"\n', id="no empty list"
        ),
        pytest.param(
            Article("a", published=True, heat=0),
            'title: "a"\nheat: 0\npublished: true\n',
            id="zero",
        ),
    ],
)
def test_what_is_absent_leaves_no_trace(article: Article, block: str) -> None:
    assert serialize(article) == f"---\n{block}---\n\n"
