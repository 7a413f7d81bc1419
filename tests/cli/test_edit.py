"""`newsfeed get`, `set`, `unset` and `rename`: what cases in `tests/cases/commands` cannot show.

These are bytes that are no text, names with spaces, links, modes, and which files are written.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command import lay, run, run_as_nobody
from systems import posix

from newsfeed import Document, parse, read, serialize
from newsfeed.cli import edit
from newsfeed.cli.inputs import read_document

TEXT = """\
---
title: 'The tide clock runs again'   # two lines at most
webUrl: https://harbour.example/tide-clock
heat: 12
mood: {today: hopeful, ever: [1, .nan]}   # our own key

topics: [Towns, 'Sea']
images:
  - url: https://harbour.example/a.jpg   # the clock
    width: 1280
  - url: "https://harbour.example/b.jpg"
---
It had stood still for ninety years.
"""
RAIN = "---\ntitle: Rain\nheat: 1\n---\n"

# A command for each kind of edit, and what it makes of the article.
EDITS = {
    "set": (["set", "heat=13"], ("heat: 12", "heat: 13")),
    "append": (["set", "topics[]=AI"], ("'Sea']", "'Sea', AI]")),
    "unset": (["unset", "images[].width"], ("    width: 1280\n", "")),
    "item": (["unset", "topics[=Sea]"], (", 'Sea'", "")),
    "rename": (["rename", "mood.today=now"], ("{today", "{now")),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article of every kind of field."""
    lay(tmp_path, {"tide.md": TEXT})
    return tmp_path


def edited(kind: str, text: str = TEXT) -> str:
    """Return a text after the edit of a kind."""
    old, new = EDITS[kind][1]
    assert old in text
    return text.replace(old, new, 1)


# Bytes


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_changes_its_own_bytes_alone(folder: Path, kind: str) -> None:
    odd = f"\ufeff{TEXT}\t\x0c\u2028 \r x".replace("\n", "\r\n")
    (folder / "a=b.md").write_bytes(odd.encode())
    done = run(*EDITS[kind][0], "./a=b.md", cwd=folder)
    assert done.err == "1 of 1 files changed, 0 failed.\n"
    new = edited(kind, odd.replace("\r\n", "\n")).replace("\n", "\r\n")
    assert (folder / "a=b.md").read_bytes() == new.encode()


@pytest.mark.parametrize("kind", EDITS)
def test_standard_input_reaches_standard_output_byte_for_byte(tmp_path: Path, kind: str) -> None:
    odd = f"\ufeff{TEXT}\x85\x00no end".replace("\n", "\r\n")
    done = run(*EDITS[kind][0], "-", cwd=tmp_path, stdin=odd.encode(), newline="\r\n")
    new = edited(kind, odd.replace("\r\n", "\n")).replace("\n", "\r\n")
    assert done.stdout == new.encode()
    assert done.err == "1 of 1 files changed, 0 failed.\n"


def test_a_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    odd = {
        "title": "true",
        "excerpt": "a: [b] # {c} 'd' \"e\"\n\n--- \t",
        "category": "2026-03-14",
        "type": "~",
        "webUrl": "=x=y&amp;z",
        "body": "\n---\r\n雨 \ufeff\n",
    }
    arguments = [f"{field}={value}" for field, value in odd.items()]
    arguments += ["topics[]=12", "topics[]=- x", "topics[]=a\nb"]
    done = run("set", *arguments, "-", cwd=tmp_path, stdin=RAIN.encode())
    article = parse(done.stdout)
    assert (article.title, article.excerpt, article.category) == tuple(odd.values())[:3]
    assert (article.type, article.web_url, article.body) == tuple(odd.values())[3:]
    assert article.topics == ["12", "- x", "a\nb"]


def test_a_body_of_several_lines_gets_one_newline_at_its_end(folder: Path) -> None:
    for given, written in (("a\nb", "a\nb\n"), ("a\nb\n", "a\nb\n"), ("a\n\n", "a\n\n"), ("", "")):
        run("set", f"body={given}", "tide.md", cwd=folder)
        assert read(folder / "tide.md").body == written


def test_text_of_several_lines_replaces_text_and_is_no_yaml(folder: Path) -> None:
    run("set", "mood.today=a\nb: c", "tide.md", cwd=folder)
    assert read(folder / "tide.md").extra["mood"]["today"] == "a\nb: c"
    done = run("set", "mood.ever=[1,\n2]", "tide.md", cwd=folder, code=1)
    assert done.err.startswith("tide.md: mood.ever: expected one value on one line\n")


