"""The table of `docs/custom-models.md`: each cell says that a use works with a kind of model."""

import dataclasses
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pydantic
import pytest
from jsonschema import Draft202012Validator
from paths import ROOT

from newsfeed import Document, Feed, Problem, parse, serialize
from newsfeed.checks import check
from newsfeed.export import json_schema

TEXT = "---\ntitle: 'Tide'  # at noon\ntags: [sea]\nday: 2026-03-14\n---\n\n"
CANONICAL = "---\ntitle: Tide\ntags:\n  - sea\nday: 2026-03-14\n---\n\n"
VALUES: dict[str, Any] = {"title": "Tide", "tags": ["sea"], "day": date(2026, 3, 14)}


@attrs.define
class AttrsNote:
    title: str
    tags: list[str] = attrs.field(factory=list)
    day: date | None = None


@dataclasses.dataclass
class DataclassNote:
    title: str
    tags: list[str] = dataclasses.field(default_factory=list)
    day: date | None = None


class PydanticNote(pydantic.BaseModel):
    title: str
    tags: list[str] = []
    day: date | None = None


KINDS: dict[str, type[Any]] = {
    "`Document`": Document,
    "attrs class": AttrsNote,
    "dataclass": DataclassNote,
    "pydantic model": PydanticNote,
}


def created(model: type[Any]) -> Any:
    """Create an instance that has no source."""
    return Document(VALUES, body="\n") if model is Document else model(**VALUES)


def retitle(note: Any, title: str) -> None:
    if isinstance(note, Document):
        note["title"] = title
    else:
        note.title = title


def read(model: type[Any]) -> None:
    note = parse(TEXT, model=model)
    assert note == created(model)
    assert serialize(note) == TEXT


def edit(model: type[Any]) -> None:
    note = parse(TEXT, model=model)
    retitle(note, "Moon")
    assert serialize(note) == TEXT.replace("Tide", "Moon")


def canonical_form(model: type[Any]) -> None:
    assert serialize(created(model)) == CANONICAL
    assert parse(CANONICAL, model=model) == created(model)


def schema(model: type[Any]) -> None:
    found = json_schema(model)
    Draft202012Validator.check_schema(found)
    validator = Draft202012Validator(found)
    assert validator.is_valid({"title": "Tide", "tags": ["sea"], "day": "2026-03-14"})
    assert validator.is_valid({}) == (model is Document)


def tables(model: type[Any]) -> None:
    note = parse(TEXT, model=model)
    for source in (False, True):
        table = Feed([note]).to_arrow(source=source)
        (again,) = Feed.from_arrow(table, model=model)
        assert again == note
        assert serialize(again) == (TEXT if source else CANONICAL)


def checks(model: type[Any]) -> None:
    assert check(parse(TEXT, model=model)) == []
    found = check(parse(TEXT.replace("Tide", "Tides &amp; moons"), model=model))
    assert all(isinstance(each, Problem) for each in found)


def feed(model: type[Any]) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "first.md"), Path(folder, "second.md")
        first.write_text(TEXT, encoding="utf-8", newline="")
        second.write_text(TEXT.replace("Tide", "Moon"), encoding="utf-8", newline="")
        notes = Feed.read(folder, model=model)
        in_order = notes.sorted("title")
        assert list(in_order) == [notes[1], notes[0]]
        retitle(in_order[0], "Swifts")
        assert "+title: 'Swifts'  # at noon\n" in notes.diff()
        assert notes.write() == [second]
        assert second.read_bytes().decode() == TEXT.replace("Tide", "Swifts")
        assert first.read_bytes().decode() == TEXT


USES: dict[str, Callable[[type[Any]], None]] = {
    "read": read,
    "edit": edit,
    "canonical form": canonical_form,
    "JSON Schema": schema,
    "tables": tables,
    "checks": checks,
    "feed": feed,
}


def shown() -> dict[tuple[str, str], str]:
    """Return the cells of the table by row and column."""
    page = (ROOT / "docs" / "custom-models.md").read_text(encoding="utf-8")
    table, _, _ = page[page.index("| kind of model |") :].partition("\n\n")
    (_, *uses), _, *rows = (line.strip("| ").split(" | ") for line in table.splitlines())
    return {(kind, use): cell for kind, *row in rows for use, cell in zip(uses, row, strict=True)}


def test_the_table_has_a_row_per_kind_of_model_and_a_column_per_use() -> None:
    assert list(shown()) == list(product(KINDS, USES))


@pytest.mark.parametrize(("kind", "use"), list(product(KINDS, USES)))
def test_a_cell_of_the_table_is_true(kind: str, use: str) -> None:
    assert shown()[kind, use] == "yes"
    USES[use](KINDS[kind])
