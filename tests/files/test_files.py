"""Files: read and write as a whole or not at all, and never over what somebody else wrote."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import attrs
import pytest
from systems import posix

from newsfeed import (
    Article,
    ConflictError,
    ParseError,
    SerializeError,
    parse,
    read,
    serialize,
    write,
)

with suppress(ImportError):  # on Windows
    import fcntl

TEXT = "---\ntitle: 'Rain'  # wet\n---\nBody\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rain.md"
    path.write_bytes(TEXT.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(path: Path) -> Article:
    article = read(path)
    article.title = "Sun"
    return article


EDITED = TEXT.replace("Rain", "Sun")


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
    with pytest.raises(FileNotFoundError) as missing:
        write(Article("Tide"), target)
    assert missing.value.filename == str(target)
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


def test_writing_to_another_path_leaves_the_first_file_and_moves_on(file: Path) -> None:
    article = edit(file)
    other = file.with_name("sun.md")
    assert write(article, other) is True
    assert file.read_bytes() == TEXT.encode()
    assert other.read_bytes() == EDITED.encode()
    assert article.path == other
    article.title = "Snow"
    assert write(article)
    assert other.read_bytes() == TEXT.replace("Rain", "Snow").encode()
    assert file.read_bytes() == TEXT.encode()


def test_an_unchanged_article_is_copied_to_another_path(file: Path) -> None:
    other = file.with_name("copy.md")
    assert write(read(file), other) is True
    assert other.read_bytes() == TEXT.encode()


def test_a_missing_folder_is_an_error_of_the_system(file: Path) -> None:
    article = edit(file)
    target = file.parent / "missing" / "rain.md"
    with pytest.raises(FileNotFoundError, match="missing"):
        write(article, target)
    assert not target.parent.exists()
    assert (article.source, article.path) == (TEXT, file)


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


# Conflicts


@pytest.mark.parametrize(
    "found", [b"---\ntitle: Hail\n---\n", TEXT.encode() + b"\n", b"", b"\xff\xfe"]
)
def test_a_file_that_changed_meanwhile_is_not_overwritten(file: Path, found: bytes) -> None:
    article = edit(file)
    file.write_bytes(found)
    with pytest.raises(ConflictError) as caught:
        write(article)
    assert str(caught.value).startswith(f"{file}: ")
    assert caught.value.path == file
    assert file.read_bytes() == found
    assert (article.title, article.source, article.path) == ("Sun", TEXT, file)
    assert names(file.parent) == ["rain.md"]


def test_a_file_that_is_gone_is_a_conflict(file: Path) -> None:
    article = edit(file)
    file.unlink()
    with pytest.raises(ConflictError):
        write(article)
    assert names(file.parent) == []
    assert write(article, overwrite=True) is True
    assert file.read_bytes() == EDITED.encode()


def test_an_unchanged_article_is_in_conflict_too(file: Path) -> None:
    article = read(file)
    file.write_bytes(b"---\ntitle: Hail\n---\n")
    with pytest.raises(ConflictError):
        write(article)


def test_overwriting_is_possible_on_request(file: Path) -> None:
    article = edit(file)
    file.write_bytes(b"---\ntitle: Hail\n---\n")
    assert write(article, overwrite=True) is True
    assert file.read_bytes() == EDITED.encode()
    article.title = "Snow"
    assert write(article)


@pytest.mark.parametrize("source", [None, TEXT], ids=["made", "read"])
def test_a_file_that_the_article_was_not_read_from_is_not_overwritten(
    tmp_path: Path, source: str | None
) -> None:
    target = tmp_path / "other.md"
    target.write_bytes(b"---\ntitle: Hail\n---\n")
    article = parse(source) if source else Article("Rain")
    article.title = "Sun"
    with pytest.raises(ConflictError):
        write(article, target)
    assert target.read_bytes() == b"---\ntitle: Hail\n---\n"
    assert write(article, target, overwrite=True) is True


def test_line_ends_and_byte_order_marks_count_as_changes(file: Path) -> None:
    article = edit(file)
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    with pytest.raises(ConflictError):
        write(article)


# Faults


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


# Modes, links, names


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


# Models without the fields


@attrs.define
class Note:
    """A model without source, path, body or extra."""

    title: str


def test_a_model_without_source_and_path_is_read_edited_and_written(file: Path) -> None:
    note = read(file, model=Note)
    assert note == Note("Rain")
    note.title = "Sun"
    assert write(note) is True
    assert file.read_bytes() == EDITED.encode()
    assert write(note) is False
    note.title = "Snow"
    assert write(note) is True
    assert file.read_bytes() == TEXT.replace("Rain", "Snow").encode()
    file.write_bytes(b"---\ntitle: Hail\n---\n")
    note.title = "Rain"
    with pytest.raises(ConflictError):
        write(note)


def test_a_new_model_without_a_path_field_remembers_its_file(tmp_path: Path) -> None:
    note = Note("Rain")
    with pytest.raises(SerializeError, match="path"):
        write(note)
    assert write(note, tmp_path / "note.md") is True
    assert serialize(note) == (tmp_path / "note.md").read_text()
    assert write(note) is False


def test_two_equal_models_without_the_fields_keep_their_own_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(f"---\ntitle: Rain  # {name}\n---\n".encode())
    one, other = read(tmp_path / "a", model=Note), read(tmp_path / "b", model=Note)
    assert one == other
    one.title = other.title = "Sun"
    assert write(one)
    assert write(other)
    for name in ("a", "b"):
        assert (tmp_path / name).read_bytes() == f"---\ntitle: Sun  # {name}\n---\n".encode()
