"""`newsfeed convert`: Parquet, whole files or none, streams and progress."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet
import pytest
from click import ClickException
from command import (
    COMMAND,
    GOOD,
    HOT,
    lay,
    run,
    run_in_terminal,
    run_process,
    stop_reading,
)
from converting import TEXTS, convert
from systems import linux, posix

from newsfeed import Article, Feed, NewsfeedError, parse, serialize

# The package has the command under the name of its module.
_MODULE = import_module("newsfeed.cli.convert")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Parquet


def test_parquet_holds_what_a_feed_does() -> None:
    done = convert("posts", "-o", "news.parquet", "--source", "--workers", "2")
    assert (done.out, done.err) == ("", "3 articles written to news.parquet, 0 failed.\n")
    feed = Feed.from_parquet("news.parquet")
    assert feed == Feed.read("posts")
    assert [serialize(article) for article in feed] == list(TEXTS.values())


def test_parquet_takes_columns_and_flat_ones() -> None:
    convert("posts", "-o", "a.parquet", "--columns", "path, title", "--workers", "1")
    assert pyarrow.parquet.read_schema("a.parquet").names == ["path", "title"]
    convert("posts", "--to", "parquet", "-o", "b", "--flat", "--columns", "provider_name")
    table = pyarrow.parquet.read_table("b")
    assert table.to_pylist() == [{"provider_name": name} for name in ("Harbour Post", None, None)]


def test_parquet_leaves_bad_files_in_a_second_table_and_reports_them() -> None:
    lay(Path("posts"), {"hot.md": HOT})
    done = convert("posts", "-o", "news.parquet", "--workers", "1", code=1)
    assert done.err == (
        "posts/hot.md:3:7: heat: expected an integer, found 'hot'\n"
        "posts/hot.md:4:9: topics: expected a list, found 'Weather'\n"
        "3 articles written to news.parquet, 1 failed; the errors are also in "
        "_news.errors.parquet.\n"
    )
    assert len(Feed.from_parquet("news.parquet")) == 3
    assert len(pandas.read_parquet("_news.errors.parquet")) == 2


def test_without_pyarrow_parquet_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = convert("posts", "-o", "news.parquet", code=2)
    assert done.err.endswith("\n    pip install 'newsfeed-frontmatter[arrow]'\n")
    assert convert("posts", "-o", "news.csv").err == "3 articles written to news.csv, 0 failed.\n"


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
    before = sorted(Path().rglob("*"))
    done = convert("posts", "-o", "news.json", code=1)
    assert done.err == "Error: reading from a URL needs s3fs\n"
    assert (Path("news.json").read_text(), sorted(Path().rglob("*"))) == ("old", before)


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


@posix
def test_who_waits_in_a_terminal_sees_progress(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": GOOD for number in range(20)})
    shown = run_in_terminal("convert", ".", "-o", "a.json", cwd=tmp_path)
    assert "Converting" in shown
    assert shown.endswith("23 articles written to a.json, 0 failed.\n")


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
    done = run_process("convert", "a.md", "--to", "json", cwd=tmp_path, code=code, program=shell)
    assert done.err.endswith(said)
    assert done.err.count("\n") == 1


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": f"{GOOD}{'x' * 100_000}" for number in range(20)})
    stop_reading("convert", ".", "--to", "ndjson", cwd=tmp_path)


def test_check_imports_nothing_that_only_convert_needs(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": GOOD})
    code = (
        "import sys; sys.argv = ['newsfeed', 'check', 'a.md']\n"
        "import newsfeed.__main__\n"
        "try: newsfeed.__main__.main()\n"
        "finally: print({'csv', 'newsfeed.feed', 'pandas', 'pyarrow', 'zipfile'} & {*sys.modules})"
    )
    done = run_process("-c", code, cwd=tmp_path, program=(sys.executable,))
    assert done.out == "1 file checked, no problems.\nset()\n"


def test_the_shell_completes_files(tmp_path: Path) -> None:
    words = "newsfeed convert posts/a"
    env = {"_NEWSFEED_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "2"}
    assert run(cwd=tmp_path, env=env).out == "file,posts/a\n"
