"""Canonical writing: what every YAML reader takes for the value, and refusals that name the key."""

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from newsfeed import Article, Image, Provider, RelatedItem, SerializeError, parse, serialize

Reader = Callable[[str], Any]


def ruamel(version: tuple[int, int] | None) -> Reader:
    def read(block: str) -> Any:
        loader = YAML(typ="safe", pure=True)
        loader.version = version
        return loader.load(block)

    return read


READERS: dict[str, Reader] = {
    "PyYAML": yaml.safe_load,
    "libyaml": lambda block: yaml.load(block, getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
    "ruamel.yaml 1.2": ruamel(None),
    "ruamel.yaml 1.1": ruamel((1, 1)),
}


def block_of(text: str) -> str:
    """Take the block out of a text with the default body."""
    assert text.startswith("---\n")
    assert text.endswith("---\n\n")
    return text[4:-5]


# The canonical form


def test_every_field_has_its_place_and_its_style() -> None:
    then = datetime(2021, 12, 10, 14, 30, tzinfo=UTC)
    image = Image(
        "https://a.example/i.jpg",
        width=1280,
        height=640,
        title="T",
        attribution="A",
        is_cached=True,
        extra={"alt": "x"},
    )
    article = Article(
        "Rain",
        category="news",
        excerpt="It rains.",
        published_date_time=then,
        original_url="https://a.example/o",
        web_url="https://a.example/w",
        amp_web_url="https://a.example/amp",
        cdn_amp_web_url="https://a-example.cdn.ampproject.org/c/s/a.example/amp",
        type="article",
        quality=87,
        heat=-1,
        published=False,
        featured_content="<b>",
        provider=Provider("Daily", domain="a.example", images=[Image("u")], extra={"rank": 1}),
        topics=["AI", "Sea"],
        images=[image, Image("v")],
        related=[
            RelatedItem(
                "Sun",
                excerpt="E",
                published_date_time=then,
                web_url="w",
                amp_web_url="a",
                cdn_amp_web_url="c",
                type="article",
                provider=Provider("Other"),
                quality=94,
                images=[Image("x", height=2)],
                extra={"z": [1, {"k": None}]},
            ),
            RelatedItem("Moon"),
        ],
        secured="b64;b64==",
        extra={"layout": "post", "nested": {"list": ["a", {"b": 2, "c": []}], "empty": {}}},
        body="\nText\n",
    )
    assert serialize(article) == CANONICAL
    assert parse(CANONICAL) == article


CANONICAL = """\
---
category: news
title: "Rain"
excerpt: "It rains."
publishedDateTime: 2021-12-10T14:30:00Z
originalUrl: "https://a.example/o"
webUrl: "https://a.example/w"
ampWebUrl: "https://a.example/amp"
cdnAmpWebUrl: "https://a-example.cdn.ampproject.org/c/s/a.example/amp"
type: article
quality: 87
heat: -1
published: false

featuredContent: "<b>"

provider:
  name: Daily
  domain: a.example
  images:
    - url: "u"
  rank: 1

topics:
  - AI
  - Sea

images:
  - url: "https://a.example/i.jpg"
    width: 1280
    height: 640
    title: "T"
    attribution: "A"
    isCached: true
    alt: x
  - url: "v"

related:
  - title: "Sun"
    excerpt: "E"
    publishedDateTime: 2021-12-10T14:30:00Z
    webUrl: "w"
    ampWebUrl: "a"
    cdnAmpWebUrl: "c"
    type: article
    provider:
      name: Other
    quality: 94
    images:
      - url: "x"
        height: 2
    z:
      - 1
      - k: null
  - title: "Moon"

secured: "b64;b64=="
layout: post
nested:
  list:
    - a
    - b: 2
      c: []
  empty: {}
---

Text
"""


@pytest.mark.parametrize(
    ("article", "block"),
    [
        pytest.param(Article("a"), 'title: "a"\n', id="title alone"),
        pytest.param(Article("a", topics=["b"]), 'title: "a"\n\ntopics:\n  - b\n', id="section"),
        pytest.param(
            Article("a", secured="s", images=[]), 'title: "a"\n\nsecured: "s"\n', id="no empty list"
        ),
        pytest.param(
            Article("a", published=True, heat=0),
            'title: "a"\nheat: 0\npublished: true\n',
            id="zero",
        ),
    ],
)
def test_what_is_absent_leaves_no_trace(article: Article, block: str) -> None:
    assert serialize(article) == f"---\n{block}---\n\n"


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        pytest.param('say "so"', r'"say \"so\""', id="quote"),
        pytest.param("C:\\data", r'"C:\\data"', id="backslash"),
        pytest.param("a\nb\r\n", r'"a\nb\r\n"', id="line ends"),
        pytest.param("a\tb", '"a\tb"', id="tab is raw"),
        pytest.param("é 雨 😀 it's # : {}", '"é 雨 😀 it\'s # : {}"', id="raw"),
        pytest.param("", '""', id="empty"),
        pytest.param("\x00\x07\x7f\x9f", r'"\x00\x07\x7F\x9F"', id="control characters"),
    ],
)
def test_a_quoted_field_escapes_only_what_it_must(value: str, quoted: str) -> None:
    text = serialize(Article(value))
    assert text in (
        f"---\ntitle: {quoted}\n---\n\n",
        f"---\ntitle: {quoted}\n---\n\n".expandtabs(1),
    )
    assert parse(text).title == value


