"""The command `newsfeed`: in this process, which costs nothing to start, or as people start it.

`run` and `run_in_terminal` call `newsfeed.__main__.main` here. `run_process` starts a program: use
it only where the process is what a test is about, for example its streams or its imports.
"""

import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any, TextIO
from unittest import mock

import attrs
import pytest

from newsfeed.__main__ import main

COMMAND = str(Path(sys.executable).with_name("newsfeed"))

GOOD = "---\ntitle: Rain\n---\n"
TIDES = "---\ntitle: Tides &amp; moons\nwebUrl: /tides\n---\nBody\n"
HOT = "---\ntitle: Rain\nheat: hot\ntopics: Weather\n---\n"
BLANK = '---\ntitle: " "\n---\n'

# The variables that change how a program prints, which each test sets for itself, and those that
# slow down its start.
_UNSET = {
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

# Imports everything first, because Python itself may be out of reach of that user.
_NOBODY = """\
import click._textwrap, html, os, pathspec, shutil, textwrap
import newsfeed.cli, newsfeed.display.panel
import newsfeed.frontmatter.read.yaml, newsfeed.frontmatter.write
from newsfeed.__main__ import main
if os.geteuid() == 0:
    os.setuid(65534)
main()
"""


@attrs.frozen
class Run:
    """The result of a command.

    Args:
        code: Its exit code.
        stdout: The bytes that it wrote to standard output.
        err: The text that it wrote to standard error.
    """

    code: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.stdout.decode()


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables for a command: those of the tests, except those that change its output.

    Args:
        changes: Variables to add.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _UNSET and not name.startswith("LC_")
    }
    return {**kept, **_FIXED, **(changes or {})}


# In this process


def run(
    *arguments: str | Path,
    cwd: Path = Path(),
    code: int = 0,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    newline: str = "\n",
) -> Run:
    """Run the command in this process, with pipes as its streams.

    Args:
        arguments: The arguments after its name.
        cwd: Its working folder.
        code: The exit code that it must have.
        stdin: The bytes that it reads from standard input.
        env: Variables to set for it.
        encoding: The encoding of standard output.
        newline: The line ending that standard output has for LF, until the command changes it.

    Returns:
        Its result. An exception that escapes from the command escapes from here too.
    """
    written, said = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(written, encoding, newline=newline)
    err = io.TextIOWrapper(said, "utf-8", "backslashreplace", newline="\n", line_buffering=True)
    ended = _call(arguments, cwd, env, stdin, out, err)
    return _checked(Run(ended, written.getvalue(), said.getvalue().decode()), code)


def run_in_terminal(
    *arguments: str | Path,
    cwd: Path = Path(),
    code: int = 0,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run the command in this process, with a terminal as its standard output and error.

    Args:
        arguments: The arguments after its name.
        cwd: Its working folder.
        code: The exit code that it must have.
        env: Variables to set for it.

    Returns:
        All that the terminal receives, with its codes for colors, and LF as line ending.
    """
    screen, terminal = os.openpty()
    with os.fdopen(screen, "rb", buffering=0) as reader, ThreadPoolExecutor(1) as threads:
        shown = threads.submit(_all_of, reader)
        with _writing_to(os.dup(terminal)) as out, _writing_to(terminal) as err:
            ended = _call(arguments, cwd, env, b"", out, err)
    result = Run(ended, shown.result().replace(b"\r\n", b"\n"), "")
    return _checked(result, code).out


def run_in_session(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run the command in this process, and return its output and its errors as one text."""
    written = io.BytesIO()
    out = io.TextIOWrapper(written, "utf-8", newline="\n")
    err = io.TextIOWrapper(written, "utf-8", newline="\n", line_buffering=True)
    _call(arguments, cwd, env, b"", out, err)
    return written.getvalue().decode()


def _call(
    arguments: Sequence[str | Path],
    cwd: Path,
    env: Mapping[str, str] | None,
    stdin: bytes,
    out: TextIO,
    err: TextIO,
) -> int:
    """Call the main function and return its exit code; put back everything that it may change."""
    argv = ["newsfeed", *map(str, arguments)]
    typed = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with (
        chdir(cwd),
        mock.patch.dict(os.environ, environment(env), clear=True),
        mock.patch.multiple(sys, argv=argv, stdin=typed, stdout=out, stderr=err),
        warnings.catch_warnings(),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    out.flush()
    err.flush()
    return int(ended.value.code or 0)


def _writing_to(descriptor: int) -> TextIO:
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="\n", buffering=1)


def _all_of(screen: io.FileIO) -> bytes:
    """Read what a terminal shows until nothing can write to it any more."""
    shown = b""
    with suppress(OSError):  # the end is an I/O error on Linux
        while data := screen.read(65_536):
            shown += data
    return shown


def _checked(result: Run, code: int) -> Run:
    """Return a result whose exit code is as expected and that shows no traceback."""
    assert "Traceback" not in result.err, result.err
    assert b"Traceback" not in result.stdout, result.out
    assert result.code == code, result
    return result


# As a process


def run_process(
    *arguments: str | Path,
    cwd: Path,
    code: int = 0,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = (COMMAND,),
) -> Run:
    """Start the installed command, or another program, in pipes.

    Args:
        arguments: The arguments after the program.
        cwd: Its working folder.
        code: The exit code that it must have.
        stdin: The bytes that it reads from standard input.
        env: Variables to set for it.
        program: The program to start, with its own arguments.

    Returns:
        Its result.
    """
    done = subprocess.run(
        [*program, *arguments],
        cwd=cwd,
        input=stdin,
        env=environment(env),
        capture_output=True,
        timeout=600,
        check=False,
    )
    said = done.stderr.decode(errors="replace")
    return _checked(Run(done.returncode, done.stdout, said), code)


def stop_reading(*arguments: str, cwd: Path, stdin: Path | None = None) -> None:
    """Start the command and close its output after one byte, so that it must end quietly.

    Args:
        arguments: The arguments after its name.
        cwd: Its working folder.
        stdin: A file that it reads as standard input.
    """
    with (
        Path(stdin or os.devnull).open("rb") as source,
        subprocess.Popen(
            [COMMAND, *arguments],
            cwd=cwd,
            env=environment(),
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode not in (0, 2)


def run_as_nobody(*arguments: str | Path, cwd: Path, code: int = 0) -> Run:
    """Run the command as a user who owns nothing here: root may read and write anything."""
    # This user may not write the coverage.
    env = {"COVERAGE_PROCESS_CONFIG": ""}
    program = (sys.executable, "-c", _NOBODY)
    return run_process(*arguments, cwd=cwd, code=code, env=env, program=program)


# Files and reports


def lay(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files into a folder byte for byte, and create the folders that they need."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def reported(*arguments: str | Path, cwd: Path, code: int = 1, stdin: bytes = b"") -> Any:
    """Return the report of `check --format json`."""
    done = run("check", *arguments, "--format", "json", cwd=cwd, code=code, stdin=stdin)
    return json.loads(done.stdout.decode("ascii"))
