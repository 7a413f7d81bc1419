"""JSON Schema of models: what hints say, and that the library reads what it takes."""

from datetime import date, datetime
from typing import Any, Optional

import attrs
import yaml
from jsonschema import Draft202012Validator
from loops import each

from newsfeed import ParseError, parse
from newsfeed.export import json_schema
from newsfeed.frontmatter import keys

DAY = "^[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"


@attrs.define
class Pier:
    length: int


@keys("camel")
@attrs.define
class Every:
    text: str
    whole: int
    number: float
    truth: bool
    day: date
    instant: datetime
    words: list[str]
    mapping: dict[str, Any]
    anything: Any
    record: Pier
    rows: list[list[int]]
    piers: list[list[Pier]]
    gaps: list[int | None]
    maybe_piers: list[Pier | None]
    bare_list: list  # type: ignore[type-arg]
    bare_mapping: dict  # type: ignore[type-arg]
    thing: object
    nullable: str | None
    nullable_list: Optional[list[str]]  # noqa: UP045
    optional_text: str | None = None
    optional_record: Pier | None = None
    optional_list: list[Pier] = attrs.field(factory=list)
    optional_mapping: dict[str, Any] = attrs.field(factory=dict)
    optional_thing: Any = None
    optional_day: date | None = None
    standard: int = 7


def properties(model: type[Any], **options: Any) -> dict[str, Any]:
    schema = json_schema(model, **options)
    Draft202012Validator.check_schema(schema)
    found: dict[str, Any] = schema["properties"]
    return found


def test_every_hint_has_its_schema() -> None:
    found = properties(Every)
    instant = found.pop("instant")
    assert instant["type"] == "string"
    assert instant["pattern"].startswith(DAY)
    pier = {"$ref": "#/$defs/Pier"}
    integers = {"type": "array", "items": {"type": "integer"}}
    assert found == {
        "text": {"type": "string"},
        "whole": {"type": "integer"},
        "number": {"type": "number"},
        "truth": {"type": "boolean"},
        "day": {"type": "string", "pattern": f"{DAY}$"},
        "words": {"type": "array", "items": {"type": "string"}},
        "mapping": {"type": "object"},
        "anything": {},
        "record": pier,
        "rows": {"type": "array", "items": integers},
        "piers": {"type": "array", "items": {"type": "array", "items": pier}},
        "gaps": {"type": "array", "items": {"type": ["integer", "null"]}},
        "maybePiers": {"type": "array", "items": {"anyOf": [pier, {"type": "null"}]}},
        "bareList": {"type": "array", "items": {}},
        "bareMapping": {"type": "object"},
        "thing": {},
        "nullable": {"type": ["string", "null"]},
        "nullableList": {"type": ["array", "null"], "items": {"type": "string"}},
        "optionalText": {"type": ["string", "null"]},
        "optionalRecord": {"anyOf": [pier, {"type": "null"}]},
        "optionalList": {"type": ["array", "null"], "items": pier},
        "optionalMapping": {"type": ["object", "null"]},
        "optionalThing": {},
        "optionalDay": {"type": ["string", "null"], "pattern": f"{DAY}$"},
        "standard": {"type": ["integer", "null"]},
    }
    schema = json_schema(Every)
    assert schema["required"] == list(schema["properties"])[:19]
    assert schema["$defs"] == {
        "Pier": {
            "type": "object",
            "properties": {"length": {"type": "integer"}},
            "required": ["length"],
            "additionalProperties": True,
        }
    }


@attrs.define
class Chart:
    grid: list[list[Pier]]


def test_a_record_in_lists_of_lists_alone_is_defined() -> None:
    schema = json_schema(Chart)
    assert list(schema["$defs"]) == ["Pier"]
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"grid": [[{"length": 3}], []]})
    assert not validator.is_valid({"grid": [[{"length": "3"}], []]})


# --- What the schema says and what the library reads ----------------------------------------------


@attrs.define
class Harbour:
    name: str
    depth: int = 0
    tide: float | None = None
    is_open: bool | None = None
    founded: date | None = None
    words: list[str] = attrs.field(factory=list)
    rows: list[list[int | None]] = attrs.field(factory=list)
    main: Pier | None = None
    piers: list[Pier] = attrs.field(factory=list)
    facts: dict[str, Any] = attrs.field(factory=dict)
    any: Any = None


BLOCKS = {
    "name: A": True,
    "name: ''": True,
    "name: ~": False,
    "name:": False,
    "name: [A]": False,
    "{}": False,
    "name: A\ndepth: ~": True,
    "name: A\ndepth: -3": True,
    "name: A\ndepth: 3.5": False,
    "name: A\ndepth: deep": False,
    "name: A\ntide: 3": True,
    "name: A\ntide: 3.5": True,
    "name: A\ntide: .inf": True,
    "name: A\ntide: high": False,
    "name: A\nis_open: true": True,
    "name: A\nis_open: 'true'": False,
    "name: A\nis_open: 1": False,
    "name: A\nfounded: 1900-01-31": True,
    "name: A\nfounded: '1900-1-31'": True,
    "name: A\nfounded: 1900-01-31 10:00:00": False,
    "name: A\nfounded: '1900-01-32'": False,
    "name: A\nfounded: 1900": False,
    "name: A\nwords:": True,
    "name: A\nwords: []": True,
    "name: A\nwords: [a, ~]": False,
    "name: A\nwords: [[a]]": False,
    "name: A\nrows: [[], [1, ~]]": True,
    "name: A\nrows: [~]": False,
    "name: A\nrows: [1]": False,
    "name: A\nmain: ~": True,
    "name: A\nmain: {length: 3}": True,
    "name: A\nmain: {}": False,
    "name: A\nmain: {length: ~}": False,
    "name: A\npiers: [{length: 3}, {length: 4, width: 2}]": True,
    "name: A\npiers: [~]": False,
    "name: A\npiers: {length: 3}": False,
    "name: A\nfacts: {a: [1, {b: ~}]}": True,
    "name: A\nfacts: [a]": False,
    "name: A\nany: [1, {b: ~}]": True,
    "name: A\nextra: [1, {b: ~}]": True,
    "- name: A": False,
}


@each("block", BLOCKS)
def test_what_the_schema_takes_is_read_and_what_it_refuses_is_not(block: str) -> None:
    data = yaml.safe_load(block)
    if isinstance(data, dict) and isinstance(data.get("founded"), date):
        data["founded"] = data["founded"].isoformat()
    try:
        parse(f"---\n{block}\n---\n", model=Harbour)
        is_read = True
    except ParseError:
        is_read = False
    is_valid = Draft202012Validator(json_schema(Harbour)).is_valid(data)
    assert (is_valid, is_read) == (BLOCKS[block], BLOCKS[block])


def test_unknown_keys_may_be_refused_at_every_depth_but_not_in_mappings() -> None:
    strict = Draft202012Validator(json_schema(Harbour, extra=False))
    open_ = Draft202012Validator(json_schema(Harbour))
    strict.validate({"name": "A", "facts": {"a": {"b": 3}}, "any": {"c": 4}})
    for data in ({"b": 3}, {"main": {"length": 3, "b": 3}}, {"piers": [{"length": 3, "b": 3}]}):
        open_.validate({"name": "A", **data})
        assert not strict.is_valid({"name": "A", **data})
