"""Instances of each public class can be weakly referenced."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from newsfeed import (
    Article,
    Document,
    Feed,
    Image,
    Provider,
    RelatedItem,
    SecuredPayload,
    parse,
    scan,
)

HERE = Path(__file__)
INSTANCES: dict[str, Callable[[], Any]] = {
    "Article": lambda: Article("Tide"),
    "ConflictError": lambda: newsfeed.ConflictError("it has changed", HERE),
    "Document": lambda: Document({"title": "Tide"}),
    "Feed": lambda: Feed([Article("Tide")]),
    "Image": lambda: Image("https://daily.example/tide.png"),
    "NewsfeedError": lambda: newsfeed.NewsfeedError("wrong"),
    "ParseError": lambda: newsfeed.ParseError([], ""),
    "Problem": lambda: newsfeed.Problem(newsfeed.errors.Code.TYPE, "wrong", 1, 1),
    "Provider": lambda: Provider("Post"),
    "RelatedItem": lambda: RelatedItem("Tide"),
    "SecuredPayload": lambda: SecuredPayload(bytes(16), bytes(16)),
    "SerializeError": lambda: newsfeed.SerializeError("wrong"),
    "read article": lambda: parse("---\ntitle: Tide\n---\n"),
    "scan": lambda: scan(HERE, pattern="*.py"),
}


def test_the_list_has_every_public_class() -> None:
    classes = [name for name in newsfeed.__all__ if isinstance(getattr(newsfeed, name), type)]
    assert set(classes) <= INSTANCES.keys()


@pytest.mark.parametrize("name", INSTANCES)
def test_an_instance_can_be_weakly_referenced(name: str) -> None:
    instance = INSTANCES[name]()
    reference = weakref.ref(instance)
    assert reference() is instance


def test_the_charts_of_a_feed_can_be_weakly_referenced() -> None:
    pytest.importorskip("altair")
    plots = Feed([Article("Tide")]).plot
    assert weakref.ref(plots)() is plots
