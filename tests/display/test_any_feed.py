"""How a feed of any model looks in a notebook: a table of its first fields or keys."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import attrs
import pydantic
import pytest
from documents import documents
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import Article, Document, Feed, Provider, parse


@dataclass
class Post:
    title: str
    date: date
    draft: bool = False
    tags: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)
    weight: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    body: str = ""


@attrs.frozen
class Frozen:
    title: str
    date: date
    draft: bool = False
    tags: list[str] = attrs.field(factory=list)


class Page(pydantic.BaseModel):
    title: str
    date: date
    draft: bool = False
    tags: list[str] = []


@attrs.define
class Note:
    title: str
    topics: list[str] = attrs.field(factory=list)


class Seen(HTMLParser):
    """What a browser sees: the rows of the table, and the text around it."""

    def __init__(self, feed: Feed[Any]) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.rest: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        shown = feed._repr_html_()
        assert shown is not None
        self.feed(shown)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        elif tag == "li" and "td" in self.open and self.rows[-1][-1]:
            self.rows[-1][-1] += "|"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "table" in self.open:
            self.rows[-1][-1] += data
        elif "style" not in self.open:
            self.rest.append(data)


@pytest.mark.parametrize("model", [Post, Frozen, Page])
def test_a_feed_of_any_model_is_a_table_of_its_first_fields(model: Any) -> None:
    early = model(title="Tide", date=date(2026, 3, 14))
    late = model(title="Moon", date=date(2026, 3, 15), draft=True, tags=["sea", "a", "b", "c"])
    seen = Seen(Feed([early, late]))
    assert seen.rest == ["2 articles"]
    assert seen.rows == [
        ["title", "date", "draft", "tags"],
        ["Tide", "2026-03-14", "False", ""],
        ["Moon", "2026-03-15", "True", "sea|a|b|1 more"],
    ]


def test_a_feed_of_documents_is_a_table_of_the_first_keys_found() -> None:
    moon = {"time": datetime(2026, 3, 14, 9, tzinfo=UTC), "cover": {"url": "x"}, "none": None}
    feed = Feed([Document({"title": "Tide", "list": [1, 2.5]}), Document({"n": 3, **moon})])
    assert Seen(feed).rows == [
        ["title", "list", "n", "time"],
        ["Tide", "[1, 2.5]", "", ""],
        ["", "", "3", "2026-03-14 09:00:00+00:00"],
    ]


def test_a_mixed_feed_is_a_table_of_the_fields_of_all() -> None:
    post = Post("Tide", date(2026, 3, 14))
    mixed = [Article("News", topics=["Sea"]), post, Document({"title": "Moon", "n": 1})]
    assert Seen(Feed(mixed)).rows == [
        ["title", "topics", "date", "draft", "n"],
        ["News", "Sea", "", "", ""],
        ["Tide", "", "2026-03-14", "False", ""],
        ["Moon", "", "", "", "1"],
    ]


def test_a_field_stays_hidden_while_its_values_are_nested_or_empty() -> None:
    values: list[Any] = [None, [], {}, {"a": 1}, [{"a": 1}], [None], Provider("P"), [Provider("P")]]
    hidden = {f"k{number}": value for number, value in enumerate(values)}
    tagged = parse("---\nt: !r Sys.Date()\n---\n", model=Document)["t"]
    assert Seen(Feed([Document({**hidden, "t": tagged})])).rows == [["t"], [repr(tagged)]]
    both = Seen(Feed([Document(hidden), Document({"k3": 3})]))
    assert both.rows == [["k3"], ["{'a': 1}"], ["3"]]


def test_ten_rows_and_six_columns_are_shown_and_long_values_are_cut() -> None:
    keys = {"key " * 100: "tide " * 1_000, **{f"k{number}": number for number in range(40)}}
    shown = Seen(Feed([Document(keys)] * 2_000))
    assert [len(row) for row in shown.rows] == [6] * 11
    assert max(len(cell) for row in shown.rows for cell in row) <= 160
    assert shown.rest == ["2,000 articles", "1,990 more"]


@each("document", [Document(), Document(body="Text"), Document({"none": None})])
def test_documents_without_values_are_counted(document: Document) -> None:
    assert Seen(Feed([document])).rest == ["1 article"]


def test_topics_are_counted_where_the_model_has_them() -> None:
    feed = Feed([Note("Tide", topics=["Sea"]), Note("Moon", topics=["Sea"])])
    assert Seen(feed).rest == ["2 articles", "Topics", "Sea", " 2"]


def test_hostile_texts_stay_texts() -> None:
    text = "</td></style><script>alert(1)</script><img src=x onerror=alert(1)>"
    seen = Seen(Feed([Document({text: text, "list": [text]}), Post(text, date(2026, 3, 14))]))
    assert seen.rows[0][:2] == [text, "list"]
    assert seen.rows[1][:2] == [text, text]
    assert not seen.tags & {"script", "img", "a"}


@examples(50)
@given(st.lists(documents(), max_size=3))
def test_whatever_documents_contain_their_table_is_harmless(found: list[Document]) -> None:
    seen = Seen(Feed(found))
    assert seen.tags <= {
        *("div", "style", "section", "b", "table", "thead", "tbody", "tr", "th", "td"),
        *("span", "ul", "li"),
    }


@each("field", ["topics", "images", "related"])
def test_a_value_of_a_wrong_type_raises_nothing(field: str) -> None:
    article = Article("Tide")
    setattr(article, field, {"a": 1})
    assert article._repr_html_() is None
    assert Feed([article])._repr_html_() is not None


def test_the_most_frequent_keys_are_shown_first() -> None:
    rare = {f"k{number}": number for number in range(9)}
    feed = Feed([Document(rare), *[Document({"title": "Tide", "n": 3})] * 3])
    assert Seen(feed).rows[0] == ["title", "n", "k0", "k1", "k2", "k3"]


def test_a_feed_with_a_value_that_python_cannot_show_has_no_table() -> None:
    assert Feed([Document({"n": 10**5000})])._repr_html_() is None
