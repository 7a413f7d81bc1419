"""What the tests share: the corpus beside the checkout, and both YAML parsers."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfeed import Feed
from newsfeed.frontmatter.read.yaml import loaders

SHARED = Path(__file__).parents[2] / "shared"

collect_ignore = []
if os.name == "nt":  # it has no such signals and terminals, and Spark needs more than Java there
    collect_ignore += ["test_command_terminal.py", "test_faults.py", "test_spark.py"]
if sys.platform != "linux":  # others do not limit the memory of a process
    collect_ignore += ["test_hostile.py"]


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


LOADERS = {"libyaml": loaders.LOADER, "pure": loaders.PureLoader}
if "WITHOUT_LIBYAML" in os.environ:  # as if PyYAML were built without it
    loaders.LOADER = loaders.PureLoader


@pytest.fixture(scope="module", params=list(LOADERS))
def each_loader(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a module with libyaml's parser, and with PyYAML's own as on a machine without it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loaders, "LOADER", LOADERS[request.param])
        yield request.param
