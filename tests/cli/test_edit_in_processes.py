"""`newsfeed get`, `set`, `unset` and `rename` as people start them: pipes, terminals, signals."""

import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from command import (
    COMMAND,
    Run,
    environment,
    lay,
    run,
    run_as_nobody,
    run_in_terminal,
    run_process,
    stop_reading,
)
from systems import linux, posix

pytestmark = posix

RAIN = "---\ntitle: Räin 雨\nheat: 1  # of 10\n---\nB\n"
POSTS = {
    "posts/sea.md": "---\ntitle: Sea\ntopics: [Culture, Sea]\n---\n",
    "posts/a b.md": "---\ntitle: Bees\ntopics: [Culture]\n---\n",
    "posts/hill.md": "---\ntitle: Hill\ntopics: [Towns]\n---\n",
}
EDITS = [["set", "heat=2"], ["unset", "heat"], ["rename", "heat=warmth"]]
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
UNKNOWN_LETTERS = {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, and three more in `posts`."""
    lay(tmp_path, {"rain.md": RAIN, **POSTS})
    return tmp_path


def shell(line: str, folder: Path, *, code: int = 0, stdin: bytes = b"") -> Run:
    """Run a line of a shell, in which `newsfeed` is the command."""
    newsfeed = f'newsfeed() {{ "{COMMAND}" "$@"; }}; n="{COMMAND}"\n'
    program = ("sh", "-c", newsfeed + line)
    return run_process(cwd=folder, code=code, stdin=stdin, program=program)


# Pipelines


def test_files_that_get_finds_are_edited_through_xargs(folder: Path) -> None:
    find = "newsfeed get topics posts | grep Culture | cut -f1"
    done = shell(f"{find} | tr '\\n' '\\0' | xargs -0 $n set 'topics[]=Villages'", folder)
    assert done.err == "2 of 2 files changed, 0 failed.\n"
    assert "[Culture, Sea, Villages]" in (folder / "posts" / "sea.md").read_text()
    assert "[Culture, Villages]" in (folder / "posts" / "a b.md").read_text()
    assert (folder / "posts" / "hill.md").read_text() == POSTS["posts/hill.md"]


@pytest.mark.parametrize("edit", [["unset", "topics[=Culture]"], ["rename", "title=headline"]])
def test_files_that_find_finds_are_edited_through_xargs(folder: Path, edit: list[str]) -> None:
    words = " ".join(f"'{word}'" for word in edit)
    done = shell(f"find posts -name '*.md' -print0 | xargs -0 -n 2 $n {words}", folder)
    changed = sum(int(line.split()[0]) for line in done.err.splitlines())
    assert changed == (2 if edit[0] == "unset" else 3)


def test_edits_are_chained_from_pipe_to_pipe(folder: Path) -> None:
    line = (
        "newsfeed set heat=2 topics[]=Sea - < rain.md | newsfeed rename heat=warmth - "
        "| newsfeed unset title --model document - | newsfeed get warmth,topics -"
    )
    done = shell(line, folder)
    assert done.out == '2\t["Sea"]\n'
    assert done.err == "1 of 1 files changed, 0 failed.\n" * 3
    assert (folder / "rain.md").read_text() == RAIN


def test_a_dry_run_can_be_piped_into_patch(folder: Path) -> None:
    shell("newsfeed rename title=headline . --dry-run | git apply", folder)
    assert run("get", "headline", "posts", cwd=folder).out == (
        "posts/a b.md\tBees\nposts/hill.md\tHill\nposts/sea.md\tSea\n"
    )


# Streams that are closed or full


@pytest.mark.parametrize("command", [["get", "heat"], *EDITS])
def test_closed_standard_input_is_reported(folder: Path, command: list[str]) -> None:
    done = shell(f"newsfeed {' '.join(command)} - <&-", folder, code=1)
    assert done.out == ""
    assert done.err.startswith("<stdin>: standard input is closed\n")


@pytest.mark.parametrize("stream", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_file_is_edited_though_streams_are_closed(folder: Path, stream: str) -> None:
    shell(f"newsfeed set heat=2 rain.md {stream}", folder)
    assert (folder / "rain.md").read_text() == RAIN.replace("1", "2", 1)


@linux
@pytest.mark.parametrize("words", ["get heat rain.md", "set heat=2 -", "unset heat . --dry-run"])
def test_a_full_disk_ends_a_command_with_one_message(folder: Path, words: str) -> None:
    done = shell(f"newsfeed {words} > /dev/full", folder, code=1, stdin=RAIN.encode())
    assert done.err == "newsfeed: No space left on device\n"
    assert (folder / "rain.md").read_text() == RAIN


@pytest.mark.parametrize("words", [*EDITS, ["get", "body"]], ids=lambda words: words[0])
def test_a_reader_that_goes_away_ends_a_command_quietly(folder: Path, words: list[str]) -> None:
    text = f"{RAIN}{'x' * 1_000_000}\n"
    lay(folder, {"rain.md": text})
    stop_reading(*words, "-", cwd=folder, stdin=folder / "rain.md")


@pytest.mark.parametrize("edit", EDITS, ids=lambda words: words[0])
def test_a_file_that_cannot_grow_keeps_its_text(folder: Path, edit: list[str]) -> None:
    text = f"{RAIN}{'x' * 10_000}\n"
    lay(folder, {"rain.md": text})
    # The limit would also break the file of the coverage.
    line = f"unset COVERAGE_PROCESS_CONFIG; ulimit -f 1; exec $n {' '.join(edit)} rain.md"
    done = shell(line, folder, code=1)
    assert done.err == "rain.md: File too large\n0 of 1 files changed, 1 failed.\n"
    assert (folder / "rain.md").read_text() == text
    assert sorted(path.name for path in folder.iterdir()) == ["posts", "rain.md"]


# Terminals


@pytest.mark.parametrize("edit", EDITS, ids=lambda words: words[0])
def test_only_a_terminal_gets_coloured_diffs_and_only_if_it_wants_them(
    folder: Path, edit: list[str]
) -> None:
    words = [*edit, "rain.md", "--dry-run"]
    piped = run_process(*words, cwd=folder)
    shown = run_in_terminal(*words, cwd=folder)
    assert "\x1b[" not in piped.out + piped.err
    assert "\x1b[31m-heat: 1" in shown
    assert CODES.sub("", shown) == piped.out + piped.err
    plain = run_in_terminal(*words, cwd=folder, env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)
    assert CODES.sub("", plain) == piped.out + piped.err
    assert run_in_terminal(*words, cwd=folder, env={"TERM": "dumb"}) == piped.out + piped.err


@pytest.mark.parametrize("words", [["get", "title"], *([*each, "--dry-run"] for each in EDITS)])
def test_a_terminal_obeys_neither_names_nor_values(tmp_path: Path, words: list[str]) -> None:
    odd = "\x1b]0;x\x07\x1b[2J"
    lay(tmp_path, {f"a{odd}.md": f'---\ntitle: "\\e[2J\\a"\nheat: 1\n---\n{odd}\n'})
    lay(tmp_path, {f"b{odd}.md": '---\n"\\e[2J": {a: 1, a: 2}\n---\n'})
    shown = run_in_terminal(*words, ".", cwd=tmp_path, code=1)
    assert not re.search("\x1b\\[2J|\x1b\\]|\x07", shown)
    value = run_in_terminal("set", f"heat={odd}", ".", cwd=tmp_path, code=2)
    assert not re.search("\x1b\\[2J|\x1b\\]|\x07", value)


@pytest.mark.parametrize("edit", EDITS, ids=lambda words: words[0])
def test_who_edits_many_files_sees_progress_except_in_a_dry_run(
    tmp_path: Path, edit: list[str]
) -> None:
    lay(tmp_path, {f"{number}.md": "---\nheat: 1\n---\n" for number in range(500)})
    dry = run_in_terminal(*edit, ".", "--dry-run", cwd=tmp_path)
    assert "Editing" not in dry
    assert dry.endswith("500 of 500 files would be changed, 0 failed.\n")
    shown = run_in_terminal(*edit, ".", cwd=tmp_path)
    assert "Editing" in shown
    assert shown.endswith("500 of 500 files changed, 0 failed.\n")


# Letters


def test_without_a_utf_8_locale_files_stay_utf_8(folder: Path) -> None:
    for words in EDITS:
        lay(folder, {"rain.md": RAIN})
        run_process(*words, "rain.md", cwd=folder, env=UNKNOWN_LETTERS)
        assert "title: Räin 雨\n" in (folder / "rain.md").read_text(encoding="utf-8")
    done = run_process("unset", "title", "rain.md", "--dry-run", "--model", "document", cwd=folder)
    assert "-title: Räin 雨\n" in done.out


@linux
def test_letters_that_the_locale_does_not_know_are_not_written(folder: Path) -> None:
    run_process("set", 'mood:="雨"', "rain.md", cwd=folder, code=2, env=UNKNOWN_LETTERS)
    for word in ("title=Räin", "mood=雨"):
        done = run_process("set", word, "rain.md", cwd=folder, code=1, env=UNKNOWN_LETTERS)
        assert done.err.endswith("0 of 1 files changed, 1 failed.\n")
    assert (folder / "rain.md").read_text() == RAIN


@linux
@pytest.mark.parametrize("words", ["set title=R\udce4in", 'set ["\udce4"]=1', "rename heat=\udce4"])
def test_an_argument_that_is_not_in_utf_8_is_refused(folder: Path, words: str) -> None:
    done = run_process(*words.split(), "rain.md", cwd=folder, code=1)
    assert done.err.endswith("0 of 1 files changed, 1 failed.\n")
    assert (folder / "rain.md").read_text() == RAIN


@linux
def test_a_path_that_is_not_in_utf_8_is_edited(folder: Path) -> None:
    path = folder / "r\udce4in.md"
    path.write_text(RAIN)
    assert run_process("get", "heat", path.name, "posts", cwd=folder).out.startswith(
        "r\\udce4in.md\t1\n"
    )
    diff = run_process("set", "heat=2", path.name, "--dry-run", cwd=folder).stdout
    assert b"--- a/r\xe4in.md\n" in diff
    run_process("set", "heat=2", path.name, cwd=folder)
    assert path.read_text() == RAIN.replace("1", "2", 1)


# Other processes


def test_a_read_only_file_is_left_alone_and_the_others_are_edited(public_folder: Path) -> None:
    lay(public_folder, {"rain.md": RAIN, "posts/sun.md": RAIN, "tide.md": RAIN})
    for path, mode in {"rain.md": 0o666, "tide.md": 0o444, "posts": 0o555, ".": 0o777}.items():
        (public_folder / path).chmod(mode)
    done = run_as_nobody("set", "heat=2", ".", cwd=public_folder, code=1)
    assert done.err.splitlines() == [
        "posts/sun.md: Permission denied",
        "tide.md: Permission denied",
        "1 of 3 files changed, 2 failed.",
    ]
    assert (public_folder / "rain.md").read_text() == RAIN.replace("1", "2", 1)
    assert (public_folder / "tide.md").read_text() == RAIN


def test_a_folder_cannot_choose_what_code_runs(folder: Path) -> None:
    lay(folder, {"pyproject.toml": '[tool.newsfeed]\nmodel = "recipes:Recipe"\n'})
    lay(folder, {"recipes.py": "open('ran', 'w')\n"})
    for words in (["get", "heat"], *EDITS):
        done = run_process(*words, ".", cwd=folder, code=2)
        assert "expected article or document (--model takes a class of yours)" in done.err
    assert not (folder / "ran").exists()
    assert (folder / "rain.md").read_text() == RAIN


def test_two_processes_that_edit_a_file_lose_nothing(tmp_path: Path) -> None:
    lay(tmp_path, {f"{number}.md": "---\ntitle: Rain\n---\n" for number in range(300)})
    both = [
        subprocess.Popen(
            [COMMAND, "set", f"{key}=1", "."],
            cwd=tmp_path,
            env=environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        for key in ("a", "b")
    ]
    said = [process.communicate()[1].splitlines() for process in both]
    for path in tmp_path.glob("*.md"):
        front = path.read_text().splitlines()
        for key, lines in zip("ab", said, strict=True):
            is_reported = any(line.startswith(f"{path.name}: ") for line in lines)
            assert (f"{key}: 1" in front) != is_reported
    assert len(list(tmp_path.iterdir())) == 300


@pytest.mark.parametrize("edit", EDITS, ids=lambda words: words[0])
def test_ctrl_c_leaves_each_file_as_it_was_or_changed(tmp_path: Path, edit: list[str]) -> None:
    old = "---\nheat: 1\n---\n"
    lay(tmp_path, {f"{number:04}.md": old for number in range(2000)})
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # as pytest-xdist ignores it
    try:
        process = subprocess.Popen(
            [COMMAND, *edit, "."], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        assert process.stderr is not None
        while process.poll() is None and (tmp_path / "0000.md").read_text() == old:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == b"Aborted!"
    assert process.returncode == 1
    texts = {path.read_text() for path in tmp_path.iterdir()}
    assert len(texts) == 2
    assert len(list(tmp_path.iterdir())) == 2000
