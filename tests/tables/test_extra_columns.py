"""Columns that no field has, and rows of files that could not be read."""

from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from loops import each

from newsfeed import Article, Feed, ParseError, parse, serialize
from newsfeed.errors import Problem

TABLE = pa.table({"title": ["Tide", "Moon"], "mood": ["calm", None], "extra.author": [None, "Ada"]})


def test_a_column_without_a_field_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="there is no column 'mood' in Article") as caught:
        Feed.from_arrow(TABLE)
    assert str(caught.value) == (
        "there is no column 'mood' in Article; extra_columns='ignore' leaves it out, "
        "'extra' keeps it in `extra`"
    )
    with pytest.raises(ValueError, match=r"no column 'titles' in Article; did you mean title\?"):
        Feed.from_arrow(pa.table({"titles": ["Tide"]}))


def test_columns_without_a_field_are_ignored_or_kept() -> None:
    ignored = Feed.from_arrow(TABLE, extra_columns="ignore")
    assert ignored == Feed([Article("Tide"), Article("Moon")])
    kept = Feed.from_arrow(TABLE, extra_columns="extra")
    assert [each.extra for each in kept] == [{"mood": "calm"}, {"author": "Ada"}]


def test_kept_columns_are_added_to_extra() -> None:
    table = TABLE.append_column("extra", pa.array(['{"a": 1, "mood": "old"}', None]))
    found = [each.extra for each in Feed.from_arrow(table, extra_columns="extra")]
    assert found == [{"a": 1, "mood": "calm"}, {"author": "Ada"}]


@each("complete", [True, False])
def test_kept_columns_are_edits_of_the_text(complete: bool) -> None:
    text = "---\nmood: calm  # at noon\ntitle: Tide\na: 1\n---\n"
    names = None if complete else ["title"]
    table = Feed([parse(text)]).to_arrow(columns=names, source=True)
    for mood, changed in (("calm", text), ("rough", text.replace("calm", "rough"))):
        with_mood = table.append_column("mood", pa.array([mood]))
        (back,) = Feed.from_arrow(with_mood, extra_columns="extra")
        assert serialize(back) == changed


def test_a_null_in_a_column_of_a_key_removes_the_key() -> None:
    text = "---\ntitle: Tide\nauthor: Ada\nmood: ~\na: 1\n---\n"
    table = pa.table({"source": [text], "extra.author": pa.nulls(1), "mood": pa.nulls(1)})
    (back,) = Feed.from_arrow(table, extra_columns="extra")
    assert serialize(back) == text.replace("author: Ada\n", "")


@attrs.define
class Note:
    title: str
    error: str | None = None


def test_a_model_without_extra_keeps_no_columns() -> None:
    message = "there is no column 'mood' in Note; extra_columns='ignore' leaves it out"
    with pytest.raises(ValueError, match=f"^{message}$"):
        Feed.from_arrow(TABLE, model=Note, extra_columns="extra")
    assert len(Feed.from_arrow(TABLE, model=Note, extra_columns="ignore")) == 2


def test_another_word_is_an_error() -> None:
    word: Any = "drop"
    message = "expected extra_columns 'raise', 'ignore' or 'extra', found 'drop'"
    with pytest.raises(ValueError, match=f"^{message}$"):
        Feed.from_arrow(TABLE, extra_columns=word)


def test_a_table_without_columns_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected a table with columns, found none"):
        Feed.from_arrow(pa.table({}))


# Rows with an error


def error_of(text: str) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(text, path="a/tide.md")
    return caught.value


BAD = [
    "---\ntitle: Tide\nheat: hot\n---\n",
    "---\nheat: hot\ntitle: [a]\nurl: http://a.example:80:12: x\n---\n",
    "nothing",
    "---\na: [\n",
]


@each("text", BAD)
def test_a_row_with_an_error_is_an_error_of_the_feed(text: str) -> None:
    error = error_of(text)
    table = pa.table(
        {
            "title": ["Moon", None, "Sea"],
            "heat": [1, None, 3],
            "mood": ["calm", None, None],
            "path": ["a/moon.md", "a/tide.md", None],
            "error": [None, str(error), None],
        }
    )
    feed = Feed.from_arrow(table, extra_columns="extra")
    assert feed == Feed([Article("Moon", heat=1, extra={"mood": "calm"}), Article("Sea", heat=3)])
    assert feed[0].path == Path("a/moon.md")
    (found,) = feed.errors
    assert found.path == Path("a/tide.md")
    wanted = [(each.message, each.line, each.column) for each in error.problems]
    assert [(each.message, each.line, each.column) for each in found.problems] == wanted
    lines = [line for line in str(error).splitlines() if not line.startswith("    ")]
    assert str(found) == "\n".join(lines)


def test_any_text_is_an_error() -> None:
    feed = Feed.from_arrow(pa.table({"title": [None], "error": ["no such file"]}))
    assert len(feed) == 0
    (found,) = feed.errors
    assert found.problems == (Problem("NF014", "no such file", 1, 1),)
    assert str(found) == "<text>:1:1: no such file"


def test_an_error_may_be_a_field() -> None:
    table = pa.table({"title": ["a"], "error": ["bad"]})
    notes: list[Any] = list(Feed.from_arrow(table, model=Note))
    assert notes == [Note("a", "bad")]
    with pytest.raises(ValueError, match="column 'error': expected string, found int64"):
        Feed.from_arrow(pa.table({"title": ["a"], "error": [1]}))
