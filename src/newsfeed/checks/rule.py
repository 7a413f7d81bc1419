"""The rules of the checks, how to register one, and the article as rules receive it."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from ..errors import KeyPath, ParseError
from ..frontmatter.limits import MAX_DEPTH
from ..frontmatter.origin import origin_of
from ..frontmatter.pairs import kind_in
from ..frontmatter.read.locations import Location, is_canonical, locate_values
from ..frontmatter.scalars import Kind, is_ambiguous
from ..frontmatter.schema import ANYTHING, Schema, Type, is_model, schema_of
from ..models import RelatedItem

# Strings that are not shown as plain text: HTML, and an encrypted payload.
_NOT_PROSE = {"featured_content", "secured"}
_URLS = {"original_url", "web_url", "amp_web_url", "cdn_amp_web_url"}
_CAPITAL = re.compile("(?<=[a-z0-9])[A-Z]")


class Severity(StrEnum):
    """The severity of a problem, in the terms of SARIF and GitHub annotations."""

    ERROR = "error"
    WARNING = "warning"


class Text(NamedTuple):
    """A string in an article; an item of a list has the name of the list, such as `topics`."""

    path: KeyPath
    name: str
    value: str


class Record(NamedTuple):
    """An article, or a nested model or mapping in it."""

    path: KeyPath
    name: str  # of the field or list with the record; empty for the article
    instance: Any  # the instance of a model with fields; None for a mapping
    # The key and the value, by the name in Python, such as `web_url`, even without such a field.
    fields: dict[str, tuple[str, Any]]

    @property
    def schema(self) -> Schema | None:
        """The schema of the model; None for a mapping."""
        return None if self.instance is None else schema_of(type(self.instance))

    def get(self, name: str) -> Any:
        """Return the value of a field; None without a value, or without such a field."""
        return self.fields[name][1] if name in self.fields else None

    def at(self, name: str) -> KeyPath:
        """Return the path of a field."""
        return *self.path, self.fields[name][0]


class Finding(NamedTuple):
    """A violation of a rule."""

    path: KeyPath
    message: str  # a sentence with the expected value, the value found and the fix
    at_key: bool = False  # whether to report the position of the key, not of the value


class Subject:
    """An article to check. Values of the wrong type are omitted, since `serialize` rejects them."""

    def __init__(self, article: Any) -> None:
        self.model: type[Any] = type(article)
        self.source: str | None
        self.file: Path | None
        self.source, self.file = origin_of(article)
        self.texts: list[Text] = []  # all strings
        self.kinds: dict[KeyPath, Kind] = {}  # of the scalars
        self.records: dict[KeyPath, Record] = {}  # the article, its nested models and mappings
        self._walk((), "", schema_of(type(article)).type, article)
        self.urls: list[Text] = []  # the strings that should be URLs
        self.prose: list[Text] = []  # those that are shown to people as plain text
        for text in self.texts:
            if self._is_url(text):
                self.urls.append(text)
            elif text.name not in _NOT_PROSE:
                self.prose.append(text)

    def _is_url(self, text: Text) -> bool:
        """Return whether a string should be a URL: of a document, only where an article has one."""
        record = self.records.get(text.path[:-1])
        is_field = record is not None and (record.instance is not None or record.name == "images")
        is_named = text.name == "url" or text.name.endswith("_url")
        return text.name in _URLS or (is_named and is_field)

    @property
    def article(self) -> Record:
        """The article itself."""
        return self.records[()]

    def of(self, name: str, model: type[Any]) -> list[Record]:
        """Return the records in the lists of this name, such as `images`, and those of a model."""
        return [
            record
            for record in self.records.values()
            if record.name == name or isinstance(record.instance, model)
        ]

    @property
    def items(self) -> list[Record]:
        """The article and its related items."""
        return [self.article, *self.of("related", RelatedItem)]

    @cached_property
    def locations(self) -> dict[KeyPath, Location]:
        """The positions in the original text, by path; empty if it is missing or invalid."""
        try:
            return locate_values(self.source or "")
        except ParseError:
            return {}

    @cached_property
    def odd_locations(self) -> dict[KeyPath, Location]:
        """The same positions, but empty for an original text whose formatting cannot be wrong."""
        # Only strings can be ambiguous in canonical form; this test saves a second parse.
        schema = schema_of(self.model)
        if self.source is None or (
            schema.fields
            and is_canonical(self.source, schema)
            and not any(is_ambiguous(text.value, is_text=True) for text in self.texts)
        ):
            return {}
        return self.locations

    def _walk(self, path: KeyPath, name: str, type_: Type, value: Any) -> None:
        kind = kind_in(type_._replace(utc=False), value) if type_.kinds else type_.kind
        if len(path) > MAX_DEPTH:  # a list or a dict that contains itself
            return
        if kind is Kind.LIST and isinstance(value, list):
            for index, item in enumerate(value):
                self._walk((*path, f"[{index}]"), name, type_.items, item)
        elif kind is Kind.MODEL and is_model(type(value)):
            if schema_of(type(value)).is_open:
                self._walk_mapping(path, name, value.extra, ANYTHING)
            else:
                self._walk_model(path, name, value)
        elif kind is Kind.MAPPING and isinstance(value, dict):
            self._walk_mapping(path, name, value, type_.values or ANYTHING)
        elif value is not None:
            self.kinds[path] = Kind.TIMESTAMP if kind is Kind.UNTYPED_TIMESTAMP else kind
            if kind is Kind.TEXT and isinstance(value, str):
                self.texts.append(Text(path, name, value))

    def _walk_model(self, path: KeyPath, name: str, instance: Any) -> None:
        schema = schema_of(type(instance))
        fields = {each.name: (each.key, each.of(instance)) for each in schema.fields.values()}
        self.records[path] = Record(path, name, instance, fields)
        for field in schema.fields.values():
            self._walk((*path, field.key), field.name, field.type, fields[field.name][1])

    def _walk_mapping(self, path: KeyPath, name: str, values: dict[Any, Any], type_: Type) -> None:
        keys = {str(key): value for key, value in values.items()}
        fields = {field_name(key): (key, value) for key, value in keys.items()}
        self.records[path] = Record(path, name, None, fields)
        for key, value in keys.items():
            self._walk((*path, key), field_name(key), type_, value)


@lru_cache(maxsize=1024)
def field_name(key: str) -> str:
    """Return a key as the name of a field: `webUrl` and `web-url` as `web_url`."""
    return _CAPITAL.sub(r"_\g<0>", key).replace("-", "_").lower()


Find = Callable[[Subject], Iterator[Finding]]
Register = Callable[[Find], Find]


@attrs.frozen
class Rule:
    """A rule that articles should follow.

    Args:
        code: The stable code, such as `NF101`.
        name: The name, such as `blank-text`.
        reason: The reason for the rule, in a sentence.
        severity: The severity of a violation.
        default: Whether the rule is on by default.
        find: The function that yields the violations in an article.
    """

    code: str
    name: str
    reason: str
    severity: Severity
    default: bool
    find: Find


REGISTERED: dict[str, Rule] = {}
"""The rules of the modules imported so far, by code; `newsfeed.checks.RULES` has all of them."""


def _rule(severity: Severity, code: str, reason: str, *, default: bool = True) -> Register:
    """Return a decorator that registers a function as a rule, named after the function."""

    def register(find: Find) -> Find:
        name = find.__name__.replace("_", "-")
        REGISTERED[code] = Rule(code, name, reason, severity, default, find)
        return find

    return register


error: partial[Register] = partial(_rule, Severity.ERROR)
warning: partial[Register] = partial(_rule, Severity.WARNING)
