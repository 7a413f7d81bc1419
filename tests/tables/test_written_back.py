"""Tables with the original texts: what has no column stays, and what is derived is no edit."""

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from loops import each

from newsfeed import Article, Document, Feed, Provider

TIDE = "---\ntitle: Tide\nauthor: {name: Ada}\nheat: 3\nms.date: 4\n---\n"
MOON = "---\ntitle: Moon\nauthor: Bob\nheat: 2\n---\n"


@pytest.fixture
def notes(tmp_path: Path) -> Feed[Document]:
    for name, text in [("moon", MOON), ("tide", TIDE)]:
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8", newline="")
    return Feed.read(tmp_path, model=Document)


def changes(feed: Feed[Any]) -> list[str]:
    lines = feed.diff().splitlines()
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


@each("columns", [["author"], ["author.name"], ["title", "author", "author.name", "ms.date"]])
def test_columns_of_json_and_of_paths_are_no_edits(
    columns: list[str], notes: Feed[Document]
) -> None:
    frame = notes.to_polars(columns=[*columns, "path"], source=True)
    assert changes(Feed.from_arrow(frame, model=Document)) == []


def test_a_column_of_json_in_extra_is_no_edit_either(notes: Feed[Document]) -> None:
    feed = Feed.read(note.path for note in notes if note.path)
    for columns in (["title", "extra.author", "path"], ["title", "extra.author", "extra", "path"]):
        frame = feed.to_polars(columns=columns, source=True)
        assert changes(Feed.from_arrow(frame, extra_columns="extra")) == []


def test_an_edited_path_is_refused(notes: Feed[Document]) -> None:
    frame = notes.to_polars(columns=["author.name", "path"], source=True)
    edited = frame.with_columns(pl.Series("author.name", [None, "Eve"]))
    message = r"column 'author\.name': expected 'Ada' as in the text, found 'Eve'"
    with pytest.raises(ValueError, match=message):
        Feed.from_arrow(edited, model=Document)


@each(
    "dropped", [["heat"], ["heat", "body"], ["heat", "extra"], ["title", "heat", "ms.date", "path"]]
)
def test_a_key_without_a_column_stays(dropped: list[str], notes: Feed[Document]) -> None:
    frame = notes.to_polars(source=True).drop(dropped)
    assert changes(Feed.from_arrow(frame, model=Document)) == []


def test_null_in_the_column_of_a_key_deletes_it(notes: Feed[Document]) -> None:
    frame = notes.to_polars(source=True).with_columns(heat=pl.Series([None, 9]))
    assert changes(Feed.from_arrow(frame, model=Document)) == ["-heat: 2", "-heat: 3", "+heat: 9"]


@each("key", ["mood", "mood at noon", "mood.at"])
def test_a_new_column_is_a_new_key(key: str, notes: Feed[Document]) -> None:
    frame = notes.to_polars(source=True).with_columns(pl.Series(key, ["calm", None]))
    assert changes(Feed.from_arrow(frame, model=Document)) == [f"+{key}: calm"]


def test_the_path_of_a_field_is_no_unknown_key() -> None:
    table = Feed([Article("Tide", provider=Provider("P"))]).to_arrow(
        columns=["title", "provider.name"]
    )
    for way in ("raise", "extra"):
        with pytest.raises(
            ValueError, match=r"no column 'provider\.name'.*'ignore' leaves it out$"
        ):
            Feed.from_arrow(table, extra_columns=way)
    assert Feed.from_arrow(table, extra_columns="ignore") == Feed([Article("Tide")])


def test_names_of_folders_are_no_edits_of_documents(notes: Feed[Document], tmp_path: Path) -> None:
    folder = tmp_path / "lake" / "year=2026"
    folder.mkdir(parents=True)
    notes.to_parquet(folder / "notes.parquet", source=True)
    assert changes(Feed.from_parquet(tmp_path / "lake", model=Document)) == []


def test_a_key_that_is_null_in_every_file_has_a_column() -> None:
    feed = Feed([Document({"title": "Tide", "draft": None})])
    assert feed.to_arrow(columns=["draft"]).to_pylist() == [{"draft": None}]


# What is no table

NO_TABLES: list[Any] = [
    None,
    3,
    {"title": ["Tide"]},
    "tide.parquet",
    pd.DataFrame({"title": ["a", 1]}),
]


@each("given", NO_TABLES)
def test_what_is_no_table_is_refused(given: Any) -> None:
    name = type(given).__name__
    with pytest.raises(
        TypeError, match=rf"^expected a table, such as of Arrow or pandas, found {name}"
    ):
        Feed.from_arrow(given)


def test_a_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(ValueError, match=r"bad\.parquet: ") as caught:
        Feed.from_parquet(path)
    assert not isinstance(caught.value, pa.ArrowException)


def test_a_column_that_is_not_in_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.parquet"
    Feed([Article("Tide")]).to_parquet(path)
    with pytest.raises(ValueError, match=r"^there is no column 'titles'; did you mean title\?$"):
        Feed.from_parquet(path, columns=["titles"])
    with pytest.raises(TypeError, match=r"^expected names of columns in a list, found the text"):
        Feed.from_parquet(path, columns="title")
