"""The comparison of edits finds each kind of fault: `benchmarks/edit_checks.py`."""

import importlib
from datetime import timedelta
from typing import Any

import pytest
from loops import each
from paths import ROOT

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(ROOT / "benchmarks")
    CASES: Any = importlib.import_module("edit_cases")
    CHECKS: Any = importlib.import_module("edit_checks")
    VALUES: Any = importlib.import_module("edit_values")

EDIT = VALUES.Edit
BLOCK = """\
# The tide tables of the harbour.

title: 'Tide'  # of Pellam
# When it turns.
date: 2026-03-14
height: 3
open: true
tags:
  # The best one.
  - sea
  - clocks

sea: {depth: 4, unit: m}
pier:
  name: North
  lamps: [red, green]
  # A flag is planned.
"""
BODY = "---\nThe tide turns.\n"
CHANGES = {
    "untouched": ("", "", EDIT("untouched")),
    "set": ("'Tide'", '"Moon: full"', EDIT("set", ("title",), "Moon: full")),
    "set in braces": ("4, unit", "5, unit", EDIT("set", ("sea", "depth"), 5)),
    "shift": ("03-14", "03-15", EDIT("shift", ("date",), timedelta(days=1))),
    "add": ("planned.\n", "planned.\nmoon: new\n", EDIT("add", ("moon",), "new")),
    "add in braces": ("m}", "m, at: 2}", EDIT("add", ("sea", "at"), 2)),
    "append": ("clocks\n", "clocks\n  - moon\n", EDIT("append", ("tags",), "moon")),
    "insert": ("- sea\n", "- sea\n  - moon\n", EDIT("insert", ("tags", 1), "moon")),
    "remove": ("height: 3\n", "", EDIT("remove", ("height",))),
    "remove with a comment": ("  # The best one.\n  - sea\n", "", EDIT("remove", ("tags", 0))),
    "remove with an empty line": (
        "\ntitle: 'Tide'  # of Pellam\n# When it turns.\n",
        "\n# When it turns.\n",
        EDIT("remove", ("title",)),
    ),
    "rename": ("height:", "depth:", EDIT("rename", ("height",), "depth")),
    "order": (
        "  name: North\n  lamps: [red, green]\n",
        "  lamps: [red, green]\n  name: North\n",
        EDIT("order", ("pier",), ["lamps", "name"]),
    ),
    "canonicalize": ("'Tide'  #", "Tide #", EDIT("canonicalize")),
}
FAULTS = {
    "bytes: the file has changed": [("untouched", "tide turns.\n", "tide turns. \n")],
    "lines: the delimiters or the body have changed": [
        ("set", "The tide turns", "The Tide turns"),
        ("set", "---\nThe", "--- \nThe"),
        ("canonicalize", "tide turns.\n", "tide turns.\n\n"),
    ],
    "PyYAML cannot load the result": [
        ("set", "height: 3", "height: 3\nheight: 3"),
        ("set", "height: 3", "height: [3"),
    ],
    "PyYAML reads something else": [
        ("set", "height: 3", "height: '3'"),
        ("set", "height: 3", "height: 3.0"),
        ("set", "height: 3\nopen: true", "open: true\nheight: 3"),
        ("set", '"Moon: full"', '"Moon: half"'),
        ("canonicalize", "name: North", "name: no"),
        ("canonicalize", "- sea\n  - clocks", "- clocks\n  - sea"),
    ],
    "ruamel.yaml reads something else": [("canonicalize", "open: true", "open: yes")],
    "lines: the comments are not the same": [
        ("set", "  # of Pellam", ""),
        ("rename", "# When it turns.\n", ""),
        ("order", "  # A flag is planned.\n", ""),
        ("canonicalize", "# A flag", "# The flag"),
        ("add in braces", "  # of Pellam", " # Of Pellam"),
    ],
    "lines: another line has changed": [
        ("set", "height: 3", "height:  3"),
        ("set", "title:", "'title':"),
        ("set in braces", "true\n", "true \n"),
        ("shift", "open: true\n", "open: true\n\n"),
        ("add", "[red, green]", "[red,green]"),
        ("add", "clocks\n\n", "clocks\n"),
        ("append", "- sea", "-  sea"),
        ("insert", "clocks\n\n", "clocks\n"),
        ("remove", "# When it turns.\n", "# When it turns.\n\n"),
        ("remove", "North", "'North'"),
        ("remove with a comment", "clocks\n\n", "clocks\n"),
        ("rename", "depth: 3", "depth:  3"),
        ("order", "clocks\n\n", "clocks\n"),
        ("order", "name: North", "name:  North"),
    ],
}


def file(block: str) -> str:
    return f"---\n{block}{BODY}"


def changed(name: str) -> tuple[str, Any]:
    before, after, edit = CHANGES[name]
    assert BLOCK.count(before) == 1 or not before
    return file(BLOCK.replace(before, after, 1)), edit


@each("name", CHANGES)
def test_an_edit_of_its_own_lines_is_right(name: str) -> None:
    new, edit = changed(name)
    assert CHECKS.fault(file(BLOCK), new, edit) is None


@each(
    "fault, name, before, after", [(fault, *row) for fault, rows in FAULTS.items() for row in rows]
)
def test_every_other_change_is_found(fault: str, name: str, before: str, after: str) -> None:
    new, edit = changed(name)
    assert new.count(before) == 1
    assert fault in CHECKS.fault(file(BLOCK), new.replace(before, after), edit)


@each(
    "block, edit, wrong",
    [
        ("- 1\n# b\n- 2\n", EDIT("insert", ("a", 1), 3), "- 1\n# b\n- 3\n- 2\n"),
        ("- 1\n  # a\n- 2\n", EDIT("insert", ("a", 1), 3), "- 1\n- 3\n  # a\n- 2\n"),
        ("  # a\n- 1\n  # b\n- 2\n", EDIT("remove", ("a", 0)), "  # a\n- 2\n"),
        ("- 1\n# b\nb: 2\n", EDIT("order", (), ["b", "a"]), "b: 2\na:\n- 1\n# b\n"),
    ],
)
def test_a_comment_stays_with_its_entry(block: str, edit: Any, wrong: str) -> None:
    old, new = (file(text if text[0] == "b" else f"a:\n{text}") for text in (block, wrong))
    assert CHECKS.fault(old, new, edit) == "lines: another line has changed"


@each("name", CASES.OPERATIONS)
def test_each_operation_finds_its_place(name: str) -> None:
    views = list(VALUES.views(BLOCK).values())
    for number in range(9):
        edit = CASES.OPERATIONS[name](CASES.Choice(views, number))
        assert edit == CASES.OPERATIONS[name](CASES.Choice(views, number))
        data = VALUES.LOADERS["PyYAML"](BLOCK)
        VALUES.change(data, edit)
        is_same = VALUES.same(data, views[0])
        assert is_same == (edit.kind in ("untouched", "canonicalize"))