# Text that every reader takes for text


BOOLEANS = [
    spelling
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false")
    for spelling in dict.fromkeys((word, word.capitalize(), word.upper()))
]
UNSAFE = [
    *BOOLEANS,
    # null, the value and the merge key
    *["", "~", "null", "Null", "NULL", "=", "<<"],
    # numbers of YAML 1.1, YAML 1.2 and Ruby's Psych
    *["0", "3", "-3", "+3", "0123", "089", "0o17", "0x1F", "0XFF", "0b101", "1_000", "_", "1__"],
    *["+_", "-_", "_1", "+_1", "-_7", "__"],
    *["1,000", "1,000.5", "-1,0", "0x1,F", "3.0", "3.", ".5", "-.5", "+.5", "1e3", "1E3", "1e+3"],
    *["1.5e3", "1.5e-3", ".5e1", ".inf", "-.inf", "+.INF", ".Inf", ".nan", ".NaN", ".NAN"],
    *["685_230.15", "6.8523015e+5", "685.230_15e+03"],
    # base 60
    *["10:00", "1:30:00", "190:20:30", "190:20:30.15", "-1:30", "+1:00", "20:30.5"],
    # dates and timestamps
    *["2021-12-10", "2021-1-5", "2021-12-10T14:30:00Z", "2021-12-10 14:30:00 -0800"],
    *["2021-12-10t14:30:00.5z", "2021-12-10 14:30", "2001-12-14 21:59:43.10 -5"],
    # indicators
    *[
        "-",
        "- a",
        "--",
        "---",
        "--- a",
        "...",
        "?",
        "? a",
        ":",
        ": a",
        "a:",
        "a: b",
        "a :",
        "a : b",
    ],
    *[",", ", a", "[", "]", "[a]", "{", "}", "{a: b}", "#", "# a", "a #", "a # b", "&", "&a", "*"],
    *[
        "*a",
        "!",
        "!a",
        "!!str",
        "|",
        "|-",
        ">",
        ">+",
        "'",
        "'a'",
        '"',
        '"a"',
        "%",
        "%a",
        "@a",
        "`a`",
    ],
    *[
        "a,b",
        "a, b",
        "a]",
        "a}",
        "a[0]",
        "a{b}",
        "a?",
        "a?b",
        "a? b",
        ":a",
        "?a",
        "-a",
        "a:b",
        "a#b",
    ],
    # blanks and what cannot be seen
    *[
        " ",
        " a",
        "a ",
        "\t",
        "\ta",
        "a\t",
        "a\tb",
        "a  b",
        "\n",
        "a\n",
        "\na",
        "a\n\nb",
        "\r",
        "a\rb",
    ],
    *["\0", "\x07", "\x1b", "\x7f", "\x80", "\x85", "a\x85b", "\x9f", "\xa0", "\u2028", "a\u2029b"],
    *[
        "\u200b",
        "\u200e",
        "\u3000",
        "\ufeff",
        "a\ufeffb",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\U0001f600",
    ],
    *["\U0010ffff", "e\u0301", "\\", "a\\nb", "\\x41", "it's", 'say "so"', "雨", "١٢٣"],
]
NEVER_PLAIN = [
    *BOOLEANS,
    *["~", "null", "=", "<<", "0", "3", "-3", "+3", "0123", "0o17", "0x1F", "0b101", "1_000"],
    *["1,000", "1,000.5", "3.0", "3.", ".5", "1e3", "1.5e3", ".inf", "-.inf", ".nan", "10:00"],
    *["1:30:00", "190:20:30.15", "2021-12-10", "2021-1-5", "2021-12-10T14:30:00Z"],
]


