"""Files under faults: no byte is lost when a writer is killed, starved or raced."""

import fcntl
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import writer
from editing import names
from systems import linux

from newsfeed import Article, read, write

KILLS = 40


def start(fault: str, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, writer.__file__, fault, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said_by(fault: str, path: Path) -> str:
    """What a writer prints that ends by itself."""
    with start(fault, path) as process:
        said, _ = process.communicate(timeout=600)
    assert process.returncode == 0
    return said


def killed_after(seconds: float, path: Path, parent: "subprocess.Popen[str]") -> None:
    """Kill a writer some time after its first write, and check what it leaves."""
    before = read(path).heat
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write("go\n")
    parent.stdin.flush()
    child = int(parent.stdout.readline())
    try:
        while read(path).heat == before:
            time.sleep(0.001)
        time.sleep(seconds)
    finally:
        os.kill(child, signal.SIGKILL)
        assert parent.stdout.readline() == "killed\n"
    article = read(path)
    assert article.heat is not None
    assert article.body == writer.body_of(article.heat)
    assert set(names(path.parent)) <= {"rain.md", ".newsfeed.tmp"}


def test_a_killed_writer_leaves_the_old_text_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "rain.md"
    rng = random.Random()
    write(Article("Rain", heat=0, body=writer.body_of(0)), path)
    with start("rewrite", path) as parent:
        for _ in range(KILLS):
            killed_after(rng.uniform(0, 0.02), path, parent)
        parent.communicate()
    article = read(path)
    article.heat = 0
    assert write(article)
    assert names(tmp_path) == ["rain.md"]


def test_a_writer_waits_for_the_lock_before_it_looks_for_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "rain.md"
    write(Article("Rain"), path)
    with start("edit", path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        folder = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        # Without the lock it would be done by now.
        time.sleep(0.5)
        path.write_text("---\ntitle: Sun\n---\n")
        os.close(folder)
        said, _ = process.communicate(timeout=600)
    assert said == "ConflictError\n"
    assert read(path).title == "Sun"


def test_two_processes_lose_no_edit_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "rain.md"
    write(Article("Rain", heat=0), path)
    with start("increment", path) as one, start("increment", path) as other:
        for process in (one, other):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        conflicts = [process.communicate("go\n", timeout=600)[0] for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    assert read(path).heat == 500
    assert all(said.strip().isdigit() for said in conflicts)
    assert names(tmp_path) == ["rain.md"]


@pytest.mark.parametrize("exists", [False, True], ids=["new file", "old file"])
def test_a_full_disk_is_an_error_and_the_old_file_stays(tmp_path: Path, exists: bool) -> None:
    path = tmp_path / "rain.md"
    if exists:
        write(Article("Rain"), path)
    before = path.read_bytes() if exists else None
    assert said_by("full-disk", path) == f"OSError; File too large; {path}\n"
    assert names(tmp_path) == ["rain.md"] * exists
    assert (path.read_bytes() if exists else None) == before


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; those of pytest are for their owner alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize("exists", [False, True], ids=["new file", "old file"])
def test_a_folder_without_rights_is_an_error_and_the_old_file_stays(
    public_folder: Path, exists: bool
) -> None:
    path = public_folder / "rain.md"
    if exists:
        write(Article("Rain"), path)
        path.chmod(0o666)
    before = path.read_bytes() if exists else None
    assert said_by("no-rights", path) == f"PermissionError; Permission denied; {path}\n"
    assert names(public_folder) == ["rain.md"] * exists
    assert (path.read_bytes() if exists else None) == before


@linux
def test_a_link_to_another_device_is_written_through(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        path = Path(name) / "rain.md"
        write(Article("Rain"), path)
        path.chmod(0o640)
        link = tmp_path / "link.md"
        link.symlink_to(path)
        article = read(link)
        article.heat = 3
        assert write(article)
        assert link.is_symlink()
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert read(path).heat == 3
        assert (names(tmp_path), names(path.parent)) == (["link.md"], ["rain.md"])


def test_another_name_of_a_file_keeps_the_old_text(tmp_path: Path) -> None:
    path, other = tmp_path / "rain.md", tmp_path / "other.md"
    write(Article("Rain"), path)
    other.hardlink_to(path)
    before = other.read_bytes()
    article = read(path)
    article.heat = 3
    assert write(article)
    assert read(path).heat == 3
    assert other.read_bytes() == before
