"""Parquet: as a whole or not at all, the same from any number of workers."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsfeed import Article, Feed, NewsfeedError, Provider, SerializeError, scan
from newsfeed.tables import Written, write_parquet
from newsfeed.tables import parquet as module
from newsfeed.tables.rows import read_batch

# Since Python 3.12 a fork beside the threads that other libraries start is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

GOOD = (
    "---\ntitle: 'Tide {0}'  # turns\nheat: {0}\nprovider:\n  name: P\n  domain: p.example\n---\n"
)
BAD = [
    "nothing",
    "---\nheat: x\ntitle: [a]\n---\n",
    "---\ntitle: T\nheat: 99999999999999999999\n---\n",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of which every seventh is none, or holds what no table does."""
    root = tmp_path_factory.mktemp("news")
    for number in range(50):
        text = GOOD.format(number) if number % 7 else BAD[number // 7 % 3]
        (root / f"{number:02}.md").write_text(text)
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "news.parquet"


def kept(folder: Path) -> Feed:
    """The articles that a table holds."""
    articles = scan(folder, on_error="collect")
    return Feed(article for article in articles if (article.heat or 0) < 2**63)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.mark.parametrize("batch_size", [1, 7, 1000])
def test_the_number_of_workers_makes_no_difference(
    folder: Path, out: Path, batch_size: int
) -> None:
    found = []
    for workers in (1, 2, 3):
        written = write_parquet(folder, out, workers=workers, batch_size=batch_size, source=True)
        side = out.with_name("_news.errors.parquet")
        assert written == Written(out, 42, side, 8)
        found.append(files(out.parent))
    assert found[0] == found[1] == found[2]
    assert list(found[0]) == ["_news.errors.parquet", "news.parquet"]
    feed = Feed.from_parquet(out)
    assert feed == kept(folder)
    assert feed.diff() == ""
    assert pq.read_table(out) == kept(folder).to_arrow(source=True)
    groups = [
        pq.ParquetFile(out).metadata.row_group(number).num_rows
        for number in range(pq.ParquetFile(out).num_row_groups)
    ]
    assert max(groups) <= batch_size


def test_bad_files_stand_in_a_table_beside(folder: Path, out: Path) -> None:
    written = write_parquet(folder, out, workers=1, batch_size=10)
    rows = pq.read_table(written.errors_path).to_pylist()
    expected = []
    errors = scan(folder, on_error="collect")
    number = len(list(errors))
    for error in errors.errors:
        for each in error.problems:
            place = {"path": str(error.path), "line": each.line, "column": each.column}
            expected.append(
                {**place, "code": str(each.code), "message": each.message, "key": each.key}
            )
    assert number == 50 - len(errors.errors)
    held = [row for row in rows if not row["path"].endswith(("14.md", "35.md"))]
    assert held == expected
    for row in rows:
        if row not in held:
            assert row["key"] == "heat"
            assert "no table holds it: expected int64" in row["message"]
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)
    assert len({row["path"] for row in rows}) == written.errors == 8


def test_columns_and_names_are_those_of_a_feed(folder: Path, out: Path) -> None:
    options: dict[str, Any] = {"columns": ["provider_name", "title", "heat"], "flat": True}
    write_parquet(folder, out, workers=2, batch_size=9, **options)
    assert pq.read_table(out) == kept(folder).to_arrow(**options)


@attrs.define
class Note:
    title: Any
    heat: Any = None
    extra: dict[str, Any] = attrs.field(factory=dict)


def test_a_model_of_ones_own_is_written(folder: Path, out: Path) -> None:
    write_parquet(folder, out, model=Note, workers=1, source=True, batch_size=7)
    table = pq.read_table(out)
    assert table.column_names == ["title", "heat", "extra", "path", "source"]
    good = table.filter(pa.compute.equal(table["path"], str(folder / "01.md"))).to_pylist()
    expected = {"title": '"Tide 1"', "heat": "1", "path": str(folder / "01.md")}
    provider = '{"provider": {"name": "P", "domain": "p.example"}}'
    assert good == [{**expected, "extra": provider, "source": GOOD.format(1)}]


