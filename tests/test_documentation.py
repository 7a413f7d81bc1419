from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = sorted((ROOT / "src").rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_code_blocks_of_a_page_run(page: Path) -> None:
    examples = list(Sybil([PythonCodeBlockParser()]).parse(page).examples())
    for example in examples:
        example.evaluate()
    assert len(examples) == page.read_text(encoding="utf-8").count("```python\n")


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_the_examples_in_docstrings_give_what_they_show(module: Path) -> None:
    for example in Sybil([DocTestParser()]).parse(module).examples():
        example.evaluate()
