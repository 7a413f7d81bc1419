"""Articles behind URLs, and what fails on the way to them."""

import io
import pickle
import zipfile
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest

from newsfeed import ParseError
from newsfeed.scanning import batches, scan

fsspec = pytest.importorskip("fsspec")
memory = pytest.importorskip("fsspec.implementations.memory")


def text(title: str) -> bytes:
    return f"---\ntitle: {title}\n---\n".encode()


class OddError(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{message} ({code})")


class Odd(memory.MemoryFileSystem):  # type: ignore[misc, name-defined]
    """A file system in which what is named so fails."""

    protocol = "odd"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if Odd.refuses:
            raise ConnectionRefusedError("refused")

    refuses = False

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.replace("odd://", "memory://")))

    def info(self, path: str, **options: Any) -> Any:
        if "bad-info" in path:
            raise PermissionError("no info")
        return super().info(path, **options)

    def ls(self, path: str, detail: bool = True, **options: Any) -> Any:
        if "bad-ls" in path:
            raise OddError(7, "no list")
        entries = super().ls(path, detail=detail, **options)
        own = {"name": self._strip_protocol(path), "type": "directory", "size": 0}
        return [own, *entries] if "marked" in path else entries

    def cat_file(self, path: str, *arguments: Any, **options: Any) -> Any:
        if "bad-cat" in path:
            raise OSError("no data")
        return super().cat_file(path, *arguments, **options)

    def cat_ranges(self, paths: list[str], *arguments: Any, **options: Any) -> Any:
        if any("bad-batch" in path for path in paths):
            raise TimeoutError("no batch")
        return super().cat_ranges(paths, *arguments, **options)


@pytest.fixture(autouse=True)
def store() -> Iterator[Any]:
    fsspec.register_implementation("odd", Odd, clobber=True)
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def read(root: Any) -> tuple[list[str | None], list[str]]:
    reading = scan(root, on_error="collect")
    return [article.title for article in reading], [str(error) for error in reading.errors]


@pytest.mark.parametrize("root", ["memory://b", "memory://b/", "memory://b/**/*.md"])
def test_a_url_is_a_folder_or_a_glob(store: Any, root: str) -> None:
    for name in "y", "sub/x", ".h/x", "a":
        store.pipe(f"/b/{name}.md", text(name))
    assert read(root) == (["a", "sub/x", "y"], [])
    assert read("memory://b/y.md") == (["y"], [])


@pytest.mark.parametrize("name", ["bad-info", "bad-ls", "bad-cat"])
def test_a_failure_names_the_file_and_costs_no_other(store: Any, name: str) -> None:
    store.pipe("/b/a.md", text("a"))
    store.pipe(f"/b/{name}/x.md", text("x"))
    titles, (error,) = read(["odd://b/a.md", f"odd://b/{name}"])
    assert titles == ["a"]
    assert name in error
    with pytest.raises(ParseError, match=name):
        list(scan(f"odd://b/{name}"))


def test_a_missing_url_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="found nothing"):
        read("memory://absent")


def test_a_failure_of_many_at_once_names_the_files(store: Any) -> None:
    store.pipe("/b/bad-batch.md", text("x"))
    assert "bad-batch.md" in read("odd://b")[1][0]


def test_a_failure_to_connect_honours_on_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Odd, "refuses", True)
    Odd.clear_instance_cache()
    assert "refused" in read("odd://b")[1][0]


def test_a_folder_that_lists_itself_is_read_once(store: Any) -> None:
    store.pipe("/marked/x.md", text("x"))
    assert read("odd://marked") == (["x"], [])


def test_a_batch_with_any_failure_survives_a_pickle(store: Any) -> None:
    store.pipe("/bad-ls/x.md", text("x"))
    (batch,) = batches("odd://bad-ls", size=9)
    assert len(pickle.loads(pickle.dumps(batch))) == 1


def test_several_urls_of_one_place_are_read_together(store: Any) -> None:
    store.pipe("/b/x.md", text("x"))
    assert [len(batch) for batch in batches(["memory://b/x.md"] * 6, size=4)] == [4, 2]


def test_the_whole_of_a_file_system_is_a_root(store: Any) -> None:
    store.pipe("/b/x.md", text("x"))
    found, errors = read("memory://")
    # Other tests may have left files in this memory.
    assert "x" in found
    assert errors == []


@pytest.mark.parametrize("root", ["memory://absent/", "memory://absent/*.md"])
def test_a_missing_folder_is_an_error_with_its_slash_too(root: str) -> None:
    with pytest.raises(FileNotFoundError):
        read(root)


def test_a_chained_url_is_a_url(store: Any) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a/x.md", text("x"))
    store.pipe("/b.zip", packed.getvalue())
    assert read("zip://a/x.md::memory://b.zip") == (["x"], [])


def test_an_archive_may_be_remote_and_its_place_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.md", "---\ntitle: Tide\n---\n")
    files = fsspec.filesystem("memory")
    files.pipe_file("/details/news.zip", data.getvalue())
    try:
        assert [each.title for each in scan("memory://details/news.zip")] == ["Tide"]

        def broken(*_: Any, **__: Any) -> Any:
            raise TimeoutError("too late")

        monkeypatch.setattr(type(files), "open", broken)
        found = scan("memory://details/news.zip", on_error="collect")
        assert list(found) == []
        assert [each.problems[0].message for each in found.errors] == [
            "the file cannot be read: too late"
        ]
    finally:
        files.rm("/details", recursive=True)
