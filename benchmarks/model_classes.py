"""How long it takes to write articles back whose class does more than to set its attributes."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

import attrs
from measuring import Row, Target, microseconds

import newsfeed
from newsfeed.frontmatter import QUOTED, SECTION
from newsfeed.frontmatter.origin import origin_of, set_origin
from newsfeed.frontmatter.schema import schema_of

PLAIN = "plain class"


def valid(*_: Any) -> None:
    """Accept a value."""


def unchanged(value: Any) -> Any:
    """Return a value."""
    return value


@attrs.define
class Hooked(newsfeed.Article):
    """An article with a hook."""

    def __attrs_post_init__(self) -> None:
        """Do nothing."""


@attrs.define
class Validated(newsfeed.Article):
    """An article with a validator."""

    secured: Annotated[str | None, QUOTED, SECTION] = attrs.field(default=None, validator=valid)


@attrs.define
class Converted(newsfeed.Article):
    """An article with a converter."""

    secured: Annotated[str | None, QUOTED, SECTION] = attrs.field(default=None, converter=unchanged)


@attrs.frozen
class Frozen(newsfeed.Article):
    """An article that cannot be edited."""


@attrs.define(unsafe_hash=True)
class Hashed(newsfeed.Article):
    """An article with a hash."""


CLASSES: dict[str, type[newsfeed.Article]] = {
    PLAIN: newsfeed.Article,
    "hook": Hooked,
    "validator": Validated,
    "converter": Converted,
    "frozen": Frozen,
    "hash": Hashed,
}


def edited(article: newsfeed.Article) -> newsfeed.Article:
    """Return an article with another number and the source of this one."""
    changed = attrs.evolve(article, heat=(article.heat or 0) + 1)
    set_origin(changed, schema_of(type(article)), *origin_of(article))
    return changed


def model_classes(texts: list[str], rounds: int) -> Iterator[Row | Target]:
    """Measure `serialize`, untouched and after a change of a number, with each class."""
    for title, prepare in (("untouched", lambda article: article), ("number changed", edited)):
        articles = {
            name: [prepare(newsfeed.parse(text, model=model)) for text in texts]
            for name, model in CLASSES.items()
        }
        expected = [newsfeed.serialize(article) for article in articles[PLAIN]]
        for written in articles.values():
            assert [newsfeed.serialize(article) for article in written] == expected
        operations: dict[str, Callable[[int], object]] = {
            name: lambda index, written=written: newsfeed.serialize(written[index])
            for name, written in articles.items()
        }
        values = microseconds(operations, range(len(texts)), rounds)
        yield Row(f"serialize with classes of any kind, {title}", "us", values)
        slowest = max(CLASSES, key=lambda name: values[name])
        ratio = values[slowest] / values[PLAIN]
        yield Target(f"serialize, {title}: slowest class ({slowest}) / plain class", ratio, 2.0)
