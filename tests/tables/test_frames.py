"""Frames of pandas and Polars, relations of DuckDB: made of a feed, and made a feed of.

And what is said where such a package is not installed.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, exact, examples
from tabular import FULL, MIXED, SCHEMA, fits

from newsfeed import Article, ConflictError, Feed, serialize, write
from newsfeed.tables import write_parquet

duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

TEXT = "---\r\ntitle: 'Tide {}'  # turns\r\nheat: {}\r\ntopics: [Sea, Moon]\r\n---\r\nBody"


def by_sql(feed: Feed) -> Any:
    return duckdb.sql("select * from feed").to_arrow_table() if feed else feed.to_arrow()


FRAMES: dict[str, Callable[[Feed], Any]] = {
    "to_polars": lambda feed: feed.to_polars(),
    "pl.DataFrame": pl.DataFrame,
    "pl.from_arrow": lambda feed: pl.from_arrow(feed.to_arrow()),
    "to_pandas": lambda feed: feed.to_pandas(),
    "duckdb": by_sql,
}
if hasattr(pd.DataFrame, "from_arrow"):
    FRAMES["pd.DataFrame.from_arrow"] = pd.DataFrame.from_arrow


def same(found: Feed, expected: Feed) -> None:
    assert found == expected
    for one, other in zip(found, expected, strict=True):
        assert exact(one) == exact(other)
        assert one.path == other.path


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("count", [0, 1, 4, 1001])
def test_a_feed_comes_back_from_a_frame(kind: str, count: int) -> None:
    feed = Feed(attrs.evolve(MIXED[n % 4], path=Path(f"{n}.md")) for n in range(count))
    same(Feed.from_arrow(FRAMES[kind](feed)), feed)


@pytest.mark.parametrize("kind", FRAMES)
def test_any_feed_comes_back_from_a_frame(kind: str) -> None:
    @given(st.lists(articles(), max_size=3))
    @examples(15)
    def law(some: list[Article]) -> None:
        feed = Feed(filter(fits, some))
        try:
            found = Feed.from_arrow(FRAMES[kind](feed))
        except ValueError:
            # pandas makes floats of integers of which some are missing, and rounds them.
            assert kind == "pd.DataFrame.from_arrow"
        else:
            same(found, feed)

    law()


def test_integers_that_were_rounded_are_refused() -> None:
    table = pa.table({"title": ["a", "b"], "heat": [float(2**53), None]})
    with pytest.raises(ValueError, match="column 'heat': expected integers, found floats too"):
        Feed.from_arrow(table)


@pytest.mark.parametrize("year", [1, 1677, 9999])
@pytest.mark.parametrize("kind", [kind for kind in FRAMES if kind != "pd.DataFrame.from_arrow"])
def test_no_moment_is_out_of_range(kind: str, year: int) -> None:
    moment = datetime(year, 12, 31, 23, 59, 59, 999999, UTC)
    feed = Feed([Article("T", published_date_time=moment)])
    same(Feed.from_arrow(FRAMES[kind](feed)), feed)


def test_pandas_holds_the_types_of_arrow() -> None:
    frame = Feed(MIXED).to_pandas(columns=["title", "heat", "published_date_time"])
    kinds = [pd.ArrowDtype(each) for each in Feed(MIXED).to_arrow().schema.types]
    names = Feed(MIXED).to_arrow().schema.names
    assert list(frame.dtypes) == [kinds[names.index(name)] for name in frame.columns]
    assert frame["heat"].sum() == 2


def test_duckdb_finds_a_feed_by_its_name_more_than_once() -> None:
    feed = Feed(MIXED)
    query = "select count(*), count(distinct one.title) from feed one join feed using (title)"
    assert duckdb.sql(query).fetchall() == [(6, 3)]
    assert len(feed) == 4


def test_options_are_those_of_the_table() -> None:
    feed = Feed(MIXED)
    options: dict[str, Any] = {"columns": ["title", "provider_name"], "flat": True, "source": True}
    expected = feed.to_arrow(**options).to_pylist()
    assert feed.to_polars(**options).to_dicts() == expected
    assert pa.Table.from_pandas(feed.to_pandas(**options)).to_pylist() == expected


# Edits made in a frame


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(4):
        (tmp_path / f"{number}.md").write_bytes(TEXT.format(number, number).encode())
    return tmp_path


def in_polars(feed: Feed) -> Any:
    frame = feed.to_polars(source=True)
    hotter = pl.when(pl.col("title") == "Tide 2").then(pl.lit(99)).otherwise(pl.col("heat"))
    return frame.with_columns(heat=hotter).filter(pl.col("heat") > 0).sort("heat")


def in_pandas(feed: Feed) -> Any:
    frame = feed.to_pandas(source=True)
    frame.loc[frame["title"] == "Tide 2", "heat"] = 99
    frame = frame[frame["heat"] > 0].sort_values("heat")
    return frame.reset_index(drop=True)


def in_duckdb(feed: Feed) -> Any:
    hotter = "case when title = 'Tide 2' then 99 else heat end as heat"
    query = f"select * replace ({hotter}) from table_ where heat > 0 order by heat"
    return _run(feed.to_arrow(source=True), query)


def _run(table_: pa.Table, query: str) -> pa.Table:  # noqa: ARG001  # DuckDB finds it
    return duckdb.sql(query).to_arrow_table()


@pytest.mark.parametrize("edit", [in_polars, in_pandas, in_duckdb])
def test_an_edit_in_a_frame_changes_its_own_bytes(
    folder: Path, edit: Callable[[Feed], Any]
) -> None:
    feed = Feed.from_arrow(edit(Feed.read(folder)))
    assert sorted(str(article.heat) for article in feed) == ["1", "3", "99"]
    assert feed.write() == [folder / "2.md"]
    expected = TEXT.format(2, 2).replace("heat: 2", "heat: 99")
    assert (folder / "2.md").read_bytes() == expected.encode()
    assert Feed.read(folder).diff() == ""


@pytest.mark.parametrize("edit", [in_polars, in_pandas])
def test_without_source_an_error_on_writing_says_what_to_do(
    folder: Path, edit: Callable[[Feed], Any]
) -> None:
    frame = edit(Feed.read(folder))
    frame = frame.drop(columns="source") if edit is in_pandas else frame.drop("source")
    message = "; an article of a table needs its column source, made with source=True; write"
    with pytest.raises(ConflictError, match=message):
        Feed.from_arrow(frame).write()
    with pytest.raises(ConflictError, match=message):
        write(Feed.from_arrow(frame)[0])
    assert (folder / "2.md").read_bytes() == TEXT.format(2, 2).encode()


LOW = not hasattr(pd.DataFrame, "from_arrow")


def test_a_frame_of_pandas_with_some_of_the_rows_is_a_feed() -> None:
    feed = Feed(MIXED)
    frame = feed.to_pandas()
    same(Feed.from_arrow(frame[frame["heat"].notna()]), feed[::3])


def test_an_unknown_column_of_a_frame_is_named(folder: Path) -> None:
    frame = Feed.read(folder).to_polars().with_columns(mood=pl.lit("calm"))
    with pytest.raises(ValueError, match="there is no column 'mood'"):
        Feed.from_arrow(frame)


def test_numbers_with_gaps_are_right() -> None:
    """Without Arrow's types pandas has floats where there are nulls."""
    frame = pd.DataFrame({"title": ["a", "b"], "heat": [1.0, None]})
    assert [each.heat for each in Feed.from_arrow(frame)] == [1, None]


