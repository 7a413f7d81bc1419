"""Articles in data frames of Spark: in two threads of a session."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from many_files import COUNT, spoil, write_few
from paths import ROOT
from pyspark.errors import AnalysisException, PythonException
from pyspark.sql import DataFrame, SparkSession
from round_trips import (
    KINDS,
    comes_back,
    comes_back_to_the_byte,
    feed_of,
    same_values,
    texts_of,
    write_files,
)

import newsfeed
import newsfeed.spark
from newsfeed import Article, serialize, write
from newsfeed.feed import Feed

pytestmark = [
    # PySpark 4.3 with pandas 3, of which none of this makes use.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    # PySpark 4.0 leaves it to the garbage collector to close what the rows came through.
    pytest.mark.filterwarnings("ignore:unclosed <socket[.]socket:ResourceWarning"),
]

PAGE = ROOT / "docs" / "dask-and-spark.md"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        assert "CI" not in os.environ, "Java is missing"
        pytest.skip("Spark needs Java, which is not here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.Builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "America/Los_Angeles")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("OFF")
        newsfeed.spark.register(session)
        yield session
        session.stop()


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return write_few(tmp_path)


def load(spark: SparkSession, root: Path | list[str], **options: Any) -> DataFrame:
    paths = str(root) if isinstance(root, Path) else root
    return spark.read.format("newsfeed").options(**options).load(paths)


def in_arrow(frame: DataFrame, schema: pa.Schema) -> pa.Table:
    """Collect; the session's time zone and what Spark calls the items of a list are no values."""
    return frame.toArrow().cast(schema)


@pytest.mark.parametrize("flat", [False, True], ids=["nested", "flat"])
def test_every_value_of_a_session_is_that_of_a_feed(
    spark: SparkSession, many: Path, feed: Feed, flat: bool
) -> None:
    frame = load(spark, many, flat=flat, source=True, batchSize=300)
    expected = feed.to_arrow(flat=flat, source=True)
    assert frame.columns == expected.column_names
    assert in_arrow(frame, expected.schema).equals(expected)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Los_Angeles", "UTC"])
def test_an_instant_is_the_same_in_any_time_zone(
    spark: SparkSession, many: Path, feed: Feed, zone: str
) -> None:
    spark.conf.set("spark.sql.session.timeZone", zone)
    frame = load(spark, many, columns="published_date_time")
    expected = feed.to_arrow(columns=["published_date_time"])
    assert frame.schema.simpleString() == "struct<published_date_time:timestamp>"
    assert in_arrow(frame, expected.schema).equals(expected)
    micros = frame.selectExpr("unix_micros(published_date_time) AS micros").toArrow()["micros"]
    assert micros.equals(expected["published_date_time"].cast(pa.int64()))


def test_a_session_counts_as_a_feed_does(spark: SparkSession, many: Path, feed: Feed) -> None:
    frame = load(spark, many)
    assert frame.count() == COUNT
    counted = frame.selectExpr("explode(topics) as topic").groupBy("topic").count().collect()
    every = [topic for article in feed for topic in article.topics]
    assert {row["topic"]: row["count"] for row in counted} == {
        topic: every.count(topic) for topic in every
    }


def test_parquet_from_a_session_is_read_back_to_equal_articles(
    spark: SparkSession, many: Path, feed: Feed, tmp_path: Path
) -> None:
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    load(spark, many, source=True, batchSize=150).write.parquet(f"{tmp_path}/news")
    back = Feed.from_parquet(tmp_path / "news")
    assert back == feed
    assert [article.source for article in back] == [article.source for article in feed]


@pytest.fixture
def in_micros(spark: SparkSession) -> SparkSession:
    """Write timestamps to Parquet as such, and not in the 96 bits of old."""
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    return spark


