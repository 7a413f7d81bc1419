"""The paths that `newsfeed convert` reads: files, globs, archives, URLs and standard input."""

import json
import zipfile
from pathlib import Path

import pytest
from command import COMMAND, GOOD, HOT, lay, run_process
from converting import TEXTS, convert
from systems import posix


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@posix
def test_files_that_cannot_be_read_are_reported_and_the_others_converted() -> None:
    lay(Path("posts"), {"0.md": HOT, "a/tie.md": "---\ntitle: Tie\n"})
    Path("posts/gone.md").symlink_to("nowhere")
    done = convert("posts", "--to", "csv", "--columns", "title", code=1)
    assert done.out.endswith("Rain\r\nNone\r\n")
    assert done.err.startswith(
        "posts/0.md:3:7: heat: expected an integer, found 'hot'\n    heat: hot\n          ^\n"
    )
    assert "\nposts/a/tie.md:" in done.err
    assert "\nposts/gone.md:1:1: the file cannot be read: No such file or directory\n" in done.err
    assert done.err.endswith("\n3 articles written, 3 failed.\n")


def test_a_name_that_is_not_in_utf_8_is_shown_with_escapes() -> None:
    try:
        Path("posts/r\udce4in.md").write_text(GOOD)
    except OSError:
        pytest.skip("this file system has no such names")
    done = convert("posts", "--to", "ndjson")
    assert done.out.count("\n") == 4
    assert json.loads(done.out.splitlines()[-1])["path"] == r"posts/r\udce4in.md"
    done = convert("posts", "-o", "news.parquet", "--workers", "1")
    assert done.err == "4 articles written to news.parquet, 0 failed.\n"


def test_all_that_scan_takes_can_be_converted() -> None:
    with zipfile.ZipFile("news.zip", "w") as archive:
        archive.writestr("z.md", GOOD)
        archive.writestr("z.txt", GOOD)
    roots = ["posts/a", "posts/[bc].md", "news.zip", "-", Path("posts/b.md").absolute().as_uri()]
    done = convert(*roots, "--to", "csv", "--columns", "path", stdin=GOOD.encode())
    absolute = Path("posts/b.md").absolute()
    paths = ["posts/a/rich.md", "posts/b.md", "posts/c.md", "news.zip/z.md", '""', str(absolute)]
    assert done.out.split("\r\n") == ["path", *paths, ""]
    done = convert("news.zip", "--pattern", "*.txt", "--to", "csv", "--columns", "path")
    assert done.out == "path\r\nnews.zip/z.txt\r\n"


def test_a_url_is_read_where_fsspec_knows_it() -> None:
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").pipe("/convert/a.md", GOOD.encode())
    done = convert("memory://convert", "--to", "csv", "--columns", "path,title")
    assert done.out == "path,title\r\nmemory://convert/a.md,Rain\r\n"


def test_of_several_paths_one_that_means_nothing_is_like_a_bad_file() -> None:
    Path("empty").mkdir()
    for ending in ("csv", "parquet"):
        done = convert("empty", "posts", "-o", f"news.{ending}", code=1)
        assert done.err.startswith("empty:1:1: the file cannot be read: expected files **/*.md")
        assert f"3 articles written to news.{ending}, 1 failed" in done.err


def test_a_glob_may_stand_in_the_working_folder() -> None:
    lay(Path(), {"a.md": GOOD})
    assert convert("*.md", "--to", "csv", "--columns", "path").out == "path\r\na.md\r\n"


@posix
def test_standard_input_may_be_closed(tmp_path: Path) -> None:
    shell = ("sh", "-c", 'exec "$0" "$@" <&-', COMMAND)
    done = run_process("convert", "-", "--to", "csv", cwd=tmp_path, code=1, program=shell)
    assert done.err.startswith("<stdin>:1:1: the file cannot be read: standard input is closed\n")
