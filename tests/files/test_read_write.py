"""`read` and `write`: every byte comes back, and a file changes only where its article does."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from editing import EDITED, TEXT, edit, names

from newsfeed import (
    Article,
    ConflictError,
    ParseError,
    SerializeError,
    parse,
    read,
    write,
)

# Reading


@pytest.mark.parametrize("kind", [str, Path], ids=["str", "Path"])
def test_reading_notes_the_text_and_the_path(
    file: Path, kind: Callable[[Path], str | Path]
) -> None:
    article = read(kind(file))
    assert article == parse(TEXT)
    assert article.source == TEXT
    assert article.path == file
    assert isinstance(article.path, Path)


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_byte_of_a_file_comes_back(file: Path, bom: str, newline: str) -> None:
    old = (bom + "---\ntitle: Rain\n---\n雨\u2028 \r x").replace("\n", newline).encode()
    file.write_bytes(old)
    article = read(file)
    article.title = "Sun"
    assert write(article)
    assert file.read_bytes() == old.replace(b"Rain", b"Sun")


def test_errors_of_reading_name_the_path(file: Path) -> None:
    file.write_bytes(b"---\ntitle: Rain\nheat: hot\n---\n")
    with pytest.raises(ParseError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}:3:7: heat: ")
    assert caught.value.path == file
    file.write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(ParseError, match="UTF-8") as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}:2:8: ")


def test_a_missing_file_is_an_error_of_the_system_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.md"):
        read(tmp_path / "missing.md")
    with pytest.raises(OSError, match=r".") as caught:
        read(tmp_path)
    assert str(tmp_path) in str(caught.value)


# Writing


def test_writing_changes_the_file_and_says_so(file: Path) -> None:
    article = edit(file)
    assert write(article) is True
    assert file.read_bytes() == EDITED.encode()
    assert (article.source, article.path) == (EDITED, file)
    assert names(file.parent) == ["rain.md"]


@pytest.mark.parametrize("kind", [str, Path], ids=["str", "Path"])
def test_writing_makes_a_new_file(tmp_path: Path, kind: Callable[[Path], str | Path]) -> None:
    article = Article("Rain")
    path = tmp_path / "new.md"
    assert write(article, kind(path)) is True
    assert path.read_bytes() == b'---\ntitle: "Rain"\n---\n\n'
    assert (article.source, article.path) == ('---\ntitle: "Rain"\n---\n\n', path)
    assert write(article) is False


def test_writing_what_is_there_leaves_the_file_alone(file: Path) -> None:
    os.utime(file, ns=(1_000_000_000, 2_000_000_000))
    before = file.stat()
    article = read(file)
    assert write(article) is False
    assert write(article, overwrite=True) is False
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert names(file.parent) == ["rain.md"]


def test_writing_what_somebody_else_wrote_already_is_no_conflict(file: Path) -> None:
    article = edit(file)
    file.write_bytes(EDITED.encode())
    assert write(article) is False
    assert article.source == EDITED


def test_edit_write_edit_write_goes_on(file: Path) -> None:
    article = edit(file)
    assert write(article)
    article.title = "Snow"
    assert write(article)
    article.title = "Rain"
    assert write(article)
    assert file.read_bytes() == TEXT.encode()
    assert write(article) is False


def test_a_new_article_is_edited_and_written_again(tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    article = Article("Rain")
    assert write(article, path)
    article.heat = 3
    assert write(article)
    assert path.read_bytes() == b'---\ntitle: "Rain"\nheat: 3\n---\n\n'


def test_errors_of_writing_name_the_path(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "tide.md"
    with pytest.raises(SerializeError) as refused:
        write(Article("Tide", heat=True), target)
    assert refused.value.path == target
    assert str(refused.value).startswith(f"{target}: heat: ")


def test_a_file_that_may_not_be_written_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    article = read(file)
    article.heat = 99
    # The tests may run as root, who may write any file.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError) as caught:
        write(article)
    assert caught.value.filename == str(file)
    assert file.read_bytes() == before


def test_an_article_made_in_python_does_not_replace_a_file(file: Path) -> None:
    with pytest.raises(ConflictError, match="was not read from it"):
        write(Article("Tide"), file)
    assert write(Article("Tide"), file, overwrite=True)


def test_an_article_without_a_path_needs_one() -> None:
    with pytest.raises(SerializeError, match="path"):
        write(Article("Rain"))
    with pytest.raises(SerializeError, match="path"):
        write(parse(TEXT), overwrite=True)


def test_an_article_in_a_missing_folder_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    target = tmp_path.resolve() / "missing" / "tide.md"
    article = Article("Tide")
    with pytest.raises(FileNotFoundError) as caught:
        write(article, target)
    assert caught.value.filename == str(target)
    said = f"there is no folder {target.parent}; create it first: {str(target)!r}"
    assert str(caught.value) == f"[Errno {errno.ENOENT}] {said}"
    assert not target.parent.exists()
    assert (article.source, article.path) == (None, None)


def test_an_article_that_cannot_be_written_leaves_the_file_alone(file: Path) -> None:
    article = read(file)
    article.heat = True
    with pytest.raises(SerializeError) as caught:
        write(article)
    assert str(caught.value).startswith(f"{file}: heat: ")
    assert file.read_bytes() == TEXT.encode()
    assert names(file.parent) == ["rain.md"]


def test_a_surrogate_in_the_body_writes_nothing(file: Path) -> None:
    article = read(file)
    article.body = "\ud83d"
    with pytest.raises(SerializeError, match="body") as caught:
        write(article)
    assert str(file) in str(caught.value)
    assert file.read_bytes() == TEXT.encode()


def test_a_surrogate_in_the_body_of_the_source_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "new.md"
    try:
        article = parse("---\ntitle: Rain\n---\n\ud83d")
    except ParseError:
        return
    with pytest.raises(SerializeError):
        write(article, target)
    assert names(tmp_path) == []


@attrs.define(weakref_slot=False)
class Unreferenced:
    title: str = "Rain"


def test_an_instance_that_cannot_have_an_origin_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(
        TypeError,
        match=r"instances cannot keep their source; .*weakref_slot=True",
    ):
        write(Unreferenced(), tmp_path / "rain.md")
    assert list(tmp_path.iterdir()) == []
