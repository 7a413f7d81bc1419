"""JSON Schema of the front matter of a model, for editors and other programs."""

from itertools import count
from typing import Any
from urllib.parse import quote

from .._util.docstrings import arguments, summary
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Field, Schema, Type, schema_of
from ..models import Article

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# YAML 1.1's timestamp (https://yaml.org/type/timestamp.html); besides, the seconds may be left out.
_DATE = r"[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]*)?)?"
_ZONE = r"[ \t]*(Z|[-+](0?[0-9]|1[0-9]|2[0-3])(:?[0-5][0-9])?)"

_SCALARS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "pattern": f"^{_DATE}$"},
    Kind.TIMESTAMP: {"type": "string", "pattern": rf"^{_DATE}(([Tt]|[ \t]+){_TIME}({_ZONE})?)?$"},
    Kind.MAPPING: {"type": "object"},
    Kind.ANYTHING: {},
}


def json_schema(model: type[Any] = Article, *, extra: bool = True) -> dict[str, Any]:
    """Derive the JSON Schema (draft 2020-12) of the front matter of a model.

    It has the types of the hints and the words of the docstrings. It says what the canonical form
    has: `title: 2026` without quotes is read as a text, but other programs take it for a number.

    Args:
        model: An attrs class.
        extra: Whether keys that the model does not know may stand there.

    Returns:
        The schema; `to_json` writes it.

    Raises:
        TypeError: If the class cannot be a model.

    Example:
        >>> from newsfeed import Image
        >>> schema = json_schema(Image)
        >>> schema["required"], schema["properties"]["width"]["type"]
        (['url'], ['integer', 'null'])
    """
    root, *others = _models(model, [])
    names = _names(others)
    places = {each: f"#/$defs/{quote(name)}" for each, name in names.items()} | {root: "#"}
    head = {"$schema": DIALECT, "title": model.__name__} | _record(schema_of(root), places, extra)
    nested = {name: _record(schema_of(each), places, extra) for each, name in names.items()}
    return head | ({"$defs": nested} if nested else {})


def _models(model: type[Any], found: list[type[Any]]) -> list[type[Any]]:
    """List a model and those that it holds, each once."""
    if model not in found:
        found.append(model)
        for field in schema_of(model).fields.values():
            if (inner := field.type.innermost.model) is not None:
                _models(inner, found)
    return found


def _names(models: list[type[Any]]) -> dict[type[Any], str]:
    """Name models; all but the first of one name have a number behind it."""
    taken = {model.__name__ for model in models}
    names: dict[type[Any], str] = {}
    for model in models:
        name = model.__name__
        if name in names.values():
            numbers = (f"{name}{number}" for number in count(2))
            name = next(each for each in numbers if each not in taken)
            taken.add(name)
        names[model] = name
    return names


def _record(schema: Schema, places: dict[type[Any], str], extra: bool) -> dict[str, Any]:
    said = {"description": text} if (text := summary(schema.model)) else {}
    fields = schema.fields.values()
    notes = arguments(schema.model)
    return said | {
        "type": "object",
        "properties": {
            field.key: _described(_field(field, places), notes.get(field.argument))
            for field in fields
        },
        "required": [field.key for field in fields if field.required],
        "additionalProperties": extra,
    }


def _described(schema: dict[str, Any], note: str | None) -> dict[str, Any]:
    return schema if note is None else {"description": note} | schema


def _field(field: Field, places: dict[type[Any], str]) -> dict[str, Any]:
    """Make the schema of a field; null stands for a missing one, unless it is required."""
    return _value(field.type._replace(nullable=field.type.nullable or not field.required), places)


def _value(type_: Type, places: dict[type[Any], str]) -> dict[str, Any]:
    schema = _not_null(type_, places)
    if not type_.nullable or not schema:
        return schema
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


def _not_null(type_: Type, places: dict[type[Any], str]) -> dict[str, Any]:
    if type_.model is not None:
        return {"$ref": places[type_.model]}
    if type_.kind is Kind.LIST:
        return {"type": "array", "items": _value(type_.items, places)}
    return dict(_SCALARS[type_.kind])
