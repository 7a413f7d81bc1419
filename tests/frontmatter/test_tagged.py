"""Values with tags of their own: in untyped places they are kept, and written as they are read."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Annotated, Any

import attrs
import pytest
from loops import each

from newsfeed import Article, Document, Feed, ParseError, SerializeError, parse, serialize
from newsfeed.cli.formats import as_json, as_line, csv_form
from newsfeed.export import api_item
from newsfeed.frontmatter import QUOTED, As, Tagged
from newsfeed.frontmatter.schema import is_model
from newsfeed.tables.columns import columns_of

pytestmark = pytest.mark.usefixtures("each_loader")

TEXT = """\
---
title: Tide
date: !r Sys.Date()
plot: !include {file: tide.yml, sizes: [!mm 3, 4]}
tags: [!t sea, !t ]
---
"""


def note(block: str) -> Document:
    return parse(f"---\n{block}\n---\n", model=Document)


def value(block: str) -> Any:
    return note(f"x: {block}")["x"]


@each(
    "block, tag, inner",
    [
        ("!include x.yml # c", "!include", "x.yml"),
        ("!r Sys.Date()", "!r", "Sys.Date()"),
        ("!t 3", "!t", "3"),
        ("!t null", "!t", "null"),
        ("!t", "!t", ""),
        ("!t ''", "!t", ""),
        ('!t "a\\nb"', "!t", "a\nb"),
        ("!t |\n  a\n  b", "!t", "a\nb\n"),
        ("!t\n  a\n  b", "!t", "a b"),
        ("!Ref {a: 3, b: [true, ~]}", "!Ref", {"a": 3, "b": [True, None]}),
        ("!Join\n- 1\n- !Ref\n  a: !t 3", "!Join", [1, Tagged("!Ref", {"a": Tagged("!t", "3")})]),
        ("!t []", "!t", []),
        ("&a !t b", "!t", "b"),
        ("!t &a b", "!t", "b"),
        ("!ruby/object:Note {}", "!ruby/object:Note", {}),
        ("!Fn::Sub a", "!Fn::Sub", "a"),
        ("!<tag:harbour.example,2026:a> b", "!<tag:harbour.example,2026:a>", "b"),
        ("!<!t> b", "!t", "b"),
    ],
)
def test_a_tag_is_kept_with_its_value(block: str, tag: str, inner: Any) -> None:
    found = value(block)
    assert found == Tagged(tag, inner)
    assert (type(found), type(found.value)) == (Tagged, type(inner))
    assert parse(serialize(Document({"x": found})), model=Document)["x"] == found


def test_an_alias_has_the_tag_of_its_anchor() -> None:
    assert dict(note("x: &a !t [1]\ny: *a")) == {"x": Tagged("!t", [1]), "y": Tagged("!t", [1])}


@attrs.define
class Plan:
    any_value: Any = None
    quoted: Annotated[Any, QUOTED] = None
    mapping: dict[str, Any] = attrs.field(factory=dict)
    items: list[Any] = attrs.field(factory=list)
    pair: tuple[Any, ...] = ()
    hidden: Annotated[Any, As(Any, read=lambda found: [found], write=lambda own: own[0])] = None


PLAN = """\
---
any_value: !t a
quoted: !t 3
mapping: {a: !t []}
items:
- !t
pair: [!t 3]
hidden: !t a
---
"""


def test_fields_of_untyped_values_may_have_tags() -> None:
    plan = parse(PLAN, model=Plan)
    assert (plan.any_value, plan.quoted) == (Tagged("!t", "a"), Tagged("!t", "3"))
    assert (plan.mapping, plan.items) == ({"a": Tagged("!t", [])}, [Tagged("!t", "")])
    assert (plan.pair, plan.hidden) == ((Tagged("!t", "3"),), [Tagged("!t", "a")])
    assert serialize(plan) == PLAN
    assert serialize(attrs.evolve(plan)) == (
        '---\nany_value: !t a\nquoted: !t "3"\nmapping:\n  a: !t []\nitems:\n  - !t ""\n'
        'pair:\n  - !t "3"\nhidden: !t a\n---\n\n'
    )


def test_a_problem_inside_a_tagged_value_is_reported() -> None:
    with pytest.raises(ParseError, match=r"x\.a: the key already stands"):
        value("!t {a: 1, a: 2}")


def test_a_tag_of_python_is_an_error() -> None:
    with pytest.raises(ParseError, match=r"python/name:os\.system has no meaning"):
        value("!!python/name:os.system")


@each("given", [Tagged("!t", "a"), Tagged("!t", ["a", Tagged("!u", {"b": 1})])])
@each("again", [copy.copy, copy.deepcopy, lambda given: pickle.loads(pickle.dumps(given))])
def test_a_tagged_value_is_immutable_and_equal_by_value(
    given: Tagged, again: Callable[[Any], Any]
) -> None:
    assert again(given) == given
    assert given not in (Tagged("!other", given.value), Tagged(given.tag, "other"), given.value)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        given.tag = "!u"  # type: ignore[misc]


def test_a_tagged_value_is_no_model_and_no_hint() -> None:
    assert not is_model(Tagged)
    model = attrs.make_class("Noted", {"x": attrs.field(type=Tagged)})
    with pytest.raises(TypeError, match="not supported"):
        parse("---\nx: !t a\n---\n", model=model)


@each(
    "old, new, is_same",
    [
        (Tagged("!t", "a"), Tagged("!t", "a"), True),
        (Tagged("!t", "a"), Tagged("!u", "a"), False),
        (Tagged("!t", ["a"]), Tagged("!t", ["b"]), False),
        (Tagged("!t", [1]), Tagged("!t", [True]), False),
        (Tagged("!t", [1.0]), Tagged("!t", [1]), False),
        (Tagged("!t", [float("nan")]), Tagged("!t", [float("nan")]), True),
        (Tagged("!t", {"a": 1, "b": 2}), Tagged("!t", {"b": 2, "a": 1}), True),
        (Tagged("!t", "a"), "a", False),
        (Tagged("!t", ["a"]), ["!t", ["a"]], False),
    ],
)
def test_values_that_differ_are_written(old: Any, new: Any, is_same: bool) -> None:
    source = serialize(Document({"x": old})).replace("x: ", "x:  ")
    text = serialize(Document({"x": new}, source=source))
    assert (text == source) is is_same


@each(
    "wrong",
    [
        *(
            "",
            "!",
            "t",
            "!!t",
            "!a b",
            "!a,",
            "!a:",
            "!a!b",
            "![a]",
            "!é",
            "!a%20b",
            f"!{'a' * 100}",
        ),
        *(
            "!<a>",
            "!<tag:yaml.org,2002:python/name:os>",
            "!<tag:yaml.org,2002:str>",
            "!<a:b c>",
            3,
            None,
        ),
    ],
)
def test_a_tag_that_readers_disagree_on_is_refused(wrong: Any) -> None:
    with pytest.raises(SerializeError, match="a tag such as !include") as caught:
        serialize(Document({"x": [Tagged(wrong, "a")]}))
    assert caught.value.key == "x[0]"


@each("wrong", [3, None, True, ("a",), Tagged("!t", "a")])
def test_the_value_of_a_tag_is_text_or_a_collection(wrong: Any) -> None:
    with pytest.raises(SerializeError, match="with text, a list or a dict") as caught:
        serialize(Document({"x": Tagged("!t", wrong)}))
    assert caught.value.key == "x"


@each("inner, key", [(["a", {1}], "x[1]"), ({"a": object()}, "x.a"), ("\ud800", "x")])
def test_what_cannot_be_written_has_its_key_inside_a_tagged_value(inner: Any, key: str) -> None:
    with pytest.raises(SerializeError) as caught:
        serialize(Document({"x": Tagged("!t", inner)}))
    assert caught.value.key == key


def test_a_tagged_value_that_contains_itself_is_refused() -> None:
    looped: list[Any] = []
    looped.append(Tagged("!t", looped))
    with pytest.raises(SerializeError, match="levels of nesting"):
        serialize(Document({"x": looped}))


def test_a_typed_field_refuses_a_tagged_value() -> None:
    with pytest.raises(SerializeError, match="expected text, found Tagged"):
        serialize(Article(Tagged("!t", "a")))  # type: ignore[arg-type]


def test_json_has_the_text_with_its_tag_and_collections_without() -> None:
    article = parse(TEXT)
    data = json.loads(as_json(article))
    assert data["date"] == "!r Sys.Date()"
    assert data["plot"] == {"file": "tide.yml", "sizes": ["!mm 3", 4]}
    assert api_item(article)["tags"] == ["!t sea", "!t "]
    assert as_line(article.extra["date"]) == "!r Sys.Date()"
    assert '""!tagged"": [""!r"", ""Sys.Date()""]' in csv_form(columns_of(Article)).text(article)


def test_what_walks_values_accepts_tagged_ones() -> None:
    article, document = parse(TEXT), parse(TEXT, model=Document)
    feed = Feed([article, Article("Moon", extra={"date": Tagged("!r", "a")})])
    assert Feed.from_arrow(feed.to_arrow()) == feed
    assert [each.title for each in feed.sorted("date")] == ["Tide", "Moon"]
    assert feed.sorted("plot") == feed
    assert len(feed.group_by("date")) == 2
    assert "Sys.Date()" in (document._repr_html_() or "")
    assert "date=Tagged(tag='!r'" in repr(document)
