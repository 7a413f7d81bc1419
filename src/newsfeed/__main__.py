"""The command `newsfeed`, also `python -m newsfeed`."""

import sys

_MISSING = """\
newsfeed: the command needs click and rich, which are not installed. Install them with
    pip install 'newsfeed-frontmatter[cli]'
"""


def main() -> None:
    """Run the command; without the packages that it needs, say how to get them and exit with 2."""
    try:
        from .cli import newsfeed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.stderr.write(_MISSING)
        sys.exit(2)
    newsfeed(prog_name="newsfeed")


if __name__ == "__main__":
    main()
