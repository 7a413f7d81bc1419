"""A field path finds, reads and changes the one value that it names."""

import re
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hinted import QUOTE_LIST
from hypothesis import given
from loops import each
from strategies import articles, exact, examples, plain_data

from newsfeed import Article, Image, Provider, RelatedItem, parse, serialize
from newsfeed._util.messages import lookalike
from newsfeed.errors import KeyPath
from newsfeed.frontmatter.path import FieldPath
from newsfeed.frontmatter.read.locations import locate_values
from newsfeed.frontmatter.scalars import Kind

DATE = date(2026, 3, 14)
DAY = datetime(2026, 3, 14, tzinfo=UTC)
POST = Provider("Post", extra={"a": [1, "b"]})
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
    ],
)
def test_a_path_is_keys_and_indexes(path: str, steps: tuple[Any, ...]) -> None:
    assert FieldPath(path, Article).steps == steps


@each(
    "path",
    ["", ".", "a.", ".a", "a..b", "[0]", "a[-1]", "a[0]b", "a[x]", "a b", "a=b", "a[0123456789]"],
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
        ("body", "Body\n"),  # body
    ],
)
def test_a_path_gives_the_value_that_is_there_or_none(path: str, value: Any) -> None:
    assert FieldPath(path, Article).get(tide()) == value


