"""The nodes of canonical texts are those of the YAML parser."""

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, examples

from newsfeed import Article, serialize
from newsfeed.frontmatter.read.entries import nodes_of_entries
from newsfeed.frontmatter.read.entries.cutting import NotOwned
from newsfeed.frontmatter.read.nodes import Node
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.text.delimiters import split_text

ARTICLE = schema_of(Article)


@examples(100)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_the_entries_of_an_article_give_the_nodes_of_the_yaml_parser(
    article: Article, newline: str
) -> None:
    text = serialize(article, newline=newline)
    try:
        fast = nodes_of_entries(split_text(text))
    except NotOwned:
        return
    assert as_dict(fast) == as_dict(read_yaml(text, ARTICLE).root)


def as_dict(node: Node | None) -> Any:
    return node and attrs.asdict(node)
