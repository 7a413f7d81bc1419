"""What a rule is, and what it looks at."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import attrs

from ..errors import KeyPath, ParseError
from ..frontmatter.read.locations import Location, is_canonical, locations_in
from ..frontmatter.scalars import Kind, is_ambiguous
from ..frontmatter.schema import Type, is_model, schema_of
from ..models import Article, RelatedItem

Record = TypeVar("Record")

# Not for people to read as they stand.
_NOT_PROSE = {"featuredContent", "secured"}


class Severity(StrEnum):
    """How bad a problem is, in the words of SARIF and of GitHub."""

    ERROR = "error"
    WARNING = "warning"


class Text(NamedTuple):
    """A text in an article.

    Args:
        path: The keys and indexes that lead to it.
        key: The key that holds it, or the list that it is in.
        value: The text.
    """

    path: KeyPath
    key: str
    value: str

    @property
    def is_url(self) -> bool:
        """Whether it is an address: such keys are named so."""
        return self.key == "url" or self.key.endswith("Url")

    @property
    def is_prose(self) -> bool:
        """Whether people read it as it stands."""
        return not self.is_url and self.key not in _NOT_PROSE


class Finding(NamedTuple):
    """What a rule has found.

    Args:
        path: The keys and indexes that lead to the value.
        message: What was expected, what was found and, where it helps, what to do.
        at_key: Whether the key is meant, not the value.
    """

    path: KeyPath
    message: str
    at_key: bool = False


class Subject:
    """An article as rules see it: its records and its texts, each with its path.

    What has another type than its hint is left out; `serialize` refuses it.

    Args:
        article: The article.

    Attributes:
        records: The article, and the records in it, with their paths.
        texts: Its texts.
        kinds: What its scalars hold, by their paths.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.texts: list[Text] = []
        self.kinds: dict[KeyPath, Kind] = {}
        self.records: list[tuple[KeyPath, Any]] = []
        self._walk((), "", schema_of(type(article)).type, article)

    def of(self, model: type[Record]) -> Iterator[tuple[KeyPath, Record]]:
        """List the records of a model, with their paths."""
        return ((path, each) for path, each in self.records if isinstance(each, model))

    @property
    def items(self) -> Iterator[tuple[KeyPath, Article | RelatedItem]]:
        """The article and its related items, with their paths."""
        yield (), self.article
        yield from self.of(RelatedItem)

    @cached_property
    def prose(self) -> list[Text]:
        """The texts that people read as they stand."""
        return [text for text in self.texts if text.is_prose]

    @cached_property
    def urls(self) -> list[Text]:
        """The addresses."""
        return [text for text in self.texts if text.is_url]

    @cached_property
    def locations(self) -> dict[KeyPath, Location]:
        """Where the values stand in the source; empty without one."""
        try:
            return locations_in(self.article.source or "")
        except ParseError:
            return {}

    @cached_property
    def odd_locations(self) -> dict[KeyPath, Location]:
        """The outline, but empty for a source that cannot have a fault of form."""
        source = self.article.source
        words = (text.value for text in self.texts)
        if source is None or (
            is_canonical(source, schema_of(type(self.article)))
            and not any(is_ambiguous(word, is_text=True) for word in words)
        ):
            return {}
        return self.locations

    def _walk(self, path: KeyPath, key: str, type_: Type, value: Any) -> None:
        if type_.kind is Kind.LIST and isinstance(value, list):
            for index, item in enumerate(value):
                self._walk((*path, f"[{index}]"), key, type_.items, item)
        elif type_.kind is Kind.RECORD and is_model(type(value)):
            self.records.append((path, value))
            for field in schema_of(type(value)).fields.values():
                self._walk((*path, field.key), field.key, field.type, getattr(value, field.name))
        elif value is not None:
            self.kinds[path] = type_.kind
            if type_.kind is Kind.TEXT and isinstance(value, str):
                self.texts.append(Text(path, key, value))


Find = Callable[[Subject], Iterator[Finding]]


@attrs.frozen
class Rule:
    """What an article should be.

    Args:
        code: Its stable code, such as `NF101`.
        name: Its name, such as `blank-text`.
        reason: Why an article should be so, in a sentence.
        severity: How bad it is if it is not.
        default: Whether it is applied unless asked for.
        find: What lists the places where an article is not so.
    """

    code: str
    name: str
    reason: str
    severity: Severity
    default: bool
    find: Find


_REGISTERED: list[Rule] = []


def registered() -> dict[str, Rule]:
    """List the rules made so far by their codes, in the order of these."""
    return {each.code: each for each in sorted(_REGISTERED, key=lambda each: each.code)}


def rule(
    code: str, name: str, severity: Severity, reason: str, *, default: bool = True
) -> Callable[[Find], Find]:
    """Make a rule of the function that finds what breaks it."""

    def register(find: Find) -> Find:
        _REGISTERED.append(Rule(code, name, reason, severity, default, find))
        return find

    return register
