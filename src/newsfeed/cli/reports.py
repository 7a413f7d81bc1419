"""How `newsfeed check` reports: text, JSON, annotations of GitHub, SARIF."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import attrs

from .. import __version__
from ..checks import RULES, Severity
from ..display.texts import printable
from ..errors import Code, Problem, pointed_at
from .inputs import shown_path
from .terminal import console, echo

_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow"}
_HOME = "https://pypi.org/project/newsfeed-frontmatter/"


class _About(NamedTuple):
    """What a code stands for."""

    name: str
    meaning: str
    severity: Severity


# A file that cannot be read is as bad as can be.
_MEANINGS = {
    **{
        str(code): _About(code.name.lower().replace("_", "-"), code.meaning, Severity.ERROR)
        for code in Code
    },
    **{code: _About(rule.name, rule.reason, rule.severity) for code, rule in RULES.items()},
}


@attrs.frozen
class Result:
    """What is wrong in one file.

    Args:
        path: The file.
        problems: The problems, in the order of their places; at least one where it is reported.
        source: The text that they are in.
    """

    path: Path
    problems: Sequence[Problem]
    source: str


def report_text(results: Sequence[Result], files: int) -> None:
    """Report for people: a line a problem, the line that it is in, and how many there are."""
    from rich.text import Text

    out = console()
    for result in results:
        lines = result.source.split("\n")
        shown = [part for problem in result.problems for part in _shown(result, problem, lines)]
        out.print(Text.assemble(*shown), end="")
    out.print(Text(_summary(results, files), "bold"))


def _shown(result: Result, problem: Problem, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Show a problem and the line that it is in, each part with its style."""
    yield printable(f"{shown_path(result.path)}:{problem.line}:{problem.column}:"), "bold"
    yield f" {problem.code} ", _SEVERITY_STYLES[_MEANINGS[problem.code].severity]
    yield f"{printable(problem.message)}\n", ""
    for line in pointed_at(lines[problem.line - 1], problem.column):
        yield f"{line}\n", "dim"


def _summary(results: Sequence[Result], files: int) -> str:
    checked = f"{files:,} {'file' if files == 1 else 'files'}"
    if not results:
        return f"{checked} checked, no problems."
    problems = sum(len(result.problems) for result in results)
    what = "problem" if problems == 1 else "problems"
    return f"{problems:,} {what} in {len(results):,} of {checked}."


def report_json(results: Sequence[Result], files: int) -> None:
    """Report for programs: one object with `files`, a count, and `problems`."""
    problems = [
        {
            "path": shown_path(result.path),
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "name": _MEANINGS[problem.code].name,
            "severity": _MEANINGS[problem.code].severity,
            "key": problem.key,
            "message": problem.message,
        }
        for result, problem in _all(results)
    ]
    _echo_json({"files": files, "problems": problems})


def report_github(results: Sequence[Result], _: int) -> None:
    """Report as workflow commands, which GitHub shows beside the lines."""
    for result, problem in _all(results):
        properties = {
            "file": shown_path(result.path),
            "line": problem.line,
            "col": problem.column,
            "title": f"{problem.code} {_MEANINGS[problem.code].name}",
        }
        shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        echo(f"::{_MEANINGS[problem.code].severity} {shown}::{_data(problem.message)}")


def report_sarif(results: Sequence[Result], _: int) -> None:
    """Report in SARIF 2.1.0, the format of code scanning."""
    rules = [_sarif_rule(code, about) for code, about in _MEANINGS.items()]
    driver = {"name": "newsfeed", "version": __version__, "informationUri": _HOME, "rules": rules}
    indexes = {code: index for index, code in enumerate(_MEANINGS)}
    found = [_sarif_result(result, problem, indexes) for result, problem in _all(results)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    _echo_json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str, about: _About) -> dict[str, Any]:
    return {
        "id": code,
        "name": about.name,
        "shortDescription": {"text": about.meaning},
        "defaultConfiguration": {"level": about.severity},
    }


def _sarif_result(result: Result, problem: Problem, indexes: dict[str, int]) -> dict[str, Any]:
    path = result.path
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    place = {
        "artifactLocation": {"uri": uri},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": indexes[problem.code],
        "level": _MEANINGS[problem.code].severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _all(results: Sequence[Result]) -> Iterator[tuple[Result, Problem]]:
    return ((result, problem) for result in results for problem in result.problems)


def _echo_json(data: dict[str, Any]) -> None:
    # In ASCII, so that no terminal or pipe can spoil it.
    echo(json.dumps(data, indent=2))


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTS: dict[str, Callable[[Sequence[Result], int], None]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
    "sarif": report_sarif,
}
"""What reports bad files, given these and the count of all, by the name of its format."""
