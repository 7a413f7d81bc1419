"""Laws of Atom and RSS: any article reads back, and a feed is what its specification says.

What XML and feedparser do to texts is written down first.
"""

import contextlib
import io
import re
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import attrs
import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, examples, instants, texts

from newsfeed import Article, Image, read
from newsfeed.export import atom, rss
from newsfeed.news import urls

A = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
OWN = "https://harbour.example/feed"
Export = Callable[..., str]
both = pytest.mark.parametrize("export", [atom, rss])

# --- What XML and feedparser do to a text ---------------------------------------------------------


def allowed(text: str) -> str:
    """Leave out what XML has no place for (section 2.2, `Char`)."""
    spans = [(0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF)]
    return "".join(c for c in text if c in "\t\n\r" or any(a <= ord(c) <= b for a, b in spans))


def in_xml(text: str) -> str:
    """A text between two tags, where each line end is read as LF (section 2.11)."""
    return allowed(text).replace("\r\n", "\n").replace("\r", "\n")


def in_feedparser(text: str) -> str:
    """A text between two tags as feedparser has it.

    It strips blanks. What could be UTF-8 read as Latin-1 it takes for just that, and the control
    characters from U+0080 on for those of Windows-1252, but for five that this has not.
    """
    text = in_xml(text).strip()
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    return re.sub(
        "[\x80-\x9f]", lambda c: c[0].encode("latin-1").decode("cp1252", "ignore") or c[0], text
    )


def in_link(url: str) -> str:
    """An address between two tags: feedparser mends what looks like a broken reference."""
    return re.sub("&([A-Za-z0-9_]+);", r"&\1", url.replace("&amp;", "&"))


# --- What is read back ----------------------------------------------------------------------------


def parsed(text: str, **options: Any) -> Any:
    found = feedparser.parse(io.BytesIO(text.encode()), **options)
    assert found.bozo == 0, found.get("bozo_exception")
    return found


def as_it_stands(text: str) -> Any:
    return parsed(text, sanitize_html=False, resolve_relative_uris=False)


def is_uri(text: str) -> bool:
    """Whether this is a URL in the characters of RFC 3986."""
    one = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
    return re.fullmatch(rf"https?://(?![/?#]){one}+(?:\#{one}*)?", text) is not None


def is_written(url: str, found: str) -> bool:
    """Whether a URI stands for the octets of this URL, as people may have written it."""
    return is_uri(found) and unquote_to_bytes(found) == unquote_to_bytes(url.strip())


def content_of(one: Article, export: Export) -> list[tuple[str, str]]:
    """Kind and text of the content; RSS cannot say that one is no HTML."""
    if one.featured_content and one.featured_content.strip():
        return [("text/html", in_feedparser(one.featured_content))]
    kind = "text/plain" if export is atom else "text/html"
    return [(kind, in_feedparser(one.body))] if one.body.strip() else []


def check_entry(entry: Any, one: Article, export: Export) -> None:
    assert entry.title == in_feedparser(one.title)
    assert is_written(one.web_url or one.original_url or "", entry.id)
    assert entry.link == (entry.id if export is atom else in_link(entry.id))
    assert one.published_date_time is not None
    when = one.published_date_time.astimezone(UTC).timetuple()[:6]
    dates = ["published_parsed"] + ["updated_parsed"] * (export is atom)
    assert [tuple(entry[date])[:6] for date in dates] == [when] * len(dates)
    content = content_of(one, export)
    assert [(each.type, each.value) for each in entry.get("content", [])] == content
    # feedparser takes the content for the summary where there is none.
    summary = content[0][1] if content else None
    excerpt = one.excerpt
    assert entry.get("summary") == (summary if excerpt is None else in_feedparser(excerpt))
    name = None if one.provider is None else one.provider.name
    if export is atom:
        said = entry.get("author_detail", {}).get("name")
        assert said == (None if name is None else in_xml(name).strip())
        terms = [allowed(topic) for topic in one.topics]  # in attributes line ends are escaped
    else:
        assert entry.get("author") == (in_feedparser(name) if name else None)
        terms = [in_feedparser(topic) for topic in one.topics]
    # feedparser has no empty tags, and none twice.
    found = [tag.term for tag in entry.get("tags", [])]
    assert found == [term for term in dict.fromkeys(terms) if term]


