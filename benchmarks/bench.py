"""Compare newsfeed with what others use for the same work, in one process.

`make bench` runs it. It takes the real files beside the checkout where they are, and samples
otherwise. Each result of a peer is checked before it is timed; the rounds are interleaved,
and the best of each counts. A target that is missed stays in the table, and says so.
"""

import argparse
import json
import math
import os
import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
from charting import draw
from checking import checking, editing
from exporting import exporting
from many import many
from measuring import Row, Target, bytes_held, cold_imports, microseconds
from model_classes import model_classes
from peers import LIBRARIES, YARDSTICKS, Change, Library, changed_lines, data_of, plain
from samples import hand_written, news_files, with_body, with_related
from wild import EDITING, READING, wild

import newsfeed

OURS, PEER = "newsfeed", "python-frontmatter"
JSON, DUMPS = "json.loads, to dict", "json.dumps, of the dict"
INVENTED = "read a hand-written file: invented"
UNTOUCHED = "news: read, write back untouched"
NUMBER, TITLE = "news: read, change a number, write", "news: read, change the title, write"
READ = "newsfeed, read alone"
HEAT: Change = ("heat", 987)
HEADLINE: Change = ("title", 'Tide: "early", they say')
LONGEST_GROWTH = 1.2
CHARTED = (READING, EDITING, "read a news file", NUMBER)


@attrs.define
class Size:
    """How much is measured: all of it, or a little of everything."""

    files: int
    rounds: int
    items: list[int]
    bodies: list[int]
    held: int
    starts: int
    checked: int
    many: int
    passes: int
    exported: int
    edited: int


FULL = Size(
    1000,
    15,
    [5, 25, 125, 250],
    [10**3, 10**5, 10**7, 10**8],
    10_000,
    15,
    5000,
    20_000,
    5,
    5000,
    20_000,
)
SHORT = Size(20, 2, [5, 50, 250], [10**3, 10**6], 200, 2, 50, 200, 2, 50, 50)


def checked_readers(texts: list[str]) -> dict[str, Callable[[str], Any]]:
    """Return the readers, having checked that each reads the same data as the others."""
    for library in LIBRARIES:
        for text in texts:
            expected = data_of(newsfeed.parse(text))
            assert plain(library.read(text)) == expected, f"{library.name}: {text[:200]}"
    return {library.name: library.read for library in LIBRARIES}


def checked_writers(texts: list[str], change: Change) -> dict[str, Callable[[str], str]]:
    """Return the editors, having checked that each makes the change and no other."""
    writers = {}
    for library in LIBRARIES:
        if library.write is not None:
            write = fixed(library, change)
            for text in texts:
                expected = newsfeed.parse(text)
                if isinstance(change, tuple):
                    setattr(expected, change[0], change[1])
                found = attrs.evolve(newsfeed.parse(write(text)), body=expected.body)
                assert found == expected, f"{library.name}: {text[:200]}"
            writers[library.name] = write
    return writers


def fixed(library: Library, change: Change) -> Callable[[str], str]:
    """Fix the change that a library makes."""
    assert library.write is not None
    write = library.write
    return lambda text: write(text, change)


def reading(title: str, texts: list[str], rounds: int) -> Row:
    """Measure reading, with JSON of the same data as the yardstick."""
    documents = [json.dumps(data_of(newsfeed.parse(text)), ensure_ascii=False) for text in texts]
    operations: dict[str, Callable[[Any], object]] = {
        name: lambda pair, read=read: read(pair[0]) for name, read in checked_readers(texts).items()
    }
    for name, load in {JSON: json.loads, **YARDSTICKS}.items():
        operations[name] = lambda pair, load=load: load(pair[1])
    pairs = list(zip(texts, documents, strict=True))
    return Row(title, "us", microseconds(operations, pairs, rounds))


def writing(title: str, texts: list[str], change: Change, rounds: int) -> Row:
    """Measure reading and writing back, changed or not, and our reading alone."""
    operations = {READ: newsfeed.parse, **checked_writers(texts, change)}
    return Row(title, "us", microseconds(operations, texts, rounds))


