"""Folders of Parquet files whose names are the values of columns."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
import pytest
from loops import each

from newsfeed import Article, Feed
from newsfeed.document import Document

duckdb = pytest.importorskip("duckdb")
pl = pytest.importorskip("polars")

CATEGORIES = ["Sea & Süd/50%", "007", None, "x=y z", ""]
NEWS = Feed(Article(f"T{number}", category=each) for number, each in enumerate(CATEGORIES))


def by_title(feed: Feed[Any]) -> list[Any]:
    return sorted(
        feed, key=lambda each: each["title"] if isinstance(each, Document) else each.title
    )


def write_with(library: str, feed: Feed[Any], folder: Path, names: list[str]) -> None:
    table_ = feed.to_arrow()
    if library == "DuckDB":
        options = f"(FORMAT parquet, PARTITION_BY ({', '.join(names)}))"
        duckdb.sql(f"COPY table_ TO '{folder}' {options}")  # which finds the variable
    elif library == "Polars":
        folder.mkdir()
        pl.DataFrame(table_).write_parquet(folder, partition_by=names)
    else:
        pq.write_to_dataset(table_, folder, partition_cols=names)


@pytest.mark.parametrize("library", ["DuckDB", "Polars", "pyarrow"])
def test_the_values_of_a_field_come_back_from_the_names_of_folders(
    library: str, tmp_path: Path
) -> None:
    feed = NEWS if library == "Polars" else NEWS[:4]  # others write no empty name
    write_with(library, feed, tmp_path / "news", ["category"])
    assert by_title(Feed.from_parquet(tmp_path / "news")) == list(feed)
    found = Feed.from_parquet(tmp_path / "news", columns=["title", "category"])
    assert by_title(found) == list(feed)


@attrs.define
class Log:
    title: str
    count: int | None = None
    draft: bool | None = None
    day: date | None = None
    extra: dict[str, Any] = attrs.field(factory=dict)


LOGS = [
    Log("a", 1, True, date(2026, 3, 14)),
    Log("b", 2, False, date(2026, 3, 15)),
    Log("c"),
]


def test_the_values_have_the_types_of_their_fields(tmp_path: Path) -> None:
    write_with("pyarrow", Feed(LOGS), tmp_path, ["count", "draft", "day"])
    assert by_title(Feed.from_parquet(tmp_path, model=Log)) == LOGS


def folder_of(folder: Path) -> Path:
    for name in ("year=2026/kind=a", "year=2025/old/kind=b"):
        (folder / name).mkdir(parents=True)
        Feed([Article(name)]).to_parquet(folder / name / "part.parquet")
    return folder


@each("root", [".", "year=2026"])
def test_other_names_of_folders_are_no_columns(tmp_path: Path, root: str) -> None:
    folder = tmp_path / root.replace("=", "")
    folder_of(folder)
    for extra_columns in "raise", "ignore":
        found = Feed.from_parquet(folder / root, extra_columns=extra_columns)
        assert {each.title for each in found} >= {"year=2026/kind=a"}
        assert [each.extra for each in found] == [{}] * len(found)


def test_other_names_of_folders_can_be_kept(tmp_path: Path) -> None:
    found = Feed.from_parquet(folder_of(tmp_path), extra_columns="extra")
    assert [each.extra for each in found] == [
        {"year": 2025, "kind": "b"},
        {"year": 2026, "kind": "a"},
    ]
    found = Feed.from_parquet(tmp_path / "year=2026", extra_columns="extra")
    assert [each.extra for each in found] == [{"kind": "a"}]


def test_the_names_of_folders_are_keys_of_documents(tmp_path: Path) -> None:
    documents = [
        Document({"title": "a", "day": date(2026, 3, 14), "kind": "x"}),
        Document({"title": "b", "day": date(2026, 3, 15), "kind": "1"}),
        Document({"title": "c"}),
    ]
    write_with("pyarrow", Feed(documents), tmp_path, ["day", "kind"])
    assert by_title(Feed.from_parquet(tmp_path, model=Document)) == documents
    found: Any = Feed.from_parquet(tmp_path, model=Document, extra_columns="ignore")
    assert {key for each in found for key in each} == {"title"}


def test_a_column_of_the_files_is_not_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "heat=7").mkdir()
    feed = Feed([Article("Tide", heat=1)])
    feed.to_parquet(tmp_path / "heat=7" / "a.parquet")
    assert Feed.from_parquet(tmp_path) == feed


def test_a_name_that_its_field_cannot_have_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "heat=hot").mkdir()
    Feed([Article("Tide")]).to_parquet(tmp_path / "heat=hot" / "a.parquet", columns=["title"])
    with pytest.raises(ValueError, match="hot"):
        Feed.from_parquet(tmp_path)