@pytest.mark.parametrize("source", [False, True], ids=["values", "source"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_comes_back_through_parquet_that_a_session_reads_and_writes(
    in_micros: SparkSession, kind: str, source: bool, tmp_path: Path
) -> None:
    feed_of(kind).to_parquet(tmp_path / "a.parquet", source=source)
    frame = in_micros.read.parquet(f"{tmp_path}/a.parquet")
    check = comes_back_to_the_byte if source else comes_back
    check(Feed.from_arrow(frame.toArrow(), model=KINDS[kind][0]), kind)
    frame.write.parquet(f"{tmp_path}/b")
    check(Feed.from_parquet(tmp_path / "b", model=KINDS[kind][0]), kind)


def test_files_that_a_session_reads_come_back_to_the_byte(
    in_micros: SparkSession, tmp_path: Path
) -> None:
    folder = write_files("Article", tmp_path / "news")
    frame = load(in_micros, folder, source=True)
    same_values(Feed.from_arrow(frame.drop("source").toArrow()), "Article")
    assert list(map(serialize, Feed.from_arrow(frame.toArrow()))) == texts_of("Article")


def test_partitions_of_a_session_come_back(spark: SparkSession, tmp_path: Path) -> None:
    categories = ["Sea & Süd/50%", "007", None, "x=y z"]
    feed = Feed(Article(f"T{n}", category=each) for n, each in enumerate(categories))
    for number, article in enumerate(feed):
        write(article, tmp_path / f"{number}.md")
    load(spark, tmp_path).write.partitionBy("category").parquet(f"{tmp_path}/news")
    back = Feed.from_parquet(tmp_path / "news")
    assert back.sorted("title") == feed


def test_columns_may_be_paths(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\nauthor: Ada\nprovider: {name: P}\n---\n")
    frame = load(spark, tmp_path, columns="title, extra.author, provider.name")
    assert [tuple(row) for row in frame.collect()] == [("T", '"Ada"', "P")]


def test_collected_errors_are_errors_of_the_feed(spark: SparkSession, few: Path) -> None:
    path = spoil(few)
    feed = Feed.from_arrow(load(spark, few, onError="collect").toArrow())
    assert feed == Feed.read(few, on_error="collect")
    (error,) = feed.errors
    assert (error.path, error.problems[0].line) == (path, 3)
    assert str(error) == f"{path}:3:7: heat: expected an integer, found 'hot'"


def test_several_paths_and_a_pattern_can_be_given(spark: SparkSession, few: Path) -> None:
    frame = load(spark, [f"{few}/4.md", str(few)], pattern="[01].md")
    assert [row.heat for row in frame.collect()] == [4, 0, 1]


def test_a_glob_and_an_archive_can_be_read(spark: SparkSession, few: Path) -> None:
    archive = shutil.make_archive(str(few / "news"), "zip", few, ".")
    expected = Feed.read(archive).to_arrow()
    frame = load(spark, Path(archive), batchSize=2)
    assert in_arrow(frame, expected.schema).equals(expected)
    assert load(spark, few / "[0-2].md").count() == 3


def test_a_view_in_sql_can_be_made(spark: SparkSession, few: Path) -> None:
    options = f"path '{few}', columns 'title, heat'"
    spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW news USING newsfeed OPTIONS ({options})")
    assert [tuple(row) for row in spark.sql("SELECT * FROM news WHERE heat > 3").collect()] == [
        ("Tide 4", 4)
    ]


def test_the_code_for_spark_on_the_page_runs(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    blocks = re.findall(r"^```py\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
    assert len(blocks) == 3
    # The session here is the one that the page would start.
    assert names["spark"] is spark


def test_a_schema_chooses_columns(spark: SparkSession, few: Path) -> None:
    spoil(few)
    with_schema = spark.read.format("newsfeed").schema("title string, heat bigint")
    assert [tuple(row) for row in with_schema.load(f"{few}/4.md").collect()] == [("Tide 4", 4)]
    with_schema = spark.read.format("newsfeed").schema("error string, path string, source string")
    collected = with_schema.option("onError", "collect").load(str(few)).collect()
    assert [row.path for row in collected] == [f"{few}/{heat}.md" for heat in range(5)]
    assert [row.error is None for row in collected] == [True, True, True, False, True]
    assert [row.source is None for row in collected] == [False, False, False, True, False]


def test_the_schema_of_a_frame_can_be_given_again(spark: SparkSession, many: Path) -> None:
    schema = load(spark, many).schema
    again = spark.read.format("newsfeed").schema(schema).load(f"{many}/2020")
    assert again.schema == schema
    assert again.count() == COUNT / 5


def test_a_bad_file_is_raised(spark: SparkSession, few: Path) -> None:
    path = spoil(few)
    with pytest.raises(PythonException, match=re.escape(f"{path}:3:7: heat: expected an integer")):
        load(spark, few, columns="title").collect()


def test_bad_files_are_collected(spark: SparkSession, few: Path) -> None:
    path = spoil(few)
    frame = load(spark, few, onError="collect", batchSize=2)
    assert frame.columns[-2:] == ["path", "error"]
    (bad,) = frame.where("error is not null").collect()
    assert bad.path == str(path)
    assert bad.error.startswith(f"{path}:3:7: heat: expected an integer, found 'hot'")
    assert bad.title is None
    assert [row.heat for row in frame.where("error is null").collect()] == [0, 1, 2, 4]


def test_a_bad_option_is_refused_by_a_session(spark: SparkSession, few: Path) -> None:
    with pytest.raises(AnalysisException, match="there is no option 'column'; did you mean col"):
        load(spark, few, column="title")
    with pytest.raises(AnalysisException, match="there is no column 'ttile'; did you mean title"):
        load(spark, few, columns="ttile")
