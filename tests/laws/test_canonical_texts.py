"""Laws 4 and 6: a canonical text needs no source, and its strings are those to every reader."""

import io
import re
from typing import Any

import attrs
import yaml
from article_edits import edits
from equations import both_loaders
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from strategies import articles, examples, plain_data, records, strings

from newsfeed import Article, parse, serialize

pytestmark = both_loaders


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_a_canonical_text_comes_back_from_its_values_alone(article: Article, newline: str) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`, `t = serialize(a, newline=n)`."""
    text = serialize(article, newline=newline)
    assert serialize(attrs.evolve(parse(text), source=None), newline=newline) == text


@examples(60)
@given(st.data())
def test_an_edit_of_a_canonical_text_is_canonical(data: st.DataObject) -> None:
    """`serialize(edit(parse(t))) == serialize(evolve(edit(parse(t)), source=None))`, `t` canonical.

    But for keys in `extra`, which stay in the order of the text, and for what leaves something of
    its style to the value that takes its place: the quotes of `NO`, the digits of a fraction.
    """
    article = data.draw(articles())
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    simplify(article)
    article = parse(serialize(article, newline=newline))
    for edit in data.draw(edits(article)):
        edit.apply(article)
    simplify(article)
    assert serialize(article) == serialize(attrs.evolve(article, source=None), newline=newline)


def simplify(article: Article) -> None:
    """Take out what has more than one form where it is edited."""
    for record in records(article):
        record.extra = {}
        when = getattr(record, "published_date_time", None)
        if when:
            record.published_date_time = when.replace(microsecond=0)
        for name in {"category", "type", "name", "domain"} & set(plain_names(record)):
            value = getattr(record, name)
            setattr(record, name, value if value is None else word(value))
    article.topics = [word(topic) for topic in article.topics]


def plain_names(record: Any) -> list[str]:
    return [each.name for each in attrs.fields(type(record))]


def word(text: str) -> str:
    """A word of its own for each text."""
    return text if re.fullmatch("w[0-9a-f]*", text) else f"w{text.encode().hex()}"


@examples(60)
@given(articles())
def test_every_string_written_is_that_string_in_yaml_1_1_and_1_2(article: Article) -> None:
    """`strings(yaml11(serialize(a))) == strings(yaml12(serialize(a))) == strings(a)`."""
    text = serialize(article)
    check_strings(text, article)


@examples(40)
@given(st.data())
def test_every_string_changed_is_that_string_in_yaml_1_1_and_1_2(data: st.DataObject) -> None:
    """The same after edits of a canonical text in quoted and plain styles."""
    article = parse(serialize(data.draw(articles())))
    for edit in data.draw(edits(article)):
        edit.apply(article)
    check_strings(serialize(article), article)


def check_strings(text: str, article: Article) -> None:
    """Load a front matter with two other readers and compare the strings."""
    block = text[4 : text.index("\n---\n", 3) + 1]
    expected = list(strings(plain_data(article)))
    assert list(strings(yaml.safe_load(block))) == expected
    assert list(strings(YAML(typ="safe", pure=True).load(io.StringIO(block)))) == expected
