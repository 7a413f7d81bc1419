"""Files that are written as a whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest
from editing import names
from systems import posix

from newsfeed.files import replacing


def test_the_new_file_takes_the_place_of_the_old_one_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["news.parquet"]


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, OSError, GeneratorExit])
@pytest.mark.parametrize("old", [b"old", None])
def test_after_an_error_there_is_what_was_there(
    tmp_path: Path, error: type[BaseException], old: bytes | None
) -> None:
    path = tmp_path / "news.parquet"
    if old is not None:
        path.write_bytes(old)

    def write() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write()
    assert names(tmp_path) == ([] if old is None else ["news.parquet"])
    assert old is None or path.read_bytes() == old


@posix
def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(tmp_path: Path) -> None:
    path, plain = tmp_path / "news.parquet", tmp_path / "plain"
    path.touch()
    plain.touch()
    path.chmod(0o640)
    for each in path, tmp_path / "new":
        with replacing(each) as file:
            file.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode


@posix
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "folder" / "target", tmp_path / "link"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to("folder/target")
    with replacing(str(link)) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["target"]


def test_a_name_may_be_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("place", ["folder", "absent/x", "file/x"])
def test_an_error_names_the_target(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=place) as caught, replacing(tmp_path / place) as file:
        file.write(b"new")
    assert caught.value.filename == str(tmp_path / place)
    assert not any(part in str(caught.value) for part in (".newsfeed", "->", "None"))
    assert names(tmp_path) == ["file", "folder"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "absent" / "news"
    with pytest.raises(FileNotFoundError) as caught, replacing(path) as file:
        file.write(b"new")
    assert caught.value.strerror == f"there is no folder {path.parent}; create it first"
    assert caught.value.filename == str(path)


def test_a_full_disk_names_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught, replacing(tmp_path / "news") as file:
        file.write(b"new")
    assert names(tmp_path) == []
    assert caught.value.filename == str(tmp_path / "news")


def test_an_error_of_another_file_keeps_its_name(tmp_path: Path) -> None:
    with (
        pytest.raises(FileNotFoundError) as caught,
        replacing(tmp_path / "news"),
    ):
        (tmp_path / "absent").read_bytes()
    assert caught.value.filename == str(tmp_path / "absent")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_never_becomes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(OSError, match="expected a regular file"), replacing(path) as file:
        file.write(b"new")
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_two_may_write_at_once_and_the_last_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "news"
    with replacing(path) as first:
        with replacing(path) as second:
            second.write(b"second")
        first.write(b"first")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["news"]
