"""What a million articles cost, measured over fewer of them and multiplied.

Run it by hand, with nothing else on the machine; it takes some minutes and writes to a temporary
folder:

    python benchmarks/scaling.py --files 200000

Each piece of work has a fresh process. What it costs over a handful of files is its start, which is
counted once; the rest is multiplied. The processor's time is that of all processes below it. The
files are in the cache of the system, as they are just written.
"""

import argparse
import ctypes
import os
import pickle
import sys
import tarfile
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import attrs
from measuring import compile_package
from samples import write_articles

import newsfeed
from newsfeed import Feed
from newsfeed._util.garbage import gc_paused
from newsfeed.scanning import batches
from newsfeed.tables import write_parquet

MILLION = 1_000_000
PARTS = 4
FEW = 40
# The part of the corpus whose way is looked at step by step.
STEPPED = 20_000
SET_CHILD_SUBREAPER = 36


def exhaust(items: Iterable[Any]) -> None:
    """Take all items and keep none."""
    deque(items, maxlen=0)


def read_feed(place: Path) -> None:
    """Hold all articles."""
    Feed.read(place / "articles")


def parquet(place: Path, workers: int) -> None:
    """Write one table."""
    write_parquet(place / "articles", place / "out.parquet", workers=workers)


def parquet_of_archives(place: Path) -> None:
    """Write a table for each archive, as many at a time as there are processors."""
    with ProcessPoolExecutor(PARTS) as pool:
        exhaust(pool.map(table_of_archive, sorted(place.glob("part-*.tar"))))


def table_of_archive(archive: Path) -> None:
    """Write the table of one archive."""
    write_parquet(archive, archive.with_suffix(".parquet"), workers=1)


def dask_parquet(place: Path) -> None:
    """Write a folder of tables with Dask, on a cluster of two processes."""
    from dask.distributed import Client, LocalCluster

    import newsfeed.dask

    settings: dict[str, Any] = {"processes": True, "dashboard_address": None}
    with LocalCluster(n_workers=2, threads_per_worker=1, **settings) as cluster, Client(cluster):
        newsfeed.dask.read(place / "articles").to_parquet(place / "dask.parquet")


def spark_parquet(place: Path) -> None:
    """Write a folder of tables with Spark, on two cores."""
    from pyspark.sql import SparkSession

    import newsfeed.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = settings.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    newsfeed.spark.register(spark)
    frame = spark.read.format("newsfeed").load(str(place / "articles"))
    frame.write.parquet(str(place / "spark.parquet"))
    spark.stop()


TASKS: dict[str, Callable[[Path], object]] = {
    "list the files": lambda place: exhaust(batches(place / "articles", size=2000)),
    "scan": lambda place: exhaust(newsfeed.scan(place / "articles")),
    "scan of one tar": lambda place: exhaust(newsfeed.scan(place / "articles.tar")),
    "Feed.read": read_feed,
    "write_parquet, 1 worker": partial(parquet, workers=1),
    "write_parquet, 2 workers": partial(parquet, workers=2),
    "write_parquet, 4 workers": partial(parquet, workers=4),
    "write_parquet over 4 archives, 4 processes": parquet_of_archives,
    "Dask to Parquet, 2 processes": dask_parquet,
    "Spark to Parquet, local[2]": spark_parquet,
}


def corpus(place: Path, count: int) -> None:
    """Write the articles, and archives of them."""
    folder = place / "articles"
    size = -(-count // PARTS)
    starts = range(0, count, size)
    with ProcessPoolExecutor(PARTS) as pool:
        made = [
            pool.submit(write_articles, folder, range(start, min(start + size, count)))
            for start in starts
        ]
        parts = [part.result() for part in made]
        archives = [place / f"part-{number}.tar" for number in range(len(parts))]
        exhaust(pool.map(pack, archives, [folder] * len(parts), parts))
    pack(place / "articles.tar", folder, sorted(file for part in parts for file in part))


def pack(archive: Path, folder: Path, files: list[str]) -> None:
    """Put files of a folder into a plain archive."""
    with tarfile.open(archive, "w", format=tarfile.GNU_FORMAT) as packed:
        for file in files:
            packed.add(file, file.removeprefix(f"{folder}/"))


@attrs.frozen
class Cost:
    """What a piece of work took.

    Args:
        seconds: Seconds.
        spent: Seconds of processors, of all processes.
        memory: Megabytes that the largest process took.
    """

    seconds: float
    spent: float
    memory: float


def cost(task: str, place: Path) -> Cost:
    """Do a piece of work in a process of its own, and wait for all that it starts."""
    log = place / "log.txt"
    run = [sys.executable, __file__, "--task", task, "--place", str(place)]
    used, status, seconds = [], 0, 0.0
    start = time.perf_counter()
    with log.open("w") as file:
        first = os.posix_spawn(
            run[0], run, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, file.fileno(), 2)]
        )
    while True:  # those that outlived their parents too
        try:
            process, code, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        used.append(usage)
        if process == first:
            seconds, status = time.perf_counter() - start, code
    assert status == 0, f"{task}: {log.read_text()}"
    spent = sum(usage.ru_utime + usage.ru_stime for usage in used)
    return Cost(seconds, spent, max(usage.ru_maxrss for usage in used) / 1e3)


