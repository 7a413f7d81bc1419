"""`canonicalize` keeps values, comments and the body, and does nothing twice."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import document_texts
from hypothesis import assume, event, given
from hypothesis import strategies as st
from spelling import Foreign, foreign_texts
from strategies import articles, exact, examples
from wild_files import accepted

from newsfeed import Article, Document, ParseError, SerializeError, canonicalize, parse, serialize
from newsfeed.frontmatter.text.delimiters import split_text

MODELS = [Article, Document]


def canonical_text(text: str, model: type[Any]) -> str:
    """Canonicalize and check the laws; only anchors, merge keys and tags are refused."""
    read = parse(text, model=model)
    try:
        canonical = canonicalize(text, model=model)
    except SerializeError as error:
        event("refused")
        assume("canonical form has no anchors" not in error.message)
        raise
    again = parse(canonical, model=model)
    assert again == read
    assert exact(again) == exact(read)
    assert list(again.extra) == list(read.extra)
    assert canonicalize(canonical, model=model) == canonical
    return canonical


def front_matter(text: str) -> str:
    parts = split_text(text)
    return text[parts.block : parts.closing]


@pytest.mark.usefixtures("each_loader")
@examples(100)
@given(foreign_texts(), st.sampled_from(MODELS))
def test_every_comment_stays(foreign: Foreign, model: type[Any]) -> None:
    """`comments(canonicalize(t)) == comments(t)`."""
    blocks = [front_matter(text) for text in (foreign.text, canonical_text(foreign.text, model))]
    was, now = (Counter(re.findall(r"# c\d+", block)) for block in blocks)
    assert was == now


@pytest.mark.usefixtures("each_loader")
@examples(100)
@given(document_texts())
def test_every_document_becomes_canonical(text: str) -> None:
    canonical_text(text, Document)


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_a_canonical_text_stays(article: Article, newline: str) -> None:
    """`canonicalize(t) == t` for `t = serialize(a)`."""
    text = serialize(article, newline=newline)
    block = front_matter(text)
    # A text of several lines in a field without quotes is a literal block.
    assume("\\n" not in re.sub(r'(?:title|excerpt|\w+Url|url|\w+Content): ".*"', "", block))
    assert canonicalize(text) == text


# Real files


@pytest.mark.shared
def test_every_news_file_is_canonical(news: tuple[str, ...]) -> None:
    for text in news:
        assert canonicalize(text) == text
        canonical_text(text, Document)


@pytest.mark.shared
@pytest.mark.parametrize("model", MODELS)
def test_every_other_file_becomes_canonical(shared: Path, model: type[Any]) -> None:
    for path in sorted((shared / "corpus/other").rglob("*.md")):
        text = path.read_bytes().decode()
        try:
            parse(text, model=model)
        except ParseError:
            continue
        canonical_text(text, model)


@pytest.mark.shared
def test_every_wild_file_becomes_canonical(shared: Path) -> None:
    """Other readers of YAML read the same values, in the same order, as well."""
    for text in accepted(shared, Document):
        block = front_matter(canonical_text(text, Document))
        assert comments(block) == comments(front_matter(text))
        assert repr(loaded(block)) == repr(loaded(front_matter(text)))


def loaded(block: str) -> Any:
    try:
        return yaml.safe_load(block)
    except ValueError:  # such as month 13
        return None


def comments(block: str) -> Counter[str]:
    """The comments between the tokens of PyYAML."""
    found, end = [], 0
    for token in yaml.scan(block, Loader=yaml.SafeLoader):
        start = token.start_mark.index
        found += re.findall(r"#.*", block[end:start])
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            found += re.findall(r"#.*", block[start : block.index("\n", start)])
        end = token.end_mark.index
    return Counter(comment.rstrip() for comment in found)
