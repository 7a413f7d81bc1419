"""The files that a command leaves out because of .gitignore, as git does."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import GOOD, lay, run_as_nobody
from finding import BAD, checked, lay_bad, refused
from systems import posix

from newsfeed.cli.inputs import found_files
from newsfeed.cli.settings import Choice
from newsfeed.scanning.places import Local


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, in no project and no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_deeper_gitignore_wins_and_a_later_line() -> None:
    lay(Path(), {".git/HEAD": "", ".gitignore": "*.draft.md\nb.md\n!b.md\n/old\n"})
    lay(Path("posts"), {".gitignore": "!keep.draft.md\n/c.md\n"})
    lay_bad("a.draft.md", "b.md", "old/a.md", "posts/old/a.md", "posts/c.md", "posts/sub/c.md")
    lay_bad("posts/keep.draft.md", "posts/x.draft.md", "posts/sub/keep.draft.md")
    found = ["b.md", "posts/keep.draft.md", "posts/old/a.md"]
    assert checked(".") == [*found, "posts/sub/c.md", "posts/sub/keep.draft.md"]
    assert checked("posts/sub") == ["posts/sub/c.md", "posts/sub/keep.draft.md"]
    assert checked(".", "--no-gitignore")[:2] == ["a.draft.md", "b.md"]


def test_nothing_is_taken_back_below_a_folder_that_is_left_out() -> None:
    lay(Path(), {".git/HEAD": "", ".gitignore": "build/\n!build/a.md\n/out/**\n!/out/b.md\n"})
    lay(Path("build"), {".gitignore": "!*"})
    lay_bad("build/a.md", "out/b.md", "out/c.md", "out/d/e.md", "f.md")
    assert checked(".") == ["f.md", "out/b.md"]


def test_a_folder_that_is_left_out_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(Path(), {".gitignore": "big\n"})
    lay_bad("a.md", "big/a.md", "node_modules/a.md", "small/a.md")
    listed = []

    def listing(place: Local, folder: str) -> Iterator[str]:
        listed.append(folder)
        return original(place, folder)

    original = Local.list_folder
    monkeypatch.setattr(Local, "list_folder", listing)
    assert len(found_files([Path()], Choice())) == 2
    assert listed == ["", "small/"]


def test_what_is_named_is_taken_and_its_other_rules_apply_below() -> None:
    lay(Path(), {".git/HEAD": "", ".gitignore": "build\n*.draft.md\n/all/**\n/each/*\n"})
    lay_bad("build/a.md", "build/build/b.md", "build/c.draft.md")
    lay_bad("all/a/b.md", "each/a/b.md", "each/a/c.draft.md")
    assert checked("build") == ["build/a.md", "build/build/b.md"]
    assert checked("build/c.draft.md") == ["build/c.draft.md"]
    assert checked("all/a") == ["all/a/b.md"]
    assert checked("each/a") == ["each/a/b.md"]
    assert "found none; 1 excluded by .gitignore; use --no-gitignore to read them\n" in refused(
        "all"
    )


@pytest.mark.parametrize("git", ["file", "folder"])
def test_rules_begin_at_the_root_of_the_repository(git: str) -> None:
    lay(Path(), {".gitignore": "a.md", "repo/.gitignore": "b.md", "repo/posts/.gitignore": "c.md"})
    lay_bad(*[f"repo/posts/{name}.md" for name in "abcd"])
    # Without a repository the folder that is named is the first.
    assert checked("repo/posts") == ["repo/posts/a.md", "repo/posts/b.md", "repo/posts/d.md"]
    assert checked("repo") == ["repo/posts/a.md", "repo/posts/d.md"]
    assert checked(".") == ["repo/posts/d.md"]
    lay(Path("repo"), {".git": "gitdir: ..."} if git == "file" else {".git/HEAD": ""})
    for path in ("repo/posts", "repo", "."):
        assert checked(path) == ["repo/posts/a.md", "repo/posts/d.md"]


def test_a_gitignore_in_any_encoding_with_any_line_is_read_as_git_does() -> None:
    lines = "\ufeffa.md\r\nb.md  \r\n# c.md\r\n\\#d.md\r\n\r\n/\r\ne\\\r\n!\r\nf.md\\ \r\n"
    lay(Path(), {".gitignore": f"{lines}[z-a]\n#h.md\ni\\ \n"})
    Path(".gitignore").write_bytes(Path(".gitignore").read_bytes() + b"g\xff\xfe.md\n!\xff\n")
    lay_bad("a.md", "b.md", "c.md", "#d.md", "e.md", "f.md", "#h.md", "i /j.md")
    assert checked(".") == ["#h.md", "c.md", "e.md", "f.md"]
    Path(".gitignore").write_text("c.md\n", encoding="utf-16")
    assert len(checked(".")) == 8


@posix
def test_bytes_of_a_gitignore_match_the_name_of_a_file() -> None:
    Path(".gitignore").write_bytes(b"r\xe4in.md\n")
    lay_bad("a.md")
    try:
        Path("r\udce4in.md").write_text(BAD)
    except OSError:
        pytest.skip("this file system has no such names")
    assert checked(".") == ["a.md"]


@posix
def test_a_gitignore_that_cannot_be_read_is_reported_and_its_folder_is_not_read(
    public_folder: Path,
) -> None:
    lay(public_folder, {"a/.gitignore": "b.md", "a/b.md": GOOD, "c.md": GOOD})
    (public_folder / "a" / ".gitignore").chmod(0)
    done = run_as_nobody("check", ".", cwd=public_folder, code=1)
    assert "a/.gitignore:1:1: NF014 the file cannot be read: Permission denied" in done.out
    assert "in 1 file (2 checked)" in done.out
    done = run_as_nobody("stats", ".", cwd=public_folder, code=1)
    assert "a/.gitignore:1:1: the file cannot be read: Permission denied" in done.err
    done = run_as_nobody("check", "a/b.md", "--force-exclude", cwd=public_folder, code=2)
    assert "a/.gitignore: Permission denied" in done.err
    assert run_as_nobody("check", ".", "--no-gitignore", cwd=public_folder).out.startswith("2 f")


def test_a_folder_or_a_broken_link_may_have_the_name_gitignore() -> None:
    lay_bad("a/.gitignore/x.md", "a/b.md", "c/d.md")
    Path("c/.gitignore").symlink_to("nowhere")
    assert checked(".") == ["a/b.md", "c/d.md"]


TREE = [f"{above}{name}.md" for above in ("", "a/", "a/b/", "b/", "b/a/", "b b/") for name in "xyz"]
LINES = {
    "names": ["x.md", "b", "!b/y.md", "a/"],
    "anchors": ["/x.md", "a/b", "/b/a/", "!x.md"],
    "stars": ["*", "!*/", "!y.md", "a/*", "!a/b"],
    "depths": ["**/a/x.md", "a/**", "!a/b/", "**/z.md", "b/**/"],
    "order": ["**/?", "!b", "a/b/", "!a"],
    "sets": ["[xy].md", "![!y].md", "/?/[a-b]/", "b\\ b/", "\\!x"],
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("inner", ["", "a/", "b/"])
def test_git_leaves_out_the_same_files(name: str, inner: str) -> None:
    try:
        subprocess.run(["git", "init", "-q"], check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is not installed")
    lay_bad(*TREE)
    lay(Path(), {".gitignore": "z.md\n", f"{inner}.gitignore": "\n".join(LINES[name])})
    listing = ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(listing, capture_output=True, check=True).stdout.decode()
    found = found_files([Path()], Choice())
    assert sorted(path.as_posix() for path in found) == sorted(filter(None, listed.split("\0")))
