"""`write` never replaces what somebody else wrote, whether or not the model notes its file."""

from pathlib import Path

import attrs
import pytest
from editing import EDITED, TEXT, edit, names

from newsfeed import (
    Article,
    ConflictError,
    SerializeError,
    parse,
    read,
    serialize,
    write,
)


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
