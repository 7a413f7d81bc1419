"""Feeds through every library that a page lists: each cell of its table is a test."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from paths import ROOT
from round_trips import KINDS, Log, comes_back, comes_back_to_the_byte, feed_of

from newsfeed import Feed

duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")


def by_sql(news: pa.Table) -> pa.Table:  # noqa: ARG001  # DuckDB finds it
    return duckdb.sql("SELECT * FROM news").to_arrow_table()


WAYS: dict[str, Callable[[Feed[Any], dict[str, Any]], Any]] = {
    "DuckDB": lambda feed, options: by_sql(feed.to_arrow(**options)),
    "Polars": lambda feed, options: feed.to_polars(**options),
    "pandas, types of Arrow": lambda feed, options: feed.to_pandas(**options),
    "pandas, types of numpy": lambda feed, options: feed.to_pandas(dtypes="numpy", **options),
    "pyarrow": lambda feed, options: feed.to_arrow(**options),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_a_feed_comes_back_from_a_library(way: str, kind: str) -> None:
    frame = WAYS[way](feed_of(kind), {})
    comes_back(Feed.from_arrow(frame, model=KINDS[kind][0]), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_files_come_back_to_the_byte_from_a_library(way: str, kind: str) -> None:
    frame = WAYS[way](feed_of(kind), {"source": True})
    comes_back_to_the_byte(Feed.from_arrow(frame, model=KINDS[kind][0]), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_comes_back_from_parquet(kind: str, tmp_path: Path) -> None:
    feed_of(kind).to_parquet(tmp_path / "a.parquet")
    comes_back(Feed.from_parquet(tmp_path / "a.parquet", model=KINDS[kind][0]), kind)
    feed_of(kind).to_parquet(tmp_path / "a.parquet", source=True)
    comes_back_to_the_byte(Feed.from_parquet(tmp_path / "a.parquet", model=KINDS[kind][0]), kind)


@pytest.mark.parametrize("way", WAYS)
def test_pandas_alone_takes_not_a_number_for_missing(way: str) -> None:
    logs = [Log("a", ratio=math.nan), Log("b", ratio=None), Log("c", ratio=0.5)]
    back: Any = Feed.from_arrow(WAYS[way](Feed(logs), {}), model=Log)
    one, other, last = (article.ratio for article in back)
    assert (other, last) == (None, 0.5)
    assert one is None if way.endswith("numpy") else math.isnan(one)


def test_the_table_of_the_page_lists_what_is_tested() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.partition("## Round trips")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \|(.*)\|$", section, re.MULTILINE)[1:]
    assert [name for name, _ in rows] == [*WAYS, "Parquet", "Dask", "Spark"]
    assert {cell.strip(" ¹²³⁴") for _, cells in rows for cell in cells.split("|")} == {"yes"}


def test_the_sample_has_articles_with_every_field() -> None:
    log = feed_of("attrs")[0]
    default: Any = Log("")
    names = [each.name for each in attrs.fields(Log)]
    same = [name for name in names if getattr(log, name) == getattr(default, name)]
    assert same == ["tags"]
