"""Articles with a value in every column, and the schema of their table."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from strategies import records

from newsfeed import Article, Feed, Image, Provider, RelatedItem

STAMP = pa.timestamp("us", "UTC")
TEXT, WHOLE, BOOLEAN = pa.string(), pa.int64(), pa.bool_()
IMAGE = pa.struct(
    [
        *(("url", TEXT), ("width", WHOLE), ("height", WHOLE), ("title", TEXT)),
        *(("attribution", TEXT), ("is_cached", BOOLEAN), ("extra", TEXT)),
    ]
)
IMAGES = pa.list_(IMAGE)
PROVIDER = pa.struct([("name", TEXT), ("domain", TEXT), ("images", IMAGES), ("extra", TEXT)])
RELATED = pa.struct(
    [
        *(("title", TEXT), ("excerpt", TEXT), ("published_date_time", STAMP), ("web_url", TEXT)),
        *(("amp_web_url", TEXT), ("cdn_amp_web_url", TEXT), ("type", TEXT)),
        *(("provider", PROVIDER), ("quality", WHOLE), ("images", IMAGES), ("extra", TEXT)),
    ]
)
SCHEMA = pa.schema(
    [
        *(("category", TEXT), ("title", TEXT), ("excerpt", TEXT), ("published_date_time", STAMP)),
        *(("original_url", TEXT), ("web_url", TEXT), ("amp_web_url", TEXT)),
        *(("cdn_amp_web_url", TEXT), ("type", TEXT), ("quality", WHOLE), ("heat", WHOLE)),
        *(("published", BOOLEAN), ("featured_content", TEXT), ("provider", PROVIDER)),
        *(("topics", pa.list_(TEXT)), ("images", IMAGES), ("related", pa.list_(RELATED))),
        *(("secured", TEXT), ("extra", TEXT), ("body", TEXT), ("path", TEXT)),
    ]
)
NOON = datetime(2026, 3, 14, 12, 0, 0, 123456, tzinfo=UTC)
FULL = Article(
    "Tide",
    published_date_time=NOON,
    provider=Provider("Post", images=[Image("p")]),
    topics=["Sea", "Moon"],
    images=[Image("a", width=1, extra={"b": 1}), Image("c")],
    related=[RelatedItem("r", provider=Provider("Q"), images=[Image("d"), Image("e")])],
    extra={"mood": "calm"},
    path=Path("a/tide.md"),
    source="---\ntitle: Tide\n---\n",
)


def table(article: Any, **options: Any) -> pa.Table:
    return Feed([article]).to_arrow(**options)


_INTEGERS = ("quality", "heat", "width", "height")
RICH = Article(
    "Tide",
    heat=1,
    published=True,
    published_date_time=NOON,
    provider=Provider("Post", images=[Image("p"), Image("q", width=2)]),
    topics=["Sea", "Moon"],
    images=[Image("a", extra={"b": [1, NOON]}), Image("c", is_cached=False)],
    related=[RelatedItem("r", provider=Provider("Q")), RelatedItem("s", images=[Image("d")])],
    extra={"mood": "calm"},
    body="\nText\r\n",
)
MIXED = [RICH, Article("Moon"), Article("", topics=[""], related=[RelatedItem("x")]), RICH]


def fits(article: Article) -> bool:
    """Whether the integers of all records have 64 bits."""
    numbers = (getattr(each, name, None) for each in records(article) for name in _INTEGERS)
    return all(number is None or -(2**63) <= number < 2**63 for number in numbers)
