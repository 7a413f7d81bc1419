"""Articles to publish, and the formats that `newsfeed convert` has for them."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from command import HOT, lay

HOME = "https://harbour.example/"
OLD = f"""\
---
title: Old & <grey>
publishedDateTime: 2026-01-01T00:00:00Z
webUrl: {HOME}old
---
Body
"""
NEW = f"""\
---
title: "New “tide”"
excerpt: It turned.
publishedDateTime: 2026-03-01 23:00:00 -0800
originalUrl: {HOME}new?a=1&b=2
provider: {{name: Harbour Post}}
topics: [Sea, Möwe]
images: [{{url: {HOME}1.jpg, width: 640}}]
related: [{{title: Moon}}]
published: true
---
"""
TIE = OLD.replace("Old & <grey>", "Tie").replace("old", "tie")
HIDDEN = OLD.replace("Old & <grey>", "Hidden\npublished: false").replace("2026-01", "2026-02")
TEXTS = {"a/old.md": OLD, "b.md": HIDDEN, "c.md": NEW, "d.md": TIE}
"""Two articles of one time, a newer one, and one that is hidden."""

BAD = {
    "hot.md": HOT,
    "dateless.md": f"---\ntitle: Dateless\nwebUrl: {HOME}x\n---\n",
    "nowhere.md": "---\ntitle: Nowhere\npublishedDateTime: 2026-02-01\nwebUrl: /x\n---\n",
}

NEEDED: dict[str, dict[str, Any]] = {
    "api": {},
    "jsonfeed": {"title": "Tides"},
    "atom": {"title": "Tides", "home_page_url": HOME},
    "rss": {"title": "Tides", "home_page_url": HOME},
    "jsonld": {},
}
FORMS = list(NEEDED)

ORDER = ["New “tide”", "Old & <grey>", "Tie"]
"""The newest first, and of one time in the order of the files."""


def lay_articles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder with articles in `posts`, and in `bad` what cannot be published."""
    lay(folder, {f"posts/{name}": text for name, text in TEXTS.items()})
    lay(folder, {f"bad/{name}": text for name, text in BAD.items()})
    monkeypatch.chdir(folder)


def typed(form: str, options: dict[str, Any]) -> list[str]:
    """Write options as they are typed."""
    words = [(f"--{name.replace('_', '-')}", str(value)) for name, value in options.items()]
    return ["--to", form, *(word for pair in words for word in pair)]


def titles(form: str, data: bytes) -> list[str]:
    """Read the titles of the articles of a document back."""
    if form in ("atom", "rss"):
        parsed = feedparser.parse(data)
        assert not parsed.bozo, parsed.bozo_exception
        return [entry.title for entry in parsed.entries]
    read = json.loads(data)
    key, title = {
        "api": ("value", "title"),
        "jsonfeed": ("items", "title"),
        "jsonld": ("@graph", "headline"),
    }[form]
    return [item[title] for item in read[key]]
