"""`newsfeed check`: which files it reads and which rules it applies."""

from pathlib import Path

import pytest
from command import BLANK, GOOD, HOT, TIDES, lay, reported, run, run_as_nobody
from systems import posix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file and two bad ones."""
    lay(tmp_path, {"good.md": GOOD, "tides.md": TIDES, "hot.md": HOT})
    return tmp_path


def codes(*arguments: str | Path, cwd: Path) -> list[str]:
    return [problem["code"] for problem in reported(*arguments, cwd=cwd)["problems"]]


# Files


def test_hidden_files_are_left_out_and_each_file_counts_once(tmp_path: Path) -> None:
    names = ["b.md", "a/y.MD", "a/.x.md", ".git/x.md", "a/.b/c/x.md", "note.txt", "x.md/in.md"]
    lay(tmp_path, dict.fromkeys(names, BLANK))
    report = reported("b.md", ".", "./b.md", "a", cwd=tmp_path)
    paths = [problem["path"] for problem in report["problems"]]
    assert sorted(paths) == ["a/y.MD", "b.md", "x.md/in.md"]
    assert (paths[0], report["files"]) == ("b.md", 3)


def test_the_files_of_a_folder_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    paths = ["a/9/9.md", "a/b.md", "b.md", "c/1.md", "d.md"]
    lay(tmp_path, dict.fromkeys(reversed(paths), BLANK))
    assert [each["path"] for each in reported(".", cwd=tmp_path)["problems"]] == paths


@posix
def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    lay(tmp_path, {"c.md": BLANK})
    (tmp_path / "a.md").symlink_to("missing")
    (tmp_path / "b.md").symlink_to("b.md")
    done = run("check", ".", cwd=tmp_path, code=1)
    assert done.out == (
        "a.md:1:1: NF014 the file cannot be read: No such file or directory\n"
        "b.md:1:1: NF014 the file cannot be read: Too many levels of symbolic links\n"
        "c.md:2:8: NF101 title: expected text, found nothing but blanks\n"
        '    title: " "\n'
        "           ^\n"
        "Found 3 problems in 3 files (3 checked).\n"
    )
    assert codes(".", "--ignore", "NF014", cwd=tmp_path) == ["NF101"]


@posix
def test_a_file_without_rights_is_a_problem(public_folder: Path) -> None:
    lay(public_folder, {"a.md": GOOD, "b.md": GOOD})
    (public_folder / "a.md").chmod(0)
    done = run_as_nobody("check", ".", cwd=public_folder, code=1)
    assert done.out == (
        "a.md:1:1: NF014 the file cannot be read: Permission denied\n"
        "Found 1 problem in 1 file (2 checked).\n"
    )


@posix
def test_a_folder_without_rights_is_a_problem(public_folder: Path) -> None:
    lay(public_folder, {"a/a.md": BLANK, "b.md": GOOD})
    (public_folder / "a").chmod(0)
    done = run_as_nobody("check", ".", cwd=public_folder, code=1)
    assert "Permission denied" in done.out + done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md"], "'missing.md' does not exist"),
        (["empty"], "empty: expected files **/*.md, found none\n"),
        (["good.md", "empty"], "empty: expected files **/*.md, found none\n"),
        ([], "Missing argument 'PATH...'"),
        (["good.md", "--format", "xml"], "'xml' is not one of"),
        (["good.md", "--select", "NF9"], "expected a code such as NF101 or its beginning, found"),
        (["good.md", "--ignore", "NF1,E501"], "or its beginning, found 'E501'"),
    ],
    ids=["missing", "empty", "also-empty", "nothing", "format", "select", "ignore"],
)
def test_a_wrong_command_exits_with_2_and_says_why(
    folder: Path, arguments: list[str], said: str
) -> None:
    (folder / "empty").mkdir()
    done = run("check", *arguments, cwd=folder, code=2)
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("stdin", "out"),
    [
        (GOOD.encode(), ""),
        ("\ufeff---\r\ntitle: Räin\r\n---\r\n雨".encode(), ""),
        (
            b"",
            "<stdin>:1:1: NF002 expected the opening fence: the first line must be '---'\n",
        ),
        (
            b"---\r\ntitle: '  '\r\n---\r\n",
            """\
<stdin>:2:8: NF101 title: expected text, found nothing but blanks
    title: '  '
           ^
""",
        ),
    ],
    ids=["good", "BOM-and-CRLF", "empty", "problem-with-CRLF"],
)
def test_standard_input_is_checked_too(tmp_path: Path, stdin: bytes, out: str) -> None:
    summary = (
        "Found 1 problem in 1 file (1 checked).\n" if out else "1 file checked, no problems.\n"
    )
    done = run("check", "-", cwd=tmp_path, code=bool(out), stdin=stdin)
    assert done.out == out + summary


def test_what_is_not_in_utf_8_has_its_place(tmp_path: Path) -> None:
    [problem] = reported("-", cwd=tmp_path, stdin=b"---\ntitle: R\xe4in\n---\n")["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == ("<stdin>", 2, 9)
    assert (problem["code"], problem["name"]) == ("NF001", "encoding")


# Rules


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["NF011", "NF011", "NF103", "NF104"]),
        (["--select", "NF104"], ["NF011", "NF011", "NF104"]),
        (["--select", "NF121,NF103", "--ignore", "NF01"], ["NF103", "NF121"]),
        (["--select", "NF1", "--ignore", "NF10, NF12"], ["NF011", "NF011"]),
        (["--ignore", "NF104,NF011"], ["NF103"]),
        (["--select", "NF104,", "--ignore", "NF01, "], ["NF104"]),
    ],
    ids=["default", "one", "off-by-default", "prefixes", "ignore", "comma"],
)
def test_codes_and_their_beginnings_choose_the_rules(
    folder: Path, arguments: list[str], found: list[str]
) -> None:
    dated = TIDES.replace("webUrl", "publishedDateTime: 2026-03-14T09:30:00Z\nwebUrl")
    lay(folder, {"2026-03-14-tides-amp-moons.md": dated, "tides.md": GOOD, "good.md": GOOD})
    if "NF121" in str(arguments):
        (folder / "2026-03-14-tides-amp-moons.md").rename(folder / "tides.md")
    assert sorted(codes(".", *arguments, cwd=folder)) == found
