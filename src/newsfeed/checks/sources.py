"""Rules for the formatting of values in the original text."""

import itertools
from collections.abc import Iterator

from ..frontmatter.scalars import Kind, is_ambiguous
from ..frontmatter.schema import schema_of
from ..frontmatter.timestamps import has_zone
from .rule import Finding, Subject, warning


@warning("NF116", "Without a zone some readers take a time for UTC, others for their own.")
def no_time_zone(subject: Subject) -> Iterator[Finding]:
    """Yield timestamps without a time zone."""
    for path, location in subject.odd_locations.items():
        if subject.kinds.get(path) is Kind.TIMESTAMP and _lacks_zone(location.scalar or ""):
            message = f"expected a time with its zone, found {location.scalar!r}"
            yield Finding(path, f"{message}; write Z for UTC, or an offset such as -08:00")


def _lacks_zone(text: str) -> bool:
    try:
        return not has_zone(text)
    except ValueError:
        return False  # no timestamp: the field was set after the article was read


@warning("NF120", "YAML 1.1 (Jekyll, PyYAML) and YAML 1.2 take such a word for different values.")
def ambiguous_value(subject: Subject) -> Iterator[Finding]:
    """Yield unquoted scalars that YAML 1.1 and YAML 1.2 read differently."""
    for path, location in subject.odd_locations.items():
        kind = subject.kinds.get(path)
        if not location.unquoted or kind in (Kind.TIMESTAMP, Kind.DATE):
            continue
        if is_ambiguous(location.scalar or "", is_text=kind is Kind.TEXT):
            found = f"found {location.scalar}; {_advice(kind)}"
            yield Finding(path, f"expected a word with one meaning, {found}")


def _advice(kind: Kind | None) -> str:
    if kind is Kind.BOOLEAN:
        return "write true or false"
    return "write it in digits alone" if kind in (Kind.INTEGER, Kind.NUMBER) else "put it in quotes"


@warning(
    "NF122",
    "Files whose keys stand in one order are compared and searched with ease.",
    default=False,
)
def key_order(subject: Subject) -> Iterator[Finding]:
    """Yield the first key of each mapping that is out of canonical order."""
    keys: dict[tuple[str, ...], list[str]] = {}
    for path in subject.odd_locations:
        keys.setdefault(path[:-1], []).append(path[-1] if path else "")
    for path, obj in subject.records:
        canonical = list(schema_of(type(obj)).fields)
        present = [key for key in keys.get(path, ()) if key in canonical]
        for before, key in itertools.pairwise(present):
            if canonical.index(key) < canonical.index(before):
                yield Finding((*path, key), f"expected above {before}, found below", at_key=True)
                break
