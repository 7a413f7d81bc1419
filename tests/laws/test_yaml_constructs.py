"""Laws 1, 3 and 7 for what YAML 1.1 and 1.2 have: under unknown keys, beside a title that changes.

Each construct stands below a title and above one, with LF and CRLF: when the title changes, every
other byte stays.
"""

from typing import Any

import pytest
import yaml
from constructs import (
    ACCEPTED,
    COLLECTIONS,
    COMMENTS,
    REFUSED,
    block_scalars,
    blocks,
    flow_nestings,
    texts,
)
from equations import both_loaders
from loops import each

from newsfeed import ParseError, parse, serialize
from newsfeed.frontmatter.limits import LIMIT
from newsfeed.frontmatter.read.yaml import loaders
from newsfeed.frontmatter.read.yaml.composer import compose
from newsfeed.frontmatter.text.delimiters import split_text


@each("name", ACCEPTED)
def test_the_title_changes_and_nothing_else_does(name: str) -> None:
    for text in texts(ACCEPTED[name]):
        article = parse(text)
        assert serialize(article) == text
        article.title = "Storm"
        assert serialize(article) == text.replace("title: Rain", "title: Storm")


def nodes(text: str, loader: Any) -> str:
    """Show the nodes that a parser finds: all that reading and editing have of a parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loaders, "LOADER", loader)
        return repr(compose(split_text(text, LIMIT), LIMIT))


@each("name", ACCEPTED)
def test_both_parsers_find_the_same_nodes_so_that_the_same_title_changes(name: str) -> None:
    for text in texts(ACCEPTED[name]):
        found = nodes(text, loaders.LOADER)
        assert "value='Rain'" in found
        assert found == nodes(text, loaders.PureLoader)


@both_loaders
@each("name", REFUSED)
def test_what_has_no_meaning_here_is_an_error_with_its_place(name: str) -> None:
    for text in texts(REFUSED[name]):
        with pytest.raises(ParseError) as caught:
            parse(text)
        assert all(2 <= problem.line <= text.count("\n") for problem in caught.value.problems)


# libyaml takes tabs between the parts of a line, as YAML 1.2 has it; PyYAML's own parser does not.
WITH_TABS: Any = getattr(yaml, "CSafeLoader", loaders.PureLoader)


def as_text(value: Any) -> Any:
    """Turn every scalar of plain data into text, for a comparison with a reader without types."""
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return value if isinstance(value, str) else None


@both_loaders
@each("name", block_scalars())
def test_a_block_scalar_is_the_text_that_pyyaml_reads(name: str) -> None:
    for block in blocks(ACCEPTED[name]):
        expected = yaml.load(f"{block}\n", yaml.BaseLoader)
        assert parse(f"---\n{block}\n---\n").extra == {"x": expected["x"]}


@both_loaders
@each("name", [*COLLECTIONS, *flow_nestings(), *COMMENTS])
def test_a_collection_is_what_pyyaml_reads(name: str) -> None:
    for block in blocks(ACCEPTED[name]):
        expected = yaml.load(f"{block}\n", WITH_TABS)
        del expected["title"]
        assert as_text(parse(f"---\n{block}\n---\n").extra) == as_text(expected)
