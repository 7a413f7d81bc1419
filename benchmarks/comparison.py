"""Compare the edits of three libraries over real hand-written files: `make compare`.

Each operation is made in every file that it applies to. The result is checked with two YAML readers
and by lines. It is right if the requested change is there and nothing else changed. Where no such
files are beside the checkout, two samples stand in for them.
"""

import argparse
import difflib
import json
import platform
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from edit_cases import OPERATIONS, Choice
from edit_checks import fault
from edit_values import LOADERS, Edit, split, views
from edit_writers import EDITORS, Editor
from samples import WILD, wild_files

import newsfeed

OURS = "newsfeed"
OUTCOMES = RIGHT, REFUSED, WRONG = "right", "refused", "wrong"
SAMPLE = 25
"""About how many files a short run takes."""


class Result(NamedTuple):
    """What a library did in a file.

    Args:
        operation: The name of the operation.
        library: The name of the library.
        outcome: `right`, `refused` or `wrong`.
        reason: The edit, and why it is not right.
        difference: The lines that differ, for a result that is wrong.
        file: The name of the file.
    """

    operation: str
    library: str
    outcome: str
    reason: str = ""
    difference: str = ""
    file: str = ""


def attempt(editor: Editor, text: str, edit: Edit) -> tuple[str, str, str]:
    """Make an edit, and return its outcome, the reason and the difference."""
    try:
        new = editor.edit(text, edit)
    except editor.refusals as error:
        return REFUSED, f"{type(error).__name__}: {error}", ""
    except Exception as error:  # which the library does not document
        return WRONG, f"raises {type(error).__name__}: {error}", ""
    reason = fault(text, new, edit)
    return (WRONG, reason, difference(text, new)) if reason else (RIGHT, "", "")


def difference(old: str, new: str) -> str:
    """Return the lines that differ, with one line around them."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm="")
    return "\n".join(list(lines)[2:])


def results(case: tuple[int, str, str]) -> list[Result]:
    """Make each edit that applies to a file with each library.

    Args:
        case: The number, the name and the contents of the file.
    """
    number, name, text = case
    parts = split(text)
    loaded = list(views(parts.block).values()) if parts else []
    if not loaded or not all(isinstance(data, dict) for data in loaded):
        return []
    found = []
    for operation, choose in OPERATIONS.items():
        edit = choose(Choice(loaded, number))
        if edit is None:
            continue
        for editor in offering(edit):
            outcome, reason, shown = attempt(editor, text, edit)
            found.append(Result(operation, editor.name, outcome, f"{edit}\n{reason}", shown, name))
    return found


def offering(edit: Edit) -> list[Editor]:
    """Return the libraries that offer an edit."""
    is_special = edit.kind == "canonicalize"
    return [editor for editor in EDITORS if editor.can_canonicalize or not is_special]


def refusals(texts: list[str]) -> dict[str, int]:
    """Count the files that newsfeed rejects, by the code of their error."""
    counts: Counter[str] = Counter()
    for text in texts:
        try:
            newsfeed.parse(text, model=newsfeed.Document)
        except newsfeed.ParseError as error:
            counts[error.problems[0].code] += 1
    return dict(sorted(counts.items()))


def unreadable(texts: list[str], loader: str) -> int:
    """Count the files that a YAML reader cannot load, so that it checks no edit of them."""
    return sum((parts := split(text)) is None or loader not in views(parts.block) for text in texts)


def summary(cases: list[tuple[int, str, str]], found: list[Result]) -> dict[str, Any]:
    """Return the figures of a run."""
    texts = [text for _, _, text in cases]
    counts = Counter(each[:3] for each in found)
    names = [editor.name for editor in EDITORS]
    return {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("yaml-edit", "ruamel.yaml", "PyYAML")},
        "files": len(texts),
        "rejected": refusals(texts),
        "unreadable": {name: unreadable(texts, name) for name in LOADERS},
        "operations": {
            operation: {
                name: {outcome: counts[operation, name, outcome] for outcome in OUTCOMES}
                for name in names
                if any(counts[operation, name, outcome] for outcome in OUTCOMES)
            }
            for operation in OPERATIONS
        },
    }


def table(figures: dict[str, Any]) -> Iterator[str]:
    """Show the figures as lines of text."""
    yield f"{figures['files']} files; newsfeed rejects {sum(figures['rejected'].values())}"
    for operation, libraries in figures["operations"].items():
        cells = (f"{name} {', '.join(outcomes(each))}" for name, each in libraries.items())
        yield f"{operation:42} {'; '.join(cells)}"


def outcomes(counts: dict[str, int]) -> Iterator[str]:
    """Show how many results are right, and how many are not."""
    yield f"{counts[RIGHT]} of {sum(counts.values())}"
    yield from (f"{counts[each]} {each}" for each in (REFUSED, WRONG) if counts[each])


def named_files() -> list[tuple[int, str, str]]:
    """Return the number, the name and the contents of each file."""
    texts = wild_files()
    names = sorted(path.name for path in WILD.glob("*.md")) or map(str, range(len(texts)))
    return [(number, *pair) for number, pair in enumerate(zip(names, texts, strict=True))]


def main() -> None:
    """Make all edits, print the figures and the failures, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a sample; exit with 1 if it is wrong")
    parser.add_argument("--failures", metavar="NAME", help="print what a library did not do right")
    parser.add_argument("--output", type=Path, help="the file to write the figures to")
    options = parser.parse_args()
    cases = named_files()
    cases = cases[:: max(1, len(cases) // SAMPLE)] if options.short else cases
    with ProcessPoolExecutor() as pool:
        found = list(chain.from_iterable(pool.map(results, cases, chunksize=4)))
    shown = OURS if options.short else options.failures
    failed = [each for each in found if each.library == shown and each.outcome != RIGHT]
    for each in failed:
        print(f"\n{each.operation}: {each.file} {each.outcome}, {each.reason}\n{each.difference}")
    figures = summary(cases, found)
    print("\n".join(table(figures)))
    if options.output:
        options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.exit(options.short and any(each.outcome == WRONG for each in failed))


if __name__ == "__main__":
    main()
