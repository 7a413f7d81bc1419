"""The examples of pages and docstrings that need Dask, Spark or Hugging Face datasets."""

from pathlib import Path

import pytest
from pages import ENGINE_MODULES, ENGINE_PAGES, name, run_code_blocks, run_docstrings


@pytest.mark.parametrize("page", ENGINE_PAGES, ids=name)
def test_the_code_blocks_of_a_page_run(page: Path) -> None:
    run_code_blocks(page)


@pytest.mark.parametrize("module", ENGINE_MODULES, ids=name)
def test_the_examples_in_docstrings_give_what_they_show(module: Path) -> None:
    run_docstrings(module)
