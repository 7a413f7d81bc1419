"""The diffs that `docs/contributing.md` shows can be applied, and are whole."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from command import environment
from paths import ROOT

DIFFS = ROOT / "docs" / "contributing"
PYTEST = ["pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", "-m", "not shared"]
PARTS = ["CHANGELOG.md", "README.md", "docs", "examples", "pyproject.toml", "src", "tests"]

ARTICLE = """\
---
title: "FERRY LATE"
publishedDateTime: 2026-03-14T09:30:00Z
webUrl: "https://harbour.example/ferry"
type: article
language: en-GB
---
"""
REFERENCE = """\
[
  {
    "id": "https://harbour.example/ferry",
    "type": "article-newspaper",
    "title": "FERRY LATE",
    "issued": {
      "date-parts": [
        [
          2026,
          3,
          14
        ]
      ]
    },
    "URL": "https://harbour.example/ferry"
  }
]
"""


@attrs.frozen
class Change:
    """What shows that a diff is whole.

    Args:
        command: A command of the changed library.
        code: Its exit code.
        printed: What it prints.
        page: A generated page.
        row: A line of it.
        tests: The modules of tests to run, below `tests`.
        chosen: Which of their tests.
    """

    command: str
    code: int
    printed: str
    page: str
    row: str
    tests: str
    chosen: str


CHANGES = {
    "add-a-field": Change(
        "get language ferry.md",
        0,
        "en-GB\n",
        "reference/fields.md",
        "| `language` | `language` | text | plain | Its language, such as `en-GB`. |",
        "export/test_docstrings.py export/test_schema.py test_models.py test_new_field.py"
        " tables/test_tables.py",
        "language or models_say or case_and_an_answer or canonical_order or snake_case"
        " or of_the_models or own_fields or laws_draw",
    ),
    "add-a-check": Change(
        "check ferry.md",
        1,
        "ferry.md:2:8: NF123 title: expected small letters too, found capitals alone\n",
        "checks.md",
        "| [`NF123`](#nf123-shouted-title) | shouted-title | warning | on |",
        "checks/test_checks.py project/test_documentation.py",
        "NF123 or every_case or order_of_their_codes or by_codes or one_rule_each"
        " or checks/__init__",
    ),
    "add-an-export": Change(
        "convert ferry.md --to csl",
        0,
        REFERENCE,
        "reference/exports.md",
        "| `issued` | `published_date_time` | the day in UTC |",
        "cli/test_exports.py cli/test_export_refusals.py export/test_cases.py"
        " project/test_documentation.py project/test_public_names.py",
        "references or csl or all_forms or csv-hidden or names_of_the_exports"
        " or (commands_of_a_page and docs/command) or (code_blocks and exports)",
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project."""
    if not (ROOT / "src").is_dir():
        pytest.skip("the source is not here")
    for part in PARTS:
        if (ROOT / part).is_dir():
            # The compiled modules spare the copy from compiling them; the temporary files beside
            # them may be gone before they are copied.
            ignored = shutil.ignore_patterns("*.pyc.*", "_build")
            shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
        else:
            shutil.copy(ROOT / part, tmp_path)
    return tmp_path


def run(tree: Path, *command: str, code: int = 0) -> str:
    """Run a command in the copy, by its library; return what it prints."""
    changes = {
        "PYTHONPATH": str(tree / "src"),
        "PYTEST_ADDOPTS": "",
        "COVERAGE_PROCESS_CONFIG": "",  # what runs here is not the library that is measured
        "GIT_CEILING_DIRECTORIES": str(tree.parent),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    done = subprocess.run(
        command,
        cwd=tree,
        env=environment(changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def python(tree: Path, *arguments: str, code: int = 0) -> str:
    return run(tree, sys.executable, *arguments, code=code)


def test_each_diff_is_shown_and_tried() -> None:
    assert {path.stem for path in DIFFS.iterdir()} == CHANGES.keys()
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    for name in CHANGES:
        first = (DIFFS / f"{name}.diff").read_text(encoding="utf-8").split("\ndiff --git")[0]
        assert "+++ b/CHANGELOG.md\n" in first
        assert "\n+- " in first
        assert f"](contributing/{name}.diff)" in page
        assert f"```{{literalinclude}} contributing/{name}.diff\n:language: diff\n```" in page


def test_the_diffs_are_all_that_the_changes_take(tree: Path) -> None:
    """All are tried in one copy, since most of the time is that of starting pytest."""
    for name in CHANGES:
        # The changelog is another one with each change of the project.
        run(tree, "git", "apply", "--exclude=CHANGELOG.md", f"docs/contributing/{name}.diff")
    python(tree, "docs/generate.py")
    (tree / "ferry.md").write_bytes(ARTICLE.encode())
    for change in CHANGES.values():
        assert f"\n{change.row}\n" in (tree / "docs" / change.page).read_text(encoding="utf-8")
        shown = python(tree, "-m", "newsfeed", *change.command.split(), code=change.code)
        assert shown.startswith(change.printed)
    tests = {f"tests/{module}" for change in CHANGES.values() for module in change.tests.split()}
    chosen = " or ".join(f"({change.chosen})" for change in CHANGES.values())
    said = python(tree, "-m", *PYTEST, "-k", chosen, *sorted(tests))
    assert re.search(r"^[1-9][0-9]* passed", said, re.MULTILINE), said
