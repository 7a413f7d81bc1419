"""Write the parts of pages that follow from the code: `make pages`."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from newsfeed.checks import RULES, Rule
from newsfeed.errors import Code
from newsfeed.export import api, feeds, jsonfeed, jsonld
from newsfeed.export.rows import Row

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CASES = ROOT / "tests" / "cases" / "checks"


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


def code(name: str) -> str:
    """Show a name, if there is one."""
    return f"`{name}`" if name else ""


Part = Callable[[], Iterator[str]]

PAGES: dict[str, dict[str, Part]] = {
    "checks.md": {"errors": errors, "table": table, "rules": rules},
    "reference/exports.md": {
        "item of the API": partial(correspondences, "article", api.ITEM),
        "provider of the API": partial(correspondences, "provider", api.PROVIDER),
        "image of the API": partial(correspondences, "image", api.IMAGE),
        "item of JSON Feed": partial(correspondences, "article", jsonfeed.ITEM),
        "author of JSON Feed": partial(correspondences, "provider", jsonfeed.AUTHOR),
        "extension of JSON Feed": partial(correspondences, "article", jsonfeed.EXTENSION),
        "related item of JSON Feed": partial(correspondences, "related item", jsonfeed.RELATED),
        "elements of Atom and RSS": elements,
        "picture of Atom and RSS": partial(correspondences, "image", feeds.IMAGE),
        "article of JSON-LD": partial(correspondences, "article", jsonld.ARTICLE),
        "publisher of JSON-LD": partial(correspondences, "provider", jsonld.PUBLISHER),
        "image of JSON-LD": partial(correspondences, "image", jsonld.IMAGE),
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
        (DOCS / name).write_text(page(name), encoding="utf-8")
