"""`newsfeed check`: how it reports, to people and to programs."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from command import BLANK, GOOD, HOT, TIDES, lay, reported, run
from jsonschema.validators import validator_for
from systems import linux

SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file and two bad ones."""
    lay(tmp_path, {"good.md": GOOD, "tides.md": TIDES, "hot.md": HOT})
    return tmp_path


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of SARIF, from a package of npm; in CI it must be there."""
    place = tmp_path_factory.mktemp("sarif")
    package = "@microsoft/jest-sarif@1.0.0-beta.0"
    pack = [shutil.which("npm") or "false", "pack", package]
    done = subprocess.run(pack, cwd=place, check=False, capture_output=True, text=True)
    if done.returncode:
        why = f"{pack} failed: {done.stderr}"
        assert "CI" not in os.environ, why
        pytest.skip(why)
    with tarfile.open(next(place.glob("*.tgz"))) as archive:
        member = archive.extractfile(SCHEMA)
        assert member is not None
        return json.load(member)


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
        "Found 4 problems in 2 files (3 checked).\n"
    )


def test_what_a_terminal_would_obey_is_shown_as_question_marks(tmp_path: Path) -> None:
    lay(tmp_path, {"a\x1b[2J\x9b.md": '---\n"tit\\ele": x\ntitle: "[b]&amp;\u202e"\n---\n'})
    done = run("check", ".", cwd=tmp_path, code=1)
    assert done.out == (
        "a\ufffd[2J\ufffd.md:2:1: NF119 tit\ufffdle: this key is not known; "
        "did you mean title?\n"
        '    "tit\\ele": x\n'
        "    ^\n"
        "a\ufffd[2J\ufffd.md:3:8: NF103 title: expected plain text, found the entity &amp;; "
        "write &\n"
        '    title: "[b]&amp; "\n'
        "           ^\n"
        "Found 2 problems in 1 file (1 checked).\n"
    )


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
        region = {"startLine": problem["line"], "startColumn": problem["column"]}
        place = {"artifactLocation": {"uri": uri}, "region": region}
        assert result["locations"] == [{"physicalLocation": place}]


@linux
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
