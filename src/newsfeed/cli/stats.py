"""The command `newsfeed stats`."""

import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import attrs
import click

from .._util.progress import with_progress
from ..display.texts import printable
from ..errors import ParseError
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from .inputs import pattern_option, read_roots, roots_argument
from .terminal import console, echo_error, echo_json

# How many topics, and how many providers, the statistics list at most.
_NAMES_SHOWN = 10


@attrs.define
class Stats:
    """Statistics of articles, which are added one by one, so that memory use is bounded."""

    articles: int = 0
    not_published: int = 0
    first: datetime | None = None
    last: datetime | None = None
    rated: int = 0  # articles that have a quality
    quality: int = 0  # the sum over these articles
    with_images: int = 0
    with_related: int = 0
    with_secured: int = 0
    bytes: int = 0
    years: Counter[str] = attrs.field(factory=Counter)
    months: Counter[str] = attrs.field(factory=Counter)
    topics: Counter[str] = attrs.field(factory=Counter)
    providers: Counter[str] = attrs.field(factory=Counter)

    def add(self, article: Article) -> None:
        """Add an article to the counts."""
        self.articles += 1
        self.not_published += article.published is False
        self.with_images += bool(article.images)
        self.with_related += bool(article.related)
        self.with_secured += article.secured is not None
        self.bytes += len((article.source or "").encode("utf-8", "surrogatepass"))
        self.topics.update(set(article.topics))  # an article counts once per topic
        if article.provider is not None:
            self.providers[article.provider.name] += 1
        if article.quality is not None:
            self.rated += 1
            self.quality += article.quality
        if (when := article.published_date_time) is not None:
            self.first = min(when, self.first or when)
            self.last = max(when, self.last or when)
            utc = when.astimezone(UTC)
            self.years[f"{utc.year:04}"] += 1
            self.months[f"{utc.year:04}-{utc.month:02}"] += 1

    @property
    def mean_quality(self) -> float | None:
        """The mean over the articles that have a quality, to two decimals, or None."""
        try:
            return round(self.quality / self.rated, 2)
        except (ZeroDivisionError, OverflowError):  # the sum can exceed the range of floats
            return None

    def data(self, failed: int) -> dict[str, Any]:
        """Return the statistics to print, with the number of files that could not be read."""
        return {
            "articles": self.articles,
            "failed": failed,
            "not_published": self.not_published,
            "without_date": self.articles - self.months.total(),
            "first": self.first and write_timestamp(self.first),
            "last": self.last and write_timestamp(self.last),
            "mean_quality": self.mean_quality,
            "with_images": self.with_images,
            "with_related": self.with_related,
            "with_secured": self.with_secured,
            "bytes": self.bytes,
            "years": dict(sorted(self.years.items())),
            "months": dict(sorted(self.months.items())),
            "topics": _most(self.topics),
            "providers": _most(self.providers),
        }


@click.command()
@roots_argument
@pattern_option
@click.option("--json", "json_", is_flag=True, help="Print one object, for programs.")
def stats(roots: list[str], pattern: str, json_: bool) -> None:
    """Count what is in many files: articles, dates, topics, providers.

    A PATH may also be a glob, a zip or tar archive, or a URL such as s3://bucket/posts. A file
    that cannot be read is reported, and the others are counted. Months and years are in UTC.

    \b
    Example:
      newsfeed stats _posts
      newsfeed stats news.zip --json | jq .topics
    """
    counted = Stats()
    failed = 0
    for outcome in with_progress(read_roots(roots, pattern), "Reading"):
        if isinstance(outcome, ParseError):
            echo_error(str(outcome))
            failed += 1
        else:
            counted.add(outcome)
    (echo_json if json_ else _print)(counted.data(failed))
    sys.exit(1 if failed else 0)


def _print(data: dict[str, Any]) -> None:
    """Print a line per figure, then a section per table of counts."""
    from rich.text import Text

    out = console()
    for name, value in data.items():
        if isinstance(value, dict):
            continue
        shown = "-" if value is None else value if isinstance(value, str) else f"{value:,}"
        out.print(Text.assemble((f"{name.replace('_', ' '):<15}", "dim"), shown))
    periods = "months" if len(data["years"]) == 1 else "years"
    for name in (periods, "topics", "providers"):
        counts: dict[str, int] = data[name]
        if not counts:
            continue
        out.print(Text(f"\n{name}", "bold"))
        width = max(len(f"{count:,}") for count in counts.values())
        for each, count in counts.items():
            out.print(Text.assemble((f"  {count:>{width},}", "cyan"), f"  {printable(each)}"))


def _most(counts: Counter[str]) -> dict[str, int]:
    """Return the most frequent names with their counts, and names with equal counts by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_NAMES_SHOWN])
