"""Write the parts of pages that follow from the code: `make pages`."""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import inf
from pathlib import Path
from textwrap import wrap
from typing import Any

import newsfeed
from newsfeed import Article, Image, Provider, RelatedItem
from newsfeed.checks import RULES, Rule
from newsfeed.errors import Code
from newsfeed.export import api, feeds, jsonfeed, jsonld
from newsfeed.export.rows import Row
from newsfeed.export.schema import arguments
from newsfeed.frontmatter import grammar
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Field, Type, schema_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = Path(newsfeed.__file__).parent  # of a wheel, it is not in the project
COMPARED = (
    "hand-written: come back byte for byte",
    "hand-written: an edit of the title changes one line",
    "read a hand-written file: real",
    "hand-written: read, change the title, write",
    "news: come back byte for byte",
    "news: an edit changes one line",
    "read a news file",
    "news: read, change a number, write",
)
# The tables of the page on performance: their columns, and the rows of the benchmark in them.
READING = {
    "hand-written, real": "read a hand-written file: real",
    "hand-written, invented": "read a hand-written file: invented",
    "news": "read a news file",
    "news, five related items": "read five related items",
}
EDITING = {
    "untouched": "hand-written: read, write back untouched",
    "same bytes": "hand-written: come back byte for byte",
    "title": "hand-written: read, change the title, write",
    "one line changed": "hand-written: an edit of the title changes one line",
    "append": "hand-written: read, append to a list, write",
    "one line added": "hand-written: an append adds one line",
    "news, untouched": "news: read, write back untouched",
    "news, number": "news: read, change a number, write",
    "news, title": "news: read, change the title, write",
}
WRITING = {"news, without source": "write an article without source"}
MANY = {
    "20,000 news files": "read 20,000 files, one process",
    "20,000 hand-written files, as Documents": "read 20,000 hand-written files as Documents",
}
CASES = ROOT / "tests" / "cases" / "checks"
RECORDS = (Article, RelatedItem, Provider, Image)


def errors() -> Iterator[str]:
    """Show the codes of errors as a table."""
    yield "| code | what must be |"
    yield "|---|---|"
    for code in Code:
        yield f"| `{code}` | {code.meaning} |"


def table() -> Iterator[str]:
    """Show the rules as a table."""
    yield "| code | name | severity | by default |"
    yield "|---|---|---|---|"
    for rule in RULES.values():
        link = f"[`{rule.code}`](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | {rule.name} | {rule.severity} | {'on' if rule.default else 'off'} |"


def rules() -> Iterator[str]:
    """Show each rule with its reason and its first case."""
    for rule in RULES.values():
        yield from section(rule)


def section(rule: Rule) -> Iterator[str]:
    """Show a rule; its example is one of the tests."""
    case = CASES / f"{rule.code}_{rule.name.replace('-', '_')}.md"
    default = "" if rule.default else f" Off by default: `--select {rule.code}`."
    yield f"\n### {rule.code} {rule.name}\n"
    yield f"{rule.reason} Severity: {rule.severity}.{default}\n"
    yield "```yaml"
    yield case.read_text(encoding="utf-8").strip()
    yield "```\n"
    yield "```text"
    yield case.with_suffix(".txt").read_text(encoding="utf-8").strip()
    yield "```"