def check_pictures(entry: Any, element: ET.Element, images: list[Image]) -> None:
    """All these images have an address."""
    media = entry.get("media_content", [])
    for found, inner, image in zip(media, element.iter(f"{MEDIA}content"), images, strict=True):
        relative = re.match("https?:", image.url) is None
        assert is_uri(found["url"]) if relative else is_written(image.url, found["url"])
        sizes = [("width", image.width), ("height", image.height)]
        known = {name: str(size) for name, size in sizes if size is not None}
        assert found == {"url": found["url"], "medium": "image", **known}
        for name, text in (("title", image.title), ("credit", image.attribution)):
            assert inner.findtext(f"{MEDIA}{name}") == (None if text is None else in_xml(text))


# --- What the specifications require --------------------------------------------------------------


def counts(parent: ET.Element, *names: str) -> list[int]:
    return [len(parent.findall(name)) for name in names]


def check_atom(feed: ET.Element) -> None:
    """RFC 4287, sections 3.1, 3.2, 3.3, 4.1.1 and 4.1.2."""
    assert feed.tag == f"{A}feed"
    entries = feed.findall(f"{A}entry")
    for each in (feed, *entries):
        assert counts(each, f"{A}id", f"{A}title", f"{A}updated") == [1, 1, 1]
        for name in ("content", "published", "rights", "source", "subtitle", "summary"):
            assert len(each.findall(A + name)) <= 1
        assert is_uri(each.findtext(f"{A}id", ""))
        links = [link.attrib for link in each.findall(f"{A}link")]
        assert [link["rel"] for link in links].count("alternate") == 1
        assert all(is_uri(link["href"]) for link in links)
        for date in (*each.findall(f"{A}updated"), *each.findall(f"{A}published")):
            pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
            assert re.fullmatch(pattern, date.text or "", re.ASCII)
        for author in each.findall(f"{A}author"):
            assert [inner.tag for inner in author] == [f"{A}name"]
        assert all(category.attrib.keys() == {"term"} for category in each.findall(f"{A}category"))
        for name in ("title", "subtitle", "summary"):  # without a type it is text
            assert all((*text.attrib, *text) == () for text in each.findall(A + name))
    assert feed.findall(f"{A}author") or all(entry.findall(f"{A}author") for entry in entries)


def check_rss(root: ET.Element) -> None:
    """RSS 2.0, as https://www.rssboard.org/rss-specification has it."""
    assert (root.tag, root.attrib, len(root)) == ("rss", {"version": "2.0"}, 1)
    channel = root[0]
    assert counts(channel, "title", "link", "description", "lastBuildDate") == [1, 1, 1, 1]
    assert len(channel.findall("language")) <= 1
    check_rfc_822(channel.findtext("lastBuildDate", ""))
    for item in channel.findall("item"):
        assert counts(item, "title", "link", "guid", "pubDate") == [1, 1, 1, 1]
        assert max(counts(item, "description", ENCODED)) <= 1
        (guid,) = item.findall("guid")
        assert guid.attrib == {"isPermaLink": "true"}
        assert is_uri(item.findtext("link", ""))
        assert item.findtext("link") == guid.text
        check_rfc_822(item.findtext("pubDate", ""))


def check_rfc_822(text: str) -> None:
    days, months = "Mon|Tue|Wed|Thu|Fri|Sat|Sun", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    pattern = rf"({days}), \d\d (?:{months}) (\d{{4}}) \d\d:\d\d:\d\d (?:GMT|[+-]\d{{4}})"
    match = re.fullmatch(pattern, text, re.ASCII)
    assert match
    if match[2] >= "1000":  # Python takes 0070 for 1970
        assert days.split("|")[parsedate_to_datetime(text).weekday()] == match[1]


def check_form(export: Export, text: str) -> list[ET.Element]:
    """Check a feed, and return its entries."""
    root = ET.fromstring(text.encode())
    (check_atom if export is atom else check_rss)(root)
    assert all(is_uri(each.attrib["url"]) for each in root.iter(f"{MEDIA}content"))
    return [*root.iter(f"{A}entry"), *root.iter("item")]


# --- Laws -----------------------------------------------------------------------------------------


