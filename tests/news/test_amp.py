"""The URLs of pages in the AMP Cache."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples, records

from newsfeed import Article, RelatedItem, parse
from newsfeed.news.amp import amp_cache_url, ascii_host


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def published(shared: Path) -> list[Article]:
    """Every article of the corpus, those of the API and those before and after an edit as well."""
    paths = [*shared.glob("corpus/news/*.md"), *shared.glob("seeds/*.md")]
    texts = [path.read_bytes().decode() for path in paths]
    texts += [row["text"] for row in rows(shared / "corpus/api/pairs.jsonl")]
    texts += [
        row[name] for row in rows(shared / "corpus/edits/edits.jsonl") for name in ("old", "new")
    ]
    assert len(texts) == 265 + 2 + 60 + 56
    return [parse(text) for text in texts]


# The AMP Project's own: host and subdomain.
SUBDOMAINS = {
    "hello--world.com": "hello----world-com",
    "toplevelnohyphens": "qsgpfjzulvuaxb66z77vlhb5gu2irvcnyp6t67cz6tqo5ae6fysa",
    "no-dot-domain": "4lxc7wqq7b25walg4rdiil62veijrmqui5z3ept2lyfqqwpowryq",
    "itwasadarkandstormynight.therainfellintorrents.exceptatoccasionalintervalswhenitwascheckedby."
    "aviolentgustofwindwhichsweptupthestreets.com": (
        "dgz4cnrxufaulnwku4ow5biptyqnenjievjht56hd7wqinbdbteq"
    ),
    "xn--bcher-kva.ch": "xn--bcher-ch-65a",
    "xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c": "xn-------i5fvcbaopc6fkc0de0d9jybegt6cd",
    "hello.xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c": (
        "a6h5moukddengbsjm77rvbosevwuduec2blkjva4223o4bgafgla"
    ),
    "en-us.example.com": "0-en--us-example-com-0",
}


def subdomain(url: str) -> str:
    match = re.match(r"https://([^/]*)\.cdn\.ampproject\.org/", amp_cache_url(url))
    assert match is not None
    return match[1]


@each("host, expected", SUBDOMAINS.items())
def test_the_subdomain_is_the_one_that_the_amp_project_publishes(host: str, expected: str) -> None:
    url = f"https://{host}/page"
    assert amp_cache_url(url) == f"https://{expected}.cdn.ampproject.org/c/s/{host}/page"


@each("url, expected", [
        ("https://點看.com", "xn---com-k47jg78q /c/s/點看.com"),  # IDN
        ("http://a.example/b", "a-example /c/a.example/b"),  # http
        ("https://a.example", "a-example /c/s/a.example"),  # no path
        ("https://a.example/", "a-example /c/s/a.example/"),  # root
        ("https://a.example/b.png", "a-example /i/s/a.example/b.png"),  # image
        ("http://a.example/b.jpeg", "a-example /i/a.example/b.jpeg"),  # http image
        ("https://a.example/b.woff2", "a-example /r/s/a.example/b.woff2"),  # font
        ("https://a.example/b.png.html", "a-example /c/s/a.example/b.png.html"),  # c
        ("https://a.example/b?c.png", "a-example /c/s/a.example/b?c.png"),  # query
        ("https://a.example/b.svg?c&d", "a-example /i/s/a.example/b.svg?c&d"),  # i
        ("https://a.example/b?c#d.gif", "a-example /c/s/a.example/b?c#d.gif"),  # #
        ("https://a.example?b", "a-example /c/s/a.example?b"),  # query without path
        ("https://a.example:8080/b", "a-example /c/s/a.example:8080/b"),  # port
        ("https://u:p@a.example/b", "a-example /c/s/a.example/b"),  # credentials
        ("https://u@v@a.example/@b", "a-example /c/s/a.example/@b"),  # two at signs
        ("HTTPS://A.Example/B", "a-example /c/s/a.example/B"),  # upper case
        ("https://a.example//b//c", "a-example /c/s/a.example//b//c"),  # slashes
        ("https://192.0.2.1/b", "192-0-2-1 /c/s/192.0.2.1/b"),  # IPv4
    ])  # fmt: skip
def test_the_place_in_the_cache_follows_from_the_address(url: str, expected: str) -> None:
    label, place = expected.split()
    assert amp_cache_url(url) == f"https://{label}.cdn.ampproject.org{place}"


@each("host, expected", [
        ("a_b.example", None),  # underscore
        ("a.example.", None),  # dot at the end
        ("-a.example", None),  # hyphen at the beginning
        ("[2001:db8::1]", None),  # IPv6
        ("שלום.example", None),  # letters of both directions
        ("שלום.קום", "xn----9hcbzgc2el"),  # letters of one direction
        (f"{'a' * 32}.{'b' * 30}", f"{'a' * 32}-{'b' * 30}"),  # 63 characters
        (f"{'a' * 32}.{'b' * 31}", None),  # 64 characters
        (f"{'a-' * 20}b.{'c' * 22}", None),  # 64 characters with hyphens doubled
        ("ab-c.example", "0-ab--c-example-0"),  # hyphens where punycode has them
        ("xn--9999.example", "0-xn----9999-example-0"),  # no punycode
        (f"xn--{'a' * 60}.example", None),  # punycode too long for a label
        ("xn--é.example", "xn--0-xn-----example-0-iwb"),  # punycode of no ASCII
    ])  # fmt: skip
def test_the_subdomain_is_readable_where_that_is_a_label_else_a_hash(
    host: str, expected: str | None
) -> None:
    found = subdomain(f"https://{host}/")
    assert re.fullmatch("[a-z2-7]{52}", found) if expected is None else found == expected


@each("url", [
        *("", "a.example", "/amp", "//a.example", "ftp://a.example", "https:", "https://", "https:///a"),
        *("https:a.example", "mailto:a@b.example", "https://@/", "https://:80/", "http://[a.example/"),
        *("https://a.example/b c", " https://a.example", "https://a.example\n", "https://a.ex\tample"),
        *("https://a.example/\x00", "http://[1]/", "https://\u2100.example"),
    ])  # fmt: skip
def test_what_is_no_absolute_url_has_no_place_in_the_cache(url: str) -> None:
    with pytest.raises(ValueError, match=r"^expected (?:a|an absolute http or https) URL, found '"):
        amp_cache_url(url)


def test_the_reason_why_a_url_cannot_be_read_is_given() -> None:
    with pytest.raises(ValueError, match=r"^expected a URL, found 'http://\[a': Invalid IPv6 URL$"):
        amp_cache_url("http://[a")


def test_a_port_that_is_none_is_no_part_of_a_url() -> None:
    with pytest.raises(ValueError, match="Port could not be cast to integer value as 'abc'"):
        amp_cache_url("https://a.example:abc/x")


def test_a_host_is_written_in_ascii_label_by_label() -> None:
    assert ascii_host("bücher.點看.example") == "xn--bcher-kva.xn--c1yn36f.example"


def test_a_label_that_no_name_server_can_hold_is_left_as_it_is() -> None:
    """Punycode takes a time that grows with the square of the label, a minute for 20,000."""
    host = "".join(chr(0x4E00 + index) for index in range(64))
    assert ascii_host(f"{host}.example") == f"{host}.example"
    assert ascii_host(f"{host[1:]}.example").startswith("xn--")


HOSTS = st.one_of(
    st.lists(st.text("aé點ש-x0n_", max_size=25), min_size=1, max_size=5).map(".".join),
    st.from_regex("(?:xn--)?[a-z0-9-]{1,70}(?:[.]xn--[a-z0-9-]{0,20})?", fullmatch=True),
    st.text(max_size=20),
)


@examples(200)
@given(st.sampled_from(["http", "https"]), HOSTS, st.text(max_size=6))
def test_every_subdomain_is_a_label_of_dns(scheme: str, host: str, path: str) -> None:
    try:
        found = subdomain(f"{scheme}://{host}/{path}")
    except ValueError:
        return
    assert re.fullmatch("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", found)


@pytest.mark.shared
def test_every_real_page_has_the_place_that_the_publisher_found(published: list[Article]) -> None:
    items = [
        record
        for article in published
        for record in records(article)
        if isinstance(record, (Article, RelatedItem)) and record.cdn_amp_web_url is not None
    ]
    assert len(items) > 100
    for item in items:
        assert amp_cache_url(item.amp_web_url or "") == item.cdn_amp_web_url
