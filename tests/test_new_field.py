"""A field of the articles is one line: a subclass has some more, and every part knows them."""

import csv
import io
import json
import runpy
from datetime import UTC, datetime
from typing import Annotated, Any

import attrs
import pyarrow as pa
import pytest
from attrs import field
from jsonschema import Draft202012Validator
from loops import each
from paths import ROOT
from strategies import _values_of, exact, key_of

from newsfeed import Article, Document, Feed, Image, Provider, RelatedItem, parse, serialize
from newsfeed.checks import check
from newsfeed.cli.formats import JSON, as_text, csv_form
from newsfeed.export import json_schema
from newsfeed.frontmatter import SECTION
from newsfeed.frontmatter.assignment import Assignment
from newsfeed.frontmatter.assignment.edit import Edit
from newsfeed.frontmatter.path import FieldPath
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of
from newsfeed.models import Quoted
from newsfeed.tables.columns import columns_of

FIELDS_OF = runpy.run_path(str(ROOT / "docs" / "generate.py"))["fields"]


@attrs.define
class Prize:
    """An honour.

    Args:
        name: What it is called.
        year: When it was given.
    """

    name: str
    year: int | None = field(default=None, kw_only=True)


@attrs.define(repr=False)
class Longer(Article):
    """An article of which more is known.

    Args:
        byline: Who wrote it.
        reading_minutes: How long it is.
        updated_date_time: When it changed.
        places: Where.
        prize: What it won.
        correction: What was wrong.
    """

    byline: Quoted | None = field(default=None, kw_only=True)
    reading_minutes: int | None = field(default=None, kw_only=True)
    updated_date_time: datetime | None = field(default=None, kw_only=True)
    places: list[str] = field(factory=list, kw_only=True)
    prize: Prize | None = field(default=None, kw_only=True)
    correction: Annotated[Quoted | None, SECTION] = field(default=None, kw_only=True)


SCHEMA = schema_of(Longer)


@attrs.frozen
class Case:
    """A field that was added.

    Args:
        value: A value of it.
        text: How the canonical form has that.
        other: Another value.
        change: What of the text changes with it, and what it becomes.
        column: Its type in a table.
        types: What the JSON Schema says of its values.
        shown: What the page of fields says of it.
    """

    value: Any
    text: str
    other: Any
    change: tuple[str, str]
    column: pa.DataType
    types: dict[str, Any]
    shown: str


CASES = {
    "byline": Case(
        'Mira "Reed" Carpe',
        'byline: "Mira \\"Reed\\" Carpe"\n',
        "Ida Fenn",
        ('"Mira \\"Reed\\" Carpe"', '"Ida Fenn"'),
        pa.string(),
        {"description": "Who wrote it.", "type": ["string", "null"]},
        "text | double quoted | Who wrote it.",
    ),
    "reading_minutes": Case(
        4,
        "readingMinutes: 4\n",
        12,
        ("4", "12"),
        pa.int64(),
        {"description": "How long it is.", "type": ["integer", "null"]},
        "integer | plain | How long it is.",
    ),
    "updated_date_time": Case(
        datetime(2026, 3, 14, 9, 30, tzinfo=UTC),
        "updatedDateTime: 2026-03-14T09:30:00Z\n",
        datetime(2026, 3, 14, 9, 45, tzinfo=UTC),
        ("09:30", "09:45"),
        pa.timestamp("us", "UTC"),
        {**json_schema()["properties"]["publishedDateTime"], "description": "When it changed."},
        "timestamp | plain | When it changed.",
    ),
    "places": Case(
        ["Pellam", "10:00"],
        'places:\n  - Pellam\n  - "10:00"\n',
        ["Pellam", "Harbour", "10:00"],
        ("  - Pellam\n", "  - Pellam\n  - Harbour\n"),
        pa.list_(pa.string()),
        {"description": "Where.", "type": ["array", "null"], "items": {"type": "string"}},
        "list of text | plain | Where.",
    ),
    "prize": Case(
        Prize("Golden Gull", year=2025),
        "prize:\n  name: Golden Gull\n  year: 2025\n",
        Prize("Golden Gull", year=2026),
        ("2025", "2026"),
        pa.struct([("name", pa.string()), ("year", pa.int64())]),
        {"description": "What it won.", "anyOf": [{"$ref": "#/$defs/Prize"}, {"type": "null"}]},
        "[`Prize`](#prize) |  | What it won.",
    ),
    "correction": Case(
        "It was the ebb.",
        '\ncorrection: "It was the ebb."\n',
        "It was the flood.",
        ("ebb", "flood"),
        pa.string(),
        {"description": "What was wrong.", "type": ["string", "null"]},
        "text | double quoted, section | What was wrong.",
    ),
}
KEYS = [key_of(name) for name in CASES]
each_field = each("name", CASES)
each_way = each("note", ["", "  # rising"])  # for the canonical reader, and the YAML reader

BEFORE = '---\ntitle: "Tide"\nheat: 3\n\ntopics:\n  - Sea\n'
AFTER = "---\n\nText.\n"


def article(*names: str) -> Longer:
    """An article that has these of the new fields."""
    values = {name: CASES[name].value for name in names}
    return Longer("Tide", heat=3, topics=["Sea"], body="\nText.\n", **values)


def text_of(*names: str) -> str:
    """Its canonical text."""
    return BEFORE + "".join(CASES[name].text for name in names) + AFTER


ALL = article(*CASES)


# --- Texts ----------------------------------------------------------------------------------------


