"""Rules of records: images, lists, and what a published article needs."""

from collections.abc import Hashable, Iterator
from datetime import datetime

from .._util.messages import did_you_mean
from ..errors import KeyPath, key_path
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import schema_of
from ..models import Image
from .rule import Finding, Severity, Subject, Text, rule
from .urls import page_of

_THERE = "in a published article, found none"


@rule(
    "NF111",
    "image-size",
    Severity.WARNING,
    "A page keeps the place of an image free only where it knows the size.",
)
def image_size(subject: Subject) -> Iterator[Finding]:
    """Find images without a size, or with one that is none."""
    for path, image in subject.of(Image):
        for name in ("width", "height"):
            size = getattr(image, name)
            if size is None:
                yield Finding(path, f"expected a {name} in pixels, found none")
            elif isinstance(size, int) and size <= 0:
                yield Finding((*path, name), f"expected a {name} above 0, found {size}")


@rule(
    "NF112",
    "duplicate",
    Severity.WARNING,
    "What is listed twice is shown twice, and counted twice.",
)
def duplicate(subject: Subject) -> Iterator[Finding]:
    """Find topics, images and related items that their list holds already."""
    seen: dict[Hashable, KeyPath] = {}
    for text in subject.texts:
        same = _sameness(text)
        if same is not None and seen.setdefault(same, text.path) is not text.path:
            yield Finding(text.path, f"expected each once, found that of {key_path(seen[same])}")


@rule(
    "NF117",
    "published-incomplete",
    Severity.ERROR,
    "What readers are to see needs what every page shows; hide it with 'published: false' or fill "
    "it in.",
)
def published_incomplete(subject: Subject) -> Iterator[Finding]:
    """Find what a published article lacks."""
    article = subject.article
    if article.published is not True:
        return
    for path, record in subject.records:
        for field in schema_of(type(record)).fields.values():
            value = getattr(record, field.name)
            if field.required and field.type.kind is Kind.TEXT and not str(value or "").strip():
                yield Finding((*path, field.key), f"expected text {_THERE}")
    if article.published_date_time is None:
        yield Finding(("publishedDateTime",), f"expected a date {_THERE}")
    if article.web_url is None and article.original_url is None:
        yield Finding(("webUrl",), f"expected an address {_THERE}")


@rule(
    "NF119",
    "misspelt-key",
    Severity.WARNING,
    "A key that is not known is kept, but nobody reads it.",
)
def misspelt_key(subject: Subject) -> Iterator[Finding]:
    """Find unknown keys that look like known ones."""
    for path, record in subject.records:
        schema = schema_of(type(record))
        extra = getattr(record, "extra", None) if schema.extra else None
        for key in extra if isinstance(extra, dict) else ():
            if hint := did_you_mean(str(key), schema.fields):
                yield Finding((*path, str(key)), f"this key is not known{hint}", at_key=True)


@rule(
    "NF121",
    "file-name",
    Severity.WARNING,
    "By the name YYYY-MM-DD-slug.md a file is found, and listed by date; the site's address of it "
    "follows from it.",
    default=False,
)
def file_name(subject: Subject) -> Iterator[Finding]:
    """Find a file that is not named after its date and title."""
    article = subject.article
    is_typed = isinstance(article.title, str) and isinstance(article.published_date_time, datetime)
    expected = article.file_name if is_typed else None
    if article.path is not None and expected is not None and article.path.name != expected:
        yield Finding((), f"expected the file name {expected}, found {article.path.name}")


def _sameness(text: Text) -> Hashable | None:
    """Tell what two items of a list must share to be the same; None for other texts."""
    if text.key == "topics":
        return text.key, text.value.casefold()
    if text.key == "url":
        return text.path[:-2], text.value
    return page_of(text.value) if text.key == "webUrl" and len(text.path) > 1 else None
