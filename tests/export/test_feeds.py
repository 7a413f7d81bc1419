"""Atom and RSS: what stands where, one thing after the other."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import feedparser
import pytest

from newsfeed import Article, Feed, Image, Provider, RelatedItem, SerializeError
from newsfeed.export import atom, rss
from newsfeed.export.syndication import clean

WHEN = datetime(2022, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
URL = "https://daily.example/sea/tide"
HOME = "https://harbour.example/"
A = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
Export = Callable[..., str]
FORMS = {atom: "Atom", rss: "RSS"}
both = pytest.mark.parametrize("export", [atom, rss])


def article(title: str = "Tide", **fields: Any) -> Article:
    return Article(title, **{"web_url": URL, "published_date_time": WHEN, **fields})


SEA = Image("sea.jpg", width=640, height=320, title="The sea", attribution="A. Gull")
FULL = article(excerpt="High & early.", featured_content="<p>High</p>", topics=["Sea", "Moon"])
FULL = attrs.evolve(FULL, provider=Provider("The Daily Example"), images=[SEA])


def text_of(export: Export, *articles: Article, **options: Any) -> str:
    return export(articles, **{"title": "Harbour Post", "home_page_url": HOME, **options})


def feed_of(export: Export, *articles: Article, **options: Any) -> ET.Element:
    """The element that holds the entries."""
    root = ET.fromstring(text_of(export, *articles, **options).encode())
    return root if export is atom else root[0]


def read(export: Export, *articles: Article, **options: Any) -> Any:
    """A feed as feedparser has it, its texts as they stand."""
    source = io.BytesIO(text_of(export, *articles, **options).encode())
    found = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False)
    assert found.bozo == 0
    return found


@both
def test_an_article_with_little_has_little_in_a_feed(export: Export) -> None:
    names = [each.tag.removeprefix(A) for each in feed_of(export, article())[-1]]
    rest = ["published", "updated", "id"] if export is atom else ["pubDate", "guid"]
    assert names == ["title", "link", *rest]


def test_times_are_written_as_each_format_has_them() -> None:
    early = article(published_date_time=datetime(7, 1, 2, 3, tzinfo=timezone(timedelta(hours=-5))))
    usual = feed_of(atom, article())[-1]
    assert usual.findtext(f"{A}updated") == "2022-02-03T04:05:06.000789+00:00"
    for name in ("published", "updated"):
        assert feed_of(atom, early)[-1].findtext(A + name) == "0007-01-02T08:00:00+00:00"
    assert feed_of(rss, article())[-1].findtext("pubDate") == "Thu, 03 Feb 2022 04:05:06 +0000"
    assert feed_of(rss, early)[-1].findtext("pubDate") == "Tue, 02 Jan 0007 08:00:00 +0000"


@both
def test_one_article_is_a_feed_as_a_list_of_it_is_and_an_iterator(export: Export) -> None:
    about = {"title": "Harbour Post", "home_page_url": HOME}
    assert export(FULL, **about) == export([FULL], **about) == export(iter([FULL]), **about)


@both
def test_the_method_of_a_feed_gives_the_text_of_the_function(export: Export) -> None:
    chosen = [FULL, article("Moon", published=False), article("Old", web_url=None)]
    about = {"feed_url": f"{HOME}feed", "description": "Of the sea", "language": "en"}
    about |= {"title": "Harbour Post", "home_page_url": HOME, "on_error": "skip"}
    text = getattr(Feed(chosen), export.__name__)(unpublished=True, **about)
    assert text == export(chosen, unpublished=True, **about)
    assert [">Moon<" in text, ">Old<" in text] == [True, False]


@both
def test_articles_keep_their_order_and_those_of_one_address_all_stay(export: Export) -> None:
    days = [WHEN, WHEN + timedelta(1), WHEN - timedelta(1)]
    chosen = [article(str(n), published_date_time=day) for n, day in enumerate(days)]
    assert [entry.title for entry in read(export, *chosen, chosen[0]).entries] == [*"0120"]


@both
def test_unpublished_articles_stay_out_unless_they_are_meant_too(export: Export) -> None:
    chosen = [article(str(state), published=state) for state in (True, False, None)]
    assert [each.title for each in read(export, *chosen).entries] == ["True", "None"]
    assert len(read(export, *chosen, unpublished=True).entries) == 3


@both
def test_an_id_is_the_page_or_else_where_the_article_was_found(export: Export) -> None:
    original = "https://other.example/tide"
    for web_url in (URL, None, ""):
        entry = read(export, article(web_url=web_url, original_url=original)).entries[0]
        assert entry.id == entry.link == (web_url or original)


# The feed


@both
def test_a_feed_links_to_its_page_and_to_itself(export: Export) -> None:
    own, as_uri = "HTTPS://harbour.example/?a&é\ud800", f"{HOME}?a&%C3%A9%3F"
    for home, url in [(HOME, None), (HOME, own), (None, own)]:
        feed = read(export, home_page_url=home, feed_url=url).feed
        expected = [("alternate", home or as_uri)] + [("self", as_uri)] * (url is not None)
        assert [(link.rel, link.href) for link in feed.links] == expected
        assert (feed.link, feed.get("language")) == (home or as_uri, None)
        assert feed.get("id") == ((as_uri if url else HOME) if export is atom else None)


def test_a_feed_of_atom_must_have_an_author_and_one_of_rss_a_description() -> None:
    assert read(atom, article()).feed.author == "Harbour Post"
    for description in (None, ""):
        assert feed_of(atom, description=description).find(f"{A}subtitle") is None
        assert feed_of(rss, description=description).findtext("description") == "Harbour Post"


@both
def test_a_feed_was_updated_with_its_newest_article_and_an_empty_one_never(export: Export) -> None:
    late = article(published_date_time=WHEN.replace(tzinfo=timezone(-timedelta(hours=22))))
    feed = read(export, article(), late, article()).feed
    assert tuple(feed.updated_parsed)[:6] == (2022, 2, 4, 2, 5, 6)
    assert tuple(read(export).feed.updated_parsed)[:6] == (1970, 1, 1, 0, 0, 0)


LATER = """
import sys, datetime
class Later(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls(2031, 1, 1, tzinfo=tz))
datetime.datetime = Later
import test_feeds
sys.stdout.buffer.write(test_feeds.some_feeds().encode())
"""


def some_feeds() -> str:
    return "".join(text_of(each, *own) for each in (atom, rss) for own in ([], [FULL] * 2))


def test_a_feed_is_the_same_at_another_time_in_another_zone_and_process() -> None:
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    variables = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": path}
    found = subprocess.check_output([sys.executable, "-c", LATER], env=variables)
    assert found.decode() == some_feeds()


# Texts

TITLES = ["<img src=x onerror=alert(1)>", "BUILD&#8217;23 &amp; more", 'a < b & c > "d"']
TITLES += ["<![CDATA[a]]>", "Ebb 😀 \U0010ffff", ""]


@both
@pytest.mark.parametrize("title", TITLES, ids=["tag", "reference", "signs", "cdata", "emoji", "no"])
def test_texts_are_verbatim(export: Export, title: str) -> None:
    one = article(title, excerpt=title, topics=[title], provider=Provider(title), images=[SEA])
    found = read(export, one, title=title, description=title)
    entry = found.entries[0]
    assert (found.feed.title, entry.title, entry.summary) == (title, title, title)
    assert [tag.term for tag in entry.get("tags", [])] == ([title] if title else [])
    assert (entry.get("author", ""), found.feed.get("subtitle", "")) == (title, title)


def test_texts_of_atom_are_declared_as_texts_and_html_as_html() -> None:
    entry = read(atom, FULL).entries[0]
    assert (entry.title_detail.type, entry.summary_detail.type) == ("text/plain", "text/plain")
    assert [(each.type, each.value) for each in entry.content] == [("text/html", "<p>High</p>")]


@both
def test_the_content_is_the_featured_one_or_else_a_body_that_is_not_blank(export: Export) -> None:
    body, kind = "\n<b>Text\n", "html" if export is atom else None
    cases = [("<p>", body, [("<p>", kind)]), (None, body, [(body, None)])]
    cases += [("", body, [(body, None)]), (" ", body, [(body, None)])]
    for html, text, expected in [*cases, (None, " \n\xa0", []), ("\n", "", [])]:
        entry = feed_of(export, article(featured_content=html, body=text))[-1]
        found = [(each.text, each.get("type")) for each in entry if "content" in each.tag]
        assert found == expected


def test_the_characters_that_xml_forbids_are_removed_and_no_others() -> None:
    spans = [range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000)]
    kept = "\t\n\r" + "".join(chr(code) for span in spans for code in span)
    assert clean("".join(map(chr, range(0x110000)))) == kept
    assert clean("T\x00i\x0bd\x1fe\ud800 \udfff😀\ufffe\uffff") == "Tide 😀"


@both
def test_forbidden_characters_are_removed_from_every_text(export: Export) -> None:
    def feed(text: str) -> str:
        image, held = Image("/a", title=text, attribution=text), {"topics": [text], "body": text}
        one = article(text, excerpt=text, provider=Provider(text), images=[image], **held)
        return text_of(export, one, title=text, description=text, language=text)

    assert feed("\x00\ud800t\ufffei\x0bde\x1f") == feed("tide")


@both
def test_every_picture_that_has_an_address_is_a_medium(export: Export) -> None:
    images = [SEA, Image("https://p.example/a b", width=1, title="<b>")]
    images += [Image("//p.example/c", height=0, attribution=""), *map(Image, ["/é", "../d", "?e"])]
    images += map(Image, ["mailto:a@b", "data:,", "https://[", "C:\\e", "http:///"])
    images += map(Image, ["", " \n", "#top"])  # the page is no picture
    media = feed_of(export, article(images=images))[-1].findall(f"{MEDIA}content")
    found = [{**one.attrib, **{each.tag[len(MEDIA) :]: each.text for each in one}} for one in media]
    assert [each.pop("medium") for each in found] == ["image"] * 6
    page, sizes = "https://daily.example", {"width": "640", "height": "320"}
    assert found == [
        {"url": f"{page}/sea/sea.jpg", **sizes, "title": "The sea", "credit": "A. Gull"},
        {"url": "https://p.example/a%20b", "width": "1", "title": "<b>"},
        {"url": "https://p.example/c", "height": "0", "credit": None},
        *({"url": f"{page}{path}"} for path in ("/%C3%A9", "/d", "/sea/tide?e")),
    ]


# Errors

ZONE = "expected a time with a zone, and"
NO_URL = "{} needs an absolute http or https URL, and"
YEAR = "expected a time that in UTC is of the years 1 to 9999, and"
BEFORE = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
NAIVE = datetime(2022, 2, 3)
LONG = {"web_url": "b" * 61, "title": "T" * 61}
DATE = "published_date_time"
LACKING: dict[str, tuple[str, dict[str, Any], str]] = {
    "date": ("publishedDateTime", {DATE: None}, "{} needs a date, and 'Tide' has none"),
    "zone": ("publishedDateTime", {DATE: NAIVE}, f"{ZONE} 'Tide' has '{NAIVE}'"),
    "year": ("publishedDateTime", {DATE: BEFORE}, f"{YEAR} 'Tide' has '{BEFORE}'"),
    "address": ("webUrl", {"web_url": None}, f"{NO_URL} 'Tide' has none"),
    "host": ("webUrl", {"web_url": "/", "original_url": URL}, f"{NO_URL} 'Tide' has '/'"),
    "original": ("originalUrl", {"web_url": "", "original_url": "a"}, f"{NO_URL} 'Tide' has 'a'"),
    "long": ("webUrl", LONG, f"{NO_URL} '{'T' * 57}...' has '{'b' * 57}...'"),
}


@both
@pytest.mark.parametrize(("key", "fields", "said"), LACKING.values(), ids=LACKING)
def test_an_article_without_address_or_date_is_named_or_left_out(
    export: Export, key: str, fields: dict[str, Any], said: str
) -> None:
    lacking = article(**{"title": "Tide", "path": Path("a.md"), **fields})
    with pytest.raises(SerializeError) as caught:
        text_of(export, FULL, lacking)
    advice = "give it one, or leave such articles out with on_error='skip'"
    assert str(caught.value) == f"a.md: {key}: {said.format(FORMS[export])}; {advice}"
    assert text_of(export, FULL, lacking, on_error="skip") == text_of(export, FULL)


@both
def test_the_dates_of_related_items_do_not_matter(export: Export) -> None:
    related = [RelatedItem("Ebb", published_date_time=NAIVE)]
    assert text_of(export, article(related=related)) == text_of(export, article())


WRONG = [
    ("home_page_url", None, "{} needs the address of the feed: home_page_url or feed_url"),
    ("home_page_url", "", "home_page_url: expected an absolute http or https URL, found ''"),
    ("feed_url", "a:b", "feed_url: expected an absolute http or https URL, found 'a:b'"),
    ("on_error", "warn", "expected on_error 'raise' or 'skip', found 'warn'"),
]


@both
def test_a_wrong_argument_is_an_error(export: Export) -> None:
    for name, value, said in WRONG:
        with pytest.raises(ValueError, match=f"^{re.escape(said.format(FORMS[export]))}$"):
            text_of(export, **{name: value})


@both
def test_without_feedgenerator_the_error_is_the_line_that_installs_it(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "feedgenerator", None)
    with pytest.raises(ImportError) as caught:
        text_of(export)
    said = f"a feed of {FORMS[export]} needs feedgenerator, which is not installed."
    line = "    pip install 'newsfeed-frontmatter[feeds]'"
    assert str(caught.value) == f"{said} Install it with\n{line}"
