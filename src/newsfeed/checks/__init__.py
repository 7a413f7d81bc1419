"""Checks for mistakes in articles that can be parsed: one rule per code, such as `NF103`."""

from collections.abc import Collection
from typing import Any

from ..errors import Code, Problem, problem_at
from . import records, texts, urls  # noqa: F401  # importing them registers their rules
from .rule import REGISTERED, Finding, Rule, Severity, Subject

__all__ = ["RULES", "Rule", "Severity", "check", "selected"]

RULES: dict[str, Rule] = dict(sorted(REGISTERED.items()))
"""All rules by code, in the order of the codes."""


def check(
    article: Any, *, select: Collection[str] | None = None, ignore: Collection[str] = ()
) -> list[Problem]:
    r"""Check an article and return the problems.

    Args:
        article: The article to check, or an instance of any model. It is not changed. A rule about
            a field of `Article` applies to the field of this name that another model has, and to
            the key of a `Document`: `web_url`, `webUrl` and `web-url` are the same name.
        select: The codes or prefixes of codes to apply: `NF1` matches every code that starts with
            it. The default is every rule that is on by default.
        ignore: The codes or prefixes of codes to skip.

    Returns:
        The problems, sorted by position in the original text. If the value is not in that text,
        the position is that of the nearest parent; without original text line and column are 0.

    Raises:
        ValueError: If a code or prefix matches no rule.

    Example:
        >>> import newsfeed
        >>> article = newsfeed.parse("---\ntitle: Tides &amp; moons\nwebUrl: /tides\n---\n")
        >>> for problem in check(article):
        ...     print(problem.line, problem.code, problem.message)
        2 NF103 title: expected plain text, found the entity &amp;; write &
        3 NF104 webUrl: expected an absolute http or https URL, found '/tides'
    """
    subject = Subject(article)
    found = [
        problem_at(rule.code, each.message, _position(each, subject), each.path, subject.file)
        for rule in selected(select, ignore)
        for each in rule.find(subject)
    ]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def selected(select: Collection[str] | None = None, ignore: Collection[str] = ()) -> list[Rule]:
    """Return the rules that `check` applies.

    Args:
        select: The codes or prefixes of codes to apply, or None for the rules on by default.
        ignore: The codes or prefixes of codes to skip.

    Returns:
        The rules, sorted by code.

    Raises:
        ValueError: If a code or prefix matches no rule.

    Example:
        >>> [rule.name for rule in selected(["NF10"], ignore=["NF102"])][:2]
        ['blank-text', 'html-entity']
    """
    select = [select] if isinstance(select, str) else select
    ignore = [ignore] if isinstance(ignore, str) else ignore
    for prefix in (*(select or ()), *ignore):
        if not prefix or not any(code.startswith(prefix) for code in (*Code, *RULES)):
            raise ValueError(f"expected a code such as NF101 or its beginning, found {prefix!r}")
    return [
        rule
        for code, rule in RULES.items()
        if (rule.default if select is None else code.startswith(tuple(select)))
        and not code.startswith(tuple(ignore))
    ]


def _position(finding: Finding, subject: Subject) -> tuple[int, int]:
    """Return line and column of a value, or of its nearest parent in the original text."""
    path = finding.path
    while path and path not in subject.locations:
        path = path[:-1]
    location = subject.locations.get(path)
    if location is None:
        return (0, 0) if subject.source is None else (1, 1)
    return location.key if finding.at_key else location.value
