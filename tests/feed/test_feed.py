"""Feed: an immutable sequence of articles, read from files."""

import copy
import gc
import io
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loops import each

from newsfeed import Article, Feed, ParseError, Provider, scan
from newsfeed._util.garbage import gc_paused
from newsfeed.frontmatter.origin import origin_of

# Since Python 3.12 a fork beside the threads that other libraries start is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

NAMES = ["Tide", "Moon", "Sea", "Gulls", "Harbour"]


@pytest.fixture
def feed() -> Feed:
    return Feed(Article(name, heat=heat) for heat, name in enumerate(NAMES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of which the third is none."""
    for number, name in enumerate(NAMES):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: '{name}'\n---\n")
    (tmp_path / "2.md").write_text("no front matter\n")
    return tmp_path


def error(path: str) -> ParseError:
    return ParseError([], "", Path(path))


def titles(feed: Feed) -> list[str]:
    return [article.title for article in feed]


# A sequence


@pytest.mark.parametrize("index", range(-5, 5))
def test_an_index_counts_from_both_ends(feed: Feed, index: int) -> None:
    assert feed[index].title == NAMES[index]


@pytest.mark.parametrize("index", [5, -6])
def test_there_is_nothing_outside(feed: Feed, index: int) -> None:
    with pytest.raises(IndexError):
        feed[index]


@each("start", [None, 0, 1, -2, 9])
@each("stop", [None, 0, 3, -1, 9])
@each("step", [None, 1, 2, -1, -2])
def test_a_slice_is_a_feed(feed: Feed, start: Any, stop: Any, step: Any) -> None:
    part = feed[start:stop:step]
    assert type(part) is Feed
    assert titles(part) == NAMES[start:stop:step]


def test_it_is_gone_through_both_ways(feed: Feed) -> None:
    assert len(feed) == len(NAMES)
    assert titles(feed) == NAMES
    assert titles(feed) == NAMES, "more than once"
    assert [article.title for article in reversed(feed)] == NAMES[::-1]


def test_it_holds_what_equals_one_of_its_articles(feed: Feed) -> None:
    assert Article("Moon", heat=1) in feed
    assert Article("Moon", heat=2) not in feed
    assert "Moon" not in feed


def test_equality_is_that_of_the_articles_alone(feed: Feed) -> None:
    same = Feed(copy.deepcopy(list(feed)), [error("a.md")])
    assert feed == same
    assert feed != feed[1:]
    assert feed != feed[::-1]
    assert feed != list(feed)
    same[0].heat = 7
    assert feed != same


def test_the_sum_has_the_articles_and_the_errors_of_both(feed: Feed) -> None:
    one, other = error("a.md"), error("b.md")
    both = Feed(feed[:2], [one]) + Feed(feed[2:], [other])
    assert both == feed
    assert both.errors == (one, other)
    with pytest.raises(TypeError):
        feed + list(feed)  # type: ignore[operator]


def test_it_cannot_be_hashed_or_changed(feed: Feed) -> None:
    with pytest.raises(TypeError):
        hash(feed)
    with pytest.raises(TypeError):
        feed[0] = Article("x")  # type: ignore[index]
    with pytest.raises(TypeError):
        del feed[0]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        feed.more = 1  # type: ignore[attr-defined]
    assert not hasattr(feed, "append")


def test_it_takes_no_note_of_what_becomes_of_the_list_it_was_made_of() -> None:
    articles = [Article("Tide")]
    feed = Feed(articles)
    articles.append(Article("Moon"))
    assert len(feed) == 1


def test_articles_are_the_same_objects_in_every_part(feed: Feed) -> None:
    feed[1:].where(predicate=lambda each: each.heat == 1).sorted("heat")[0].title = "New"
    assert feed[1].title == "New"


def test_a_feed_without_articles_is_false() -> None:
    assert not Feed()
    assert Feed([Article("Tide")])
    assert Feed() == Feed([])


def test_it_shows_how_many_it_holds(feed: Feed) -> None:
    assert repr(feed) == "<Feed: 5 articles>"
    assert repr(Feed(list(feed) * 300)) == "<Feed: 1,500 articles>"
    assert repr(Feed([], [error("a.md")] * 1200)) == "<Feed: 0 articles, 1,200 errors>"


@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))]
)
def test_a_copy_is_equal_and_keeps_its_errors(feed: Feed, twin: Any) -> None:
    whole = Feed(feed, [error("a.md")])
    copied = twin(whole)
    assert copied == whole
    assert len(copied.errors) == 1


def test_parts_keep_the_errors(feed: Feed) -> None:
    whole = Feed(feed, [error("a.md")])
    groups = whole.group_by("heat").values()
    parts = [whole[1:], whole[:0], whole.where(min_quality=3), whole.sorted("heat"), *groups]
    assert [part.errors for part in parts] == [whole.errors] * len(parts)


# Reading


@pytest.mark.parametrize("workers", [1, 2])
def test_the_number_of_workers_makes_no_difference(folder: Path, workers: int) -> None:
    feed = Feed.read(folder, on_error="collect", workers=workers)
    scanned = scan(folder, on_error="collect")
    assert feed == Feed(scanned)
    assert titles(feed) == ["Tide", "Moon", "Gulls", "Harbour"]
    assert [article.path for article in feed] == [folder / f"{i}.md" for i in (0, 1, 3, 4)]
    assert [article.source for article in feed] == [
        path.read_text() for path in (article.path for article in feed) if path is not None
    ]
    assert list(map(str, feed.errors)) == list(map(str, scanned.errors))
    assert [each.path for each in feed.errors] == [folder / "2.md"]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_bad_file_is_raised(folder: Path, workers: int) -> None:
    with pytest.raises(ParseError, match=r"2\.md"):
        Feed.read(folder, workers=workers)


def test_a_model_without_a_field_for_its_path_has_one_from_any_worker(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("---\nname: 'Post'  # daily\n---\n")
    feed = Feed.read(tmp_path, model=Provider, workers=2)
    assert origin_of(feed[0]).path == tmp_path / "post.md"


def test_progress_says_nothing_where_there_is_no_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2.md").unlink()
    assert Feed.read(folder, progress=True) == Feed.read(folder, progress=False)
    assert capsys.readouterr() == ("", "")


def test_progress_leaves_the_line_of_a_terminal_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    (folder / "2.md").unlink()
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    for name in ("rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)
    assert len(Feed.read(folder, progress=True)) == 4
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_arguments_are_checked(folder: Path) -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        Feed.read(folder, workers=0)
    with pytest.raises(ValueError, match="on_error"):
        Feed.read(folder, on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        Feed.read(folder / "nowhere")


# The collector of garbage


@pytest.fixture(params=[True, False], ids=["enabled", "disabled"])
def collector(request: pytest.FixtureRequest) -> Iterator[bool]:
    was_enabled = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if was_enabled else gc.disable)()


def test_the_collector_is_left_as_it_was(folder: Path, collector: bool) -> None:
    with pytest.raises(ParseError):
        Feed.read(folder)
    assert gc.isenabled() is collector
    Feed.read(folder, on_error="collect")
    assert gc.isenabled() is collector
    with pytest.raises(FileNotFoundError):
        Feed.read(folder / "nowhere")
    assert gc.isenabled() is collector
    with pytest.raises(TypeError):
        Feed.from_arrow(3)
    assert gc.isenabled() is collector


def _interrupt() -> None:
    assert not gc.isenabled()
    raise KeyboardInterrupt


def test_the_collector_is_back_after_an_interrupt(collector: bool) -> None:
    with pytest.raises(KeyboardInterrupt), gc_paused():
        _interrupt()
    assert gc.isenabled() is collector


def test_the_collector_may_be_left_alone_twice(collector: bool) -> None:
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is collector


# Without other packages

_WITHOUT = """
import sys
for name in ("pyarrow", "pandas", "polars", "fsspec", "duckdb", "rich", "numpy"):
    sys.modules[name] = None
from newsfeed import Article, Feed, scan
feed = Feed.read(sys.argv[1], progress=True)
assert list(scan(sys.argv[1])) == list(feed) and len(feed) == 4
feed[0].heat = 3
assert "+heat: 3" in feed.diff() and len(feed.write()) == 1
assert len(feed.where(topic="Sea").sorted("title").group_by("topics")) == 0
print(*(name for name in sys.modules if name.startswith("newsfeed.tables.")))
"""


def test_a_feed_needs_no_other_package(folder: Path) -> None:
    (folder / "2.md").unlink()
    command = [sys.executable, "-c", _WITHOUT, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split() == ["newsfeed.tables.tabular"]
