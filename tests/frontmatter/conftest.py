"""What the tests of the engine share."""

import sys

import pytest

LOW = 10_000


@pytest.fixture
def low_limit(monkeypatch: pytest.MonkeyPatch) -> int:
    """Lower the limit of the library, so that a small document is beyond it.

    The default of an argument stays: give this limit to `parse`.
    """
    lower = {"LIMIT": LOW, "MAX_UNCOUNTED": LOW // 5}
    modules = [module for name, module in sys.modules.items() if name.startswith("newsfeed.")]
    for module in modules:
        for name in lower.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, lower[name])
    return LOW
