"""Documents are read from files and written back, one by one and many at once."""

from pathlib import Path
from typing import Any

import pytest
from loops import each

from newsfeed import Document, Feed, read, scan, serialize, write

# Since Python 3.12 a fork beside the threads that other libraries start is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(4):
        (tmp_path / f"{number}.md").write_bytes(f"---\nn: {number}  # c\n---\nBody".encode())
    (tmp_path / "4.md").write_bytes(b"A note\r\n")
    (tmp_path / "5.md").write_bytes(b"")
    return tmp_path


def test_a_file_is_read_and_written(folder: Path) -> None:
    note = read(folder / "4.md", model=Document)
    assert (note.body, note.path) == ("A note\r\n", folder / "4.md")
    assert not write(note)
    note["title"] = "Tide"
    assert write(note)
    assert not write(note)
    expected = "---\r\ntitle: Tide\r\n---\r\nA note\r\n"
    assert (folder / "4.md").read_bytes().decode() == note.source == expected


def test_a_new_document_is_written_to_a_new_file(folder: Path) -> None:
    made = Document({"title": "Tide"}, body="Body")
    assert write(made, folder / "new.md")
    assert read(folder / "new.md", model=Document) == made
    assert made.path == folder / "new.md"


@each("workers", [1, 2])
def test_many_files_are_read(folder: Path, workers: int) -> None:
    model: Any = Document
    feed = Feed.read(folder, model=model, workers=workers)
    notes: list[Any] = list(feed)
    assert notes == list(scan(folder, model=Document))
    assert [note.get("n") for note in notes] == [0, 1, 2, 3, None, None]
    assert [note.body for note in notes] == ["Body"] * 4 + ["A note\r\n", ""]
    assert [note.path.name for note in notes] == [f"{n}.md" for n in range(6)]
    assert [serialize(note) for note in notes] == [note.source for note in notes]


def test_a_feed_writes_the_files_whose_documents_were_edited(folder: Path) -> None:
    model: Any = Document
    feed = Feed.read(folder, model=model)
    notes: list[Any] = list(feed)
    notes[1]["n"] = 7
    notes[5]["title"] = "Tide"
    assert feed.diff().count("+++ ") == 2
    assert feed.write() == [folder / "1.md", folder / "5.md"]
    assert (folder / "1.md").read_bytes() == b"---\nn: 7  # c\n---\nBody"
    assert (folder / "5.md").read_bytes() == b"---\ntitle: Tide\n---\n"


def test_a_feed_of_documents_comes_back_from_a_table(folder: Path) -> None:
    model: Any = Document
    feed = Feed.read(folder, model=model)
    assert Feed.from_arrow(feed.to_arrow(), model=model) == feed
    assert [each["n"] for each in feed.where(predicate=lambda note: "n" in note)] == [0, 1, 2, 3]
