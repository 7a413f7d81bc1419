"""Serialization keeps the newlines and the body of a source, and names its file in errors."""

from pathlib import Path

import attrs
import pytest
from loops import each

from newsfeed import Article, SerializeError, parse, serialize


@pytest.mark.parametrize(
    "value",
    [pytest.param(10**17, id="short"), pytest.param(10**20, id="too long to be recognized")],
)
@pytest.mark.parametrize("key", ["heat", "depth"], ids=["known", "unknown"])
def test_a_canonical_text_takes_numbers_of_any_length(key: str, value: int) -> None:
    text = '---\ntitle: "Rain"\nheat: 3\n---\nBody\n'
    article = parse(text)
    if key == "heat":
        article.heat = value
        assert serialize(article) == text.replace("3", str(value))
    else:
        article.extra[key] = value
        assert serialize(article) == text.replace("3\n", f"3\n{key}: {value}\n")
    assert parse(serialize(attrs.evolve(article, source=None))) == article


@each("title", ['"Rain"', "'Rain'"])
@each("body", ["", "Body", "Bold\n", "Body\n\n", "\nBody"])
def test_every_change_of_a_body_is_written(title: str, body: str) -> None:
    head = f"---\ntitle: {title}\n---\n"
    article = parse(f"{head}Body\n")
    article.body = body
    assert serialize(article) == head + body


@pytest.mark.parametrize("title", ['"Rain"', "'Rain'"], ids=["canonical", "quoted"])
def test_a_fence_without_line_end_stays_so_as_long_as_there_is_no_body(title: str) -> None:
    text = f"---\ntitle: {title}\n---"
    article = parse(text)
    assert serialize(article) == text
    article.heat = 3
    assert serialize(article) == f"---\ntitle: {title}\nheat: 3\n---"


def test_the_line_ends_of_an_article_without_source_are_the_callers_choice() -> None:
    article = Article("Rain", topics=["a"], extra={"x": [{"y": 1}]}, body="one\ntwo")
    text = serialize(article, newline="\r\n")
    head, _, body = text.rpartition("---\r\n")
    assert head.replace("\r\n", "\n") == block_and_fence(article)
    assert "\n" not in head.replace("\r\n", "")
    assert body == "one\ntwo"
    assert parse(text) == article


def block_and_fence(article: Article) -> str:
    return serialize(attrs.evolve(article, body="")).removesuffix("---\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_article_with_source_keeps_its_line_ends(newline: str) -> None:
    text = "---\r\ntitle: Rain\r\n---\r\nBody\n"
    article = parse(text)
    assert serialize(article, newline=newline) == text
    article.topics.append("AI")
    article.extra["x"] = {"k": 1}
    found = serialize(article, newline=newline)
    assert found == text.replace("Rain\r\n", "Rain\r\n\r\ntopics:\r\n  - AI\r\nx:\r\n  k: 1\r\n")


@each("newline", ["", "\r", "\n\n", "x", "\u2028"])
def test_no_other_line_end_is_taken(newline: str) -> None:
    with pytest.raises(ValueError, match="newline"):
        serialize(Article("Rain"), newline=newline)


def test_an_error_names_the_file_that_the_article_came_from() -> None:
    article = parse("---\ntitle: Rain\n---\n", path="posts/rain.md")
    article.heat = True
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    assert str(caught.value).startswith(f"{Path('posts/rain.md')}: heat: ")
    assert caught.value.path == Path("posts/rain.md")
