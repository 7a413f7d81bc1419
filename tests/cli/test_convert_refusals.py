"""`newsfeed convert`: the commands that it refuses before it touches a file."""

import os
from pathlib import Path

import pytest
from command import GOOD, lay
from converting import TEXTS, convert


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


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
    "pipe": ("posts --to parquet", "parquet needs an output file: give -o FILE"),
    "stdin": ("posts - -o x.parquet", "parquet needs files as PATH, not -"),
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
