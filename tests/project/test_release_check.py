"""What must be so of a version before it is published: `.ci/release_check.py`."""

import runpy
import tomllib

import pytest
import yaml
from paths import ROOT

CHECK = runpy.run_path(str(ROOT / ".ci" / "release_check.py"))

PACKAGE = '"""News."""\n\n__version__ = "0.2.0"\n'
CITATION = 'cff-version: 1.2.0\nversion: 0.2.0\ndate-released: "2026-03-14"\n'
RELEASED = "## [0.2.0] - 2026-03-14\n\n### Added\n\n- Tides.\n\n## [0.1.0] - 2026-02-01\n\nRain.\n"
UNRELEASED = f"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Moons.\n\n{RELEASED}"


def checked(
    changelog: str, tag: str | None = None, *, package: str = PACKAGE, citation: str = CITATION
) -> object:
    return CHECK["check_versions"](package, changelog, citation, tag)


@pytest.mark.parametrize("changelog", [UNRELEASED, RELEASED, f"## [Unreleased]\n\n{RELEASED}"])
def test_the_newest_version_of_the_changelog_is_that_of_the_package(changelog: str) -> None:
    assert checked(changelog) == "0.2.0"


@pytest.mark.parametrize("changelog", [RELEASED, f"## [Unreleased]\n\n{RELEASED}"])
def test_a_tagged_commit_has_nothing_unreleased(changelog: str) -> None:
    assert checked(changelog, "0.2.0") == "0.2.0"
    with pytest.raises(AssertionError, match="must not have changes under Unreleased"):
        checked(UNRELEASED, "0.2.0")


def test_the_tag_is_the_version() -> None:
    with pytest.raises(AssertionError, match=r"the tag is v0\.3\.0, the package at 0\.2\.0"):
        checked(RELEASED, "0.3.0")


WRONG = {
    "older": (RELEASED.replace("0.2.0", "0.1.1"), "the changelog is at 0.1.1"),
    "without a date": (RELEASED.replace(" - 2026-03-14", ""), "must say when 0.2.0 was released"),
    "without a word": (RELEASED.replace("### Added\n\n- Tides.\n", ""), "must say what 0.2.0 has"),
    "of another day": (RELEASED.replace("03-14", "03-15"), "CITATION.cff says"),
}


@pytest.mark.parametrize(("changelog", "message"), WRONG.values(), ids=list(WRONG))
def test_a_changelog_that_tells_otherwise_is_refused(changelog: str, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        checked(changelog)


def test_a_citation_of_another_version_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"CITATION\.cff says"):
        checked(RELEASED, citation=CITATION.replace("0.2.0", "0.1.0"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "1.0.0", True),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
        ("1.2.0", "10.0.0", True),
    ],
)
def test_a_version_may_break_the_api_as_semantic_versioning_has_it(
    old: str, new: str, expected: bool
) -> None:
    assert CHECK["may_break"](old, new) is expected


def test_the_citation_names_the_project_as_its_metadata_do() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["authors"] == project["authors"]
    assert citation["license"] == project["license"]
    assert citation["keywords"] == project["keywords"]
