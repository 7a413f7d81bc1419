"""Many articles past one machine, with Spark 4: `spark.read.format("newsfeed").load(path)`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

import attrs

from ._util.extras import needed
from ._util.messages import did_you_mean
from .scanning import BATCH_SIZE, PATTERN, Batch, OnError, batches

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession
    from pyspark.sql.datasource import DataSource
    from pyspark.sql.types import StructField, StructType

    from .tables.rows import TableLayout

__all__ = ["register"]

_TRUTH = ("false", "true")
_OPTION_NAMES = ("path", "paths", "pattern", "columns", "flat", "source", "onError", "batchSize")
_SPARK_NAME = "newsfeed.spark.register"


def register(spark: "SparkSession") -> None:
    r"""Let a session of Spark read articles: `spark.read.format("newsfeed").load(path)`.

    Each batch of files is a partition; the rows are in the order of the paths, and the columns are
    those of `Feed.to_arrow`. The path, or a list of paths, is what `newsfeed.scanning.scan` takes:
    a file, a folder, a glob, an archive or a URL; the workers must find the files there too. A
    schema given to Spark chooses columns as the option does.

    ===========  ======================================================  =========
    option       meaning                                                 default
    ===========  ======================================================  =========
    `pattern`    which files are meant in a folder or an archive         `**/*.md`
    `columns`    the names of the columns wanted, by commas              all
    `flat`       whether records have a column for each of their fields  `false`
    `source`     whether the text of each file has a column too          `false`
    `onError`    `raise`, or `collect`: a row with `path` and `error`    `raise`
    `batchSize`  how many files a partition has at most                  `2000`
    ===========  ======================================================  =========

    Args:
        spark: The session.

    Raises:
        ImportError: If Spark 4 or pyarrow is not installed.
    """
    for module in "pyarrow", "pyspark.sql.datasource":
        needed(module, "spark", _SPARK_NAME)
    spark.dataSource.register(_data_source())


def _data_source() -> "type[DataSource]":
    """Make the class that Spark reads with; made here, since its base needs Spark."""
    from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

    class Reader(DataSourceReader):
        def __init__(self, reading: _Reading, names: list[str]) -> None:
            self.reading = reading
            self.names = names

        def partitions(self) -> list[InputPartition]:
            return [InputPartition(batch) for batch in self.reading.batches()]

        def read(self, partition: InputPartition) -> "Iterator[pyarrow.RecordBatch]":
            return self.reading.rows(partition.value, self.names)

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
    """What the options say.

    Args:
        roots: The paths.
        pattern: Which files are meant in a folder or an archive.
        layout: What the table looks like unless Spark is given a schema.
        on_error: Whether errors are raised or collected.
        batch_size: How many files a partition has at most.
    """

    roots: list[str]
    pattern: str
    layout: "TableLayout"
    on_error: OnError
    batch_size: int

    @classmethod
    def of(cls, options: Mapping[str, str]) -> "_Reading":
        """Read the options.

        Raises:
            ValueError: If there is no such option or no such value, or no path.
        """
        from .tables.rows import TableLayout

        given = _checked(options)
        columns = [name.strip() for name in given.get("columns", "").split(",")]
        layout = TableLayout(
            columns=tuple(columns) if "columns" in given else None,
            flat=_word(given, "flat", _TRUTH) == "true",
            source=_word(given, "source", _TRUTH) == "true",
        )
        on_error = cast("OnError", _word(given, "onError", ("raise", "collect")))
        return cls(_roots(given), given.get("pattern", PATTERN), layout, on_error, _size(given))

    def schema(self) -> "StructType":
        """Return the schema, in the types of Spark."""
        return _in_spark(self.layout, self.on_error)

    def check(self, schema: "StructType") -> None:
        """Check a schema given by the user, which may have any of the columns.

        Raises:
            ValueError: If there is no such column, or it is of another type.
        """
        every = attrs.evolve(self.layout, columns=None, source=True)
        known = {field.name: field for field in _in_spark(every, self.on_error)}
        for field in schema:
            if field.name not in known:
                raise ValueError(
                    f"there is no column {field.name!r}{did_you_mean(field.name, known)}"
                )
            found, expected = _declared(field), _declared(known[field.name])
            if found != expected:
                raise ValueError(f"expected the column {expected!r} in the schema, found {found!r}")

    def batches(self) -> Iterator[Batch]:
        """Find the files."""
        root = self.roots if len(self.roots) > 1 else self.roots[0]
        return batches(root, pattern=self.pattern, size=self.batch_size)

    def rows(self, batch: Batch, names: Sequence[str]) -> "Iterator[pyarrow.RecordBatch]":
        """Read some columns of a batch; none but these are made."""
        from .tables.rows import read_columns

        every = attrs.evolve(self.layout, columns=None, source=True)
        yield from read_columns(batch, every, names, self.on_error).to_batches()


def _in_spark(layout: "TableLayout", on_error: OnError) -> "StructType":
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(layout.schema(on_error), prefer_timestamp_ntz=False)


def _declared(field: "StructField") -> str:
    """Write a column as a schema declares it."""
    nothing = "" if field.nullable else " not null"
    return f"{field.name} {field.dataType.simpleString()}{nothing}"


def _checked(options: Mapping[str, str]) -> dict[str, str]:
    """Give the options their names again; Spark hands them over in lower case."""
    names = {name.lower(): name for name in _OPTION_NAMES}
    for key in options:
        if key.lower() not in names:
            near = (
                did_you_mean(key, _OPTION_NAMES) or f"; expected one of {', '.join(_OPTION_NAMES)}"
            )
            raise ValueError(f"there is no option {key!r}{near}")
    return {names[key.lower()]: value for key, value in options.items()}


def _roots(given: Mapping[str, str]) -> list[str]:
    """List the paths; Spark hands several over in JSON."""
    found: list[str] = json.loads(given.get("paths", "[]"))
    found += [given["path"]] if "path" in given else []
    if not found:
        raise ValueError("expected a path, found none: spark.read.format('newsfeed').load(path)")
    return found


def _word(given: Mapping[str, str], option: str, words: tuple[str, str]) -> str:
    """Return the value of an option that has two; the first by default."""
    value = given.get(option, words[0])
    if value.lower() not in words:
        raise ValueError(f"option {option}: expected {words[0]} or {words[1]}, found {value!r}")
    return value.lower()


def _size(given: Mapping[str, str]) -> int:
    value = given.get("batchSize", str(BATCH_SIZE))
    try:
        size = int(value)
    except ValueError:
        size = 0
    if size < 1:
        raise ValueError(f"option batchSize: expected a number of files, found {value!r}")
    return size
