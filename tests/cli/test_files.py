"""The files that a command works on: globs, exclude patterns and .gitignore files."""

import sys
from pathlib import Path, PurePosixPath

import pytest
from command import GOOD, lay, reported, run
from converting import convert
from finding import BAD, checked, lay_bad, refused
from systems import posix

from newsfeed.cli.inputs import found_files
from newsfeed.cli.settings import Choice
from newsfeed.scanning.rules import FileFilter, excludes, parent, rules_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, in no project and no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- What is left out by default ------------------------------------------------------------------


def test_hidden_folders_and_those_of_other_programs_are_left_out_unless_named() -> None:
    names = [".hidden/a.md", ".venv/a.md", "_site/a.md", "node_modules/a.md", "vendor/a.md"]
    lay_bad("b.md", ".c.md", "posts/vendor/deep/d.md", "vendors/e.md", *names)
    assert checked(".") == ["b.md", "vendors/e.md"]
    for name in [*names, ".c.md"]:
        assert checked(name) == [name]
        assert checked(PurePosixPath(name).parts[0]) == [name]
    assert checked("posts/vendor", "vendor") == ["posts/vendor/deep/d.md", "vendor/a.md"]
    assert "posts: expected files **/*.md, found none; 1 excluded by exclude patterns\n" in refused(
        "posts"
    )


def test_files_are_in_the_order_of_their_paths_and_each_once() -> None:
    lay_bad("a/z.md", "a.md", "a-b/c.md", "B.md")
    found = ["B.md", "a-b/c.md", "a.md", "a/z.md"]
    assert checked(".") == found
    assert checked("a", ".", "./B.md") == ["a/z.md", "B.md", "a-b/c.md", "a.md"]
    assert checked(Path("a").absolute(), ".")[1:] == found[:-1]


@posix
def test_a_link_to_a_file_is_the_same_file() -> None:
    lay(Path(), {"posts/r.md": GOOD})
    Path("posts/l.md").symlink_to("r.md")
    Path("linked").symlink_to("posts")
    done = run("set", "topics[]=Sea", "posts", "linked", "linked/r.md")
    assert done.err == "1 of 1 files changed, 0 failed.\n"
    assert Path("posts/r.md").read_text().count("Sea") == 1
    assert Path("posts/l.md").is_symlink()


def test_standard_input_is_never_left_out() -> None:
    for options in ([], ["--force-exclude", "--exclude=*"]):
        done = reported("-", *options, cwd=Path(), stdin=BAD.encode())
        assert [each["path"] for each in done["problems"]] == ["<stdin>"]


def test_rules_hold_for_paths_of_any_system() -> None:
    for above in ("/", "/a[b]*?/c d/", "C:/", "C:/Users/a\\b/", "//server/share/"):
        rules = rules_of(["/b.md", "c/", "!c/d/", "e/**"], above)
        matches = [f"{above}b.md", f"{above}c/", f"{above}x/c/", f"{above}e/f/g.md"]
        assert all(excludes(rules, path) for path in matches)
        assert excludes(rules, f"{above}c/x.md", above=True)
        others = ["a/b.md", "c", "c/d/", "e/", "e", "", "c/x.md"]
        assert not any(excludes(rules, above + each) for each in others)
        everything = rules_of(["**"], above)
        assert excludes(everything, f"{above}a")
        assert not excludes(everything, above, above=True)
        excluded = rules_of(["x.md"], above)
        files = FileFilter(
            f"{above}p/", ["p/*.md"], above, excluded, gitignore=False, is_named=True
        )
        assert [name for name in ("a.md", "x.md", "a/b.md") if files.finds(name)] == ["a.md"]
        assert parent(f"{above}p/") == parent(f"{above}p") == above


# --- Options --------------------------------------------------------------------------------------


def test_exclude_may_be_repeated_and_is_relative_to_the_working_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lay(Path(), {"pyproject.toml": ""})
    lay_bad("a.md", "posts/a.md", "posts/b.md", "posts/old/c.md", "vendor/d.md")
    assert checked(".", "--exclude", "/a.md, old/") == ["posts/a.md", "posts/b.md"]
    assert checked(".", "--exclude", "a.md", "--exclude", "posts/old") == ["posts/b.md"]
    assert checked(".", "--exclude", "*", "--exclude", "!b.md,!posts") == ["posts/b.md"]
    assert checked(".", "--exclude", "!vendor,posts,") == ["a.md", "vendor/d.md"]
    monkeypatch.chdir("posts")
    assert checked("..", "--exclude", "a.md") == ["../posts/b.md", "../posts/old/c.md"]
    assert checked(".", "--exclude", "/a.md") == ["b.md", "old/c.md"]
    said = "--exclude: expected a pattern as in .gitignore, found "
    assert refused(".", "--exclude=!").startswith(said)