def exactness(texts: list[str]) -> Iterator[Row]:
    """Count the texts that come back byte for byte, and the edits that change one line."""
    writers = [library for library in LIBRARIES if library.write is not None]
    same = {each.name: sum(fixed(each, None)(text) == text for text in texts) for each in writers}
    yield Row("news: come back byte for byte", "files", same, f"of {len(texts)}")
    only = {
        each.name: sum(changed_lines(text, fixed(each, HEAT)(text)) == (1, 1) for text in texts)
        for each in writers
    }
    yield Row("news: an edit changes one line", "files", only, f"of {len(texts)}")


def fresh_writing(texts: list[str], rounds: int) -> Row:
    """Measure writing an article that was not read from a text; by others, its data."""
    articles = [attrs.evolve(newsfeed.parse(text), source=None) for text in texts]
    values = [(article, data_of(article)) for article in articles]
    dump = next(library for library in LIBRARIES if library.name == "PyYAML with libyaml")
    operations: dict[str, Callable[[Any], object]] = {
        OURS: lambda pair: newsfeed.serialize(pair[0]),
        dump.name: lambda pair: c_dump(pair[1]),
        DUMPS: lambda pair: json.dumps(pair[1], ensure_ascii=False),
    }
    return Row("write an article without source", "us", microseconds(operations, values, rounds))


def c_dump(data: dict[str, Any]) -> str:
    """Write data with PyYAML and libyaml; what it writes is not read back."""
    import yaml

    text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return f"---\n{text}---\n"


OPERATIONS: dict[str, Callable[[str], object]] = {
    "read": newsfeed.parse,
    "read, change a number, write": fixed(LIBRARIES[0], HEAT),
    "write without source": lambda text: newsfeed.serialize(
        attrs.evolve(newsfeed.parse(text), source=None)
    ),
}


