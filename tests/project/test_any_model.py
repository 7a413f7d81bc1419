"""The example of all kinds of models runs, with and without pydantic."""

import importlib.util
import runpy
import sys
from difflib import unified_diff
from typing import Any

import pytest
from loops import each
from paths import ROOT

EXAMPLE = str(ROOT / "examples" / "any_model.py")


def run() -> dict[str, Any]:
    return runpy.run_path(EXAMPLE)


# What goes from the file, and what comes instead.
CHANGES = {
    "with_document": (
        "tags: sea\nmood: calm\n",
        "tags:\n  - sea\n  - moon\nweather: calm\n",
    ),
    "with_attrs": (
        "tags: sea\nmood: calm\nread-time: 4 min\n",
        "tags:\n  - sea\n  - moon\nmood: rough\nread-time: 5 min\n",
    ),
    "with_dataclass": (
        "",
        "author:\n  - Ada Keeper\n  - Ben Shore\nIt left again at dusk.\n",
    ),
    "with_pydantic": (
        "title: 'The tide turns early'  # seen from the quay\n",
        "title: 'The tide turns late'  # seen from the quay\n",
    ),
}


@each("name", CHANGES)
def test_an_edit_of_each_kind_of_model_changes_its_own_lines(name: str) -> None:
    example = run()
    before = example["TEXT"].splitlines(keepends=True)
    after = example[name]().splitlines(keepends=True)
    lines = list(unified_diff(before, after, n=0))[2:]
    gone, new = ("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    assert (gone, new) == CHANGES[name]


def test_the_example_prints_every_file(capsys: pytest.CaptureFixture[str]) -> None:
    run()["main"]()
    printed = capsys.readouterr().out
    for name in CHANGES:
        assert f"{name}:\n---\ntitle: 'The tide turns" in printed
    assert printed.endswith(
        "without a file:\n"
        "---\ntitle: A new file\ndate: 2026-03-15\nmood: calm\nlayout: post\n---\n\n"
    )


def test_the_example_runs_without_pydantic(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pydantic", None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    run()["main"]()
    printed = capsys.readouterr().out
    assert "with_dataclass:\n" in printed
    assert "with_pydantic:\n" not in printed


def test_a_feed_of_any_model_is_selected_from() -> None:
    assert run()["with_feed"]() == "['The tide turns early'], 0 problems\n"
