"""The folders that the tests read."""

from pathlib import Path

import newsfeed

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
"""The real files beside the checkout."""

PACKAGE = Path(newsfeed.__file__).parent
"""The package where it is installed, which need not be in the checkout."""
