"""What Spark does in processes of its own, in this one; it needs no Java."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from many_files import spoil, write_few
from paths import ROOT
from pyspark.sql.datasource import InputPartition
from pyspark.sql.types import LongType, StructField, StructType

import newsfeed
import newsfeed.spark
from newsfeed import ParseError
from newsfeed.tables import rows

OPTIONS = "path, paths, pattern, columns, flat, source, onError, batchSize"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return write_few(tmp_path)


def reader(root: Path, schema: StructType | None = None, **options: Any) -> Any:
    """Do what Spark does in processes of its own."""
    source: Any = newsfeed.spark._data_source()({"path": str(root), **options})
    return source.reader(source.schema() if schema is None else schema)


def table(reader: Any) -> pa.Table:
    return pa.Table.from_batches(
        batch for partition in reader.partitions() for batch in reader.read(partition)
    )


def test_the_partitions_are_batches_in_the_order_of_the_paths(few: Path) -> None:
    reading = reader(few, columns="path", batchSize="2")
    partitions = reading.partitions()
    assert [len(partition.value) for partition in partitions] == [2, 2, 1]
    assert all(isinstance(partition, InputPartition) for partition in partitions)
    assert table(reading)["path"].to_pylist() == [f"{few}/{heat}.md" for heat in range(5)]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"columns": "path, title"}, ["path", "title"]),
        ({"columns": "title", "SOURCE": "TRUE"}, ["title", "source"]),
        ({"columns": "heat", "onerror": "Collect"}, ["heat", "error"]),
    ],
    ids=["columns", "source", "error"],
)
def test_only_the_columns_asked_for_are_built(
    few: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], names: list[str]
) -> None:
    built = []
    table_of = rows.table_of

    def noting(articles: Any, layout: Any) -> Any:
        built.append({column.name for column in layout.found()})
        return table_of(articles, layout)

    monkeypatch.setattr(rows, "table_of", noting)
    assert table(reader(few, **options)).column_names == names
    assert built == [set(names) - {"error"}]


def test_a_bad_file_is_raised(few: Path) -> None:
    path = spoil(few)
    with pytest.raises(ParseError, match="expected an integer") as caught:
        table(reader(few, columns="title"))
    assert caught.value.path == path


def test_errors_alone_have_a_row_for_each_file(few: Path) -> None:
    path = spoil(few)
    schema = reader(few, onError="collect").reading.schema()
    found = table(reader(few, StructType([schema["error"]]), onError="collect", batchSize="2"))
    *others, error, last = found["error"].to_pylist()
    assert (others, last) == ([None, None, None], None)
    assert error.startswith(f"{path}:3:7: heat: expected an integer, found 'hot'")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (StructField("haet", LongType()), "there is no column 'haet'; did you mean heat?"),
        (StructField("error", LongType()), "there is no column 'error'"),
        (
            StructField("title", LongType()),
            "expected the column 'title string' in the schema, found 'title bigint'",
        ),
        (
            StructField("heat", LongType(), nullable=False),
            "expected the column 'heat bigint' in the schema, found 'heat bigint not null'",
        ),
    ],
    ids=["unknown", "error", "type", "not null"],
)
def test_a_bad_schema_is_refused(few: Path, field: StructField, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        reader(few, StructType([field]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"onerror": "ignore"}, "option onError: expected raise or collect, found 'ignore'"),
        ({"flat": "1"}, "option flat: expected false or true, found '1'"),
        ({"source": "yes"}, "option source: expected false or true, found 'yes'"),
        ({"batchSize": "0"}, "option batchSize: expected a number of files, found '0'"),
        ({"batchSize": "big"}, "option batchSize: expected a number of files, found 'big'"),
        ({"columns": "ttile"}, "there is no column 'ttile'; did you mean title?"),
        ({"columns": ""}, "there is no column ''"),
        ({"batchsise": "5"}, "there is no option 'batchsise'; did you mean batchSize?"),
        ({"header": "true"}, f"there is no option 'header'; expected one of {OPTIONS}"),
    ],
    ids=lambda value: "-".join(*value.items()) if isinstance(value, dict) else "",
)
def test_a_bad_option_is_an_error(few: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        reader(few, **options)


def test_the_page_lists_the_options() -> None:
    page = ROOT / "docs" / "dask-and-spark.md"
    listed = re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert ["path", "paths", *listed] == OPTIONS.split(", ")


def test_several_paths_come_in_json(few: Path) -> None:
    source: Any = newsfeed.spark._data_source()({"paths": f'["{few}/4.md", "{few}/0.md"]'})
    found = table(source.reader(source.schema()))
    assert found["heat"].to_pylist() == [4, 0]


def test_a_path_is_needed() -> None:
    source = newsfeed.spark._data_source()({})
    with pytest.raises(ValueError, match=r"^expected a path, found none: .*load\(path\)$"):
        source.schema()


def test_a_folder_without_a_match_is_an_error(few: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"expected files \*\.txt, found none"):
        reader(few, pattern="*.txt").partitions()


@pytest.mark.parametrize("module", ["pyspark.sql.datasource", "pyarrow"])
def test_without_the_extra_the_error_is_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    session: Any = None
    with pytest.raises(ImportError) as caught:
        newsfeed.spark.register(session)
    assert str(caught.value) == (
        f"newsfeed.spark.register needs {module.partition('.')[0]}, which is not installed. "
        "Install it with\n    pip install 'newsfeed-frontmatter[spark]'"
    )


def test_a_session_is_given_the_class_that_it_reads_with() -> None:
    given: list[Any] = []
    session: Any = SimpleNamespace(dataSource=SimpleNamespace(register=given.append))
    newsfeed.spark.register(session)
    assert [source.name() for source in given] == ["newsfeed"]


def test_the_module_can_be_imported_without_the_extra() -> None:
    code = "import sys; import newsfeed.spark; print({'pyarrow', 'pyspark'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
