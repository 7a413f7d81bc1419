"""What the tests of several laws share."""

import attrs
import pytest
from hypothesis import assume, event
from spelling import Foreign

from newsfeed import Article, SerializeError, serialize

both_loaders = pytest.mark.usefixtures("each_loader")
"""Marks a module that runs with both parsers of YAML."""


def edited_text(article: Article, foreign: Foreign) -> str:
    """Serialize; a refusal is an answer only where the text shares values through anchors."""
    try:
        return serialize(article)
    except SerializeError:
        assert foreign.anchored, "refused without an anchor"
        event("refused")
        assume(False)
        raise


def newline_of(text: str) -> str:
    return "\r\n" if text.startswith("---\r\n") else "\n"


def canonical(article: Article, text: str) -> str:
    """The text of an article from its values alone."""
    return serialize(attrs.evolve(article, source=None), newline=newline_of(text))


def one_line_difference(text: str, new: str) -> tuple[str, str]:
    """The only line that differs between two texts."""
    old_lines, new_lines = text.split("\n"), new.split("\n")
    assert len(old_lines) == len(new_lines)
    changed = [pair for pair in zip(old_lines, new_lines, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1
    return changed[0]
