"""Keys: their formatting, their order, and the unknown ones, which `extra` keeps."""

import attrs
import pytest
from blocks import problems_of, read
from loops import each

from newsfeed import Article, Image, Provider, parse, serialize

pytestmark = pytest.mark.usefixtures("each_loader")


def test_unknown_keys_are_kept_under_extra_at_every_level_in_their_order() -> None:
    article = read(
        "z: 1\ntitle: a\na: two\nprovider:\n  rank: 3\n  name: b\n  images:\n"
        "    - {alt: c, url: d, Alt: e}\nm: [x]\nrelated:\n  - b: 1\n    title: e\n    a: 2"
    )
    assert article.provider is not None
    assert list(article.extra.items()) == [("z", 1), ("a", "two"), ("m", ["x"])]
    assert article.provider.extra == {"rank": 3}
    assert list(article.provider.images[0].extra.items()) == [("alt", "c"), ("Alt", "e")]
    assert list(article.related[0].extra.items()) == [("b", 1), ("a", 2)]


@each(
    "key",
    [
        *["on", "off", "content", "self", "__class__", "__init__", "extra", "body", "source"],
        *["path"],
        *["model", "items", "keys", "published_date_time", "Title", "TITLE", "web-url", "a.b"],
        *["a b"],
        *[
            "2021",
            "1.5",
            "true",
            "null",
            "~",
            "2021-12-10",
            "10:00",
            "0123",
            "雨",
            "😀",
            "=",
            "a[0]",
        ],
    ],
)
def test_any_other_text_is_an_unknown_key_as_written(key: str) -> None:
    article = read(f"{key}: 1\ntitle: Rain\nprovider:\n  name: a\n  {key}: 2")
    assert article.extra == {key: 1}
    assert article.provider == Provider("a", extra={key: 2})
    assert article.body == ""
    assert (article.title, article.path) == ("Rain", None)
    again = parse(serialize(attrs.evolve(article, source=None)))
    assert again == article


@each(
    "block, expected",
    [
        ("'title': a\n\"heat\": 3", Article("a", heat=3, body="")),  # quoted
        ("? title\n: a\n? heat\n: 3", Article("a", heat=3, body="")),  # explicit
        ("{title: a, heat: 3}", Article("a", heat=3, body="")),  # flow
        ('{"title":a,"heat":3}', Article("a", heat=3, body="")),  # JSON
        ("title : a\nheat  :   3", Article("a", heat=3, body="")),  # blanks
        (r'"\x74itle": a', Article("a", body="")),  # escapes
        ("!!str title: a", Article("a", body="")),  # tag
        ("&k title: a", Article("a", body="")),  # anchor
        ("title: a\n'': 1", Article("a", extra={"": 1}, body="")),  # empty
        ("title: a\n'<<': 1", Article("a", extra={"<<": 1}, body="")),  # no merge
        ("title: a\nx: &k b\n*k : 1", None),  # alias
    ],
)
def test_keys_may_be_spelled_as_yaml_allows(block: str, expected: Article | None) -> None:
    assert read(block) == (expected or Article("a", extra={"x": "b", "b": 1}, body=""))


def test_keys_that_differ_only_in_quotes_are_the_same_key() -> None:
    assert problems_of("title: a\non: 1\n'on': 2") == [("NF009", "on")]


def test_the_order_of_the_keys_does_not_matter() -> None:
    one = read("heat: 3\nprovider: {domain: b, name: a}\ntitle: Rain")
    other = read("title: Rain\nheat: 3\nprovider: {name: a, domain: b}")
    assert one == other


@pytest.mark.parametrize("indent", ["", "  ", "      "], ids=["none", "two", "six"])
def test_lists_may_be_indented_at_will(indent: str) -> None:
    block = f"title: a\nimages:\n{indent}- url: b\n{indent}  width: 3\n{indent}-   url: c"
    assert read(block).images == [Image("b", width=3), Image("c")]
