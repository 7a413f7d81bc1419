"""Slugs of titles, and the names of files."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import Article, parse
from newsfeed.news.slug import slug

DAY = datetime(2026, 3, 14, tzinfo=UTC)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@each(
    "title, expected",
    [
        ("web.powerapps.com", "webpowerappscom"),  # dots
        ("Teams—now", "teamsnow"),  # dash
        ("  Tide -  turns--early - ", "tide-turns-early"),  # blanks and hyphens
        ("-Tide-", "tide"),  # hyphens at the ends
        ("Tide\t\n\x0bturns", "tide-turns"),  # blanks of ASCII
        ("Tide\xa0turns\u2003early", "tideturnsearly"),  # other blanks
        ("Café Ångström", "cafe-angstrom"),  # accents
        ("Cafe\u0301", "cafe"),  # accents of their own
        ("Straße Øst ﬁn", "strae-st-n"),  # letters without accents
        ("365 & 'more': 50%_off", "365-more-50off"),  # digits and signs
        ("\u212a\u0130", "ki"),  # letters that are others
        ("日本語", ""),  # no letters of ASCII
        ("", ""),  # nothing
    ],
)
def test_a_slug_is_a_title_in_letters_digits_and_single_hyphens(title: str, expected: str) -> None:
    assert slug(title) == expected


@examples(200)
@given(st.text(max_size=20) | st.text("aÉ -—\t1ﬁ.", max_size=12))
def test_every_slug_is_words_of_ascii_and_its_own_slug(title: str) -> None:
    found = slug(title)
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found)
    assert slug(found) == found


@each(
    "when, expected",
    [
        (DAY, "2026-03-14-tide.md"),
        (DAY.replace(hour=23, tzinfo=timezone(timedelta(hours=-8))), "2026-03-15-tide.md"),
        (datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2))), "2025-12-31-tide.md"),
        (datetime(999, 1, 2, tzinfo=UTC), "0999-01-02-tide.md"),
        (None, None),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), None),  # before year 1
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))), None),  # after 9999
    ],
)
def test_a_file_is_named_after_its_date_in_utc_and_its_title(
    when: datetime | None, expected: str | None
) -> None:
    assert Article("Tide", published_date_time=when).file_name == expected


def test_a_title_without_letters_of_ascii_names_no_file() -> None:
    assert Article("日本語 — …", published_date_time=DAY).file_name is None


@pytest.mark.shared
def test_published_files_are_named_so_but_one_whose_date_changed(shared: Path) -> None:
    pairs = rows(shared / "corpus/api/pairs.jsonl")
    names = [(Path(pair["path"]).name, parse(pair["text"]).file_name or "") for pair in pairs]
    ((published, ours),) = [pair for pair in names if pair[0] != pair[1]]
    assert len(names) == 60
    assert published[len("YYYY-MM-DD") :] == ours[len("YYYY-MM-DD") :]
