"""How long it takes to read and convert thousands of articles, and how much memory."""

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest import mock

import frontmatter
import pandas
import pyarrow.parquet as pq
import yaml
from measuring import Row, Target, microseconds, on_cores, peak_memory
from peers import as_json, data_of, plain
from samples import wild_files, write_articles

import newsfeed
from newsfeed import Document, Feed
from newsfeed.scanning import batches
from newsfeed.tables import write_parquet

OURS = "newsfeed"
PEER = "python-frontmatter"
SCAN = "import newsfeed, sys\nfor article in newsfeed.scan(sys.argv[1]): pass\n"
CORES = 2
# A large corpus has as many files as so many of the small one.
TIMES = 10


def many(count: int, rounds: int) -> Iterator[Row | Target]:
    """Measure the work on a corpus of invented articles, in folders by year and month.

    Args:
        count: How many articles.
        rounds: How often.

    Yields:
        The rows and the targets.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "tree")
        files = write_articles(folder, range(count))
        check(folder, files)
        yield from reading(folder, files, rounds)
        yield from reading_documents(Path(name, "hand-written"), count, rounds)
        yield from to_parquet(folder, files, rounds)
        yield from tables(folder, rounds)
        yield from beginning(folder, len(files), rounds)
        yield from memory(Path(name), files)


def check(folder: Path, files: list[str]) -> None:
    """Check that both read the same values and the same body of the same files."""
    for article, file in zip(newsfeed.scan(folder), files, strict=True):
        post = frontmatter.load(file)
        assert str(article.path) == file
        assert plain(post.metadata) == data_of(article), file
        # python-frontmatter takes the blanks around the body off.
        assert post.content == article.body.strip(), file


def loaded(files: list[str]) -> list[Any]:
    """Read files with python-frontmatter."""
    return [frontmatter.load(file) for file in files]


def reading(folder: Path, files: list[str], rounds: int) -> Iterator[Row | Target]:
    """Measure reading all files, in this process."""
    times = microseconds(
        {OURS: lambda _: len(Feed.read(folder)), PEER: lambda _: len(loaded(files))},
        [folder],
        rounds,
    )
    values = {name: value / len(files) for name, value in times.items()}
    yield Row(f"read {len(files):,} files, one process", "us a file", values)
    yield Target("Feed.read / python-frontmatter", values[OURS] / values[PEER], 1 / 6)


def reading_documents(folder: Path, count: int, rounds: int) -> Iterator[Row | Target]:
    """Measure reading hand-written files of many sites, each of them many times, as Documents."""
    texts = list(filter(read_alike, wild_files()))
    files = [folder / f"{number:06}.md" for number in range(count)]
    folder.mkdir()
    for file, text in zip(files, cycle(texts), strict=False):
        file.write_text(text, encoding="utf-8", newline="")
    names = list(map(str, files))
    times = microseconds(
        {
            OURS: lambda _: len(Feed.read(folder, model=Document)),
            PEER: lambda _: len(loaded(names)),
        },
        [folder],
        rounds,
    )
    values = {name: value / count for name, value in times.items()}
    yield Row(f"read {count:,} hand-written files as Documents", "us a file", values)
    ratio = values[OURS] / values[PEER]
    yield Target("Feed.read of Documents / python-frontmatter", ratio, 1 / 2)


def read_alike(text: str) -> bool:
    """Return whether both libraries read a text, with the same values and the same body."""
    try:
        note, post = newsfeed.parse(text, model=Document), frontmatter.loads(text)
    except (newsfeed.ParseError, yaml.YAMLError):
        return False
    return as_json(note.extra) == as_json(post.metadata) and note.body.strip() == post.content


def to_parquet(folder: Path, files: list[str], rounds: int) -> Iterator[Row | Target]:
    """Measure writing a table of all files, on two cores."""
    ours, peer = folder.with_name("ours.parquet"), folder.with_name("peer.parquet")
    peers = f"{PEER} and pandas"
    operations = {
        OURS: lambda _: write_parquet(folder, ours, workers=CORES),
        peers: lambda _: pandas_parquet(files, peer),
    }
    with on_cores(CORES):
        times = microseconds(operations, [folder], rounds)
    titles = [pq.read_table(path, columns=["title"])["title"].to_pylist() for path in (ours, peer)]
    assert titles[0] == titles[1]
    values = {name: value / len(files) for name, value in times.items()}
    yield Row(f"{len(files):,} files to Parquet, on two cores", "us a file", values)
    yield Target("write_parquet / python-frontmatter, pandas", values[OURS] / values[peers], 1 / 8)


def pandas_parquet(files: list[str], path: Path) -> None:
    """Write a table of files with python-frontmatter and pandas."""
    rows = [{**post.metadata, "content": post.content} for post in loaded(files)]
    pandas.DataFrame(rows).to_parquet(path)


def tables(folder: Path, rounds: int) -> Iterator[Row | Target]:
    """Measure turning articles into an Arrow table, and its rows into articles."""
    feed = Feed.read(folder)
    table = feed.to_arrow()
    assert Feed.from_arrow(table) == feed
    times = microseconds(
        {"to Arrow": lambda _: feed.to_arrow(), "from Arrow": lambda _: Feed.from_arrow(table)},
        [folder],
        rounds,
    )
    values = {name: value / len(feed) for name, value in times.items()}
    yield Row(f"{len(feed):,} articles to a table and back", "us an article", values)
    for name, value in values.items():
        yield Target(f"{name}, us an article", value, 10)


def beginning(folder: Path, count: int, rounds: int) -> Iterator[Row | Target]:
    """Measure how long the first article takes, and how many folders are listed until then."""
    times = microseconds(
        {
            "until the first article": lambda _: next(newsfeed.scan(folder)),
            "list all files": lambda _: exhaust(batches(folder, size=256)),
            "read all files": lambda _: exhaust(newsfeed.scan(folder)),
        },
        [folder],
        rounds,
    )
    values = {name: value / 1e3 for name, value in times.items()}
    yield Row(f"scan of {count:,} files", "ms", values)
    listed = {
        "until the first article": listings(lambda: next(newsfeed.scan(folder))),
        "in all": listings(lambda: exhaust(newsfeed.scan(folder))),
    }
    yield Row(f"scan of {count:,} files: folders", "listed", listed)
    first, all_folders = listed.values()
    yield Target("folders listed until the first article / all", first / all_folders, 0.1)


def listings(work: Callable[[], object]) -> float:
    """Count the folders that some work lists."""
    with mock.patch("os.scandir", wraps=os.scandir) as scandir:
        work()
    return scandir.call_count


def exhaust(items: Iterable[Any]) -> None:
    """Take all items and keep none."""
    deque(items, maxlen=0)


def memory(place: Path, files: list[str]) -> Iterator[Row | Target]:
    """Measure the most memory that a scan takes, of some files and of ten times as many."""
    small, large = len(files), len(files) * TIMES
    for layout in "tree", "flat":
        values = {}
        for count in small, large:
            folder = place / f"{layout}-{count}"
            link(files, place / "tree", folder, count // small, flat=layout == "flat")
            values[f"{count:,} files"] = peak_memory(SCAN, str(folder))
        shape = "one folder" if layout == "flat" else "folders by month"
        yield Row(f"peak memory of a scan, {shape}", "MB", values)
        few, more = values.values()
        yield Target(f"peak memory, {large:,} files / {small:,}, {shape}", more / few, 1.1)


def link(files: list[str], root: Path, folder: Path, times: int, *, flat: bool) -> None:
    """Give each file so many names in another folder, in the same folders or in one."""
    for file in map(Path, files):
        place = folder if flat else folder / file.parent.relative_to(root)
        place.mkdir(parents=True, exist_ok=True)
        for number in range(times):
            os.link(file, place / f"{file.stem}-{number}.md")
