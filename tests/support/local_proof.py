"""Edits of one-line scalars with the local proof and with the full one, which must agree."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from newsfeed import SerializeError, serialize
from newsfeed.frontmatter import write
from newsfeed.frontmatter.origin import origin_of
from newsfeed.frontmatter.read.entries.cutting import NotOwned
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.write.patch.hand_written import hand_written_text


class Text(str):
    """A string of another class."""


NASTY = [
    *("Tide turns", 'it\'s: "x" # y', "3", "", " a ", "a ", "2031-02-03", "null", "~", "yes", "on"),
    *(
        "- a",
        "-",
        "--",
        "a: b",
        "a:",
        "a #b",
        "#",
        "?",
        "? x",
        "---",
        "...",
        "|",
        "> x",
        "&a",
        "*a",
    ),
    *("!t", "%x", "@x", "`x", "[a]", "{a}", "a,b", "]", "'", "''", '"', "\\", "=", "<<", "0x1F"),
    *("tab\there", "nel\x85", "a\u2028b", "\ufeff", "\x00", "e\xa0x", "é 雨 😀", "Tide\nturns\n"),
    *("word " * 40, Text("sub"), True, False, 0, -1, 12, 10**30, 2.5, -0.0, 1e22, float("inf")),
    *(dt.date(2031, 2, 3), dt.datetime(2031, 2, 3, 4, 5, 6), None, [], ["a", "b"], {}, {"a": 1}),
    dt.datetime(2031, 2, 3, 4, 5, 6, tzinfo=dt.UTC),
    dt.datetime(2031, 2, 3, 4, 5, 6, 7, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    *("\ud800", float("nan"), object(), [object()]),
]
"""Values of every kind; the last ones cannot be written, or are never equal to what is read."""


def is_local(note: Any) -> bool:
    """Return whether an edit of an instance is written with the local proof."""
    source = origin_of(note).source
    assert source is not None
    return hand_written_text(source, schema_of(type(note)), note) is not None


def outcome(note: Any) -> str:
    """Return the text of an instance or the error."""
    try:
        return serialize(note)
    except SerializeError as error:
        return f"error: {error}"


def full_outcome(note: Any) -> str:
    """Return the text of an instance or the error, with the YAML reader and the full proof."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "hand_written_text", lambda *_: None)
        patch.setattr(write, "nodes_of_entries", _decline)
        patch.setattr(write, "read_hand_written", lambda *given: read_yaml(*given).model)
        return outcome(note)


def _decline(_: object) -> NoReturn:
    raise NotOwned


def setting(name: str, value: Any) -> Callable[[Any], object]:
    """Return an edit that sets a field, also of a frozen instance, without code of its class."""
    return lambda note: object.__setattr__(note, name, value)


def updating(key: str, value: Any) -> Callable[[Any], object]:
    """Return an edit that sets an unknown key."""
    return lambda note: note.extra.update({key: value})


def edited(read: Callable[[], Any], edit: Callable[[Any], object]) -> bool:
    """Check that both proofs agree on an edit; return whether the local one was enough."""
    notes = [read(), read()]
    for note in notes:
        edit(note)
    assert outcome(notes[0]) == full_outcome(notes[1])
    return is_local(notes[0])
