"""What the package says it has is what it has."""

import importlib
import importlib.metadata
import importlib.resources
import subprocess
import sys
from datetime import datetime
from types import ModuleType
from typing import assert_type

import attrs
import pytest

import newsfeed
from newsfeed import Article, parse

NAMES = [
    "Article",
    "ConflictError",
    "Document",
    "Feed",
    "Image",
    "NewsfeedError",
    "ParseError",
    "Problem",
    "Provider",
    "RelatedItem",
    "SecuredPayload",
    "SerializeError",
    "__version__",
    "amp_cache_url",
    "canonicalize",
    "parse",
    "read",
    "scan",
    "serialize",
    "slug",
    "write",
]
PACKAGES = {
    "checks": "check",
    "dask": "read",
    "export": "to_json",
    "plot": "Plots",
    "spark": "register",
    "tables": "write_parquet",
}
EXPORTS = [
    "api_item",
    "api_page",
    "atom",
    "from_api",
    "json_feed",
    "json_ld",
    "json_ld_graph",
    "json_ld_script",
    "json_schema",
    "rss",
    "to_json",
]


@attrs.define
class Note:
    title: str
    when: datetime | None = None


def test_the_public_names_are_these() -> None:
    assert newsfeed.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(importlib.import_module("newsfeed"), name) is not None


def test_nothing_else_is_public_but_the_modules() -> None:
    names = {name for name in vars(newsfeed) if not name.startswith("_")}
    others = names - set(NAMES) - {"importlib", "typing"}
    assert all(isinstance(getattr(newsfeed, name), ModuleType) for name in others), others
    assert all(getattr(newsfeed, name).__name__ == f"newsfeed.{name}" for name in others)


def test_a_name_that_is_none_is_an_error_and_the_others_are_offered() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Fed'"):
        _ = newsfeed.Fed  # type: ignore[attr-defined]
    assert set(NAMES) | PACKAGES.keys() <= set(dir(newsfeed))


def test_only_public_names_and_modules_are_offered() -> None:
    expected = {*NAMES, *PACKAGES, "errors", "frontmatter"}
    assert set(dir(newsfeed)) == expected
    assert all(hasattr(newsfeed, name) for name in expected)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_there_without_being_imported(package: str) -> None:
    code = f"import newsfeed; print(newsfeed.{package}.{PACKAGES[package]}.__name__)"
    assert in_python(code) == f"{PACKAGES[package]}\n"


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_an_attribute_even_before_it_is_imported(package: str) -> None:
    found = vars(newsfeed)["__getattr__"](package)
    assert found is importlib.import_module(f"newsfeed.{package}")


def test_the_names_of_the_exports_are_these() -> None:
    assert newsfeed.export.__all__ == EXPORTS
    assert all(getattr(newsfeed.export, name).__doc__ for name in EXPORTS)


def test_the_markers_have_one_door() -> None:
    names = ["ONE_OR_MANY", "QUOTED", "SECTION", "UTC", "As", "Key", "Tagged", "grammar", "keys"]
    assert importlib.import_module("newsfeed.frontmatter").__all__ == names
    schema = importlib.import_module("newsfeed.frontmatter.schema")
    assert not any(hasattr(schema, name) for name in names)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"__version__"}))
def test_every_public_name_has_a_docstring(name: str) -> None:
    docstring = getattr(newsfeed, name).__doc__
    assert docstring
    assert docstring.strip().splitlines()[0].endswith(".")


def test_the_version_is_that_of_the_distribution() -> None:
    try:
        version = importlib.metadata.version("newsfeed-frontmatter")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the distribution is not installed")
    assert newsfeed.__version__ == version


def test_the_errors_are_a_tree_below_one_base() -> None:
    assert issubclass(newsfeed.ParseError, (newsfeed.NewsfeedError, ValueError))
    assert issubclass(newsfeed.SerializeError, newsfeed.NewsfeedError)
    assert issubclass(newsfeed.SerializeError, ValueError)
    assert issubclass(newsfeed.ParseError, ValueError)
    assert issubclass(newsfeed.ConflictError, newsfeed.NewsfeedError)
    assert not issubclass(newsfeed.ConflictError, ValueError)


def test_type_checkers_know_what_parse_returns() -> None:
    """Checked by mypy; here it runs."""
    text = "---\ntitle: Tide\n---\n"
    assert_type(parse(text), Article)
    assert_type(parse(text.encode(), path="a.md"), Article)
    assert_type(parse(text, model=Note), Note)
    assert isinstance(parse(text, model=Note), Note)


def test_importing_the_package_warns_of_nothing_and_prints_nothing() -> None:
    assert in_python("import newsfeed; print(newsfeed.__all__)") == f"{NAMES}\n"


def in_python(code: str) -> str:
    """Run code in a process of its own, where warnings are errors; return what it prints."""
    # What python-dateutil 2.8.2 does when it is imported is deprecated since Python 3.12.
    dateutil = "ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning"
    command = [sys.executable, "-W", "error", "-W", dateutil, "-c", code]
    folder = str(importlib.resources.files("newsfeed").joinpath(".."))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": folder}
    )
    assert done.stderr == ""
    return done.stdout
