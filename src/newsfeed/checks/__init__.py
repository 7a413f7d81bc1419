"""What is wrong with an article that can be read: rules, each with a code.

A rule is a function that finds the places where an article breaks it; `RULES` has them all.
"""

from collections.abc import Collection

from ..errors import Code, Problem, problem_at
from ..models import Article
from . import records, sources, texts, urls  # noqa: F401  # they register their rules
from .rule import Finding, Rule, Severity, Subject, registered

__all__ = ["RULES", "Rule", "Severity", "check", "selected"]

RULES: dict[str, Rule] = registered()
"""All rules by their codes, in the order of these."""


def check(
    article: Article, *, select: Collection[str] | None = None, ignore: Collection[str] = ()
) -> list[Problem]:
    r"""Find what is wrong with an article.

    Args:
        article: The article, read or made; nothing of it is changed.
        select: The codes of the rules to apply, or the beginnings of codes: `NF1` stands for every
            rule that begins so. By default all but those that are off by default.
        ignore: The codes of rules not to apply, or their beginnings.

    Returns:
        The problems, in the order of their places. These are places in the text that the article
        was read from: that of the value, or of the nearest record that stands there. Line and
        column are 0 for an article without source.

    Raises:
        ValueError: If no rule has such a code.

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
        problem_at(rule.code, finding.message, _place(finding, subject), finding.path)
        for rule in selected(select, ignore)
        for finding in rule.find(subject)
    ]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def selected(select: Collection[str] | None = None, ignore: Collection[str] = ()) -> list[Rule]:
    """List the rules that apply.

    Args:
        select: The codes of rules, or their beginnings; None for those that are on by default.
        ignore: The codes of rules to leave out, or their beginnings.

    Returns:
        The rules in the order of their codes.

    Raises:
        ValueError: If no rule has such a code.

    Example:
        >>> [rule.name for rule in selected(["NF10"], ignore=["NF102"])][:2]
        ['blank-text', 'html-entity']
    """
    for prefix in (*(select or ()), *ignore):
        if not prefix or not any(code.startswith(prefix) for code in (*Code, *RULES)):
            raise ValueError(f"expected a code such as NF101 or its beginning, found {prefix!r}")
    return [
        rule
        for code, rule in RULES.items()
        if (rule.default if select is None else code.startswith(tuple(select)))
        and not code.startswith(tuple(ignore))
    ]


def _place(finding: Finding, subject: Subject) -> tuple[int, int]:
    """Find the value in the source, or the nearest record that stands there."""
    path = finding.path
    while path and path not in subject.locations:
        path = path[:-1]
    entry = subject.locations.get(path)
    if entry is None:
        return (0, 0) if subject.article.source is None else (1, 1)
    return entry.key if finding.at_key else entry.value
