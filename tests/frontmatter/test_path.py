"""A field path finds the values that it names."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from loops import each
from strategies import articles, exact, examples, plain_data

from newsfeed import Article, Document, parse, serialize
from newsfeed._util.messages import did_you_mean
from newsfeed.errors import KeyPath
from newsfeed.frontmatter import Tagged
from newsfeed.frontmatter.path import FieldPath, Item, LiteralKey, split_paths
from newsfeed.frontmatter.read.locations import locate_values
from newsfeed.frontmatter.schema import ANYTHING

DATE = date(2026, 3, 14)
TEXT = """\
---
title: "Tide"
heat: 3
provider:
  name: Harbour Post
  images: [{url: a, width: 50}, {url: b}]
topics: [Sea, Moon]
related:
  - title: "Moon"
    web_url: moon
mood: {now: calm, later: [wild, {deep: 7}], 5: five}
Layout: post
---
Body
"""


def tide() -> Article:
    return parse(TEXT)


# --- Paths ----------------------------------------------------------------------------------------


@each(
    "path, steps",
    [
        ("heat", ("heat",)),
        ("related[2].images[0].width", ("related", 2, "images", 0, "width")),
        ("topics[]", ("topics", None)),
        ("images[000000012]", ("images", 12)),
        ("extra.a-b.c/d.e:", ("extra", "a-b", "c/d", "e:")),
        ("mood[1][2]", ("mood", 1, 2)),
        ('["job title"]', ("job title",)),
        ('["a.b"].c["d]\\"e"]', ("a.b", "c", 'd]"e')),
        ("topics[=Sea]", ("topics", Item("Sea"))),
        ("topics[=a.b, c=d]", ("topics", Item("a.b, c=d"))),
        ('topics[="a]b"]', ("topics", Item("a]b"))),
        ("topics[=]", ("topics", Item(""))),
    ],
)
def test_a_path_is_keys_and_indexes(path: str, steps: tuple[Any, ...]) -> None:
    assert FieldPath(path, Article).steps == steps


@each(
    "path",
    [
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "[0]",
        "a[-1]",
        "a[0]b",
        "a[x]",
        "a b",
        "a=b",
        "a[0123456789]",
        "a,b",
        '["a',
        "[=a]",
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    expected = f"expected a field such as images[0].width, found {path!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
        FieldPath(path, Article)


@each(
    "path, reason",
    [
        ("ttile", "Article has no field ttile; did you mean title?"),
        ("related[0].web-url", "RelatedItem has no field web-url; did you mean webUrl?"),
        ("images[0].widthh", "Image has no field widthh; did you mean width?"),
        ("heat.a", "heat.a: expected nothing, found a"),
        ("heat[0]", "heat[0]: expected nothing, found [0]"),
        ("topics[0][]", "topics[0][]: expected nothing, found []"),
        ("body.a", "body.a: expected nothing, found a"),
        ("topics.a", "topics.a: expected an index such as [0], found a"),
        ("provider[1]", "provider[1]: expected the name of a field, found [1]"),
        ("images[][]", "images[][]: expected the name of a field, found []"),
    ],
)
def test_a_path_that_no_article_can_have_is_refused(path: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        FieldPath(path, Article)


def test_a_quoted_key_is_no_attribute_and_no_role_and_no_typo() -> None:
    assert type(FieldPath('["web_url"]', Article).steps[0]) is LiteralKey
    assert FieldPath('["heta"]', Article).unknown is None
    assert FieldPath('["body"]', Article).role == ""
    assert FieldPath("body", Article).role == "body"
    assert FieldPath("related[0].extra", Article).role == "extra"
    assert FieldPath("extra", Document).role == ""
    assert FieldPath('["web_url"]', Article).leaf is ANYTHING


@each(
    "text, paths",
    [
        ("title", ["title"]),
        ("title,heat", ["title", "heat"]),
        ('a[0],b[=c,d],["e,f"],g[].h', ["a[0]", "b[=c,d]", '["e,f"]', "g[].h"]),
        ("title,", ["title,"]),
        ("a b,c", ["a b,c"]),
    ],
)
def test_several_paths_have_commas_between_them(text: str, paths: list[str]) -> None:
    assert split_paths(text) == paths


@each(
    "path, message, is_mistake",
    [
        ("heta", "Article has no field heta; did you mean heat?", True),
        ("images[0].colour", "Image has no field colour", False),
        ("mood", "Article has no field mood", False),
        ("provider.domainn.x", "Provider has no field domainn; did you mean domain?", True),
    ],
)
def test_the_first_name_that_no_field_has_is_known(
    path: str, message: str, is_mistake: bool
) -> None:
    assert FieldPath(path, Article, any_key=True).unknown == (message, is_mistake)


@each(
    "path, new, beside",
    [
        ("title", "name", "name"),
        ("provider.name", "title", "provider.title"),
        ("provider.name", "provider.title", "provider.title"),
        ("images[].url", "src", "images[].src"),
        ("images[].url", "images[].src", "images[].src"),
        ('og["a.b"]', '["c d"]', 'og["c d"]'),
        ('["a."].b', "c", '["a."].c'),
    ],
)
def test_the_path_of_another_key_of_the_same_mapping(path: str, new: str, beside: str) -> None:
    assert FieldPath(path, Article).beside(new).text == beside


@each(
    "path, new, reason",
    [
        ("topics[0]", "x", "topics[0]: expected a key, found an item of a list"),
        ("provider.name", "heat.title", "heat.title: expected nothing, found title"),
        (
            "provider.name",
            "extra.title",
            "extra.title: expected a key in the same mapping as provider.name",
        ),
        ("title", "a b", "expected a field such as images[0].width, found 'a b'"),
    ],
)
def test_a_key_moves_to_no_other_mapping(path: str, new: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        FieldPath(path, Article).beside(new)


# --- Getting --------------------------------------------------------------------------------------


@each(
    "path, value",
    [
        ("title", "Tide"),
        ("webUrl", None),
        ("published_date_time", None),
        ("provider.name", "Harbour Post"),
        ("provider.images[0].width", 50),
        ("provider.images[].width", [50, None]),
        ("provider.images[].is_cached", [None, None]),
        ("provider.images[2].url", None),
        ("topics", ["Sea", "Moon"]),
        ("topics[]", ["Sea", "Moon"]),
        ("topics[1]", "Moon"),
        ("topics[2]", None),
        ("images[]", []),
        ("related[0].provider.name", None),
        ("related[0].extra", {"web_url": "moon"}),
        ("mood.now", "calm"),
        ("extra.mood.now", "calm"),
        ("mood.later[1].deep", 7),
        ("mood.later[]", ["wild", {"deep": 7}]),
        ("mood.later.deep", None),
        ("mood.now.deep", None),
        ("mood[0]", None),
        ("mood.5", "five"),
        ("Layout", "post"),
        ("layout", None),
        ("extra.ttile", None),
        ("topics[=Moon]", "Moon"),
        ("topics[=Sun]", None),
        ("mood.later[=wild]", "wild"),
        ('mood["5"]', "five"),
        ('["Layout"]', "post"),
        ("body", "Body\n"),  # body
    ],
)
def test_a_path_gives_the_value_that_is_there_or_none(path: str, value: Any) -> None:
    assert FieldPath(path, Article).get(tide()) == value


@each(
    "path, value",
    [
        ("web_url", "a"),
        ("published_date_time", DATE),
        ("images[].isCached", [True, None]),
        ("extra.mood", "calm"),
        ("extra", {"published_date_time": DATE, "mood": "calm", "odd": Tagged("!x", ["a", "b"])}),
        ("odd[]", ["a", "b"]),
        ("odd[1]", "b"),
        ("provider.name", None),
        ("heat.deep", 1),
    ],
)
def test_a_path_leads_into_plain_data_too(path: str, value: Any) -> None:
    data = {
        "webUrl": "a",
        "published_date_time": DATE,  # as it stands here
        "images": [{"isCached": True}, {}],
        "mood": "calm",
        "odd": Tagged("!x", ["a", "b"]),
        "provider": "Post",
        "heat": {"deep": 1},
    }
    model = Document if path == "heat.deep" else Article
    assert FieldPath(path, model).get(data) == value


def plain(value: Any) -> Any:
    """A value as dicts, lists and scalars."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return plain_data(value) if attrs.has(type(value)) else value


NAME = re.compile(r"[^.,\[\]=\s]+")


def written(data: Any, path: KeyPath) -> tuple[str, Any]:
    """A path from an outline as text, and what plain data has there; no text if it has none."""
    text = ""
    for step in path:
        if isinstance(data, list):
            text, data = text + step, data[int(step[1:-1])]
        elif NAME.fullmatch(step):
            text, data = f"{text}.{step}", data[step]
        else:
            return "", None
    return text.removeprefix("."), data


@examples(80)
@given(articles())
def test_every_path_of_an_outline_gives_the_value_that_stands_there(article: Any) -> None:
    data = plain_data(article)
    tried = 0
    for path in locate_values(serialize(article)):
        text, expected = written(data, path)
        if text and not did_you_mean(path[-1], {"extra": 1}):
            tried += 1
            assert exact(plain(FieldPath(text, Article).get(article))) == exact(expected)
    assert tried