@pytest.mark.parametrize("command", [["get", "heat"], *(words for words, _ in EDITS.values())])
def test_a_file_that_is_not_in_utf_8_is_reported(tmp_path: Path, command: list[str]) -> None:
    data = b"---\ntitle: R\xe4in\nheat: 1\n---\n"
    (tmp_path / "rain.md").write_bytes(data)
    done = run(*command, "rain.md", cwd=tmp_path, code=1)
    assert done.err.startswith("rain.md:2:9: expected UTF-8, found the byte 0xE4; save the file")
    assert (tmp_path / "rain.md").read_bytes() == data


# Words


@pytest.mark.parametrize("value", ["R\udce4in", "\ud800"])
@pytest.mark.parametrize("field", ["title", "mood", "body", '["\udce4"]'])
def test_text_that_utf_8_cannot_hold_is_refused(folder: Path, field: str, value: str) -> None:
    done = run("set", f"{field}={value}", "tide.md", cwd=folder, code=1)
    assert done.err.startswith("tide.md: ")
    assert (folder / "tide.md").read_text() == TEXT


def test_a_name_with_spaces_is_a_path_and_one_with_a_slash_is_no_assignment(folder: Path) -> None:
    lay(folder, {"a b/c=d.md": RAIN, "a b/e f.md": RAIN, "heat": RAIN})
    assert run("get", "title", "a b", cwd=folder).out == "a b/c=d.md\tRain\na b/e f.md\tRain\n"
    for words in (["set", "heat=2"], ["rename", "heat=warmth"], ["unset", "warmth"]):
        done = run(*words, "a b/c=d.md", "a b/e f.md", cwd=folder)
        assert done.err == "2 of 2 files changed, 0 failed.\n"
    # The first word of `unset` is a field, even if a file has its name.
    assert run("unset", "heat", "./heat", cwd=folder).err == "1 of 1 files changed, 0 failed.\n"


def test_a_file_that_is_named_twice_is_edited_once(folder: Path) -> None:
    done = run("set", "topics[]=AI", "tide.md", ".", "./tide.md", cwd=folder)
    assert done.err == "1 of 1 files changed, 0 failed.\n"
    assert (folder / "tide.md").read_text() == edited("append")


# Which files are written

