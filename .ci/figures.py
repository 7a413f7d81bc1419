"""Measure src/newsfeed, print a table, and exit with 1 if a limit is broken: `make figures`.

Lines of code are lines that are not empty, hold more than a comment, and are not part of a
docstring. Any string that is a statement of its own is a docstring, also below an attribute.

The length of a function is the lines of code of its signature and body. Docstrings, empty lines,
comment lines and decorators do not count. A nested function is a function of its own, and its
lines also count for the function around it. `@overload` stubs are not functions.
"""

import ast
import io
import json
import math
import re
import subprocess
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/newsfeed"

# The limits. All but PUBLIC_DOCSTRINGS are maxima.
TOTAL_LINES = 13_300  # physical lines in the package
FILES_IN_A_FOLDER = 12  # .py files directly in one folder
MODULE_LINES = 300  # physical lines in one module
MEAN_LENGTH = 8  # lines of code per function, on average
NINE_IN_TEN_LENGTH = 16  # lines of code in 90 % of the functions
LONGEST_LENGTH = 45  # lines of code in one function
PUBLIC_DOCSTRINGS = 100  # percentage of public names that have one
COMPLEX = 10  # cyclomatic complexity above which a function is complex
COMPLEX_FUNCTIONS = 10  # functions that are complex
MOST_COMPLEX = 15  # cyclomatic complexity of one function

# Public names that several modules define on purpose, each with the reason.
SAME = {
    "read": "newsfeed.read returns one article, newsfeed.dask.read a data frame; both are public.",
}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
BLOCKS = (ast.If, ast.Try, ast.ExceptHandler, ast.With)  # their names belong to the scope around
TYPE_VARIABLES = ("TypeVar", "ParamSpec", "TypeVarTuple")
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
PRAGMA = re.compile(r"#\s*(?:type:|noqa)[^#]*")  # a reason after a second # makes it a comment
COMPLEXITY = re.compile(r"`(.+)` is too complex \((\d+) > \d+\)")


class Module:
    """A source file and its syntax."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self.size = self.text.count("\n")
        self.folder = path.relative_to(PACKAGE).parent.as_posix()

    @cached_property
    def comments(self) -> dict[int, str]:
        """Return the comment of each line that has one."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}

    @cached_property
    def code(self) -> set[int]:
        """Return the numbers of the lines of code."""
        lines = enumerate(map(str.strip, self.text.split("\n")), 1)
        # A line of a verbose regular expression may open with # and is no comment.
        code = {n for n, line in lines if line and not (n in self.comments and line[0] == "#")}
        return code.difference(*(span(node) for node in ast.walk(self.tree) if is_docstring(node)))

    @cached_property
    def decorators(self) -> set[int]:
        """Return the numbers of the lines that decorators are on."""
        nodes = [node for node in ast.walk(self.tree) if isinstance(node, DEFINITIONS)]
        return {n for node in nodes for item in node.decorator_list for n in span(item)}

    @property
    def is_public(self) -> bool:
        """Return whether users may import the module."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return all(part[0] != "_" or part in ("__init__", "__main__") for part in parts)


class Place(NamedTuple):
    """A position with a value, which sorts by the value."""

    value: float
    module: Module
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.module.path.relative_to(ROOT).as_posix()}:{self.line}: {self.text}"


class Figure(NamedTuple):
    """A row of the table, and the places to look at if its limit is broken."""

    name: str
    value: float
    limit: float | None = None
    places: Iterable[Place] = ()
    is_minimum: bool = False

    @property
    def status(self) -> str:
        """Return `ok` or `over`, or nothing without a limit."""
        if self.limit is None:
            return ""
        over = self.value < self.limit if self.is_minimum else self.value > self.limit
        return "over" if over else "ok"


def main() -> int:
    """Print the folders, the figures, and the offenders of each broken limit."""
    modules = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]
    print_folders(modules)
    measures = (sizes, lengths, docstrings, comments, complexities, repetitions)
    figures = [figure for measure in measures for figure in measure(modules)]
    rows = [(f.name, number(f.value), number(f.limit), f.status) for f in figures]
    print_table([("figure", "value", "limit", ""), *rows])
    broken = [figure for figure in figures if figure.status == "over"]
    for figure in broken:
        print(f"\n{figure.name}: {number(figure.value)}, limit {number(figure.limit)}")
        print(*(f"  {place}\n" for place in figure.places), sep="", end="")
    return 1 if broken else 0


def print_folders(modules: list[Module]) -> None:
    """Print the number of files and physical lines in each folder."""
    sizes_of = defaultdict(list)
    for module in modules:
        sizes_of[module.folder].append(module.size)
    rows = [(name, str(len(sizes)), number(sum(sizes))) for name, sizes in sorted(sizes_of.items())]
    total = ("total", str(len(modules)), number(sum(module.size for module in modules)))
    print_table([("folder (. is src/newsfeed)", "files", "lines"), *rows, total])
    print()


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Print rows with the first column aligned to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())


def number(value: float | None) -> str:
    """Format a whole number in full, any other with two digits, rounded down."""
    # Rounding up would show 99.996 % as 100.00 %, which is the limit.
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{math.floor(value * 100) / 100:,.2f}"


def sizes(modules: list[Module]) -> Iterator[Figure]:
    """Yield the figures for the package, its folders and its modules."""
    yield Figure("lines in total", sum(module.size for module in modules), TOTAL_LINES)
    files = [module.folder for module in modules]
    crowded = [
        Place(count, module, 1, f"{count} files in the folder")
        for module in modules
        if (count := files.count(module.folder)) and module.path.name == "__init__.py"
    ]
    yield highest("files in one folder, most", crowded, FILES_IN_A_FOLDER)
    whole = [Place(module.size, module, 1, f"{module.size} lines") for module in modules]
    yield highest("lines in one module, most", whole, MODULE_LINES)


def highest(name: str, places: list[Place], limit: float) -> Figure:
    """Create the figure for the highest value, with every place above the limit."""
    return Figure(name, max(place.value for place in places), limit, above(limit, places))


def above(limit: float, places: list[Place]) -> list[Place]:
    """Return the places above a limit, the highest value first."""
    return sorted((p for p in places if p.value > limit), key=lambda p: p.value, reverse=True)