def sizes(place: Path) -> Iterator[tuple[str, float, float]]:
    """Measure bytes and the bytes taken on the disk, by what they hold."""
    names = "articles", "articles.tar", "out.parquet", "dask.parquet", "spark.parquet"
    for name in names:
        found = place / name
        if found.exists():
            files = [found] if found.is_file() else [*filter(Path.is_file, found.rglob("*"))]
            stats = [file.stat() for file in files]
            yield name, sum(s.st_size for s in stats), sum(s.st_blocks * 512 for s in stats)


def steps(place: Path) -> dict[str, float]:
    """Measure the steps from a folder to Parquet one by one, in this process.

    Returns:
        Microseconds an article, by step.
    """
    import pyarrow.parquet as pq

    from newsfeed.tables.rows import TableLayout, read_batch, table_of

    layout = TableLayout()
    found = []
    for batch in batches(place / "articles", size=2000):
        found.append(batch)
        if len(found) * 2000 >= STEPPED:
            break
    exhaust(read_batch(batch, layout) for batch in found)
    count = sum(map(len, found))
    listed = best(lambda: exhaust(batches(place / "articles", size=2000)))
    everything = sum(map(len, batches(place / "articles", size=2000)))
    held = best(lambda: exhaust(list(batch.contents()) for batch in found))
    read = best(lambda: exhaust(list(batch.articles(layout.model)) for batch in found))
    articles = [list(batch.articles(layout.model)) for batch in found]
    columns = best(lambda: exhaust(table_of(some, layout) for some in articles))
    tables = [table_of(some, layout) for some in articles]
    handed = best(lambda: exhaust(pickle.loads(pickle.dumps(table)) for table in tables))

    def encode() -> None:
        with pq.ParquetWriter(place / "step.parquet", layout.schema(), compression="zstd") as file:
            exhaust(map(file.write_table, tables))

    return {
        "listing": listed / everything,
        "reading bytes": held / count,
        "parsing": (read - held) / count,
        "columns": columns / count,
        "pickling and back": handed / count,
        "encoding Parquet": best(encode) / count,
    }


def best(action: Callable[[], object]) -> float:
    """Return the microseconds of the best of five runs, in which no garbage is collected."""
    times = []
    for _ in range(5):
        with gc_paused():
            start = time.perf_counter()
            action()
            times.append(time.perf_counter() - start)
    return min(times) * 1e6


def report(few: Path, many: Path, count: int, tasks: list[str]) -> Iterator[str]:
    """Measure and show everything, as Markdown."""
    times = MILLION / count
    yield f"{count:,} files, multiplied by {times:g}"
    yield "\n| a million articles | s | start | processor s | start | MB, largest process |"
    yield "|---|--:|--:|--:|--:|--:|"
    for task in tasks:
        start, whole = cost(task, few), cost(task, many)
        seconds = start.seconds + (whole.seconds - start.seconds) * times
        spent = start.spent + (whole.spent - start.spent) * times
        yield (
            f"| {task} | {seconds:,.0f} | {start.seconds:.1f} | {spent:,.0f} | {start.spent:.1f} |"
            f" {whole.memory:,.0f} |"
        )
    yield "\n| a million articles | GB | GB on disk |\n|---|--:|--:|"
    for name, size, taken in sizes(many):
        yield f"| {name} | {size * times / 1e9:.2f} | {taken * times / 1e9:.2f} |"
    yield "\n| step | us an article |\n|---|--:|"
    for name, value in steps(many).items():
        yield f"| {name} | {value:.1f} |"
    from bench import machine  # last, as it loads what others need

    yield f"\n{machine()}"


def main() -> None:
    """Measure everything; or do one piece of work, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--only", nargs="*", choices=TASKS, help="some of the work")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        TASKS[options.task](options.place)
        return
    compile_package()
    # Processes whose parents end first become children of this one, so that their time counts.
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name, "few"), Path(name, "many")
        # Not here: a process begins with the memory of the one that starts it.
        with ProcessPoolExecutor(1) as pool:
            pool.submit(corpus, few, FEW).result()
            pool.submit(corpus, many, options.files).result()
        for line in report(few, many, options.files, options.only or list(TASKS)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
