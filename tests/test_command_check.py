"""`newsfeed check`: which files, which rules, and how it reports."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import AS_NOBODY, lay, run
from jsonschema.validators import validator_for

GOOD = "---\ntitle: Rain\n---\n"
TIDES = "---\ntitle: Tides &amp; moons\nwebUrl: /tides\n---\nBody\n"
HOT = "---\ntitle: Rain\nheat: hot\ntopics: Weather\n---\n"
BLANK = '---\ntitle: " "\n---\n'

SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file and two bad ones."""
    lay(tmp_path, {"good.md": GOOD, "tides.md": TIDES, "hot.md": HOT})
    return tmp_path


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; those of pytest are for their owner alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of SARIF, from a package of npm; in CI it must be there."""
    place = tmp_path_factory.mktemp("sarif")
    npm = shutil.which("npm")
    package = "@microsoft/jest-sarif@1.0.0-beta.0"
    done = npm and subprocess.run([npm, "pack", package], cwd=place, capture_output=True, text=True)
    if not done or done.returncode:
        why = f"npm cannot fetch {package}: {done.stderr}" if done else "npm is not installed"
        assert "CI" not in os.environ, why
        pytest.skip(why)
    with tarfile.open(next(place.glob("*.tgz"))) as archive:
        member = archive.extractfile(SCHEMA)
        assert member is not None
        return json.load(member)


def reported(*arguments: str | Path, cwd: Path, code: int = 1, stdin: bytes = b"") -> Any:
    """What `check --format json` reports."""
    done = run("check", *arguments, "--format", "json", cwd=cwd, code=code, stdin=stdin)
    return json.loads(done.stdout.decode("ascii"))


def codes(*arguments: str | Path, cwd: Path) -> list[str]:
    found = run("check", *arguments, "--format", "json", cwd=cwd, code=1)
    return [problem["code"] for problem in json.loads(found.out)["problems"]]


# The text


def test_files_without_problems_are_counted(tmp_path: Path) -> None:
    lay(tmp_path, {"rain.md": GOOD})
    done = run("check", "rain.md", cwd=tmp_path)
    assert (done.out, done.err) == ("1 file checked, no problems.\n", "")
    lay(tmp_path, {"sun.md": GOOD})
    assert run("check", ".", cwd=tmp_path).out == "2 files checked, no problems.\n"


def test_what_cannot_be_read_and_what_breaks_a_rule_is_shown_with_its_line(folder: Path) -> None:
    done = run("check", ".", cwd=folder, code=1)
    assert done.err == ""
    assert done.out == (
        "hot.md:3:7: NF011 heat: expected an integer, found 'hot'\n"
        "    heat: hot\n"
        "          ^\n"
        "hot.md:4:9: NF011 topics: expected a list, found 'Weather'\n"
        "    topics: Weather\n"
        "            ^\n"
        "tides.md:2:8: NF103 title: expected plain text, found the entity &amp;; write &\n"
        "    title: Tides &amp; moons\n"
        "           ^\n"
        "tides.md:3:9: NF104 webUrl: expected an absolute http or https URL, found '/tides'\n"
        "    webUrl: /tides\n"
        "            ^\n"
        "4 problems in 2 of 3 files.\n"
    )


def test_what_a_terminal_would_obey_is_shown_as_question_marks(tmp_path: Path) -> None:
    lay(tmp_path, {"a\x1b[2J\x9b.md": '---\n"tit\\e[2Jle": x\ntitle: "[b]&amp;\u202e"\n---\n'})
    done = run("check", ".", cwd=tmp_path, code=1)
    assert done.out == (
        "a\ufffd[2J\ufffd.md:2:1: NF119 tit\ufffd[2Jle: this key is not known; "
        "did you mean title?\n"
        '    "tit\\e[2Jle": x\n'
        "    ^\n"
        "a\ufffd[2J\ufffd.md:3:8: NF103 title: expected plain text, found the entity &amp;; "
        "write &\n"
        '    title: "[b]&amp; "\n'
        "           ^\n"
        "2 problems in 1 of 1 file.\n"
    )


# Files


def test_hidden_files_are_left_out_and_each_file_counts_once(tmp_path: Path) -> None:
    names = ["b.md", "a/y.MD", "a/.x.md", ".git/x.md", "a/.b/c/x.md", "note.txt", "x.md/in.md"]
    lay(tmp_path, dict.fromkeys(names, BLANK))
    report = reported("b.md", ".", "./b.md", "x.md/../b.md", "a", cwd=tmp_path)
    paths = [problem["path"] for problem in report["problems"]]
    assert sorted(paths) == ["a/y.MD", "b.md", "x.md/in.md"]
    assert (paths[0], report["files"]) == ("b.md", 3)


def test_the_files_of_a_folder_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    paths = ["a/9/9.md", "a/b.md", "b.md", "c/1.md", "d.md"]
    lay(tmp_path, dict.fromkeys(reversed(paths), BLANK))
    assert [each["path"] for each in reported(".", cwd=tmp_path)["problems"]] == paths


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
        "3 problems in 3 of 3 files.\n"
    )
    assert codes(".", "--ignore", "NF014", cwd=tmp_path) == ["NF101"]


def test_a_file_without_rights_is_a_problem(public_folder: Path) -> None:
    lay(public_folder, {"a.md": GOOD, "b.md": GOOD})
    (public_folder / "a.md").chmod(0)
    done = run("check", ".", cwd=public_folder, code=1, program=AS_NOBODY)
    assert done.out == (
        "a.md:1:1: NF014 the file cannot be read: Permission denied\n1 problem in 1 of 2 files.\n"
    )


def test_a_folder_without_rights_is_a_problem(public_folder: Path) -> None:
    lay(public_folder, {"a/a.md": BLANK, "b.md": GOOD})
    (public_folder / "a").chmod(0)
    done = run("check", ".", cwd=public_folder, code=1, program=AS_NOBODY)
    (public_folder / "a").chmod(0o755)
    assert "Permission denied" in done.out + done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md"], "'missing.md' does not exist"),
        (["empty"], "expected files *.md in empty, found none"),
        (["good.md", "empty"], "expected files *.md in empty, found none"),
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
        (GOOD.encode(), "1 file checked, no problems.\n"),
        ("\ufeff---\r\ntitle: Räin\r\n---\r\n雨".encode(), "1 file checked, no problems.\n"),
        (
            b"",
            "<stdin>:1:1: NF002 expected the opening fence: the first line must be '---'\n"
            "1 problem in 1 of 1 file.\n",
        ),
        (
            b"---\r\ntitle: '  '\r\n---\r\n",
            "<stdin>:2:8: NF101 title: expected text, found nothing but blanks\n"
            "    title: '  '\n           ^\n1 problem in 1 of 1 file.\n",
        ),
    ],
    ids=["good", "BOM-and-CRLF", "empty", "problem-with-CRLF"],
)
def test_standard_input_is_checked_too(tmp_path: Path, stdin: bytes, out: str) -> None:
    code = 0 if "no problems" in out else 1
    assert run("check", "-", cwd=tmp_path, code=code, stdin=stdin).out == out


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
    ],
    ids=["default", "one", "off-by-default", "prefixes", "ignore"],
)
def test_codes_and_their_beginnings_choose_the_rules(
    folder: Path, arguments: list[str], found: list[str]
) -> None:
    dated = TIDES.replace("webUrl", "publishedDateTime: 2026-03-14T09:30:00Z\nwebUrl")
    lay(folder, {"2026-03-14-tides-amp-moons.md": dated, "tides.md": GOOD, "good.md": GOOD})
    if "NF121" in str(arguments):
        (folder / "2026-03-14-tides-amp-moons.md").rename(folder / "tides.md")
    assert sorted(codes(".", *arguments, cwd=folder)) == found


def test_a_project_sets_its_rules_and_the_command_line_wins(folder: Path) -> None:
    settings = '[tool.newsfeed]\nselect = ["NF103"]\nignore = ["NF01"]\n'
    lay(folder, {"pyproject.toml": settings, "posts/deep/tides.md": TIDES})
    below = folder / "posts" / "deep"
    assert codes(folder, cwd=below) == ["NF103", "NF103"]
    assert codes(".", "--select", "NF104", cwd=below) == ["NF104"]
    assert codes("hot.md", "--ignore", "NF1", cwd=folder) == ["NF011", "NF011"]
    lay(folder, {"posts/pyproject.toml": "[project]\n"})
    assert codes(".", cwd=below) == ["NF103", "NF104"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[tool.newsfeed]\nselct = []", "newsfeed.selct: expected one of ignore, select"),
        ("[tool.newsfeed]\nselect = 'NF1'", "newsfeed.select: expected a list of codes, found 'N"),
        ("[tool.newsfeed]\nignore = [1]", "newsfeed.ignore: expected a list of codes, found [1]"),
        ("[tool.newsfeed]\nselect = ['NF9']", "expected a code such as NF101 or its beginning"),
        ("[tool]\nnewsfeed = ['NF1']", "expected"),
        ("tool = 3", "expected"),
        ("[tool.newsfeed", "line 1"),
        ("[tool.newsfeed]\nselect = ['\udcff']", "utf-8"),
    ],
    ids=["key", "text", "item", "code", "table", "tool", "TOML", "encoding"],
)
def test_wrong_settings_exit_with_2_and_name_the_file(
    folder: Path, settings: str, said: str
) -> None:
    (folder / "pyproject.toml").write_bytes(settings.encode(errors="surrogateescape"))
    done = run("check", ".", cwd=folder, code=2)
    assert str(folder / "pyproject.toml") in done.err
    assert said in done.err.partition("pyproject.toml")[2]


# Reports for programs


def test_json_has_every_problem_with_its_place(folder: Path) -> None:
    report = reported("good.md", "tides.md", cwd=folder)
    assert (sorted(report), report["files"]) == (["files", "problems"], 2)
    assert report["problems"][0] == {
        "path": "tides.md",
        "line": 2,
        "column": 8,
        "code": "NF103",
        "name": "html-entity",
        "severity": "warning",
        "key": "title",
        "message": "title: expected plain text, found the entity &amp;; write &",
    }
    assert reported("good.md", cwd=folder, code=0) == {"files": 1, "problems": []}


def test_github_gets_workflow_commands_with_what_they_reserve_escaped(tmp_path: Path) -> None:
    lay(tmp_path, {"50%, a:b\nc.md": '---\ntitle: Rain\n"we\\nb\\rUrl": x\nwebUrl: /50%\n---\n'})
    done = run("check", ".", "--format", "github", cwd=tmp_path, code=1)
    place = "file=50%25%2C a%3Ab%0Ac.md"
    assert done.out == (
        f"::warning {place},line=3,col=1,title=NF119 misspelt-key::"
        "we%0Ab%0DUrl: this key is not known; did you mean webUrl?\n"
        f"::error {place},line=4,col=9,title=NF104 relative-url::"
        "webUrl: expected an absolute http or https URL, found '/50%25'\n"
    )
    lay(tmp_path, {"good.md": GOOD})
    assert run("check", "good.md", "--format", "github", cwd=tmp_path).out == ""


def test_sarif_is_valid_and_says_the_same_as_json(folder: Path, sarif_schema: Any) -> None:
    lay(folder, {"a b/50%:ü#?.md": BLANK})
    arguments = ("a b", "hot.md", folder / "tides.md")
    done = run("check", *arguments, "--format", "sarif", cwd=folder, code=1)
    log = json.loads(done.stdout.decode("ascii"))
    validator = validator_for(sarif_schema)
    validator(sarif_schema, format_checker=validator.FORMAT_CHECKER).validate(log)
    [sarif] = log["runs"]
    problems = reported(*arguments, cwd=folder)["problems"]
    uris = ["a%20b/50%25%3A%C3%BC%23%3F.md", "hot.md", "hot.md"]
    uris += [(folder / "tides.md").as_uri()] * 2
    for problem, result, uri in zip(problems, sarif["results"], uris, strict=True):
        rule = sarif["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (rule["id"], rule["name"]) == (problem["code"], problem["name"])
        assert (result["ruleId"], result["level"]) == (problem["code"], problem["severity"])
        assert result["message"] == {"text": problem["message"]}
        [{"physicalLocation": place}] = result["locations"]
        region = {"startLine": problem["line"], "startColumn": problem["column"]}
        assert place == {"artifactLocation": {"uri": uri}, "region": region}


def test_a_file_name_that_is_not_in_utf_8_is_reported_in_every_format(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"r\xe4in.md")).write_bytes(BLANK.encode())
    shown = {
        "text": "r\ufffdin.md:2:8: ",
        "json": '"path": "r\\udce4in.md"',
        "github": "file=r\\udce4in.md,",
        "sarif": '"uri": "r%E4in.md"',
    }
    for form, name in shown.items():
        assert name in run("check", ".", "--format", form, cwd=tmp_path, code=1).out
