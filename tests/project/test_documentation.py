"""The pages run: their code, the commands that they show, and what is generated from the code."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import environment, run_in_session
from pages import MODULES, PAGES, name, run_code_blocks, run_docstrings
from paths import ROOT
from systems import posix

SESSIONS = [page for page in PAGES if "```console\n" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_code_blocks_of_a_page_run(page: Path) -> None:
    run_code_blocks(page)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_the_examples_in_docstrings_give_what_they_show(module: Path) -> None:
    run_docstrings(module)


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
    """Run a line as if in a terminal 80 wide: in this process unless it needs a shell."""
    if is_plain(command):
        return run_in_session(*shlex.split(command)[1:], cwd=folder, env={"NO_COLOR": "1"})
    # The shell finds the installed command.
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


def is_plain(command: str) -> bool:
    """Return whether a line is one `newsfeed` command that a shell would only split into words."""
    unquoted = re.sub(r"""'[^']*'|"[^"$`\\]*\"""", "", command)
    return re.fullmatch(r"newsfeed [\w ./:=-]*", unquoted) is not None


def test_pipes_and_patterns_need_a_shell() -> None:
    plain = ["newsfeed set 'topics[]=a | b' \"excerpt=c; d\" _posts", "newsfeed check --help"]
    others = ["newsfeed get x a | sort", "newsfeed get x *.md", 'newsfeed set "x=$y"', "head a.md"]
    assert [line for line in plain + others if is_plain(line)] == plain


def test_the_badges_say_what_the_project_does() -> None:
    badges = runpy.run_path(str(ROOT / "docs" / "badges.py"))
    for file, picture in badges["badges"]().items():
        path = badges["IMAGES"] / file
        assert path.read_text(encoding="utf-8") == picture, "run make pages"


GENERATED = runpy.run_path(str(ROOT / "docs" / "generate.py"))


@pytest.mark.parametrize("page", GENERATED["PAGES"])
def test_a_page_follows_from_the_code(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert GENERATED["page"](page) == text, "run make pages"
