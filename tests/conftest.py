"""What the tests share: profiles, counts of cases, the corpus beside the checkout, YAML parsers."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from loops import cases_of
from paths import SHARED

from newsfeed import Feed
from newsfeed.frontmatter.read.yaml import loaders

# Quick for people, thorough for CI: see `strategies.examples`. No property fails for its time.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
for profile in "quick", "thorough":
    settings.register_profile(profile, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("quick")

collect_ignore = []
if os.name == "nt":  # it has no such signals and terminals, and Spark needs more than Java there
    collect_ignore += ["cli/test_terminal.py", "engines/test_spark.py", "files/test_faults.py"]
if sys.platform != "linux":  # others do not limit the memory of a process
    collect_ignore += ["laws/test_hostile.py"]


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; those of pytest are for their owner alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count the cases of each test."""
    for item in items:
        item.user_properties.append(("cases", cases_of(getattr(item, "obj", None))))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how many cases were run: more than tests, since a test may have a table of them."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if report.when == "call"
    ]
    if reports:
        cases = sum(dict(report.user_properties)["cases"] for report in reports)
        terminalreporter.write_line(f"{cases:,} cases in {len(reports):,} tests")


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
