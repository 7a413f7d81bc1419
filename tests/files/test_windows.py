r"""What holds on Windows, tried on any system: paths with \, names in either case, no locks."""

import concurrent.futures
import os
import re
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from ntpath import normcase
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any, cast

import pytest
from command import lay, run_process
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import Article, read, scan, write
from newsfeed._util.diff import diff
from newsfeed.cli.inputs import found_files
from newsfeed.cli.reports import REPORTS, Result
from newsfeed.cli.settings import Choice
from newsfeed.errors import Problem, path_text
from newsfeed.scanning import places
from newsfeed.scanning.patterns import Pattern, split_magic
from newsfeed.scanning.processes import map_in_processes

TEXT = "---\ntitle: Rain\n---\nBody\n"

# --- Paths ----------------------------------------------------------------------------------------

SHOWN = {
    "relative": (r"_posts\2026\rain.md", "_posts/2026/rain.md"),
    "absolute": (r"C:\site\rain.md", "site/rain.md"),
    "from the drive": (r"C:site\rain.md", "site/rain.md"),
    "of another machine": (r"\\desk\news\rain.md", "rain.md"),
}


@pytest.mark.parametrize(("path", "expected"), SHOWN.values(), ids=list(SHOWN))
def test_a_diff_names_a_file_as_git_does(path: str, expected: str) -> None:
    assert list(diff("a\n", "b\n", PureWindowsPath(path)))[:2] == [
        f"--- a/{expected}",
        f"+++ b/{expected}",
    ]


