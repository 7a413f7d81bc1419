"""The pages and docstrings whose examples are run, and which of them need an engine."""

from pathlib import Path

from paths import PACKAGE, ROOT
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# They need Dask, Spark or Hugging Face datasets, so `tests/engines` runs them.
_OF_ENGINES = {
    ROOT / "docs" / "dask-and-spark.md",
    ROOT / "docs" / "hugging-face.md",
    PACKAGE / "dask.py",
    PACKAGE / "spark.py",
}

_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_MODULES = sorted(PACKAGE.rglob("*.py"))

PAGES = [page for page in _PAGES if page not in _OF_ENGINES]
MODULES = [module for module in _MODULES if module not in _OF_ENGINES]
ENGINE_PAGES = [page for page in _PAGES if page in _OF_ENGINES]
ENGINE_MODULES = [module for module in _MODULES if module in _OF_ENGINES]


def name(path: Path) -> str:
    """Return the path of a page in the project, or of a module in the package."""
    folder = PACKAGE.parent if path.is_relative_to(PACKAGE) else ROOT
    return path.relative_to(folder).as_posix()


def run_code_blocks(page: Path) -> None:
    """Run the `python` blocks of a page one after the other."""
    examples = list(Sybil([PythonCodeBlockParser()]).parse(page).examples())
    for example in examples:
        example.evaluate()
    assert len(examples) == page.read_text(encoding="utf-8").count("```python\n")


def run_docstrings(module: Path) -> None:
    """Run the examples in the docstrings of a module, which must give what they show."""
    for example in Sybil([DocTestParser()]).parse(module).examples():
        example.evaluate()
