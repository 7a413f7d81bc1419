"""Field paths: `provider.name`, `images[0].width`, as errors write them."""

import re
from typing import Any

import attrs

from .._util.messages import did_you_mean
from ..errors import ParseError
from .scalars import Kind
from .schema import ANYTHING, Field, Schema, Type, is_model, schema_of

_STEP = re.compile(r"(?P<name>[^.\[\]=\s]+)|\[(?P<index>[0-9]{0,9})\]")
_PATH = re.compile(r"[^.\[\]=\s]+(?:\.[^.\[\]=\s]+|\[[0-9]{0,9}\])*")
_BODY = Type(Kind.TEXT)
_EXTRA = Type(Kind.MAPPING)

PathStep = str | int | None
"""A key or the name of an attribute, a zero-based index, or None for a new item: `[]`."""


@attrs.frozen
class FieldPath:
    """What leads to a value of an article.

    Keys are written as in the text or as in Python, `webUrl` or `web_url`, and indexes count from
    zero; `topics[]` is an item that is not there yet, or every item. A key that is not known is one
    of the article's own, which is made as `extra.mood`.

    Args:
        text: The path, such as `related[2].images[0].width`.
        model: The class of the article.

    Raises:
        ValueError: If no article can have such a field.

    Example:
        >>> from newsfeed import Article
        >>> article = Article("Tide", heat=3)
        >>> FieldPath("heat", Article).set(article, "4")
        >>> FieldPath("topics[]", Article).set(article, "Sea")
        >>> FieldPath("provider.name", Article).set(article, "Harbour Post")
        >>> article
        Article(title='Tide', heat=4, provider=Provider(name='Harbour Post'), topics=['Sea'])
    """

    text: str
    model: type[Any]
    steps: tuple[PathStep, ...] = attrs.field(init=False)
    leaf: Type = attrs.field(init=False)

    @steps.default
    def _parsed(self) -> tuple[PathStep, ...]:
        return tuple(_steps(self.text))

    @leaf.default
    def _derived(self) -> Type:
        type_ = self._root
        for step in self.steps:
            type_ = _inner(type_, step, self.text)
        return type_

    @property
    def _root(self) -> Type:
        return schema_of(self.model).type

    def get(self, article: Any) -> Any:
        """Find the value in an article.

        Args:
            article: The article.

        Returns:
            The value; None if it is not there; a list of all for a path with `[]`.
        """
        return _found(article, self.steps)

    def set(self, article: Any, text: str) -> None:
        """Put a value into an article; what leads to it is made where it is missing.

        Args:
            article: The article.
            text: The value: see `read`; nothing clears a field, and takes an item out of its list.

        Raises:
            ValueError: If the text is no such value, or the path leads past what is there.
        """
        value = self.read(text) if text else None
        try:
            _changed(article, self._root, self.steps, value)
        except ValueError as error:
            raise ValueError(f"{self.text}: {error}") from None

    def read(self, text: str) -> Any:
        """Read a value for this field.

        Args:
            text: The value: where a text belongs it is taken as it stands, and read as YAML
                elsewhere.

        Returns:
            The value; None for null.

        Raises:
            ValueError: If the text is no such value.
        """
        # Only a value that is written needs PyYAML.
        from .read.yaml import read_value

        try:
            return read_value(text, self.leaf, (self.text,))
        except ParseError as error:
            problem = error.problems[0]
            message = problem.message if problem.key else f"{self.text}: {problem.message}"
            raise ValueError(message) from None
        except ValueError as error:
            raise ValueError(f"{self.text}: {error}") from None


def _steps(text: str) -> list[PathStep]:
    if not _PATH.fullmatch(text):
        raise ValueError(f"expected a field such as images[0].width, found {text!r}")
    return [
        step["name"] or (int(step["index"]) if step["index"] else None)
        for step in _STEP.finditer(text)
    ]


def _inner(type_: Type, step: PathStep, text: str) -> Type:
    """Tell the type behind a step."""
    if type_.kind in (Kind.ANYTHING, Kind.MAPPING):
        return ANYTHING
    if type_.kind is Kind.LIST and not isinstance(step, str):
        return type_.items
    if type_.kind is Kind.RECORD and isinstance(step, str):
        return _member(type_.record, step).type
    expected = {Kind.LIST: "an index such as [0]", Kind.RECORD: "the name of a field"}
    found = step if isinstance(step, str) else "[]" if step is None else f"[{step}]"
    raise ValueError(f"{text}: expected {expected.get(type_.kind, 'nothing')}, found {found}")


