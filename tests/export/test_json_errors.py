"""JSON Feed and JSON-LD: which articles are in them, and what is said of the others."""

import gc
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsfeed import Article, Feed, Image, RelatedItem, SerializeError
from newsfeed.export import json_feed, json_ld, json_ld_graph, json_ld_script
from newsfeed.export.rows import Row, complete, present

PAGE = "https://harbour.example/tide"
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
EARLIEST = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))
LATEST = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
FILE = Path("news", "tide.md")
ONE: list[Any] = [json_ld, json_ld_script]
MANY: list[Any] = [partial(json_feed, title="Post"), json_ld_graph]
NAMES = ["JSON Feed", "graph"]


def an_article(title: str = "Tide", **fields: Any) -> Article:
    return Article(title, **{"web_url": PAGE, "published_date_time": NOON, **fields})


def titles(made: dict[str, Any]) -> list[str]:
    if "@graph" in made:
        return [article["headline"] for article in made["@graph"]]
    return [item["title"] for item in made["items"]]


# --- What an article lacks ------------------------------------------------------------------------

ZONE = "expected a time with a zone, and"
YEAR = "expected a time that in UTC is of the years 1 to 9999, and"
URL = "{form} needs an absolute http or https URL, and"
LACKING: dict[str, tuple[dict[str, Any], str]] = {
    "no date": ({"published_date_time": None}, "{form} needs a date, and 'Tide' has none"),
    "no zone": (
        {"published_date_time": datetime(2026, 3, 14, 12)},
        f"{ZONE} 'Tide' has '2026-03-14 12:00:00'",
    ),
    "too early": (
        {"published_date_time": EARLIEST},
        f"{YEAR} 'Tide' has '0001-01-01 00:00:00+05:00'",
    ),
    "too late": (
        {"published_date_time": LATEST, "web_url": None},
        f"{YEAR} 'Tide' has '9999-12-31 23:00:00-05:00'",
    ),
    "no URL": ({"web_url": None}, f"{URL} 'Tide' has none"),
    "empty URL": ({"web_url": "", "original_url": ""}, f"{URL} 'Tide' has ''"),
    "relative URL": ({"web_url": "/it's"}, f"{URL} 'Tide' has \"/it's\""),
    "another scheme": ({"web_url": "mailto:a@b"}, f"{URL} 'Tide' has 'mailto:a@b'"),
    "relative page, absolute original": (
        {"web_url": "/tide", "original_url": PAGE},
        f"{URL} 'Tide' has '/tide'",
    ),
    "relative original": ({"web_url": None, "original_url": "tide"}, f"{URL} 'Tide' has 'tide'"),
    "another zone and no URL": (
        {"web_url": None, "published_date_time": NOON.astimezone(LATEST.tzinfo)},
        f"{URL} 'Tide' has none",
    ),
    "title of 60": ({"title": "x" * 60, "web_url": None}, f"{URL} '{'x' * 60}' has none"),
    "title of 61": ({"title": "x" * 61, "web_url": None}, f"{URL} '{'x' * 57}...' has none"),
    "title of two lines": ({"title": "a\nb", "web_url": None}, f"{URL} 'a\\nb' has none"),
}


def error_of(make: Callable[[Any], object], some: Any) -> tuple[str, str, Path | None]:
    with pytest.raises(SerializeError) as caught:
        make(some)
    return str(caught.value), caught.value.key, caught.value.path


@pytest.mark.parametrize("case", LACKING)
@pytest.mark.parametrize("path", [FILE, None], ids=["file", "no file"])
def test_an_article_that_lacks_something_is_an_error_that_names_it(
    case: str, path: Path | None
) -> None:
    fields, message = LACKING[case]
    article = an_article(**{"path": path, **fields})
    key = "originalUrl" if case == "relative original" else "webUrl"
    key = key if "URL" in message else "publishedDateTime"
    where = f"{path}: {key}" if path else key
    for make in ONE:
        said = f"{where}: {message.format(form='JSON-LD')}; give it one"
        assert error_of(make, article) == (said, key, path)
    for make, form in zip(MANY, ["JSON Feed", "JSON-LD"], strict=True):
        said = f"{where}: {message.format(form=form)}; give it one"
        said += ", or leave such articles out with on_error='skip'"
        for some in (article, [an_article(), article, Article("not the first")]):
            assert error_of(make, some) == (said, key, path)


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_articles_that_lack_something_are_left_out_on_demand(make: Callable[..., Any]) -> None:
    lacking = [an_article(**fields) for fields, _ in LACKING.values() if "title" not in fields]
    some = [an_article("a"), *lacking, an_article("b"), *lacking]
    assert titles(make(some, on_error="skip")) == ["a", "b"]
    assert titles(make(lacking, on_error="skip")) == []


@pytest.mark.parametrize("make", MANY, ids=NAMES)
@pytest.mark.parametrize("value", ["ignore", "", None, "RAISE"], ids=repr)
def test_another_thing_to_do_on_errors_is_an_error(make: Callable[..., Any], value: Any) -> None:
    expected = f"expected on_error 'raise' or 'skip', found {value!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
        make([], on_error=value)


