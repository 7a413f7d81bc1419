"""The rules of the checks, how to register one, and the article as rules receive it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

import attrs

from ..errors import KeyPath, ParseError
from ..frontmatter.origin import origin_of
from ..frontmatter.pairs import kind_in
from ..frontmatter.read.locations import Location, is_canonical, locate_values
from ..frontmatter.scalars import Kind, is_ambiguous
from ..frontmatter.schema import ANYTHING, Type, is_model, schema_of
from ..models import Article, RelatedItem

Model = TypeVar("Model")

# Strings that are not shown as plain text: HTML, and an encrypted payload.
_NOT_PROSE = {"featuredContent", "secured"}


class Severity(StrEnum):
    """The severity of a problem, in the terms of SARIF and GitHub annotations."""

    ERROR = "error"
    WARNING = "warning"


class Text(NamedTuple):
    """A string in an article; an item of a list has the key of the list."""

    path: KeyPath
    key: str
    value: str


class Finding(NamedTuple):
    """A violation of a rule.

    Args:
        path: The keys and indexes of the value.
        message: A sentence with the expected value, the value found and the fix.
        at_key: Whether to report the position of the key, not of the value.
    """

    path: KeyPath
    message: str
    at_key: bool = False


class Subject:
    """An article to check. Values of the wrong type are omitted, since `serialize` rejects them.

    Attributes:
        model: The class of the article.
        source: The original text of the article, or None.
        article: The article, or None for an instance of another model.
        records: The article and its nested models, with their paths.
        texts: All strings of the article.
        prose: The strings that are shown to people as plain text.
        urls: The strings that should be URLs.
        kinds: The kind of each scalar, by path.
    """

    def __init__(self, article: Any) -> None:
        self.model: type[Any] = type(article)
        self.source: str | None = origin_of(article).source
        self.article: Article | None = article if isinstance(article, Article) else None
        self.texts: list[Text] = []
        self.kinds: dict[KeyPath, Kind] = {}
        self.records: list[tuple[KeyPath, Any]] = []
        self._walk((), "", schema_of(type(article)).type, article)
        self.urls: list[Text] = []
        self.prose: list[Text] = []
        for text in self.texts:
            if text.key == "url" or text.key.endswith("Url"):
                self.urls.append(text)
            elif text.key not in _NOT_PROSE:
                self.prose.append(text)

    def of(self, model: type[Model]) -> Iterator[tuple[KeyPath, Model]]:
        """Return the instances of a model, with their paths."""
        return ((path, each) for path, each in self.records if isinstance(each, model))

    @property
    def items(self) -> Iterator[tuple[KeyPath, Article | RelatedItem]]:
        """The article and its related items, with their paths."""
        if self.article is not None:
            yield (), self.article
        yield from self.of(RelatedItem)

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
        if self.source is None or (
            is_canonical(self.source, schema_of(self.model))
            and not any(is_ambiguous(text.value, is_text=True) for text in self.texts)
        ):
            return {}
        return self.locations

    def _walk(self, path: KeyPath, key: str, type_: Type, value: Any) -> None:
        kind = type_.kind
        if type_.kinds and type_ != ANYTHING:
            kind = kind_in(type_._replace(utc=False), value)  # of a union
        if kind is Kind.LIST and isinstance(value, list):
            for index, item in enumerate(value):
                self._walk((*path, f"[{index}]"), key, type_.items, item)
        elif kind is Kind.MODEL and is_model(type(value)):
            self.records.append((path, value))
            for field in schema_of(type(value)).fields.values():
                self._walk((*path, field.key), field.key, field.type, field.of(value))
        elif value is not None:
            self.kinds[path] = kind
            if kind is Kind.TEXT and isinstance(value, str):
                self.texts.append(Text(path, key, value))


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
