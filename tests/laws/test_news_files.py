"""The laws over real news files, real edits and texts of the API; no text of theirs is here."""

import copy
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from equations import canonical
from strategies import exact, records

from newsfeed import Article, parse, serialize
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of

pytestmark = pytest.mark.shared

EDITS = 28

PAIRS = 60


@pytest.mark.usefixtures("each_loader")
def test_every_news_file_comes_back_as_it_was(news: tuple[str, ...]) -> None:
    """`serialize(parse(t)) == t`."""
    for text in news:
        assert serialize(parse(text)) == text
        assert serialize(parse(text.encode())) == text


@pytest.mark.usefixtures("each_loader")
def test_every_news_file_reads_back_as_itself(news: tuple[str, ...]) -> None:
    """`parse(serialize(a)) == a`."""
    for text in news:
        article = parse(text)
        assert exact(parse(canonical(article, text))) == exact(article)


def test_no_news_file_holds_a_key_that_the_models_do_not_know(news: tuple[str, ...]) -> None:
    for text in news:
        article = parse(text)
        assert [record.extra for record in records(article) if record.extra] == []


def test_every_news_file_comes_back_from_its_values_alone(news: tuple[str, ...]) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`."""
    for text in news:
        assert canonical(parse(text), text) == text


def test_every_news_file_takes_the_fast_way(news: tuple[str, ...]) -> None:
    """Law 5, and the share of the corpus that the canonical reader reads: all of it."""
    schema = schema_of(Article)
    for text in news:
        recognized = read_canonical(text, schema)
        assert recognized is not None
        assert exact(recognized) == exact(read_yaml(text, schema).model)


def test_setting_every_field_of_a_news_file_to_an_equal_value_changes_nothing(
    news: tuple[str, ...],
) -> None:
    """`serialize(evolve(a, **copy(a))) == t`."""
    for text in news:
        article = parse(text)
        for each in attrs.fields(Article):
            if each.name not in ("source", "path"):
                setattr(article, each.name, copy.deepcopy(getattr(article, each.name)))
        assert serialize(article) == text


def rows(path: Path, count: int) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def test_every_real_edit_is_made_to_the_byte(shared: Path) -> None:
    """`serialize(assign(parse(old), parse(new))) == new`."""
    for row in rows(shared / "corpus/edits/edits.jsonl", EDITS):
        article, new = parse(row["old"]), parse(row["new"])
        for each in attrs.fields(Article):
            if each.name not in ("source", "path"):
                setattr(article, each.name, getattr(new, each.name))
        assert serialize(article) == row["new"], row["path"]


def test_every_text_of_the_api_comes_back_as_it_was(shared: Path) -> None:
    """`serialize(parse(t)) == t` and `serialize(evolve(parse(t), source=None)) == t`."""
    for row in rows(shared / "corpus/api/pairs.jsonl", PAIRS):
        article = parse(row["text"])
        assert serialize(article) == row["text"]
        assert exact(parse(canonical(article, row["text"]))) == exact(article)
