"""Checks of models of your own: the rules for the fields that a model has."""

from dataclasses import dataclass, field
from datetime import UTC as UTC_ZONE
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import attrs
from loops import each

from newsfeed import Document, Image, parse
from newsfeed.checks import RULES, check
from newsfeed.frontmatter import UTC

PAGE = "https://harbour.example/tide.jpg"
DATE = "published_date_time"


@attrs.define
class Note:
    title: str
    cover: str | Image | None = None
    tags: str | list[str] | None = None
    published: bool = True
    seen: Annotated[date | datetime | None, UTC] = None


TEXT = """\
---
title: Tides &amp; moons
cover: {url: /tide.jpg}
tags: [Sea &lt; Sky, "Moon"]
published: true
---
"""


def codes(note: Any) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.key) for each in check(note, select=list(RULES))]


def test_a_union_marked_utc_may_be_without_a_time_zone() -> None:
    text = "---\ntitle: Tide\nseen: 2026-03-14 09:30:00\n---\n"
    assert codes(parse(text, model=Note)) == [("NF116", 3, "seen")]


def test_members_of_unions_are_checked_like_other_values() -> None:
    assert codes(parse(TEXT, model=Note)) == [
        ("NF103", 2, "title"),
        ("NF111", 3, "cover"),
        ("NF111", 3, "cover"),
        ("NF104", 3, "cover.url"),
        ("NF103", 4, "tags[0]"),
    ]
    assert [code for code, *_ in codes(Note("Sea &amp; sky", tags="a &lt; b"))] == ["NF103"] * 2


@each("text", ["Just a note.\n", "---\ntitle: NO\nmood: yes\n---\n", ""])
def test_every_rule_accepts_a_document(text: str) -> None:
    assert {code for code, *_ in codes(parse(text, model=Document))} <= {"NF120"}


@dataclass
class Story:
    title: str
    web_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    published_date_time: datetime | None = None
    published: bool | None = None
    images: list[dict[str, Any]] = field(default_factory=list)
    related: list[Image] = field(default_factory=list)


@each(
    "story",
    [
        ({"web_url": "/tide"}, [("NF104", "web_url")]),
        ({"cdn_amp_web_url": PAGE}, [("NF108", "cdn_amp_web_url")]),
        ({"amp_web_url": PAGE, "cdn_amp_web_url": PAGE}, [("NF109", "cdn_amp_web_url")]),
        ({"published_date_time": datetime(1899, 1, 1, tzinfo=UTC_ZONE)}, [("NF115", DATE)]),
        ({"published": True}, [("NF117", DATE), ("NF117", "web_url")]),
        ({"published": False}, []),
        ({"images": [{"url": PAGE, "width": 0}]}, [("NF111", "images[0].width")]),
        ({"images": [{"url": PAGE, "height": None}]}, [("NF111", "images[0]")]),
        ({"images": [{"url": PAGE}, {"url": PAGE}]}, [("NF112", "images[1].url")]),
    ],
)
def test_a_rule_applies_to_the_field_of_its_name(
    story: tuple[dict[str, Any], list[tuple[str, str]]],
) -> None:
    values, expected = story
    for instance in (Story("Tide", **values), Document({"title": "Tide"} | values)):
        found = [(each.code, each.key) for each in check(instance)]
        if isinstance(instance, Document):  # it has only the fields that it has keys of
            expected = [each for each in expected if each[1].split("[")[0] in values]
        assert found == expected


@each("spelling", ["webUrl", "web-url", "web_url", "WebUrl"])
def test_a_key_of_a_document_has_the_name_of_a_field_in_any_spelling(spelling: str) -> None:
    text = f"---\ntitle: Tide\n{spelling}: /tide\n---\n"
    (problem,) = check(parse(text, model=Document, path="tide.md"))
    assert (problem.code, problem.line, problem.key) == ("NF104", 3, spelling)
    assert problem.path == Path("tide.md")


DOCUMENT = """\
---
title: "  "
published: true
publishedDateTime:
webUrl: https://harbour.example/tide
date: 2026-03-14 09:30:00
mood: yes
provider: {name: Harbour Post, domain: other.example}
images: [{url: /tide.jpg, width: 0}]
related:
  - title: Tide &amp; moon
    webUrl: https://harbour.example/tide/
    publishedDateTime: 1066-10-14 09:00:00Z
secured: none
lists: [[sea, "<b>moon</b>"]]
---
"""


def test_the_rules_apply_to_the_keys_of_a_document() -> None:
    found = [(each.code, each.line, each.key) for each in check(parse(DOCUMENT, model=Document))]
    assert found == [
        ("NF101", 2, "title"),
        ("NF117", 4, "publishedDateTime"),
        ("NF116", 6, "date"),
        ("NF120", 7, "mood"),
        ("NF110", 8, "provider.domain"),
        ("NF104", 9, "images[0].url"),
        ("NF111", 9, "images[0].width"),
        ("NF103", 11, "related[0].title"),
        ("NF113", 12, "related[0].webUrl"),
        ("NF115", 13, "related[0].publishedDateTime"),
        ("NF118", 14, "secured"),
        ("NF102", 15, "lists[0][1]"),
    ]


def test_the_name_of_a_file_follows_from_the_keys_of_a_document() -> None:
    text = "---\ntitle: Tide\npublishedDateTime: 2026-03-14 09:30:00Z\n---\n"
    for name, problems in [("2026-03-14-tide.md", 0), ("tide.md", 1)]:
        note = parse(text, model=Document, path=f"posts/{name}")
        assert len(check(note, select=["NF121"])) == problems


def test_a_list_that_contains_itself_is_checked() -> None:
    items: list[Any] = ["Sea &amp; sky"]
    items.append(items)
    assert {each.code for each in check(Document({"items": items}))} == {"NF103"}


URLS = """\
---
url: /about/
image_url: /tide.png
cover: {url: tide.png}
webUrl: /tide
images: [{url: /tide.png}]
---
"""


def test_only_addresses_that_articles_have_must_be_absolute_in_a_document() -> None:
    found = check(parse(URLS, model=Document), select=["NF104"])
    assert [each.key for each in found] == ["webUrl", "images[0].url"]


def test_a_word_of_a_document_with_two_meanings_may_be_any_value() -> None:
    text = "---\ndate: 2026-03-14 09:30\ndraft: no\nnumber: 0123\n---\n"
    found = check(parse(text, model=Document))
    assert [(each.code, each.key) for each in found] == [("NF120", "draft"), ("NF120", "number")]
    assert found[0].message.endswith(
        "; write what it means, such as true or 8, or put text in quotes"
    )


def test_one_code_may_be_given_without_a_list() -> None:
    note = parse("---\ntitle: ' '\nwebUrl: /tide\n---\n", model=Document)
    assert [each.code for each in check(note, select="NF101")] == ["NF101"]
    assert [each.code for each in check(note, ignore="NF101")] == ["NF104"]