def test_files_that_are_all_bad_make_an_empty_table(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.md").write_text("nothing")
    assert write_parquet(tmp_path, out, workers=1).articles == 0
    assert pq.read_table(out).schema == Feed().to_arrow().schema
    assert Feed.from_parquet(out) == Feed()


def test_without_a_bad_file_the_table_beside_is_empty(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD.format(1))
    written = write_parquet(tmp_path, out, workers=1)
    assert (written.errors, len(pq.read_table(written.errors_path))) == (0, 0)


def test_a_name_that_is_no_text_has_escapes(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD.format(1))
    try:
        (tmp_path / os.fsdecode(b"b\xff.md")).write_text(GOOD.format(2))
    except OSError:
        pytest.skip("this file system has no such names")
    written = write_parquet(tmp_path, out, workers=1)
    assert (written.articles, written.errors) == (2, 0)
    assert pq.read_table(out)["path"].to_pylist()[1].endswith(r"b\udcff.md")


# As a whole or not at all


def failing(kind: type[BaseException]) -> Any:
    """A reader of batches that fails at the third one."""
    calls: Iterator[int] = iter(range(100))

    def fail(*arguments: Any, **named: Any) -> Any:
        if next(calls) == 2:
            raise kind("the disk is full")
        return read_batch(*arguments, **named)

    return fail


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, MemoryError, SerializeError])
@pytest.mark.parametrize("there", [True, False], ids=["old", "new"])
def test_after_an_error_there_is_what_was_there(
    folder: Path, out: Path, error: Any, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        write_parquet(folder, out, workers=1, columns=["title"])
    before = files(out.parent)
    monkeypatch.setattr(module, "read_batch", failing(error))
    with pytest.raises(error, match="the disk is full"):
        write_parquet(folder, out, workers=1, batch_size=5)
    assert files(out.parent) == before


def test_after_an_error_of_the_disk_there_is_what_was_there(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(folder, out, workers=1, columns=["title"])
    before = files(out.parent)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_parquet(folder, out, workers=1)
    with pytest.raises(OSError, match="No space"):
        Feed.read(folder, on_error="collect")[:3].to_parquet(out)
    assert files(out.parent) == before


def _die(*_: Any, **__: Any) -> None:
    os._exit(9)


def test_after_the_death_of_a_worker_there_is_what_was_there(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(folder, out, workers=1, columns=["title"])
    before = files(out.parent)
    monkeypatch.setattr(module, "partial", lambda *_, **__: _die)
    with pytest.raises(NewsfeedError, match="worker process ended"):
        write_parquet(folder, out, workers=2, batch_size=5)
    assert files(out.parent) == before


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"columns": ["title_"]}, ValueError, "did you mean title"),
        ({"batch_size": 0}, ValueError, "at least one file, found 0"),
        ({"workers": 0}, ValueError, "at least one worker, found 0"),
        ({"pattern": "*.txt"}, FileNotFoundError, "txt"),
        ({"model": int}, TypeError, "int"),
    ],
    ids=["columns", "batch_size", "workers", "pattern", "model"],
)
def test_what_cannot_be_done_leaves_nothing(
    folder: Path, out: Path, options: dict[str, Any], error: Any, message: str
) -> None:
    with pytest.raises(error, match=message):
        write_parquet(folder, out, **{"workers": 1, **options})
    assert list(out.parent.iterdir()) == []


def test_a_folder_that_is_missing_is_named(folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "news.parquet"
    with pytest.raises(FileNotFoundError) as caught:
        write_parquet(folder, missing, workers=1)
    assert caught.value.filename == str(missing)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_leaves_nothing(folder: Path, out: Path) -> None:
    out.mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_parquet(folder, out, workers=1)
    assert caught.value.filename == str(out)
    assert list(out.parent.iterdir()) == [out]


# A feed as Parquet


def test_a_feed_comes_back(out: Path) -> None:
    feed = Feed([Article("Tide", provider=Provider("P")), Article("Moon", extra={"a": [1]})] * 600)
    feed.to_parquet(out)
    assert Feed.from_parquet(out) == Feed.from_parquet(str(out)) == feed
    assert Feed.from_parquet(out, columns=["title"]) == Feed(Article(e.title) for e in feed)
    assert list(files(out.parent)) == [out.name]


def test_a_feed_that_no_table_holds_leaves_the_file(out: Path) -> None:
    Feed([Article("Tide")]).to_parquet(out)
    before = files(out.parent)
    with pytest.raises(SerializeError):
        Feed([Article("Tide", heat=2**64)]).to_parquet(out)
    with pytest.raises(ValueError, match="no column"):
        Feed([Article("Tide")]).to_parquet(out, columns=["nothing"])
    assert files(out.parent) == before


def test_several_files_in_a_folder_are_one_feed(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        Feed([Article(name, topics=[name])]).to_parquet(tmp_path / f"{name}.parquet")
    assert [article.title for article in Feed.from_parquet(tmp_path)] == ["a", "b", "c"]


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("nothing")
    with pytest.raises(ValueError, match=r"[Pp]arquet"):
        Feed.from_parquet(tmp_path / "a.parquet")
    with pytest.raises(FileNotFoundError):
        Feed.from_parquet(tmp_path / "b.parquet")
    Feed([Article("Tide")]).to_parquet(tmp_path / "c.parquet")
    with pytest.raises(ValueError, match="nothing"):
        Feed.from_parquet(tmp_path / "c.parquet", columns=["title", "nothing"])


@pytest.mark.parametrize("name", ["year=2026", "heat=7"])
def test_the_name_of_a_folder_is_no_column(tmp_path: Path, name: str) -> None:
    feed = Feed([Article("Tide", heat=1)])
    (tmp_path / name).mkdir()
    feed.to_parquet(tmp_path / name / "news.parquet")
    assert Feed.from_parquet(tmp_path / name / "news.parquet") == feed


def test_the_folder_that_was_written_to_can_be_read(folder: Path, out: Path) -> None:
    write_parquet(folder, out, workers=1)
    assert Feed.from_parquet(out.parent) == kept(folder)
