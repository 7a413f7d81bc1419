import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import environment
from paths import PACKAGE, ROOT
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from systems import posix

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SESSIONS = [page for page in PAGES if "```console\n" in page.read_text(encoding="utf-8")]
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    folder = PACKAGE.parent if path.is_relative_to(PACKAGE) else ROOT
    return path.relative_to(folder).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_code_blocks_of_a_page_run(page: Path) -> None:
    examples = list(Sybil([PythonCodeBlockParser()]).parse(page).examples())
    for example in examples:
        example.evaluate()
    assert len(examples) == page.read_text(encoding="utf-8").count("```python\n")


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_the_examples_in_docstrings_give_what_they_show(module: Path) -> None:
    for example in Sybil([DocTestParser()]).parse(module).examples():
        example.evaluate()


@posix
@pytest.mark.parametrize("page", SESSIONS, ids=name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "_posts")
    shown = list(sessions(page))
    assert shown
    for command, expected in shown:
        assert f"$ {command}\n{printed(command, tmp_path)}" == f"$ {command}\n{expected}"


def sessions(page: Path) -> Iterator[tuple[str, str]]:
    """List the commands of a page's console blocks, and what each prints."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def printed(command: str, folder: Path) -> str:
    """Run a line in a shell that finds the installed command, as if in a terminal 80 wide."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shown = subprocess.run(
        ["bash", "-c", command],
        check=False,
        cwd=folder,
        env=environment({"PATH": path, "NO_COLOR": "1"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return shown.stdout


def test_the_badges_say_what_the_project_does() -> None:
    badges = runpy.run_path(str(ROOT / "docs" / "badges.py"))
    for name, picture in badges["badges"]().items():
        path = badges["IMAGES"] / name
        assert path.read_text(encoding="utf-8") == picture, "run make pages"


GENERATED = runpy.run_path(str(ROOT / "docs" / "generate.py"))


@pytest.mark.parametrize("page", GENERATED["PAGES"])
def test_a_page_follows_from_the_code(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert GENERATED["page"](page) == text, "run make pages"
