"""JSON Schema of the front matter of a schema class, for editors and other programs."""

from itertools import count
from typing import Any
from urllib.parse import quote

from .._util.docstrings import arguments, summary
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Field, Schema, Type, schema_of
from ..models import Article

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The timestamps of YAML 1.1 (https://yaml.org/type/timestamp.html), here also without seconds.
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
    """Return the JSON Schema (draft 2020-12) of the front matter of a schema class.

    The types are those of the type hints, the descriptions those of the docstrings. Like other
    programs, the schema rejects an unquoted `title: 2026`, which newsfeed reads as a string.

    Args:
        model: A schema class, such as `Article`.
        extra: Whether to allow keys that the model does not define.

    Returns:
        The schema, as data for `to_json`.

    Raises:
        TypeError: If the class is not a valid model.

    Example:
        >>> from newsfeed import Image
        >>> schema = json_schema(Image)
        >>> schema["required"], schema["properties"]["width"]["type"]
        (['url'], ['integer', 'null'])
    """
    root, *others = _models(model, [])
    names = _names(others)
    refs = {each: f"#/$defs/{quote(name)}" for each, name in names.items()} | {root: "#"}
    head = {"$schema": DIALECT, "title": model.__name__} | _object(schema_of(root), refs, extra)
    nested = {name: _object(schema_of(each), refs, extra) for each, name in names.items()}
    return head | ({"$defs": nested} if nested else {})


def _models(model: type[Any], found: list[type[Any]]) -> list[type[Any]]:
    """Return a model and its nested models, each once."""
    if model not in found:
        found.append(model)
        for field in schema_of(model).fields.values():
            if (inner := field.type.innermost.model) is not None:
                _models(inner, found)
    return found


def _names(models: list[type[Any]]) -> dict[type[Any], str]:
    """Return a unique name for each model: a second `Image` becomes `Image2`."""
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


def _object(schema: Schema, refs: dict[type[Any], str], extra: bool) -> dict[str, Any]:
    notes = arguments(schema.model)
    fields = schema.fields.values()
    return _description(summary(schema.model) or None) | {
        "type": "object",
        "properties": {
            field.key: _description(notes.get(schema.arguments[field.name])) | _field(field, refs)
            for field in fields
        },
        "required": [field.key for field in fields if field.required],
        "additionalProperties": extra,
    }


def _description(text: str | None) -> dict[str, Any]:
    return {} if text is None else {"description": text}


def _field(field: Field, refs: dict[type[Any], str]) -> dict[str, Any]:
    # An optional key may be null, which newsfeed reads like a missing key.
    return _value(field.type._replace(nullable=field.type.nullable or not field.required), refs)


def _value(type_: Type, refs: dict[type[Any], str]) -> dict[str, Any]:
    schema = _not_null(type_, refs)
    if not type_.nullable or not schema:
        return schema
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


def _not_null(type_: Type, refs: dict[type[Any], str]) -> dict[str, Any]:
    if type_.model is not None:
        return {"$ref": refs[type_.model]}
    if type_.kind is Kind.LIST:
        return {"type": "array", "items": _value(type_.items, refs)}
    return dict(_SCALARS[type_.kind])
