"""Modules with models for `--model`, and files of these models."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import GOOD, lay

SHOP = """\
import dataclasses
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import attrs
from pydantic import BaseModel, ConfigDict

from newsfeed import Article


class Color(Enum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Tea:
    title: str
    price: Decimal | None = None
    tags: tuple[str, ...] = ()
    color: Color = Color.RED
    body: str = "Brew.\\n"


@attrs.define
class Shop:
    @attrs.define
    class Owner:
        name: str

    number: int
    owner: Owner | None = None


class Sale(BaseModel):
    model_config = ConfigDict(extra="forbid")
    published_date_time: datetime
    quality: float
    provider: str = ""


@attrs.define
class Chest:
    drawers: dict[str, Tea] = attrs.field(factory=dict)


@attrs.define
class Loop:
    title: str = ""
    loops: "list[Loop]" = attrs.field(factory=list)


@attrs.define
class Story(Article):
    words: int = attrs.field(default=0, kw_only=True)


@attrs.define(weakref_slot=False)
class Slots:
    title: str


class Unresolved:
    pass


@attrs.define
class Rich:
    title: str

    def __rich__(self):
        return f"<{self.title}>"


number = 3
"""
MODULES = {
    "shop.py": SHOP,
    "raises.py": "raise RuntimeError('out of tea')\n",
    "exits.py": "import sys\nsys.exit(3)\n",
    "broken.py": "class Tea(:\n",
}
TEA = "---\ntitle: Black &amp; tea\nprice: 3.50\ntags: [hot, hot, dry]\ncolor: blue\n---\nBody\n"
NOTE = """\
---
title: Note
date: 2026-03-14
tags: [x, y, 3]
draft: true
pages: 3
to: {name: Ada}
ref: !ref a
---
Hi
"""


def in_shop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make a folder the working folder, with modules and files; forget the modules afterwards."""
    lay(folder, MODULES)
    lay(folder, {"teas/a.md": TEA, "teas/b.md": GOOD, "notes/a.md": NOTE, "notes/b.md": "Hi\n"})
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    for name in MODULES:
        sys.modules.pop(name.removesuffix(".py"), None)
