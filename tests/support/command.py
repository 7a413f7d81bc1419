"""The installed command `newsfeed`, run as people run it: in a pipe, or in a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

COMMAND = str(Path(sys.executable).with_name("newsfeed"))

GOOD = "---\ntitle: Rain\n---\n"
TIDES = "---\ntitle: Tides &amp; moons\nwebUrl: /tides\n---\nBody\n"
HOT = "---\ntitle: Rain\nheat: hot\ntopics: Weather\n---\n"
BLANK = '---\ntitle: " "\n---\n'

# What changes how a program prints: each test says for itself what it needs. And what keeps it from
# starting fast.
_TELLING = {
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "FORCE_COLOR",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",
    "PYTHONUTF8",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
}
_FIXED = {"COLUMNS": "80", "LANG": "C.UTF-8", "LINES": "24", "TERM": "xterm-256color"}

# Runs what follows in a terminal of its own; what is typed comes from standard input.
_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"

# Imports all that is needed, as Python itself may be out of reach later.
_NOBODY = """\
import html, os
import newsfeed.cli, newsfeed.display.panel
import newsfeed.frontmatter.read.yaml, newsfeed.frontmatter.write
from newsfeed.__main__ import main
if os.geteuid() == 0:
    os.setuid(65534)
main()
"""


@attrs.frozen
class Run:
    """What a command did.

    Args:
        code: Its exit code.
        stdout: What it wrote to standard output.
        err: What it wrote to standard error.
    """

    code: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.stdout.decode()


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables for a command: those of the tests, but for what would tell on it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _TELLING and not name.startswith("LC_")
    }
    return {**kept, **_FIXED, **(changes or {})}


def run(
    *arguments: str | Path,
    cwd: Path,
    code: int = 0,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = (COMMAND,),
) -> Run:
    """Run the command in pipes.

    Args:
        arguments: What stands behind its name.
        cwd: The folder to run it in.
        code: The exit code that it must have.
        stdin: What it reads.
        env: Variables to set for it.
        program: What to run instead of it.

    Returns:
        What it did. It has never shown a traceback.
    """
    done = subprocess.run(
        [*program, *arguments],
        cwd=cwd,
        input=stdin,
        env=environment(env),
        capture_output=True,
        timeout=60,
        check=False,
    )
    result = Run(done.returncode, done.stdout, done.stderr.decode(errors="replace"))
    assert "Traceback" not in result.err, result.err
    assert result.code == code, result
    return result


def run_as_nobody(*arguments: str | Path, cwd: Path, code: int = 0) -> Run:
    """Run the command as somebody who owns nothing here: root may read and write anything."""
    # Nobody may write what was covered.
    env = {"COVERAGE_PROCESS_CONFIG": ""}
    return run(*arguments, cwd=cwd, code=code, env=env, program=(sys.executable, "-c", _NOBODY))


def run_in_terminal(
    *arguments: str | Path,
    cwd: Path,
    code: int = 0,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = (COMMAND,),
) -> str:
    """Run the command in a terminal of its own, in which nothing is typed.

    Args:
        arguments: What stands behind its name.
        cwd: The folder to run it in.
        code: The exit code that it must have.
        env: Variables to set for it.
        program: What to run instead of it.

    Returns:
        What the terminal gets to show, codes for colours and all, its line ends as LF. There is
        never a traceback.
    """
    done = run(*program, *arguments, cwd=cwd, code=code, env=env, program=terminal_of())
    shown = done.out.replace("\r\n", "\n")
    assert "Traceback" not in shown, shown
    return shown


def terminal_of() -> tuple[str, ...]:
    """Return the program that runs its arguments in a terminal of their own."""
    return (sys.executable, "-c", _TERMINAL)


def lay(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files into a folder, each byte as it stands, and the folders that they need."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def reported(*arguments: str | Path, cwd: Path, code: int = 1, stdin: bytes = b"") -> Any:
    """Return what `check --format json` reports."""
    done = run("check", *arguments, "--format", "json", cwd=cwd, code=code, stdin=stdin)
    return json.loads(done.stdout.decode("ascii"))