@each_field
def test_the_general_reader_reads_a_new_field(name: str) -> None:
    assert exact(read_yaml(text_of(name), SCHEMA).model) == exact(article(name))


@each_field
@each("newline", ["\n", "\r\n"])
def test_the_canonical_reader_reads_a_new_field(name: str, newline: str) -> None:
    text = text_of(name).replace("\n", newline)
    recognized = read_canonical(text, SCHEMA)
    assert recognized is not None
    assert exact(recognized) == exact(read_yaml(text, SCHEMA).model)


@each_field
def test_the_writer_writes_a_new_field(name: str) -> None:
    assert serialize(article(name)) == text_of(name)


def test_new_fields_have_their_places_in_canonical_order() -> None:
    assert serialize(ALL) == text_of(*CASES)
    assert exact(read_canonical(text_of(*CASES), SCHEMA)) == exact(ALL)


@each_field
@each_way
def test_an_edit_of_a_new_field_changes_nothing_else(name: str, note: str) -> None:
    text = text_of(*CASES).replace("heat: 3", f"heat: 3{note}")
    assert (read_canonical(text, SCHEMA) is None) == bool(note)
    read = parse(text, model=Longer)
    setattr(read, name, CASES[name].other)
    own = CASES[name].text
    assert serialize(read) == text.replace(own, own.replace(*CASES[name].change))


@each_field
@each_way
def test_a_new_field_is_put_in_its_place_and_taken_out_again(name: str, note: str) -> None:
    text = text_of(*CASES).replace("heat: 3", f"heat: 3{note}")
    read = parse(text, model=Longer)
    setattr(read, name, getattr(Longer("Tide"), name))
    without = text.replace(CASES[name].text, "")
    assert serialize(read) == without
    read = parse(without, model=Longer)
    setattr(read, name, CASES[name].value)
    assert serialize(read) == text


# --- Tables and other formats ---------------------------------------------------------------------


@each_field
def test_a_table_has_a_column_for_a_new_field(name: str) -> None:
    feed = Feed([article(name), article()])
    table = feed.to_arrow()
    assert table.schema.field(name).type == CASES[name].column
    assert list(Feed.from_arrow(table, model=Longer)) == list(feed)


def test_the_columns_are_in_canonical_order() -> None:
    names = Feed([ALL]).to_arrow().schema.names
    assert names[names.index("secured") :] == ["secured", *CASES, "extra", "body", "path"]


@each_field
def test_the_json_schema_has_a_new_field_and_what_its_docstring_says(name: str) -> None:
    schema = json_schema(Longer, extra=False)
    assert schema["properties"][key_of(name)] == CASES[name].types
    front = front_of(article(name))
    assert key_of(name) in front
    assert list(Draft202012Validator(schema).iter_errors(front)) == []


def front_of(article: Longer) -> dict[str, Any]:
    """The front matter as `newsfeed convert --to json` has it."""
    data: dict[str, Any] = json.loads(JSON.text(article))
    return {key: value for key, value in data.items() if key not in ("body", "path")}


def test_json_has_the_new_fields_in_canonical_order() -> None:
    assert list(front_of(ALL)) == ["title", "heat", "topics", *KEYS]
    assert front_of(ALL)["prize"] == {"name": "Golden Gull", "year": 2025}


def test_csv_has_the_new_fields_flat() -> None:
    form = csv_form(columns_of(Longer, flat=True))
    (row,) = csv.DictReader(io.StringIO(form.begin + form.text(ALL), newline=""))
    assert list(row)[-10:-3] == [*list(CASES)[:4], "prize_name", "prize_year", "correction"]
    assert row["reading_minutes"] == "4"
    assert row["updated_date_time"] == "2026-03-14T09:30:00Z"
    assert json.loads(row["places"]) == ["Pellam", "10:00"]


# --- The command, and what people look at ---------------------------------------------------------


@each_field
def test_the_command_gets_and_sets_a_new_field_by_key_or_name(name: str) -> None:
    for written in (name, key_of(name)):
        assert FieldPath(written, Longer).get(article(name)) == CASES[name].value
        edit = Edit(parse(serialize(article(name)), model=Document))
        edit.set(Assignment.parse(f"{written}={as_text(CASES[name].other)}", Longer))
        assert getattr(parse(edit.text(), model=Longer), name) == CASES[name].other


def test_the_checks_look_at_a_new_text_and_know_the_key_that_was_meant() -> None:
    text = BEFORE + 'byline: "Ida &amp; Mira"\nreadingMinute: 4\n' + AFTER
    found = check(parse(text, model=Longer))
    assert [each.code for each in found] == ["NF103", "NF119"]
    assert found[1].message.endswith("did you mean readingMinutes?")


def test_a_new_field_is_shown_if_it_is_set() -> None:
    prize = "Prize(name='Golden Gull', year=2025)"
    shown = f"Longer(title='Tide', heat=3, topics=['Sea'], reading_minutes=4, prize={prize})"
    assert repr(article("reading_minutes", "prize")) == shown


def test_the_page_of_fields_has_a_row_for_each() -> None:
    rows = [f"| `{key_of(name)}` | `{name}` | {CASES[name].shown} |" for name in CASES]
    assert list(FIELDS_OF(Longer)) == [*FIELDS_OF(Article), *rows]


@pytest.mark.parametrize("model", [Article, RelatedItem, Provider, Image])
def test_the_laws_draw_every_field_of_a_model(model: type[Any]) -> None:
    names = {each.name for each in attrs.fields(model)}
    assert _values_of(model).keys() == names - {"source", "path"}
