"""Articles in data frames of Dask: on a cluster of two processes, and in this one."""

import shutil
import subprocess
import sys

# mypy: disable-error-code="no-untyped-call"
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from dask.utils import key_split
from distributed import Client, LocalCluster
from many_files import COUNT, spoil, write_few

import newsfeed
import newsfeed.dask
from newsfeed import ParseError, Provider
from newsfeed.feed import Feed
from newsfeed.tables import rows

HERE = {"scheduler": "synchronous"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            local_directory=str(tmp_path_factory.mktemp("cluster")),
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


@pytest.fixture
def client(cluster: Client) -> Iterator[Client]:
    """Compute on the cluster; other tests do it in this process."""
    with cluster.as_current():
        yield cluster


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return write_few(tmp_path)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Note which columns are built, batch by batch."""
    noted = []
    table_of = rows.table_of

    def noting(articles: Any, layout: Any) -> Any:
        noted.append([column.name for column in layout.found()])
        return table_of(articles, layout)

    monkeypatch.setattr(rows, "table_of", noting)
    return noted


def in_arrow(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pandas(frame, schema, preserve_index=False)


# The same as a feed


@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
def test_every_value_of_a_cluster_is_that_of_a_feed(
    client: Client, many: Path, feed: Feed, flat: bool
) -> None:
    frame = newsfeed.dask.read(many, flat=flat, source=True, batch_size=300)
    computed = client.compute(frame).result()
    expected = feed.to_arrow(flat=flat, source=True)
    assert in_arrow(computed, expected.schema).equals(expected)
    assert list(computed.columns) == expected.column_names
    pd.testing.assert_series_equal(computed.dtypes, feed.to_pandas(flat=flat, source=True).dtypes)


def test_the_partitions_are_batches_in_the_order_of_the_paths(many: Path, feed: Feed) -> None:
    frame = newsfeed.dask.read(many, columns=["path"], batch_size=300)
    parts = [part.compute(**HERE) for part in frame.partitions]
    assert [len(part) for part in parts] == [300] * 6 + [200]
    assert list(pd.concat(parts)["path"]) == [str(article.path) for article in feed]
    assert frame.divisions == (None,) * 8


@pytest.mark.usefixtures("client")
def test_a_cluster_counts_as_a_feed_does(many: Path, feed: Feed) -> None:
    frame = newsfeed.dask.read(many, flat=True, batch_size=300)
    heat = max(article.heat for article in feed if article.heat is not None)
    assert frame["heat"].max().compute() == heat
    assert frame["provider_name"].value_counts().compute().to_dict() == feed.providers()
    assert frame["path"].count().compute() == COUNT


@pytest.mark.usefixtures("client")
def test_parquet_from_a_cluster_is_read_back_to_equal_articles(
    many: Path, feed: Feed, tmp_path: Path
) -> None:
    frame = newsfeed.dask.read(many, source=True, batch_size=150)
    frame.to_parquet(tmp_path, write_index=False, name_function=lambda part: f"{part:02}.parquet")
    back = Feed.from_parquet(tmp_path)
    assert back == feed
    assert [article.source for article in back] == [article.source for article in feed]


@pytest.mark.usefixtures("client")
def test_a_cluster_reads_the_members_of_an_archive(few: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "news"), "zip", few, ".")
    computed = newsfeed.dask.read(archive, batch_size=2).compute()
    expected = Feed.read(archive).to_arrow()
    assert in_arrow(computed, expected.schema).equals(expected)
    assert len(computed) == 5


def test_a_url_can_be_read_from(few: Path) -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    memory.put(f"{few}/", "/dask/", recursive=True)
    frame = newsfeed.dask.read("memory://dask", batch_size=2)
    expected = Feed.read("memory://dask").to_arrow()
    assert in_arrow(frame.compute(**HERE), expected.schema).equals(expected)
    assert frame.npartitions == 3


def test_several_roots_and_a_pattern_can_be_given(few: Path) -> None:
    frame = newsfeed.dask.read([few / "4.md", few], pattern="[01].md")
    assert list(frame["heat"].compute(**HERE)) == [4, 0, 1]


def test_another_class_can_be_read_into(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("---\nname: The Harbour Post\n---\n")
    frame = newsfeed.dask.read(tmp_path, model=Provider)
    assert list(frame.columns) == ["name", "domain", "images", "extra", "path"]
    assert list(frame["name"].compute(**HERE)) == ["The Harbour Post"]


# Columns


def test_only_the_columns_that_are_used_are_built(few: Path, built: list[list[str]]) -> None:
    frame = newsfeed.dask.read(few)
    hot = frame[frame["heat"] > 2][["title"]].compute(**HERE)
    assert list(hot["title"]) == ["Tide 3", "Tide 4"]
    assert built == [["title", "heat"]]


def test_columns_come_in_the_order_asked_for(few: Path, built: list[list[str]]) -> None:
    frame = newsfeed.dask.read(few, columns=["path", "heat", "title"], source=True)
    assert list(frame.columns) == ["path", "heat", "title", "source"]
    assert list(frame.compute(**HERE).columns) == ["path", "heat", "title", "source"]
    assert list(frame[["title", "path"]].compute(**HERE).columns) == ["title", "path"]
    assert built == [["path", "heat", "title", "source"], ["path", "title"]]


@pytest.mark.parametrize("on_error", ["raise", "collect"])
def test_a_frame_without_columns_has_its_rows(few: Path, on_error: Any) -> None:
    frame = newsfeed.dask.read(few, batch_size=2, on_error=on_error)
    assert frame[[]].compute(**HERE).shape == (5, 0)
    assert len(frame.index.compute(**HERE)) == 5
    assert len(frame.partitions[1].compute(**HERE)) == 2


def test_no_file_is_read_before_the_frame_is_computed(few: Path, built: list[list[str]]) -> None:
    for path in few.iterdir():
        path.write_bytes(b"\xff")
    frame = newsfeed.dask.read(few, columns=["title", "topics"])
    assert list(frame.dtypes) == [
        pd.ArrowDtype(pa.string()),
        pd.ArrowDtype(pa.list_(pa.string())),
    ]
    assert built == []


@pytest.mark.usefixtures("client")
def test_files_are_read_anew_while_a_cluster_still_has_their_former_rows(few: Path) -> None:
    before = newsfeed.dask.read(few, columns=["heat"]).persist()
    assert before["heat"].sum().compute() == 10
    article = newsfeed.read(few / "4.md")
    article.heat = 40
    newsfeed.write(article)
    after = newsfeed.dask.read(few, columns=["heat"]).persist()
    assert (before["heat"].sum().compute(), after["heat"].sum().compute()) == (10, 46)


# Errors


@pytest.mark.usefixtures("client")
def test_a_bad_file_is_raised_from_a_cluster(few: Path) -> None:
    path = spoil(few)
    frame = newsfeed.dask.read(few, batch_size=2)
    with pytest.raises(ParseError, match="expected an integer") as caught:
        frame["title"].compute()
    assert (caught.value.path, caught.value.problems[0].line) == (path, 3)


@pytest.mark.usefixtures("client")
def test_bad_files_are_collected_from_a_cluster(few: Path) -> None:
    path = spoil(few)
    frame = newsfeed.dask.read(few, batch_size=2, on_error="collect")
    assert list(frame.columns)[-2:] == ["path", "error"]
    computed = frame.compute().set_index("path")
    assert list(computed["title"].isna()) == [False, False, False, True, False]
    assert list(computed["error"].notna()) == [False, False, False, True, False]
    assert str(computed["error"][str(path)]).startswith(f"{path}:3:7: heat: expected an integer")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["error"], ["path"]),
        (["error", "title"], ["title"]),
        (["path", "error"], ["path"]),
    ],
    ids=" ".join,
)
def test_errors_can_be_chosen_as_a_column(
    few: Path, built: list[list[str]], columns: list[str], expected: list[str]
) -> None:
    path = spoil(few)
    frame = newsfeed.dask.read(few, on_error="collect")[columns]
    computed = frame.compute(**HERE)
    assert list(computed.columns) == columns
    assert len(computed) == 5
    assert built == [expected]
    if "error" in columns:
        assert list(computed["error"].isna()) == [True, True, True, False, True]
    if "path" in columns:
        assert computed["path"].iloc[3] == str(path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"columns": ["ttile"]}, "there is no column 'ttile'; did you mean title?"),
        ({"columns": ["error"], "on_error": "collect"}, "there is no column 'error'"),
        ({"on_error": "ignore"}, "expected on_error 'raise' or 'collect', found 'ignore'"),
        ({"batch_size": 0}, "expected a batch of at least one file, found 0"),
    ],
    ids=["column", "error", "on_error", "batch_size"],
)
def test_a_bad_argument_is_refused_at_once(
    few: Path, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message.replace('?', '[?]')}$"):
        newsfeed.dask.read(few, **arguments)


def test_a_folder_without_a_match_is_an_error_at_once(few: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"expected files \*\.txt, found none"):
        newsfeed.dask.read(few, pattern="*.txt")


# The extra


@pytest.mark.parametrize("module", ["dask.dataframe", "pandas", "pyarrow"])
def test_without_the_extra_the_error_is_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, few: Path, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    package = module.partition(".")[0]
    with pytest.raises(ImportError) as caught:
        newsfeed.dask.read(few)
    assert str(caught.value) == (
        f"newsfeed.dask.read needs {package}, which is not installed. Install it with\n"
        "    pip install 'newsfeed-frontmatter[dask]'"
    )


def test_the_module_can_be_imported_without_the_extra() -> None:
    code = "import sys; import newsfeed.dask; print({'dask', 'pandas', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"


def test_the_partitions_are_named_after_the_library(few: Path) -> None:
    (key,) = newsfeed.dask.read(few).optimize().dask
    assert key_split(key) == "newsfeed"
