"""JSON Schema of the front matter of a schema class, for editors and other programs."""

import inspect
import re
from typing import Any
from urllib.parse import quote

from .._util.messages import distinct
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import ANYTHING, Schema, Type, schema_of
from ..models import Article
from .rows import as_data

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The timestamps of YAML 1.1 (https://yaml.org/type/timestamp.html), here also without seconds.
_DATE = r"[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]*)?)?"
_ZONE = r"[ \t]*(Z|[-+](0?[0-9]|1[0-9]|2[0-3])(:?[0-5][0-9])?)"

_SCALARS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DECIMAL: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "pattern": f"^{_DATE}$"},
    Kind.TIMESTAMP: {"type": "string", "pattern": rf"^{_DATE}(([Tt]|[ \t]+){_TIME}({_ZONE})?)?$"},
    Kind.MAPPING: {"type": "object"},
    Kind.ANYTHING: {},
}

# In the docstring of a class.
_SECTION = re.compile(r"^(?:Args|Arguments|Attributes):\n((?:    .*\n|\n)*)", re.MULTILINE)
_ARGUMENT = re.compile(
    r"""
    ^ [ ]{4} (\w+) (?: [ ] \( [^)]* \) )? :   # its name, and its type if given
    (.* (?: \n [ ]{5,} .* )* )                 # its description, and continuation lines
    """,
    re.MULTILINE | re.VERBOSE,
)


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
    root, *others = _schemas(schema_of(model), [])
    plain = [each.model.__name__ for each in others]
    named = dict(zip(distinct(plain, "{}{}", plain), others, strict=True))
    refs = {each: f"#/$defs/{quote(name)}" for name, each in named.items()} | {root: "#"}
    head = {"$schema": DIALECT, "title": model.__name__} | _object(root, refs, extra)
    nested = {name: _object(each, refs, extra) for name, each in named.items()}
    return head | ({"$defs": nested} if nested else {})


def _schemas(schema: Schema, found: list[Schema]) -> list[Schema]:
    """Return a schema and those of its nested models, each once."""
    if schema not in found:
        found.append(schema)
        for field in schema.fields.values():
            for inner in field.type.schemas:
                _schemas(inner, found)
    return found


def _object(schema: Schema, refs: dict[Schema, str], extra: bool) -> dict[str, Any]:
    notes = arguments(schema.model)
    fields = schema.fields.values()
    return _description(summary(schema.model) or None) | {
        "type": "object",
        "properties": {
            # An optional key may be null, which newsfeed reads like a missing key.
            field.key: _description(notes.get(schema.arguments[field.name]))
            | _value(field.type, refs, nullable=not field.required)
            for field in fields
        },
        "required": [field.key for field in fields if field.required],
        "additionalProperties": extra and not schema.closed,
    }


def _description(text: str | None) -> dict[str, Any]:
    return {} if text is None else {"description": text}


def _value(type_: Type, refs: dict[Schema, str], *, nullable: bool = False) -> dict[str, Any]:
    schema = _not_null(type_, refs)
    if type_.one_or_many:
        schema = _any_of([schema, _value(type_.items, refs)])
    if not (nullable or type_.nullable or type_.one_or_many) or not schema:
        return schema
    if schema.keys() <= {"type", "pattern", "items", "additionalProperties"}:
        return schema | {"type": [schema["type"], "null"]}
    return _any_of([schema, {"type": "null"}])


def _any_of(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    return {"anyOf": [each for schema in schemas for each in schema.get("anyOf", [schema])]}


def _not_null(type_: Type, refs: dict[Schema, str]) -> dict[str, Any]:
    if type_.choices:
        return {"enum": [as_data(value) for value in type_.choices]}
    if type_.kind is Kind.ANYTHING and type_.kinds != ANYTHING.kinds:
        kinds = (kind for kind in Kind if kind in type_.kinds)
        return _any_of([_of_kind(kind, type_, refs) for kind in kinds])
    return _of_kind(type_.kind, type_, refs)


def _of_kind(kind: Kind, type_: Type, refs: dict[Schema, str]) -> dict[str, Any]:
    if kind is Kind.MODEL:
        return {"$ref": refs[type_.schema]}
    if kind is Kind.LIST:
        return {"type": "array", "items": _value(type_.items, refs)}
    if kind is Kind.MAPPING and type_.values is not None:
        return {"type": "object", "additionalProperties": _value(type_.values, refs)}
    return dict(_SCALARS[kind])


def summary(model: type) -> str:
    """Return the first paragraph of a class's docstring, or an empty string without one."""
    first = _own(model).partition("\n\n")[0]
    return "" if _SECTION.match(f"{first}\n") else " ".join(first.split())


def arguments(model: type) -> dict[str, str]:
    """Return the description of each argument of a class, including those of its base classes."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        section = _SECTION.search(f"{_own(each)}\n")
        for name, text in _ARGUMENT.findall(section[1] if section else ""):
            found[name] = " ".join(text.split())
    return found


def _own(model: type) -> str:
    text = inspect.cleandoc(model.__dict__.get("__doc__") or "")
    return "" if text.startswith(f"{model.__name__}(") else text  # written by `dataclass`
