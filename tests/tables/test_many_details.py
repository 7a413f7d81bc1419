"""What nothing else reaches: models of one's own in tables and between processes, odd roots."""

import gc
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import attrs
import fsspec
import pyarrow as pa
import pytest

from newsfeed import Article, Feed, ParseError, Provider, scan, serialize
from newsfeed._util.garbage import gc_paused
from newsfeed.frontmatter.origin import origin_of
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Type
from newsfeed.scanning import batches
from newsfeed.scanning.outcomes import _put_together, _read
from newsfeed.tables.columns import columns_of
from newsfeed.tables.reading import read_rows
from newsfeed.tables.rows import TableLayout, table_of


@attrs.define
class Stop:
    name: str
    lines: int = 1


@attrs.define
class Line:
    title: str
    stop: Stop | None = None
    length: int = 5


@attrs.define
class Log:
    title: str
    error: str | None = None


def test_a_model_without_extra_is_a_struct_without_extra() -> None:
    lines = [Line("Harbour", Stop("Quay")), Line("Hill")]
    table = table_of(lines, TableLayout(Line))
    assert table.schema.field("stop").type == pa.struct(
        [("name", pa.string()), ("lines", pa.int64())]
    )
    assert list(read_rows(table, Line)) == lines


def test_a_null_is_the_default_of_a_field_that_has_one() -> None:
    table = pa.table({"title": ["Hill"], "length": pa.nulls(1, pa.int64())})
    assert list(read_rows(table, Line)) == [Line("Hill", length=5)]


def test_a_record_without_a_field_that_it_requires_is_named() -> None:
    table = pa.table({"title": ["Hill"], "stop": [{"lines": 2}]})
    with pytest.raises(ValueError, match="column 'stop': there is no field 'name'"):
        list(read_rows(table, Line))


def test_lists_by_view_are_lists() -> None:
    topics = pa.array([["Sea"], ["Moon", "Sea"], []], pa.list_view(pa.string()))
    table = pa.table({"title": ["a", "b", "c"], "topics": topics})
    assert [each.topics for each in Feed.from_arrow(table)] == [["Sea"], ["Moon", "Sea"], []]


def test_categories_may_be_kept_in_views() -> None:
    names = pa.array(["news", "sport"], pa.string_view())
    kinds = pa.DictionaryArray.from_arrays(pa.array([1, None, 0]), names)
    table = pa.table({"title": ["a", "b", "c"], "category": kinds})
    assert [each.category for each in Feed.from_arrow(table)] == ["sport", None, "news"]


class Tagged(pa.ExtensionType):  # type: ignore[misc]  # pyarrow has no types
    def __init__(self) -> None:
        super().__init__(pa.string(), "newsfeed.test")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, *_: object) -> "Tagged":
        return cls()


def test_a_type_around_a_text_is_a_text() -> None:
    titles = pa.ExtensionArray.from_storage(Tagged(), pa.array(["a"]))
    pa.register_extension_type(Tagged())
    try:
        assert Feed.from_arrow(pa.table({"title": titles}))[0].title == "a"
    finally:
        pa.unregister_extension_type("newsfeed.test")


def test_the_names_of_columns_are_no_text() -> None:
    with pytest.raises(TypeError, match="in a list, found the text 'title'"):
        Feed([Article("a")]).to_arrow(columns="title")


def test_errors_need_a_column_of_their_own() -> None:
    with pytest.raises(ValueError, match="there is a column 'error'"):
        TableLayout(Log).schema("collect")


def test_a_row_without_text_needs_all_columns() -> None:
    table = pa.table({"title": ["a", "b"], "source": ["---\ntitle: a\nheat: 3\n---\n", None]})
    with pytest.raises(ValueError, match="column 'source': expected a text"):
        Feed.from_arrow(table)
    assert Feed.from_arrow(table.slice(0, 1))[0].heat == 3


def test_a_record_is_no_group() -> None:
    feed = Feed([Article("a", provider=Provider("Daily"))])
    with pytest.raises(TypeError, match=r"such as provider\.name, found Provider"):
        feed.group_by("provider")
    assert list(feed.group_by("images[].url")) == [None]


def test_what_a_worker_hands_over_keeps_what_is_beside_a_model(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nname: Daily\n---\n")
    (tmp_path / "b.md").write_text("---\ndomain: daily.example\n---\n")
    type_ = Type(Kind.MODEL, model=Provider)
    (batch,) = batches(tmp_path, size=9)
    daily, error = _put_together(_read(batch, type_), type_)
    assert (daily, origin_of(daily).path) == (Provider("Daily"), tmp_path / "a.md")
    assert serialize(daily) == "---\nname: Daily\n---\n"
    assert isinstance(error, ParseError)


@pytest.mark.parametrize("root", [None, 5, b"posts"], ids=["none", "number", "bytes"])
def test_what_is_no_path_is_said_to_be_none(root: Any) -> None:
    with pytest.raises(TypeError, match="expected a path, a URL, or several of them"):
        list(scan(root))


def test_an_archive_may_be_remote_and_its_place_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.md", "---\ntitle: Tide\n---\n")
    files = fsspec.filesystem("memory")
    files.pipe_file("/details/news.zip", data.getvalue())
    try:
        assert [each.title for each in scan("memory://details/news.zip")] == ["Tide"]

        def broken(*_: Any, **__: Any) -> Any:
            raise TimeoutError("too late")

        monkeypatch.setattr(type(files), "open", broken)
        found = scan("memory://details/news.zip", on_error="collect")
        assert list(found) == []
        assert [each.problems[0].message for each in found.errors] == [
            "the file cannot be read: too late"
        ]
    finally:
        files.rm("/details", recursive=True)


def test_a_tar_that_breaks_off_gives_what_is_before(tmp_path: Path) -> None:
    path = tmp_path / "news.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.md", "b" * 300 + ".md"):
            member = tarfile.TarInfo(name)
            member.size = 21
            archive.addfile(member, io.BytesIO(b"---\ntitle: Tide\n---\n "))
        folder = tarfile.TarInfo("c")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    whole = path.read_bytes()
    assert len(list(scan(path))) == 2
    for size in (1024 + 700, 1024 + 512):
        path.write_bytes(whole[:size])
        found = scan(path, on_error="collect")
        assert [each.title for each in found] == ["Tide"]
        assert [each.path for each in found.errors] == [path]


def test_what_was_made_in_a_pause_is_not_collected_at_once() -> None:
    gc.unfreeze()  # CPython 3.12 starts with frozen objects
    with gc_paused():
        made: list[list[int]] = [[]]
    assert gc.get_freeze_count() == 0
    assert not any(each is made for each in gc.get_objects(generation=0))


def test_who_keeps_the_collector_frozen_keeps_it() -> None:
    gc.freeze()
    try:
        with gc_paused():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_flat_columns_of_a_model_are_its_own() -> None:
    names = [column.name for column in columns_of(Line, flat=True)]
    assert names == ["title", "stop_name", "stop_lines", "length", "path"]
