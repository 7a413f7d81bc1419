"""Items of the publisher's JSON API to articles."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from ..errors import SerializeError
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import Field, Schema, Type, schema_of
from ..frontmatter.text.quoting import has_surrogate
from ..frontmatter.timestamps import read_timestamp
from ..frontmatter.validation import validate
from ..models import Article

# What an item has that is no key of the front matter.
_NOT_KEYS = ("path", "locale", "content", "categories", "updatedDateTime")
_ARTICLE_TYPE = schema_of(Article).type


def from_api(item: dict[str, Any]) -> Article:
    """Make an article of an item of the publisher's API.

    Keys that the models do not know stay in `extra`.

    Args:
        item: The object of an article, as `api_item` makes it.

    Returns:
        The article, equal to that which the item was made of, but for what the API does not
        have, such as `quality`, `related` and most unknown keys; `isCached: false`, which it has
        where a file has no such key; line ends of the body other than LF, and a blank body that it
        left out, which is a line end here.

    Raises:
        SerializeError: If a value is none that an article can have, or there is no title.
        ValueError: If the item is no object.

    Example:
        >>> from_api({"title": "Tide turns early", "categories": ["news"], "topics": None})
        Article(title='Tide turns early')
    """
    if not isinstance(item, dict):
        raise ValueError(f"expected the object of an article, found {type(item).__name__}")
    values = {"category": _category(item), "updatedDateTime": _updated(item)}
    values |= {key: value for key, value in item.items() if key not in _NOT_KEYS}
    article: Article = _record(_ARTICLE_TYPE.record, values)
    if content := _text(item, "content"):
        article.body = content.replace("\r\n", "\n")
    article.path = Path(path) if (path := _text(item, "path")) else None
    validate(_ARTICLE_TYPE, article)
    return deepcopy(article)  # whose unknown values are those of the item


def _category(item: dict[str, Any]) -> Any:
    categories = item.get("categories")
    if categories is None or categories == []:
        return None
    if isinstance(categories, list) and len(categories) == 1:
        category = categories[0]
        if category is None or isinstance(category, str):
            return category
    raise SerializeError(f"expected a list of one text, found {categories!r}", "categories")


def _updated(item: dict[str, Any]) -> Any:
    return _value(Type(Kind.TIMESTAMP), item.get("updatedDateTime"))


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or has_surrogate(value):
        raise SerializeError(f"expected text, found {value!r}", key)
    return value


def _record(schema: Schema, values: dict[str, Any]) -> Any:
    """Make a record, of whatever types its values are."""
    arguments = {
        field.argument: _value(field.type, values.get(key))
        for key, field in schema.fields.items()
        if field.required or not _is_missing(field, values.get(key))
    }
    unknown = {key: value for key, value in values.items() if value is not None}
    extra = {key: value for key, value in unknown.items() if key not in schema.fields}
    return schema.model(**arguments, extra=extra)


def _is_missing(field: Field, value: Any) -> bool:
    return value is None or (value is False and field.key == "isCached")


def _value(type_: Type, value: Any) -> Any:
    """Read a value; one that cannot be read stays as it is, for the check of the whole."""
    if type_.kind is Kind.LIST and isinstance(value, list):
        return [_value(type_.items, each) for each in value]
    if type_.kind is Kind.RECORD and isinstance(value, dict):
        return _record(type_.record, value)
    if type_.kind is Kind.TIMESTAMP and isinstance(value, str):
        try:
            return read_timestamp(value)
        except ValueError:
            return value
    return value