def _member(schema: Schema, name: str) -> Field:
    """Find a field by its key or its name; what is none is an unknown key."""
    roles = {"body": _BODY, "extra": _EXTRA}
    for field in schema.fields.values():
        if name in (field.key, field.name):
            return field
    if name in roles and getattr(schema, name):
        return Field(name, name, name, roles[name], None)
    hint = did_you_mean(name, schema.fields)
    if hint or not schema.extra:
        raise ValueError(f"{schema.model.__name__} has no field {name}{hint}")
    return Field("", "", name, ANYTHING, None)


def _found(value: Any, steps: tuple[PathStep, ...]) -> Any:
    if not steps or value is None:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(value, list) and not isinstance(step, str):
        if step is None:
            return [_found(item, rest) for item in value]
        return _found(value[step], rest) if step < len(value) else None
    if is_model(type(value)) and isinstance(step, str):
        member = _member(schema_of(type(value)), step)
        own = getattr(value, member.name) if member.name else value.extra.get(step)
        return _found(own, rest)
    return _found(value.get(step), rest) if isinstance(value, dict) else None


def _changed(value: Any, type_: Type, steps: tuple[PathStep, ...], new: Any) -> Any:
    """Tell what a value becomes; records, lists and mappings are changed themselves."""
    if not steps:
        return _cleared(type_) if new is None else new
    if value is None and new is None:
        return None
    step, rest = steps[0], steps[1:]
    if type_.kind is Kind.RECORD and isinstance(step, str):
        return _changed_record(value, type_.record, step, rest, new)
    if isinstance(step, str):
        return _changed_mapping(value, step, rest, new)
    return _changed_list(value, type_, step, rest, new)


def _changed_record(
    record: Any, schema: Schema, name: str, rest: tuple[PathStep, ...], new: Any
) -> Any:
    member = _member(schema, name)
    if member.required and new is None and not rest:
        raise ValueError("it is required, and cannot be cleared")
    if record is None:
        return _made(schema, member, rest, new)
    if member.name:
        own = getattr(record, member.name)
        setattr(record, member.name, _changed(own, member.type, rest, new))
    elif name in record.extra:
        _changed_mapping(record.extra, name, rest, new)
    else:
        raise ValueError(f"there is no such key; make it with extra.{name}")
    return record


def _made(schema: Schema, member: Field, rest: tuple[PathStep, ...], new: Any) -> Any:
    """Make a record of its first field."""
    missing = [key for key, field in schema.fields.items() if field.required and field != member]
    if missing:
        raise ValueError(f"there is no {schema.model.__name__} yet; set its {missing[0]} first")
    return schema.model(**{member.argument: _changed(None, member.type, rest, new)})


def _changed_mapping(mapping: Any, key: str, rest: tuple[PathStep, ...], new: Any) -> Any:
    mapping = {} if mapping is None else mapping
    if not isinstance(mapping, dict):
        raise ValueError(f"expected a mapping that holds {key}, found {mapping!r}")
    current = mapping.get(key)
    value = _changed(current, ANYTHING, rest, new)
    if value is not None:
        mapping[key] = value
    elif current is not None or not rest:
        mapping.pop(key, None)
    return mapping


def _changed_list(
    items: Any, type_: Type, index: int | None, rest: tuple[PathStep, ...], new: Any
) -> Any:
    items = [] if items is None else items
    if not isinstance(items, list):
        raise ValueError(f"expected a list, found {items!r}")
    if index is not None and index >= len(items):
        raise ValueError(f"there is no item [{index}]; the list has {len(items)}")
    value = _changed(None if index is None else items[index], type_.items, rest, new)
    if index is None:
        items += [] if value is None else [value]
    elif value is None:
        del items[index]
    else:
        items[index] = value
    return items


def _cleared(type_: Type) -> Any:
    empty: dict[Kind, Any] = {Kind.LIST: [], Kind.MAPPING: {}}
    return "" if type_ is _BODY else empty.get(type_.kind)
