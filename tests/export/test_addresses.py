"""Addresses and times as other formats take them, and which articles have both."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import FormatChecker
from loops import each
from strategies import examples, instants, texts

from newsfeed import Article, Image, RelatedItem, SerializeError, parse
from newsfeed.export import api_item, api_page
from newsfeed.export.publishing import published, publishing_error, timestamp
from newsfeed.news import urls as addresses
from newsfeed.news.urls import address, first_picture, pictures, uri

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
EAST, WEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=-8))
PAGE = "https://daily.example/sea/tide"

# --- Addresses ------------------------------------------------------------------------------------

URLS = {
    "  HTTPS://Daily.Example/A \n": "https://Daily.Example/A",
    "https://daily.example/é 😀": "https://daily.example/%C3%A9%20%F0%9F%98%80",
    "http://É:é@ZÜRICH.example:1?é#é": "http://%C3%89:%C3%A9@xn--zrich-kva.example:1?%C3%A9#%C3%A9",
    "https://daily.example/100%?a=%zz&b=%4": "https://daily.example/100%25?a=%25zz&b=%254",
    'http://a.example/[]{}|^`\\"<>': "http://a.example/%5B%5D%7B%7D%7C%5E%60%5C%22%3C%3E",
    "https://daily.example/#a#b": "https://daily.example/#a%23b",
    "https://daily.example/a\tb\nc\x00": "https://daily.example/a%09b%0Ac%00",
    "https://daily.example/\ud800": "https://daily.example/%3F",
}
NO_URLS = [
    *("", " ", "/tide", "tide", "//daily.example/", "daily.example", "https:", "https://"),
    *("https:///a", "https://?a", "https://#a", "https://:80/", "https://ida@", "https://ida@:80/"),
    *("https://daily.example:http/", "https://a:1:2/", "https://a@b@c/", "https://a b.example/"),
    *("https://a\n.example/", "https://a\\b", "https://[::1]/", "https://%zz/", "https://a<b>/"),
    *("ftp://daily.example/", "mailto:ida@daily.example", "javascript:alert(1)", "data:,a"),
    *("httpſ://daily.example/", "\x00https://daily.example/", "h ttps://daily.example/", "\ud800"),
]


@pytest.mark.parametrize(("url", "expected"), URLS.items(), ids=[str(n) for n in range(len(URLS))])
def test_an_address_is_written_in_the_characters_of_a_uri(url: str, expected: str) -> None:
    assert uri(url) == expected


@each("url", NO_URLS)
def test_what_is_no_absolute_address_of_the_web_is_none(url: str) -> None:
    assert uri(url) is None


@pytest.mark.parametrize("host", ["zu\u0308rich.example", "zürich。example", "ｚürich.example"])
def test_a_host_is_the_one_that_browsers_take_it_for(host: str) -> None:
    assert uri(f"https://{host}/") == "https://xn--zrich-kva.example/"


@pytest.mark.parametrize("sign", ["＃", "／", "？", "＠", "：", "℀"], ids=list("123456"))
def test_a_character_of_a_host_is_no_sign_that_ends_it(sign: str) -> None:
    assert uri(f"https://daily.example{sign}80/") is None


_ODD = st.text(st.sampled_from("ab1%2F/:@?#[]é \t\n\\\x00\ud800\udfff\xad。😀"), max_size=12)


def odd_urls() -> st.SearchStrategy[str]:
    """Texts of which many are nearly addresses."""
    scheme = st.sampled_from(["https://", "HTTP://", " https://a", "http://a.example/", "//", ""])
    return st.builds(str.__add__, scheme, _ODD | texts()) | st.text() | texts()


@examples(500)
@given(odd_urls())
def test_an_address_is_a_uri_by_other_rules_and_the_same_when_written_again(text: str) -> None:
    """`uri(uri(t)) == uri(t)`, for any text."""
    found = uri(text)
    if found is not None:
        assert found.isascii()
        assert found.startswith(("https://", "http://"))
        assert FormatChecker(["uri"]).conforms(found, "uri")
        assert urlsplit(found).netloc
        assert uri(found) == found


_C = "[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}"
_TAIL = rf"(\?({_C}|[/:@?])*)?(#({_C}|[/:@?])*)?"
URIS = rf"https?://(({_C}|:)*@)?({_C})+(:\d*)?(/({_C}|[/:@])*)?{_TAIL}"


@examples(200)
@given(st.from_regex(URIS, fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_every_uri_of_the_web_stays_as_it_is(url: str) -> None:
    assert FormatChecker(["uri"]).conforms(url, "uri")
    assert uri(url) == url


@examples(200)
@given(st.text() | texts())
def test_no_character_of_a_path_is_lost(text: str) -> None:
    path = text.replace("%", "").replace("?", "").replace("#", "")
    found = uri(f"https://daily.example/{path}/")
    assert found is not None
    assert unquote(found) == f"https://daily.example/{path}/"


def test_the_address_of_an_article_is_its_page_or_else_where_it_was_found() -> None:
    found = "https://post.example/é"
    assert address(Article("T")) is None
    assert address(Article("T", web_url=PAGE, original_url=found)) == PAGE
    assert address(Article("T", original_url=found)) == "https://post.example/%C3%A9"
    assert address(Article("T", web_url="", original_url=PAGE)) == PAGE
    assert address(RelatedItem("T")) is None
    assert address(RelatedItem("T", web_url=PAGE)) == PAGE


def test_an_address_of_a_feed_is_absolute_or_an_error() -> None:
    assert addresses.feed_address("feed_url", None) is None
    assert addresses.feed_address("feed_url", "http://a.example/é") == "http://a.example/%C3%A9"
    for url in ("/feed", ""):
        message = f"^home: expected an absolute http or https URL, found '{url}'$"
        with pytest.raises(ValueError, match=message):
            addresses.feed_address("home", url)


def test_a_domain_has_the_address_of_its_pages_and_an_icon_its_own() -> None:
    assert addresses.home_of("daily.example") == "https://daily.example"
    assert addresses.home_of("https://daily.example/sea") == "https://daily.example/sea"
    assert addresses.home_of("no domain") is None
    icons = [Image("https://daily.example/é.ico"), Image("/a.ico")]
    assert addresses.first_icon(icons) == "https://daily.example/%C3%A9.ico"
    assert addresses.first_icon(icons[::-1]) is None
    assert addresses.first_icon([]) is None


# --- Pictures -------------------------------------------------------------------------------------

PICTURES = {
    "https://img.example/é.jpg": "https://img.example/%C3%A9.jpg",
    "//img.example/a.jpg": "https://img.example/a.jpg",
    "/a b.jpg": "https://daily.example/a%20b.jpg",
    " ../a.jpg\n": "https://daily.example/a.jpg",
    "a.jpg?b": "https://daily.example/sea/a.jpg?b",
    "data:image/png;base64,AA==": None,
    "//[a": None,
    "ftp://img.example/a.jpg": None,
}


@pytest.mark.parametrize(("url", "expected"), PICTURES.items())
def test_a_picture_has_its_address_from_its_page(url: str, expected: str | None) -> None:
    image, other = Image(url), Image("https://img.example/b.jpg")
    for record in (Article("T", original_url=PAGE), RelatedItem("T", web_url=PAGE)):
        record.images = [image, other]
        known = [] if expected is None else [(expected, image)]
        assert pictures(record) == [*known, (other.url, other)]
        assert first_picture(record) == (expected or other.url)


@pytest.mark.parametrize("url", ["", "  ", "https://", "#", "#a"])
def test_the_page_itself_is_no_picture(url: str) -> None:
    for page in (PAGE, f"{PAGE}?a#b", "/tide", None):
        assert pictures(Article("T", web_url=page, images=[Image(url)])) == []


@examples(200)
@given(odd_urls(), odd_urls())
def test_a_picture_has_an_address_or_is_left_out(page: str, url: str) -> None:
    record = Article("T", web_url=page, images=[Image(url)])
    found = [each for each, _ in pictures(record)]
    assert [uri(each) for each in found] == found
    assert first_picture(record) == (found[0] if found else None)


# --- Which articles are published -----------------------------------------------------------------

ZONELESS, EARLY = datetime(2026, 3, 14), datetime(1, 1, 1, tzinfo=EAST)
ZONE = "expected a time with a zone, and 'T' has"
URL = "X needs an absolute http or https URL, and 'T' has"
YEAR = "expected a time that in UTC is of the years 1 to 9999, and 'T' has"
LACKS: dict[str, tuple[datetime | None, str | None, str | None, str]] = {
    "date": (None, PAGE, PAGE, "publishedDateTime: X needs a date, and 'T' has none"),
    "URL": (NOON, None, None, f"webUrl: {URL} none"),
    "original": (NOON.astimezone(WEST), "", "/tide", f"originalUrl: {URL} '/tide'"),
    "page": (NOON, f"/{'a' * 60}", PAGE, f"webUrl: {URL} '/{'a' * 56}...'"),
    "zone": (ZONELESS, PAGE, PAGE, f"publishedDateTime: {ZONE} '2026-03-14 00:00:00'"),
    "year": (EARLY, PAGE, PAGE, f"publishedDateTime: {YEAR} '0001-01-01 00:00:00+01:00'"),
}


@pytest.mark.parametrize(("when", "page", "found", "message"), LACKS.values(), ids=list(LACKS))
def test_what_an_article_lacks_is_said_with_its_file_and_title(
    when: datetime | None, page: str | None, found: str | None, message: str
) -> None:
    article = Article("T", published_date_time=when, web_url=page, original_url=found)
    assert str(publishing_error(article, "X")) == f"{message}; give it one"
    article.path = Path("tide.md")
    for make in (api_item, api_page) if ": expected" in message else (api_page,):
        with pytest.raises(SerializeError) as raised:
            make(article)
        assert raised.value.key == message.partition(":")[0]
        way_out = ", or leave such articles out with on_error='skip'" if make is api_page else ""
        said = message.replace("X needs", "the API needs")
        assert str(raised.value) == f"tide.md: {said}; give it one{way_out}"


def test_a_long_title_is_cut_in_an_error() -> None:
    assert f" '{'a' * 60}' has" in str(publishing_error(Article("a" * 60), "X"))
    assert f" '{'a' * 57}...' has" in str(publishing_error(Article("a" * 61), "X"))


def test_articles_are_chosen_in_their_order() -> None:
    dated: dict[str, Any] = {"published_date_time": NOON, "web_url": PAGE}
    chosen = [Article("a", **dated), Article("b", published=True, **dated)]
    hidden = Article("c", published=False, **dated)
    # What is not published lacks nothing.
    several = [Article("d", published=False), hidden, *chosen]
    assert list(published(iter(several), "X", unpublished=False, on_error="raise")) == chosen
    found = published([Article("e"), *several], "X", unpublished=True, on_error="skip")
    assert list(found) == [hidden, *chosen]
    assert list(published(hidden, "X", unpublished=True, on_error="raise")) == [hidden]


def test_another_way_with_errors_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^expected on_error 'raise' or 'skip', found 'no'$"):
        list(published([], "X", unpublished=False, on_error="no"))  # type: ignore[arg-type]


# --- Times ----------------------------------------------------------------------------------------

ZONES = {
    "zoneinfo": ZoneInfo("America/Los_Angeles"),
    "offset": tz.tzoffset(None, -8 * 3600),
    "rule": tz.tzstr("PST8PDT"),
    "datetime": WEST,
}


@pytest.mark.parametrize("zone", ZONES.values(), ids=list(ZONES))
def test_times_have_the_local_offset_of_any_kind_of_zone(zone: tzinfo) -> None:
    local = "2020-12-16T03:13:19-08:00"
    for own in ZONES.values():
        when = datetime(2020, 12, 16, 3, 13, 19, tzinfo=own)
        article = Article("T", published_date_time=when, web_url=PAGE)
        assert api_item(article)["publishedDateTime"] == "2020-12-16T11:13:19Z"
        assert api_item(article, tzinfo=zone)["publishedDateTime"] == local
        assert api_page(article, tzinfo=zone)["value"][0]["publishedDateTime"] == local


@examples(100)
@given(instants(), st.sampled_from([UTC, *ZONES.values()]))
def test_a_time_is_the_same_moment_in_every_zone(when: datetime, zone: tzinfo) -> None:
    assert datetime.fromisoformat(timestamp(when.astimezone(zone))) == when
    assert timestamp(when).endswith("Z")
    item = api_item(Article("T", published_date_time=when), tzinfo=zone)
    assert datetime.fromisoformat(item["publishedDateTime"]) == when


def test_the_time_of_the_update_has_the_local_offset_too() -> None:
    article = parse("---\ntitle: T\nupdatedDateTime: 2020-12-16T11:13:19Z\n---\n")
    assert api_item(article, tzinfo=WEST)["updatedDateTime"] == "2020-12-16T03:13:19-08:00"


def test_a_time_that_its_local_zone_has_not_is_an_error_that_names_the_article() -> None:
    article = Article("T", published_date_time=datetime(1, 1, 1, tzinfo=UTC), web_url=PAGE)
    with pytest.raises(SerializeError, match=r"^publishedDateTime: .* UTC-08:00 .*'T'"):
        api_item(article, tzinfo=WEST)
    assert api_page(article, tzinfo=WEST, on_error="skip")["value"] == []


def test_a_time_that_its_local_zone_has_but_not_utc_is_on_a_page_in_that_zone_alone() -> None:
    article = Article("T", published_date_time=datetime(1, 1, 1, tzinfo=EAST), web_url=PAGE)
    assert len(api_page(article, tzinfo=EAST)["value"]) == 1
    assert api_page(article, on_error="skip")["value"] == []


def test_an_update_that_cannot_be_written_is_named() -> None:
    article = Article("T", extra={"updatedDateTime": datetime(1, 1, 1, tzinfo=UTC)})
    with pytest.raises(SerializeError, match=r"^updatedDateTime"):
        api_item(article, tzinfo=WEST)


def test_the_dates_of_related_items_are_looked_at_where_they_are_written() -> None:
    items = [RelatedItem("a", published_date_time=NOON), RelatedItem("b")]
    article = Article("T", published_date_time=NOON, web_url=PAGE, related=items)
    assert publishing_error(article, "X", related=True) is None
    items.append(RelatedItem("c", published_date_time=NOON.replace(tzinfo=None)))
    assert publishing_error(article, "X") is None
    assert (
        getattr(publishing_error(article, "X", related=True), "key", "")
        == "related[2].publishedDateTime"
    )


def test_a_zone_without_an_offset_is_none() -> None:
    nowhere: tzinfo = type("Nowhere", (tzinfo,), {"utcoffset": lambda *_: None})()
    with pytest.raises(SerializeError, match="expected a time with a zone"):
        timestamp(NOON.replace(tzinfo=nowhere))
