"""What llms.txt lists is what the site has, in the same order."""

import json
import re
from pathlib import Path

from paths import ROOT

DOCS = ROOT / "docs"
LLMS = (ROOT / "llms.txt").read_text(encoding="utf-8")
INDEX = (DOCS / "index.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## (.*)\n\n((?:- .*\n)+)", re.MULTILINE)
ENTRY = re.compile(r"^- \[([^\]]+)\]\(([^)]+)\): (\S.*)$", re.MULTILINE)
TOCTREE = re.compile(r"^```\{toctree\}\n:caption: (.*)\n:hidden:\n\n((?:.+\n)+)```$", re.MULTILINE)


def title(path: Path) -> str:
    """Find the first heading of a page, or of the file that it includes."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "".join(json.loads(text)["cells"][0]["source"])
    if included := re.match(r"```\{include\} (.*)\n", text):
        return title(path.parent / included[1])
    heading = re.search(r"^# (.*)$", text, re.MULTILINE)
    assert heading
    return heading[1]


def test_every_page_is_listed_as_on_the_site() -> None:
    listed = {
        section: [Path(file).with_suffix("").as_posix() for _, file, _ in ENTRY.findall(lines)]
        for section, lines in SECTION.findall(LLMS)
    }
    shown = {
        caption: [f"docs/{name}" for name in names.split()]
        for caption, names in TOCTREE.findall(INDEX)
    }
    assert listed == shown
    assert INDEX.count("{toctree}") == len(shown)


def test_the_site_has_every_page_once() -> None:
    files = [path for path in DOCS.rglob("*.*") if path.suffix in (".md", ".ipynb")]
    pages = sorted(
        path.relative_to(ROOT).as_posix() for path in files if "_build" not in path.parts
    )
    listed = sorted(file for _, file, _ in ENTRY.findall(LLMS))
    assert pages == sorted([*listed, "docs/index.md"])


def test_pages_are_listed_by_their_titles() -> None:
    listed = {file: name for name, file, _ in ENTRY.findall(LLMS)}
    assert listed
    assert listed == {file: title(ROOT / file) for file in listed}
