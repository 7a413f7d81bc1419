"""What the tests of the files that a command finds share."""

from pathlib import Path

from command import lay, reported, run

BAD = "no front matter\n"
"""A file that every check reports, so that a report shows which files were found."""


def checked(*arguments: str | Path) -> list[str]:
    """Return the files that `check` works on, in their order, each of which must be bad."""
    done = reported(*arguments, "--select", "NF101", cwd=Path(), code=1)
    paths = [problem["path"] for problem in done["problems"]]
    assert done["files"] == len(paths)
    return paths


def lay_bad(*names: str) -> None:
    lay(Path(), dict.fromkeys(names, BAD))


def refused(*arguments: str, command: str = "check") -> str:
    """Return the message of a command that exits with 2."""
    return run(command, *arguments, code=2).err.partition("Error: ")[2]
