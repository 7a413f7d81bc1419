"""The local proof of an edit gives the verdict and the text of the full proof."""

import copy
from typing import Any

import pytest
from article_edits import edits
from hypothesis import event, given
from hypothesis import strategies as st
from proofs import check_proofs
from strategies import NASTY, articles, examples, records

from newsfeed import Article, parse, serialize

NEW: dict[type[Any], list[Any]] = {str: ["Tide", *NASTY], int: [0, -5, 987, 10**17, 10**18]}


@examples(300)
@given(articles(), st.sampled_from(["\n", "\r\n"]), st.data())
def test_both_proofs_give_one_answer_for_generated_edits(
    article: Article, newline: str, data: st.DataObject
) -> None:
    article = parse(serialize(article, newline=newline))
    for edit in data.draw(edits(article)):
        edit.apply(article)
    event("local" if check_proofs(article) else "full")


@pytest.mark.shared
def test_both_proofs_give_one_answer_for_news_files(news: tuple[str, ...]) -> None:
    """Each scalar of each file becomes one new value."""
    tried = enough = 0
    for text in news:
        article = parse(text)
        for index, record in enumerate(records(article)):
            for name in record.__slots__:
                if name in ("body", "source", "path", "__weakref__"):
                    continue
                values = NEW.get(type(getattr(record, name)))
                if values:
                    tried += 1
                    edited = copy.deepcopy(article)
                    setattr(list(records(edited))[index], name, values[tried % len(values)])
                    enough += check_proofs(edited)
    assert enough > tried / 2 > 1000
