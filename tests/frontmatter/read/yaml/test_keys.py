"""Keys: their formatting, their order, and the unknown ones, which `extra` keeps."""

import attrs
import pytest
from blocks import problems_of, read
from loops import each

from newsfeed import Article, Document, Image, ParseError, Provider, parse, serialize
from newsfeed.errors import Code

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


SPACES = {
    "\u00a0": "NO-BREAK SPACE (U+00A0)",
    "\u2003": "EM SPACE (U+2003)",
    "\u3000": "IDEOGRAPHIC SPACE (U+3000)",
}


@attrs.define
class Closed:
    title: str = ""
    more: dict[str, int] = attrs.field(factory=dict)


@each("space", SPACES)
@each("model", [Article, Closed, Document])
@each(
    "block, line, column",
    [
        ("title: a\nmore:\n__b: 1", 4, 1),
        ("title: a\n_more: 1", 3, 1),
        ("title: a\nmore:\n  b: 1\n__c: 2", 5, 1),
        ("title: a\nmore:\n _b: 1\n _c: 2", 4, 2),
        ("title: a\nmore: {_b: 1}", 3, 8),
        ("title: a\nmore:\n__- 1", 4, 1),
        ("title: a\nmore:\n  b: 1\n _c: 2", 5, 2),
        ("title: a\n__\nmore: {}", 3, 1),
    ],
)
def test_a_unicode_space_is_no_indentation_and_no_key(
    block: str, line: int, column: int, model: type[object], space: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block.replace('_', space)}\n---\n", model=model)
    problem = caught.value.problems[0]
    said = f"expected spaces as indentation, found {SPACES[space]}; replace it with a space"
    assert problem.message.endswith(said)
    assert problem.code in (Code.KEY, Code.SYNTAX)
    assert (problem.line, problem.column) == (line, column)


@each("space", SPACES)
def test_a_quoted_key_and_a_value_may_begin_with_a_unicode_space(space: str) -> None:
    block = f"title: {space}a\n'{space}b': {space}c\nd:\n  - {space}e\nf: {{'{space}g': 1}}"
    note = parse(f"---\n{block}\n---\n", model=Document)
    value = {"title": f"{space}a", f"{space}b": f"{space}c", "d": [f"{space}e"]}
    assert dict(note) == value | {"f": {f"{space}g": 1}}
    made = Document(dict(note), body="")
    assert f'"{space}b": "{space}c"\n' in serialize(made)
    assert parse(serialize(made), model=Document) == note
    note.rename("title", f"{space}title")
    assert serialize(note) == f"---\n{block}\n---\n".replace("title", f"'{space}title'")


@each("written", ["{{ date }}", "{{ page.date | upcase }}"])
def test_a_template_as_a_value_of_a_document_needs_quotes(written: str) -> None:
    with pytest.raises(ParseError, match=r"text that begins with \{ needs quotes") as caught:
        parse(f"---\ndate: {written}\n---\n", model=Document)
    (problem,) = caught.value.problems
    assert (problem.code, problem.key, problem.line, problem.column) == (Code.KEY, "date", 2, 8)
    note = parse(f"---\ndate: '{written}'\n---\n", model=Document)
    assert dict(note) == {"date": written}


@attrs.define
class Post:
    title: str
    web_url: str


@each("key", ["Title", "TITLE"])
def test_a_required_key_in_other_letters_is_suggested(key: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{key}: a\nweb-url: b\n---\n", model=Post)
    assert [problem.message for problem in caught.value.problems] == [
        f"title: this key is missing; found {key}, write title",
        "web_url: this key is missing; found web-url, write web_url",
    ]
    assert problems_of(f"{key}: a") == [("NF010", "title")]


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
