"""Tables of models of one's own."""

import attrs
import pyarrow as pa
import pytest

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
