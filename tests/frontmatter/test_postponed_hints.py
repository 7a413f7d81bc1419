"""Type hints that are strings, as of `from __future__ import annotations`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import attrs
from loops import each

from newsfeed import parse, serialize

DAY = date(2026, 3, 14)


@attrs.define
class Slotted:
    title: str = ""
    date: date | datetime | None = None


@attrs.define(slots=False)
class Open:
    title: str = ""
    date: date | datetime | None = None


@attrs.define
class Required:
    date: date | datetime
    title: str = ""


@attrs.define
class Child(Slotted):
    mood: str = ""


@dataclass
class Data:
    title: str = ""
    date: date | datetime | None = None


@dataclass(slots=True, weakref_slot=True)
class SlottedData:
    title: str = ""
    date: date | datetime | None = None


@each("model", [Slotted, Open, Required, Child, Data, SlottedData])
def test_a_field_may_have_the_name_of_its_type(model: type[Any]) -> None:
    text = "---\ndate: 2026-03-14  # day\n---\n"
    note = parse(text, model=model)
    assert type(note.date) is type(DAY)
    assert note.date == DAY
    assert serialize(note) == text
