"""The streams of the command: terminals, encodings, pipes and Ctrl-C.

Processes are started for what Python sets up at their start, and for signals.
"""

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import COMMAND, environment, lay, run, run_in_terminal, run_process, stop_reading
from systems import linux

TEXT = '---\ntitle: Räin 雨\nexcerpt: " "\nheat: 1\n---\nB\n'
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# More than a pipe can hold: once it is written, somebody has read from the pipe.
MUCH = b"---\ntitle: Rain\n---\n" + b"x" * 1_000_000

# Starts its arguments in a terminal of their own, in which standard input is typed.
TERMINAL = (
    sys.executable,
    "-c",
    "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that has a problem, and letters beyond ASCII."""
    lay(tmp_path, {"rain.md": TEXT})
    return tmp_path


# Colors and progress


@pytest.mark.parametrize(
    "arguments",
    [["check", "rain.md"], ["set", "heat=2", "--dry-run", "rain.md"], ["show", "rain.md"]],
    ids=["check", "set", "show"],
)
def test_only_a_terminal_gets_colours_and_only_if_it_wants_them(
    folder: Path, arguments: list[str]
) -> None:
    code = int(arguments[0] == "check")
    piped = run(*arguments, cwd=folder, code=code)
    shown = run_in_terminal(*arguments, cwd=folder, code=code)
    assert "\x1b[" not in piped.out + piped.err
    assert shown.count("\x1b[") > 3
    assert CODES.sub("", shown) == piped.out + piped.err
    plain = run_in_terminal(*arguments, cwd=folder, code=code, env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)
    assert CODES.sub("", plain) == piped.out + piped.err
    dumb = run_in_terminal(*arguments, cwd=folder, code=code, env={"TERM": "dumb"})
    assert dumb == piped.out + piped.err


def test_a_process_in_a_terminal_of_its_own_shows_the_same(folder: Path) -> None:
    program = (*TERMINAL, COMMAND)
    done = run_process("check", "rain.md", cwd=folder, code=1, program=program)
    shown = run_in_terminal("check", "rain.md", cwd=folder, code=1)
    assert done.out.replace("\r\n", "\n") == shown


def test_who_waits_for_many_files_in_a_terminal_sees_progress(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": "---\ntitle: Rain\n---\n" for number in range(500)})
    assert run("check", ".", cwd=tmp_path).err == ""
    # Standard output is a file here, only standard error is a terminal.
    shell = (*TERMINAL, "sh", "-c", f'exec "{COMMAND}" "$@" > out', "sh")
    shown = run_process("check", ".", cwd=tmp_path, program=shell).out
    assert "Checking" in shown
    assert "100%" in shown
    assert (tmp_path / "out").read_text() == "500 files checked, no problems.\n"
    shown = run_in_terminal("set", "title=Rain", ".", cwd=tmp_path)
    assert "Editing" in shown
    assert shown.endswith("0 of 500 files changed, 0 failed.\n")
    (tmp_path / "0.md").unlink()
    shown = run_in_terminal("check", ".", cwd=tmp_path)
    assert CODES.sub("", shown) == "499 files checked, no problems.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "a.md", "b.md"],
        ["set", "heat=3", "a.md", "b.md", "--dry-run"],
        ["show", "b.md"],
        ["show", "b.md", "--json"],
        ["get", "title", "b.md"],
        ["get", "title", "a.md", "b.md"],
    ],
    ids=["check", "set", "show", "json", "get", "get-of-two"],
)
def test_a_terminal_obeys_nothing_that_a_file_holds(tmp_path: Path, arguments: list[str]) -> None:
    odd = r"\e[2J\x9b2J\a"
    lay(tmp_path, {"a.md": f'---\ntitle: "{odd}"\n"{odd}": {{a: 1, a: 2}}\n---\n'})
    lay(tmp_path, {"b.md": f'---\ntitle: "{odd}&amp;"\nheat: 1\n---\n\x1b[2J\x9b2J\x07\n'})
    code = int("a.md" in arguments)
    shown = run_in_terminal(*arguments, cwd=tmp_path, code=code)
    assert not re.search("\x1b\\[2J|\x9b|\x07", shown)


def test_a_pipe_gets_a_text_as_it_is(tmp_path: Path) -> None:
    stdin = b'---\ntitle: "a\\e[31mb\\x9b\\r\\tc"\n---\n'
    assert run("get", "title", "-", cwd=tmp_path, stdin=stdin).out == "a\x1b[31mb\x9b\r\tc\n"


# Encodings

