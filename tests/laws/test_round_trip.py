"""Laws 1 and 2: what is not edited comes back as it was, and what is written reads back.

The option `--hypothesis-profile=thorough` of pytest draws six times as many examples.
"""

import copy
import random

import attrs
from article_edits import edits
from equations import both_loaders, edited_text
from hypothesis import given
from hypothesis import strategies as st
from spelling import Foreign, foreign_texts, spell
from strategies import articles, exact, examples

from newsfeed import Article, parse, serialize

pytestmark = both_loaders


@examples(50)
@given(foreign_texts())
def test_a_text_that_was_not_edited_comes_back_as_it_was(foreign: Foreign) -> None:
    """`serialize(parse(t)) == t`."""
    assert serialize(parse(foreign.text)) == foreign.text


@examples(60)
@given(foreign_texts())
def test_every_spelling_of_an_article_reads_as_that_article(foreign: Foreign) -> None:
    """`parse(spell(a)) == a`, with unknown keys in the order of the text."""
    read = parse(foreign.text)
    assert exact(read) == exact(foreign.article)
    assert read == foreign.article
    assert list(read.extra) == list(foreign.article.extra)


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_an_article_reads_back_as_itself(article: Article, newline: str) -> None:
    """`parse(serialize(a)) == a`, for articles made in Python."""
    read = parse(serialize(article, newline=newline))
    assert exact(read) == exact(article)


@examples(60)
@given(st.data())
def test_an_edited_article_reads_back_as_itself(data: st.DataObject) -> None:
    """`parse(serialize(edit(parse(t)))) == edit(parse(t))`, however it is edited."""
    foreign = data.draw(foreign_texts())
    article = parse(foreign.text)
    for edit in data.draw(edits(article)):
        edit.apply(article)
    before = copy.deepcopy(article)
    text = edited_text(article, foreign)
    assert exact(article) == exact(before)
    assert exact(parse(text)) == exact(article)


@examples(40)
@given(foreign_texts(), articles())
def test_an_article_becomes_any_other_one(foreign: Foreign, other: Article) -> None:
    """`parse(serialize(evolve(a, source=t))) == a`, whatever `t` says."""
    article = attrs.evolve(other, source=foreign.text)
    assert exact(parse(edited_text(article, foreign))) == exact(other)


def test_the_spelling_of_an_article_is_not_always_the_same() -> None:
    article = Article("Tide turns early", topics=["Sea", "Moon"], heat=3)
    texts = {spell(article, random.Random(seed)).text for seed in range(50)}
    assert len(texts) > 40
