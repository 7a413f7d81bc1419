"""The file that most tests of this folder write."""

from pathlib import Path

import pytest
from editing import TEXT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with an article, alone in its folder."""
    path = tmp_path / "rain.md"
    path.write_bytes(TEXT.encode())
    return path
