"""How long the installed command takes to check the files of a folder, and to edit them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count as counted
from itertools import cycle
from pathlib import Path

from measuring import Row, Target, compile_package, microseconds
from samples import news_files

COMMAND = Path(sys.executable).with_name("newsfeed")
LONGEST = 2.0


def checking(count: int, rounds: int) -> Iterator[Row | Target]:
    """Measure the seconds of `newsfeed check` on two cores, from its start to its end.

    Args:
        count: How many files to check.
        rounds: How often.

    Yields:
        The row, and the target.
    """
    compile_package()
    texts = news_files()
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), texts, count)
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, sorted(cores)[:2])
        try:
            times = microseconds(
                {
                    "newsfeed check": lambda folder: check(folder, count),
                    "python-frontmatter, reading alone": lambda folder: read(folder, count),
                },
                [folder],
                rounds,
            )
        finally:
            os.sched_setaffinity(0, cores)
    seconds = {name: value / 1e6 for name, value in times.items()}
    yield Row(f"check {count:,} files, on two cores", "s", seconds)
    yield Target("newsfeed check of 5,000 files, seconds", seconds["newsfeed check"], LONGEST)


def editing(count: int, rounds: int) -> Iterator[Row]:
    """Measure the seconds of one `newsfeed set` and one `newsfeed rename` that change every file.

    Args:
        count: How many files.
        rounds: How often; each time every file gets another text.

    Yields:
        The row.
    """
    compile_package()
    numbers, names = counted(1_000), cycle(["title=headline", "headline=title"])
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), news_files(), count)
        times = microseconds(
            {
                "newsfeed set": lambda folder: edit(folder, count, "set", f"heat={next(numbers)}"),
                "newsfeed rename": lambda folder: edit(folder, count, "rename", next(names)),
                "newsfeed, reading alone": lambda folder: scan(folder, count),
                "python-frontmatter, reading alone": lambda folder: read(folder, count),
            },
            [folder],
            rounds,
        )
    seconds = {name: value / 1e6 for name, value in times.items()}
    yield Row(f"edit {count:,} files by the command", "s", seconds)


def write_files(folder: Path, texts: list[str], count: int) -> None:
    """Write files with the texts, in turn."""
    for index in range(count):
        text = texts[index % len(texts)]
        (folder / f"{index:06}.md").write_text(text, encoding="utf-8", newline="")


def edit(folder: str, count: int, command: str, change: str) -> None:
    """Run a command that changes every file."""
    run = [COMMAND, command, change, folder]
    shown = subprocess.run(run, check=True, stderr=subprocess.PIPE, text=True)
    assert shown.stderr == f"{count:,} of {count:,} files changed, 0 failed.\n"


def scan(folder: str, count: int) -> None:
    """Read the files as Documents, in a process of its own."""
    code = (
        "import newsfeed, sys\n"
        "print(len(list(newsfeed.scan(sys.argv[1], model=newsfeed.Document))))"
    )
    shown = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True)
    assert int(shown.stdout) == count


def check(folder: str, count: int) -> None:
    """Run the command; some of the real files have problems, so it may exit with 1."""
    run = [COMMAND, "check", folder, "--format", "json"]
    shown = subprocess.run(run, check=False, stdout=subprocess.PIPE, text=True)
    assert shown.returncode in (0, 1)
    assert f'"files": {count},' in shown.stdout


def read(folder: str, count: int) -> None:
    """Read the files with python-frontmatter in a process of its own."""
    code = (
        "import frontmatter, pathlib, sys\n"
        "files = sorted(pathlib.Path(sys.argv[1]).glob('*.md'))\n"
        "print(len([frontmatter.load(file) for file in files]))"
    )
    shown = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True)
    assert int(shown.stdout) == count
