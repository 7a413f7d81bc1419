"""An article in a file, and an edit of its title."""

from pathlib import Path

from newsfeed import Article, read

TEXT = "---\ntitle: 'Rain'  # wet\n---\nBody\n"
EDITED = TEXT.replace("Rain", "Sun")


def edit(path: Path) -> Article:
    """Read an article and change its title from Rain to Sun."""
    article = read(path)
    article.title = "Sun"
    return article


def names(folder: Path) -> list[str]:
    """Return the sorted names of everything in a folder."""
    return sorted(path.name for path in folder.iterdir())
