"""JSON Schema of type hints with several values: enums, unions, lists and mappings of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

import attrs
from jsonschema import Draft202012Validator
from loops import each

from newsfeed import Document
from newsfeed.export import json_schema, to_json
from newsfeed.export.rows import as_data
from newsfeed.frontmatter import ONE_OR_MANY, As


class Mood(Enum):
    CALM = "calm"
    ROUGH = "rough"


@attrs.define
class Buoy:
    name: str


Reach = Annotated[complex, As(str, read=complex, write=str)]
NULL = {"type": "null"}
MOODS = {"enum": ["calm", "rough"]}


@each(
    "hint, schema",
    [
        (Mood, MOODS),
        (Mood | None, {"anyOf": [MOODS, NULL]}),
        (Literal["post", 3], {"enum": ["post", 3]}),
        (Decimal, {"type": "number"}),
        (list[Mood], {"type": "array", "items": MOODS}),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}),
        (dict[str, int], {"type": "object", "additionalProperties": {"type": "integer"}}),
        (Reach, {"type": "string"}),
        (int | str, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        (str | Buoy | None, {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Buoy"}, NULL]}),
        (
            Annotated[list[str], ONE_OR_MANY],
            {
                "anyOf": [
                    {"type": "array", "items": {"type": "string"}},
                    *({"type": "string"}, NULL),
                ]
            },
        ),
    ],
)
def test_each_hint_has_its_schema(hint: Any, schema: dict[str, Any]) -> None:
    model = attrs.make_class("Note", {"value": attrs.field(type=hint)})
    found = json_schema(model)
    Draft202012Validator.check_schema(found)
    assert found["properties"]["value"] == schema


def test_a_document_may_have_any_keys() -> None:
    schema = json_schema(Document, extra=True)
    assert schema["properties"] == {}
    assert schema["additionalProperties"] is True


@attrs.define
class Priced:
    price: Decimal
    mood: Mood
    day: date | datetime


@each("price, data", [(Decimal("12.50"), 12.5), (Decimal("3.0"), 3), (Decimal("NaN"), "nan")])
def test_written_values_are_data_of_json(price: Decimal, data: Any) -> None:
    found = as_data(Priced(price, Mood.CALM, date(2026, 3, 14)))
    assert found == {"price": data, "mood": "calm", "day": "2026-03-14"}
    assert to_json(found)
