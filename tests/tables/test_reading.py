"""Tables of other libraries as feeds: which types of columns are taken, and which are refused."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from newsfeed import Article, ConflictError, Feed, Image, Provider

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


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


def test_a_row_without_text_needs_all_columns() -> None:
    table = pa.table({"title": ["a", "b"], "source": ["---\ntitle: a\nheat: 3\n---\n", None]})
    with pytest.raises(ValueError, match="column 'source': expected a text"):
        Feed.from_arrow(table)
    assert Feed.from_arrow(table.slice(0, 1))[0].heat == 3


def test_an_article_of_a_table_without_sources_is_told_how_it_is_written_back(
    tmp_path: Path,
) -> None:
    (tmp_path / "tide.md").write_text("---\ntitle: Tide\n---\n", encoding="utf-8")
    feed = Feed.read(tmp_path)
    without, complete = (Feed.from_arrow(feed.to_arrow(source=each)) for each in (False, True))
    for each in without, complete:
        each[0].heat = 3
    with pytest.raises(ConflictError, match="its column source, made with source=True;"):
        without.write()
    assert complete.write() == [tmp_path / "tide.md"]
