"""The cases of the command in `tests/cases/commands`, each a file: see `command_cases`."""

from pathlib import Path

import pytest
from command_cases import Case
from paths import ROOT

CASES = sorted((ROOT / "tests" / "cases" / "commands").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_as_its_file_says(path: Path, tmp_path: Path) -> None:
    Case.read(path).check(tmp_path)