def measured_by(name: str) -> dict[str, Any]:
    """Return what `make bench` or `make compare` has measured."""
    text = (DOCS / "performance" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


benchmark = partial(measured_by, "benchmark")
compared = partial(measured_by, "comparison")


def machine() -> Iterator[str]:
    """Return when and where the benchmark ran."""
    yield f"{benchmark()['machine']}."


def edits() -> Iterator[str]:
    """Show how many edits of real files each library makes right."""
    operations = compared()["operations"]
    names = list(operations["untouched"])
    yield f"| operation | files | {' | '.join(names)} |"
    yield f"|---|--:|{'--:|' * len(names)}"
    for operation, libraries in operations.items():
        if libraries:
            files = sum(next(iter(libraries.values())).values())
            cells = (outcome(libraries.get(name)) for name in names)
            yield f"| {operation} | {files} | {' | '.join(cells)} |"


def outcome(counts: dict[str, int] | None) -> str:
    """Show how many results are right, and how many edits were refused."""
    if counts is None:
        return ""
    refused = f", {counts['refused']} refused" if counts["refused"] else ""
    return f"{counts['right']}{refused}"


def versions() -> Iterator[str]:
    """Show what was compared, over how many files."""
    found = compared()
    names = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    yield f"{found['files']} files, with Python {found['python']}, {names}."


def rejected() -> Iterator[str]:
    """Show how many of the files newsfeed rejects, by the code of the first error."""
    meanings = {str(code): code.meaning for code in Code}
    yield "| code | what must be | files |"
    yield "|---|---|--:|"
    for name, count in compared()["rejected"].items():
        yield f"| `{name}` | {meanings[name]} | {count} |"


def comparison() -> Iterator[str]:
    """Show the rows of the benchmark that compare the libraries that people know best."""
    measured = {row["title"]: row for row in benchmark()["rows"]}
    names = ("newsfeed", "yaml-edit", "python-frontmatter", "ruamel.yaml")
    yield f"| | {' | '.join(names)} |"
    yield "|---|--:|--:|--:|--:|"
    yield "| result | typed models | document | dict | dict that keeps comments |"
    for title in COMPARED:
        row = measured[title]
        cells = " | ".join(figure(row["values"][name]) for name in names)
        yield f"| {heading_of(title, row)} | {cells} |"


def timings(columns: dict[str, str]) -> Iterator[str]:
    """Show rows of the benchmark as columns, sorted by the first one that has a library."""
    measured = {row["title"]: row for row in benchmark()["rows"]}
    rows = {heading_of(label, measured[title]): measured[title] for label, title in columns.items()}
    found = [row["values"] for row in rows.values()]
    yield f"| | {' | '.join(rows)} |"
    yield f"|---|{'--:|' * len(rows)}"
    names = {name for values in found for name in values}
    for name in sorted(names, key=lambda name: [values.get(name, inf) for values in found]):
        cells = (figure(values[name]) if name in values else "" for values in found)
        yield f"| {name} | {' | '.join(cells)} |"


def heading_of(label: str, row: dict[str, Any]) -> str:
    """Name a row of the benchmark, with its files and its unit."""
    unit = "" if row["unit"] == "files" else row["unit"]
    return ", ".join(part for part in (label, row["note"], unit) if part)


def targets() -> Iterator[str]:
    """Show the targets of the benchmark, and which of them were missed."""
    yield "| target | measured | at most | |"
    yield "|---|--:|--:|---|"
    for target in benchmark()["targets"]:
        word = "met" if target["is_met"] else "**missed**"
        yield f"| {target['title']} | {target['measured']:.3g} | {target['limit']:.3g} | {word} |"


def figure(number: float) -> str:
    """Show a number that was measured with as many digits as mean something."""
    return f"{number:.1f}" if number < 10 and number % 1 else f"{number:,.0f}"


def correspondences(kind: str, rows: Sequence[Row]) -> Iterator[str]:
    """Show what each key of a format holds as a table."""
    yield f"| key | {kind} | |"
    yield "|---|---|---|"
    for row in rows:
        yield f"| `{row.key}` | {code(row.source)} | {row.note} |"


def elements() -> Iterator[str]:
    """Show what each element of Atom and RSS holds as a table."""
    yield "| Atom | RSS | article | |"
    yield "|---|---|---|---|"
    for atom, rss, row in feeds.ELEMENTS:
        yield f"| {code(atom)} | {code(rss)} | {code(row.source)} | {row.note} |"


def fields(model: type[Any]) -> Iterator[str]:
    """Show the fields of a record as a table."""
    said = arguments(model)
    yield "| key | in Python | holds | written | |"
    yield "|---|---|---|---|---|"
    for field in schema_of(model).fields.values():
        holds = f"{held(field.type)}, required" if field.required else held(field.type)
        note = said.get(schema_of(model).arguments[field.name], "")
        yield f"| `{field.key}` | `{field.name}` | {holds} | {written(field)} | {note} |"


def held(type_: Type) -> str:
    """Say what a field holds."""
    if type_.kind is Kind.LIST:
        return f"list of {held(type_.items)}"
    if type_.model is not None:
        return f"[`{type_.model.__name__}`](#{type_.model.__name__.lower()})"
    return type_.kind.name.lower()


def innermost(type_: Type) -> Type:
    """Return the type of the items of nested lists, or the type itself for others."""
    return innermost(type_.items) if type_.kind is Kind.LIST else type_


def written(field: Field) -> str:
    """Say how the canonical form has a field."""
    inner = innermost(field.type)
    quoted = "double quoted" if inner.quoted else "plain"
    forms = [quoted] if inner.model is None else []
    return ", ".join([*forms, "section"] if field.section else forms)


def order() -> Iterator[str]:
    """Show the keys of each record in their order, and how its texts are quoted."""
    mark = "¶\xa0"  # which stays beside its key at the end of a line
    yield "| record | keys, in this order | texts in double quotes | plain texts |"
    yield "|---|---|---|---|"
    for model in RECORDS:
        found = schema_of(model).fields.values()
        keys = " ".join(f"{mark if field.section else ''}`{field.key}`" for field in found)
        texts = [(f"`{each.key}`", innermost(each.type)) for each in found]
        quoted = " ".join(key for key, type_ in texts if type_.quoted)
        plain = " ".join(
            key for key, type_ in texts if type_.kind is Kind.TEXT and not type_.quoted
        )
        yield f"| {model.__name__} | {keys} | {quoted} | {plain} |"


def productions() -> Iterator[str]:
    """Show each record as a rule of a grammar, a line for each key."""
    yield "```text"
    for model in RECORDS:
        yield f"{symbol(model, 'n')} ::="
        yield from (f"  {production(field)}" for field in schema_of(model).fields.values())
        yield "  entry(n)*\n"
    yield "```"


def production(field: Field) -> str:
    """Show the lines of a key."""
    text = f'"{field.key}: " {value(field.type, "n+2")}'
    if field.type.kind is Kind.LIST:
        text = f'"{field.key}:" end ( "  - " {value(field.type.items, "n+4")} )+'
    elif field.type.model is not None:
        text = f'"{field.key}:" end {value(field.type, "n+2")}'
    text = f"end {text}" if field.section else text
    return text if field.required else f"( {text} )?"


def value(type_: Type, indent: str) -> str:
    """Show the rest of the line of a key or a dash; of a record all lines."""
    if type_.model is not None:
        return symbol(type_.model, indent)
    kind = type_.kind.name.lower()
    return {"text": "quoted" if type_.quoted else "plain"}.get(kind, kind) + " end"


def symbol(model: type[Any], indent: str) -> str:
    """Name the rule of a record."""
    return re.sub("(?<!^)(?=[A-Z])", "-", model.__name__).lower() + f"({indent})"


def patterns() -> Iterator[str]:
    """Show the patterns by which an article is recognized."""
    yield "```text"
    yield grammar(Article)
    yield "```"


def house(folder: Path) -> Iterator[str]:
    """Show the rooms and modules of a folder, each with the first line of its docstring."""
    yield f"```text\n{heading(folder)}"
    yield from (line for each in inside(folder) for line in drawn(each, folder, deep=False))
    yield "```"


def engine(folder: Path) -> Iterator[str]:
    """Show the modules of a folder and of the folders in it."""
    yield f"```text\n{heading(folder)}"
    yield from drawn(folder, folder, deep=True)
    yield "```"


def heading(folder: Path) -> str:
    """Return the path of a folder of the package in the project."""
    return f"{(Path('src/newsfeed') / folder.relative_to(PACKAGE)).as_posix()}/"


def drawn(path: Path, root: Path, *, deep: bool) -> Iterator[str]:
    """Show a module or a room, and what is in the room if `deep`."""
    depth = len(path.relative_to(root).parts)
    if path != root:
        label = f"{'  ' * depth}{path.name}{'/' if path.is_dir() else ''}"
        first, *others = wrap(motto(path), 72)
        yield f"{label:24} {first}"
        yield from (f"{'':24} {line}" for line in others)
    if deep and path.is_dir():
        for each in inside(path):
            yield from drawn(each, root, deep=True)


def inside(folder: Path) -> list[Path]:
    """List what is in a folder: its modules, then its rooms."""
    found = [each for each in folder.iterdir() if each.suffix == ".py" or is_room(each)]
    shown = [each for each in found if each.name != "__init__.py"]
    return sorted(shown, key=lambda each: (each.is_dir(), each.name))


def is_room(path: Path) -> bool:
    """Return whether a path is a package."""
    return (path / "__init__.py").exists()


def layers(container: str) -> Iterator[str]:
    """List the layers of a package, from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = next(each["layers"] for each in contracts if each.get("containers") == [container])
    for number, layer in enumerate(found, 1):
        names = (f"`{name}`" for name in re.split(r" [|:] ", layer))
        note = " (these may import each other)" if " : " in layer else ""
        yield f"{number}. {', '.join(names)}{note}"


def motto(path: Path) -> str:
    """Return the first line of the docstring of a module or a room."""
    file = path / "__init__.py" if path.is_dir() else path
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert said, file
    return said.partition("\n")[0]


def code(name: str) -> str:
    """Show a name, if there is one."""
    return f"`{name}`" if name else ""


Part = Callable[[], Iterator[str]]

PAGES: dict[str, dict[str, Part]] = {
    "../README.md": {"machine": machine, "comparison": comparison},
    "performance.md": {
        "machine": machine,
        "reading": partial(timings, READING),
        "editing": partial(timings, EDITING),
        "writing": partial(timings, WRITING),
        "many": partial(timings, MANY),
        "targets": targets,
    },
    "comparison.md": {"edits": edits, "versions": versions, "rejected": rejected},
    "checks.md": {"errors": errors, "table": table, "rules": rules},
    "reference/canonical-form.md": {
        "order": order,
        "grammar": productions,
        "patterns": patterns,
    },
    "reference/fields.md": {
        f"fields of {model.__name__}": partial(fields, model) for model in RECORDS
    },
    "reference/exports.md": {
        "item of the API": partial(correspondences, "article", api.API_ITEM),
        "provider of the API": partial(correspondences, "provider", api.API_PROVIDER),
        "image of the API": partial(correspondences, "image", api.API_IMAGE),
        "item of JSON Feed": partial(correspondences, "article", jsonfeed.JSON_FEED_ITEM),
        "author of JSON Feed": partial(correspondences, "provider", jsonfeed.AUTHOR),
        "extension of JSON Feed": partial(correspondences, "article", jsonfeed.EXTENSION),
        "related item of JSON Feed": partial(correspondences, "related item", jsonfeed.RELATED),
        "elements of Atom and RSS": elements,
        "picture of Atom and RSS": partial(correspondences, "image", feeds.FEED_IMAGE),
        "article of JSON-LD": partial(correspondences, "article", jsonld.ARTICLE),
        "publisher of JSON-LD": partial(correspondences, "provider", jsonld.PUBLISHER),
        "image of JSON-LD": partial(correspondences, "image", jsonld.JSON_LD_IMAGE),
    },
    "architecture.md": {
        "rooms of the package": partial(house, PACKAGE),
        "rooms of the engine": partial(engine, PACKAGE / "frontmatter"),
        "layers of the package": partial(layers, "newsfeed"),
        "layers of the engine": partial(layers, "newsfeed.frontmatter"),
    },
}


def page(name: str) -> str:
    """Make a page anew: what stands between the markers of each part is replaced."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for part, lines in PAGES[name].items():
        begin, end = f"<!-- {part}: made by `make pages` -->\n", f"<!-- end of {part} -->\n"
        before, mark, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        assert mark, f"{name} has no {begin}"
        text = before + begin + "\n".join(lines()) + "\n" + end + after
    return text


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(page(name), encoding="utf-8", newline="\n")
