"""Articles of folders: their order, their bounds, and what is left out."""

import gc
import os
import pickle
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from command import lay
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from systems import linux, posix

from newsfeed import ParseError
from newsfeed.scanning import batches, roots, scan
from newsfeed.scanning.patterns import Pattern


def text(title: str) -> str:
    return f"---\ntitle: {title}\n---\n"


def lay_articles(folder: Path, *names: str) -> None:
    lay(folder, {name: text(f'"{number}"') for number, name in enumerate(names)})


def found(folder: Path, **options: Any) -> list[str]:
    return [str(each.path.relative_to(folder)) for each in scan(folder, **options)]


def test_the_paths_are_in_the_order_of_their_code_points(tmp_path: Path) -> None:
    names = ["a/x.md", "a-b.md", "a.md", "B.md", "é.md", "a/b/z.md", "a b.md", "😀.md", "\uffee.md"]
    lay_articles(tmp_path, *names)
    assert found(tmp_path) == sorted(names)


@posix
def test_what_is_hidden_or_not_meant_is_left_out(tmp_path: Path) -> None:
    lay_articles(tmp_path, "x.md", ".y.md", ".git/x.md", "x.txt", "UP.MD", "two\nlines.md")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    assert found(tmp_path) == ["UP.MD", "two\nlines.md", "x.md"]
    assert found(tmp_path, pattern=".git/*.md") == [".git/x.md"]


@posix
def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    lay_articles(tmp_path, "a/x.md")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "link.md").symlink_to("a/x.md")
    assert found(tmp_path) == ["a/x.md", "link.md"]


@posix
def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    lay_articles(tmp_path, "x.md")
    (tmp_path / "gone.md").symlink_to("absent")
    reading = scan(tmp_path, on_error="collect")
    assert len(list(reading)) == 1
    assert [error.path for error in reading.errors] == [tmp_path / "gone.md"]


@posix
@pytest.mark.parametrize("target", ["self", "x.md/y"])
def test_an_odd_link_costs_no_other_file(tmp_path: Path, target: str) -> None:
    lay_articles(tmp_path, "x.md")
    (tmp_path / "self").symlink_to(target)
    assert found(tmp_path) == ["x.md"]


@linux
def test_a_name_may_hold_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "\udcff.md").write_text(text("Odd"))
    assert [article.title for article in scan(tmp_path)] == ["Odd"]


@given(st.lists(st.text("ab\n\udcff😀/", max_size=5).map(lambda name: name.lstrip("/"))))
@examples(100)
def test_many_names_are_sorted_as_few_are(names: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roots, "_RUN", 3)
        assert list(roots.in_order(iter(names))) == sorted(names)


def test_a_folder_that_is_left_early_leaves_no_open_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "_RUN", 2)
    names = roots.in_order(map(str, range(20)))
    assert next(names) == "0"
    names.close()  # type: ignore[attr-defined]
    gc.collect()


@given(
    st.sets(st.lists(st.text("a-.b", min_size=1, max_size=3), min_size=1, max_size=3).map(tuple))
)
@examples(100)
def test_a_walk_finds_what_is_meant_in_order(paths: set[tuple[str, ...]]) -> None:
    # No path is both a file and a folder.
    files = {"/".join((*(f"{name}+" for name in path[:-1]), path[-1])) for path in paths}

    def listing(folder: str) -> Iterator[str]:
        inside = {path[len(folder) :] for path in files if path.startswith(folder)}
        return iter({name + slash for name, slash, _ in (path.partition("/") for path in inside)})

    for text_ in "**", "**/a*", "*/*":
        pattern = Pattern(text_)
        meant = sorted(filter(pattern.matches, files))
        assert [path for path, _ in roots.walk("", pattern, listing)] == meant


def test_the_first_file_comes_before_the_next_folder_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_articles(tmp_path, "a/x.md", "b/x.md", "c/x.md")
    listed = []
    scandir = os.scandir

    def counted(path: str) -> Any:
        listed.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    finding = batches(tmp_path, size=1)
    assert listed == []
    next(finding)
    assert [Path(path).name for path in listed] == [tmp_path.name, "a"]


@pytest.mark.parametrize(("size", "lengths"), [(1, [1] * 5), (2, [2, 2, 1]), (5, [5]), (9, [5])])
def test_a_batch_has_so_many_files_at_most(tmp_path: Path, size: int, lengths: list[int]) -> None:
    lay_articles(tmp_path, *(f"{number}.md" for number in range(5)))
    assert [len(batch) for batch in batches(tmp_path, size=size)] == lengths


def test_batches_and_errors_survive_a_pickle(tmp_path: Path) -> None:
    lay(tmp_path, {"x.md": text("Rain"), "y.md": "no article"})
    (batch,) = batches([tmp_path, tmp_path / "absent"], size=9)
    rain, *errors = pickle.loads(pickle.dumps(batch)).articles(attrs.make_class("M", ["title"]))
    assert rain.title == "Rain"
    copies = pickle.loads(pickle.dumps(errors))
    assert list(map(str, copies)) == list(map(str, errors))
    assert [error.path for error in copies] == [tmp_path / "y.md", tmp_path / "absent"]


def test_an_error_ends_the_articles_for_good(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": text("Rain"), "b.md": "", "c.md": text("Sun")})
    reading = scan(tmp_path)
    assert iter(reading) is reading
    assert next(reading).title == "Rain"
    with pytest.raises(ParseError, match=r"b\.md"):
        next(reading)
    assert list(reading) == []


def test_errors_are_collected_on_the_way(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": text("Rain"), "b.md": "", "c.md": text("Sun")})
    reading = scan(tmp_path, on_error="collect")
    next(reading)
    assert reading.errors == []
    assert next(reading).title == "Sun"
    assert [error.path for error in reading.errors] == [tmp_path / "b.md"]
    assert list(reading) == []


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("posts", "<Scan of 'posts'>"),
        (Path("posts"), "<Scan of 'posts'>"),
        (["news", "wires"], "<Scan of ['news', 'wires']>"),
        ([f"news/2026-{month:02}" for month in range(1, 13)], "<Scan of ['news/2026-01', "),
    ],
)
def test_the_repr_of_a_scan_shows_what_is_read(root: Any, shown: str) -> None:
    found = repr(scan(root))
    assert found.startswith(shown)
    assert len(found) < 80


def test_there_are_two_ways_to_take_errors(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected on_error 'raise' or 'collect', found 'skip'"):
        scan(tmp_path, on_error="skip")  # type: ignore[arg-type]


def test_who_drops_the_articles_frees_them_at_once(tmp_path: Path) -> None:
    lay_articles(tmp_path, "x.md", "y.md")
    gc.disable()
    try:
        reading = scan(tmp_path)
        next(reading)
        reference = weakref.ref(reading)
        del reading
        assert reference() is None
    finally:
        gc.enable()