# Words that change one of these files, and its name.
FILES = {
    "posts/rain.md": RAIN,
    "posts/sea.md": "---\ntopics: [Sea, Towns]\n---\n",
    "posts/sized.md": "---\nimages: [{url: a.jpg, width: 1}]\n---\n",
    "posts/none.md": "---\n---\n",
    "posts/bare.md": "Text.\n",
    "posts/empty.md": "",
}
WRITTEN = {
    "unset heat": "rain.md",
    "unset topics[=Sea]": "sea.md",
    "unset topics[1] heat": "rain.md sea.md",
    "unset images[].width": "sized.md",
    "unset images[0]": "sized.md",
    "unset body": "bare.md",
    "rename title=headline": "rain.md",
    "rename images[].width=w": "sized.md",
    "rename provider.name=title": "",
    "unset quality": "",
}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the inode and the time of each file in a folder."""
    stats = {path.name: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {name: (each.st_ino, each.st_mtime_ns) for name, each in stats.items()}


@pytest.mark.parametrize("words", WRITTEN)
def test_a_file_without_what_is_named_is_not_written(tmp_path: Path, words: str) -> None:
    lay(tmp_path, FILES)
    for name in FILES:
        os.utime(tmp_path / name, ns=(1_000_000_000, 2_000_000_000))
    before = stamps(tmp_path)
    done = run(*words.split(), "posts", cwd=tmp_path)
    after = stamps(tmp_path)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == set(WRITTEN[words].split())
    assert done.err == f"{len(changed)} of 6 files changed, 0 failed.\n"


def test_a_value_that_stands_there_already_is_not_written(folder: Path) -> None:
    lay(folder, {"posts/./rain.md": RAIN, "posts/sun.md": RAIN.replace("1", "3")})
    before = stamps(folder)
    done = run("set", "heat=3", "posts", "tide.md", cwd=folder)
    assert (done.out, done.err) == ("", "2 of 3 files changed, 0 failed.\n")
    assert stamps(folder)["sun.md"] == before["sun.md"]
    assert (folder / "posts" / "rain.md").read_text() == RAIN.replace("1", "3")


@pytest.mark.parametrize("kind", EDITS)
def test_neither_a_dry_run_nor_a_wrong_word_writes_a_file(folder: Path, kind: str) -> None:
    before = stamps(folder)
    command, *words = EDITS[kind][0]
    run(command, *words, "tide.md", "--dry-run", cwd=folder)
    for wrong in (["heat[=", "."], ["ttile=x", "."], ["title.x=y", "."], [".", "nowhere.md"], []):
        run(command, *words, *wrong, cwd=folder, code=2)
    assert (stamps(folder), (folder / "tide.md").read_text()) == (before, TEXT)


# Links and modes


@posix
@pytest.mark.parametrize("kind", EDITS)
def test_the_target_of_a_link_is_edited_and_keeps_its_mode(folder: Path, kind: str) -> None:
    (folder / "tide.md").chmod(0o640)
    (folder / "links").mkdir()
    (folder / "links" / "moon.md").symlink_to("../tide.md")
    run(*EDITS[kind][0], "links", cwd=folder)
    assert (folder / "links" / "moon.md").is_symlink()
    assert (folder / "tide.md").read_text() == edited(kind)
    assert (folder / "tide.md").stat().st_mode & 0o777 == 0o640


@posix
def test_a_file_that_is_gone_is_reported_and_the_others_are_edited(folder: Path) -> None:
    (folder / "gone.md").symlink_to("nowhere")
    assert run("get", "heat", ".", cwd=folder, code=1).out == "tide.md\t12\n"
    for words, _ in EDITS.values():
        (folder / "tide.md").write_text(TEXT)
        done = run(*words, ".", cwd=folder, code=1)
        assert done.err.splitlines() == [
            "gone.md: No such file or directory",
            "1 of 2 files changed, 1 failed.",
        ]


@posix
@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o000, 0o777), (0o444, 0o777), (0o666, 0o555)])
def test_a_file_that_may_not_be_read_or_written_is_left_alone(
    public_folder: Path, kind: str, of_file: int, of_folder: int
) -> None:
    lay(public_folder, {"tide.md": TEXT})
    (public_folder / "tide.md").chmod(of_file)
    public_folder.chmod(of_folder)
    done = run_as_nobody(*EDITS[kind][0], "tide.md", cwd=public_folder, code=1)
    assert done.err == "tide.md: Permission denied\n0 of 1 files changed, 1 failed.\n"
    (public_folder / "tide.md").chmod(0o644)
    assert (public_folder / "tide.md").read_text() == TEXT


# set --dry-run


DRY = {
    "plain": ("posts/tide.md", TEXT),
    "Unicode": ("雨.md", f"\ufeff{RAIN}B\u2028x\x85y\n  \n{'x' * 90}   \n[b]:smile:[/b]\nno end"),
    "CRLF": ("crlf.md", TEXT.replace("\n", "\r\n")),
    "tab": ("tab.md", "---\ntitle: Rain\t# wet\nheat: 1\n---\n\tcode\n"),
    "control": ("control.md", f"{RAIN}\x07 \x08 \x0b \x0c \x1b[2J\n"),
    "blank": ("sp ace.md", RAIN),
}
APPLY = {"git": ["git", "apply"], "patch": ["patch", "-p1"]}


@pytest.mark.parametrize("kind", DRY)
@pytest.mark.parametrize("tool", APPLY)
def test_a_dry_run_shows_what_other_tools_can_apply(tmp_path: Path, kind: str, tool: str) -> None:
    name, text = DRY[kind]
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    lay(tmp_path, {name: text})
    done = run("set", "heat=2", "extra.mood=calm", ".", "--dry-run", cwd=tmp_path)
    assert (tmp_path / name).read_bytes() == text.encode()
    assert done.err == "1 of 1 files would be changed, 0 failed.\n"
    subprocess.run(APPLY[tool], cwd=tmp_path, input=done.stdout, check=True, capture_output=True)
    assert (tmp_path / name).read_bytes() != text.encode()
    done = run("set", "heat=2", "extra.mood=calm", "-", cwd=tmp_path, stdin=text.encode())
    assert (tmp_path / name).read_bytes() == done.stdout


@pytest.mark.parametrize("words", [["unset", "title", "heat"], ["rename", "title=a", "heat=b"]])
def test_the_diffs_of_several_files_can_be_applied_together(
    tmp_path: Path, words: list[str]
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    texts = {f"{number}/rain.md": RAIN + "\n" * number for number in range(3)}
    lay(tmp_path, texts)
    document = ["--model", "document"]
    done = run(*words, ".", "--dry-run", *document, cwd=tmp_path)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=done.stdout, check=True)
    for name, text in texts.items():
        expected = parse(text, model=Document)
        for word in words[1:]:
            old, _, new = word.partition("=")
            expected.rename(old, new) if new else expected.pop(old)
        assert (tmp_path / name).read_text() == serialize(expected)


def test_a_file_that_another_program_changes_in_the_meantime_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, {"rain.md": RAIN})

    def read_and_change(path: Path) -> Document:
        document = read_document(path)
        path.write_text("changed")
        return document

    monkeypatch.setattr(edit, "read_document", read_and_change)
    done = run("set", "heat=3", "rain.md", cwd=tmp_path, code=1)
    assert done.err.startswith("rain.md: another program changed the file; run this again\n")
    assert (tmp_path / "rain.md").read_text() == "changed"
