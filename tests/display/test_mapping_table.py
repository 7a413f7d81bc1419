"""How a `Document` looks in a notebook: a table of its keys, in which everything stays text."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from documents import documents
from hypothesis import given
from loops import each
from strategies import examples

from newsfeed import Document, parse

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</td></tr></table><!--",
    "\" onmouseover='alert(1)' x=`",
    "&lt;b&gt; &amp; &#0;",
    "javascript:alert(1)",
]
TAGS = {"div", "style", "section", "table", "tbody", "tr", "th", "td", "span"}
ATTRIBUTES = {"class", "dir", "scope"}


class Seen(HTMLParser):
    """What a browser sees: elements, their attributes, and the texts of cells."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.rest = ""
        self.open: list[str] = []
        self.feed(document._repr_html_() or "")
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)
        if tag in ("th", "td"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            self.cells[-1] += data
        elif "style" not in self.open:
            self.rest += data


def test_each_key_is_a_row_with_its_value() -> None:
    note = parse(
        "---\ntitle: Tide\ntags: [sea, 3]\nday: 2026-03-14\nnote:\n---\nBody\n", model=Document
    )
    seen = Seen(note)
    assert seen.cells == [
        *("title", "Tide", "tags", "['sea', 3]", "day", "2026-03-14", "note", "None"),
    ]
    assert seen.tags.count("tr") == 4
    assert seen.rest == ""


def test_a_document_without_keys_has_an_empty_table() -> None:
    assert Seen(Document(body="Body")).cells == []


@each("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    seen = Seen(Document({text: text, "list": [text], "mapping": {text: text}}))
    assert seen.cells[:3] == [text, text, "list"]
    assert set(seen.tags) <= TAGS
    assert seen.attributes <= ATTRIBUTES


@examples(100)
@given(documents())
def test_whatever_a_document_contains_its_table_is_harmless(document: Document) -> None:
    seen = Seen(document)
    assert set(seen.tags) <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert seen.tags.count("style") == 1
    assert len(seen.cells) == 2 * len(document)


def test_long_values_and_keys_are_cut() -> None:
    seen = Seen(Document({"key " * 1_000: "tide " * 10_000, "tags": ["sea"] * 10_000}))
    assert max(map(len, seen.cells)) < 400
    assert seen.cells[0].startswith("key key ")
    assert seen.cells[3].startswith("['sea', 'sea'")


def test_the_first_keys_are_shown_and_the_rest_is_counted() -> None:
    note = Document({f"key {n}": "tide " * 1_000 for n in range(1_040)})
    seen = Seen(note)
    assert seen.cells[::2] == [f"key {n}" for n in range(30)]
    assert seen.rest == "1,010 more"
    assert len(note._repr_html_() or "") < 25_000


def test_a_lone_surrogate_can_be_sent_to_a_browser() -> None:
    shown = Document({"title": "Tide \ud800", "\udc00": 1})._repr_html_() or ""
    assert b"Tide &#55296;" in shown.encode()


VALUES: list[Any] = [
    *(3, 3.5, True, None, float("nan"), [], {}, [date(2026, 3, 14)]),
    *({"a": {"b": [1]}}, object(), (1, 2), {1, 2}, b"a"),
]


@each("value", VALUES)
def test_a_value_that_is_no_text_is_shown_as_in_python(value: Any) -> None:
    assert Seen(Document({"key": value})).cells == ["key", repr(value)]


@each("value", [datetime(2026, 3, 14), datetime.now(UTC), date(2026, 3, 14)])
def test_a_time_is_shown_as_people_write_it(value: date) -> None:
    assert Seen(Document({"key": value})).cells == ["key", str(value)]


@pytest.mark.parametrize("value", [10**5_000, [10**5_000]], ids=["number", "list"])
def test_a_number_with_too_many_digits_to_show_is_no_error(value: Any) -> None:
    shown = Document({"key": value})._repr_html_()
    assert shown is None or "key" in shown