def addresses() -> st.SearchStrategy[str]:
    """Addresses as people write them."""
    starts = ["https://daily.example", "http://d.example:80/a", "https://me@daily.example/é?q="]
    return st.builds("{}/{}".format, st.sampled_from(starts), texts())


def pictures() -> st.SearchStrategy[Image]:
    """Pictures that have an address."""
    url = addresses() | st.sampled_from(["sea.jpg", "/s", "../é.png", "//daily.example/s", "?s=1"])
    size, text = st.none() | st.integers(-1, 5000), st.none() | texts()
    return st.builds(Image, url, width=size, height=size, title=text, attribution=text)


def publishable() -> st.SearchStrategy[Article]:
    """Articles that a feed takes."""
    added = {"published_date_time": instants(), "web_url": addresses()}
    return st.builds(attrs.evolve, articles(), **added)


def pictured() -> st.SearchStrategy[Article]:
    return st.builds(attrs.evolve, publishable(), images=st.lists(pictures(), max_size=3))


def exported(export: Export, chosen: list[Article], **about: Any) -> str:
    return export(chosen, **{"title": "Harbour", "feed_url": OWN, "unpublished": True, **about})


@both
@examples(150)
@given(st.lists(pictured(), max_size=3), texts(), st.none() | texts())
def test_every_article_reads_back(
    export: Export, chosen: list[Article], title: str, description: str | None
) -> None:
    """`read(export(articles)) == articles`."""
    text = exported(export, chosen, title=title, description=description, language="en-GB")
    found = as_it_stands(text)
    about = found.feed
    assert (found.version, about.language) == ("atom10" if export is atom else "rss20", "en-GB")
    assert about.title == in_feedparser(title)
    subtitle = (allowed(description or "") or None) if export is atom else description or title
    assert about.get("subtitle") == (None if subtitle is None else in_feedparser(subtitle))
    assert [(link.rel, link.href) for link in about.links] == [("alternate", OWN), ("self", OWN)]
    elements = check_form(export, text)
    for entry, element, one in zip(found.entries, elements, chosen, strict=True):
        check_entry(entry, one, export)
        # An image whose URL is that of the page is no picture.
        check_pictures(entry, element, [image for _, image in urls.pictures(one)])


@both
@examples(60)
@given(st.lists(pictured(), max_size=3))
def test_what_is_no_html_reads_back_from_what_feedparser_makes_safe(
    export: Export, chosen: list[Article]
) -> None:
    """By default it takes from HTML what can do harm; for RSS it takes most texts for HTML."""
    text = exported(export, chosen)
    same = ["id", "link", "published", "author", "tags", "media_content"]
    same += ["updated", "title_detail", "summary_detail"] if export is atom else []
    for entry, safe in zip(as_it_stands(text).entries, parsed(text).entries, strict=True):
        assert [safe.get(name) for name in same] == [entry.get(name) for name in same]


@both
@examples(60)
@given(st.lists(publishable(), max_size=3))
def test_a_feed_is_valid_and_the_same_each_time(export: Export, chosen: list[Article]) -> None:
    """`export(a) == export(copy(a))`, whatever the addresses of its pictures."""
    text = exported(export, chosen)
    assert len(check_form(export, text)) == len(chosen)
    assert exported(export, [attrs.evolve(one) for one in chosen]) == text


@both
@examples(60)
@given(publishable(), publishable())
def test_an_id_depends_on_the_address_alone(export: Export, one: Article, other: Article) -> None:
    """`id(a) == id(b)` if `a.web_url == b.web_url`."""
    edited = attrs.evolve(other, web_url=one.web_url)
    first, second = as_it_stands(exported(export, [one, edited])).entries
    assert first.id == second.id


@both
@pytest.mark.shared
def test_every_news_file_reads_back(export: Export, shared: Path) -> None:
    paths = sorted([*(shared / "seeds").glob("*.md"), *(shared / "corpus/news").glob("*.md")])
    news = [read(path) for path in paths]
    text = exported(export, news)
    entries = as_it_stands(text).entries
    assert len(entries) == 267
    for entry, element, one in zip(entries, check_form(export, text), news, strict=True):
        check_entry(entry, one, export)
        check_pictures(entry, element, one.images)