@pytest.mark.parametrize("make", [*ONE, *MANY], ids=["object", "script", *NAMES])
@pytest.mark.parametrize("when", [EARLIEST, datetime(2026, 3, 14)], ids=["too early", "no zone"])
def test_the_error_of_a_related_item_names_it(make: Callable[..., Any], when: datetime) -> None:
    related = [RelatedItem("Sun"), RelatedItem("Moon", published_date_time=when)]
    with pytest.raises(SerializeError) as caught:
        make(an_article(related=related, path=FILE))
    assert (caught.value.key, caught.value.path) == ("related[1].publishedDateTime", FILE)
    assert "Tide" in str(caught.value) or "Moon" in str(caught.value)


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_a_time_of_a_related_item_does_not_end_an_export_that_skips(
    make: Callable[..., Any],
) -> None:
    odd = an_article("odd", related=[RelatedItem("Moon", published_date_time=EARLIEST)])
    assert "a" in titles(make([odd, an_article("a")], on_error="skip"))


class Undecided(tzinfo):
    """A zone that does not know how far it is from UTC, so that a time in it is naive."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None

    def dst(self, _: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _: datetime | None) -> str | None:
        return None


def test_a_time_whose_zone_has_no_offset_is_an_error() -> None:
    with pytest.raises(SerializeError, match="expected a time with a zone"):
        json_ld(an_article(published_date_time=datetime(2026, 3, 14, tzinfo=Undecided())))


# --- Which articles -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_unpublished_articles_stay_out_unless_asked_for(make: Callable[..., Any]) -> None:
    some = [an_article(str(value), published=value) for value in (False, None, True)]
    assert titles(make(some)) == ["None", "True"]
    assert titles(make(some, unpublished=True)) == ["False", "None", "True"]
    assert titles(make(some[0])) == []
    assert json_ld(some[0])["headline"] == "False"


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_an_unpublished_article_may_lack_anything(make: Callable[..., Any]) -> None:
    lacking = Article("Tide", published=False)
    assert titles(make([lacking, an_article("a")])) == ["a"]
    assert titles(make([lacking, an_article("a")], unpublished=True, on_error="skip")) == ["a"]
    with pytest.raises(SerializeError, match="'Tide' has none"):
        make([lacking], unpublished=True)


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_articles_come_from_any_iterable_in_its_order(make: Callable[..., Any]) -> None:
    def some() -> Iterator[Article]:
        for day in (2, 3, 1):
            yield an_article(str(day), published_date_time=NOON.replace(day=day))

    assert titles(make(some())) == ["2", "3", "1"]
    assert titles(make(tuple(some()))) == ["2", "3", "1"]
    assert titles(make(an_article("4"))) == ["4"]
    assert titles(make(())) == []


def test_a_feed_has_them_as_methods() -> None:
    feed = Feed(
        [
            an_article("a"),
            an_article("b", published=False),
            Article("c"),
            an_article("d", topics=["Sea"]),
        ]
    )
    for options in ({"on_error": "skip"}, {"on_error": "skip", "unpublished": True}):
        arguments: dict[str, Any] = options
        about: dict[str, Any] = {"title": "Post", "language": "en", "icon": f"{PAGE}.png"}
        assert feed.json_feed(**about, **arguments) == json_feed(list(feed), **about, **arguments)
        assert feed.json_ld_graph(**arguments) == json_ld_graph(list(feed), **arguments)
    assert titles(feed.where(topic="Sea").json_ld_graph()) == ["d"]
    for make in (partial(feed.json_feed, title="Post"), feed.json_ld_graph):
        with pytest.raises(SerializeError, match="'c' has none"):
            make()


@pytest.mark.parametrize("make", MANY, ids=NAMES)
def test_garbage_is_collected_again_whatever_happens(make: Callable[..., Any]) -> None:
    assert gc.isenabled()
    make([an_article()])
    assert gc.isenabled()
    with pytest.raises(SerializeError):
        make([an_article(), Article("Tide")])
    assert gc.isenabled()


# --- Rows -----------------------------------------------------------------------------------------

ROWS = (
    Row("a'\\\n", "url"),
    Row("size", "width", convert=lambda width: width - 1 or None),
    Row("both", "url", value=lambda image, options: (image.url, options)),
    Row("always", "height", value="it's"),
    Row("nothing"),
    Row("never", "title", value=lambda *_: None),
    Row("text", "title"),
)


def test_a_complete_dict_has_every_key() -> None:
    image = Image("a.jpg", width=1, title="")
    expected = {"a'\\\n": "a.jpg", "size": None, "both": ("a.jpg", 5), "always": "it's"}
    found = complete(ROWS)(image, 5)
    assert list(found.items()) == [
        *expected.items(),
        *{"nothing": None, "never": None, "text": ""}.items(),
    ]
    assert complete(ROWS)(Image("", width=3), None)["size"] == 2
    assert complete(ROWS)(Image("", width=0), None)["size"] == -1
    assert complete(ROWS)(Image(""), None)["size"] is None


def test_a_dict_of_what_is_present_has_no_key_for_none() -> None:
    found = present(ROWS)(Image("", width=1, title=""), None)
    assert found == {"a'\\\n": "", "both": ("", None), "always": "it's", "text": ""}
    assert present(ROWS)(Image("a", width=9), 5)["size"] == 8
    assert present([Row("a", "title")])(Image(""), None) == {}
