"""`newsfeed convert`: what it refuses, and what it leaves behind."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from command import COMMAND, GOOD, environment, lay, run, run_in_terminal
from converting import TEXTS, convert
from systems import linux, posix

from newsfeed import Article, NewsfeedError, parse

# The package has the command under the name of its module.
_MODULE = import_module("newsfeed.cli.convert")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# What is refused, before a file is touched


REFUSED: dict[str, tuple[str, str]] = {
    "no-paths": ("-o x.csv", "Missing argument 'PATH...'"),
    "missing": ("posts missing -o x.csv", "Path 'missing' does not exist"),
    "missing-url": ("file:///missing.md -o x.csv", "'file:///missing.md' does not exist"),
    "empty": ("empty -o x.csv", "empty: expected files **/*.md, found none"),
    "empty-parquet": ("empty -o x.parquet", "empty: expected files **/*.md, found none"),
    "glob": ("posts/x*.md -o x.csv", "posts/: expected files x*.md, found none"),
    "protocol": ("nowhere://x -o x.csv", "Protocol not known: nowhere"),
    "pattern": ("posts --pattern [z-a] -o x.csv", "posts: expected files [z-a], found none"),
    "format": ("posts --to xml", "'xml' is not one of"),
    "no-format": ("posts", "expected --to with one of parquet, csv, ndjson, json"),
    "ending": ("posts -o x.txt", "expected --to with one of parquet, csv, ndjson, json"),
    "pipe": ("posts --to parquet", "written to a file; -o names no file"),
    "stdin": ("posts - -o x.parquet", "written to a file; a PATH is -"),
    "column": ("posts -o x.csv --columns titles", "no column 'titles'; did you mean title?"),
    "nested": ("posts -o x.parquet --columns provider_name", "no column 'provider_name'"),
    "no-columns": ("posts -o x.csv --columns ,", "expected names of columns"),
    "columns": ("posts -o x.json --columns title", "--columns is for parquet, csv, not for"),
    "flat": ("posts -o x.csv --flat", "--flat is for parquet, not for csv"),
    "source": ("posts -o x.ndjson --source", "--source is for parquet, not for ndjson"),
    "workers": ("posts -o x.json --workers 2", "--workers is for parquet, not for json"),
    "no-workers": ("posts -o x.parquet --workers 0", "0 is not in the range x>=1"),
    "folder": ("posts --to csv -o empty", "'empty' is a directory"),
    "no-folder": ("posts -o missing/x.csv", "there is no folder missing"),
    "fifo": ("posts -o pipe.csv", "-o pipe.csv: expected a regular file"),
    "input": ("posts --to csv -o posts/b.md", "it is one of the files to read"),
    "input-in-folder": ("empty . --to csv -o posts/a/rich.md", "it is one of the files to read"),
    "input-file": ("posts/b.md --to csv -o link.md", "it is one of the files to read"),
    "input-glob": ("posts/?.md --to csv -o posts/c.md", "it is one of the files to read"),
    "input-link": ("posts --to csv -o link.md", "it is one of the files to read"),
    "input-here": ("*.md --to csv -o link.md", "it is one of the files to read"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_command_exits_with_2_and_writes_nothing(case: str) -> None:
    Path("empty").mkdir()
    os.mkfifo("pipe.csv")
    Path("link.md").symlink_to("posts/b.md")
    before = files(Path())
    arguments, said = REFUSED[case]
    done = convert(*arguments.split(), code=2)
    assert said in done.err
    assert (done.out, files(Path())) == ("", before)
    assert {name: Path("posts", name).read_bytes().decode() for name in TEXTS} == TEXTS


@pytest.mark.parametrize(
    "arguments",
    ["posts/b.md -o posts/c.md --to json", "posts/*.txt posts -o posts/x.csv", "- -o b.csv"],
    ids=["other-file", "other-ending", "stdin"],
)
def test_what_is_not_read_may_be_replaced(arguments: str) -> None:
    for name in ("posts/c.md", "posts/x.csv", "b.csv"):
        Path(name).write_text("old")
    target = Path(arguments.partition("-o ")[2].partition(" ")[0])
    convert(*arguments.split(), stdin=GOOD.encode(), code=int("txt" in arguments))
    assert target.read_text(encoding="utf-8") not in ("old", "")


# As a whole or not at all


@contextmanager
def full_disk(_: str) -> Iterator[Any]:
    """Open a file that takes no more."""

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    yield Full()


def test_a_full_disk_is_named_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_MODULE, "replacing", full_disk)
    Path("news.csv").write_text("old")
    done = convert("posts", "-o", "news.csv", code=1)
    assert done.err == "news.csv: No space left on device\n"
    assert Path("news.csv").read_text() == "old"


def test_after_a_fault_there_is_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Article]:
        yield parse(GOOD)
        raise ClickException("reading from a URL needs s3fs")

    monkeypatch.setattr(_MODULE, "read_roots", broken)
    Path("news.json").write_text("old")
    before = files(Path())
    done = convert("posts", "-o", "news.json", code=1)
    assert done.err == "Error: reading from a URL needs s3fs\n"
    assert (Path("news.json").read_text(), files(Path())) == ("old", before)


def test_a_killed_worker_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise NewsfeedError("a worker process was killed")

    monkeypatch.setattr(_MODULE, "write_parquet", killed)
    done = convert("posts", "-o", "news.parquet", code=1)
    assert done.err == "newsfeed: a worker process was killed\n"


# In a terminal and in pipes


@posix
def test_a_terminal_obeys_nothing_that_an_article_holds(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": '---\ntitle: "\\e[2J\\x9b2J"\n---\nx\x1b[2J\n'})
    shown = run_in_terminal("convert", "a.md", "--to", "csv", "--columns", "title", cwd=tmp_path)
    assert shown == "title\n\ufffd[2J\ufffd2J\n1 article written, 0 failed.\n"


@linux
@pytest.mark.parametrize(
    ("where", "code", "said"),
    [(">/dev/full", 1, "newsfeed: No space left on device\n"), (">&-", 0, "0 failed.\n")],
    ids=["full", "closed"],
)
def test_standard_output_may_be_full_or_closed(
    tmp_path: Path, where: str, code: int, said: str
) -> None:
    lay(tmp_path, {"a.md": GOOD})
    shell = ("sh", "-c", f'exec "$0" "$@" {where}', COMMAND)
    done = run("convert", "a.md", "--to", "json", cwd=tmp_path, code=code, program=shell)
    assert done.err.endswith(said)
    assert done.err.count("\n") == 1


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": f"{GOOD}{'x' * 100_000}" for number in range(20)})
    with subprocess.Popen(
        [COMMAND, "convert", ".", "--to", "ndjson"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode not in (0, 2)


@posix
def test_who_waits_in_a_terminal_sees_progress(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": GOOD for number in range(20)})
    shown = run_in_terminal("convert", ".", "-o", "a.json", cwd=tmp_path)
    assert "Converting" in shown
    assert shown.endswith("23 articles written to a.json, 0 failed.\n")


def test_check_imports_nothing_that_only_convert_needs(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": GOOD})
    code = (
        "import sys; sys.argv = ['newsfeed', 'check', 'a.md']\n"
        "import newsfeed.__main__\n"
        "try: newsfeed.__main__.main()\n"
        "finally: print({'csv', 'newsfeed.feed', 'pandas', 'pyarrow', 'zipfile'} & {*sys.modules})"
    )
    done = run("-c", code, cwd=tmp_path, program=(sys.executable,))
    assert done.out == "1 file checked, no problems.\nset()\n"


def test_the_shell_completes_files(tmp_path: Path) -> None:
    words = "newsfeed convert posts/a"
    env = {"_NEWSFEED_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "2"}
    assert run(cwd=tmp_path, env=env).out == "file,posts/a\n"
