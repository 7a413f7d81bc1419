"""Line ends on Windows, tried on any system: no text is written but byte for byte."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from command import lay, run
from loops import each
from paths import PACKAGE

SOURCES = sorted(PACKAGE.rglob("*.py"))
LF = '---\ntitle: "Rain"\nheat: 1\n---\nBody\n'
CRLF = LF.replace("\n", "\r\n")

# --- The source -----------------------------------------------------------------------------------

OPENING = {"TemporaryFile", "NamedTemporaryFile", "fdopen", "open", "read_text", "write_text"}
MODE = re.compile(r"[rwxabt+]{1,3}")


def text_files(source: str) -> list[ast.Call]:
    """List the calls that open files as text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if opens_text(call)]


def opens_text(call: ast.Call) -> bool:
    function, mode = function_of(call), mode_of(call)
    if function not in OPENING:
        return False
    if function.endswith("_text") or mode:
        return "b" not in mode
    if function.endswith("TemporaryFile"):
        return False  # for bytes unless a mode says otherwise
    # `path.open()` and `open(path)` are for text; `place.open(path)` is not that of a path.
    return isinstance(call.func, ast.Name) or not (call.args or call.keywords)


def function_of(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def mode_of(call: ast.Call) -> str:
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    values = [each.value for each in given if isinstance(each, ast.Constant)]
    modes = [value for value in values if isinstance(value, str) and MODE.fullmatch(value)]
    return modes[0] if modes else ""


def is_reading(call: ast.Call) -> bool:
    """Tell whether a text is read, LF for each line end, rather than written."""
    return function_of(call) != "write_text" and set(mode_of(call)) <= {"r", "t"}


@each("path", SOURCES)
def test_a_text_is_opened_with_its_encoding_and_its_line_ends(path: Path) -> None:
    for call in text_files(path.read_text(encoding="utf-8")):
        needed = {"encoding"} if is_reading(call) else {"encoding", "newline"}
        assert {keyword.arg for keyword in call.keywords} >= needed, f"{path}:{call.lineno}"


def test_what_opens_a_text_is_found() -> None:
    texts = ["open(p)", "p.open()", "p.open('w')", "p.read_text()", "TemporaryFile('w+')"]
    others = ["open(p, 'rb')", "p.open('xb')", "TemporaryFile()", "place.open(p)", "p.read_bytes()"]
    assert [each for each in texts + others if text_files(each)] == texts


# --- The command ----------------------------------------------------------------------------------

# How Python opens standard output on Windows if it is not a terminal.
WINDOWS: dict[str, Any] = {"encoding": "cp1252", "newline": "\r\n"}
COMMANDS = {
    "check": ("check", "_posts"),
    "check in JSON": ("check", "_posts", "--format", "json"),
    "check for GitHub": ("check", "bad.md", "--format", "github"),
    "check in SARIF": ("check", "bad.md", "--format", "sarif"),
    "get": ("get", "title", "_posts"),
    "get a body": ("get", "body", "_posts/lf.md"),
    "set without writing": ("set", "title=Sun", "_posts", "--dry-run"),
    "set in a pipe": ("set", "title=Sun", "-"),
    "show in JSON": ("show", "_posts/crlf.md", "--json"),
    "new": ("new", "--title", "Sun", "publishedDateTime=2026-03-14"),
    "stats": ("stats", "_posts"),
    "schema": ("schema",),
    "to CSV": ("convert", "_posts", "--to", "csv"),
    "to NDJSON": ("convert", "_posts", "--to", "ndjson"),
    "to JSON Feed": ("convert", "feed", "--to", "jsonfeed", "--title", "Tides"),
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    lay(
        tmp_path,
        {
            "_posts/lf.md": LF,
            "_posts/crlf.md": CRLF,
            "bad.md": LF.replace("heat: 1", "webUrl: /rain"),
            "feed/a.md": LF.replace(
                "heat: 1", "webUrl: https://daily.example/a\npublishedDateTime: 2026-03-14"
            ),
        },
    )
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=list(COMMANDS))
def test_a_command_prints_the_same_bytes_as_elsewhere(
    arguments: tuple[str, ...], here: Path
) -> None:
    code = int("bad.md" in arguments)
    elsewhere = run(*arguments, cwd=here, stdin=CRLF.encode(), code=code)
    printed = run(*arguments, cwd=here, stdin=CRLF.encode(), code=code, **WINDOWS)
    assert printed.stdout == elsewhere.stdout


def test_each_file_keeps_its_own_line_ends(here: Path) -> None:
    run("set", "title=Sun", "_posts", cwd=here, **WINDOWS)
    for name, text in ("lf.md", LF), ("crlf.md", CRLF):
        assert (here / "_posts" / name).read_bytes() == text.replace("Rain", "Sun").encode()


def test_a_new_file_has_the_line_ends_of_unix(here: Path) -> None:
    run("new", "--title", "Sun", "-o", "_posts", cwd=here, **WINDOWS)
    (path,) = (here / "_posts").glob("*-sun.md")
    assert b"\r" not in path.read_bytes()
