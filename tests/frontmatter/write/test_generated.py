"""The generated functions write the bytes that the emitter writes, or leave an instance to it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import articles, examples
from unusual import (
    BERLIN,
    FIRST,
    NEVER,
    NOON,
    TWICE,
    VALUES,
    Checked,
    Colour,
    Converted,
    Hooked,
    Line,
    Mismatched,
    Part,
    Plain,
    Text,
)

from newsfeed import (
    Article,
    Document,
    Image,
    Provider,
    RelatedItem,
    SerializeError,
    parse,
    serialize,
)
from newsfeed.frontmatter import write
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.text import quoting
from newsfeed.frontmatter.write.generated import write_usual

NEWLINES = "\n", "\r\n"


def outcome(instance: Any, newline: str) -> Any:
    try:
        return serialize(instance, newline=newline)
    except Exception as error:
        return type(error), str(error), getattr(error, "key", None)


def both(instance: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the outcome, and what it is without the generated functions, with LF and CRLF."""
    for newline in NEWLINES:
        found = outcome(instance, newline)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(write, "write_usual", lambda *_: None)
            yield found, outcome(instance, newline)


def is_usual(instance: Any) -> bool:
    return all(write_usual(instance, schema_of(type(instance)), each) for each in NEWLINES)


@examples(100)
@given(articles())
def test_any_article_is_written_as_the_emitter_writes_it(article: Article) -> None:
    for found, expected in both(article):
        assert found == expected


@pytest.mark.shared
def test_every_news_file_is_written_by_the_generated_functions(shared: Path) -> None:
    paths = sorted((shared / "corpus/news").glob("*.md"))
    assert paths
    for path in paths:
        article = attrs.evolve(parse(path.read_bytes().decode()), source=None)
        assert is_usual(article)
        for found, expected in both(article):
            assert found == expected


NEWS = [Article, RelatedItem, Provider, Image]
MODELS = [Plain, Converted, Hooked, Mismatched, Checked, Line, Part, *NEWS]


def new(model: type[Any]) -> Any:
    return model("Rain") if model in NEWS else model()


def names_of(model: type[Any]) -> list[str]:
    return [name for name in schema_of(model).defaults if name not in ("source", "path")]


@each("model", MODELS)
def test_any_value_anywhere_is_written_or_rejected_as_by_the_emitter(model: type[Any]) -> None:
    for name in names_of(model):
        for value in VALUES:
            instance = new(model)
            setattr(instance, name, value)
            for found, expected in both(instance):
                assert found == expected, (name, value)


@examples(300)
@given(st.data(), st.sampled_from(MODELS))
def test_several_values_are_written_or_rejected_as_by_the_emitter(
    data: st.DataObject, model: type[Any]
) -> None:
    instance = new(model)
    for name in names_of(model):
        number = data.draw(st.integers(0, 3 * len(VALUES)))
        if number < len(VALUES):
            setattr(instance, name, VALUES[number])
    for found, expected in both(instance):
        assert found == expected


def nested(depth: int) -> Part:
    part = Part("x")
    for _ in range(depth):
        part = Part("x", [Part("y"), part])
    return part


USUAL = [
    Plain(),
    Plain(flag=True, word="NO", quoted="a\nb", integer=-1, number=1e300, decimal=Decimal("1.50")),
    Plain(day=date(1, 1, 1), when=NOON.astimezone(BERLIN), moments=[FIRST]),
    Plain(words=["", "null"], integers=[3, 4], part=Part("x"), parts=[Part("x"), Part("y")]),
    Plain(part=Part("x", part=Part("y"))),
    Plain(parts=[nested(9)], body="\r---\n"),
    Hooked(when=NOON),
    Checked(words=["a"], when=NOON),
    Line("it's", [1.5, -0.0]),
]
UNUSUAL = [
    Document(),
    Plain(extra={"a": 1}),
    Plain(word="x", integer=10**18),
    Plain(moments=[NOON.astimezone(BERLIN)]),
    Plain(number=float("inf")),
    Plain(part=Part()),
    Plain(parts=[nested(30)]),
    Plain(rows=[[1]]),
    Plain(mapping={"a": 1}),
    Plain(either=3),
    Converted(names=("a",)),
    Converted(colours=[Colour.RED]),
]


@each("instance", USUAL)
def test_usual_values_are_written_by_the_generated_functions(instance: Any) -> None:
    assert is_usual(instance)
    for found, expected in both(instance):
        assert found == expected
        assert isinstance(found, str)


@each("instance", UNUSUAL)
def test_values_that_only_the_yaml_reader_reads_are_left_to_the_emitter(instance: Any) -> None:
    for newline in NEWLINES:
        assert write_usual(instance, schema_of(type(instance)), newline) is None
    for found, expected in both(instance):
        assert found == expected
        assert isinstance(found, str)


@each("body", ["\ud800", Text("text"), None, 3])
def test_a_body_that_is_not_a_usual_string_is_left_to_the_emitter(body: Any) -> None:
    assert write_usual(Plain(body=body), schema_of(Plain), "\n") is None
    for found, expected in both(Plain(body=body)):
        assert found == expected


def test_an_instance_that_contains_itself_is_rejected() -> None:
    part = Part("x")
    part.parts = [Part("y"), part, part]
    with pytest.raises(SerializeError, match="100 levels"):
        serialize(part)


def test_a_time_that_clocks_skip_is_rejected_where_the_class_makes_the_same_of_it() -> None:
    for when in (TWICE, TWICE.replace(fold=1), NEVER):
        with pytest.raises(SerializeError, match=r"Europe/Berlin (skip|repeat) this hour"):
            serialize(Hooked(when=when))


def test_a_default_of_another_type_than_the_hint_is_rejected() -> None:
    with pytest.raises(SerializeError, match="expected an integer, found 'a'"):
        serialize(Mismatched())
    with pytest.raises(SerializeError, match="expected a date, found ''"):
        serialize(Mismatched(number=3))


def test_a_name_that_is_a_keyword_is_left_to_the_emitter() -> None:
    model = pydantic.create_model("Model", **{"class": (int, 3)})  # type: ignore[call-overload]
    assert serialize(model()) == "---\nclass: 3\n---\n\n"


def test_an_instance_is_written_again_after_a_change() -> None:
    article = Article("Rain", topics=["AI"])
    assert "AI" in serialize(article)
    article.topics.clear()
    article.heat = 3
    assert serialize(article) == '---\ntitle: "Rain"\nheat: 3\n---\n\n'


def test_printable_characters_need_no_escapes() -> None:
    for start in range(0, 0x110000, 0x1000):
        text = "".join(filter(str.isprintable, map(chr, range(start, start + 0x1000))))
        assert quoting._UNPRINTABLE.search(text) is None


@each("text", ['say "so"', "a\\b", "雨", "a\tb", "\x85", ""])
def test_the_methods_of_a_class_of_strings_are_not_called(text: str) -> None:
    assert quoting.double_quoted(Text(text)) == quoting.double_quoted(text)


def test_an_equal_string_of_another_class_is_not_written_in_its_place() -> None:
    assert quoting.unquoted(Text("tide")) == quoting.key_text(Text("tide")) == "tide"
    assert "\nword: tide\n" in serialize(Plain(word="tide"))
    assert serialize(Document({"tide": 1})) == "---\ntide: 1\n---\n"
