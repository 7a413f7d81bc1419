"""Measure src/newsfeed, print the figures, and exit with 1 if a limit is broken: `make figures`.

A line of code is a line that is not empty, contains more than a comment, and is not part of a
docstring. A string that is a statement of its own is a docstring, also one below an attribute.

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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/newsfeed"

TOTAL_LINES = 17_705  # physical lines in the package
FILES_IN_A_FOLDER = 12  # .py files directly in one folder
MODULE_LINES = 300  # physical lines in one module
MEAN_LENGTH = 8  # lines of code in a function, on average
NINE_IN_TEN_LENGTH = 16  # lines of code that 90 % of the functions do not exceed
LONGEST_LENGTH = 45  # lines of code in one function
PUBLIC_DOCSTRINGS = 100  # percentage of public names with a docstring: a minimum
COMPLEXITY = 10  # cyclomatic complexity that only a few functions may exceed
COMPLEX_FUNCTIONS = 10  # functions that may exceed it
MOST_COMPLEX = 15  # cyclomatic complexity of one function

# Public names that several modules define on purpose, each with the reason.
SAME = {
    "read": "newsfeed.read returns one article, newsfeed.dask.read a data frame; both are public",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


class Place(NamedTuple):
    """A named value and where it is in the source."""

    file: Path
    line: int
    name: str
    value: Any

    def __str__(self) -> str:
        path = self.file.relative_to(ROOT).as_posix()
        return f"{path}:{self.line}: {self.name}: {self.value!s:.60}"


class Figure(NamedTuple):
    """A row of the table, and the places that break its limit."""

    name: str
    value: float
    limit: float = math.inf
    places: Iterable[Place] = ()
    is_minimum: bool = False

    @property
    def is_over(self) -> bool:
        """Return whether the limit is broken."""
        return self.value < self.limit if self.is_minimum else self.value > self.limit


class Module:
    """A source file, its syntax tree, and its lines by kind."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.text = file.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self.nodes = list(ast.walk(self.tree))
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        self.is_public = all(p[0] != "_" or p in ("__init__", "__main__") for p in parts)

    @cached_property
    def comments(self) -> dict[int, str]:
        """Return the comment of each line that has one."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}

    @cached_property
    def code(self) -> set[int]:
        """Return the numbers of the lines of code."""
        lines = enumerate(map(str.strip, self.text.split("\n")), 1)
        # Without a comment token, a # belongs to a string, such as a verbose regular expression.
        code = {n for n, line in lines if line and not (line[0] == "#" and n in self.comments)}
        return code.difference(*(span(node) for node in self.nodes if is_docstring(node)))


def main() -> int:
    """Print the figures, then the places that break a limit."""
    modules = [Module(file) for file in sorted(PACKAGE.rglob("*.py"))]
    measures = (sizes, lengths, docstrings, comments, complexities, repetitions)
    figures = [figure for measure in measures for figure in measure(modules)]
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        value, limit = number(figure.value), number(figure.limit)
        print(f"{figure.name:{width}} {value:>7} {limit:>7}  {'over' if figure.is_over else 'ok'}")
    broken = [figure for figure in figures if figure.is_over]
    for figure in broken:
        print(f"\n{figure.name}: {number(figure.value)}, limit {number(figure.limit)}")
        print("".join(f"  {place}\n" for place in figure.places), end="")
    return 1 if broken else 0


def number(value: float) -> str:
    """Format an integer in full, any other number with two decimals, and no limit as `-`."""
    if value == math.inf:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def sizes(modules: list[Module]) -> Iterator[Figure]:
    """Yield the physical lines of each folder and in total, and the largest folder and module."""
    lines = {module.file: module.text.count("\n") for module in modules}
    files = Counter(file.parent for file in lines)
    for folder, count in sorted(files.items()):
        name = f"lines in {folder.relative_to(PACKAGE.parent).as_posix()} (files: {count})"
        yield Figure(name, sum(lines[file] for file in lines if file.parent == folder))
    yield Figure(f"lines in total (files: {len(lines)})", sum(lines.values()), TOTAL_LINES)
    folders = [Place(folder, 1, "files", count) for folder, count in files.items()]
    yield highest("files in one folder, most", folders, FILES_IN_A_FOLDER)
    places = [Place(file, 1, "lines", count) for file, count in lines.items()]
    yield highest("lines in one module, most", places, MODULE_LINES)


def highest(name: str, places: Sequence[Place], limit: float) -> Figure:
    """Create the figure for the highest value."""
    return Figure(name, max(place.value for place in places), limit, above(limit, places))


def above(limit: float, places: Sequence[Place]) -> list[Place]:
    """Return the places with a value above a limit, the highest first."""
    return sorted((p for p in places if p.value > limit), key=lambda p: -p.value)


def lengths(modules: list[Module]) -> Iterator[Figure]:
    """Yield the lengths of functions."""
    places = [place for module in modules for place in functions(module)]
    values = sorted(place.value for place in places)
    mean, ninth = sum(values) / len(values), values[math.ceil(0.9 * len(values)) - 1]
    yield Figure(f"lines in a function, mean of {len(values):,}", mean, MEAN_LENGTH)
    long = above(NINE_IN_TEN_LENGTH, places)
    yield Figure("lines in a function, nine in ten", ninth, NINE_IN_TEN_LENGTH, long)
    yield highest("lines in a function, most", places, LONGEST_LENGTH)


def functions(module: Module) -> Iterator[Place]:
    """Yield the length of each function."""
    found = [node for node in module.nodes if isinstance(node, Definition)]
    decorators = {n for node in found for item in node.decorator_list for n in span(item)}
    for node in found:
        if isinstance(node, Function) and not has_decorator(node, "overload"):
            length = len(module.code.intersection(span(node)) - decorators)
            yield Place(module.file, node.lineno, node.name, length)


def docstrings(modules: list[Module]) -> Iterator[Figure]:
    """Yield the percentage of public names that have a docstring."""
    public = [(m.file, node) for m in modules if m.is_public for node in public_nodes(m.tree)]
    missing = [
        Place(file, getattr(node, "lineno", 1), getattr(node, "name", "module"), "no docstring")
        for file, node in public
        if not ast.get_docstring(node)
    ]
    name, share = f"docstrings of {len(public)} public names, %", 1 - len(missing) / len(public)
    yield Figure(name, 100 * share, PUBLIC_DOCSTRINGS, missing, is_minimum=True)


def public_nodes(scope: ast.Module | Definition) -> Iterator[ast.Module | Definition]:
    """Yield a node and the public definitions in it. A setter belongs to its property."""
    yield scope
    inside = [] if isinstance(scope, Function) else statements(scope)
    for node in (node for node in inside if isinstance(node, Definition)):
        if node.name[0] != "_" and not has_decorator(node, "overload", "setter", "deleter"):
            yield from public_nodes(node)


def comments(modules: list[Module]) -> Iterator[Figure]:
    """Yield the number of comment lines per 100 lines of code."""
    # A pragma is not a comment, unless it gives a reason after a second #.
    pragma = re.compile(r"#\s*(?:type:|noqa)[^#]*")
    texts = [text for module in modules for text in module.comments.values()]
    count = sum(not pragma.fullmatch(text) for text in texts)
    code = sum(len(module.code) for module in modules)
    yield Figure(f"comment lines per 100 of {code:,} lines of code", 100 * count / code)


def complexities(_: list[Module]) -> Iterator[Figure]:
    """Yield the cyclomatic complexity of functions, as ruff counts it."""
    options = "--isolated --no-cache --ignore-noqa --exit-zero --select C901 --output-format json"
    # Above a threshold of 0, ruff reports every function, so the highest value is always known.
    options += " --target-version py311 --config lint.mccabe.max-complexity=0"
    ruff = Path(sys.executable).with_name("ruff")
    output = subprocess.check_output([ruff, "check", *options.split(), PACKAGE], encoding="utf-8")
    places = [complexity(item) for item in json.loads(output)]
    over = above(COMPLEXITY, places)
    yield Figure(f"functions of complexity over {COMPLEXITY}", len(over), COMPLEX_FUNCTIONS, over)
    yield highest("complexity of a function, most", places, MOST_COMPLEX)


def complexity(violation: dict[str, Any]) -> Place:
    """Parse a violation from the JSON of ruff."""
    [(name, value)] = re.findall(r"`(.+)` is too complex \((\d+) >", violation["message"])
    return Place(Path(violation["filename"]), violation["location"]["row"], name, int(value))


def repetitions(modules: list[Module]) -> Iterator[Figure]:
    """Yield the number of names that several modules define, and of constants that differ."""
    found = defaultdict(list)
    for place in (place for module in modules for place in definitions(module)):
        found[place.name].append(place)
    several = {name: ps for name, ps in found.items() if len({p.file for p in ps}) > 1}
    same = [ps for name, ps in several.items() if name[0] != "_" and name not in SAME]
    yield Figure("public names of several modules", len(same), 0, [p for ps in same for p in ps])
    constants = [ps for name, ps in several.items() if re.fullmatch("_?[A-Z][A-Z0-9_]*", name)]
    differ = [ps for ps in constants if len({p.value for p in ps}) > 1]
    yield Figure("constants with several values", len(differ), 0, [p for ps in differ for p in ps])


def definitions(module: Module) -> Iterator[Place]:
    """Yield the names that a module defines at top level. A variable has its source as value."""
    for node in statements(module.tree):
        if isinstance(node, Definition):
            yield Place(module.file, node.lineno, node.name, "class or function")
        for name, value in assigned(node):
            if not re.match(r"(typing\.)?(TypeVar|TypeVarTuple|ParamSpec)\(", value):
                yield Place(module.file, node.lineno, name, value)


def assigned(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield each name that a statement assigns, and the source of its value."""
    match node:
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, ast.unparse(value)
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from zip(map(ast.unparse, names), map(ast.unparse, values), strict=False)
        case ast.Assign(targets=targets, value=value):
            nodes = (item for target in targets for item in ast.walk(target))
            for item in nodes:
                # `TABLE[key] = value` reads TABLE and does not define it.
                if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store):
                    yield item.id, ast.unparse(value)


def statements(scope: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements of a module or class, also those inside `if`, `try` and `with`."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.stmt):
            yield node
        if isinstance(node, ast.If | ast.Try | ast.ExceptHandler | ast.With):
            yield from statements(node)


def has_decorator(node: Definition, *names: str) -> bool:
    """Return whether a definition has a decorator of one of some names."""
    return any(ast.unparse(item).rpartition(".")[2] in names for item in node.decorator_list)


def is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Return whether a node is a string that is a statement of its own."""
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def span(node: ast.expr | ast.stmt) -> range:
    """Return the numbers of the lines of a node."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


if __name__ == "__main__":
    sys.exit(main())
