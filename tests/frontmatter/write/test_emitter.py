"""Every YAML reader takes a value that was written for that value."""

import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from ruamel.yaml import YAML
from strategies import examples

from newsfeed import Article, Image, Provider, parse, serialize

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
    *["-", "- a", "--", "---", "--- a", "...", "?", "? a", ":", ": a", "a:", "a: b", "a :"],
    *["a : b"],
    *[",", ", a", "[", "]", "[a]", "{", "}", "{a: b}", "#", "# a", "a #", "a # b", "&", "&a", "*"],
    *["*a", "!", "!a", "!!str", "|", "|-", ">", ">+", "'", "'a'", '"', '"a"', "%", "%a", "@a"],
    *["`a`"],
    *["a,b", "a, b", "a]", "a}", "a[0]", "a{b}", "a?", "a?b", "a? b", ":a", "?a", "-a", "a:b"],
    *["a#b"],
    # blanks and what cannot be seen
    *[" ", " a", "a ", "\t", "\ta", "a\t", "a\tb", "a  b", "\n", "a\n", "\na", "a\n\nb", "\r"],
    *["a\rb"],
    *["\0", "\x07", "\x1b", "\x7f", "\x80", "\x85", "a\x85b", "\x9f", "\xa0", "\u2028", "a\u2029b"],
    *["\u200b", "\u200e", "\u3000", "\ufeff", "a\ufeffb", "\ufffd", "\ufffe", "\uffff"],
    *["\U0001f600"],
    *["\U0010ffff", "e\u0301", "\\", "a\\nb", "\\x41", "it's", 'say "so"', "雨", "١٢٣"],
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


@cache
def written(text: str) -> tuple[Article, str, str]:
    """Return an article with a text, its canonical form, and one with flow collections."""
    article = holding(text)
    return article, serialize(article), edited(article)


@each("reader", READERS)
@each("text", UNSAFE)
def test_every_reader_takes_a_written_text_for_that_text(text: str, reader: str) -> None:
    article, canonical, flow = written(text)
    seen_by(READERS[reader], article, canonical)
    seen_by(READERS[reader], article, flow)


@pytest.mark.parametrize("reader", READERS)
@examples(100)
@given(text=st.text(max_size=12))
def test_any_text_at_all_reads_back_with_every_reader(reader: str, text: str) -> None:
    article = holding(text)
    seen_by(READERS[reader], article, serialize(article))
    seen_by(READERS[reader], article, edited(article))


@pytest.mark.parametrize("reader", READERS)
@examples(100)
@given(text=st.text(alphabet="0123456789_,.:-+eExobTtZz~nulyfaINF =<", max_size=8))
def test_any_text_like_a_number_or_a_date_reads_back_with_every_reader(
    reader: str, text: str
) -> None:
    article = holding(text)
    seen_by(READERS[reader], article, serialize(article))


@examples(100)
@given(st.text(max_size=200))
def test_any_text_reads_back_here(text: str) -> None:
    article = holding(text)
    assert parse(serialize(article)) == article
    assert attrs.evolve(parse(edited(article)), source=None) == article


# --- Numbers, dates and timestamps under unknown keys ---------------------------------------------


@examples(100)
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


@examples(100)
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


@examples(100)
@given(st.datetimes(timezones=st.just(UTC)))
def test_every_reader_of_yaml_1_1_takes_a_timestamp_for_that_moment(value: datetime) -> None:
    text = serialize(Article("a", published_date_time=value, extra={"x": value}))
    for reader in ("PyYAML", "libyaml"):
        found = READERS[reader](block_of(text))
        assert (found["publishedDateTime"], found["x"]) == (value, value)
