"""Feed to Arrow and back: the law, and what other libraries make of the columns."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, exact, examples
from tabular import MIXED, fits

from newsfeed import Article, Feed, Image, Provider, SerializeError

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def same(found: Feed, expected: Feed) -> None:
    assert found == expected
    for one, other in zip(found, expected, strict=True):
        assert exact(one) == exact(other)
        assert (one.path, one.source) == (other.path, None)


@given(st.lists(articles(), max_size=4))
@examples(120)
def test_a_feed_comes_back_from_a_table(some: list[Article]) -> None:
    """`Feed.from_arrow(feed.to_arrow()) == feed`, or an error that names the column."""
    feed = Feed(some)
    if all(map(fits, some)):
        same(Feed.from_arrow(feed.to_arrow()), feed)
        same(Feed.from_arrow(feed), feed)
    else:
        with pytest.raises(SerializeError) as caught:
            feed.to_arrow()
        assert caught.value.key in ("quality", "heat", "images", "provider", "related")


@given(st.lists(articles(), min_size=2, max_size=5), st.data())
@examples(60)
def test_any_part_of_a_table_is_that_part_of_the_feed(
    some: list[Article], data: st.DataObject
) -> None:
    """Slices have offsets, in the arrays of items and of records as well."""
    some = list(filter(fits, some))
    table = Feed(some).to_arrow()
    start = data.draw(st.integers(0, len(some)))
    length = data.draw(st.integers(0, len(some)))
    same(Feed.from_arrow(table.slice(start, length)), Feed(some[start : start + length]))
    twice = pa.concat_tables([table.slice(start), table, table.slice(0, length)])
    same(Feed.from_arrow(twice), Feed([*some[start:], *some, *some[:length]]))
    rows = data.draw(st.permutations(range(len(some))))
    same(Feed.from_arrow(table.take(pa.array(rows, pa.int64()))), Feed(some[row] for row in rows))


@pytest.mark.parametrize("count", [0, 1, 2, 999, 1000, 1001, 2500])
def test_any_number_of_articles_comes_back(count: int) -> None:
    feed = Feed(MIXED[number % 3] for number in range(count))
    table = feed.to_arrow()
    assert table.num_rows == count
    table.validate(full=True)
    same(Feed.from_arrow(table), feed)
    same(Feed.from_arrow(table.slice(1)), feed[1:])


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(1883, 11, 18, 12, 3, 58, tzinfo=timezone(timedelta(seconds=-17762))),
        datetime(2026, 3, 14, tzinfo=timezone(timedelta(hours=14))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=-14))),
    ],
    ids=str,
)
def test_any_moment_comes_back_in_utc(moment: datetime) -> None:
    (found,) = Feed.from_arrow(Feed([Article("T", published_date_time=moment)]).to_arrow())
    assert found.published_date_time == moment
    assert found.published_date_time.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "a\x00b", "\x00", "\ufeff", "😀" * 1000, "a\r\n\u2028b"])
def test_any_text_comes_back(text: str) -> None:
    article = Article(text, body=text, topics=[text], images=[Image(text)], category=text)
    same(Feed.from_arrow(Feed([article]).to_arrow()), Feed([article]))


def test_columns_may_be_left_out_and_in_any_order() -> None:
    feed = Feed(MIXED)
    names = ["body", "heat", "title", "topics"]
    found = Feed.from_arrow(feed.to_arrow(columns=names))
    expected = [
        Article(each.title, heat=each.heat, topics=each.topics, body=each.body) for each in feed
    ]
    same(found, Feed(expected))
    same(Feed.from_arrow(feed.to_arrow(columns=["title"])), Feed(Article(e.title) for e in feed))


TEXT = "---\ntitle: 'Tide'  # turns\nheat: 1\ntopics:\n  - Sea\n---\nBody\n"


def test_what_has_no_column_is_no_edit_of_the_source() -> None:
    feed = Feed([Article("Tide", heat=1, topics=["Sea"], body="Body\n", source=TEXT, path="a.md")])  # type: ignore[arg-type]
    assert feed.diff() == ""
    table = feed.to_arrow(columns=["title", "heat", "path"], source=True)
    assert Feed.from_arrow(table).diff() == ""


def test_a_column_that_is_required_may_not_be_left_out() -> None:
    with pytest.raises(ValueError, match="there is no column 'title', which Article requires"):
        Feed.from_arrow(Feed(MIXED).to_arrow(columns=["heat"]))


# What other libraries make of it


def read(name: str, values: Any, type_: Any = None) -> list[Any]:
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, type_)
    columns = {"title": ["T"] * len(array), name: array}
    found = Feed.from_arrow(pa.table(columns))
    return [getattr(article, name) for article in found]


TEXTS = pa.array(["skip", "a", None, "", "é"])
RIGHT = {
    "large_string": TEXTS.cast(pa.large_string()),
    # Older ones crash where a slice of such texts is handed over.
    **({"string_view": TEXTS.cast(pa.string_view())} if pa.__version__ > "20" else {}),
    "dictionary": TEXTS.dictionary_encode(),
    "binary": TEXTS.cast(pa.binary()),
    "chunked": pa.chunked_array([TEXTS.slice(0, 2), TEXTS.slice(2, 0), TEXTS.slice(2)]),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_every_kind_of_text_is_taken(kind: str) -> None:
    assert read("category", RIGHT[kind].slice(1)) == ["a", None, "", "é"]


MOMENTS = [None, NOON, None, NOON + timedelta(microseconds=1)]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "+05:30", None])
@pytest.mark.parametrize("unit", ["us", "ns"])
def test_every_kind_of_timestamp_is_taken(unit: str, zone: str | None) -> None:
    values = MOMENTS if zone else [each and each.replace(tzinfo=None) for each in MOMENTS]
    array = pa.array(values, pa.timestamp(unit, zone)).slice(1)
    assert read("published_date_time", array) == MOMENTS[1:]


def test_kinds_of_numbers_and_lists_are_taken() -> None:
    for kind in (pa.int8(), pa.uint64(), pa.int32(), pa.float64(), pa.decimal128(38)):
        assert read("heat", pa.array([9, 1, None, 3], kind).slice(1)) == [1, None, 3]
    topics = pa.array([["x"], ["a", "b"], None, [], ["c"]])
    kinds = [pa.large_list(pa.large_string()), pa.list_(pa.large_string()), pa.list_(pa.string())]
    for kind in kinds:
        assert read("topics", topics.cast(kind).slice(1)) == [["a", "b"], [], [], ["c"]]
    assert read("topics", [["a"], ["b"]], pa.list_(pa.string(), 1)) == [["a"], ["b"]]


def test_a_null_in_a_list_of_texts_is_named() -> None:
    with pytest.raises(ValueError, match=r"column 'topics\[\]': expected a value, found null"):
        read("topics", pa.array([["c", None], None]))


@pytest.mark.parametrize(
    ("name", "empty"),
    [("heat", None), ("topics", []), ("provider", None), ("extra", {}), ("path", None)],
)
def test_a_column_of_nulls_is_taken(name: str, empty: Any) -> None:
    assert read(name, pa.nulls(2)) == [empty, empty]


def test_nulls_in_records_stay_where_they_are() -> None:
    providers = [None, Provider("a"), None, None, Provider("b", images=[Image("i")]), None]
    feed = Feed(Article("T", provider=each) for each in providers)
    table = feed.to_arrow()
    assert [each.provider for each in Feed.from_arrow(table.slice(2))] == providers[2:]
    assert table.column("provider").null_count == 4
    batch = table.combine_chunks().to_batches()[0]
    names = [pa.string(), pa.string(), pa.null(), pa.string()]
    behind = pa.StructArray.from_arrays(
        [pa.array(["x"] * 6), pa.nulls(6, names[1]), *batch["provider"].flatten()[2:]],
        fields=list(batch["provider"].type),
        mask=pa.array([True] * 6),
    )
    assert read("provider", behind) == [None] * 6


def _refused(name: str, values: Any, type_: Any = None) -> None:
    with pytest.raises(ValueError, match=name):
        read(name, values, type_)


WRONG: dict[str, tuple[str, Any]] = {
    "text": ("heat", ["many"]),
    "fraction": ("heat", [1.5]),
    "no-number": ("heat", [float("nan")]),
    "too-large": ("heat", pa.array([2**64 - 1], pa.uint64())),
    "bytes": ("category", [b"\xff"]),
    "nanoseconds": ("published_date_time", pa.array([1], pa.timestamp("ns", "UTC"))),
    "soon": ("published_date_time", ["soon"]),
    "one-topic": ("topics", ["AI"]),
    "struct": ("extra", [{"a": 1}]),
    "list": ("provider", [[{"name": "P"}]]),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_column_of_another_type_is_named(kind: str) -> None:
    _refused(*WRONG[kind])


# Each of these is taken for something that it is not, and nobody is told.
SILENT: dict[str, tuple[str, Any]] = {
    "number-for-flag": ("published", [2]),
    "flag-for-number": ("heat", [True]),
    "number-for-text": ("category", [1]),
    "instant-for-text": ("category", [NOON]),
    "number-for-instant": ("published_date_time", [1_770_000_000]),
    "out-of-range": ("published_date_time", pa.array([2**62], pa.timestamp("us", "UTC"))),
}


@pytest.mark.parametrize("kind", SILENT)
def test_a_column_of_another_meaning_is_named(kind: str) -> None:
    _refused(*SILENT[kind])


def test_a_date_is_its_first_moment() -> None:
    day = datetime(2026, 3, 14, tzinfo=UTC)
    assert read("published_date_time", [date(2026, 3, 14)]) == [day]


def test_a_null_where_a_value_is_required_is_named() -> None:
    with pytest.raises(ValueError, match="title"):
        Feed.from_arrow(pa.table({"title": ["T", None]}))


IMAGE = Feed().to_arrow().schema.field("images").type.value_type


def test_a_null_inside_where_a_value_is_required_is_named() -> None:
    _refused("images", pa.array([[{"url": None, "width": 1}]], pa.list_(IMAGE)))


def test_the_fields_of_a_record_may_be_in_another_order() -> None:
    fields = list(IMAGE)[::-1]
    array = pa.array([[{"url": "u", "width": 1, "title": "t"}]], pa.list_(pa.struct(fields)))
    assert read("images", array) == [[Image("u", width=1, title="t")]]


def test_an_unknown_field_of_a_record_is_named() -> None:
    _refused("images", [[{"url": "u", "caption": "lost"}]])


def test_two_columns_of_one_name_are_refused() -> None:
    arrays = [pa.array(["a"]), pa.array(["b"])]
    with pytest.raises(ValueError, match=r"."):
        Feed.from_arrow(pa.Table.from_arrays(arrays, ["title", "title"]))


@pytest.mark.parametrize("thing", [None, 3, [1], {"title": ["a"]}, "a.parquet"], ids=str)
def test_what_is_no_table_is_refused(thing: Any) -> None:
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        Feed.from_arrow(thing)
