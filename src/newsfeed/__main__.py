"""The command `newsfeed`, also `python -m newsfeed`."""

import os
import sys

_MISSING = """\
newsfeed: the command needs click and rich, which are not installed. Install them with
    pip install 'newsfeed-frontmatter[cli]'
"""


def main() -> None:
    """Run the command; if click or rich is missing, say how to install it and exit with 2."""
    try:
        import rich  # noqa: F401  # the command imports it only when it prints

        from .cli import newsfeed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.stderr.write(_MISSING)
        sys.exit(2)
    try:
        newsfeed(prog_name="newsfeed")
    except OSError as error:  # for example, standard output is a file on a full disk
        sys.stderr.write(f"newsfeed: {error.strerror or error}\n")
        # Flushing the buffer at exit would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
