"""Import of articles from the news aggregator's JSON API."""

from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from ..errors import SerializeError
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Schema, Type, schema_of
from ..frontmatter.text.quoting import has_surrogate
from ..frontmatter.timestamps import read_timestamp
from ..frontmatter.validation import validate
from ..models import Article

# Keys of the API that `from_api` converts itself; only `locale` is dropped.
_NOT_KEYS = ("path", "locale", "content", "categories", "updatedDateTime")
_ARTICLE_TYPE = schema_of(Article).type


def from_api(item: dict[str, Any]) -> Article:
    """Return an article from an object of the news aggregator's JSON API.

    Keys that the models do not define are kept in `extra`.

    Args:
        item: The object, as `api_item` returns it.

    Returns:
        The article. It equals the exported one, except that the API does not contain `quality`,
        `related` and most unknown keys. Also lost are `isCached: false`, line endings of the body
        other than LF, and a body of whitespace that was exported as an empty string.

    Raises:
        SerializeError: If the title is missing, or a value is not valid for its key.
        ValueError: If the item is not a dictionary.

    Example:
        >>> from_api({"title": "Tide turns early", "categories": ["news"], "topics": None})
        Article(title='Tide turns early')
    """
    if not isinstance(item, dict):
        raise ValueError(f"expected the object of an article, found {type(item).__name__}")
    updated = _value(Type(Kind.TIMESTAMP), item.get("updatedDateTime"))
    values = {"category": _category(item), "updatedDateTime": updated}
    values |= {key: value for key, value in item.items() if key not in _NOT_KEYS}
    article: Article = _instance(_ARTICLE_TYPE.schema, values)
    if content := _text(item, "content"):
        article.body = content.replace("\r\n", "\n")
    article.path = Path(path) if (path := _text(item, "path")) else None
    validate(_ARTICLE_TYPE, article)
    return deepcopy(article)  # otherwise it would share mutable unknown values with the item


def _category(item: dict[str, Any]) -> Any:
    match item.get("categories"):
        case None | list([]):
            return None
        case list([None | str() as category]):
            return category
        case found:
            raise SerializeError(f"expected a list of one text, found {found!r}", "categories")


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or has_surrogate(value):
        raise SerializeError(f"expected text, found {value!r}", key)
    return value


def _instance(schema: Schema, values: dict[str, Any]) -> Any:
    """Create a model instance without checking the types of its values."""
    present = {key: value for key, value in values.items() if value is not None}
    extra = {key: value for key, value in present.items() if key not in schema.fields}
    # The API has `isCached: false` for every image whose file does not have the key.
    if present.get("isCached") is False:
        del present["isCached"]
    arguments = {
        schema.arguments[field.name]: _value(field.type, present.get(key))
        for key, field in schema.fields.items()
        if field.required or key in present
    }
    return schema.model(**arguments, extra=extra)


def _value(type_: Type, value: Any) -> Any:
    """Convert a value to its type; keep an invalid value, which `validate` reports later."""
    if type_.kind is Kind.LIST and isinstance(value, list):
        return [_value(type_.items, each) for each in value]
    if type_.kind is Kind.MODEL and isinstance(value, dict):
        return _instance(type_.schema, value)
    if type_.kind is Kind.TIMESTAMP and isinstance(value, str):
        with suppress(ValueError):
            return read_timestamp(value)
    return value
