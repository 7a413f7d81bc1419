"""Ambiguous scalars: those that readers of YAML 1.1 and 1.2 take for different values."""

from typing import Any

import yaml
from loops import each
from ruamel.yaml import YAML
from strategies import exact

from newsfeed.frontmatter.scalars import is_ambiguous

SAME = [
    *("true", "True", "FALSE", "null", "Null", "~", "0", "12", "-3", "+3", "0x1F", "1.5", ".5"),
    *("1.", "1.5e+3", ".inf", "-.INF", ".nan", "2026-03-14", "2026-03-14T09:30:00Z"),
    *("Sea", "no!", "yes.no", "1:60", "0.0.1", "1-2", "0xG", "0o9"),
]  # fmt: skip
DIFFERENT = [
    *("yes", "Yes", "NO", "no", "on", "Off", "0123", "09", "0o17", "10:00", "1:30:45", "190:20:30"),
    *("1e3", "1.0e3", "1e-3", "12e03", "-.5", "+.5"),
]  # fmt: skip


# What these two readers take alike, but others for something else: that of Ruby, or one that keeps
# to the letter of YAML 1.1 or 1.2.
DIFFERENT_ELSEWHERE = [
    *("y", "N", "tRue", "007", "0b101", "1_000", "1,000", "685_230.15", "0x_1F", "2026-3-4", "_"),
    *("=", "<<"),
]  # fmt: skip


def values(word: str) -> list[Any]:
    """What a reader of YAML 1.1 and one of YAML 1.2 take a word for."""
    return [exact(yaml.safe_load(word)), exact(YAML(typ="safe", pure=True).load(word))]


@each("word", SAME)
def test_a_word_that_all_readers_take_alike_is_not_ambiguous(word: str) -> None:
    first, second = values(word)
    assert first == second or word == ".nan"
    assert not is_ambiguous(word)


@each("word", DIFFERENT)
def test_a_word_that_readers_take_for_different_values_is_ambiguous(word: str) -> None:
    first, second = values(word)
    assert first != second
    assert is_ambiguous(word)
    assert is_ambiguous(word, is_text=True)


@each("word", DIFFERENT_ELSEWHERE)
def test_a_word_that_other_readers_take_for_something_else_is_ambiguous(word: str) -> None:
    if word not in ("=", "<<"):
        first, second = values(word)
        assert first == second
    assert is_ambiguous(word)


def test_a_date_is_ambiguous_where_a_text_is_meant_and_a_number_is_not() -> None:
    dates = ["2026-03-14", "2026-03-14T09:30:00Z"]
    words = [*dates, "3", "1.5", "true", "~", ""]
    assert [word for word in words if is_ambiguous(word, is_text=True)] == dates
