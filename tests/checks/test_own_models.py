"""Checks of models of your own: the rules for the fields that a model has."""

from datetime import date, datetime
from typing import Annotated, Any

import attrs
from loops import each

from newsfeed import Document, Image, parse
from newsfeed.checks import RULES, check
from newsfeed.frontmatter import UTC


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
