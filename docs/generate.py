"""Write the parts of pages that follow from the code: `make pages`."""

from collections.abc import Iterator
from pathlib import Path

from newsfeed.checks import RULES, Rule
from newsfeed.errors import Code

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "checks.md"
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


PARTS = {"errors": errors, "table": table, "rules": rules}


def page() -> str:
    """Make the page anew: what stands between the markers of each part is replaced."""
    text = PAGE.read_text(encoding="utf-8")
    for name, lines in PARTS.items():
        begin, end = f"<!-- {name}: made by `make pages` -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = before + begin + "\n".join(lines()) + "\n" + end + after
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
