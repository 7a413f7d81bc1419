"""Hypothesis strategies for articles and their values."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from newsfeed import Article, Image, Provider, RelatedItem

NASTY = [
    *("", " ", "NO", "no", "on", "y", "Yes", "true", "null", "~", "Null", "=", "<<", "-", "--"),
    *("10:00", "1:2:3", "0123", "0o17", "0x1F", "1_000", "1e3", ".5", ".inf", "-.INF", ".nan"),
    *("2024-01-01", "2024-01-01 10:00:00", "3", "-3", "3.14", "+1", "12e03", "0b1", "1,000"),
    *("a: b", "a:", ":a", "a #b", "a#b", "# a", "- a", "? a", "? ", "-a", "?a", ":", "#", "|", ">"),
    *("'", '"', "it's", '"quoted"', "''", '""', "\\", "\\n", "a\\", "%a", "@a", "`a", "!a", "&a"),
    *("*a", "{", "}", "[", "]", "[a]", "{a: b}", ",", "a, b", "a]", "a}", "a,b", "---", "..."),
    *("--- a", "a\n---\nb", "a\n...\n", "\n---\n", " a", "a ", "\ta", "a\t", "a\tb", "  a  b  "),
    *("a\nb", "a\n\nb", "a\n", "a\n\n", "\na", "\n", "\n\n", "a\n b", " a\nb", "a \nb", "a\n\tb"),
    *("a\r\nb", "a\rb", "\r", "a\x00b", "\x07", "\x1b[0m", "\x7f", "\x80", "a\x85b", "\x9f"),
    *("a\u2028b", "a\u2029b", "\u2028", "\ufeff", "a\ufeffb", "\ufffe", "\uffff", "\xa0", "\xa0a"),
    *("😀", "\U0010ffff", "é", "日本語: ニュース", "Ünï cödé", "a\u200bb", "e\u0301", "\u202e"),
    *("https://daily.example/a?b=c&d=%20#e", "https://daily.example/: a", "mailto:a@b", "C:\\x"),
    *("title: x", "published: false", "a" * 130, "word " * 30 + "end", "x" * 1100),
]
_CHARACTERS = st.characters(exclude_categories=["Cs"])
_TRICKY = st.sampled_from(" \t\n\r:#-?,[]{}&*!|>'\"%@`\\\x85\u2028\ufeff\x00aZ0.é😀")
_WORDS = [
    *("tide", "turns", "early", "Harbour", "reopens", "after", "storm", "Power", "Apps", "AI"),
    *("it", "x", "price-list", "don't", "a:b", "C#", "AT&T", "50%", "e.g.", "https://a.example/b"),
]


def examples(count: int) -> settings:
    """Return the settings of a property: the examples that it has in the thorough profile."""
    if settings.get_current_profile_name() != "thorough":
        count = max(count // 6, 5)
    return settings(max_examples=count)


@cache
def words() -> st.SearchStrategy[str]:
    """Sentences: what most values are."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join)


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts that a UTF-8 file can hold, most of them nasty."""
    return st.one_of(
        words(),
        st.sampled_from(NASTY),
        st.text(_TRICKY, max_size=8),
        st.text(_CHARACTERS, max_size=8),
    )


@cache
def instants() -> st.SearchStrategy[datetime]:
    """Aware datetimes in any zone."""
    zones = st.sampled_from([0, 0, 60, -480, 330, -210, 840]).map(
        lambda minutes: timezone(timedelta(minutes=minutes)) if minutes else UTC
    )
    whole = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=zones)
    early = st.datetimes(datetime(1, 1, 2), datetime(999, 12, 31), timezones=st.just(UTC))
    usual = st.builds(
        datetime.fromtimestamp,
        st.integers(1_000_000_000, 2_000_000_000),
        zones,
    )
    midnight = st.dates(date(1900, 1, 1)).map(
        lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    return st.one_of(usual, midnight, whole, early)


@cache
def plain_values() -> st.SearchStrategy[Any]:
    """What an unknown key may hold."""
    scalars = st.one_of(
        texts(),
        st.integers(-(2**70), 2**70),
        st.integers(-9, 99),
        st.floats(allow_nan=False),
        st.booleans(),
        st.none(),
        st.dates(),
        instants(),
        st.datetimes(),
    )
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys(), inner, max_size=3),
        max_leaves=6,
    )


@cache
def keys() -> st.SearchStrategy[str]:
    """Keys: text as well, short enough for YAML."""
    usual = st.sampled_from(["author", "layout", "content", "on", "tags", "price", "camelCase"])
    return st.one_of(usual, usual, texts().filter(lambda text: len(text) <= 100))


@cache
def _extras(model: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    known = {key_of(each.name) for each in attrs.fields(model)} - {"extra", "body", *_ORIGIN}
    unknown = keys().filter(lambda key: key not in known)
    return st.just({}) | st.dictionaries(unknown, plain_values(), max_size=3)


_ORIGIN = {"source", "path"}
_TEXT = st.none() | texts()
_WHOLE = st.none() | st.integers(-3, 5000) | st.integers(-(2**70), 2**70)
_BOOLEAN = st.none() | st.booleans()
_INSTANT = st.none() | instants()


def key_of(name: str) -> str:
    """The key of an attribute, worked out apart from the library."""
    return re.sub("_([a-z])", lambda match: match[1].upper(), name)


def _values_of(model: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
    return _VALUES[model]


_VALUES: dict[type[Any], dict[str, st.SearchStrategy[Any]]] = {}
_VALUES[Image] = {
    "url": texts(),
    "width": _WHOLE,
    "height": _WHOLE,
    "title": _TEXT,
    "attribution": _TEXT,
    "is_cached": _BOOLEAN,
    "extra": _extras(Image),
}
_IMAGES = st.lists(st.builds(Image, **_VALUES[Image]), max_size=3)
_VALUES[Provider] = {
    "name": texts(),
    "domain": _TEXT,
    "images": _IMAGES,
    "extra": _extras(Provider),
}
_PROVIDER = st.none() | st.builds(Provider, **_VALUES[Provider])
_VALUES[RelatedItem] = {
    "title": texts(),
    "excerpt": _TEXT,
    "published_date_time": _INSTANT,
    "web_url": _TEXT,
    "amp_web_url": _TEXT,
    "cdn_amp_web_url": _TEXT,
    "type": _TEXT,
    "provider": _PROVIDER,
    "quality": _WHOLE,
    "images": _IMAGES,
    "extra": _extras(RelatedItem),
}
_VALUES[Article] = {
    "category": _TEXT,
    "title": texts(),
    "excerpt": _TEXT,
    "published_date_time": _INSTANT,
    "original_url": _TEXT,
    "web_url": _TEXT,
    "amp_web_url": _TEXT,
    "cdn_amp_web_url": _TEXT,
    "type": _TEXT,
    "quality": _WHOLE,
    "heat": _WHOLE,
    "published": _BOOLEAN,
    "featured_content": _TEXT,
    "provider": _PROVIDER,
    "topics": st.lists(texts(), max_size=4),
    "images": _IMAGES,
    "related": st.lists(st.builds(RelatedItem, **_VALUES[RelatedItem]), max_size=2),
    "secured": _TEXT,
    "extra": _extras(Article),
    "body": st.one_of(
        st.sampled_from(
            ["\n", "", "\nText.\n", "---\n", "\n---\na: b\n---\n", "a\r\n\r\nb", "..."]
        ),
        texts(),
    ),
}
_RECORDS: dict[str, type[Any]] = {"provider": Provider, "images": Image, "related": RelatedItem}


@st.composite
def _sparse(draw: st.DrawFn, model: type[Any]) -> Any:
    """Draw some of the fields only: articles of many sizes, and quick to draw."""
    values = _values_of(model)
    required = {each.name for each in attrs.fields(model) if each.default is attrs.NOTHING}
    optional = sorted(values.keys() - required)
    chosen = draw(st.lists(st.sampled_from(optional), unique=True, max_size=7))
    return model(**{name: draw(values[name]) for name in sorted({*required, *chosen})})


@cache
def articles() -> st.SearchStrategy[Article]:
    """Valid articles without source; any field, any body."""
    return st.one_of(_sparse(Article), _sparse(Article), st.builds(Article, **_VALUES[Article]))


def exact(value: Any) -> Any:
    """What makes two values the same: more than `==`, which takes 1, 1.0 and True for one."""
    if attrs.has(type(value)):
        names = (each.name for each in attrs.fields(type(value)) if each.name not in _ORIGIN)
        return (type(value), [(name, exact(getattr(value, name))) for name in names])
    if isinstance(value, dict):
        return {key: exact(each) for key, each in value.items()}
    if isinstance(value, list):
        return [exact(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return (datetime, value.astimezone(UTC))
    return (type(value), value)


def strings(value: Any) -> Iterator[str]:
    """Every string in plain data, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from strings(key)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def plain_data(record: Any) -> dict[str, Any]:
    """A record as dicts and lists with the keys of the text, what is absent left out."""
    found = {}
    for each in attrs.fields(type(record)):
        value = getattr(record, each.name)
        if each.name not in {"extra", "body", *_ORIGIN} and value is not None and value != []:
            found[key_of(each.name)] = _plain(value)
    return {**found, **record.extra}


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        return plain_data(value)
    return [_plain(each) for each in value] if isinstance(value, list) else value


def is_collection(value: Any) -> bool:
    """Whether a value is a collection that is not empty."""
    return attrs.has(type(value)) or (isinstance(value, (list, dict)) and bool(value))


def records(record: Any) -> Iterator[Any]:
    """A record and all that it holds."""
    yield record
    for each in attrs.fields(type(record)):
        value = getattr(record, each.name)
        for inner in value if isinstance(value, list) else [value]:
            if attrs.has(type(inner)):
                yield from records(inner)
