"""Frames of pandas: with its own types, from its constructor, and from Parquet that it wrote."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from round_trips import KINDS, comes_back, feed_of
from tabular import MIXED

from newsfeed import Article, Feed, Image, Provider
from newsfeed.document import Document

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def test_numpy_has_objects_where_it_has_no_type() -> None:
    feed = Feed([Article("Tide", heat=2**62 + 1, topics=["Sea"], provider=Provider("P"))])
    frame = Feed([*feed, Article("Moon", published_date_time=NOON)]).to_pandas(
        columns=["title", "heat", "topics", "provider", "published_date_time"], dtypes="numpy"
    )
    assert not any(isinstance(each, pd.ArrowDtype) for each in frame.dtypes)
    assert frame["heat"].tolist() == [2**62 + 1, None]
    assert [list(each) for each in frame["topics"]] == [["Sea"], []]
    assert frame["provider"][0]["name"] == "P"
    assert frame["published_date_time"][1] == NOON


def test_other_types_are_refused() -> None:
    types: Any = "object"
    message = "^expected dtypes 'pyarrow' or 'numpy', found 'object'$"
    with pytest.raises(ValueError, match=message):
        Feed(MIXED).to_pandas(dtypes=types)


def test_a_frame_of_objects_made_by_hand_is_a_feed() -> None:
    frame = pd.DataFrame(
        {
            "title": ["a", "b"],
            "heat": [1, None],
            "published_date_time": [pd.Timestamp("2026-03-14 12:00", tz="UTC"), None],
            "topics": [[], ["x"]],
            "images": [None, [{"url": "u", "width": 1.0}]],
            "provider": [{"name": "P", "images": []}, None],
            "published": [None, True],
        }
    )
    assert list(Feed.from_arrow(frame)) == [
        Article("a", heat=1, published_date_time=NOON, provider=Provider("P")),
        Article("b", topics=["x"], images=[Image("u", width=1)], published=True),
    ]


# pandas.DataFrame(feed)


@pytest.mark.parametrize("kind", KINDS)
def test_the_constructor_makes_a_table(kind: str) -> None:
    feed = feed_of(kind)
    frame = pd.DataFrame(feed)
    assert list(frame.columns) == feed.to_arrow().column_names
    assert frame["title"].dropna().tolist() == [
        row["title"] for row in feed.to_arrow().to_pylist() if row["title"] is not None
    ]


def test_what_the_constructor_makes_is_a_feed() -> None:
    articles = [Article("a", heat=2**53 - 1, provider=Provider("P")), *MIXED]
    assert Feed.from_arrow(pd.DataFrame(Feed(articles))) == Feed(articles)
    documents = [Document({"my key": "a", "day": date(2026, 3, 14), "at": NOON}), Document({})]
    assert Feed.from_arrow(pd.DataFrame(Feed(documents)), model=Document) == Feed(documents)


def test_an_integer_that_the_constructor_rounded_is_refused() -> None:
    with pytest.raises(ValueError, match="column 'heat': expected integers, found floats too"):
        Feed.from_arrow(pd.DataFrame(Feed([Article("a", heat=2**60 + 1), Article("b")])))


def test_the_constructor_makes_an_empty_frame_of_an_empty_feed() -> None:
    assert pd.DataFrame(Feed()).shape == (0, 0)


def test_an_array_has_rows_or_if_asked_for_articles() -> None:
    rows = np.asarray(Feed(MIXED))
    assert rows.shape == (len(MIXED),)
    assert [row.title for row in rows] == [article.title for article in MIXED]
    assert repr(rows[1]).startswith("Row(category=None, title='Moon', ")
    assert list(np.asarray(Feed(MIXED), dtype=object)) == MIXED
    documents = feed_of("Document")
    assert list(np.asarray(documents, dtype=object)) == list(documents)


def test_other_libraries_make_the_same_tables_as_before() -> None:
    feed = Feed(MIXED)
    assert pl.DataFrame(feed).equals(feed.to_polars())


# Parquet of pandas


@pytest.mark.parametrize("types", ["pyarrow", "numpy"])
@pytest.mark.parametrize("kind", KINDS)
def test_parquet_of_pandas_is_read_back(kind: str, types: Any, tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    feed_of(kind).to_pandas(dtypes=types).to_parquet(path)
    comes_back(Feed.from_parquet(path, model=KINDS[kind][0]), kind)
    if types == "pyarrow" and not hasattr(pd.DataFrame, "from_arrow"):  # before pandas 3
        with pytest.raises((TypeError, ValueError), match=r"not (understood|recognized)"):
            pd.read_parquet(path, dtype_backend="pyarrow")
        return
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    comes_back(Feed.from_arrow(frame, model=KINDS[kind][0]), kind)


def test_parquet_of_a_feed_is_read_by_pandas_in_any_way(tmp_path: Path) -> None:
    Feed(MIXED).to_parquet(tmp_path / "news.parquet")
    assert Feed.from_arrow(pd.read_parquet(tmp_path / "news.parquet")) == Feed(MIXED)
    frame = pd.read_parquet(tmp_path / "news.parquet", dtype_backend="pyarrow")
    assert Feed.from_arrow(frame) == Feed(MIXED)
