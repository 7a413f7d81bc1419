"""What the tests share: the corpus beside the checkout, and both YAML parsers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfeed import Feed
from newsfeed.frontmatter import loaders

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real files; in CI it must be there."""
    if not SHARED.is_dir():
        assert "CI" not in os.environ, f"{SHARED} is missing"
        pytest.skip(f"{SHARED} is not here")
    return SHARED


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 2,000 files of every kind."""
    from many_files import write_many

    return write_many(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def feed(many: Path) -> Feed:
    """The articles of these files."""
    return Feed.read(many)


# As if PyYAML were built without libyaml.
WITHOUT_LIBYAML = "WITHOUT_LIBYAML" in os.environ
if WITHOUT_LIBYAML:
    loaders.LOADER = loaders.PureLoader


@pytest.fixture(scope="module", params=["pure"] if WITHOUT_LIBYAML else ["libyaml", "pure"])
def each_loader(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a module with libyaml's parser, and with PyYAML's own as on a machine without it."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "pure":
            patch.setattr(loaders, "LOADER", loaders.PureLoader)
        yield request.param