def holding(text: str) -> Article:
    """Put a text wherever an article can hold one."""
    return Article(
        text,
        category=text,
        provider=Provider(text, domain=text),
        topics=[text, text],
        images=[Image(text)],
        extra={"x": text, "u": [text, [text]], "v": {f"k{text}": text, text: [text]}},
    )


FLOW = """\
---
title: 'a'
category: o
provider: {name: b, domain: 'c'}
topics: [d, "e"]
images: [{url: f}]
x: g
u: [h, [i]]
v: {j: k, l: [m]}
---

"""


def seen_by(read: Reader, article: Article, text: str) -> None:
    """Check that a reader finds in a text what an article holds."""
    assert article.provider is not None
    assert read(block_of(text)) == {
        "title": article.title,
        "category": article.category,
        "provider": {"name": article.provider.name, "domain": article.provider.domain},
        "topics": article.topics,
        "images": [{"url": article.images[0].url}],
        **article.extra,
    }


def edited(article: Article) -> str:
    """Write the values of an article into a text full of flow collections and quotes."""
    target = parse(FLOW)
    fields = {"title", "category", "provider", "topics", "images", "extra"}
    for name in fields:
        setattr(target, name, getattr(article, name))
    return serialize(target)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", UNSAFE)
def test_every_reader_takes_a_written_text_for_that_text(text: str, reader: str) -> None:
    article = holding(text)
    seen_by(READERS[reader], article, serialize(article))
    seen_by(READERS[reader], article, edited(article))


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=12))
def test_any_text_at_all_reads_back_with_every_reader(reader: str, text: str) -> None:
    article = holding(text)
    seen_by(READERS[reader], article, serialize(article))
    seen_by(READERS[reader], article, edited(article))


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(alphabet="0123456789_,.:-+eExobTtZz~nulyfaINF =<", max_size=8))
def test_any_text_like_a_number_or_a_date_reads_back_with_every_reader(
    reader: str, text: str
) -> None:
    article = holding(text)
    seen_by(READERS[reader], article, serialize(article))


@given(st.text(max_size=200))
def test_any_text_reads_back_here(text: str) -> None:
    article = holding(text)
    assert parse(serialize(article)) == article
    assert attrs.evolve(parse(edited(article)), source=None) == article


@pytest.mark.parametrize("word", NEVER_PLAIN)
def test_a_word_with_another_meaning_for_some_reader_is_quoted(word: str) -> None:
    text = serialize(Article("a", provider=Provider(word), topics=[word], extra={word: word}))
    assert f'  name: "{word}"\n' in text
    assert f'  - "{word}"\n' in text
    assert f'"{word}": "{word}"\n' in text


@pytest.mark.parametrize(
    "word",
    [
        *["AI", "Power Apps", "a.b", "wsj.com", "C++", "C#", "it's", "a, b", "R&D", "x=1", "a_b"],
        *[
            "3 apples",
            "2021 in review",
            "v1.2",
            "1.2.3",
            "雨",
            "nothing",
            "yesterday",
            "http://a/b?c",
        ],
    ],
)
def test_a_plain_field_stays_plain_where_that_is_safe(word: str) -> None:
    assert f"\n  - {word}\n" in serialize(Article("a", topics=[word]))


# Numbers, dates and timestamps under unknown keys


