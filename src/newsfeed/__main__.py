"""The command `newsfeed`, also `python -m newsfeed`."""

import os
import sys

_MISSING = """\
newsfeed: the command needs click and rich, which are not installed. Install them with
    pip install 'newsfeed-frontmatter[cli]'
"""


def main() -> None:
    """Run the command; without the packages that it needs, say how to get them and exit with 2."""
    try:
        import rich  # noqa: F401  # which the command imports when it has something to show

        from .cli import newsfeed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.stderr.write(_MISSING)
        sys.exit(2)
    try:
        newsfeed(prog_name="newsfeed")
    except OSError as error:  # such as a full disk behind standard output
        sys.stderr.write(f"newsfeed: {error.strerror or error}\n")
        # What is left in the buffer would fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
