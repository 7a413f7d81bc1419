"""A value of every kind, as people write it by hand."""

import math
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from strategies import exact


class Kind(NamedTuple):
    """A kind of value.

    Args:
        name: What it is called.
        written: How a person writes it below a key at the left, after the colon.
        value: What that says.
        other: Another value of the kind, which replaces values of every kind.
    """

    name: str
    written: str
    value: Any
    other: Any


KINDS = [
    Kind("unquoted text", " Tide turns  # side", "Tide turns", "Moon rises"),
    Kind("text on two lines", " Tide\n  turns  # side", "Tide turns", "two\nlines"),
    Kind("quoted text", " 'Tide: ''it'''   # side", "Tide: 'it'", "NO"),
    Kind("double-quoted text", ' "Tide \\t"  # side', "Tide \t", " a\tb\\ "),
    Kind("empty text", " ''  # side", "", ""),
    Kind("block scalar", " |  # side\n  Tide\n\n   turns", "Tide\n\n turns\n", "a\nb\n"),
    Kind("stripped block scalar", " |-\n  Tide", "Tide", "- a\n  b"),
    Kind("kept block scalar", " |+\n  Tide\n", "Tide\n\n", "a\n\n\n"),
    Kind("folded scalar", " >  # side\n  Tide\n  turns", "Tide turns\n", "long " * 40 + "end\n"),
    Kind("integer", " 0x10  # side", 16, -3),
    Kind("float", " 1.50  # side", 1.5, -0.25),
    Kind("not a number", " .NaN  # side", math.nan, float("inf")),
    Kind("boolean", " TRUE  # side", True, False),
    Kind("date", " 2024-01-01  # side", date(2024, 1, 1), date(2024, 2, 3)),
    Kind(
        "timestamp",
        " 2024-01-01 10:00:00Z  # side",
        datetime(2024, 1, 1, 10, tzinfo=UTC),
        datetime(2024, 2, 3, 4, 5, tzinfo=UTC),
    ),
    Kind("null", " ~  # side", None, None),
    Kind("empty value", "  # side", None, None),
    Kind("nothing at all", "", None, None),
    Kind("spaces", "   ", None, None),
    Kind("tagged text", " !!str 3  # side", "3", "4"),
    Kind("anchored text", " &here Tide  # side", "Tide", "Moon"),
    Kind("flow list", " [a, 1]  # side", ["a", 1], ["b", [], {"c": None}]),
    Kind("flow list on lines", " [\n  a,  # one\n  1\n  ]  # side", ["a", 1], ["a", 2, "b"]),
    Kind("block list", "  # side\n  - a  # one\n  # two\n  - 1", ["a", 1], ["b", "a\nb\n"]),
    Kind("block list at the key", "\n  -\n  - b", [None, "b"], [None]),
    Kind("empty list", " []  # side", [], []),
    Kind("flow mapping", " {k: 1, 'l m': [a]}  # side", {"k": 1, "l m": ["a"]}, {"k": 2}),
    Kind("block mapping", "  # side\n  # in\n  k: 1  # k\n  l:", {"k": 1, "l": None}, {"l": "m"}),
    Kind(
        "list of mappings",
        "\n  - k: 1  # k\n    l: 2\n  - k: 2",
        [{"k": 1, "l": 2}, {"k": 2}],
        [{"k": 2}],
    ),
    Kind("nested lists", "\n  - - a\n    - b\n  - []", [["a", "b"], []], [[["a"]], ["b"]]),
    Kind("empty mapping", " {}  # side", {}, {}),
    Kind("nested empty mapping", "\n  k: {}  # k", {"k": {}}, {"k": {"l": {}}}),
]


def same(value: Any) -> Any:
    """Return what makes two values the same, NaN equal to itself."""
    return "NaN" if isinstance(value, float) and math.isnan(value) else exact(value)
