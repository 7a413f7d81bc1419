"""The texts that are measured; but for the news files, invented."""

import random
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsfeed
from newsfeed import Article, Image, Provider, RelatedItem, amp_cache_url

ROOT = Path(__file__).parents[1]
FOLDERS = ROOT.parent / "shared" / "corpus" / "news", ROOT / "examples" / "articles"
WILD = ROOT.parent / "shared" / "corpus" / "wild"
DAY = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)

# Articles of ten years, in a folder for each month.
BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
MINUTES = 3653 * 24 * 60
SPOKEN = (
    "harbour tide clock ferry council keeper storm lantern pier market orchard bridge signal "
    "archive museum railway garden winter school library river engine charter island café "
    "señor søndag pellam north union review budget study opens closes returns weighs measures "
    "restores finds delays after before without beside again early nearly seventy ninety "
    "quiet brass wooden public new"
)
TOPICS = "Sea", "Transport", "Clocks", "Town Hall", "Weather", "Machine Learning", "Museums"

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


def wild_files() -> list[str]:
    """Read the hand-written files of many sites; where they are not, samples stand in."""
    if WILD.is_dir():
        return [path.read_bytes().decode() for path in sorted(WILD.glob("*.md"))]
    return [HAND_WRITTEN, HAND_WRITTEN.replace('[Sea, "Transport"]', "\n- Sea\n- 'Transport'")]


def hand_written() -> str:
    """Return a file as people write them, with comments and every style of scalar."""
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


def invented(index: int) -> Article:
    """Invent an article as long and as rich as real ones are, the same for the same number."""
    chance = random.Random(index)
    name, domain = f"Post {index % 97} of Pellam", f"post-{index % 97}.example"
    day = BEGIN + timedelta(minutes=index * 9973 % MINUTES)
    title = f"{sentence(chance, 7)} {index}"
    address = f"https://www.{domain}/{day:%Y/%m/%d}/{newsfeed.slug(title)}"
    amp = f"{address}/amp" if chance.random() < 0.3 else None
    video = f'<iframe src="https://video.example/{index}" width="560" height="315"></iframe>'
    icon = Image(f"https://assets.example/{domain}-50x50.jpg", width=50, height=50)
    image = Image(f"{address}/lead.jpg", width=1280, height=640, is_cached=True)
    payload, vector = chance.randbytes(16 * chance.randint(14, 26)), chance.randbytes(16)
    return Article(
        title,
        category="news",
        excerpt=f'{sentence(chance, 24)}: "{sentence(chance, 8)}", they say.',
        published_date_time=day,
        original_url=address,
        web_url=address,
        amp_web_url=amp,
        cdn_amp_web_url=None if amp is None else amp_cache_url(amp),
        type="article",
        quality=chance.randint(0, 99),
        heat=chance.randint(-1, 99),
        published=chance.random() < 0.5,
        featured_content=video if chance.random() < 0.3 else None,
        provider=Provider(name, domain=domain, images=[icon]),
        topics=chance.sample(TOPICS, 1 + (chance.random() < 0.3)),
        images=[image] if chance.random() < 0.7 else [],
        related=[
            related_item(index + number)
            for number in range(chance.randint(1, 5) if chance.random() < 0.05 else 0)
        ],
        secured=f"{b64encode(payload).decode()};{b64encode(vector).decode()}",
        body=f"\n{sentence(chance, 60)}.\n" if chance.random() < 0.1 else "\n",
    )


def sentence(chance: random.Random, length: int) -> str:
    """Put words together."""
    return " ".join(chance.choices(SPOKEN.split(), k=length)).capitalize()


def write_articles(folder: Path, numbers: range) -> list[str]:
    """Write invented articles into folders by year and month, one in eleven with CRLF.

    Args:
        folder: The folder to write to.
        numbers: Which articles.

    Returns:
        The paths of the files, sorted.
    """
    files = []
    for index in numbers:
        article = invented(index)
        assert article.published_date_time is not None
        place = folder / f"{article.published_date_time:%Y/%m}"
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"{article.file_name}"
        text = newsfeed.serialize(article, newline="\n" if index % 11 else "\r\n")
        file.write_text(text, encoding="utf-8", newline="")
        files.append(str(file))
    return sorted(files)
