"""Tables of documents: a column for each key, the rest in `extra`, and the way back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from round_trips import DOCUMENTS, comes_back, feed_of, write_files
from strategies import examples, keys, plain_values

from newsfeed import Feed, parse, serialize
from newsfeed.document import Document
from newsfeed.frontmatter import Tagged
from newsfeed.tables import write_parquet
from newsfeed.tables.rows import TableLayout

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def feed(*documents: dict[str, Any]) -> Feed[Any]:
    return Feed(map(Document, documents))


def types(*documents: dict[str, Any]) -> dict[str, str]:
    schema = feed(*documents).to_arrow().schema
    return {field.name: str(field.type) for field in schema}


def test_keys_are_columns_in_the_order_of_their_first_appearance() -> None:
    table = feed({"b": 1, "a": "x"}, {"c": True, "a": "y"}).to_arrow(source=True)
    assert table.column_names == ["b", "a", "c", "extra", "body", "path", "source"]
    assert table["b"].to_pylist() == [1, None]
    assert table["extra"].to_pylist() == [None, None]


@each(
    "values, type_",
    [
        (["a", ""], "string"),
        ([1, -(2**63)], "int64"),
        ([2**63 - 1], "int64"),
        ([1, 0.5], "double"),
        ([True], "bool"),
        ([date(2026, 3, 14)], "date32[day]"),
        ([NOON, NOON.astimezone(timezone(timedelta(hours=2)))], "timestamp[us, tz=UTC]"),
        ([NOON.replace(tzinfo=None)], "timestamp[us]"),
        ([["a"], []], "list<item: string>"),
        ([[]], "list<item: string>"),
        ([[1], [0.5, 2]], "list<item: double>"),
        ([[2**60]], "list<item: int64>"),
    ],
)
def test_values_of_one_kind_have_a_column(values: list[Any], type_: str) -> None:
    documents = [{"key": value} for value in [*values, None]]
    assert types({}, *documents)["key"] == type_
    assert Feed.from_arrow(feed(*documents), model=Document) == feed(*documents)


@each(
    "values",
    [
        [1, "a"],
        [True, 1],
        [2**63],
        [2**53 + 1, 0.5],
        [float("nan")],
        [None],
        [{}],
        [[{}]],
        [[[1]]],
        [[None]],
        [[1, "a"]],
        [[NOON]],
        [["a"], "a"],
        [NOON, NOON.replace(tzinfo=None)],
        [date(2026, 3, 14), NOON],
        [datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))],
        [Tagged("!a", "b")],
    ],
)
def test_other_values_are_in_extra(values: list[Any]) -> None:
    documents = [{"key": value, "title": "T"} for value in values]
    assert list(types(*documents)) == ["title", "extra", "body", "path"]
    back: Any = Feed.from_arrow(feed(*documents), model=Document)
    assert [repr(each["key"]) for each in back] == [repr(value) for value in values]


@each("name", ["extra", "Body", "path", "source", "ERROR", "", "__index_level_0__", "a\0"])
def test_keys_with_the_name_of_another_column_are_in_extra(name: str) -> None:
    documents = feed({name: "a", "Key": 1, "key": 2})
    table = documents.to_arrow()
    assert table.column_names == ["Key", "extra", "body", "path"]
    assert Feed.from_arrow(table, model=Document) == documents


def test_a_null_in_a_file_is_none_and_a_missing_key_is_missing() -> None:
    documents = feed({"a": 1}, {"a": None}, {})
    table = documents.to_arrow()
    assert table["extra"].to_pylist() == [None, '{"a": null}', None]
    assert [each.extra for each in Feed.from_arrow(table, model=Document)] == [
        {"a": 1},
        {"a": None},
        {},
    ]


def test_columns_can_be_chosen_and_extra_has_the_others() -> None:
    documents = feed({"title": "T", "a": 1, "any": 2, "path": "p"}, {"any": "x"})
    table = documents.to_arrow(columns=["title", "any", "extra"])
    assert table.to_pylist() == [
        {"title": "T", "any": "2", "extra": '{"a": 1, "any": 2, "path": "p"}'},
        {"title": None, "any": '"x"', "extra": '{"any": "x"}'},
    ]
    assert documents.to_arrow(columns=["extra.path"])["extra.path"].to_pylist() == ["p", None]


def test_parts_of_a_key_are_columns() -> None:
    documents = feed({"author": {"name": "Ada", "born": 1815}, "a.b": 1, "my key": "v"}, {"a": {}})
    names = ["author.name", "author.born", "a.b", "my key", "author"]
    assert documents.to_arrow(columns=names).to_pylist() == [
        {
            "author.name": "Ada",
            "author.born": 1815,
            "a.b": 1,
            "my key": "v",
            "author": '{"name": "Ada", "born": 1815}',
        },
        dict.fromkeys(names),
    ]


@each(
    "name, message",
    [
        ("titles", "there is no column 'titles': no article has a value there; did you mean title"),
        ("author.name", "there is no column 'author.name': no article has a value there$"),
        ("a b", "there is no column 'a b': no article has a value there"),
    ],
)
def test_a_key_that_no_document_has_is_an_error(name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        feed({"title": "T"}).to_arrow(columns=["title", name])


def test_a_layout_without_documents_has_any_key() -> None:
    layout = TableLayout(Document, columns=["a b", "author.name", "extra"])
    assert layout.schema() == pa.schema([(name, pa.string()) for name in layout.columns or ()])
    assert TableLayout(Document).schema().names == ["extra", "body", "path"]


# With the original text


def edited(change: dict[str, Any], text: str = DOCUMENTS[0]) -> str:
    """Change columns of the table of a document, and return its text."""
    table = Feed([parse(text, model=Document)]).to_arrow(source=True)
    for name, value in change.items():
        type_ = table.schema.field(name).type if name in table.column_names else None
        column = pa.array([value], type_ if value is None else None)
        index = table.schema.get_field_index(name)
        table = (
            table.append_column(name, column)
            if index < 0
            else table.set_column(index, name, column)
        )
    (back,) = Feed.from_arrow(table, model=Document)
    return serialize(back)


@each(
    "change, old, new",
    [
        ({}, "", ""),
        ({"title": "Ebb"}, "title: Tide  #", "title: Ebb  #"),
        ({"my key": None}, "my key: v\n", ""),
        ({"count": True}, "count: 1\n", "count: true\n"),
        ({"mood": "calm"}, "made: !include tide.yml\n", "made: !include tide.yml\nmood: calm\n"),
        ({"body": "New\n"}, "Text\r\n", "New\n"),
    ],
)
def test_a_change_in_the_table_is_one_in_the_text(
    change: dict[str, Any], old: str, new: str
) -> None:
    assert edited(change) == DOCUMENTS[0].replace(old, new, 1)


def test_what_has_no_column_is_kept_from_the_text() -> None:
    documents = feed_of("Document")
    table = documents.to_arrow(columns=["flag", "title", "author.name"], source=True)
    back: Any = Feed.from_arrow(table.drop_columns(["author.name"]), model=Document)
    assert list(map(serialize, back)) == DOCUMENTS
    table = table.set_column(1, "title", pa.array([None, "Sun", None, None, None], pa.string()))
    back = Feed.from_arrow(table.select(["title", "source"]), model=Document)
    assert "title" not in back[0]
    assert list(back[1].items())[2] == ("title", "Sun")


def test_rows_without_a_text_may_be_among_others() -> None:
    table = feed_of("Document").to_arrow(source=True)
    sources = [DOCUMENTS[0], None, *DOCUMENTS[2:]]
    table = table.set_column(table.num_columns - 1, "source", pa.array(sources))
    back = Feed.from_arrow(table, model=Document)
    comes_back(back, "Document")
    assert [each.source for each in back] == sources


# Any table is a feed of documents


def test_every_column_is_a_key() -> None:
    table = pa.table(
        {
            "text": pa.array(["a", None], pa.large_string()),
            "kind": pa.array(["b", "b"]).dictionary_encode(),
            "small": pa.array([1, None], pa.int8()),
            "sum": pa.array([1, 2], pa.decimal128(38)),
            "price": pa.array([0.5, None]).cast(pa.decimal128(5, 2)),
            "nano": pa.array([NOON, None], pa.timestamp("ns", "Europe/Berlin")),
            "local": pa.array([None, NOON.replace(tzinfo=None)], pa.timestamp("s")),
            "place": [{"name": "Quay", "seen": [NOON], "gone": None}, None],
            "none": pa.nulls(2),
        }
    )
    assert [each.extra for each in Feed.from_arrow(table, model=Document)] == [
        {
            **{"text": "a", "kind": "b", "small": 1, "sum": 1, "price": 0.5, "nano": NOON},
            "place": {"name": "Quay", "seen": [NOON]},
        },
        {"kind": "b", "sum": 2, "local": datetime(2026, 3, 14, 12)},
    ]


@each("values", [[b"a"], [timedelta(1)], [[b"a"]], [{"a": timedelta(1)}]])
def test_a_column_of_values_that_front_matter_has_not_is_an_error(values: list[Any]) -> None:
    with pytest.raises(ValueError, match="column 'key': front matter has no "):
        Feed.from_arrow(pa.table({"key": values}), model=Document)


# Parquet


@each("workers", [1, 2])
def test_parquet_has_a_column_for_each_key(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "news"
    write_files("Document", folder)
    (folder / "bad.md").write_text("---\na: [\n---\n")
    path = tmp_path / "news.parquet"
    roots = (root for root in [folder])
    written = write_parquet(roots, path, model=Document, source=True, workers=workers, batch_size=1)
    assert (written.articles, written.errors) == (5, 1)
    documents = Feed.read(folder, model=Document, on_error="collect")
    assert pq.read_table(path) == documents.to_arrow(source=True)
    write_parquet(folder, path, model=Document, columns=["author.name"], workers=workers)
    assert pq.read_table(path).schema.field("author.name").type == pa.string()
    with pytest.raises(ValueError, match=r"there is no column 'author\.names'"):
        write_parquet(folder, path, model=Document, columns=["author.names"], workers=workers)


def test_parquet_of_files_that_are_all_bad_has_no_keys(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\na: [\n---\n")
    write_parquet(tmp_path, tmp_path / "a.parquet", model=Document, columns=["b"], workers=1)
    assert pq.read_table(tmp_path / "a.parquet").column_names == ["b"]


FRAMES: dict[str, Callable[[Feed[Any]], Any]] = {
    "arrow": lambda documents: documents.to_arrow(),
    "polars": lambda documents: documents.to_polars(),
    "pandas": lambda documents: documents.to_pandas(),
    "numpy": lambda documents: documents.to_pandas(dtypes="numpy"),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_any_documents_come_back(frame: str) -> None:
    @given(st.lists(st.dictionaries(st.sampled_from("abc") | keys(), plain_values(), max_size=5)))
    @examples(60)
    def law(some: list[dict[str, Any]]) -> None:
        documents = feed(*some)
        assert Feed.from_arrow(FRAMES[frame](documents), model=Document) == documents

    law()