@given(st.floats(allow_nan=False))
def test_every_reader_takes_a_float_for_that_float(value: float) -> None:
    text = serialize(Article("a", extra={"x": value, "y": [value]}))
    seen = [read(block_of(text))["x"] for read in READERS.values()]
    for found in (*seen, parse(text).extra["x"]):
        assert type(found) is float
        assert found == value
        assert math.copysign(1, found) == math.copysign(1, value)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_takes_not_a_number_for_that(reader: str) -> None:
    found = READERS[reader](block_of(serialize(Article("a", extra={"x": math.nan}))))["x"]
    assert math.isnan(found)


@given(st.integers(), st.booleans(), st.dates())
def test_every_reader_takes_integers_booleans_and_dates_for_that(
    number: int, boolean: bool, day: date
) -> None:
    values: dict[str, Any] = {"i": number, "b": boolean, "n": None, "e": [], "m": {}}
    text = serialize(Article("a", quality=number, published=boolean, extra={**values, "d": day}))
    assert parse(text).extra == {**values, "d": day}
    for read in READERS.values():
        found = read(block_of(text))
        assert {key: found[key] for key in values} == values
        assert type(found["b"]) is bool
        assert (found["quality"], found["published"]) == (number, boolean)
        assert str(found["d"]) == day.isoformat()


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_reader_of_yaml_1_1_takes_a_timestamp_for_that_moment(value: datetime) -> None:
    text = serialize(Article("a", published_date_time=value, extra={"x": value}))
    for reader in ("PyYAML", "libyaml"):
        found = READERS[reader](block_of(text))
        assert (found["publishedDateTime"], found["x"]) == (value, value)


# Refusals


def looped() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


NAIVE = datetime(2021, 12, 10, 14, 30)
TOO_EARLY = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
TOO_LATE = datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "naive timestamp": ({"published_date_time": NAIVE}, "publishedDateTime"),
    "date for timestamp": ({"published_date_time": date(2021, 12, 10)}, "publishedDateTime"),
    "text for timestamp": ({"published_date_time": "2021-12-10"}, "publishedDateTime"),
    "timestamp before year 1": ({"published_date_time": TOO_EARLY}, "publishedDateTime"),
    "timestamp after year 9999": ({"published_date_time": TOO_LATE}, "publishedDateTime"),
    "naive timestamp in extra": ({"extra": {"x": {"y": [NAIVE]}}}, "x.y[0]"),
    "surrogate in title": ({"title": "a\ud800b"}, "title"),
    "surrogate in category": ({"category": "\udfff"}, "category"),
    "surrogate in topic": ({"topics": ["a", "\ud83d"]}, "topics[1]"),
    "surrogate in body": ({"body": "\ud83d\n"}, "body"),
    "surrogate in extra": ({"extra": {"x": ["\ud83d"]}}, "x[0]"),
    "surrogate in extra key": ({"extra": {"x\ud83d": 1}}, ""),
    "None for title": ({"title": None}, "title"),
    "None for name": ({"provider": Provider(None)}, "provider.name"),  # type: ignore[arg-type]
    "None for url": ({"images": [Image("a"), Image(None)]}, "images[1].url"),  # type: ignore[arg-type]
    "None in topics": ({"topics": [None]}, "topics[0]"),
    "None in images": ({"images": [None]}, "images[0]"),
    "None for list": ({"topics": None}, "topics"),
    "None for body": ({"body": None}, "body"),
    "None for extra": ({"extra": None}, "extra"),
    "int for text": ({"title": 3}, "title"),
    "bytes for text": ({"title": b"a"}, "title"),
    "path for text": ({"category": Path("a")}, "category"),
    "list for text": ({"category": ["a"]}, "category"),
    "bool for int": ({"heat": True}, "heat"),
    "float for int": ({"heat": 3.0}, "heat"),
    "text for int": ({"heat": "3"}, "heat"),
    "huge int": ({"heat": 10**5000}, "heat"),
    "huge int in extra": ({"extra": {"x": [10**5000]}}, "x[0]"),
    "int for bool": ({"published": 1}, "published"),
    "text for bool": ({"published": "false"}, "published"),
    "text for list": ({"topics": "AI"}, "topics"),
    "tuple for list": ({"topics": ("AI",)}, "topics"),
    "dict for list": ({"images": {}}, "images"),
    "int in topics": ({"topics": ["a", 3]}, "topics[1]"),
    "list in topics": ({"topics": [["a"]]}, "topics[0]"),
    "dict for record": ({"provider": {"name": "a"}}, "provider"),
    "text for record": ({"provider": "Daily"}, "provider"),
    "wrong record class": ({"provider": Image("a")}, "provider"),
    "wrong record class in list": ({"images": [RelatedItem("a")]}, "images[0]"),
    "text for image": ({"images": ["a.jpg"]}, "images[0]"),
    "deep width": (
        {"related": [RelatedItem("a"), RelatedItem("b", images=[Image("c", width="3")])]},  # type: ignore[arg-type]
        "related[1].images[0].width",
    ),
    "extra holding a known key": ({"extra": {"heat": 3}}, "heat"),
    "extra holding a known key of an image": (
        {"images": [Image("a", extra={"isCached": True})]},
        "images[0].isCached",
    ),
    "set in extra": ({"extra": {"x": {1, 2}}}, "x"),
    "tuple in extra": ({"extra": {"x": (1,)}}, "x"),
    "bytes in extra": ({"extra": {"x": b"a"}}, "x"),
    "record in extra": ({"extra": {"x": Image("a")}}, "x"),
    "object in extra": ({"extra": {"x": {"y": object()}}}, "x.y"),
    "complex in extra": ({"extra": {"x": 1j}}, "x"),
    "list for extra": ({"extra": []}, "extra"),
    "int for body": ({"body": 3}, "body"),
}


