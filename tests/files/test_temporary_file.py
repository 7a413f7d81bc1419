"""`write` goes through a temporary file beside the old one, which a fault leaves alone."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from editing import EDITED, TEXT, edit, names
from systems import posix

from newsfeed import (
    Article,
    ConflictError,
    write,
)

with suppress(ImportError):  # on Windows
    import fcntl


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_fault_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    article = edit(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space left"):
            write(article)
    assert file.read_bytes() == TEXT.encode()
    assert names(file.parent) == ["rain.md"]
    assert article.source == TEXT
    assert write(article) is True
    assert file.read_bytes() == EDITED.encode()


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_fault_leaves_no_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    article = Article("Rain")
    monkeypatch.setattr(os, call, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(article, tmp_path / "new.md")
    assert names(tmp_path) == []
    assert (article.source, article.path) == (None, None)


def test_the_new_text_is_on_disk_before_it_takes_the_place_of_the_old(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        calls.append("fsync")
        fsync(descriptor)

    def noted_replace(source: str | Path, target: str | Path) -> None:
        calls.append("replace")
        assert Path(source).read_bytes() == EDITED.encode()
        assert Path(source).parent == file.parent
        assert file.read_bytes() == TEXT.encode()
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    assert write(edit(file))
    assert calls[:2] == ["fsync", "replace"]


def test_an_open_reader_keeps_the_whole_old_text(file: Path) -> None:
    with file.open("rb") as reader:
        assert write(edit(file))
        assert reader.read() == TEXT.encode()


def test_what_a_killed_writer_left_is_cleared_away(file: Path) -> None:
    stray = file.with_name(".newsfeed.tmp")
    stray.write_bytes(b"half a line")
    assert write(edit(file))
    assert file.read_bytes() == EDITED.encode()
    assert names(file.parent) == ["rain.md"]


@posix
def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(file: Path) -> None:
    other = file.with_name("other.md")
    other.write_bytes(b"precious")
    file.with_name(".newsfeed.tmp").symlink_to(other)
    assert write(edit(file))
    assert other.read_bytes() == b"precious"
    assert names(file.parent) == ["other.md", "rain.md"]


@posix
def test_without_locks_no_writer_touches_the_temporary_file_of_another(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", fail)
    file.with_name(".newsfeed.tmp").write_bytes(b"of another")
    assert write(edit(file))
    assert file.read_bytes() == EDITED.encode()
    assert names(file.parent) == [".newsfeed.tmp", "rain.md"]


@posix
def test_a_folder_stays_unlocked_after_an_error(file: Path) -> None:
    article = edit(file)
    file.write_bytes(b"---\ntitle: Hail\n---\n")
    with pytest.raises(ConflictError):
        write(article)
    descriptor = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)
