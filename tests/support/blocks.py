"""Articles and problems of a block of front matter; and a model of several collections."""

from typing import Any

import attrs
import pytest

from newsfeed import Article, ParseError, parse


@attrs.define
class Stop:
    """A nested model."""

    name: str


@attrs.define
class Ferry:
    """A model with required collections, and with lists of collections."""

    stops: list[Stop]
    first: Stop
    names: dict[str, Any]
    days: list[list[int]] = attrs.field(factory=list)
    maps: list[dict[str, Any]] = attrs.field(factory=list)


def read(block: str) -> Article:
    """Return the article of a block."""
    return parse(f"---\n{block}\n---\n")


def unknown(block: str) -> dict[str, Any]:
    """Return the unknown keys of a block, below a title."""
    return read(f"title: Rain\n{block}").extra


def problems_of(block: str) -> list[tuple[str, str]]:
    """Return the code and the key of each problem of a block."""
    with pytest.raises(ParseError) as caught:
        read(block)
    return [(problem.code, problem.key) for problem in caught.value.problems]


def messages(text: str, model: type) -> list[str]:
    """Return the message of each problem of a document that cannot be read into a model."""
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    return [problem.message for problem in caught.value.problems]
