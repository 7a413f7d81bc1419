"""The texts that are measured; but for the news files, invented."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsfeed
from newsfeed import Article, Image, Provider, RelatedItem

ROOT = Path(__file__).parents[1]
FOLDERS = ROOT.parent / "shared" / "corpus" / "news", ROOT / "examples" / "articles"
DAY = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)

HAND_WRITTEN = """\
---
# Written by hand; the desk reads it before it goes out.
title: 'Ferry back in service: first boat at six'   # was: "Ferry returns"
excerpt: >-
  After eleven days in dry dock the Pellam ferry sails again,
  with new fenders and an old timetable.
publishedDateTime: 2026-03-14T09:30:00Z
webUrl: https://harbour.example/ferry-back
type: article
quality: 71
heat: 12
published: true
provider: {name: Harbour Post, domain: harbour.example}
topics: [Sea, "Transport"]
images:
- url: 'https://harbour.example/ferry.jpg'
  width: 1280
  height: 640
---

The first boat leaves at six.
"""


def news_files() -> list[str]:
    """Read the first folder of files that is there."""
    folder = next(folder for folder in FOLDERS if folder.is_dir())
    return [path.read_bytes().decode() for path in sorted(folder.glob("*.md"))]


def hand_written() -> str:
    """Return a file as people write them, which no fast way takes."""
    return HAND_WRITTEN


def with_related(count: int) -> str:
    """Write a canonical article with as many related items."""
    return newsfeed.serialize(
        Article(
            "Tide clock runs again after ninety years",
            excerpt="The brass clock on the harbour wall, stopped since a storm, was set going.",
            published_date_time=DAY,
            web_url="https://daily.example/news/tide-clock",
            type="article",
            quality=64,
            heat=5,
            provider=Provider("The Daily Example", domain="daily.example"),
            topics=["Sea"],
            related=[related_item(index) for index in range(count)],
        )
    )


def related_item(index: int) -> RelatedItem:
    """Invent an article elsewhere, as long as real ones are."""
    address = f"https://post-{index}.example/2026/03/the-tide-clock-of-pellam-{index}"
    excerpt = (
        f'Report {index}: the keeper said "it is four minutes out", and wound it once more for '
        "the crowd that had come to see it; the council has promised to keep it oiled."
    )
    return RelatedItem(
        f"The tide clock of Pellam, seen from pier {index}",
        excerpt=excerpt,
        published_date_time=DAY + timedelta(minutes=index),
        web_url=address,
        amp_web_url=f"{address}/amp",
        type="article",
        provider=Provider(f"Post {index}", domain=f"post-{index}.example"),
        quality=index % 100,
        images=[Image(f"{address}.jpg", width=1280, height=640, is_cached=True)],
    )


def with_body(length: int) -> str:
    """Write a canonical article with a body of as many characters."""
    line = "The tide turns at four, and the clock knows it.\n"
    body = (line * (length // len(line) + 1))[:length]
    return newsfeed.serialize(Article("Tide clock runs again", heat=5, body=body))
