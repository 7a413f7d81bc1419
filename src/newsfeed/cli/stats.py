"""The command `newsfeed stats`."""

import sys
from collections import Counter
from datetime import datetime
from typing import Any

import attrs
import click

from .._util.progress import with_progress
from ..checks.rule import field_name
from ..display.texts import printable
from ..errors import ParseError
from ..export.rows import as_data
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import schema_of
from ..frontmatter.timestamps import write_timestamp
from ..models import Article
from ..news.slug import utc_day
from .formats import date_in, named_values
from .inputs import read_roots, roots_argument
from .settings import Choice, files_options
from .terminal import console, echo_error, echo_json

# How many topics, providers and keys the statistics list at most.
_NAMES_SHOWN = 10

_DATE_NAMES = ("published_date_time", "date")
# The names of the fields or keys that a figure is about; the other figures are about every file.
_FIELDS = {
    "not_published": ("published",),
    **dict.fromkeys(("without_date", "first", "last", "years", "months"), _DATE_NAMES),
    "mean_quality": ("quality",),
    "with_images": ("images",),
    "with_related": ("related",),
    "with_secured": ("secured",),
    "topics": ("topics", "tags"),
    "providers": ("provider",),
}


@attrs.define
class Stats:
    """Statistics of articles, which are added one by one, so that memory use is bounded."""

    model: type[Any] = Article
    articles: int = 0
    not_published: int = 0
    first: datetime | None = None
    last: datetime | None = None
    rated: int = 0  # articles that have a quality
    quality: float = 0  # the sum over these articles
    with_images: int = 0
    with_related: int = 0
    with_secured: int = 0
    bytes: int = 0
    years: Counter[str] = attrs.field(factory=Counter)
    months: Counter[str] = attrs.field(factory=Counter)
    topics: Counter[str] = attrs.field(factory=Counter)
    providers: Counter[str] = attrs.field(factory=Counter)
    keys: Counter[str] = attrs.field(factory=Counter)  # of documents

    def add(self, article: Any) -> None:
        """Add an instance of the model to the counts."""
        values = named_values(article)
        self.articles += 1
        self.bytes += len((origin_of(article).source or "").encode("utf-8", "surrogatepass"))
        self.keys.update(list(article.extra) if schema_of(self.model).is_open else [])
        self.not_published += values.get("published") is False
        self.with_images += bool(values.get("images"))
        self.with_related += bool(values.get("related"))
        self.with_secured += values.get("secured") is not None
        self.topics.update(_texts(values.get("topics", values.get("tags"))))
        provider = values.get("provider")
        name = getattr(provider, "name", provider)
        self.providers.update(_texts(name.get("name") if isinstance(name, dict) else name))
        quality = as_data(values.get("quality"))
        if isinstance(quality, int | float) and not isinstance(quality, bool):
            self.rated += 1
            self.quality += quality
        self._add_date(date_in(values))

    def _add_date(self, when: datetime | None) -> None:
        if when is not None and (day := utc_day(when)) is not None:
            self.first = min(when, self.first or when)
            self.last = max(when, self.last or when)
            self.years[f"{day.year:04}"] += 1
            self.months[f"{day.year:04}-{day.month:02}"] += 1

    @property
    def mean_quality(self) -> float | None:
        """The mean over the articles that have a quality, to two decimals, or None."""
        try:
            return round(self.quality / self.rated, 2)
        except (ZeroDivisionError, OverflowError):  # the sum can exceed the range of floats
            return None

    def data(self, failed: int) -> dict[str, Any]:
        """Return the figures that apply to the model, with the number of files that failed."""
        names = {field.name for field in schema_of(self.model).fields.values()}
        names |= set(map(field_name, self.keys))
        figures = {
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
            **({"keys": _most(self.keys)} if schema_of(self.model).is_open else {}),
        }
        return {
            name: value
            for name, value in figures.items()
            if name not in _FIELDS or not names.isdisjoint(_FIELDS[name])
        }


@click.command()
@roots_argument
@click.option("--json", "json_", is_flag=True, help="Print a JSON object.")
@files_options
def stats(roots: list[str], choice: Choice, json_: bool, model: type[Any]) -> None:
    """Count articles, dates, topics and providers.

    PATH may also be a glob, a zip or tar archive, or a URL such as s3://bucket/posts. Files that
    cannot be read are reported and skipped. Months and years are in UTC. Figures about fields that
    the model does not have are left out.

    \b
    Example:
      newsfeed stats _posts
      newsfeed stats news.zip --json | jq .topics
    """
    counted = Stats(model)
    failed = 0
    for outcome in with_progress(read_roots(roots, choice, model), "Reading"):
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
    periods = "months" if len(data.get("years", ())) == 1 else "years"
    for name in (periods, "topics", "providers", "keys"):
        counts: dict[str, int] = data.get(name, {})
        if not counts:
            continue
        out.print(Text(f"\n{name}", "bold"))
        width = max(len(f"{count:,}") for count in counts.values())
        for each, count in counts.items():
            out.print(Text.assemble((f"  {count:>{width},}", "cyan"), f"  {printable(each)}"))


def _texts(value: Any) -> set[str]:
    """Return the strings in a list, or a string alone: an article counts once per topic."""
    items = value if isinstance(value, list) else [value]
    return {item for item in items if isinstance(item, str)}


def _most(counts: Counter[str]) -> dict[str, int]:
    """Return the most frequent names with their counts, and names with equal counts by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_NAMES_SHOWN])
