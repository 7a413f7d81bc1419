"""Where `write` writes: modes, links, pipes, folders and names of files."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editing import EDITED, edit, names
from systems import posix

from newsfeed import (
    Article,
    write,
)


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    old = os.umask(0o022)
    yield os.umask
    os.umask(old)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o444], ids=oct)
def test_the_mode_of_a_file_stays(file: Path, mode: int, umask: Callable[[int], int]) -> None:
    umask(0o077)
    file.chmod(mode)
    assert write(edit(file))
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_umask_leaves(
    tmp_path: Path, umask: Callable[[int], int], mask: int, mode: int
) -> None:
    umask(mask)
    write(Article("Rain"), tmp_path / "new.md")
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == mode


@posix
@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "relative"])
def test_a_symbolic_link_stays_one_and_its_target_is_written(file: Path, relative: bool) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    link = folder / "link.md"
    link.symlink_to(Path("..", "rain.md") if relative else file)
    article = edit(link)
    assert article.path == link
    assert write(article) is True
    assert link.is_symlink()
    assert not file.is_symlink()
    assert file.read_bytes() == EDITED.encode()
    assert (names(folder), names(file.parent)) == (["link.md"], ["links", "rain.md"])
    article.title = "Snow"
    assert write(article) is True


@posix
def test_a_chain_of_links_is_followed_to_its_end(file: Path) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    middle, first = folder / "middle.md", file.parent / "first.md"
    middle.symlink_to("../rain.md")
    first.symlink_to("links/middle.md")
    assert write(edit(first)) is True
    assert first.is_symlink()
    assert middle.is_symlink()
    assert file.read_bytes() == EDITED.encode()


@posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path, overwrite: bool) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("target.md")
    with pytest.raises(FileNotFoundError, match="the link leads to no file") as caught:
        write(Article("Rain"), link, overwrite=overwrite)
    assert caught.value.filename == str(link)
    assert names(tmp_path) == ["link.md"]


@posix
def test_a_link_whose_file_is_gone_is_an_error(file: Path) -> None:
    link = file.with_name("link.md")
    link.symlink_to(file)
    article = edit(link)
    file.unlink()
    with pytest.raises(FileNotFoundError, match="the link leads to no file"):
        write(article)
    assert names(file.parent) == ["link.md"]


@posix
def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(link)
    with pytest.raises(OSError, match="link") as caught:
        write(Article("Rain"), link)
    assert caught.value.filename == str(link)


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "rain.md"
    folder.mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write(Article("Rain"), folder, overwrite=True)
    assert caught.value.filename == str(folder)
    assert names(tmp_path) == ["rain.md"]


@posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_pipe_in_the_place_of_the_file_stays_one(tmp_path: Path, overwrite: bool) -> None:
    pipe = tmp_path / "rain.md"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="expected a regular file") as caught:
        write(Article("Rain"), pipe, overwrite=overwrite)
    assert caught.value.filename == str(pipe)
    assert pipe.is_fifo()


@posix
def test_a_link_into_a_linked_folder_is_written_through(file: Path) -> None:
    folder = file.parent / "posts"
    folder.symlink_to(".", target_is_directory=True)
    assert write(edit(folder / "rain.md")) is True
    assert file.read_bytes() == EDITED.encode()


@pytest.mark.parametrize("name", ["x" * 252 + ".md", "雨" * 84 + ".md", "a b'\"$.md", "-rf", ".md"])
def test_any_name_that_the_file_system_takes_can_be_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    article = Article("Rain")
    assert write(article, path) is True
    article.title = "Sun"
    assert write(article) is True
    assert names(tmp_path) == [name]


def test_a_relative_path_is_that_of_the_working_folder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    article = edit(Path("rain.md"))
    assert article.path == Path("rain.md")
    assert write(article) is True
    assert file.read_bytes() == EDITED.encode()


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=str(tmp_path.name)):
        write(Article("Rain"), tmp_path, overwrite=True)
    assert names(tmp_path) == []