def test_pattern_is_relative_to_each_path_and_replaces_include() -> None:
    lay(Path(), {"pyproject.toml": "[tool.newsfeed]\ninclude = ['posts/*.md']\n"})
    lay_bad("a.mdx", "posts/b.mdx", "posts/B.MD", "posts/.h/c.mdx", "posts/d/e.mdx")
    assert checked(".") == ["posts/B.MD"]
    assert checked(".", "--pattern", "**/*.mdx") == ["a.mdx", "posts/b.mdx", "posts/d/e.mdx"]
    assert checked("posts", "--pattern", "*.md*") == ["posts/B.MD", "posts/b.mdx"]
    assert checked("posts", "--pattern", ".h/*") == ["posts/.h/c.mdx"]
    assert checked("a.mdx", "--pattern", "*.md") == ["a.mdx"]
    assert refused(".", "--pattern=") == "--pattern: expected globs such as **/*.mdx, found ['']\n"


def test_force_exclude_leaves_out_what_is_named() -> None:
    lay(Path(), {".git/HEAD": "", ".gitignore": "/drafts\n"})
    lay(Path(), {"pyproject.toml": "[tool.newsfeed]\nextend-exclude = ['!.github', 'x.md']\n"})
    names = ["drafts/a.md", ".hidden/a.md", "vendor/b/a.md", "posts/.a.md", "posts/x.md"]
    lay_bad(*names, "posts/a.txt", ".github/b.md")
    assert checked(*names, "posts/a.txt") == [*names, "posts/a.txt"]
    kept = [".github/b.md"]
    assert (
        checked(*names, "posts/a.txt", *kept, "vendor", "vendor/b", "drafts", "--force-exclude")
        == kept
    )
    for path in (*names, "drafts", ".hidden"):
        done = run("check", Path(path).absolute(), "--force-exclude")
        assert done.out == "0 files checked, no problems.\n"
    assert checked("drafts", "--force-exclude", "--no-gitignore") == ["drafts/a.md"]


def test_force_exclude_outside_of_the_project_has_only_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lay_bad("vendor/a.md", "vendor/.b.md", "here/c.md")
    monkeypatch.chdir("here")
    assert checked("../vendor/a.md", "../vendor/.b.md", "--force-exclude") == ["../vendor/a.md"]
    assert checked("../vendor", "--force-exclude") == ["../vendor/a.md"]


def test_only_what_is_in_folders_needs_pathspec(monkeypatch: pytest.MonkeyPatch) -> None:
    lay_bad("a.md")
    monkeypatch.setitem(sys.modules, "pathspec", None)
    assert checked("a.md") == ["a.md"]
    said = "needs pathspec, which is not installed. Install it with\n"
    for command, options in (("check", []), ("stats", []), ("convert", ["--to", "csv"])):
        assert said in refused(".", *options, command=command)
    assert said in refused("a.md", "--exclude", "b.md")


# --- Settings -------------------------------------------------------------------------------------


def test_settings_are_relative_to_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    table = """\
[tool.newsfeed]
include = ['posts/**/*.md', 'notes/*.txt', '.github/*.md']
exclude = ['/posts/old', 'tmp', '/posts/raw/**']
extend-exclude = ['!tmp/keep.md', 'posts/*.x.md']
"""
    lay(Path(), {"pyproject.toml": table})
    lay_bad("a.md", "posts/b.md", "posts/c.x.md", "posts/old/d.md", "posts/vendor/e.md")
    lay_bad("posts/raw/j/k.md", "notes/f.txt", "notes/g/h.txt", ".github/i.md", "posts/tmp/keep.md")
    found = [".github/i.md", "notes/f.txt", "posts/b.md", "posts/vendor/e.md"]
    assert checked(".") == found
    named = ["notes", "posts/old", "posts/c.x.md", "posts/raw/j"]
    below = ["notes/f.txt", "posts/old/d.md", "posts/c.x.md", "posts/raw/j/k.md"]
    assert checked(*named) == below
    monkeypatch.chdir("posts")
    assert checked(".") == ["b.md", "vendor/e.md"]
    assert checked("../.github") == ["../.github/i.md"]
    assert (
        "../notes/g: expected files posts/**/*.md, notes/*.txt, .github/*.md, found n"
        in refused("../notes/g")
    )


def test_settings_of_a_path_outside_of_the_project_are_relative_to_the_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = "[tool.newsfeed]\ninclude = ['*.txt', 'sub/*.md']\nexclude = ['/b.txt', 'c.txt']\n"
    lay(Path(), {"project/pyproject.toml": table})
    lay_bad("other/a.txt", "other/b.txt", "other/sub/c.txt", "other/sub/d.md", "other/e.md")
    monkeypatch.chdir("project")
    assert checked("../other") == ["../other/a.txt", "../other/sub/d.md"]


