"""Invented articles in files: two thousand of many kinds, or a few."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from spelling import spell

from newsfeed import Article, Image, Provider, RelatedItem, serialize, write

COUNT = 2000

# Every so many files one is written by hand.
_BY_HAND = 9

_WORDS = [
    *("tide", "harbour", "reopens", "after", "the", "storm", "Ferry", "Gulls", "night", "Émile"),
    *("潮", "новости", "it's", "10:00", "C#", "50%", 'a "quiet" word', "NO", "🌊", "slow", "moon"),
]
_TOPICS = ["Sea", "Moon", "Towns", "Weather", "on", "2026-01-01"]
_PROVIDERS = ["The Harbour Post", "Tide Watch", "Oka Dayori"]
_ZONES = [UTC, UTC, UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=5, minutes=30))]
# A time for any session: before time zones, of a clock put back, far ahead.
_TIMES = [
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(1582, 10, 10, 12, tzinfo=UTC),
    datetime(1899, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(9999, 12, 30, 23, 59, tzinfo=UTC),
]


def write_many(folder: Path) -> Path:
    """Write two thousand files into folders of a folder: most canonical, some in other styles.

    Args:
        folder: An empty folder.

    Returns:
        The folder.
    """
    rng = Random(20_261_121)
    for number in range(COUNT):
        article = invented(rng, number)
        path = folder / f"{2020 + number % 5}" / rng.choice("abc") / f"{number:04}-tide.md"
        by_hand = number % _BY_HAND == 0
        text = spell(article, rng).text if by_hand else serialize(article)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def write_few(folder: Path) -> Path:
    """Write five files, each named by the heat of its article."""
    for heat in range(5):
        write(Article(f"Tide {heat}", heat=heat), folder / f"{heat}.md")
    return folder


def spoil(folder: Path) -> Path:
    """Make one of the few files wrong, in its third line."""
    path = folder / "3.md"
    path.write_text("---\ntitle: Tide\nheat: hot\n---\n", encoding="utf-8")
    return path


def invented(rng: Random, number: int) -> Article:
    """Invent an article; any field may be missing but the title."""
    article = Article(f"{_sentence(rng)} {number}", body=rng.choice(["", "\n", _body(rng)]))
    values: dict[str, Any] = {
        "category": "news",
        "excerpt": _sentence(rng),
        "published_date_time": _time(rng, number),
        "web_url": f"https://harbour.example/{number}",
        "quality": rng.randint(0, 100),
        "heat": rng.choice([0, -1, 3, 2**63 - 1, -(2**63)]),
        "published": rng.random() < 0.5,
        "provider": _provider(rng),
        "topics": rng.sample(_TOPICS, rng.randint(0, 3)),
        "images": [_image(rng) for _ in range(rng.randint(0, 2))],
        "related": [_related(rng, number) for _ in range(rng.randint(0, 2))],
        "secured": "aWludmVudGVkIGNpcGhlcg==;aW52ZW50ZWQgdmVjdG9y",
        "extra": {"mood": _sentence(rng), "seen": {"count": number, "share": 0.5, "by": None}},
    }
    for name, value in values.items():
        if rng.random() < 0.7:
            setattr(article, name, value)
    return article


def _sentence(rng: Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(1, 8)))


def _body(rng: Random) -> str:
    return "".join(f"\n{_sentence(rng)}\n" for _ in range(rng.randint(1, 20)))


def _time(rng: Random, number: int) -> datetime:
    if number < 10 * len(_TIMES):
        return _TIMES[number % len(_TIMES)]
    return datetime.fromtimestamp(rng.randrange(-(2**31), 2**33), rng.choice(_ZONES))


def _provider(rng: Random) -> Provider:
    images = [_image(rng) for _ in range(rng.randint(0, 1))]
    domain = rng.choice([None, "post.example"])
    return Provider(rng.choice(_PROVIDERS), domain=domain, images=images)


def _image(rng: Random) -> Image:
    url = f"https://harbour.example/{rng.randrange(1000)}.jpg"
    title = rng.choice([None, _sentence(rng)])
    return Image(url, width=rng.choice([None, 640]), title=title, is_cached=rng.random() < 0.5)


def _related(rng: Random, number: int) -> RelatedItem:
    provider = rng.choice([None, _provider(rng)])
    time = rng.choice([None, _time(rng, number)])
    images = [_image(rng) for _ in range(rng.randint(0, 1))]
    return RelatedItem(
        _sentence(rng), published_date_time=time, provider=provider, images=images, quality=number
    )
