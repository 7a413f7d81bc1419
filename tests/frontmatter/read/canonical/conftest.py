"""The documents that several modules read."""

from collections.abc import Callable
from typing import Annotated, Any

import attrs
import pytest

from newsfeed.frontmatter import QUOTED, Key

CANONICAL = """\
---
title: "Tide \\"turns\\" early"
excerpt: "C:\\\\ and\\nmore\\u2028"
publishedDateTime: 2021-12-10T14:30:00Z
type: article
quality: -3
published: false

provider:
  name: Daily:Example
  images:
    - url: "https://daily.example/icon.png"
      width: 50

topics:
  - Sea
  - "NO: never"

images:
  - url: "https://daily.example/a.jpg"
  - url: "https://daily.example/b.jpg"
    isCached: true

related:
  - title: "Harbour reopens"
    provider:
      name: Harbour Post
    images:
      - url: "https://harbour.example/c.jpg"
  - title: "Ferry back"
    quality: 61

secured: "AAAA;BBBB"
---

Text.
"""
SAILING = """\
---
title: "The \\"Gull\\" sails"
"no: 1": 3
a,b: both
"\\"": 4
rating: 4.5
sailed: true
words:
  - Sea
  - "NO"
names:
  - "Gull"
photos:
  - title: Pier
  - width: 3
poster:
  - title: Gull
    width: 5
ship:
  name: Gull
  photos:
    - title: Deck
  flag: SW
fleet:
  - name: Tern
    photos:
      - width: 6
  - name: Skua
---
Text.
"""


def sailing_class() -> type[Any]:
    """Make a model anew: what is made for a class is kept, and would hide how it is made."""

    @attrs.define
    class Photo:
        title: str | None = None
        width: int | None = None

    @attrs.define
    class Ship:
        name: str
        photos: list[Photo] = attrs.field(factory=list)
        flag: str | None = None

    @attrs.frozen
    class Port:
        name: str

    @attrs.define
    class Sailing:
        title: Annotated[str, QUOTED]
        number: Annotated[int | None, Key("no: 1")] = None
        pair: Annotated[str | None, Key("a,b")] = None
        quote: Annotated[int | None, Key('"')] = None
        rating: float | None = None
        sailed: bool | None = None
        words: list[str] = attrs.field(factory=list)
        names: list[str] = attrs.field(factory=list)
        photos: list[Photo] = attrs.field(factory=list)
        poster: list[Photo] = attrs.field(factory=list)
        ship: Ship | None = None
        fleet: list[Ship] = attrs.field(factory=list)
        port: Port | None = None
        extra: dict[str, Any] = attrs.field(factory=dict)
        body: str = "\n"

    return Sailing


@pytest.fixture(scope="session")
def canonical() -> str:
    """An article in canonical form."""
    return CANONICAL


@pytest.fixture(scope="session")
def sailing_text() -> str:
    """A document of a class with every kind of field."""
    return SAILING


@pytest.fixture(scope="session")
def make_sailing() -> Callable[[], type[Any]]:
    """The function that makes its class anew."""
    return sailing_class