def reported(form: str, path: PurePath, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a report says of a problem in a file."""
    problem = Problem("NF104", "webUrl: expected a URL", 2, 1, "webUrl")
    REPORTS[form]([Result(cast(Path, path), [problem], TEXT)], 1)
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_report_names_files_with_slashes(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = reported(form, PureWindowsPath(r"_posts\2026\rain.md"), capsys)
    assert "_posts/2026/rain.md" in shown
    assert "2026\\" not in shown


def test_the_uri_of_a_file_on_a_drive_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    shown = reported("sarif", PureWindowsPath(r"C:\my site\rain.md"), capsys)
    assert '"uri": "file:///C:/my%20site/rain.md"' in shown


def test_a_table_has_the_same_path_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sep", "\\")
    assert path_text(cast(Path, PureWindowsPath(r"_posts\rain.md"))) == "_posts/rain.md"


ROOTS = {
    "folder": (r"posts\2026", "posts/2026"),
    "folder for sure": ("posts\\2026\\", "posts/2026/"),
    "glob": (r"posts\2026-*\*.md", "posts/2026-*/*.md"),
    "glob on a drive": (r"C:\posts\**\rain.md", "C:/posts/**/rain.md"),
    "drive": ("C:\\", "C:/"),
    "drive with a slash": ("C:/", "C:/"),
    "folder of another machine": (r"\\desk\news\2026", "//desk/news/2026"),
}


@pytest.mark.parametrize(("root", "expected"), ROOTS.values(), ids=list(ROOTS))
def test_a_root_with_backslashes_is_the_same_with_slashes(
    root: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(places, "Path", PureWindowsPath)
        patch.setattr(os, "sep", "\\")
        assert places.place_of(root) == (places.LOCAL, expected)


def test_the_pattern_of_a_glob_on_a_drive_begins_behind_the_folders() -> None:
    assert split_magic("C:/posts/2026-*/*.md") == ("C:/posts/", "2026-*/*.md")


class Entry:
    """What Windows lists for a junction: a folder, and no symbolic link."""

    name = "up"

    def is_dir(self, **_: bool) -> bool:
        return True

    def is_junction(self) -> bool:
        return True


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.11 knows no junctions")
def test_a_junction_is_not_followed() -> None:
    assert places._listed(cast("os.DirEntry[str]", Entry())) == ""


# --- Names in either case -------------------------------------------------------------------------


def test_one_file_named_in_two_ways_is_meant_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [Path("Rain.md"), Path("rain.MD"), Path("sun.md")]
    assert found_files(names, Choice()) == names
    monkeypatch.setattr(os.path, "normcase", normcase)
    assert found_files(names, Choice()) == [Path("Rain.md"), Path("sun.md")]


@pytest.mark.parametrize("pattern", ["**/*.md", "**/*.MD", "POSTS/*.md"])
def test_a_pattern_means_names_in_either_case(pattern: str) -> None:
    assert Pattern(pattern).matches("posts/RAIN.MD")
    assert Pattern(pattern).may_hold("Posts/")


def test_two_members_of_an_archive_may_differ_in_case_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for name in ("rain.md", "Rain.md", "RAIN.MD"):
            archive.writestr(name, f"---\ntitle: {name}\n---\n")
    titles = [article.title for article in scan(tmp_path / "news.zip")]
    assert titles == ["RAIN.MD", "Rain.md", "rain.md"]


# Names that Windows keeps for devices, with any ending.
DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
TITLES = st.text() | st.sampled_from(sorted(DEVICES)) | st.from_regex(r'[a-zA-Z0-9<>:"/\\|?*. ]+')


@given(TITLES)
def test_every_name_of_a_file_is_one_on_windows(title: str) -> None:
    name = Article(title, published_date_time=datetime(2026, 3, 14, tzinfo=UTC)).file_name
    if name is not None:
        assert re.fullmatch(r"2026-03-14(-[a-z0-9]+)+\.md", name)
        assert name.partition(".")[0].upper() not in DEVICES


# --- Files ----------------------------------------------------------------------------------------

# Neither locks nor descriptors of folders. `newsfeed.files` looks for locks when it is imported,
# so a process has to start.
WINDOWS = """\
import os, sys
sys.modules["fcntl"] = None
opened = os.open
def refuse(path, *rest, **options):
    if os.path.isdir(path):
        raise PermissionError(13, "Permission denied", path)
    return opened(path, *rest, **options)
os.open = refuse
"""


def test_without_locks_a_file_is_still_written_as_a_whole(tmp_path: Path) -> None:
    lay(tmp_path, {"rain.md": TEXT})
    program = (sys.executable, "-c", f"{WINDOWS}from newsfeed.__main__ import main; main()")
    run_process("set", "title=Sun", "rain.md", cwd=tmp_path, program=program)
    assert [path.name for path in tmp_path.iterdir()] == ["rain.md"]
    assert (tmp_path / "rain.md").read_bytes() == TEXT.replace("Rain", "Sun").encode()


def test_a_file_that_another_program_holds_open_keeps_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Any, target: Any) -> None:
        raise PermissionError(13, "Access is denied", str(source), 5, str(target))

    lay(tmp_path, {"rain.md": TEXT})
    article = read(tmp_path / "rain.md")
    article.title = "Sun"
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError) as caught:
        write(article)
    assert caught.value.filename == str(tmp_path / "rain.md")
    assert [path.name for path in tmp_path.iterdir()] == ["rain.md"]
    assert (tmp_path / "rain.md").read_bytes() == TEXT.encode()


# --- Processes, which Windows starts anew ---------------------------------------------------------

SPAWNED = """\
import multiprocessing
import sys

from newsfeed import Feed
from newsfeed.__main__ import main

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    if sys.argv[1] == "read":
        print([article.title for article in Feed.read(".", workers=2)])
    else:
        main()
"""


@pytest.fixture
def spawning(tmp_path: Path) -> Callable[..., bytes]:
    """Run a script in a folder of three articles; its processes are spawned, not forked."""
    script = tmp_path / "script.py"
    script.write_text(SPAWNED, encoding="utf-8")
    lay(tmp_path / "_posts", {f"{n}.md": TEXT.replace("Rain", f"Rain {n}") for n in range(3)})

    def spawn(*arguments: str) -> bytes:
        program = (sys.executable, str(script))
        return run_process(*arguments, cwd=tmp_path / "_posts", program=program).stdout

    return spawn


def test_spawned_processes_read(spawning: Callable[..., bytes]) -> None:
    assert spawning("read").strip() == b"['Rain 0', 'Rain 1', 'Rain 2']"


def test_spawned_processes_convert(spawning: Callable[..., bytes], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / "news.parquet"
    spawning("convert", ".", "-o", str(out), "--workers", "2")
    from newsfeed import Feed

    assert [article.title for article in Feed.from_parquet(out)] == ["Rain 0", "Rain 1", "Rain 2"]


class Pool(ThreadPoolExecutor):
    """A pool that is refused as Windows refuses one."""

    def __init__(self, workers: int) -> None:
        assert workers <= 61
        super().__init__(workers)


def test_there_are_no_more_processes_than_windows_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Pool)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        assert list(map_in_processes(abs, range(-3, 0), 128)) == [3, 2, 1]