def plain(value: Any) -> Any:
    """A value as dicts, lists and scalars."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return plain_data(value) if attrs.has(type(value)) else value


NAME = re.compile(r"[^.\[\]=\s]+")


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
        if text and lookalike(path[-1], {"extra": 1}) is None:
            tried += 1
            assert exact(plain(FieldPath(text, Article).get(article))) == exact(expected)
    assert tried


# --- Setting --------------------------------------------------------------------------------------


def test_setting_a_value_that_is_there_changes_its_line_alone() -> None:
    article = tide()
    FieldPath("heat", Article).set(article, "4")
    FieldPath("provider.images[1].url", Article).set(article, "c")
    FieldPath("topics[0]", Article).set(article, "Ocean")
    FieldPath("mood.later[1].deep", Article).set(article, "8")
    FieldPath("body", Article).set(article, "New\n")
    new = TEXT.replace("heat: 3", "heat: 4").replace("{url: b}", "{url: c}")
    new = new.replace("[Sea,", "[Ocean,").replace("deep: 7", "deep: 8").replace("Body", "New")
    assert serialize(article) == new


@each(
    "path, text, expected",
    [
        ("webUrl", "https://a.example", Article("A", web_url="https://a.example")),
        ("web_url", "12", Article("A", web_url="12")),
        ("title", "null", Article("null")),
        ("heat", "0x1F", Article("A", heat=31)),
        ("published", "yes", Article("A", published=True)),
        ("publishedDateTime", "2026-03-14", Article("A", published_date_time=DAY)),
        ("topics", "[Sea, 'Moon']", Article("A", topics=["Sea", "Moon"])),
        ("topics[]", "[Sea]", Article("A", topics=["[Sea]"])),
        ("provider.name", "Post", Article("A", provider=Provider("Post"))),
        ("provider", "{name: Post, a: [1, b]}", Article("A", provider=POST)),
        ("images[]", "{url: a, width: 3}", Article("A", images=[Image("a", width=3)])),
        ("images[].url", "a", Article("A", images=[Image("a")])),
        ("related[].title", "B", Article("A", related=[RelatedItem("B")])),
        ("extra.mood", "calm", Article("A", extra={"mood": "calm"})),
        ("extra.mood", "[1, {a: 2026-03-14}]", Article("A", extra={"mood": [1, {"a": DATE}]})),
        ("extra.mood.now[].a", "1", Article("A", extra={"mood": {"now": [{"a": 1}]}})),
        ("extra", "{mood: calm}", Article("A", extra={"mood": "calm"})),
        ("body", "Text.", Article("A", body="Text.")),
    ],
)
def test_what_leads_to_a_value_is_made(path: str, text: str, expected: Article) -> None:
    article = Article("A")
    FieldPath(path, Article).set(article, text)
    assert exact(article) == exact(expected)


@each(
    "path, left",
    [
        ("heat", {"heat": None}),
        ("topics", {"topics": []}),
        ("topics[0]", {"topics": ["Moon"]}),
        ("topics[]", {}),
        ("provider", {"provider": None}),
        ("related[0]", {"related": []}),
        ("related[0].extra", {"related": [RelatedItem("Moon")]}),
        ("Layout", {"extra": {"mood": tide().extra["mood"]}}),
        ("mood.later", {"extra": {"mood": {"now": "calm", "5": "five"}, "Layout": "post"}}),
        ("extra.mood", {"extra": {"Layout": "post"}}),
        ("extra", {"extra": {}}),
        ("body", {"body": ""}),
        ("images[].url", {}),
        ("related[0].provider.name", {}),
        ("related[0].provider.images[].url", {}),
        ("extra.nothing", {}),
        ("extra.a.b", {}),
        ("mood.new.er", {}),
        ("extra.a[]", {}),
        ("extra.a[].b[].c", {}),
    ],
)
def test_nothing_clears_a_field_and_takes_an_item_out(path: str, left: dict[str, Any]) -> None:
    for text in ("", "~") if FieldPath(path, Article).leaf.kind is not Kind.TEXT else ("",):
        article = tide()
        FieldPath(path, Article).set(article, text)
        assert exact(article) == exact(attrs.evolve(tide(), **left))


def test_a_key_of_null_is_cleared_itself_and_not_by_what_would_be_in_it() -> None:
    article = Article("A", extra={"mood": None})
    FieldPath("extra.mood.now", Article).set(article, "")
    assert article.extra == {"mood": None}
    FieldPath("mood", Article).set(article, "")
    assert article.extra == {}


@each(
    "path, text, reason",
    [
        ("topics[2]", "Sea", "topics[2]: there is no item [2]; the list has 2"),
        ("images[0].url", "a", "images[0].url: there is no item [0]; the list has 0"),
        ("images[].width", "3", "images[].width: there is no Image yet; set its url first"),
        ("related[].provider.name", "Post", "there is no RelatedItem yet; set its title first"),
        ("related[0].provider.domain", "a", "there is no Provider yet; set its name first"),
        ("related[0].provider.color", "a", "there is no Provider yet; set its name first"),
        ("mood.now.deep", "1", "expected a mapping that holds deep, found 'calm'"),
        ("mood.later.deep", "1", "expected a mapping that holds deep, found ['wild', {'deep': 7}]"),
        ("mood.now[]", "1", "mood.now[]: expected a list, found 'calm'"),
        ("mood.a.b[2]", "1", "mood.a.b[2]: there is no item [2]; the list has 0"),
        ("extra[]", "1", "extra[]: expected a list, found "),
        ("color", "red", "color: there is no such key; make it with extra.color"),
        ("related[0].color", "red", "there is no such key; make it with extra.color"),
        ("title", "", "title: it is required, and cannot be cleared"),
        ("heat", "hot", "heat: expected an integer, found 'hot'"),
        ("published", "'yes'", "published: expected true or false without quotes, found 'yes'"),
        ("topics", "Sea", "topics: expected a list, found 'Sea'"),
        (
            "topics",
            "[Sea, [a]]",
            f"topics[1]: expected text, found a list{QUOTE_LIST}",
        ),
        ("images", "[{width: 3}]", "images[0].url: this key is missing"),
        (
            "provider",
            "{name: a, images: [{url: b, width: c}]}",
            "provider.images[0].width: expected",
        ),
        ("extra.a", "[1", "extra.a: not valid YAML: "),
        ("extra.a", "*b", "extra.a: the alias *b has no anchor before it"),
        ("heat", "3\n", "heat: expected one value on one line"),  # line end
        ("heat", "3\nheat: 4", "heat: expected one value on one line"),  # lines
        ("heat", "3\rheat: 4", "heat: expected one value on one line"),  # returns
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changed(
    path: str, text: str, reason: str
) -> None:
    article = tide()
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        FieldPath(path, Article).set(article, text)
    assert str(caught.value).startswith(path.partition("[")[0])
    assert exact(article) == exact(tide())


def test_a_value_is_read_as_its_field_has_it() -> None:
    assert FieldPath("excerpt", Article).read(" a: [b ") == " a: [b "
    assert FieldPath("heat", Article).read(" 3 ") == 3
    assert FieldPath("heat", Article).read("~") is None
    assert FieldPath("images[]", Article).read("{url: 'a'}") == Image("a")
    assert FieldPath("extra.a", Article).read("NO") == "NO"