# Runs several commands one after the other, with a NUL after the output of each.
SEVERAL = """\
import json, sys
from newsfeed.__main__ import main

for sys.argv[1:] in json.loads(sys.argv[1]):
    try:
        main()
    except SystemExit as ended:
        sys.stdout.write(f"exit code {ended.code}")
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\\0")
"""


def printed(
    commands: list[list[str]], folder: Path, env: dict[str, str], stdin: bytes
) -> Iterator[bytes]:
    """Yield the output of each command of a process, without the exit code, which must be right."""
    program = (sys.executable, "-c", SEVERAL)
    done = run_process(json.dumps(commands), cwd=folder, env=env, program=program, stdin=stdin)
    for command, shown in zip(commands, done.stdout.split(b"\0")[:-1], strict=True):
        code = b"exit code %d" % (command[0] == "check")
        assert shown.endswith(code)
        yield shown.removesuffix(code)


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["ascii", "latin-1", "C", "C-without-UTF-8"],
)
def test_a_terminal_that_knows_few_letters_shows_escapes(folder: Path, env: dict[str, str]) -> None:
    encoding = env.get("PYTHONIOENCODING", "utf-8" if "LC_ALL" in env else "ascii")
    encoded = "Räin 雨".encode(encoding, "backslashreplace")
    commands = [
        ["check", "rain.md"],
        ["show", "rain.md"],
        ["get", "title", "rain.md"],
        ["set", "heat=2", "--dry-run", "rain.md"],
        ["set", "heat=2", "-"],
    ]
    checked, shown, got, diff, edited = printed(commands, folder, env, TEXT.encode())
    assert b"rain.md:3:10: NF101" in checked
    assert encoded in shown
    for told in got, diff:
        assert encoded in told or "Räin 雨".encode() in told
    assert edited == TEXT.replace("heat: 1", "heat: 2").encode()
    if "PYTHONUTF8" not in env:  # else no argument can hold such letters
        made = run_process("new", "--title", "Räin 雨", cwd=folder, env=env).stdout
        assert made.startswith('---\ntitle: "Räin 雨"\n'.encode())


# Pipes and Ctrl-C


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "."],
        ["check", ".", "--format", "json"],
        ["get", "body", "."],
        ["set", "heat=2", ".", "--dry-run"],
        ["show", "rain.md", "--json"],
        ["set", "heat=2", "-"],
    ],
    ids=["check", "json", "get", "set", "show", "stdin"],
)
def test_a_closed_pipe_ends_a_command_quietly(folder: Path, arguments: list[str]) -> None:
    many = "".join(f'k{number}: "&amp;"\ntopics{number}: no\n' for number in range(1_000))
    text = f"---\ntitle: Rain\nexcerpt: {'x' * 200_000}\n{many}---\n{'x' * 200_000}\n"
    lay(folder, {"rain.md": text})
    stop_reading(*arguments, cwd=folder, stdin=folder / "rain.md")
    assert (folder / "rain.md").read_text() == text


@linux
@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["check", "rain.md"], ">&-"),
        (["get", "heat", "rain.md"], ">&-"),
        (["new", "--title", "Rain"], ">&-"),
        (["check", "-"], "<&-"),
        (["check", "rain.md"], ">/dev/full"),
        (["get", "heat", "rain.md"], ">/dev/full"),
        (["new", "--title", "Rain"], ">/dev/full"),
        (["show", "rain.md"], ">/dev/full"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_a_stream_that_is_closed_or_full_ends_a_command_quietly(
    folder: Path, arguments: list[str], where: str
) -> None:
    shell = ("sh", "-c", f'"$0" "$@" {where} || exit 1', COMMAND)
    code = int(where == ">/dev/full" or arguments[0] == "check")
    done = run_process(*arguments, cwd=folder, code=code, program=shell, stdin=TEXT.encode())
    assert where != ">/dev/full" or "No space left on device" in done.err


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let SIGINT reach the programs that are started; pytest-xdist has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("program", [(), TERMINAL], ids=["pipe", "terminal"])
def test_ctrl_c_ends_a_command_that_reads(tmp_path: Path, program: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(
        [*program, "sh", "-c", f'exec "{COMMAND}" set heat=2 - < pipe'],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with (tmp_path / "pipe").open("wb") as pipe:
            pipe.write(MUCH)
            pipe.flush()
            while fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)) != bytes(4):
                time.sleep(0.01)
            time.sleep(0.2)  # until it waits for more
            if program:
                process.stdin.write(b"\x03")
                process.stdin.flush()
            else:
                process.send_signal(signal.SIGINT)
            said = process.stdout.read()
    assert process.returncode == 1
    assert said.replace(b"^C", b"").strip() == b"Aborted!"
