"""`docs/architecture.md` names files that exist, and its ways are short."""

import re

import pytest
from paths import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WAYS = re.findall(r"^### (.*)\n\n((?:[0-9]+\. .*\n)+)", PAGE, re.MULTILINE)
PATH = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?|[a-z_]+\.py)`")


def test_the_page_has_the_three_ways_of_a_text() -> None:
    assert len(WAYS) == 3


@pytest.mark.parametrize(("name", "stations"), WAYS)
def test_a_way_has_at_most_twelve_stations_each_with_a_file(name: str, stations: str) -> None:
    lines = stations.splitlines()
    assert len(lines) <= 12, name
    for line in lines:
        assert PATH.search(line), line


def test_every_file_that_the_page_names_exists() -> None:
    paths = PATH.findall(PAGE)
    assert len(paths) > 50
    for path in paths:
        in_package = PACKAGE / path.removeprefix("src/newsfeed/")
        assert in_package.exists() or (ROOT / path).exists(), path


def test_the_page_says_where_to_open_for_twelve_changes() -> None:
    _, _, table = PAGE.partition("| change | open |\n|---|---|\n")
    assert len(table.splitlines()) == 12