@pytest.mark.parametrize("source", [None, "---\ntitle: 'Rain'\n---\n"], ids=["made", "read"])
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_refused_with_its_key(name: str, source: str | None) -> None:
    changes, key = WRONG[name]
    article = attrs.evolve(parse(source) if source else Article("Rain"), **changes)
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    assert caught.value.key == key
    assert str(caught.value).startswith(key)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "key",
    [3, None, True, 1.5, ("a",), date(2021, 12, 10), b"a"],
    ids=lambda key: type(key).__name__,
)
@pytest.mark.parametrize("nested", [False, True], ids=["top", "nested"])
def test_a_key_that_is_no_text_is_refused_and_shown(key: object, nested: bool) -> None:
    extra: dict[Any, Any] = {"x": {key: 1}} if nested else {key: 1}
    with pytest.raises(SerializeError) as caught:
        serialize(Article("a", extra=extra))
    assert repr(key) in str(caught.value)
    assert caught.value.key == ("x" if nested else "")


@pytest.mark.parametrize(
    "value", [looped(), {"a": looped()}, deep(200)], ids=["list", "dict", "deep"]
)
def test_what_holds_itself_or_is_too_deep_is_refused(value: object) -> None:
    with pytest.raises(SerializeError, match="x") as caught:
        serialize(Article("a", extra={"x": value}))
    assert caught.value.key.startswith("x")


def test_what_is_as_deep_as_can_be_read_can_be_written() -> None:
    article = Article("a", extra={"x": deep(99)})
    assert parse(serialize(article)) == article


def test_an_error_names_the_file_that_the_article_came_from() -> None:
    article = parse("---\ntitle: Rain\n---\n", path="posts/rain.md")
    article.heat = True
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    assert str(caught.value).startswith(f"{Path('posts/rain.md')}: heat: ")
    assert caught.value.path == Path("posts/rain.md")


@pytest.mark.parametrize("value", [3, "a", None, [], {}, Article, ...], ids=repr)
def test_what_is_no_model_cannot_be_written(value: object) -> None:
    with pytest.raises(TypeError):
        serialize(value)


# Line ends


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


@pytest.mark.parametrize("newline", ["", "\r", "\n\n", "x", "\u2028"])
def test_no_other_line_end_is_taken(newline: str) -> None:
    with pytest.raises(ValueError, match="newline"):
        serialize(Article("Rain"), newline=newline)
