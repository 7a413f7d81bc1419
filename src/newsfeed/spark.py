"""A Spark 4 data source of articles: `spark.read.format("newsfeed").load(path)`."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

import attrs

from ._util.extras import import_extra
from ._util.messages import did_you_mean
from .scanning import BATCH_SIZE, PATTERN, Batch, OnError, batches

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession
    from pyspark.sql.datasource import DataSource
    from pyspark.sql.types import StructField, StructType

    from .tables.rows import TableLayout

__all__ = ["register"]

_OPTION_NAMES = ("path", "paths", "pattern", "columns", "flat", "source", "onError", "batchSize")


def register(spark: "SparkSession") -> None:
    """Register the data source: `spark.read.format("newsfeed").load(path)` reads articles.

    Each batch of files is a partition. The rows are in path order, and the columns are those of
    `Feed.to_arrow`. `load` takes a path or a list of paths: files, folders, globs, archives or
    URLs, as for `newsfeed.scan`. The workers must find the files at the same paths. A schema given
    to Spark selects columns, as the option `columns` does.

    ===========  ========================================================  =========
    option       meaning                                                   default
    ===========  ========================================================  =========
    `pattern`    the pattern of the files to read in a folder or archive   `**/*.md`
    `columns`    the names or paths of the columns, separated by commas    all
    `flat`       whether to make a column of each field of a nested model  `false`
    `source`     whether to add a column with the original text            `false`
    `onError`    `raise`, or `collect`: a row with `path` and `error`      `raise`
    `batchSize`  the maximum number of files in a partition                `2000`
    ===========  ========================================================  =========

    Args:
        spark: The Spark session.

    Raises:
        ImportError: If Spark 4 or pyarrow is not installed.
    """
    for module in "pyarrow", "pyspark.sql.datasource":
        import_extra(module, "spark", "newsfeed.spark.register")
    spark.dataSource.register(_data_source())


def _data_source() -> "type[DataSource]":
    """Return the data source class, created here because its base class needs Spark."""
    from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

    class Reader(DataSourceReader):
        def __init__(self, reading: _Reading, names: list[str]) -> None:
            self.reading = reading
            self.names = names

        def partitions(self) -> list[InputPartition]:
            return [InputPartition(batch) for batch in self.reading.batches()]

        def read(self, partition: InputPartition) -> "Iterator[pyarrow.RecordBatch]":
            from .tables.rows import read_columns

            layout, on_error = self.reading.full_layout, self.reading.on_error
            yield from read_columns(partition.value, layout, self.names, on_error).to_batches()

    class Source(DataSource):
        @classmethod
        def name(cls) -> str:
            return "newsfeed"

        def schema(self) -> "StructType":
            return _Reading.of(self.options).schema()

        def reader(self, schema: "StructType") -> Reader:
            reading = _Reading.of(self.options)
            reading.check(schema)
            return Reader(reading, schema.fieldNames())

    return Source


@attrs.frozen
class _Reading:
    """The parsed options; `layout` applies unless the user gives Spark a schema."""

    batches: Callable[[], Iterator[Batch]]
    layout: "TableLayout"
    full_layout: "TableLayout"  # of the columns that a user's schema may name
    on_error: OnError

    @classmethod
    def of(cls, options: Mapping[str, str]) -> "_Reading":
        """Parse the options; raise ValueError."""
        from .tables.rows import TableLayout

        given = _checked(options)
        columns = [name.strip() for name in given.get("columns", "").split(",")]
        layout = TableLayout(
            columns=tuple(columns) if "columns" in given else None,
            flat=_choice(given, "flat", ("false", "true")) == "true",
            source=_choice(given, "source", ("false", "true")) == "true",
        )
        on_error = cast("OnError", _choice(given, "onError", ("raise", "collect")))
        pattern, size = given.get("pattern", PATTERN), _size(given)
        found = partial(batches, _root(given), pattern=pattern, size=size)
        full = attrs.evolve(layout, columns=None, source=True)
        # A schema may name paths of fields only if the option does.
        names = [column.name for column in (*full.found(), *layout.found())]
        return cls(found, layout, attrs.evolve(full, columns=names), on_error)

    def schema(self, layout: "TableLayout | None" = None) -> "StructType":
        """Return a layout as a Spark schema; by default, the layout of the options."""
        from pyspark.sql.pandas.types import from_arrow_schema

        found = (layout or self.layout).schema(self.on_error)
        return from_arrow_schema(found, prefer_timestamp_ntz=False)

    def check(self, schema: "StructType") -> None:
        """Check that the columns of a user's schema exist and have the right types."""
        known = {field.name: field for field in self.schema(self.full_layout)}
        for field in schema:
            if field.name not in known:
                hint = did_you_mean(field.name, known)
                raise ValueError(f"there is no column {field.name!r}{hint}")
            found, expected = _declaration(field), _declaration(known[field.name])
            if found != expected:
                raise ValueError(f"expected the column {expected!r} in the schema, found {found!r}")


def _declaration(field: "StructField") -> str:
    """Return a column as SQL declares it, such as `heat bigint`."""
    return f"{field.name} {field.dataType.simpleString()}" + " not null" * (not field.nullable)


def _checked(options: Mapping[str, str]) -> dict[str, str]:
    """Return the options under their own names, since Spark passes the names in lower case."""
    names = {name.lower(): name for name in _OPTION_NAMES}
    for key in options:
        if key.lower() not in names:
            hint = did_you_mean(key, _OPTION_NAMES)
            listed = f"; expected one of {', '.join(_OPTION_NAMES)}"
            raise ValueError(f"there is no option {key!r}{hint or listed}")
    return {names[key.lower()]: value for key, value in options.items()}


def _root(given: Mapping[str, str]) -> str | list[str]:
    """Return the path or the paths; Spark passes several as a JSON list in `paths`."""
    found: list[str] = json.loads(given.get("paths", "[]"))
    found += [given["path"]] if "path" in given else []
    if not found:
        raise ValueError("expected a path, found none: spark.read.format('newsfeed').load(path)")
    # `batches` collects the error of a missing root only if there are several roots.
    return found if len(found) > 1 else found[0]


def _choice(given: Mapping[str, str], option: str, choices: tuple[str, str]) -> str:
    """Return the value of an option with two choices; the first is the default."""
    value = given.get(option, choices[0])
    if value.lower() not in choices:
        raise ValueError(f"option {option}: expected {choices[0]} or {choices[1]}, found {value!r}")
    return value.lower()


def _size(given: Mapping[str, str]) -> int:
    value = given.get("batchSize", str(BATCH_SIZE))
    with suppress(ValueError):
        if (size := int(value)) > 0:
            return size
    raise ValueError(f"option batchSize: expected a number of files, found {value!r}")
