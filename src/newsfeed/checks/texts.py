"""Rules for plain text, dates, unquoted values and the encrypted payload."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from html import unescape
from html.entities import html5

from ..errors import KeyPath
from ..frontmatter.scalars import Kind, is_ambiguous
from ..frontmatter.timestamps import read_untyped_timestamp
from ..news.payload import SecuredPayload
from .rule import Finding, Subject, error, warning

_TAG = re.compile(
    r"""
    </?(?: a|abbr|audio|b|blockquote|br|button|center|cite|code|del|div|em|embed|figcaption|figure
      | font|form|h[1-6]|hr|i|iframe|img|input|ins|li|link|mark|meta|noscript|object|ol|p|picture
      | pre|q|s|script|small|source|span|strong|style|sub|sup|svg|table|td|th|tr|u|ul|video
    ) (?: [\s/] [^<>]* )? > | <!--
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EARLIEST = 1990
# How to write an ambiguous value, by its kind; others are put in quotes.
_ADVICE: dict[Kind | None, str] = {
    Kind.BOOLEAN: "write true or false",
    Kind.INTEGER: "write it in digits alone",
    Kind.NUMBER: "write it in digits alone",
}

_UNTYPED = "write what it means, such as true or 8, or put text in quotes"


@error("NF101", "A headline or an excerpt without a word shows nothing.")
def blank_text(subject: Subject) -> Iterator[Finding]:
    """Yield titles and excerpts that are empty or only whitespace."""
    for text in subject.texts:
        if text.name in ("title", "excerpt") and not text.value.strip():
            found = "nothing but blanks" if text.value else "nothing"
            yield Finding(text.path, f"expected text, found {found}")


@warning(
    "NF102", "Plain text is shown as it is: a reader would see the tags, or a page would obey them."
)
def markup(subject: Subject) -> Iterator[Finding]:
    """Yield plain text that contains HTML tags."""
    for text in subject.prose:
        if "<" in text.value and (tag := _TAG.search(text.value)):
            yield Finding(text.path, f"expected plain text, found the tag {tag[0][:40]!r}")


@warning("NF103", "Plain text is shown as it is: a reader would see the entity, not the character.")
def html_entity(subject: Subject) -> Iterator[Finding]:
    """Yield plain text that contains HTML entities."""
    for text in subject.prose:
        if "&" in text.value and (entity := _first_entity(text.value)):
            character = unescape(entity)
            # Some entities have no character, or an unprintable one: then suggest nothing.
            is_plain = character.isprintable() and character not in ("", "\ufffd")
            shown = f"; write {character}" if is_plain else ""
            yield Finding(text.path, f"expected plain text, found the entity {entity}{shown}")


def _first_entity(text: str) -> str | None:
    entities = (match[0] for match in _ENTITY.finditer(text))
    return next((each for each in entities if each[1] == "#" or each[1:] in html5), None)


@warning("NF114", "What is dated ahead is hidden by Jekyll, or stays on top of a page until then.")
def future_date(subject: Subject) -> Iterator[Finding]:
    """Yield timestamps in the future."""
    now = datetime.now(UTC)
    for path, when in _timestamps(subject):
        if when > now:
            yield Finding(path, f"expected a time in the past, found {when.isoformat(' ')}")


@warning("NF115", "Before 1990 there was no web to publish on: such dates are zeros or slips.")
def early_date(subject: Subject) -> Iterator[Finding]:
    """Yield timestamps before 1990."""
    for path, when in _timestamps(subject):
        if when.year < _EARLIEST:
            yield Finding(path, f"expected a time since {_EARLIEST}, found {when.isoformat(' ')}")


@warning("NF116", "Without a zone some readers take a time for UTC, others for their own.")
def no_time_zone(subject: Subject) -> Iterator[Finding]:
    """Yield timestamps without a time zone."""
    for path, location in subject.odd_locations.items():
        if subject.kinds.get(path) is not Kind.TIMESTAMP:
            continue
        with suppress(ValueError):  # no timestamp: the field was set after the article was read
            if read_untyped_timestamp(location.scalar or "").tzinfo is None:
                message = f"expected a time with its zone, found {location.scalar!r}"
                yield Finding(path, f"{message}; write Z for UTC, or an offset such as -08:00")


@warning("NF120", "YAML 1.1 (Jekyll, PyYAML) and YAML 1.2 take such a word for different values.")
def ambiguous_value(subject: Subject) -> Iterator[Finding]:
    """Yield unquoted scalars that YAML 1.1 and YAML 1.2 read differently."""
    for path, location in subject.odd_locations.items():
        kind = subject.kinds.get(path)
        text, record = location.scalar or "", subject.records.get(path[:-1])
        is_untyped = record is not None and record.instance is None
        # No reader gives an untyped text such as `2026-03-14 09:30` another type.
        is_dated = is_untyped and text[:4].isdigit() and text[4:5] == "-"
        if not location.unquoted or is_dated or kind in (Kind.TIMESTAMP, Kind.DATE):
            continue
        if is_ambiguous(text, is_text=kind is Kind.TEXT):
            advice = _UNTYPED if is_untyped else _ADVICE.get(kind, "put it in quotes")
            found = f"found {text}; {advice}"
            yield Finding(path, f"expected a word with one meaning, {found}")


@error("NF118", "A payload with a byte amiss cannot be decrypted.")
def malformed_secured(subject: Subject) -> Iterator[Finding]:
    """Yield a payload that is not a base64 ciphertext and IV."""
    for text in subject.texts:
        if text.name == "secured":
            try:
                SecuredPayload.parse(text.value)
            except ValueError as invalid:
                yield Finding(text.path, str(invalid))


def _timestamps(subject: Subject) -> Iterator[tuple[KeyPath, datetime]]:
    for item in subject.items:
        when = item.get("published_date_time")
        if isinstance(when, datetime) and when.tzinfo is not None:
            yield item.at("published_date_time"), when
