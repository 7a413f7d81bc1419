"""Compare reading, writing back and editing with what others use, in one process.

Run it by `make bench`. It takes the real news files beside the checkout where they are, and the
examples otherwise. A peer's result is checked before it is timed; the rounds are interleaved, and
the best round of each counts.
"""

import io
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import frontmatter
from ruamel.yaml import YAML

import newsfeed

ROOT = Path(__file__).parents[1]
FOLDERS = ROOT.parent / "shared" / "corpus" / "news", ROOT / "examples" / "articles"
ROUNDS = 5
HEAT = 987


@attrs.frozen
class Library:
    """How a library reads a text, and how it writes one back, with another heat if one is given."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[str, int | None], str]


def ours(text: str, heat: int | None) -> str:
    """Read a text and write it with newsfeed."""
    article = newsfeed.parse(text)
    if heat is not None:
        article.heat = heat
    return newsfeed.serialize(article)


def python_frontmatter(text: str, heat: int | None) -> str:
    """Read a text and write it with python-frontmatter."""
    post = frontmatter.loads(text)
    if heat is not None:
        post["heat"] = heat
    return str(frontmatter.dumps(post))


def ruamel(text: str, heat: int | None) -> str:
    """Read a text and write it with ruamel.yaml, which knows no front matter."""
    before, block, body = text.split("---", 2)
    yaml = round_trip_yaml()
    data = yaml.load(block)
    if heat is not None:
        data["heat"] = heat
    out = io.StringIO()
    yaml.dump(data, out)
    return f"{before}---\n{out.getvalue()}---{body}"


def round_trip_yaml() -> YAML:
    """Set ruamel.yaml up as its documentation has it for files of this layout."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


LIBRARIES = [
    Library("newsfeed", newsfeed.parse, ours),
    Library("python-frontmatter", frontmatter.loads, python_frontmatter),
    Library("ruamel.yaml", lambda text: round_trip_yaml().load(text.split("---", 2)[1]), ruamel),
]


def texts() -> list[str]:
    """Read the first folder of files that is there."""
    folder = next(folder for folder in FOLDERS if folder.is_dir())
    return [path.read_bytes().decode() for path in sorted(folder.glob("*.md"))]


def is_only_heat(old: str, new: str) -> bool:
    """Tell whether the line of the heat is all that differs, line ends included."""
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(lines[0]) != len(lines[1]):
        return False
    changed = [after for before, after in zip(*lines, strict=True) if before != after]
    return len(changed) == 1 and changed[0].startswith(f"heat: {HEAT}")


def check(library: Library, text: str) -> None:
    """Check that a library wrote what it was asked to, whatever else it changed."""
    old, new = newsfeed.parse(text), newsfeed.parse(library.write(text, HEAT))
    assert new.heat == HEAT, library.name
    assert attrs.evolve(new, heat=old.heat, body=old.body) == old, library.name


def microseconds(corpus: list[str], operations: list[Callable[[str], object]]) -> list[float]:
    """Time operations over a corpus, interleaved; microseconds a text, the best round of each."""
    best = [float("inf")] * len(operations)
    for _ in range(ROUNDS):
        for index, operation in enumerate(operations):
            start = time.perf_counter()
            for text in corpus:
                operation(text)
            best[index] = min(best[index], time.perf_counter() - start)
    return [seconds / len(corpus) * 1e6 for seconds in best]


def rows(corpus: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Measure; a row is its title and a cell a library."""
    untouched = [[each.write(text, None) == text for text in corpus] for each in LIBRARIES]
    yield "come back byte for byte", [f"{sum(same)} of {len(corpus)}" for same in untouched]
    edited = [[is_only_heat(text, each.write(text, HEAT)) for text in corpus] for each in LIBRARIES]
    yield "one edit changes one line", [f"{sum(only)} of {len(corpus)}" for only in edited]
    yield "read", timed(corpus, [each.read for each in LIBRARIES])
    yield "read, write back", timed(corpus, [writer(each, None) for each in LIBRARIES])
    yield "read, edit, write", timed(corpus, [writer(each, HEAT) for each in LIBRARIES])


def writer(library: Library, heat: int | None) -> Callable[[str], str]:
    """Fix the heat that a library writes."""
    return lambda text: library.write(text, heat)


def timed(corpus: list[str], operations: list[Callable[[str], object]]) -> list[str]:
    """Show times with their ratio to the first."""
    times = microseconds(corpus, operations)
    return [f"{each:,.0f} us ({each / times[0]:.1f} x)" for each in times]


def main() -> None:
    """Print the table in Markdown."""
    corpus = [text for text in texts() if "\nheat: " in text]
    for library in LIBRARIES:
        for text in corpus:
            check(library, text)
    print(f"{len(corpus)} files, {sum(map(len, corpus)) / len(corpus):,.0f} characters on average")
    print(f"{datetime.now():%Y-%m-%d}\n")
    print("| | " + " | ".join(each.name for each in LIBRARIES) + " |")
    print("|---" * (len(LIBRARIES) + 1) + "|")
    for title, cells in rows(corpus):
        print(f"| {title} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
