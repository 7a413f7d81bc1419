"""The message about a value of a wrong type: its key, what was expected, and the value."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from loops import each
from refusals import Nowhere, refusal

from newsfeed import Article, Image, Provider, parse

NAIVE = "naive datetime: add a time zone, such as .replace(tzinfo=UTC)"
FOUND = "found datetime.datetime(2021, 1, 2, 0, 0"
MOMENT = "publishedDateTime: expected a timestamp such as 2021-12-10T14:30:00Z"
WAY_OUT = "; to write other types, put As in the type hint"
ANY = "text, a number, a boolean, a date, a timestamp, a list or a dict"


@each("source", [None, "---\ntitle: 'Rain'\n---\n"])
@each(
    "name, value, message",
    [
        ("title", None, "title: expected text, found None (NoneType)"),
        ("title", "\ud83d", r"title: expected text without surrogates, found '\ud83d' (str)"),
        ("heat", True, "heat: expected an integer, found True (bool)"),
        ("published", 1, "published: expected true or false, found 1 (int)"),
        ("topics", "AI", "topics: expected a list, found 'AI' (str)"),
        ("topics", ["a", 3], "topics[1]: expected text, found 3 (int)"),
        ("provider", {}, "provider: expected Provider, found {} (dict)"),
        (
            "provider",
            Provider("a", images=[None]),  # type: ignore[list-item]
            "provider.images[0]: expected Image, found None (NoneType)",
        ),
        ("extra", [], "extra: expected a dict, found [] (list)"),
        (
            "images",
            [Image("a", extra=[])],  # type: ignore[arg-type]
            "images[0].extra: expected a dict, found [] (list)",
        ),
        ("extra", {3: 1}, "expected text as key, found 3 (int)"),
        ("extra", {"x": {"y\ud83d": 1}}, r"x: expected text as key, found 'y\ud83d' (str)"),
        ("extra", {"x": {"y": [1j]}}, f"x.y[0]: expected {ANY}, found 1j (complex)"),
        ("extra", {"webUrl": "a", "heat": 3}, "heat: set the attribute heat, not extra['heat']"),
        (
            "images",
            [Image("a", extra={"isCached": True})],
            "images[0].isCached: set the attribute is_cached, not extra['isCached']",
        ),
        ("body", 3, "body: expected text, found 3 (int)"),
        ("body", "\ud83d", r"body: expected text without surrogates, found '\ud83d' (str)"),
        (
            "published_date_time",
            date(2021, 1, 2),
            f"{MOMENT}, found datetime.date(2021, 1, 2) (date)",
        ),
        (
            "published_date_time",
            datetime(2021, 1, 2),
            f"publishedDateTime: {NAIVE}; {FOUND}) (datetime)",
        ),
        (
            "published_date_time",
            datetime(2021, 1, 2, tzinfo=Nowhere()),
            f"publishedDateTime: not a point in time; {FOUND}, tzinfo=Nowhere()) (datetime)",
        ),
        (
            "published_date_time",
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
            f"{MOMENT} that can be written: date value out of range",
        ),
    ],
)
def test_a_refusal_names_the_key_and_shows_the_value(
    name: str, value: object, message: str, source: str | None
) -> None:
    article = parse(source) if source else Article("Rain")
    setattr(article, name, value)
    assert str(refusal(article)) == message


class Mute:
    def __repr__(self) -> str:
        raise LookupError("mute")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", 10**5000, "title: expected text, found what cannot be shown (int)"),
        ("title", Mute(), f"title: expected text, found what cannot be shown (Mute){WAY_OUT}"),
        ("source", Mute(), "source: expected text or None, found what cannot be shown (Mute)"),
        ("extra", {"x": Mute()}, f"x: expected {ANY}, found what cannot be shown (Mute)"),
    ],
    ids=["huge", "mute", "mute source", "mute unknown value"],
)
def test_a_value_that_cannot_be_shown_is_refused_all_the_same(
    name: str, value: object, message: str
) -> None:
    article = Article("Rain")
    setattr(article, name, value)
    assert str(refusal(article)) == message


@pytest.mark.parametrize(
    ("length", "shown"),
    [(78, f"'{'x' * 78}'"), (79, f"'{'x' * 76}..."), (5000, f"'{'x' * 76}...")],
)
def test_a_long_value_is_cut_to_eighty_characters(length: int, shown: str) -> None:
    article = Article("a", heat="x" * length)  # type: ignore[arg-type]
    assert refusal(article).message == f"expected an integer, found {shown} (str)"


def test_a_value_that_is_too_deep_is_refused_by_its_first_keys() -> None:
    value: Any = 1
    for _ in range(98):
        value = {"e": value}
    article = Article("a", extra={"x": {"b": {"c": {"d": value}}}})
    error = refusal(article)
    assert (error.key, error.message) == ("x.b.c", "expected at most 100 levels of nesting")