def test_categories_are_texts() -> None:
    frame = pl.DataFrame({"title": ["a", "b"], "category": ["x", None]})
    frame = frame.with_columns(pl.col("category").cast(pl.Categorical))
    assert [each.category for each in Feed.from_arrow(frame)] == ["x", None]


# Real files


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["arrow", "parquet", "polars", "pandas", "duckdb"])
def test_every_real_file_comes_back_byte_for_byte(shared: Path, tmp_path: Path, kind: str) -> None:
    feed = Feed.read([shared / "seeds", shared / "corpus/news"])
    table = feed.to_arrow(source=True)
    if kind == "parquet":
        feed.to_parquet(tmp_path / "news.parquet", source=True)
        found = Feed.from_parquet(tmp_path / "news.parquet")
    else:
        made: dict[str, Callable[[], Any]] = {
            "arrow": lambda: table,
            "polars": lambda: feed.to_polars(source=True),
            "pandas": lambda: feed.to_pandas(source=True),
            "duckdb": lambda: _run(table, "select * from table_"),
        }
        found = Feed.from_arrow(made[kind]())
    assert len(found) == 267
    assert found == feed
    assert found.diff() == ""
    for article in found:
        assert article.path is not None
        assert serialize(article).encode() == article.path.read_bytes()


# Other packages

OPTIONAL = [
    ("pyarrow", "arrow", lambda feed: feed.to_arrow()),
    ("pyarrow", "arrow", lambda feed: feed.__arrow_c_stream__()),
    ("pyarrow", "arrow", lambda feed: feed.to_parquet("x.parquet")),
    ("pyarrow", "arrow", lambda feed: feed.from_arrow(None)),
    ("pyarrow", "arrow", lambda feed: feed.from_parquet("x.parquet")),
    ("pyarrow", "arrow", lambda feed: write_parquet(feed, "x.parquet")),
    ("pandas", "pandas", lambda feed: feed.to_pandas()),
    ("polars", "polars", lambda feed: feed.to_polars()),
    ("pyarrow", "arrow", lambda feed: feed.to_pandas()),
    ("pyarrow", "arrow", lambda feed: feed.to_polars()),
]


@pytest.mark.parametrize(
    ("package", "extra", "use"), OPTIONAL, ids=[f"{i}-{p}" for i, (p, _, _) in enumerate(OPTIONAL)]
)
def test_without_a_package_the_error_is_the_line_that_installs_it(
    package: str, extra: str, use: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Without(package), *sys.meta_path])
    with pytest.raises(ImportError, match=f"needs {package}, which is not") as caught:
        use(Feed([FULL]))
    assert str(caught.value).endswith(f"\n    pip install 'newsfeed-frontmatter[{extra}]'")
    assert list(tmp_path.iterdir()) == []


class _Without:
    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, *_: Any) -> None:
        if name.partition(".")[0] == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def test_importing_the_library_imports_no_package_of_an_extra() -> None:
    code = "import sys, newsfeed, newsfeed.tables; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pyarrow", "pandas", "polars", "numpy", "fsspec"} & set(run.stdout.split())


# The capsule


def test_a_requested_schema_is_honoured_or_refused() -> None:
    feed = Feed([FULL, Article("Moon")])
    whole = pa.RecordBatchReader.from_stream(feed).read_all()
    assert whole == feed.to_arrow()
    large = pa.schema(
        [(f.name, pa.large_string() if f.type == pa.string() else f.type) for f in SCHEMA]
    )
    found = pa.RecordBatchReader.from_stream(feed, schema=large).read_all()
    assert found.column("title").to_pylist() == ["Tide", "Moon"]
    assert found.schema in (large, SCHEMA)
    with pytest.raises((pa.ArrowException, ValueError, TypeError)):
        pa.RecordBatchReader.from_stream(
            feed, schema=pa.schema([("nothing", pa.int64())])
        ).read_all()
