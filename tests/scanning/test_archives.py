"""Articles of archives, whole and broken."""

import io
import os
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newsfeed.scanning import scan

Outcome = tuple[list[str | None], list[str]]


def text(title: str) -> bytes:
    return f"---\ntitle: {title}\n---\n".encode()


def read(path: Path) -> Outcome:
    """The titles, and where the errors are."""
    reading = scan(path, on_error="collect")
    titles: list[str | None] = [article.title for article in reading]
    return titles, [os.path.relpath(error.path or "", path.parent) for error in reading.errors]


def tar(path: Path, names: list[str], mode: str = "w", kind: int = tarfile.USTAR_FORMAT) -> None:
    with tarfile.open(path, mode, format=kind) as archive:  # type: ignore[call-overload]
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(text(Path(name).stem))
            archive.addfile(member, io.BytesIO(text(Path(name).stem)))


def zipped(path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, text(Path(name).stem))


NAMES = ["b/y.md", "./a/x.md", "/abs.md", "../up.md", ".h/x.md", "x.txt", "z.MD"]
TITLES = ["x", "abs", "y", "z"]


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz"])
def test_a_tar_archive_is_read_in_the_order_of_its_paths(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"news.tar{suffix}"
    tar(path, NAMES, f"w:{suffix[1:]}")
    assert read(path) == (TITLES, [])


def test_a_zip_archive_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    path = tmp_path / "news.ZIP"
    zipped(path, NAMES)
    assert read(path) == (TITLES, [])


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_name_in_a_tar_archive_may_be_long(tmp_path: Path, kind: int) -> None:
    tar(tmp_path / "x.tar", ["é" * 120 + "/" + "x" * 200 + ".md"], kind=kind)
    assert read(tmp_path / "x.tar") == (["x" * 200], [])


def test_of_several_members_of_one_name_the_last_counts(tmp_path: Path) -> None:
    tar(tmp_path / "x.tar", ["x.md", "y.md", "./x.md"])
    assert read(tmp_path / "x.tar") == (["x", "y"], [])


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "tar.xz"])
@pytest.mark.parametrize("data", [b"", b"no archive" * 99], ids=["empty", "text"])
def test_what_is_no_archive_is_an_error(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(data)
    assert read(path) == ([], [path.name])


def test_a_broken_member_of_a_zip_archive_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, ["a.md", "b.md", "c.md"])
    path.write_bytes(path.read_bytes().replace(b"title: b", b"title: B", 1))
    assert read(path) == (["a", "c"], ["x.zip/b.md"])


def test_an_encrypted_member_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, ["a.md"])
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert read(path) == ([], ["x.zip/a.md"])


def test_a_compressed_archive_that_was_cut_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    tar(path, ["a.md", "b.md"], "w:gz")
    path.write_bytes(path.read_bytes()[:-20])
    assert read(path) == ([], ["x.tar.gz"])


def test_an_archive_without_a_match_is_an_error(tmp_path: Path) -> None:
    tar(tmp_path / "x.tar", ["x.txt"])
    with pytest.raises(FileNotFoundError, match=r"expected files \*\*/\*\.md, found none"):
        read(tmp_path / "x.tar")


@pytest.mark.parametrize("fault", ["flipped", "cut"])
def test_a_broken_header_of_a_tar_archive_is_an_error(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "x.tar"
    tar(path, ["a.md", "b.md", "c.md"])
    data = bytearray(path.read_bytes())
    data[1024] ^= 1  # in the name of b.md
    path.write_bytes(data if fault == "flipped" else data[:1100])
    assert read(path)[1] == ["x.tar"]


def test_a_file_of_two_names_in_a_tar_archive_has_both(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(text("a"))
    (tmp_path / "b.md").hardlink_to(tmp_path / "a.md")
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        archive.add(tmp_path / "a.md", "a.md")
        archive.add(tmp_path / "b.md", "b.md")
    assert read(tmp_path / "x.tar") == (["a", "a"], [])


def test_the_headers_of_a_tar_archive_do_not_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    open_archive = tarfile.open

    def spy(*arguments: Any, **options: Any) -> tarfile.TarFile:
        opened.append(open_archive(*arguments, **options))
        return opened[-1]

    tar(tmp_path / "news.tar", NAMES)
    monkeypatch.setattr(tarfile, "open", spy)
    assert read(tmp_path / "news.tar") == (TITLES, [])
    assert opened
    assert not any(vars(archive)["members"] for archive in opened[1:])


def test_a_tar_that_breaks_off_gives_what_is_before(tmp_path: Path) -> None:
    path = tmp_path / "news.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.md", "b" * 300 + ".md"):
            member = tarfile.TarInfo(name)
            member.size = 21
            archive.addfile(member, io.BytesIO(b"---\ntitle: Tide\n---\n "))
        folder = tarfile.TarInfo("c")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    whole = path.read_bytes()
    assert len(list(scan(path))) == 2
    for size in (1024 + 700, 1024 + 512):
        path.write_bytes(whole[:size])
        found = scan(path, on_error="collect")
        assert [each.title for each in found] == ["Tide"]
        assert [each.path for each in found.errors] == [path]
