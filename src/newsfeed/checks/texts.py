"""Rules of texts, dates and the payload."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from html.entities import html5

from ..news.payload import SecuredPayload
from .rule import Finding, Severity, Subject, rule

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


@rule(
    "NF101", "blank-text", Severity.ERROR, "A headline or an excerpt without a word shows nothing."
)
def blank_text(subject: Subject) -> Iterator[Finding]:
    """Find titles and excerpts that hold nothing but blanks."""
    for text in subject.texts:
        if text.key in ("title", "excerpt") and not text.value.strip():
            found = "nothing but blanks" if text.value else "nothing"
            yield Finding(text.path, f"expected text, found {found}")


@rule(
    "NF102",
    "markup",
    Severity.WARNING,
    "Plain text is shown as it is: a reader would see the tags, or a page would obey them.",
)
def markup(subject: Subject) -> Iterator[Finding]:
    """Find HTML tags in plain text."""
    for text in subject.prose:
        tag = _TAG.search(text.value) if "<" in text.value else None
        if tag is not None:
            yield Finding(text.path, f"expected plain text, found the tag {tag[0][:40]!r}")


@rule(
    "NF103",
    "html-entity",
    Severity.WARNING,
    "Plain text is shown as it is: a reader would see the entity, not the character.",
)
def html_entity(subject: Subject) -> Iterator[Finding]:
    """Find HTML entities in plain text."""
    for text in subject.prose:
        entity = _first_entity(text.value) if "&" in text.value else None
        if entity is not None:
            character = unescape(entity)
            # Some stand for no character, or for one that nobody can write.
            is_plain = character.isprintable() and character not in ("", "\ufffd")
            shown = f"; write {character}" if is_plain else ""
            yield Finding(text.path, f"expected plain text, found the entity {entity}{shown}")


def _first_entity(text: str) -> str | None:
    entities = (match[0] for match in _ENTITY.finditer(text))
    return next((each for each in entities if each[1] == "#" or each[1:] in html5), None)


@rule(
    "NF114",
    "future-date",
    Severity.WARNING,
    "What is dated ahead is hidden by Jekyll, or stays on top of a page until then.",
)
def future_date(subject: Subject) -> Iterator[Finding]:
    """Find timestamps that are still to come."""
    now = datetime.now(UTC)
    for path, when in _timestamps(subject):
        if when > now:
            yield Finding(path, f"expected a time in the past, found {when.isoformat(' ')}")


@rule(
    "NF115",
    "early-date",
    Severity.WARNING,
    "Before 1990 there was no web to publish on: such dates are zeros or slips.",
)
def early_date(subject: Subject) -> Iterator[Finding]:
    """Find timestamps before 1990."""
    for path, when in _timestamps(subject):
        if when.year < _EARLIEST:
            yield Finding(path, f"expected a time since {_EARLIEST}, found {when.isoformat(' ')}")


@rule(
    "NF118",
    "malformed-secured",
    Severity.ERROR,
    "A payload with a byte amiss cannot be decrypted.",
)
def malformed_secured(subject: Subject) -> Iterator[Finding]:
    """Find a payload that is not ciphertext and IV in base64."""
    for text in subject.texts:
        if text.key == "secured":
            try:
                SecuredPayload.parse(text.value)
            except ValueError as error:
                yield Finding(text.path, str(error))


def _timestamps(subject: Subject) -> Iterator[tuple[tuple[str, ...], datetime]]:
    for path, item in subject.items:
        when = item.published_date_time
        if isinstance(when, datetime) and when.tzinfo is not None:
            yield (*path, "publishedDateTime"), when
