"""Law 5 for the entry reader: it reads what the YAML reader reads, or leaves the text to it.

`read_entries(t) == read_yaml(t)` and `nodes_of_entries(t) == compose(t)`, where it has an answer.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from entry_reader import entry_value, exactly, is_owned, yaml_value
from entry_texts import EITHER, OWNED
from hypothesis import settings
from mutating import block_of, mutated
from paths import CASES
from wild_files import NO_YAML, TYPED, texts_in

from newsfeed import Article, Document, ParseError

TYPES: list[type[Any]] = [Article, Document, *TYPED]
COUNT = 30_000 if settings.get_current_profile_name() == "thorough" else 3_000


def case_blocks() -> Iterator[str]:
    """Yield the front matter of the case files that can be decoded and have some."""
    for path in sorted(CASES.glob("**/*.md")):
        try:
            block = block_of(path.read_bytes().decode())
        except (UnicodeDecodeError, ParseError):
            continue
        if len(block) < 2_000:
            yield block


def check_law_5(blocks: list[str], models: list[type[Any]]) -> None:
    """Check mutated texts: nodes and values, of which at least a fifth is owned."""
    rng, owned = Random(5), 0
    for _ in range(COUNT):
        text = mutated(rng, blocks)
        owned += is_owned(text)
        for model in models:
            found = entry_value(text, model)
            if found is not None:
                assert exactly(found) == exactly(yaml_value(text, model)), text
    assert owned > COUNT / 5


def test_law_5_holds_for_mutated_cases() -> None:
    check_law_5([*case_blocks()], TYPES)


def test_law_5_holds_for_mutated_front_matter_of_every_style() -> None:
    check_law_5([*OWNED.values(), *EITHER.values()], TYPES)


@pytest.mark.shared
def test_law_5_holds_for_mutated_files(shared: Path) -> None:
    blocks = [block_of(text) for text in texts_in(shared).values()]
    check_law_5([block for block in blocks if len(block) < 2_000], TYPES)


@pytest.mark.shared
def test_nearly_every_file_of_every_site_is_owned(shared: Path) -> None:
    """99 % of all files, and 95 % of each site with 20 files or more."""
    sites: dict[str, list[bool]] = defaultdict(list)
    index = (shared / "corpus/wild/index.jsonl").read_text(encoding="utf-8").splitlines()
    texts = texts_in(shared)
    for row in map(json.loads, index):
        name = Path(row["file"]).stem
        if name not in NO_YAML:
            found = entry_value(texts[name], Document)
            assert found is None or exactly(found) == exactly(yaml_value(texts[name], Document))
            sites[row["repository"]].append(is_owned(texts[name]) and found is not None)
    files = [each for site in sites.values() for each in site]
    assert len(files) == len(texts) - len(NO_YAML)
    assert sum(files) >= 0.99 * len(files)
    large = [site for site in sites.values() if len(site) >= 20]
    assert large
    assert all(sum(site) >= 0.95 * len(site) for site in large)
