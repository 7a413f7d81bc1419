"""The real news files beside the checkout; none of their text is kept here."""

from functools import cache
from pathlib import Path

import pytest

NEWS = 267


@cache
def texts_in(shared: Path) -> tuple[str, ...]:
    """Read the news files, once for all tests."""
    paths = sorted([*(shared / "seeds").glob("*.md"), *(shared / "corpus/news").glob("*.md")])
    assert len(paths) == NEWS
    return tuple(path.read_bytes().decode() for path in paths)


@pytest.fixture
def news(shared: Path) -> tuple[str, ...]:
    """The texts of all news files."""
    return texts_in(shared)
