"""The report formats of `newsfeed check`: text, JSON, GitHub annotations and SARIF."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from .. import __version__
from ..checks import RULES, Severity
from ..display.texts import counted, printable
from ..errors import Code, Problem, pointed_at
from .inputs import shown_path
from .terminal import console, echo, echo_json

_SPEC = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow"}
_HOME = "https://pypi.org/project/newsfeed-frontmatter/"
# How to escape the message of a workflow command of GitHub, and a property of one.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


class _About(NamedTuple):
    """The description of a code, of an error or a rule."""

    name: str
    meaning: str
    severity: Severity


# Every code that a report can contain; a problem that stops a file from parsing is an error.
_MEANINGS = {
    str(code): _About(code.name.lower().replace("_", "-"), code.meaning, Severity.ERROR)
    for code in Code
} | {code: _About(rule.name, rule.reason, rule.severity) for code, rule in RULES.items()}


class Result(NamedTuple):
    """The problems of one file."""

    path: Path
    problems: Sequence[Problem]  # in the order of their positions; reports expect at least one
    source: str


def report_text(results: Sequence[Result], files: int) -> None:
    """Print a report for people: each problem, its line in the file, and a count at the end."""
    from rich.text import Text

    out = console()
    for path, problems, source in results:
        lines = source.split("\n")  # once per file, not once per problem
        shown = Text()
        for problem in problems:
            place = f"{shown_path(path)}:{problem.line}:{problem.column}:"
            style = _SEVERITY_STYLES[_MEANINGS[problem.code].severity]
            shown.append(printable(place), "bold").append(f" {problem.code} ", style)
            shown.append(f"{printable(problem.message)}\n")
            for line in pointed_at(lines[problem.line - 1], problem.column):
                shown.append(f"{line}\n", "dim")
        out.print(shown, end="")
    total = counted(sum(len(result.problems) for result in results), "problem")
    found = f"Found {total} in {counted(len(results), 'file')} ({files:,} checked)."
    nothing = f"{counted(files, 'file')} checked, no problems."
    out.print(Text(found if results else nothing, "bold"))


def report_json(results: Sequence[Result], files: int) -> None:
    """Print a JSON object with `files`, the number of files, and the list `problems`."""
    problems: list[dict[str, object]] = []
    for path, problem, about in _all(results):
        place = {"path": shown_path(path), "line": problem.line, "column": problem.column}
        kind = {"code": problem.code, "name": about.name, "severity": about.severity}
        problems.append({**place, **kind, "key": problem.key, "message": problem.message})
    echo_json({"files": files, "problems": problems})


def report_github(results: Sequence[Result], _: int) -> None:
    """Print workflow commands, which GitHub shows as annotations beside the lines."""
    for path, problem, about in _all(results):
        file = shown_path(path).translate(_IN_PROPERTY)
        place = f"file={file},line={problem.line},col={problem.column}"
        message = problem.message.translate(_IN_MESSAGE)
        echo(f"::{about.severity} {place},title={problem.code} {about.name}::{message}")


def report_sarif(results: Sequence[Result], _: int) -> None:
    """Print a report in SARIF 2.1.0, the format of GitHub code scanning."""
    rules = [
        {
            "id": code,
            "name": about.name,
            "shortDescription": {"text": about.meaning},
            "defaultConfiguration": {"level": about.severity},
        }
        for code, about in _MEANINGS.items()
    ]
    driver = {"name": "newsfeed", "version": __version__, "informationUri": _HOME, "rules": rules}
    found = [_sarif_result(*each) for each in _all(results)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    echo_json({"$schema": _SPEC, "version": "2.1.0", "runs": [run]})


def _sarif_result(path: Path, problem: Problem, about: _About) -> dict[str, Any]:
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    region = {"startLine": problem.line, "startColumn": problem.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": list(_MEANINGS).index(problem.code),
        "level": about.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }


def _all(results: Sequence[Result]) -> Iterator[tuple[Path, Problem, _About]]:
    """Yield each problem with the path of its file and the description of its code."""
    for result in results:
        for problem in result.problems:
            yield result.path, problem, _MEANINGS[problem.code]


# The function that prints each format, given the files with problems and the count of all files.
REPORTS: dict[str, Callable[[Sequence[Result], int], None]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
    "sarif": report_sarif,
}
