"""Read the articles beside this file, edit one, see the diff, write it and read it back."""

import tempfile
from difflib import unified_diff
from pathlib import Path

import newsfeed

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Show what the library is for, with nothing but its public names."""
    articles = [newsfeed.read(path) for path in sorted(ARTICLES.glob("*.md"))]
    for article in articles:
        provider = article.provider.name if article.provider else "unknown"
        print(f"{article.published_date_time:%Y-%m-%d}  {provider}: {article.title}")

    # The last one was typed by a person: comments, single quotes and all of it survive the edit.
    article = articles[-1]
    before = newsfeed.serialize(article)
    article.heat = 13
    after = newsfeed.serialize(article)
    print("\nOne edit, one line:")
    lines = before.splitlines(), after.splitlines()
    print(*unified_diff(*lines, "before", "after", n=0, lineterm=""), sep="\n")

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "edited.md"
        newsfeed.write(article, copy)
        assert newsfeed.read(copy) == article
    print("\nWritten, read back, and equal.")


if __name__ == "__main__":
    main()
