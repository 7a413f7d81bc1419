"""Writing to another path makes a copy: the article stays that of its own file."""

import os
from pathlib import Path

import attrs
import pytest
from editing import EDITED, TEXT, edit, names
from systems import posix

from newsfeed import Article, ConflictError, Feed, read, write
from newsfeed.frontmatter.origin import origin_of

HAIL = b"---\ntitle: Hail\n---\n"


@attrs.define
class Note:
    """A model without source and path."""

    title: str


@pytest.mark.parametrize("model", [Article, Note])
def test_after_a_copy_the_article_is_still_that_of_its_file(file: Path, model: type[Note]) -> None:
    note, copy = read(file, model=model), file.with_name("copy.md")
    note.title = "Sun"
    assert write(note, copy) is True
    assert (file.read_bytes(), copy.read_bytes()) == (TEXT.encode(), EDITED.encode())
    assert origin_of(note) == (TEXT, file)
    assert write(note) is True
    assert file.read_bytes() == EDITED.encode()
    note.title = "Snow"
    assert write(note) is True
    assert copy.read_bytes() == EDITED.encode()


def test_after_a_copy_a_feed_writes_the_original(file: Path) -> None:
    feed = Feed.read(file.parent)
    feed[0].title = "Sun"
    assert write(feed[0], file.with_name("backup.md"))
    assert feed.write() == [file]
    assert file.read_bytes() == EDITED.encode()


def test_an_unchanged_article_is_copied(file: Path) -> None:
    copy = file.with_name("copy.md")
    assert write(read(file), copy) is True
    assert copy.read_bytes() == TEXT.encode()


@pytest.mark.parametrize("found", [HAIL, TEXT.encode()], ids=["another text", "the old text"])
def test_a_copy_does_not_replace_another_text(file: Path, found: bytes) -> None:
    article, copy = edit(file), file.with_name("copy.md")
    copy.write_bytes(found)
    with pytest.raises(ConflictError, match="the article was not read from it") as caught:
        write(article, copy)
    assert caught.value.path == copy
    assert "source=True" not in str(caught.value)
    assert copy.read_bytes() == found
    assert write(article, copy, overwrite=True) is True
    assert copy.read_bytes() == EDITED.encode()
    assert origin_of(article) == (TEXT, file)


def test_a_second_copy_of_the_same_text_changes_nothing(file: Path) -> None:
    article, copy = edit(file), file.with_name("copy.md")
    assert write(article, copy) is True
    assert write(article, copy) is False
    article.title = "Snow"
    with pytest.raises(ConflictError):
        write(article, copy)
    assert copy.read_bytes() == EDITED.encode()


def test_a_copy_of_an_article_whose_file_is_gone_is_written(file: Path) -> None:
    article, copy = edit(file), file.with_name("copy.md")
    file.unlink()
    assert write(article, copy) is True
    assert names(file.parent) == ["copy.md"]
    with pytest.raises(ConflictError, match="the file is gone"):
        write(article)


@pytest.mark.parametrize(
    "other", ["rain.md", "folder/../rain.md", pytest.param("folder/link.md", marks=posix)]
)
def test_the_same_file_in_other_words_is_no_copy(
    file: Path, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    Path("folder").mkdir()
    if other == "folder/link.md":
        Path(other).symlink_to(file)
    article = edit(file)
    assert write(article, other) is True
    assert origin_of(article) == (EDITED, file)
    assert file.read_bytes() == EDITED.encode()
    file.write_bytes(HAIL)
    article.title = "Snow"
    with pytest.raises(ConflictError, match="holds another text"):
        write(article, other)
    if not Path(other).is_symlink():
        file.unlink()
        with pytest.raises(ConflictError, match="the file is gone"):
            write(article, other)


def test_an_article_without_a_path_gets_the_path_of_its_first_file(tmp_path: Path) -> None:
    article, first, second = Article("Rain"), tmp_path / "first.md", tmp_path / "second.md"
    assert write(article, first)
    assert write(article, os.fspath(second))
    assert (article.path, article.source) == (first, first.read_text())


def test_an_article_that_has_a_path_and_no_source_is_told_what_a_table_needs(file: Path) -> None:
    article = Article("Sun", path=file)
    with pytest.raises(ConflictError) as caught:
        write(article)
    assert str(caught.value) == (
        f"{file}: the file is there already, and the article was not read from it; an article of a "
        "table needs its column source, made with source=True; write with overwrite=True to "
        "replace it"
    )
