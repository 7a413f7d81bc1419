"""Tables of models of one's own."""

from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest

from newsfeed import Article, Feed, parse
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


def test_errors_need_a_column_of_their_own() -> None:
    with pytest.raises(ValueError, match="there is a column 'error'"):
        TableLayout(Log).schema("collect")


def test_flat_columns_of_a_model_are_its_own() -> None:
    names = [column.name for column in columns_of(Line, flat=True)]
    assert names == ["title", "stop_name", "stop_lines", "length", "path"]


@attrs.define
class Stopping(Article):
    def __attrs_post_init__(self) -> None:
        next(title for title in ("a", "c") if title == self.title)


def test_a_model_that_stops_an_iteration_loses_no_row() -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        Feed.from_arrow(pa.table({"title": ["a", "b", "c"]}), model=Stopping)


@attrs.define
class Mapped:
    title: str
    notes: dict[str, Any] = attrs.field(factory=lambda: {"a": 1})
    more: dict[str, Any] = attrs.field(factory=dict)


def test_an_empty_mapping_comes_back_whatever_the_default_is() -> None:
    model: type[Any] = Mapped
    rows: list[Any] = [Mapped("a", {}), Mapped("b"), Mapped("c", {"b": 2}, {"c": 3})]
    assert list(Feed.from_arrow(Feed(rows).to_arrow(), model=model)) == rows


@attrs.frozen
class FrozenNote:
    title: str = "Rain"
    source: str | None = attrs.field(default=None, eq=False, init=False)
    path: Path | None = attrs.field(default=None, eq=False, init=False)


def test_roles_that_are_no_arguments_are_set() -> None:
    model: type[Any] = FrozenNote
    notes: list[Any] = [parse("---\ntitle: 'a'\n---\n", model=model, path="a.md")]
    (found,) = Feed.from_arrow(Feed(notes).to_arrow(source=True), model=model)
    assert (found, found.source, found.path) == (notes[0], notes[0].source, Path("a.md"))


def test_rows_without_fields_are_rows() -> None:
    model: type[Any] = FrozenNote
    found = list(Feed.from_arrow(pa.table({"path": ["a.md", "b.md"]}), model=model))
    assert [(each.title, each.path) for each in found] == [
        ("Rain", Path("a.md")),
        ("Rain", Path("b.md")),
    ]