def growth_of_items(size: Size) -> Iterator[Row | Target]:
    """Measure how time grows with the number of related items."""
    rows: dict[str, dict[str, float]] = {name: {} for name in OPERATIONS}
    for count in size.items:
        texts = [with_related(count)] * max(1, 500 // count)
        for name, value in microseconds(OPERATIONS, texts, size.rounds).items():
            rows[name][f"{count:,} items"] = value
    for name, values in rows.items():
        yield Row(f"{name}: growth with related items", "us", values)
        times = list(values.values())
        steps = zip(size.items, size.items[1:], times, times[1:], strict=False)
        worst = max((b / a) ** (1 / math.log2(n / m)) / 2 for m, n, a, b in steps)
        yield Target(f"{name}: growth a doubling of the items, over 2", worst, LONGEST_GROWTH)


def growth_of_bodies(size: Size) -> Iterator[Row | Target]:
    """Measure how time grows with the body, against the time of copying that body once."""
    values: dict[str, float] = {}
    for count in size.bodies:
        text = with_body(count)
        operations = {"read": newsfeed.parse, "copy": lambda text: text[1:]}
        times = microseconds(operations, [text] * max(1, 10**6 // count), size.rounds)
        values[f"read, body of {count:,}"] = times["read"]
        values[f"copy of {count:,}"] = times["copy"]
    yield Row("read: growth with the body", "us", values)
    added = list(values.values())[-2] - values[f"read, body of {size.bodies[0]:,}"]
    copying = list(values.values())[-1]
    yield Target("what the longest body adds, in copies of it", added / copying, 1.1)


def ratio_targets(rows: dict[str, Row]) -> Iterator[Target]:
    """Compare the rows that have a target."""
    news, five = rows["read a news file"].values, rows["read five related items"].values
    yield Target("news file / json.loads", news[OURS] / news[JSON], 2.0)
    yield Target("news file / python-frontmatter", news[OURS] / news[PEER], 0.1)
    compiled = [library.name for library in LIBRARIES if library.compiled]
    for title, values in (("news file", news), ("five related items", five)):
        fastest = min(compiled, key=lambda name: values[name])
        yield Target(f"{title} / fastest compiled ({fastest})", values[OURS] / values[fastest], 1.0)
    back = rows[UNTOUCHED].values
    yield Target("news: untouched read and write / read", back[OURS] / back[READ], 2.3)
    for title, limit in (NUMBER, 0.5), (TITLE, 0.62):
        values = rows[title].values
        yield Target(f"{title} / yaml-edit", values[OURS] / values["yaml-edit"], limit)
        yield Target(f"{title} / ruamel.yaml", values[OURS] / values["ruamel.yaml"], 1 / 40)
    hand = rows[INVENTED].values
    yield Target("hand-written sample / python-frontmatter", hand[OURS] / hand[PEER], 0.35)
    fresh = rows["write an article without source"].values
    yield Target("write without source / json.dumps", fresh[OURS] / fresh[DUMPS], 4.0)


def measure(size: Size) -> tuple[list[Row], list[Target]]:
    """Measure everything."""
    texts = [text for text in news_files() if "\nheat: " in text][: size.files]
    rows = [
        reading("read a news file", texts, size.rounds),
        reading("read five related items", [with_related(5)] * 50, size.rounds),
        reading(INVENTED, [hand_written()] * 50, size.rounds),
        writing(UNTOUCHED, texts, None, size.rounds),
        writing(NUMBER, texts, HEAT, size.rounds),
        writing(TITLE, texts, HEADLINE, size.rounds),
        fresh_writing(texts, size.rounds),
        *exactness(texts),
    ]
    targets = list(ratio_targets({row.title: row for row in rows}))
    others = (
        *wild(size.files, size.rounds, size.starts),
        *model_classes(texts, size.rounds),
        *checking(size.checked, size.starts),
        *editing(size.edited, 2),
        *many(size.many, size.passes),
        *exporting(size.exported, size.rounds),
    )
    for found in (*growth_of_items(size), *growth_of_bodies(size), *others):
        (rows if isinstance(found, Row) else targets).append(found)  # type: ignore[arg-type]
    imports = cold_imports(["sys", "attrs", OURS], size.starts)
    rows.append(Row("cold import", "ms", imports))
    targets.append(Target("import newsfeed / import attrs", imports[OURS] / imports["attrs"], 1.5))
    held = bytes_held([text.encode() for text in texts], size.held)
    rows.append(Row(f"memory of {size.held:,} articles held", "bytes each", {OURS: held}))
    targets.append(Target("KB of an article held", held / 1000, 7.0))
    return rows, targets


def machine() -> str:
    """Say what measured, and when."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor()
    today = datetime.now(UTC).date()
    return f"{today}, Python {platform.python_version()}, {processor}, {os.cpu_count()} cores"


def table(rows: list[Row], targets: list[Target]) -> Iterator[str]:
    """Show the results as Markdown; ratios are to ours, or to the first where we are not."""
    yield machine()
    for row in rows:
        base = row.values.get(OURS, next(iter(row.values.values())))
        title = f"{row.title}, {row.note}" if row.note else row.title
        yield f"\n| {title} | {row.unit} | x |\n|---|--:|--:|"
        for name, value in sorted(row.values.items(), key=lambda pair: pair[1]):
            yield f"| {name} | {value:,.{1 if value < 100 else 0}f} | {value / base:,.2f} |"
    yield "\n| target | measured | at most | |\n|---|--:|--:|---|"
    for target in targets:
        word = "met" if target.is_met else "**missed**"
        yield f"| {target.title} | {target.measured:.3g} | {target.limit:.3g} | {word} |"


def main() -> None:
    """Measure, print the table, and write the data and the chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a little of everything")
    parser.add_argument("--output", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args()
    rows, targets = measure(SHORT if options.short else FULL)
    print("\n".join(table(rows, targets)))
    options.output.mkdir(parents=True, exist_ok=True)
    data = {"machine": machine(), "rows": list(map(attrs.asdict, rows))}
    data["targets"] = [{**attrs.asdict(each), "is_met": each.is_met} for each in targets]
    (options.output / "benchmark.json").write_text(json.dumps(data, indent=1) + "\n")
    values = {row.title: row.values for row in rows}
    charts = [(title, values[title]) for title in CHARTED]
    (options.output / "chart.svg").write_text(draw(charts, OURS))


if __name__ == "__main__":
    main()
