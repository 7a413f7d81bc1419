"""Dates, and whether a timestamp says its time zone."""

from collections.abc import Callable

import pytest
from loops import each

from newsfeed.frontmatter.timestamps import read_date, read_timestamp, read_untyped_timestamp


def refuses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return True
    return False


# --- Dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2021-12-10", "2021-1-5"])
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == read_timestamp(text).date()


@each("text", ["2021-12-10T00:00:00Z", "2021-02-30", "10 Dec 2021", "", "2021"])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refuses(read_date, text)


# --- Zones ----------------------------------------------------------------------------------------


@each(
    "text, expected",
    [
        ("2026-03-14T09:30:00Z", True),
        ("2026-03-14t09:30:00.5z", True),
        ("2026-03-14 09:30 -0800", True),
        ("2026-03-14 09:30:00 +1", True),
        ("2026-03-14 09:30:00 UTC", True),
        ("2026-03-14 09:30 PST", True),
        ("20260314T093000+0100", True),
        ("2026-W11-6T09:30Z", True),
        ("Sat, 14 Mar 2026 09:30:00 GMT", True),
        ("14 March 2026 09:30 -08:00", True),
        ("2026-03-14", False),
        ("2026-3-14 9:30", False),
        ("2026-03-14T09:30:00.123", False),
        ("20260314T093000", False),
        ("2026-W11-6", False),
        ("14 March 2026", False),
        ("Sat, 14 Mar 2026 09:30:00", False),
    ],
)
def test_a_timestamp_has_a_zone_if_its_text_says_one(text: str, expected: bool) -> None:
    assert (read_untyped_timestamp(text).tzinfo is not None) is expected


@pytest.mark.parametrize("text", ["soon", "~", "01/02/2026", "2026-W99-1"])
def test_what_is_no_timestamp_has_neither(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_untyped_timestamp(text)