def test_a_hidden_folder_that_is_named_has_the_globs_of_the_project() -> None:
    lay(Path(), {"pyproject.toml": "[tool.newsfeed]\ninclude = ['**/posts/*.md']\n"})
    lay_bad(".draft/posts/a.md", ".draft/b.md", ".draft/.c/posts/d.md")
    assert checked(".draft") == [".draft/posts/a.md"]
    assert checked(".draft/.c") == [".draft/.c/posts/d.md"]


def test_files_are_found_where_the_working_folder_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_bad("posts/a.md", "posts/vendor/b.md", "gone/c.md")
    monkeypatch.chdir("gone")
    Path("c.md").unlink()
    Path().absolute().rmdir()
    choice = Choice(left_out=("x",))
    assert found_files([tmp_path / "posts"], choice) == [tmp_path / "posts" / "a.md"]


# --- A folder without files -----------------------------------------------------------------------


def test_a_folder_of_other_files_says_which_pattern_would_find_them() -> None:
    marked = dict.fromkeys(["a.mdx", "b/c.mdx", "d.txt", "vendor/e.mdx", ".f.mdx"], GOOD)
    lay(Path("docs"), {**marked, "g.html": BAD, "h.html": BAD, "i.html": BAD, "j": GOOD})
    lay(Path("docs"), {"k.mdx": f"\ufeff{GOOD}", "l.mdx": "", "bom/m.txt": f"\ufeff{GOOD}"})
    said = "docs: expected files **/*.md, found none; --pattern '**/*.mdx' finds 3"
    for command in ("check", "stats", "convert"):
        options = ["--to", "csv"] if command == "convert" else []
        assert (
            refused("docs", *options, command=command)
            == f"{said}; 1 excluded by exclude patterns\n"
        )
    assert run("stats", "docs", "--pattern", "**/*.mdx", code=1).out.startswith("articles       3")
    assert "; --pattern '**/*.txt' finds 1\n" in refused("docs/bom")
    lay(Path("html"), {"g.html": BAD, "h.md~": GOOD})
    assert refused("html") == "html: expected files **/*.md, found none\n"


def test_rules_that_leave_out_all_files_are_named() -> None:
    lay(Path(), {".gitignore": "a.md\nb.md\n", ".git/HEAD": ""})
    lay_bad("a.md", "b.md", "vendor/c.md")
    said = ".: expected files **/*.md, found none"
    rules = (
        "2 excluded by .gitignore; 1 excluded by exclude patterns; use --no-gitignore to read them"
    )
    assert refused(".") == f"{said}; {rules}\n"
    assert refused(".", "--no-gitignore", "--exclude", "/?.md").endswith(
        "3 excluded by exclude patterns\n"
    )


@posix
def test_files_that_cannot_be_read_are_in_no_advice() -> None:
    Path("posts").mkdir()
    Path("posts/a.mdx").symlink_to("nowhere")
    assert refused("posts") == "posts: expected files **/*.md, found none\n"


# --- Every command --------------------------------------------------------------------------------


def test_convert_and_stats_read_the_same_files() -> None:
    lay(Path(), {".git/HEAD": "", ".gitignore": "/posts/no.md\n", "pyproject.toml": ""})
    lay(Path("posts"), dict.fromkeys(["a.md", "b.txt", "no.md", "vendor/c.md", "d.draft.md"], GOOD))
    given = ["posts", "--exclude", "*.draft.md"]
    assert run("stats", *given).out.startswith("articles       1\n")
    done = convert(*given, "--to", "csv", "--columns", "path")
    assert done.out == "path\r\nposts/a.md\r\n"
    for options, count in (([], 2), (["--pattern", "*"], 3), (["--no-gitignore"], 3)):
        done = convert("posts", *options, "-o", "news.parquet", "--workers", "1")
        assert done.err.startswith(f"{count} articles written")


def test_what_is_left_out_may_be_the_output_of_convert() -> None:
    lay(Path(), {".gitignore": "/c.md\n", "vendor/b.md": GOOD, "c.md": GOOD, "a.md": GOOD})
    for output, code in (("a.md", 2), ("c.md", 0), ("vendor/b.md", 0)):
        convert(".", "-o", output, "--to", "json", code=code)
    for named in ("vendor", "vendor/b.md", "vendor/*.md"):
        lay(Path(), {"vendor/b.md": GOOD})
        convert(named, "-o", "vendor/b.md", "--to", "json", code=2)
    convert("vendor/b.md", "--force-exclude", "-o", "vendor/b.md", "--to", "json")
    assert Path("vendor/b.md").read_text(encoding="utf-8").split() == ["[", "]"]


def test_globs_and_standard_input_are_read_beside_folders() -> None:
    lay(Path(), {"a/b.md": GOOD, "vendor/c.md": GOOD, "a/vendor/d.md": GOOD})
    done = convert(
        "a", "-", "vendor/*.md", "a/b.md", "--to", "csv", "--columns", "path", stdin=GOOD.encode()
    )
    assert done.out.split() == ["path", "a/b.md", '""', "vendor/c.md", "a/b.md"]
