"""The tutorial is kept without outputs, and runs: on the site by Sphinx, here without Jupyter."""

import json
from pathlib import Path
from typing import Any

import altair
import pytest
from paths import ROOT

NOTEBOOK = json.loads((ROOT / "docs" / "tutorial.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_it_is_kept_without_outputs() -> None:
    assert CODE
    assert {(cell["execution_count"], *cell["outputs"]) for cell in CODE} == {(None,)}
    assert not any(cell["metadata"] for cell in NOTEBOOK["cells"])
    assert set(NOTEBOOK["metadata"]) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("folder", [ROOT, ROOT / "docs"], ids=["root", "docs"])
def test_its_cells_run_one_after_the_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    with altair.renderers.enable("default"):  # until here, whatever it enables
        for cell in CODE:
            exec("".join(cell["source"]), names)
    assert names["feed"].diff() == ""
