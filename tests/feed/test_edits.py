"""What was edited in a feed: shown as a diff, written back."""

import copy
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from article_edits import edits
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, examples

from newsfeed import Article, ConflictError, Feed, SerializeError, serialize
from newsfeed import write as newsfeed_write

TEXTS = {
    "plain.md": "---\ntitle: 'Tide'  # turns\nheat: 1\n---\nBody\n",
    "crlf.md": "---\r\ntitle: Moon\r\nheat: 1\r\n---\r\nOne\r\nTwo",
    "bom.md": "\ufeff---\ntitle: Sea\nheat: 1\n---\n",
    "open.md": "---\ntitle: Gulls\nheat: 1\n---",
    "deep/er/é ü.md": "---\ntitle: Überfahrt\n---\n\n\u2028 \x0c\rlone\nno end",
    "nul.md": "---\ntitle: Nul\n---\na\x0bb\x1cc\x85d\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "news"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    monkeypatch.chdir(root)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def edited(root: str | Path = ".") -> Feed:
    feed = Feed.read(root)
    for article in feed:
        article.heat = 2
        article.body += "\nThe end"
    return feed


def applied(tool: str, difference: str, root: Path) -> dict[str, bytes]:
    """Apply a diff to a copy of the files."""
    if shutil.which(tool) is None:
        pytest.skip(f"there is no {tool} here")
    commands = {
        "git": ["git", "apply", "--whitespace=nowarn", "-"],
        "patch": ["patch", "-p1", "--binary", "--no-backup-if-mismatch"],
    }
    target = root.parent / tool
    shutil.copytree(root, target)
    run = subprocess.run(
        commands[tool], input=difference.encode(), cwd=target, capture_output=True, check=False
    )
    assert run.returncode == 0, run
    return contents(target)


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_the_diff_applied_is_what_is_written(folder: Path, tool: str) -> None:
    feed = edited()
    patched = applied(tool, feed.diff(), folder)
    assert len(feed.write()) == len(TEXTS)
    assert contents(folder) == patched
    assert patched != {name: text.encode() for name, text in TEXTS.items()}


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_the_diff_of_a_new_file_makes_it(folder: Path, tool: str) -> None:
    feed = Feed([Article("New", heat=1, body="\nText", path=Path("new.md"))])
    patched = applied(tool, feed.diff(), folder)
    assert feed.write() == [Path("new.md")]
    assert contents(folder) == patched
    assert "new.md" in patched


def test_the_diff_is_in_the_order_of_the_feed_and_empty_without_edits(folder: Path) -> None:
    feed = Feed.read(folder)
    assert feed.diff() == ""
    feed[-1].heat = feed[0].heat = 5
    names = [line for line in feed[::-1].diff().splitlines() if line.startswith("+++ ")]
    assert names == [f"+++ b{feed[-1].path}", f"+++ b{feed[0].path}"]
    feed.write()
    assert feed.diff() == ""


def test_only_edited_files_are_touched(folder: Path) -> None:
    def state(name: str) -> tuple[int, int, bytes]:
        found = (folder / name).stat()
        return found.st_mtime_ns, found.st_ino, (folder / name).read_bytes()

    before = {name: state(name) for name in TEXTS}
    feed = Feed.read(folder)
    feed.where(predicate=lambda each: each.title == "Moon")[0].heat = 9
    for article in feed:
        article.title = str(article.title)
        article.topics = list(article.topics)
    assert feed.write() == [folder / "crlf.md"]
    after = {name: state(name) for name in TEXTS}
    assert {name for name in TEXTS if before[name] != after[name]} == {"crlf.md"}
    assert after["crlf.md"][2] == before["crlf.md"][2].replace(b"heat: 1", b"heat: 9")
    assert feed.write() == []


BAD: list[tuple[str, Any]] = [
    ("heat", "x"),
    ("title", None),
    ("topics", "AI"),
    ("body", "\ud800"),
    ("title", "\udfff"),
    ("path", None),
    ("extra", {"title": "twice"}),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{i}-{n}" for i, (n, _) in enumerate(BAD)])
def test_nothing_is_written_if_one_article_cannot_be(folder: Path, name: str, value: Any) -> None:
    before = contents(folder)
    feed = edited()
    setattr(feed[-1], name, value)
    with pytest.raises(SerializeError):
        feed.diff()
    with pytest.raises(SerializeError):
        feed.write()
    assert contents(folder) == before


def test_a_conflict_says_how_many_files_were_written(folder: Path) -> None:
    feed = edited(folder)
    middle = feed[2].path
    assert middle is not None
    middle.write_text("somebody else's")
    with pytest.raises(ConflictError) as caught:
        feed.write()
    assert caught.value.path == middle
    assert caught.value.__notes__ == ["2 of 6 files were written before"]
    assert middle.read_text() == "somebody else's"
    middle.write_bytes((feed[2].source or "").encode())
    assert feed.write() == [article.path for article in feed[2:]]


def test_a_file_that_is_gone_is_a_conflict(folder: Path) -> None:
    feed = edited()
    (folder / "bom.md").unlink()
    with pytest.raises(ConflictError, match="gone"):
        feed.write()
    assert not (folder / "bom.md").exists()


def test_a_folder_that_is_gone_is_an_error_with_a_note(folder: Path) -> None:
    feed = edited(folder)
    shutil.rmtree(folder / "deep")
    with pytest.raises((OSError, ConflictError)) as caught:
        feed.write()
    assert "of 6 files were written before" in caught.value.__notes__[0]


def test_a_new_article_is_not_written_over_a_file(folder: Path) -> None:
    feed = Feed([Article("New", path=folder / "plain.md")])
    with pytest.raises(ConflictError, match="there already"):
        feed.write()
    assert (folder / "plain.md").read_bytes() == TEXTS["plain.md"].encode()


@pytest.mark.parametrize(
    "article", [Article("New"), Article("New", source="---\ntitle: Old\n---\n")]
)
def test_an_article_without_a_path_is_refused(article: Article) -> None:
    with pytest.raises(SerializeError, match=r"^Article\(title='New'\) has no path; set one$"):
        Feed([article]).write()
    with pytest.raises(SerializeError, match=r"^Article\(title='New'\) has no path; set one$"):
        Feed([article]).diff()


def test_an_article_without_a_path_that_was_not_edited_does_no_harm() -> None:
    feed = Feed([Article("Old", source="---\ntitle: Old\n---\n\n")])
    assert feed.write() == []
    assert feed.diff() == ""


def test_an_article_that_is_there_twice_is_written_once(folder: Path) -> None:
    feed = edited(folder)
    assert len((feed + feed).write()) == len(feed)


def test_a_text_with_two_edits_of_its_own_keeps_the_first(folder: Path) -> None:
    one, other = edited()[:1], edited()[:1]
    other[0].heat = 7
    with pytest.raises(ConflictError):
        (one + other).write()
    assert b"heat: 2" in (folder / str(one[0].path)).read_bytes()


def test_a_member_of_an_archive_is_not_written_back(folder: Path) -> None:
    archive = folder / "news.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("tide.md", TEXTS["plain.md"])
    before = contents(folder)
    feed = Feed.read(archive)
    assert feed.write() == []
    feed[0].heat = 3
    assert "+heat: 3" in feed.diff()
    with pytest.raises((OSError, SerializeError)) as caught:
        feed.write()
    assert caught.value.__notes__ == ["0 of 1 files were written before"]
    assert contents(folder) == before


def test_what_was_read_from_a_url_is_not_written_to_this_machine(folder: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe("/editing/tide.md", TEXTS["plain.md"].encode())
    try:
        feed = Feed.read("memory://editing")
    finally:
        files.rm("/editing", recursive=True)
    feed[0].heat = 3
    before = contents(folder)
    with pytest.raises((OSError, SerializeError, ConflictError)):
        feed.write()
    assert contents(folder) == before


@given(st.data())
@examples(40)
def test_any_edits_are_written_as_they_are_shown(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """`write` leaves `serialize(article)` in every file; `diff` is empty where that is nothing."""
    root = tmp_path_factory.mktemp("law")
    for number, article in enumerate(data.draw(st.lists(articles(), min_size=1, max_size=3))):
        newsfeed_write(article, root / f"{number}.md")
    feed = Feed.read(root)
    before = contents(root)
    for article in feed:
        for edit in data.draw(edits(article, 2)) if data.draw(st.booleans()) else []:
            edit.apply(article)
    try:
        texts = [serialize(article) for article in feed]
    except SerializeError:
        with pytest.raises(SerializeError):
            feed.write()
        assert contents(root) == before
        return
    expected = {article.path.name: text.encode() for article, text in zip(feed, texts, strict=True)}  # type: ignore[union-attr]
    assert (feed.diff() == "") == (expected == before)
    twin = Feed(copy.deepcopy([attrs.evolve(article) for article in feed]))
    changed = feed.write()
    assert contents(root) == expected
    assert {path.name for path in changed} == {n for n in before if before[n] != expected[n]}
    assert Feed.read(root) == twin
