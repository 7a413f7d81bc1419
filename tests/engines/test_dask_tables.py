"""Data frames of Dask as feeds again, and the Parquet that Dask writes and reads."""

# mypy: disable-error-code="no-untyped-call"
from pathlib import Path
from typing import Any

import dask.dataframe
import pandas as pd
import pytest
from many_files import spoil, write_few
from round_trips import KINDS, comes_back, feed_of, same_values, texts_of, write_files

import newsfeed.dask
from newsfeed import Article, serialize
from newsfeed.document import Document
from newsfeed.feed import Feed

HERE = {"scheduler": "synchronous"}

# Dask calls pandas in a way that pandas 3.1 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index")


def parquet(frame: Any, folder: Path, **options: Any) -> Path:
    """Write a frame as the page says."""
    names = "part-{:06}.parquet".format
    frame.to_parquet(folder, write_index=False, name_function=names, compute_kwargs=HERE, **options)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_files_come_back_to_the_byte(kind: str, tmp_path: Path) -> None:
    model, folder = KINDS[kind][0], write_files(kind, tmp_path / "news")
    frame = newsfeed.dask.read(folder, model=model, source=True, batch_size=2)
    written = Feed.from_parquet(parquet(frame, tmp_path / "written"), model=model)
    for back in Feed.from_arrow(frame.compute(**HERE), model=model), written:
        same_values(back, kind)
        assert list(map(serialize, back)) == texts_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_values_come_back(kind: str, tmp_path: Path) -> None:
    model, folder = KINDS[kind][0], write_files(kind, tmp_path / "news")
    frame = newsfeed.dask.read(folder, model=model, batch_size=2)
    same_values(Feed.from_arrow(frame.compute(**HERE), model=model), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_comes_back_from_dask(kind: str, tmp_path: Path) -> None:
    frame: Any = dask.dataframe.from_pandas(feed_of(kind).to_pandas(), npartitions=2)
    comes_back(Feed.from_arrow(frame.compute(**HERE), model=KINDS[kind][0]), kind)
    folder = parquet(frame, tmp_path / "news")
    comes_back(Feed.from_parquet(folder, model=KINDS[kind][0]), kind)
    if not hasattr(pd.DataFrame, "from_arrow"):  # before pandas 3
        with pytest.raises((TypeError, ValueError), match=r"not (understood|recognized)"):
            dask.dataframe.read_parquet(folder, dtype_backend="pyarrow").compute(**HERE)
        return
    again: Any = dask.dataframe.read_parquet(folder, dtype_backend="pyarrow")
    comes_back(Feed.from_arrow(again.compute(**HERE), model=KINDS[kind][0]), kind)


def test_partitions_come_back(tmp_path: Path) -> None:
    feed = Feed(Article(f"T{n}", category=each) for n, each in enumerate(["Süd", "007", None]))
    frame: Any = dask.dataframe.from_pandas(feed.to_pandas(), npartitions=1)
    frame.to_parquet(tmp_path, write_index=False, partition_on=["category"], compute_kwargs=HERE)
    assert Feed.from_parquet(tmp_path).sorted("title") == feed


@pytest.mark.parametrize("way", ["frame", "parquet"])
def test_collected_errors_are_errors_of_the_feed(way: str, tmp_path: Path) -> None:
    path = spoil(write_few(tmp_path))
    frame = newsfeed.dask.read(tmp_path, on_error="collect", batch_size=2)
    feed = (
        Feed.from_arrow(frame.compute(**HERE))
        if way == "frame"
        else Feed.from_parquet(parquet(frame, tmp_path / "news"))
    )
    assert feed == Feed.read(tmp_path, on_error="collect")
    (error,) = feed.errors
    assert (error.path, error.problems[0].line) == (path, 3)
    assert str(error) == f"{path}:3:7: heat: expected an integer, found 'hot'"


def test_keys_and_paths_are_json_where_no_hint_has_their_type(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\nauthor: {name: Ada}\nprovider: {name: P}\n---\n")
    frame = newsfeed.dask.read(tmp_path, columns=["extra.author.name", "provider.name"])
    assert frame.compute(**HERE).iloc[0].to_list() == ['"Ada"', "P"]
    frame = newsfeed.dask.read(tmp_path, model=Document, columns=["title", "author.name"])
    assert frame.compute(**HERE).iloc[0].to_list() == ['"T"', '"Ada"']
    assert frame["title"].compute(**HERE).to_list() == ['"T"']
