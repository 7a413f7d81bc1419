"""The nodes of a match are those of the YAML parser."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, examples

from newsfeed import Article, serialize
from newsfeed.frontmatter.read.canonical import match_canonical, read_canonical, root_pattern
from newsfeed.frontmatter.read.canonical.tree import nodes_of_match
from newsfeed.frontmatter.read.nodes import Node
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of

ARTICLE = schema_of(Article)


def places(node: Node) -> Any:
    """What a patcher looks at in a node."""
    inner = [places(each) for each in node.children]
    span = (node.start, node.content, node.end, node.ending)
    return (node.style, *span, node.value, node.tag, node.items is None, node.pairs is None, inner)


@examples(100)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_the_groups_give_the_nodes_of_the_yaml_parser(article: Article, newline: str) -> None:
    text = serialize(article, newline=newline)
    record = root_pattern(ARTICLE, text)
    match = match_canonical(record, text)
    if match is not None and read_canonical(text, ARTICLE) is not None:
        _, root, _, _ = read_yaml(text, ARTICLE)
        fast = nodes_of_match(record, match)
        assert root is not None
        assert fast is not None
        assert places(fast) == places(root)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_groups_of_any_model_give_the_nodes_of_the_yaml_parser(
    sailing_text: str, make_sailing: Callable[[], type[Any]], newline: str
) -> None:
    text, model = sailing_text.replace("\n", newline), make_sailing()
    record = root_pattern(schema_of(model), text)
    match = match_canonical(record, text)
    assert match is not None
    fast, read = nodes_of_match(record, match), read_yaml(text, schema_of(model)).root
    assert fast is not None
    assert read is not None
    assert attrs.asdict(fast) == attrs.asdict(read)
