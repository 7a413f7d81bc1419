"""What a root may be, and what is said where there is nothing."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from command import lay

from newsfeed import ParseError
from newsfeed.scanning import scan

RAIN, SUN = "---\ntitle: Rain\n---\n", "---\ntitle: Sun\n---\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path, {"a/rain.md": RAIN, "a/sun.md": SUN, "b [1]/sun.md": SUN, "a/x.zip": "x"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def titles(root: Any) -> list[str | None]:
    return [article.title for article in scan(root)]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("a/rain.md", ["Rain"]),
        ("a", ["Rain", "Sun"]),
        ("a/", ["Rain", "Sun"]),
        ("./a/.", ["Rain", "Sun"]),
        (".", ["Rain", "Sun", "Sun"]),
        (Path("a"), ["Rain", "Sun"]),
        (Path("a/*.md"), ["Rain", "Sun"]),
        ("a/[!r]*.md", ["Sun"]),
        ("./**/sun.md", ["Sun", "Sun"]),
        ("b [1]", ["Sun"]),
        ("b [[]1]/../a/rain.md", []),
        (["a/sun.md", "a/rain.md", "a/sun.md"], ["Sun", "Rain", "Sun"]),
        (iter(["b [1]", Path("a")]), ["Sun", "Rain", "Sun"]),
        ([], []),
    ],
    ids=[f"root-{number}" for number in range(14)],
)
@pytest.mark.usefixtures("here")
def test_a_root_may_be_written_in_many_ways(root: Any, expected: list[str]) -> None:
    if expected or not isinstance(root, str):
        assert titles(root) == expected
    else:
        with pytest.raises(FileNotFoundError, match="found none"):
            titles(root)


@pytest.mark.parametrize("root", ["*/rain.md", "**/rain.md", "?/rain.md"])
@pytest.mark.usefixtures("here")
def test_a_glob_may_begin_with_a_pattern(root: str) -> None:
    assert titles(root) == ["Rain"]


def test_a_file_url_is_a_path(here: Path) -> None:
    assert titles((here / "b [1]").as_uri()) == ["Sun"]


@pytest.mark.parametrize("root", ["absent", "", "a/rain.md/"])
@pytest.mark.usefixtures("here")
def test_a_root_that_is_not_there_is_an_error(root: str) -> None:
    with pytest.raises(FileNotFoundError, match="expected a file, a folder, a glob"):
        titles(root)


@pytest.mark.usefixtures("here")
def test_a_folder_without_a_match_is_an_error_that_says_what_was_looked_for() -> None:
    with pytest.raises(FileNotFoundError, match=r"expected files \*\*/\*\.txt, found none: 'a'"):
        list(scan("a", pattern="**/*.txt"))


@pytest.mark.usefixtures("here")
def test_a_glob_in_no_folder_is_an_error_as_well() -> None:
    with pytest.raises(FileNotFoundError):
        list(scan("absent/*.md", on_error="collect"))


@pytest.mark.usefixtures("here")
def test_one_of_several_roots_that_is_not_there_is_an_error_of_its_own() -> None:
    reading = scan(["absent", "a/rain.md", "b"], on_error="collect")
    assert [article.title for article in reading] == ["Rain"]
    assert [error.path for error in reading.errors] == [Path("absent"), Path("b")]
    with pytest.raises(ParseError, match="absent"):
        titles(["absent", "a/rain.md"])


@pytest.mark.usefixtures("here")
def test_a_glob_is_found_where_no_name_may_hold_a_star(monkeypatch: pytest.MonkeyPatch) -> None:
    stat = os.stat

    def windows(path: Any, **options: Any) -> os.stat_result:
        if isinstance(path, str) and "*" in path:
            raise OSError(errno.EINVAL, "The filename syntax is incorrect", path)
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", windows)
    assert titles("a/*.md") == ["Rain", "Sun"]


@pytest.mark.parametrize("root", [None, 5, b"posts"], ids=["none", "number", "bytes"])
def test_what_is_no_path_is_said_to_be_none(root: Any) -> None:
    with pytest.raises(TypeError, match="expected a path, a URL, or several of them"):
        list(scan(root))
