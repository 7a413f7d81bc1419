"""How long the installed command takes to check a folder of files."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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
        for index in range(count):
            text = texts[index % len(texts)]
            Path(folder, f"{index:06}.md").write_text(text, encoding="utf-8", newline="")
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
