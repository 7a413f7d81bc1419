"""Feeds of several models with odd values, and what must come back of them from any table."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from newsfeed import Article, Feed, parse, serialize
from newsfeed.document import Document
from newsfeed.frontmatter.origin import origin_of
from newsfeed.frontmatter.schema import schema_of


class Mood(Enum):
    CALM = "calm"
    ROUGH = "rough"


@attrs.define
class Buoy:
    name: str
    depth: int | None = None
    seen: datetime | None = None
    marks: list[str] = attrs.field(factory=list)
    extra: dict[str, Any] = attrs.field(factory=dict)


@attrs.define
class Log:
    title: str
    count: int | None = None
    ratio: float | None = None
    price: Decimal | None = None
    draft: bool | None = None
    day: date | None = None
    at: datetime | None = None
    mood: Mood | None = None
    tags: list[str] = attrs.field(factory=list)
    holes: list[int | None] = attrs.field(factory=list)
    days: list[date] = attrs.field(factory=list)
    moods: tuple[Mood, ...] = ()
    maybe: list[str] | None = None
    buoy: Buoy | None = None
    buoys: list[Buoy] = attrs.field(factory=list)
    thing: Any = None
    by_name: dict[str, int] = attrs.field(factory=dict)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


@dataclass
class Post:
    title: str
    draft: bool = False
    weight: int | None = None
    date: datetime | None = None
    tags: list[str] = field(default_factory=list)
    buoys: list[Buoy] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    body: str = ""


_UNKNOWN = """\
seen: 2026-03-14T12:00:00-08:00  # at noon
local: 2026-03-14 12:00:00.25
mixed: [1, x, 2026-03-14, ~, {on: 2026-03-14T12:00:00Z}]
big: 99999999999999999999
not: .nan
under: -.inf
nothing: ~
made: !include tide.yml
"""
ARTICLES = [
    f"""\
---
title: 'Tide über "潮"'  # turns
category: ""
publishedDateTime: 2026-03-14T12:00:00.000001+05:30
quality: 9223372036854775807
published: false
provider:
  name: Post
  founded: 1905-01-01
  images: [{{url: p.png, width: 3}}]
topics: [Sea, "", 海]
images:
  - url: a.png
    credit: {{by: Ada}}
  - {{url: b.png, isCached: true}}
related:
  - title: R
    publishedDateTime: 0001-01-02T00:00:00Z
    provider: {{name: Q, images: []}}
    images: [{{url: r.png, height: 9}}]
  - title: S
{_UNKNOWN}---

Text\r
with a line
""",
    "---\ntitle: Moon\nheat: -9223372036854775808\ntopics: []\n---\n",
    '---\ntitle: ""\nheat: ~\nlocal: text\n---\nBody',
]
LOGS = [
    f"""\
---
title: Tide
count: 9223372036854775807
ratio: .inf
price: 12.50
draft: yes
day: 0001-01-01
at: 2026-03-14 12:00:00
mood: rough
tags: []
holes: [1, ~]
days: [9999-12-31]
moods: [calm, rough]
maybe: []
buoy: {{name: Nörd, depth: 3, seen: 2026-03-14T12:00:00+02:00, lamp: {{on: true}}}}
buoys:
  - name: South
    marks: [a, ""]
  - {{name: East, depth: -1}}
thing: [1, {{a: 2026-03-14}}]
by_name: {{a: 1}}
{_UNKNOWN}---
Text
""",
    "---\ntitle: Moon\nratio: -0.5\nmaybe: [x]\nbuoys: []\n---\n",
    "---\ntitle: 'Sea'\ncount: ~\n---\n",
]
POSTS = [
    f"---\ntitle: A 'post'\ndate: 2026-03-14T12:00:00+05:30\nweight: 3\n{_UNKNOWN}---\nText\n",
    "---\ntitle: B\ndraft: true\ntags: [é, '']\nbuoys: [{name: N, seen: 2026-03-14}]\n---\n",
    "---\ntitle: C\n---\n",
]
DOCUMENTS = [
    f"""\
---
title: Tide  # turns
Title: other
path: p
error: e
__index: 1
my key: v
a.b: dotted
count: 1
long: 9007199254740993
share: 1
flag: true
day: 2026-03-14
tags: [sea, 海]
empty: []
days: [2026-03-14]
naive: [2026-03-14 12:00:00]
aware: [2026-03-14T12:00:00Z]
numbers: [1, 2.5, .inf]
holes: [1, ~]
nested: [[1]]
author: {{name: Ada, at: {{home: true}}}}
any: 3
null_one: ~
{_UNKNOWN}---
Text\r
""",
    "---\nany: text\nshare: 2.5\ntitle: Moon\nday: 0001-01-01\ntags: []\nnull_one: 3\n---\n",
    "---\nflag: ~\nnumbers: []\ndays: []\nlong: 3\nauthor: {name: Ben}\n---\n",
    "No front matter.\n",
    "---\n---\n",
]
KINDS: dict[str, tuple[type[Any], list[str]]] = {
    "Article": (Article, ARTICLES),
    "attrs": (Log, LOGS),
    "dataclass": (Post, POSTS),
    "Document": (Document, DOCUMENTS),
}


def texts_of(kind: str) -> list[str]:
    return KINDS[kind][1]


def feed_of(kind: str) -> Feed[Any]:
    model, texts = KINDS[kind]
    files = (f"news/{number}-é.md" for number in range(len(texts)))
    return Feed(
        parse(text, model=model, path=file) for text, file in zip(texts, files, strict=True)
    )


def write_files(kind: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts_of(kind)):
        (folder / f"{number}.md").write_bytes(text.encode())
    return folder


def comes_back(back: Feed[Any], kind: str) -> None:
    """Check that articles are equal and have the same paths."""
    same_values(back, kind)
    assert [origin_of(each).path for each in back] == [
        origin_of(each).path for each in feed_of(kind)
    ]


def same_values(back: Feed[Any], kind: str) -> None:
    """Check that articles are equal, NaN to itself, and instants to those of any time zone."""
    assert list(map(_values, back)) == list(map(_values, feed_of(kind)))


def comes_back_to_the_byte(back: Feed[Any], kind: str) -> None:
    comes_back(back, kind)
    assert list(map(serialize, back)) == texts_of(kind)
    assert back.diff() == ""


def _values(article: Any) -> Any:
    """Return the values of an article, in which NaN and instants are strings."""
    names = set(schema_of(type(article)).arguments) - {"source", "path"}
    return _plain({name: getattr(article, name) for name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(_plain, value))
    if isinstance(value, datetime):
        return str(value if value.tzinfo is None else value.astimezone(UTC))
    return "nan" if value != value else value  # noqa: PLR0124
