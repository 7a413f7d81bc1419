"""The settings in `pyproject.toml`; see also `test_files.py`."""

from pathlib import Path

import pytest
from command import GOOD, HOT, TIDES, lay, reported, run

from newsfeed.cli.settings import Choice, settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file and two bad ones."""
    lay(tmp_path, {"good.md": GOOD, "tides.md": TIDES, "hot.md": HOT})
    return tmp_path


def codes(*arguments: str | Path, cwd: Path) -> list[str]:
    return [problem["code"] for problem in reported(*arguments, cwd=cwd)["problems"]]


def test_a_project_sets_its_rules_and_the_command_line_wins(folder: Path) -> None:
    table = '[tool.newsfeed]\nselect = ["NF103"]\nignore = ["NF01"]\n'
    lay(folder, {"pyproject.toml": table, "posts/deep/tides.md": TIDES})
    below = folder / "posts" / "deep"
    assert codes(folder, cwd=below) == ["NF103", "NF103"]
    assert codes(".", "--select", "NF104", cwd=below) == ["NF104"]
    assert codes("hot.md", "--ignore", "NF1", cwd=folder) == ["NF011", "NF011"]
    lay(folder, {"posts/pyproject.toml": "[project]\n"})
    assert codes(".", cwd=below) == ["NF103", "NF104"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            "[tool.newsfeed]\nchosen = []",
            "newsfeed.chosen: expected one of exclude, extend-exclude, ignore, i",
        ),
        ("[tool.newsfeed]\nselect = 'NF1'", "newsfeed.select: expected a list of codes, found 'N"),
        ("[tool.newsfeed]\nignore = [1]", "newsfeed.ignore: expected a list of codes, found [1]"),
        ("[tool.newsfeed]\nselect = ['NF9']", "expected a code such"),
        ("[tool.newsfeed]\ninclude = '*'", "newsfeed.include: expected a list of globs, found '*'"),
        (
            "[tool.newsfeed]\ninclude = []",
            "newsfeed.include: expected globs such as **/*.mdx, foun",
        ),
        (
            "[tool.newsfeed]\ninclude = ['']",
            "newsfeed.include: expected globs such as **/*.mdx",
        ),
        ("[tool.newsfeed]\nexclude = 3", "newsfeed.exclude: expected a list of patterns, found 3"),
        (
            "[tool.newsfeed]\nexclude = ['a\\']",
            "newsfeed.exclude: expected a pattern as in .gitig",
        ),
        ("[tool.newsfeed]\nextend-exclude = ['!']", "newsfeed.extend-exclude: expected a pattern"),
        (
            "[tool.newsfeed]\nextend_exclude = []",
            "newsfeed.extend_exclude: expected one of exclude",
        ),
        ("[tool]\nnewsfeed = ['NF1']", "expected"),
        ("tool = 3", "expected"),
        ("[tool.newsfeed\nselect = []", "at line 1"),
        ("[tool.newsfeed]\nselect = ['\udcff']", "utf-8"),
    ],
    ids=[
        *("key", "text", "item", "code", "globs", "no-globs", "empty-glob", "patterns", "pattern"),
        *("negation", "hyphen", "table", "tool", "TOML", "encoding"),
    ],
)
def test_wrong_settings_exit_with_2_and_name_the_file(folder: Path, table: str, said: str) -> None:
    (folder / "pyproject.toml").write_bytes(table.encode(errors="surrogateescape"))
    done = run("check", ".", cwd=folder, code=2)
    assert str(folder / "pyproject.toml") in done.err
    assert said in done.err.partition("pyproject.toml")[2]


def test_a_folder_that_was_removed_has_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    assert settings() == Choice()
