from collections.abc import Iterator

import browsing
import pytest
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser
